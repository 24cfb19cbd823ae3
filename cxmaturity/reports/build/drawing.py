"""What the pictures of a report share: their heads, and what they have room for."""

from collections.abc import Sequence

from cxmaturity.domain.language import listed, say
from cxmaturity.reports.build.common import place
from cxmaturity.reports.document.blocks import Key, Picture, Table
from cxmaturity.reports.pictures.svg import Drawn, Head
from cxmaturity.reports.view.report import DimensionView, Section

MOST_ROWS = 14
"""How many dimensions a picture in the body shows: with more, those at the top only; the annex has all."""


def pictured(head: Head, drawn: Drawn, legend: Sequence[Key] = (), table: Table | None = None) -> Picture:
    """A drawing as a block, under the head that it was drawn with."""
    return Picture(head.id, head.title, head.says, drawn.wide, drawn.narrow, tuple(legend), table)


def head_of(section: Section, name: str, title: str, says: str) -> Head:
    """The head of a picture in the chapter of a section."""
    return Head(place(section, name), title, says)


def shown_dimensions(section: Section) -> list[DimensionView]:
    """The dimensions that a picture has room for."""
    scored = [dimension for dimension in section.profile if dimension.index is not None]
    return (
        scored if len(scored) <= MOST_ROWS else [dimension for dimension in scored if not dimension.depth][:MOST_ROWS]
    )


def few(names: Sequence[str]) -> str:
    """Up to three names in a sentence; of more, how many they are."""
    return listed(names) if len(names) <= 3 else say("{n:word} dimensions", n=len(names))
