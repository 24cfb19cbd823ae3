"""What Markdown's diagrams in Mermaid need: harmless labels, days on a calendar.

Mermaid has a grammar of its own within the fence and no escape that holds everywhere, so a label keeps letters, digits
and a few signs that mean nothing there; the text itself stands in full in the table beside the diagram.
"""

import datetime
from typing import Any

from markupsafe import Markup

from cxmaturity.domain.answers import months_before

LONGEST = 48
"""How many letters of a text a label takes at most."""

_SIGNS = frozenset(" -.,()/'&+")


def label(text: str) -> Markup:
    """A text as a label: nothing in it acts in Mermaid or ends the fence. What it begins with is the template's."""
    kept = " ".join("".join(one if one.isalnum() or one in _SIGNS else " " for one in text).split())
    short = kept if len(kept) <= LONGEST else kept[:LONGEST].rstrip() + "…"
    return Markup(short)  # noqa: S704  made harmless above


def later(day: str, months: int) -> str:
    """The day that many months after another, both as ISO 8601 has them."""
    return months_before(datetime.date.fromisoformat(day), -months).isoformat()


FILTERS: dict[str, Any] = {"label": label, "later": later}
"""What templates can use, by name."""
