"""Brands: a name, colours and a logo."""
