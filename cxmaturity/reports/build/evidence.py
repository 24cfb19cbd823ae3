"""The annex on answers: the evidence, what is not known, and every practice."""

from collections.abc import Iterator

from cxmaturity.domain.language import counted_plain, day, listed, say
from cxmaturity.reports.build.body import to_prove
from cxmaturity.reports.build.common import (
    at_point,
    cell,
    group,
    linked,
    paragraph,
    place,
    row,
    stands,
    table,
    validity,
)
from cxmaturity.reports.build.room import Room
from cxmaturity.reports.build.unknown import not_said
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Column,
    Entries,
    Entry,
    Labelled,
    Span,
)
from cxmaturity.reports.view.practice import OptionView, PracticeView
from cxmaturity.reports.view.report import Section, View


def evidence_blocks(view: View, section: Section, room: Room) -> Iterator[Block | None]:
    """Every piece of evidence, and what its body leaves out: what to prove and to find out."""
    months = counted_plain(section.scoring.evidence_months, "month")
    proofs = [
        row(
            cell(evidence.what),
            cell((linked(section, practice.id, practice.title),), practice.id),
            cell(day(evidence.date), evidence.date),
            cell(validity(evidence, view.date), evidence.valid),
        )
        for practice, evidence in section.proofs
    ]
    if proofs:
        sentence = "Evidence counts where it is dated, not from after the assessment and not older than {months}."
        yield paragraph(say(sentence, months=months), "lead")
        columns = (Column("Evidence", share=3), Column("Practice", share=2), Column("Dated"), Column("Counts", share=2))
        yield table(section, "proofs", "Evidence, by the day until which it counts", columns, proofs)
    bare = tuple(at_point(section, practice) for practice in to_prove(section, room))
    yield group("Further answers to prove", [Bullets(bare)]) if bare else None
    left, _ = not_said(section, room)
    unknown = tuple((linked(section, each.practice.id, each.practice.title), Span(f": {each.why}")) for each in left)
    yield group("Further practices to find out", [Bullets(unknown, ordered=True)]) if unknown else None


def practice_blocks(view: View, section: Section) -> Iterator[Block | None]:
    """Every practice with its answer, by dimension."""
    for dimension in section.profile:
        inside = [practice for practice in section.practices if practice.dimension_id == dimension.id]
        yield Entries(
            place(section, f"group-{dimension.id}"),
            dimension.name,
            dimension.about,
            dimension.depth,
            tuple(_entry(view, section, practice) for practice in inside),
        )


def _entry(view: View, section: Section, practice: PracticeView) -> Entry:
    blocking = any(blocker.practice.id == practice.id for blocker in section.blockers)
    kinds = (
        practice.status,
        *(["blocks"] if blocking else []),
        *(["bare"] if practice.chosen and not practice.documented else []),
    )
    aside = "documented" if practice.documented else "not documented" if practice.chosen else ""
    return Entry(
        id=place(section, practice.id),
        title=practice.title,
        at=stands(practice),
        rank=practice.chosen.rank if practice.chosen else 0,
        upper=practice.upper.rank if practice.upper else 0,
        ranks=len(section.scale),
        aside=aside,
        kinds=kinds,
        question=practice.question,
        items=tuple(_answer(view, section, practice)),
    )


def _answer(view: View, section: Section, practice: PracticeView) -> Iterator[Labelled]:
    chosen, upper, following = practice.chosen, practice.upper, practice.next
    if chosen is not None:
        yield Labelled("At least" if upper else "Today", (Span(chosen.name, "strong"), Span(f". {chosen.text}")))
        if upper is not None:
            yield Labelled("At most", (Span(upper.name, "strong"), Span(f". {upper.text}")))
    if following is not None and (upper is None or upper.rank != following.rank):
        yield Labelled("Next", (Span(following.name, "strong"), Span(f". {following.text}")))
    if following is not None and following.step:
        yield from _next(section, practice, following)
    if practice.because:
        yield Labelled("Because", practice.because)
    if practice.note:
        yield Labelled("Note", practice.note)
    for evidence in practice.evidence:
        details = ", ".join(filter(None, [evidence.what, day(evidence.date), validity(evidence, view.date)]))
        yield Labelled("Evidence", (Span(details), *((Span(": "), Span(evidence.ref, "web")) if evidence.ref else ())))
    if practice.help:
        yield Labelled("Help", practice.help)
    if practice.source:
        yield Labelled("Source", practice.source)


def _next(section: Section, practice: PracticeView, following: OptionView) -> Iterator[Labelled]:
    """How to reach the next option: in full, or where that stands if it is a step of the plan."""
    steps = section.way.steps if section.way else ()
    planned = [step for step in steps if (step.practice, step.to) == (practice.id, following.rank)]
    if planned:
        yield Labelled("How", (Span(say("Step {n} of the plan", n=planned[0].number), to=planned[0].anchor),))
        return
    yield Labelled("How", following.step)
    effort = say(
        "{days}, at least {months}",
        days=counted_plain(following.effort_days or 0, "person-day"),
        months=counted_plain(following.months or 0, "month"),
    )
    first = say("first {needs}", needs=listed(following.requires)) if following.requires else ""
    yield Labelled("Effort", "; ".join(filter(None, [following.owner, effort, first])))
    yield Labelled("Done when", following.measure)
