"""How much of each dimension stands at each point or above: shares as shaded cells, levels framed, gates above."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from cxmaturity.reports.pictures.numbered import Key, size_of, whole
from cxmaturity.reports.pictures.svg import NARROW, SIZE, WIDE, Drawn, Head, across, box, drawing, fits, path, words

DEEPEST = 4
"""How deep rows are indented at most."""


class Share(Struct, frozen=True):
    """A share as text, its rating N, P, L or F (empty where there is none), and whether the level is reached there."""

    text: str
    rating: str = ""
    level: bool = False


class Row(Struct, frozen=True):
    """A dimension: how deep it is nested, its shares by point, and what stands at the end of its row."""

    name: str
    depth: int
    shares: tuple[Share, ...]
    end: str = ""


class Point(Struct, frozen=True):
    """A point of the scale, and how many of its gates are open: no text where it has none."""

    name: str
    gates: str = ""
    open: bool = False


class Heat(Struct, frozen=True):
    """Points and rows; `gates` names the row of gates, `end` the last column."""

    points: tuple[Point, ...]
    rows: tuple[Row, ...]
    gates: str
    end: str


UPRIGHT = 116
"""How long a name is at most that runs upwards."""


class _Names(Struct, frozen=True):
    """How points are named above columns of a width: across, upwards, or, where a name fits neither, by number."""

    way: Literal["across", "upwards", "numbers"]
    texts: tuple[str, ...]
    height: float
    key: Key
    size: float = SIZE

    def above(self, i: int, x: float, y: float, wide: float) -> str:
        """The name of a point above the middle of its column, which begins at a height."""
        if self.way == "upwards":
            return upright_words(self.texts[i], x, y - 8)
        return words(self.texts[i], x, y - self.height / 2, wide - 2, "soft", anchor="middle", lines=2, size=self.size)


def _names(shown: Heat, wide: float, column: float) -> _Names:
    texts = tuple(point.name for point in shown.points)
    none = Key((), wide)
    if size := size_of(texts, column - 2):
        return _Names("across", texts, 40, none, size)
    if whole(texts, UPRIGHT):
        return _Names("upwards", texts, max(across(text) for text in texts) + 12, none)
    return _Names("numbers", tuple(str(i) for i in range(1, len(texts) + 1)), 26, Key(texts, wide))


def heat(head: Head, shown: Heat) -> Drawn:
    """The map: on narrow pages as many points side by side as there is room for, the others in a map below."""
    return Drawn(_wide(head, shown), _narrow(head, shown))


def _wide(head: Head, shown: Heat) -> str:
    left, right = 156, 52
    column = (WIDE - left - right) / len(shown.points)
    gated = any(point.gates for point in shown.points)
    names = _names(shown, WIDE, column)
    top, row = names.height + (30 if gated else 0), 38

    def shapes() -> Iterator[str]:
        for i, point in enumerate(shown.points):
            x = left + (i + 0.5) * column
            yield names.above(i, x, names.height, column)
            yield from _gate(point, x, names.height, column)
        yield words(shown.gates, 0, names.height + 12, left - 8, "soft") if gated else ""
        yield words(shown.end, WIDE, names.height / 2, right - 4, "soft", anchor="end", lines=2)
        for i, dimension in enumerate(shown.rows):
            y, indent = top + i * row, min(dimension.depth, DEEPEST) * 12
            yield words(dimension.name, indent, y + row / 2, left - 10 - indent, _weight(dimension), lines=2)
            for k, share in enumerate(dimension.shares):
                yield from _cell(share, left + k * column, y, column, row)
            yield words(dimension.end, WIDE, y + row / 2, right - 6, "name", anchor="end")
        yield from names.key.shapes(top + row * len(shown.rows))

    return drawing(head, "wide map", WIDE, top + row * len(shown.rows) + 2 + names.key.height, shapes())


MOST_COLUMNS = 6
"""How many points stand side by side on narrow pages."""


def _narrow(head: Head, shown: Heat) -> str:
    n = len(shown.points)
    fit = n if n <= MOST_COLUMNS else -(-n // -(-n // MOST_COLUMNS))
    panels = [range(start, min(start + fit, n)) for start in range(0, n, fit)]
    column = NARROW / fit
    names = _names(shown, NARROW, column)
    texts = [_said(share) for dimension in shown.rows for share in dimension.shares]
    high = 28 if whole(texts, column - 9) else 38
    gated = 28 if any(point.gates for point in shown.points) else 0
    panel = names.height + gated + (18 + high) * len(shown.rows) + 14

    def shapes() -> Iterator[str]:
        for number, points in enumerate(panels):
            top = number * panel + names.height
            for k, i in enumerate(points):
                x = (k + 0.5) * column
                yield names.above(i, x, top, column)
                yield from _gate(shown.points[i], x, top, column)
            for j, dimension in enumerate(shown.rows):
                y = top + gated + j * (18 + high)
                yield words(dimension.name, 0, y + 9, NARROW, _weight(dimension))
                for k, i in enumerate(points):
                    yield from _cell(dimension.shares[i], k * column, y + 17, column, high)
        yield from names.key.shapes(len(panels) * panel - 14)

    return drawing(head, "narrow map", NARROW, len(panels) * panel + names.key.height, shapes())


def upright_words(text: str, x: float, y: float) -> str:
    """A text that runs upwards from a point."""
    return f'<g transform="rotate(-90 {x:.1f} {y:.1f})">{words(text, x, y, UPRIGHT, "soft")}</g>'


def _weight(row: Row) -> str:
    return "name" if row.depth else "name on"


def _said(share: Share) -> str:
    return f"{share.text} {share.rating}".strip()


def _cell(share: Share, x: float, y: float, wide: float, high: float) -> Iterator[str]:
    """A cell; the level is framed on paper, as the frame on a cell of its own colour could not be seen."""
    kind, edge = share.rating or "none", 4.5 if share.level else 2
    yield box("ground reach", x + 1.5, y + 1.5, wide - 3, high - 3) if share.level else ""
    yield box(kind, x + edge, y + edge, wide - 2 * edge, high - 2 * edge)
    yield words(
        _said(share), x + wide / 2, y + high / 2, wide - max(6, 2 * edge), f"on-{kind}", anchor="middle", lines=2
    )


def _gate(point: Point, x: float, y: float, wide: float) -> Iterator[str]:
    """A door, open or shut, and how many are open; where there is room for one of both, the numbers."""
    if not point.gates:
        return
    if not fits(point.gates, wide - 22):
        yield words(point.gates, x, y + 12, wide, "name on" if point.open else "name", anchor="middle")
        return
    left = x - 9 - across(point.gates) / 2
    yield path("frame", f"M{left:.1f} {y + 2:.1f}h14v20h-14z")
    door = "l6 3v19l-6 -2z" if point.open else "h14v20h-14z"
    yield path("leaf" if point.open else "shut", f"M{left:.1f} {y + 2:.1f}{door}")
    yield words(point.gates, left + 18, y + 12, wide, "name")
