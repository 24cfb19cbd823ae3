"""Answers files: loaded, edited in place, locked, recovered."""
