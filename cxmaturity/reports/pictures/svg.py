"""SVG as text: shapes with classes, no colours; words set in lines that fit, escaped and kept in their direction."""

from collections.abc import Iterable
from typing import Literal, TypedDict, Unpack
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from cxmaturity.reports.pictures.geometry import fitted, short, width
from cxmaturity.reports.sanitise import one_line, visible

WIDE, NARROW = 800, 340
"""How many units a picture is across: pixels at the width that pages show it in."""
SIZE = 13
"""The size of text: 12 pixels on a screen and 7 points in print are the least that people are given."""
LEADING = 1.2
"""From line to line, in sizes of the text."""


class Drawn(Struct, frozen=True):
    """A picture for wide and for narrow pages."""

    wide: str
    narrow: str


class Head(Struct, frozen=True):
    """What a picture is named by: its id, a title, and a text that says what it shows."""

    id: str
    title: str
    says: str


def drawing(head: Head, kind: str, wide: float, height: float, shapes: Iterable[str]) -> str:
    """A picture of shapes, with the title and the text that screen readers have; `kind` is its class beside `chart`.

    Its lengths count from the left, whatever the direction of the page around it.
    """
    id_ = quoteattr(f"{head.id}-{kind.replace(' ', '-')}")[1:-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {kind}" role="img" aria-labelledby="{id_}-t {id_}-d"'
        f' viewBox="0 0 {short(wide)} {short(height)}" direction="ltr">'
        f'<title id="{id_}-t">{escaped(head.title)}</title>'
        f'<desc id="{id_}-d">{escaped(head.says)}</desc>{"".join(shapes)}</svg>'
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


class Setting(TypedDict, total=False):
    """How a text is set: in how many lines at most (1), in what size, from which end of them."""

    lines: int
    size: float
    anchor: Literal["start", "middle", "end"]


def words(text: str, x: float, y: float, room: float, kind: str = "name", **setting: Unpack[Setting]) -> str:
    """A text in lines that fit a room, around a middle height y.

    What does not fit ends with an ellipsis: it stands in full in the document. The class `clear` lays paper beneath it,
    so that no line runs through its letters.
    """
    lines, size, anchor = setting.get("lines", 1), setting.get("size", SIZE), setting.get("anchor", "start")
    parts = fitted(visible(text), room / _weight(kind), size, lines)
    first = y + size * 0.36 - (len(parts) - 1) * size * LEADING / 2
    spans = "".join(
        f'<tspan x="{short(x)}" y="{short(first + i * size * LEADING)}">{_isolated(part)}</tspan>'
        for i, part in enumerate(parts)
    )
    ground = "".join(_ground(part, x, first + i * size * LEADING, kind, setting) for i, part in enumerate(parts))
    text = f'<text class="{kind}" font-size="{short(size)}" text-anchor="{anchor}">{spans}</text>' if parts else ""
    return f"{ground}{text}"


def _ground(text: str, x: float, y: float, kind: str, setting: Setting) -> str:
    """Paper beneath a line of text of the class `clear`: paper, as a stroke around letters eats into them in print."""
    if "clear" not in kind.split():
        return ""
    size = setting.get("size", SIZE)
    wide = across(text, kind, size) + 4
    left = {"start": 2.0, "middle": wide / 2, "end": wide - 2}[setting.get("anchor", "start")]
    return box("ground", x - left, y - size, wide, size * 1.3)


def across(text: str, kind: str = "name", size: float = SIZE) -> float:
    """How wide a text is at most, as `words` sets it."""
    return width(text, size) * _weight(kind)


def fits(text: str, room: float, kind: str = "name", *, lines: int = 1, size: float = SIZE) -> bool:
    """Whether `words` sets a text whole, with no word broken and nothing left out."""
    longest = max((across(word, kind, size) for word in one_line(text).split()), default=0)
    return longest <= room and len(fitted(visible(text), room / _weight(kind), size, lines + 1)) <= lines


def _weight(kind: str) -> float:
    """How much wider letters of a class are than those of usual weight."""
    return 1.08 if {"on", "tag"} & set(kind.split()) else 1.0


def _isolated(text: str) -> str:
    """A text whose letters run from right to left keeps its direction to itself, with the signs at its ends."""
    return f"\u2068{escaped(text)}\u2069" if any("\u0590" <= letter < "\u0900" for letter in text) else escaped(text)


def escaped(text: str) -> str:
    """Text as SVG holds it, between tags and in quotes."""
    return escape(visible(text), {'"': "&quot;"})
