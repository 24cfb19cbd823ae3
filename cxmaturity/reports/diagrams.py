"""What Markdown's diagrams in Mermaid need: harmless labels, places in a quadrant, days on a calendar.

Mermaid has a grammar of its own within the fence and no escape that holds everywhere, so a label keeps letters, digits
and a few signs that mean nothing there; the text itself stands in full in the table beside the diagram.
"""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from cxmaturity.domain.answers import months_before
from cxmaturity.reports.drawing import bubbles
from cxmaturity.reports.view import StepView

LONGEST = 48
"""How many letters of a text a label takes at most."""

_SIGNS = frozenset(" -.,()/'&+")
_FIELD, _RADIUS = 1000, 35


def label(text: str) -> Markup:
    """A text as a label: nothing in it acts in Mermaid or ends the fence. What it begins with is the template's."""
    kept = " ".join("".join(one if one.isalnum() or one in _SIGNS else " " for one in text).split())
    short = kept if len(kept) <= LONGEST else kept[:LONGEST].rstrip() + "…"
    return Markup(short)  # noqa: S704  made harmless above


class Point(NamedTuple):
    """A step in the quadrant: effort to the right, gain upwards, both from 0 to 1."""

    step: StepView
    x: str
    y: str


def quadrant(steps: Sequence[StepView]) -> list[Point]:
    """Steps by effort and gain, so far apart that their numbers can be read."""
    dots = bubbles(steps, _FIELD, _FIELD, _RADIUS).dots
    return [Point(dot.step, f"{dot.x / _FIELD:.2f}", f"{1 - dot.y / _FIELD:.2f}") for dot in dots]


def later(day: str, months: int) -> str:
    """The day that many months after another, both as ISO 8601 has them."""
    return months_before(datetime.date.fromisoformat(day), -months).isoformat()


FILTERS: dict[str, Any] = {"label": label, "quadrant": quadrant, "later": later}
"""What templates can use, by name."""
