"""Bars by dimension: today against the target; the balance around zero; how many practices stand at each point."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.numbered import Key, size_of, whole
from cxmaturity.reports.pictures.svg import (
    NARROW,
    SIZE,
    WIDE,
    Drawn,
    Head,
    across,
    box,
    diamond,
    drawing,
    fits,
    line,
    path,
    words,
)


class Level(Struct, frozen=True):
    """A dimension: the ranks of today, documented and the target, None where there is none, and the gap in words."""

    name: str
    depth: int
    today: int | None
    documented: int | None
    target: int | None
    gap: str


def levels(head: Head, points: Sequence[str], rows: Sequence[Level], gap: str) -> Drawn:
    """Today filled, the way to the target hatched, the target a line, what is documented a diamond."""
    return Drawn(_levels(head, points, rows, gap, narrow=False), _levels(head, points, rows, gap, narrow=True))


def _levels(head: Head, points: Sequence[str], rows: Sequence[Level], gap: str, *, narrow: bool) -> str:
    size, left, right = (NARROW, 0, 0) if narrow else (WIDE, 146, 80)
    row, n = (46 if narrow else 36), len(points)
    column = (size - left - right) / n
    named = size_of(points, column - 2)
    key = Key(() if named else points, size)
    top = (26 if whole(points, column - 2, size=named) else 42) if named else 22

    def shapes() -> Iterator[str]:
        for i, point in enumerate(points):
            text = point if named else str(i + 1)
            yield words(
                text,
                left + (i + 0.5) * column,
                top / 2,
                column - 2,
                "soft",
                anchor="middle",
                lines=2,
                size=named or SIZE,
            )
        yield "" if narrow else words(gap, size, top / 2, right - 4, "soft", anchor="end", lines=2)
        for i, level in enumerate(rows):
            y, indent = top + i * row, min(level.depth, 4) * 12
            middle = y + (30 if narrow else row / 2)
            kind = "name" if level.depth else "name on"
            if narrow:
                label_width = min(across(level.gap), size / 2)
                yield words(level.gap, size, y + 10, label_width + 1, "soft", anchor="end")
                yield words(level.name, indent, y + 10, size - indent - label_width - 10, kind)
            else:
                yield words(level.name, indent, middle, left - 10 - indent, kind, lines=2)
                yield words(level.gap, size, middle, right - 4, "name", anchor="end", lines=2)
            for rank in range(1, n + 1):
                yield from _stretch(level, rank, left + (rank - 1) * column, middle, column)
            if level.documented is not None:
                yield diamond("proven", left + (level.documented - 0.5) * column, middle, 6)
            if level.target is not None:
                yield line("goal", left + level.target * column - 1, middle - 12, 0, 24)
        yield from key.shapes(top + len(rows) * row)

    return drawing(
        head, f"{'narrow' if narrow else 'wide'} bullets", size, top + len(rows) * row + 2 + key.height, shapes()
    )


def _stretch(level: Level, rank: int, x: float, middle: float, column: float) -> Iterator[str]:
    reached = level.today is not None and rank <= level.today
    to_go = not reached and level.today is not None and level.target is not None and rank <= level.target
    yield box("here" if reached else "togo" if to_go else "track", x + 1, middle - 7, column - 2, 14)
    if to_go:  # lines across tell it from what is reached where there are no colours
        steps = int((column - 6) // 10)
        yield path("hatch", "".join(f"M{x + 4 + 10 * i:.1f} {middle + 7:.1f}l6 -14" for i in range(steps)))


class Balance(Struct, frozen=True):
    """A dimension of a sweep: its score as text and as a place between the lowest (0) and the highest (1), if any."""

    name: str
    at: float | None
    text: str
    strong: bool = False


def balance(head: Head, rows: Sequence[Balance], zero: float, ends: tuple[str, str]) -> Drawn:
    """Bars from `zero` (0..1 between the ends of the scale): to the right what adds, to the left what takes away."""
    return Drawn(_balance(head, rows, zero, ends, narrow=False), _balance(head, rows, zero, ends, narrow=True))


def _balance(head: Head, rows: Sequence[Balance], zero: float, ends: tuple[str, str], *, narrow: bool) -> str:
    size, left, right = (NARROW, 0, 2) if narrow else (WIDE, 190, 120)
    row, long = (46 if narrow else 36), size - left - right

    def shapes() -> Iterator[str]:
        yield words(ends[0], left, 9, long / 2 - 4, "soft")
        yield words(ends[1], left + long, 9, long / 2 - 4, "soft", anchor="end")
        for i, dimension in enumerate(rows):
            y = 22 + i * row
            middle = y + (31 if narrow else row / 2)
            kind = "name on" if dimension.strong else "name"
            if narrow:  # the score at the end of the line of the name
                label_width = min(across(dimension.text, kind), size / 2)
                yield words(dimension.text, size, y + 10, label_width + 1, kind, anchor="end")
                yield words(dimension.name, 0, y + 10, size - label_width - 10, kind)
            else:
                yield words(dimension.name, 0, middle, left - 14, kind, lines=2)
                yield words(dimension.text, size - right + 10, middle, right - 10, kind, lines=2)
            yield box("track", left, middle - 6, long, 12)
            if dimension.at is not None and dimension.at != zero:
                start = left + min(dimension.at, zero) * long
                yield box(
                    "adds" if dimension.at > zero else "takes", start, middle - 6, abs(dimension.at - zero) * long, 12
                )
            yield line("zero", left + zero * long, middle - 9, 0, 18)

    return drawing(head, "narrow" if narrow else "wide", size, 22 + row * len(rows) + 4, shapes())


class Stack(Struct, frozen=True):
    """A dimension: how many of its practices stand at each point, then between two, then unknown."""

    name: str
    depth: int
    counts: tuple[int, ...]
    ranges: int
    unknown: int


def distribution(head: Head, rows: Sequence[Stack], shades: Sequence[str]) -> Drawn:
    """A bar a dimension, each practice one piece of it: by point, then what lies between, then what is not known."""
    return Drawn(_stacks(head, rows, shades, narrow=False), _stacks(head, rows, shades, narrow=True))


def _stacks(head: Head, rows: Sequence[Stack], shades: Sequence[str], *, narrow: bool) -> str:
    size, left = (NARROW, 0) if narrow else (WIDE, 190)
    row = 46 if narrow else 36
    most = max(1, *(sum(stack.counts) + stack.ranges + stack.unknown for stack in rows))
    unit = (size - left - 4) / most

    def shapes() -> Iterator[str]:
        for i, stack in enumerate(rows):
            y, x = i * row, float(left)
            middle = y + (31 if narrow else row / 2)
            kind = "name" if stack.depth else "name on"
            if narrow:
                yield words(stack.name, 0, y + 10, size, kind)
            else:
                yield words(stack.name, 0, middle, left - 14, kind, lines=2)
            pieces = [*zip(stack.counts, shades, strict=True), (stack.ranges, "between"), (stack.unknown, "unsure")]
            for count, shade in pieces:
                if count:
                    yield from _piece(shade, x, middle, count * unit, str(count))
                x += count * unit

    return drawing(head, "narrow" if narrow else "wide", size, row * len(rows) + 2, shapes())


def _piece(shade: str, x: float, middle: float, wide: float, text: str) -> Iterator[str]:
    """A piece of a bar, with its count where there is room; what lies between two is hatched, too."""
    gap = min(1.0, wide / 4)
    yield box(shade, x + gap, middle - 10, wide - 2 * gap, 20)
    label = fits(text, wide - 4)
    if shade == "between":  # lines across where the count is not, as colours alone do not tell it from a point
        free = range(int((wide - 8) // 6) + 1) if wide >= 10 else ()
        clear = across(text) / 2 + 6 if label else 0
        ways = (x + 3 + 6 * k for k in free)
        yield path(
            "hatch",
            "".join(f"M{at:.1f} {middle + 9:.1f}l5 -18" for at in ways if abs(at + 2.5 - x - wide / 2) >= clear),
        )
    if label:
        yield words(text, x + wide / 2, middle, wide, f"on-{shade}", anchor="middle")
