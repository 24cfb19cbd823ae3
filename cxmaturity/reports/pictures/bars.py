"""Bars by dimension: today against the target; the balance around zero; how many practices stand at each point."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, box, diamond, drawing, line, path, words


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
    size, left, right = (NARROW, 0, 0) if narrow else (WIDE, 168, 76)
    row, n = (46 if narrow else 36), len(points)
    across = (size - left - right) / n
    named = across >= 92
    top = 42 if named else 22

    def shapes() -> Iterator[str]:
        for i, point in enumerate(points):
            text = point if named else str(i + 1)
            yield words(text, left + (i + 0.5) * across, top / 2, across - 4, "soft", anchor="middle", lines=2)
        yield "" if narrow else words(gap, size, top / 2, right, "soft", anchor="end")
        for i, one in enumerate(rows):
            y, indent = top + i * row, min(one.depth, 4) * 12
            middle = y + (30 if narrow else row / 2)
            kind = "name" if one.depth else "name on"
            if narrow:
                yield words(one.name, indent, y + 10, size - indent, kind)
            else:
                yield words(one.name, indent, middle, left - 10 - indent, kind, lines=2)
                yield words(one.gap, size, middle, right - 4, "name", anchor="end")
            for rank in range(1, n + 1):
                yield from _stretch(one, rank, left + (rank - 1) * across, middle, across)
            if one.documented is not None:
                yield diamond("proven", left + (one.documented - 0.5) * across, middle, 6)
            if one.target is not None:
                yield line("goal", left + one.target * across - 1, middle - 12, 0, 24)

    return drawing(head, f"{'narrow' if narrow else 'wide'} bullets", size, top + len(rows) * row + 2, shapes())


def _stretch(level: Level, rank: int, x: float, middle: float, across: float) -> Iterator[str]:
    reached = level.today is not None and rank <= level.today
    ahead = not reached and level.today is not None and level.target is not None and rank <= level.target
    yield box("here" if reached else "togo" if ahead else "track", x + 1, middle - 7, across - 2, 14)
    if ahead:  # lines across tell it from what is reached where there are no colours
        steps = int(across // 10)
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
    size, left, right = (NARROW, 0, 76) if narrow else (WIDE, 190, 120)
    row, long = (46 if narrow else 32), size - left - right

    def shapes() -> Iterator[str]:
        yield words(ends[0], left, 9, long / 2, "soft")
        yield words(ends[1], left + long, 9, long / 2, "soft", anchor="end")
        for i, one in enumerate(rows):
            y = 22 + i * row
            middle = y + (31 if narrow else row / 2)
            kind = "name on" if one.strong else "name"
            yield words(one.name, 0, y + 10 if narrow else middle, size if narrow else left - 14, kind)
            yield box("track", left, middle - 6, long, 12)
            if one.at is not None and one.at != zero:
                start = left + min(one.at, zero) * long
                yield box("adds" if one.at > zero else "takes", start, middle - 6, abs(one.at - zero) * long, 12)
            yield line("zero", left + zero * long, middle - 9, 0, 18)
            yield words(one.text, size - right + 10, middle, right - 10, kind)

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
    row = 46 if narrow else 32
    most = max(1, *(sum(one.counts) + one.ranges + one.unknown for one in rows))
    unit = (size - left - 4) / most

    def shapes() -> Iterator[str]:
        for i, one in enumerate(rows):
            y, x = i * row, float(left)
            middle = y + (31 if narrow else row / 2)
            kind = "name" if one.depth else "name on"
            yield words(one.name, 0, y + 10 if narrow else middle, size if narrow else left - 14, kind)
            pieces = [*zip(one.counts, shades, strict=True), (one.ranges, "between"), (one.unknown, "unsure")]
            for count, shade in pieces:
                if count:
                    yield box(shade, x + 1, middle - 10, count * unit - 2, 20)
                    yield words(str(count), x + count * unit / 2, middle, count * unit, f"on-{shade}", anchor="middle")
                x += count * unit

    return drawing(head, "narrow" if narrow else "wide", size, row * len(rows) + 2, shapes())
