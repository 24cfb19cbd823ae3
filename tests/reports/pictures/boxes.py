"""Where the texts of a picture stand, by the estimated widths of their letters."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from typing import NamedTuple

from cxmaturity.reports.pictures.geometry import width

MARKS = dict.fromkeys(map(ord, "\u2068\u2069\u200f"))
"""What keeps the direction of a text is drawn as nothing."""
SVG = "{http://www.w3.org/2000/svg}"


class Box(NamedTuple):
    """A line of text, and the letters' box in units of the picture."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float


def boxes(svg: str) -> list[Box]:
    """The lines of a picture's texts; those that run upwards in a turned group, too."""
    root = ET.fromstring(svg)
    turned = {
        id(text): group.get("transform", "") for group in root.iter(f"{SVG}g") for text in group.iter(f"{SVG}text")
    }
    return [_box(text, line, turned.get(id(text), "")) for text in root.iter(f"{SVG}text") for line in text]


def _box(text: ET.Element, line: ET.Element, turn: str) -> Box:
    size, x, y = float(text.get("font-size", "0")), float(line.get("x", "nan")), float(line.get("y", "nan"))
    bold = {"on", "tag"} & set(text.get("class", "").split())
    said = (line.text or "").translate(MARKS)
    across = width(said, size * (1.08 if bold else 1))
    left = x - {"start": 0, "middle": across / 2, "end": across}[text.get("text-anchor", "start")]
    top, right, bottom = y - size * 0.75, left + across, y + size * 0.2
    if turn:
        numbers = re.fullmatch(r"rotate\(-90 ([\d.]+) ([\d.]+)\)", turn)
        assert numbers, turn
        at_x, at_y = map(float, numbers.groups())
        # a quarter to the left around a point: across becomes up
        left, top, right, bottom = at_x + top - at_y, at_y + at_x - right, at_x + bottom - at_y, at_y + at_x - left
    return Box(said, size, left, top, right, bottom)


def misplaced(svg: str) -> list[str]:
    """What is said of texts that reach out of their picture or into each other."""
    across, height = map(float, ET.fromstring(svg).get("viewBox", "").split()[2:])
    lines = boxes(svg)
    outside = [
        f"outside: {box}"
        for box in lines
        if box.left < -1 or box.top < -1 or box.right > across + 1 or box.bottom > height + 1
    ]
    over = [
        f"over each other: {one} | {other}"
        for one, other in combinations(lines, 2)
        if min(one.right, other.right) - max(one.left, other.left) > 1
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 1
    ]
    return outside + over
