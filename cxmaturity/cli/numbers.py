"""Numbers that options take."""

import math

import typer


def finite(value: float) -> float:
    """Wrong usage for what Python takes for a number and nobody means: nan would pass every limit."""
    if not math.isfinite(value):
        raise typer.BadParameter("it must be a number")
    return value
