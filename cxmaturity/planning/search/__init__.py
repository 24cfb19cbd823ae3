"""The exact search for the cheapest plan, in whole numbers."""
