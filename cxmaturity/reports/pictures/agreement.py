"""How people voted on practices: a bar each, stacked by point, with the medians of groups marked above it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, box, circle, drawing, fits, line, words

RADIUS = 9
"""Of a mark, which holds a letter."""
BAR = 18
"""How high a bar is."""


class Mark(Struct, frozen=True):
    """Where a group stands: its letter, and the place of its median among the points, from 0."""

    letter: str
    at: int


class Votes(Struct, frozen=True):
    """A practice: how many people chose each point, how many do not know, and where groups stand."""

    name: str
    counts: tuple[int, ...]
    unknown: int
    marks: tuple[Mark, ...] = ()


def agreement(head: Head, rows: Sequence[Votes], shades: Sequence[str]) -> Drawn:
    """A bar a practice over all who answered: by point in the shades of the scale, then who does not know."""
    return Drawn(_bars(head, rows, shades, narrow=False), _bars(head, rows, shades, narrow=True))


def _bars(head: Head, rows: Sequence[Votes], shades: Sequence[str], *, narrow: bool) -> str:
    size, left = (NARROW, 0) if narrow else (WIDE, 190)
    row = 62 if narrow else 46

    def shapes() -> Iterator[str]:
        for i, votes in enumerate(rows):
            middle = i * row + (50 if narrow else 34)
            if narrow:
                yield words(votes.name, 0, i * row + 10, size, "name on")
            else:
                yield words(votes.name, 0, middle, left - 14, "name on", lines=2)
            yield from _bar(votes, shades, left, middle, size - left - 4)

    return drawing(head, "narrow" if narrow else "wide", size, row * len(rows) + 6, shapes())


def _bar(votes: Votes, shades: Sequence[str], left: float, middle: float, wide: float) -> Iterator[str]:
    """The pieces of a bar with their counts, and the marks above the pieces of their points."""
    unit = wide / max(1, sum(votes.counts) + votes.unknown)
    x, starts = float(left), []
    for count, shade in [*zip(votes.counts, shades, strict=True), (votes.unknown, "unsure")]:
        starts.append((x, count * unit))
        if count:
            gap = min(1.0, count * unit / 4)
            yield box(shade, x + gap, middle - BAR / 2, count * unit - 2 * gap, BAR)
            if fits(str(count), count * unit - 4):
                yield words(str(count), x + count * unit / 2, middle, count * unit, f"on-{shade}", anchor="middle")
        x += count * unit
    places = _apart([starts[mark.at][0] + starts[mark.at][1] / 2 for mark in votes.marks], left, left + wide)
    for mark, place in zip(votes.marks, places, strict=True):
        start, long = starts[mark.at]
        yield line("goal", start + long / 2, middle - BAR / 2 - 3, 0, 5)
        yield circle("ring", place, middle - BAR / 2 - RADIUS - 3, RADIUS)
        yield words(mark.letter, place, middle - BAR / 2 - RADIUS - 3, 2 * RADIUS, "name on", anchor="middle")


def _apart(places: Sequence[float], least: float, most: float) -> list[float]:
    """Places along a line, moved so far that their marks do not cover each other and stay on it."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    for before, after in pairwise(order):
        if moved[after] - moved[before] < 2 * RADIUS + 2:
            moved[after] = moved[before] + 2 * RADIUS + 2
    over = max((moved[i] for i in order), default=most) + RADIUS - most
    if over > 0:
        moved = [place - over for place in moved]
    under = least + RADIUS - min(moved, default=least + RADIUS)
    return [place + max(under, 0) for place in moved]
