"""The report as a document: a body that is read to the end, and annexes; or one page for a board."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from cxmaturity.domain.language import counted_plain, day, say
from cxmaturity.reports.build.annex import annex
from cxmaturity.reports.build.body import body
from cxmaturity.reports.build.brief import brief
from cxmaturity.reports.build.outside import with_outcomes
from cxmaturity.reports.build.page import page
from cxmaturity.reports.build.several import compared, finding
from cxmaturity.reports.document.blocks import Chapter, Document, Part
from cxmaturity.reports.document.names import Names
from cxmaturity.reports.view.report import View

NAMES = Names(
    contents="Contents",
    annex="Annex",
    skip="Skip to the report",
    same="The same as a table",
    end="Made by cxmaturity {version} from the files that each method names. The same files give the same report.",
    page="{page} of {pages}",
)


def report_document(
    view: View, *, one_page: bool = False, added: Mapping[str, tuple[Part, ...]] | None = None
) -> Document:
    """The report of a view.

    One questionnaire has a body of five parts and its annex. Several have a first chapter on all, then a page each, and
    the rest in their annexes. `one_page` leaves all but the pages out; `added` are further parts, by chapter.
    """
    several = len(view.sections) > 1
    return Document(
        eyebrow=view.subject,
        title=say("{title}, {day}", title=view.title, day=day(view.date)),
        heading=view.organisation or "Self-assessment",
        when=day(view.date),
        day=view.date,
        about=_about(view),
        finding=finding(view) if several else view.sections[0].sentences.stage,
        chapters=tuple(
            _with(chapter, (added or {}).get(chapter.id, ())) for chapter in _chapters(view, one_page=one_page)
        ),
        names=replace(NAMES, end=say(NAMES.end, version=view.version)),
    )


def _with(chapter: Chapter, added: tuple[Part, ...]) -> Chapter:
    """A chapter with further parts at the head of its annex, as they were asked for."""
    return replace(chapter, annex=(*added, *chapter.annex)) if added else chapter


def _about(view: View) -> str:
    if len(view.sections) == 1:
        return view.sections[0].title
    return counted_plain(len(view.sections), "questionnaire")


def _chapters(view: View, *, one_page: bool) -> Iterator[Chapter]:
    several, short = len(view.sections) > 1, replace(view, sections=tuple(map(brief, view.sections)))
    if several:
        parts, further = compared(short)
        parts, told = with_outcomes(view, parts, "page")
        yield Chapter("page.together", "All questionnaires", parts, () if one_page else (*told, *further))
    for section, named in zip(view.sections, short.sections, strict=True):
        first = page(short, named, several=several) if several or one_page else None
        if one_page and first:
            yield Chapter(section.anchor, named.title, (first,), ())
        elif first:
            further = *body(view, section, several=True)[1:], *annex(view, section)
            yield Chapter(section.anchor, named.title, (first,), further)
        else:
            parts, told = with_outcomes(view, body(short, named, several=False), section.anchor)
            yield Chapter(section.anchor, section.title, parts, (*told, *annex(view, section)))
