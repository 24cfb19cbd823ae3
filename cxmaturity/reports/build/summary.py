"""What `score` prints: short enough for one screen, or in full."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from cxmaturity.reports.build.common import paragraph, part
from cxmaturity.reports.build.fit import fit_together
from cxmaturity.reports.build.outside import outcomes_annex, with_outcomes
from cxmaturity.reports.build.report import report_document
from cxmaturity.reports.build.room import WHOLE
from cxmaturity.reports.build.standing import headline, moves
from cxmaturity.reports.build.untitled import NAMES, untitled
from cxmaturity.reports.document.blocks import Block, Bullets, Chapter, Document, Group, Labelled, Labels, Moves, Part
from cxmaturity.reports.view.report import Section, View
from cxmaturity.reports.words.customers import CUSTOMERS

LOOKED_UP = frozenset({"practices", "method"})
"""Parts of the annex that a summary has not even in full: every practice, and the method."""


def summary_document(view: View, *, full: bool, lines: Sequence[Labelled] = ()) -> Document:
    """The summary of a view; `lines` end it, such as where the report is and what to type next.

    The short one fits on a screen of 80 by 24 for one questionnaire: the stage, what stands beside it and what is
    documented in a line each, the first moves by title. The full one has all that the report has but for every practice
    and the method.
    """
    whole = report_document(view)
    whole = replace(whole, heading=view.organisation or whole.heading)  # a screen has room for a long name
    end = (Part("end", "end", "", (Labels(tuple(lines)),)),) if lines else ()
    if full:
        *chapters, last = map(_without_looked_up, whole.chapters)
        return replace(whole, chapters=(*chapters, replace(last, annex=(*last.annex, *end))))
    fit = tuple(part for chapter in whole.chapters for part in chapter.body if part.name == "fit")
    several = len(view.sections) > 1
    *chapters, last = (_short(view, section, several=several) for section in view.sections)
    return replace(whole, chapters=(*chapters, replace(last, body=(*last.body, *fit, *end))), names=NAMES)


def _without_looked_up(chapter: Chapter) -> Chapter:
    return replace(chapter, annex=tuple(part for part in chapter.annex if part.name not in LOOKED_UP))


def _short(view: View, section: Section, *, several: bool) -> Chapter:
    """The stage of one questionnaire, what stands beside it, and the first moves; those of a part of its own."""
    stands = part(section, "stand", "", _stand(section, () if several else _outside(view)))
    return Chapter(section.anchor, section.title if several else "", (stands,), ())


def _stand(section: Section, outside: Sequence[str]) -> Iterator[Block | None]:
    yield paragraph(headline(section), "headline")
    own = (*section.rule_sentences, section.sentences.documented, section.sentences.way, _people(section))
    beside = tuple(filter(None, (*own, *outside)))
    yield Bullets(beside) if beside else None
    first = moves(section)
    yield replace(first, blocks=tuple(map(_by_title, first.blocks))) if isinstance(first, Group) else None


def _outside(view: View) -> tuple[str, ...]:
    """What stands out of what customers say, and what it is worth; nothing without outcomes."""
    first = view.outcomes.findings[:1] if view.outcomes else ()
    if view.worth is None:
        return first
    return (*first, " ".join(filter(None, [view.worth.short, view.worth.uncounted])))


def _people(section: Section) -> str:
    """How many answered and how far they agree; nothing for one person's answers."""
    return " ".join(filter(None, [section.agreement.who, section.agreement.agree])) if section.agreement else ""


def _by_title(block: Block) -> Block:
    """Moves without who and how much, which the plan says."""
    return (
        replace(block, items=tuple(replace(move, facts="") for move in block.items))
        if isinstance(block, Moves)
        else block
    )


def together_document(view: View, *, full: bool) -> Document | None:
    """What is said once of several questionnaires: of their customers, and which answers do not fit together.

    None where there is nothing to say: what is explained is left out, as are claims beside customers, who are quoted.
    """
    parts = tuple(_of_customers(view, full=full))
    misfits = tuple(misfit for misfit in view.contradictions if misfit.denial.anchor and not misfit.explained)
    apart = fit_together(replace(view, contradictions=misfits))
    if apart is not None:
        parts = (*parts, Part("fit", "fit", apart.title, apart.blocks))
    return untitled(view.organisation, view.subject, view.date, "", parts) if parts else None


def _of_customers(view: View, *, full: bool) -> Iterator[Part]:
    """What customers say and what it is worth: in a bullet each, or all that a report has."""
    if full:
        bodies = with_outcomes(view, (Part("first", "first", "", ()),), "page", WHOLE)
        yield from (*bodies[1:], *outcomes_annex(view, "page"))
    elif beside := _outside(view):
        yield Part("customers", "customers", CUSTOMERS, (Bullets(beside),))
