"""A plan in time as a diagram in Mermaid, which GitHub draws in Markdown; what it says stands in the text beside it.

Mermaid has a grammar of its own within the fence and no escape that holds everywhere, so a label keeps letters, digits
and a few signs that mean nothing there.
"""

import datetime
from collections.abc import Iterator

from cxmaturity.domain.answers import months_before
from cxmaturity.reports.build.common import place
from cxmaturity.reports.build.schedule import MOST_BARS
from cxmaturity.reports.document.blocks import SaidStep
from cxmaturity.reports.view.plan import WayForward
from cxmaturity.reports.view.report import View

LONGEST = 48
"""How many letters of a text a label takes at most, if nothing else is said."""
MOST_WORDS = 8
"""How many words it takes at most, if nothing else is said."""
LONGEST_TITLE, WORDS_OF_TITLE = 200, 30

_SIGNS = frozenset(" -.,()/'&+")
_QUARTER = 3
"""The months of one."""


def plans(view: View) -> dict[str, tuple[str, ...]]:
    """The lines of a diagram for the picture of each plan, by the picture's id."""
    return {
        place(section, "timeline"): tuple(_bars(section.way, view.date))
        for section in view.sections
        if section.way and section.way.steps
    }


def diagram(title: str, bars: tuple[str, ...]) -> str:
    """A diagram with its title for those who can not see it, fenced."""
    head = (
        "gantt",
        f"    accTitle: {label(title, LONGEST_TITLE, WORDS_OF_TITLE)}",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %b %Y",
    )
    return "\n".join(["```mermaid", *head, "    todayMarker off", *bars, "```"])


def label(text: str, longest: int = LONGEST, most: int = MOST_WORDS) -> str:
    """A text as a label: nothing in it acts in Mermaid or ends the fence. What it begins with is not the text's."""
    words = "".join(character if character.isalnum() or character in _SIGNS else " " for character in text).split()
    kept = " ".join(words[:most])[:longest].rstrip()
    return kept if kept == " ".join(words) else f"{kept}…"


def _bars(way: WayForward, day: str) -> Iterator[str]:
    """A bar for each step of the picture: in its quarters, else from its earliest month for as long as it takes."""
    for step in way.steps[:MOST_BARS]:
        start, end = _quarters(way, step) if way.quarters else _months(step, day)
        yield f"    {step.number}. {label(step.title)} :step{step.number}, {start}, {end}"


def _quarters(way: WayForward, step: SaidStep) -> tuple[str, str]:
    runs = [quarter.quarter for quarter, days in zip(way.quarters, step.load, strict=True) if days is not None]
    first, last = (f"{name[:4]}-{_QUARTER * int(name[-1]) - 2:02}-01" for name in (runs[0], runs[-1]))
    return first, _later(last, _QUARTER)


def _months(step: SaidStep, day: str) -> tuple[str, str]:
    return _later(day, step.starts), _later(day, step.starts + step.months)


def _later(day: str, months: int) -> str:
    """The day that many months after another, both as ISO 8601 has them."""
    return months_before(datetime.date.fromisoformat(day), -months).isoformat()
