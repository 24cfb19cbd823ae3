"""What files look like: the types that they are decoded into, and their JSON Schemas."""
