"""How much of each dimension stands at each point or above: shares as shaded cells, levels framed, gates above."""

from collections.abc import Iterator

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, box, drawing, path, words

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


def heat(head: Head, shown: Heat) -> Drawn:
    """The map: on narrow pages as many points side by side as there is room for, the others in a map below."""
    return Drawn(_wide(head, shown), _narrow(head, shown))


def _wide(head: Head, shown: Heat) -> str:
    left, right = 150, 52
    across = (WIDE - left - right) / len(shown.points)
    upright = across < 92
    gated = any(point.gates for point in shown.points)
    names = 124 if upright else 34
    top, row = names + (30 if gated else 0), 38

    def shapes() -> Iterator[str]:
        for i, point in enumerate(shown.points):
            x = left + (i + 0.5) * across
            if upright:
                yield upright_words(point.name, x, names - 8)
            else:
                yield words(point.name, x, 20, across - 1, "soft", anchor="middle", lines=2, size=12)
            yield from _gate(point, x, names)
        yield words(shown.gates, 0, names + 12, left - 8, "soft") if gated else ""
        yield words(shown.end, WIDE, 20, right + 20, "soft", anchor="end")
        for i, one in enumerate(shown.rows):
            y, indent = top + i * row, min(one.depth, DEEPEST) * 12
            yield words(one.name, indent, y + row / 2, left - 10 - indent, _weight(one), lines=2)
            for k, share in enumerate(one.shares):
                yield from _cell(share, left + k * across, y, across, row)
            yield words(one.end, WIDE, y + row / 2, right - 6, "name", anchor="end")

    return drawing(head, "wide map", WIDE, top + row * len(shown.rows) + 2, shapes())


def _narrow(head: Head, shown: Heat) -> str:
    n = len(shown.points)
    fit = 6 if n <= 6 else -(-n // 2)
    panels = [range(start, min(start + fit, n)) for start in range(0, n, fit)]
    across, row = NARROW / min(fit, n), 44
    panel = 124 + row * len(shown.rows)

    def shapes() -> Iterator[str]:
        for number, points in enumerate(panels):
            top = number * (panel + 14)
            for k, i in enumerate(points):
                x = (k + 0.5) * across
                yield upright_words(shown.points[i].name, x, top + 116)
            for j, one in enumerate(shown.rows):
                y = top + 120 + j * row
                yield words(one.name, 0, y + 9, NARROW, _weight(one))
                for k, i in enumerate(points):
                    yield from _cell(one.shares[i], k * across, y + 17, across, row - 18)

    return drawing(head, "narrow map", NARROW, len(panels) * (panel + 14), shapes())


def upright_words(text: str, x: float, y: float) -> str:
    """A text that runs upwards from a point."""
    return f'<g transform="rotate(-90 {x:.1f} {y:.1f})">{words(text, x, y, 112, "soft")}</g>'


def _weight(row: Row) -> str:
    return "name" if row.depth else "name on"


def _cell(share: Share, x: float, y: float, across: float, high: float) -> Iterator[str]:
    kind = share.rating or "none"
    yield box(f"{kind} reach" if share.level else kind, x + 2, y + 2, across - 4, high - 4)
    text = f"{share.text} {share.rating}".strip()
    room = across - 6
    text = text if len(text) * 8 <= room else share.text
    yield words(text, x + across / 2, y + high / 2, room, f"on-{kind}", anchor="middle")


def _gate(point: Point, x: float, y: float) -> Iterator[str]:
    if not point.gates:
        return
    left = x - 22
    yield path("frame", f"M{left:.1f} {y + 2:.1f}h14v20h-14z")
    door = "l6 3v19l-6 -2z" if point.open else "h14v20h-14z"
    yield path("leaf" if point.open else "shut", f"M{left:.1f} {y + 2:.1f}{door}")
    yield words(point.gates, left + 20, y + 12, 60, "name")
