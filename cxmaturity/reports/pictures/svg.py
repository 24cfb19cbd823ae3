"""SVG as text: shapes with classes, no colours; words set in lines that fit, escaped and kept in their direction."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from cxmaturity.reports.pictures.geometry import fitted, short
from cxmaturity.reports.sanitise import visible

WIDE, NARROW = 800, 340
"""How many units a picture is across: pixels at the width that pages show it in."""
SIZE = 13
"""The size of text: 12 pixels on a screen and 7 points in print are the least that people are given."""


class Drawn(Struct, frozen=True):
    """A picture for wide and for narrow pages."""

    wide: str
    narrow: str


class Head(Struct, frozen=True):
    """What a picture is named by: its id, a title, and a text that says what it shows."""

    id: str
    title: str
    says: str


def drawing(head: Head, kind: str, across: float, height: float, shapes: Iterable[str]) -> str:
    """A picture of shapes, with the title and the text that screen readers have; `kind` is its class beside `chart`."""
    id_, title, says = (quoteattr(f"{head.id}-{kind}".replace(" ", "-"))[1:-1], _text(head.title), _text(head.says))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {kind}" role="img" aria-labelledby="{id_}-t {id_}-d"'
        f' viewBox="0 0 {short(across)} {short(height)}"><title id="{id_}-t">{title}</title>'
        f'<desc id="{id_}-d">{says}</desc>{"".join(shapes)}</svg>'
    )


def box(kind: str, x: float, y: float, width: float, height: float) -> str:
    """A rectangle; `kind` is its class, or classes."""
    return (
        f'<rect class="{kind}" x="{short(x)}" y="{short(y)}" width="{short(max(width, 0))}" height="{short(height)}"'
        ' rx="2"/>'
    )


def path(kind: str, way: str) -> str:
    """A line or a shape along a way, as SVG has it."""
    return f'<path class="{kind}" d="{way}"/>'


def circle(kind: str, x: float, y: float, radius: float) -> str:
    """A circle."""
    return f'<circle class="{kind}" cx="{short(x)}" cy="{short(y)}" r="{short(radius)}"/>'


def line(kind: str, x: float, y: float, across: float, down: float) -> str:
    """A straight line from a point, so far across and down."""
    return path(kind, f"M{short(x)} {short(y)}l{short(across)} {short(down)}")


def diamond(kind: str, x: float, y: float, radius: float = 7) -> str:
    """A square on its corner around a point."""
    r = short(radius)
    return path(kind, f"M{short(x)} {short(y - radius)}l{r} {r}l-{r} {r}l-{r} -{r}z")


def words(text: str, x: float, y: float, room: float, kind: str = "name", **more: object) -> str:
    """A text in lines that fit a room, around a middle height y; in at most `lines`, set from `anchor`.

    `size` is that of its letters. What does not fit ends with an ellipsis: it stands in full in the document.
    """
    lines, size, anchor = (
        int(str(more.get("lines", 1))),
        float(str(more.get("size", SIZE))),
        more.get("anchor", "start"),
    )
    set_ = fitted(visible(text), room, size * (1.08 if kind.endswith(("on", "tag")) else 1), lines)
    first = y + size * 0.36 - (len(set_) - 1) * size * 0.6
    spans = "".join(
        f'<tspan x="{short(x)}" y="{short(first + i * size * 1.2)}">{_text(part)}</tspan>'
        for i, part in enumerate(set_)
    )
    return f'<text class="{kind}" font-size="{short(size)}" text-anchor="{anchor}">{spans}</text>' if set_ else ""


def _text(text: str) -> str:
    return escape(visible(text))
