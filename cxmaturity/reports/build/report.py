"""The report as a document: a body that is read to the end, and annexes; or one page for a board."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from msgspec.structs import replace

from cxmaturity.domain.language import counted_plain, day, say, shortened
from cxmaturity.reports.build.annex import annex
from cxmaturity.reports.build.body import body
from cxmaturity.reports.build.brief import brief
from cxmaturity.reports.build.height import LINES, head_lines, lines_of, pages_of, title_lines
from cxmaturity.reports.build.outside import outcomes_annex, with_outcomes
from cxmaturity.reports.build.page import left_out, page
from cxmaturity.reports.build.room import WHOLE, Measure, Room, ended, held, taken
from cxmaturity.reports.build.several import compared, compared_annex, finding
from cxmaturity.reports.document.blocks import Bullets, Chapter, Document, Group, Part
from cxmaturity.reports.document.names import Names
from cxmaturity.reports.view.report import View

NAMES = Names(
    contents="Contents",
    annex="Annex",
    skip="Skip to the report",
    same="The same as a table",
    end="",
    page="{page} of {pages}",
)


def names_of(chapters: Sequence[Chapter], version: str) -> Names:
    """What a document of those chapters calls its places; its end leads to the hashes where a method has them."""
    methods = any(part.name == "method" for chapter in chapters for part in chapter.annex)
    end = "Made by cxmaturity {version} from the files that each method names. The same files give the same report."
    bare = "Made by cxmaturity {version}. The same files give the same report."
    return replace(NAMES, end=say(end if methods else bare, version=version))


Short = Callable[[int], View]
"""The view with the names of more letters than these shortened."""
MOST, TOGETHER = 2090, 1200
"""How many words the head and the body on one questionnaire take at most, a first chapter on several, and a page.

With the contents a body is below 2,200 words, and five questionnaires are below 6,500 words, whatever the input.
"""
PAGES, PAGES_TOGETHER = 6, 4
"""How many printed pages a body and a first chapter take at most; each questionnaire of several takes one more."""
HEAD, LESS_HEAD = 6, 3
"""How many lines of the first page its head takes, and how many more lines a page has that is not the first one."""
HEADING = 8
"""How many words an organisation's name takes at most where it is a heading."""


def report_document(
    view: View, *, one_page: bool = False, added: Mapping[str, tuple[Part, ...]] | None = None
) -> Document:
    """The report of a view.

    One questionnaire has a body of five parts and its annex. Several have a first chapter on all, then a page each, and
    the rest in their annexes. `one_page` leaves all but the pages out; `added` are further parts, by chapter.
    """
    named = _headed(view)
    chapters = [
        _with(chapter, (added or {}).get(chapter.id, ())) for chapter in _chapters(view, named, one_page=one_page)
    ]
    return Document(
        eyebrow=view.subject,
        title=say("{title}, {day}", title=named.title, day=day(view.date)),
        heading=named.organisation or "Self-assessment",
        when=day(view.date),
        day=view.date,
        about=_about(view),
        finding=finding(view) if len(view.sections) > 1 else view.sections[0].sentences.stage,
        chapters=tuple(chapters),
        names=names_of(chapters, view.version),
    )


def _head_lines(view: View) -> float:
    return head_lines(view.organisation, _about(view), view.brand.name if view.brand else "")


def _measured(most: int, pages: int, head: float) -> Measure:
    """What parts take in words: more than there is room for where they take more than so many pages."""
    return lambda parts: taken(parts) if pages_of(parts, head) <= pages else max(taken(parts), most + 1)


def _headed(view: View) -> View:
    """The view with an organisation's name that is no longer than a heading."""
    organisation = ended(view.organisation, HEADING)
    title = view.title.replace(view.organisation, organisation, 1)
    return replace(view, organisation=organisation, title=title)


def _with(chapter: Chapter, added: tuple[Part, ...]) -> Chapter:
    """A chapter with further parts at the head of its annex, as they were asked for."""
    return replace(chapter, annex=(*added, *chapter.annex)) if added else chapter


def _about(view: View) -> str:
    if len(view.sections) == 1:
        return shortened(view.sections[0].title, WHOLE.letters)
    return counted_plain(len(view.sections), "questionnaire")


def _chapters(view: View, named: View, *, one_page: bool) -> Iterator[Chapter]:
    several = len(view.sections) > 1
    short: Short = cache(partial(brief, view))
    if several:
        yield _together(view, short, HEAD + _head_lines(named), one_page=one_page)
    for number, section in enumerate(view.sections):
        title = shortened(section.title, WHOLE.letters)
        cut = [view.organisation] if named.organisation != view.organisation and not number else []
        if several or one_page:
            lines = LINES + LESS_HEAD - title_lines(title) if several else LINES - _head_lines(named)
            first = held(int(lines), partial(_page, short, number), lines_of)
            further = () if one_page else (*body(view, section, WHOLE, several=True)[1:], *annex(view, section))
            cut += left_out(section, first.room)
        else:
            most = MOST - taken((named.title, title))
            first = held(most, partial(_body, short), _measured(most, PAGES, HEAD + _head_lines(named)))
            further = (*outcomes_annex(view, section.anchor), *annex(view, section, first.room))
        yield Chapter(section.anchor, title, first.parts, _and_whole(further, (*cut, *first.whole)))


def _together(view: View, short: Short, head: float, *, one_page: bool) -> Chapter:
    """The first chapter on several questionnaires, below a head of so many lines."""
    first = held(TOGETHER, partial(_compared, short), _measured(TOGETHER, PAGES_TOGETHER, head))
    further = () if one_page else (*outcomes_annex(view, "page"), *compared_annex(view, first.room))
    return Chapter("page.together", "All questionnaires", first.parts, _and_whole(further, first.whole))


def _body(short: Short, room: Room) -> tuple[Part, ...]:
    view = short(room.letters)
    (section,) = view.sections
    return with_outcomes(view, body(view, section, room, several=False), section.anchor, room)


def _page(short: Short, number: int, room: Room) -> tuple[Part, ...]:
    view = short(room.letters)
    return (page(view, view.sections[number], room, several=len(view.sections) > 1),)


def _compared(short: Short, room: Room) -> tuple[Part, ...]:
    view = short(room.letters)
    return with_outcomes(view, compared(view, room), "page", room)


def _and_whole(annex_: tuple[Part, ...], texts: Sequence[str]) -> tuple[Part, ...]:
    """An annex, at whose end stand in full the texts that are cut short before it."""
    if not annex_ or not texts:
        return annex_
    *before, last = annex_
    in_full = Group("What is cut short above, in full", (Bullets(tuple(texts)),))
    return (*before, replace(last, blocks=(*last.blocks, in_full)))
