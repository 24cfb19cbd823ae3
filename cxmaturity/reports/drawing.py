"""Geometry for the pictures in templates: how wide text is, and where things go. Lengths are in the picture's units.

A page can not ask a browser how wide a text will be, so widths are estimated, for the widest of the usual fonts:
what fits by the estimate fits everywhere.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from cxmaturity.reports.plain import one_line
from cxmaturity.reports.view import StepView

_THIN, _NARROW, _WIDE = frozenset(" .,:;'|!ijlI"), frozenset("()[]frt-"), frozenset("mwMW%@&…→")
_EMS = 0.34, 0.42, 0.64, 0.8, 1.02, 1.4
"""How wide these are, in ems: thin letters, narrow ones, others, capitals and other scripts, wide ones, emoji."""


def width(text: str, size: float) -> float:
    """How wide a text is at most, set in a font of a size."""
    thin, narrow, usual, capital, wide, emoji = _EMS
    ems = 0.0
    for letter in text:
        if letter in _THIN:
            ems += thin
        elif letter in _NARROW:
            ems += narrow
        elif letter >= "\u1100" or letter in _WIDE:
            ems += wide if letter < "\U0001f000" else emoji
        else:
            ems += usual if "\x20" < letter < "\x80" and not letter.isupper() else capital
    return ems * size


def fitted(text: str, room: float, size: float, lines: int = 1) -> list[str]:
    """A text in at most so many lines, each of which fits; one that is cut ends with an ellipsis."""
    made = [""]
    for word in one_line(text).split():
        rest = word
        joined = f"{made[-1]} {rest}" if made[-1] else rest
        if width(joined, size) <= room:
            made[-1] = joined
            continue
        if made[-1]:
            made.append("")
        while width(rest, size) > room:  # a word that is longer than a line is broken
            fits = max(_most(rest, room, size), 1)
            made[-1:] = [rest[:fits], ""]
            rest = rest[fits:]
            if len(made) > lines + 1:
                break
        made[-1] = rest
    made = made if made[-1] else made[:-1]
    if len(made) > lines:
        last = made[lines - 1]
        made[lines - 1 :] = [last[: _most(last, room - width("…", size), size)].rstrip(" ,;:") + "…"]
    return made


def _most(text: str, room: float, size: float) -> int:
    """How many letters of a text fit."""
    for end in range(len(text)):
        if width(text[: end + 1], size) > room:
            return end
    return len(text)


def short(length: float) -> str:
    """A length as a picture says it: with one decimal at most."""
    return f"{length:.1f}".removesuffix(".0")


def spokes(count: int) -> list[tuple[float, float]]:
    """The directions of so many axes from a centre, the first one up, clockwise; y grows downwards."""
    turns = [2 * math.pi * i / count for i in range(count)]
    return [(math.sin(turn), -math.cos(turn)) for turn in turns]


class Dot(NamedTuple):
    """A step in a picture of efforts and gains: the middle of its bubble."""

    x: float
    y: float
    step: StepView


class Mark(NamedTuple):
    """A value on an axis, and where it is."""

    at: float
    value: float


class Bubbles(NamedTuple):
    """Steps by effort (x, on a square-root scale) and gain in index (y, upwards), with both axes."""

    dots: list[Dot]
    efforts: list[Mark]
    gains: list[Mark]


def bubbles(steps: Sequence[StepView], across: float, down: float, radius: float) -> Bubbles:
    """Steps as bubbles that do not overlap and lie inside a field, each as near to its place as there is room.

    The first steps take their places first.
    """
    most_days = max((step.effort_days for step in steps), default=0) or 1
    top = _round_up(max((step.index_gain for step in steps), default=0) or 1)

    def x(days: float) -> float:
        return radius + (across - 2 * radius) * math.sqrt(days / most_days)

    def y(gain: float) -> float:
        return down - radius - (down - 2 * radius) * gain / top

    placed: list[Dot] = []
    for step in steps:
        place = x(step.effort_days), y(step.index_gain)
        spots = (spot for spot in _around(place, radius) if _is_free(spot, placed, across, down, radius))
        free = next(spots, place)
        placed.append(Dot(*free, step))
    efforts = sorted({step.effort_days for step in steps})
    marks = efforts if len(efforts) <= 5 else [round(most_days * part * part) for part in (0.25, 0.5, 0.75, 1)]
    return Bubbles(
        placed,
        _apart([Mark(x(days), days) for days in marks], 34),
        [Mark(y(top * part), top * part) for part in (0, 0.5, 1)],
    )


def _round_up(value: float) -> float:
    """The next of 1, 2 and 5 times a power of ten."""
    power: float = 10.0 ** math.floor(math.log10(value))
    return next(power * one for one in (1, 2, 5, 10) if power * one >= value * (1 - 1e-9))


def _around(place: tuple[float, float], radius: float) -> Iterable[tuple[float, float]]:
    """A place, then places around it, farther and farther away."""
    yield place
    step, turns = radius / 2, 16
    for ring in range(1, 100):
        for x, y in spokes(turns):
            yield place[0] - y * ring * step, place[1] + x * ring * step


def _is_free(spot: tuple[float, float], placed: list[Dot], across: float, down: float, radius: float) -> bool:
    x, y = spot
    inside = radius <= x <= across - radius and radius <= y <= down - radius
    return inside and all(math.hypot(x - dot.x, y - dot.y) >= 2 * radius for dot in placed)


def _apart(marks: Iterable[Mark], room: float) -> list[Mark]:
    """The marks that are not too near to the one before; the last one always stays."""
    kept: list[Mark] = []
    for mark in marks:
        if kept and mark.at - kept[-1].at < room:
            kept.pop()
        kept.append(mark)
    return kept


FILTERS: dict[str, Any] = {"fitted": fitted, "short": short, "spokes": spokes, "bubbles": bubbles}
"""What templates can use, by name."""
