"""Values that options take, and what to write instead of others."""

import math
from collections.abc import Callable, Iterable

import typer

from cxmaturity.files.suggestions import suggestion

LONGEST = 20
"""The most characters that a number is read from: Python refuses to read very long ones."""


def whole(what: str, example: int, *, least: int, most: int) -> Callable[[str], int]:
    """What reads whole numbers from `least` to `most`: of what, and an example, is said of anything else."""

    def days_or_quarters(text: str) -> int:
        typed = str(text).strip()
        if not (typed.isascii() and typed.removeprefix("-").isdigit()):
            raise typer.BadParameter(f"{typed!r}: write whole {what}, for example {example}")
        if len(typed) > LONGEST or not least <= int(typed) <= most:
            raise typer.BadParameter(f"{typed}: write {what} from {least:,} to {most:,}, for example {example}")
        return int(typed)

    return days_or_quarters


def seconds(example: int, *, least: float, most: int) -> Callable[[str], float]:
    """What reads seconds from `least` to `most`; an example is said of anything else."""

    def number_of_seconds(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):  # nan would pass every limit
            raise typer.BadParameter(f"{text!r}: write seconds, for example {example}")
        if not least <= value <= most:
            raise typer.BadParameter(f"{text}: write seconds from {least} to {most:,}, for example {example}")
        return value

    return number_of_seconds


def choice(names: Iterable[str]) -> Callable[[str], str]:
    """What reads one of a few names; they are listed, or the one that is meant, for any other."""
    known = tuple(names)

    def one_of(text: str) -> str:
        if text not in known:
            raise typer.BadParameter(f"{text!r} is none of these; {suggestion(text, known)}")
        return text

    return one_of
