"""The one seam to YAML: reading with places, and changing only what differs."""
