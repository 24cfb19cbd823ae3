"""Scores, levels and stages: the rule, as one program over a small table of primitives."""
