"""Results, plans and how sure they are, as values in exactly the shape that JSON has them."""
