"""Documents that need no contents and no annex: a plan, a questionnaire, how questionnaires relate, a summary."""

from collections.abc import Iterable

from cxmaturity.domain.language import day, say
from cxmaturity.reports.document.blocks import Chapter, Document, Part
from cxmaturity.reports.document.names import Names

NAMES = Names(contents="", annex="", skip="", same="", end="", page="")


def untitled(organisation: str, title: str, iso: str, finding: str, parts: Iterable[Part]) -> Document:
    """A document of parts in one chapter, which has no title of its own; `iso` is its day, empty where it has none."""
    about = say("{organisation}: {title}", organisation=organisation, title=title) if organisation else title
    when = day(iso)
    return Document(
        eyebrow="",
        title=say("{about}, {day}", about=about, day=when) if when else about,
        heading=organisation,
        when=when,
        day=iso,
        about=title,
        finding=finding,
        chapters=(Chapter("", "", tuple(parts), ()),),
        names=NAMES,
    )
