"""The annex of a report on one questionnaire: what is looked up, in full."""

from collections.abc import Iterable, Iterator

from cxmaturity.domain.language import counted_plain, listed, rounded, say
from cxmaturity.reports.build import pictures
from cxmaturity.reports.build.common import cell, day, group, linked, paragraph, part, place, row, stands, validity
from cxmaturity.reports.build.fit import TITLE, all_apart
from cxmaturity.reports.build.method import method
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Entries,
    Entry,
    Labelled,
    Labels,
    Part,
    Row,
    Span,
    StepCards,
    Table,
)
from cxmaturity.reports.view.plan import WayForward, WayLine
from cxmaturity.reports.view.report import BlockerView, PracticeView, Section, View


def annex(view: View, section: Section) -> tuple[Part, ...]:
    """What is looked up: dimensions, candidates, steps in full, ways, evidence, every practice, the method."""
    parts = (
        part(section, "profile", "Every dimension", _profile(section)),
        part(section, "candidates", "What could bring the target closer", _candidates(section)),
        part(section, "steps", "The steps in full", _steps(section)),
        part(section, "ways", "The proof, and other ways", _ways(section)),
        part(section, "sure", "How sure the stage is, in full", _sure(section)),
        part(section, "fit", TITLE, all_apart(view, section) if len(view.sections) == 1 else ()),
        part(section, "evidence", "Evidence, and what is not known", _evidence(view, section)),
        part(section, "practices", "Every practice", _practices(view, section)),
        part(section, "method", "Method", method(view, section)),
    )
    return tuple(one for one in parts if one.blocks)


def _table(section: Section, name: str, caption: str, columns: Iterable[Column], rows: Iterable[Row]) -> Table | None:
    there = tuple(rows)
    return Table(place(section, name), caption, tuple(columns), there) if there else None


def _profile(section: Section) -> Iterator[Block | None]:
    yield paragraph(section.profile_lead, "lead")
    yield section.profile_table
    yield from pictures.further(section)
    aims = [one for one in section.aims if one.sentence]
    if aims:
        lines = [
            Labelled(one.name, say("{a} to {b}. {said}", a=one.today_name, b=one.target_name, said=one.sentence))
            for one in aims
        ]
        yield group("Targets", [Labels(tuple(lines))])
    gates = [
        row(
            cell((linked(section, one.practice, one.title),), one.practice),
            cell(one.stage_name, one.stage),
            cell(one.stands_name),
            cell("open" if one.open else "shut", one.open),
        )
        for one in section.gates
    ]
    columns = (Column("Practice", share=2), Column("Gate to"), Column("Stands at"), Column("Gate"))
    lead = "A stage opens only when every gate to it and to the stages below is open."
    table = _table(section, "gates", "The gates", columns, gates)
    yield group("Gates", [paragraph(lead, "lead"), table]) if table else None


def _candidates(section: Section) -> Iterator[Block | None]:
    n = len(section.blockers)
    if not n:
        return
    said = [
        say(
            "Seen from the worst case, {n:word} {n|practice|practices} could bring {aim} closer.",
            n=n,
            aim=section.target_said,
        )
    ]
    said += ["They are candidates, and not all are needed."] if n > 1 else []
    planned = bool(section.way and section.way.steps)
    said += (
        [say("{n|Whether the plan raises it is marked|Those that the plan raises are marked}.", n=n)] if planned else []
    )
    yield paragraph(" ".join(said), "lead")
    columns = (
        Column("Practice", share=2),
        Column("From and to", share=2),
        Column("Why", share=2),
        Column("What must be true", share=4),
    )
    caption = "Practices that could bring the target closer"
    yield _table(section, "candidates-table", caption, columns, [_blocker(section, one) for one in section.blockers])


def _blocker(section: Section, blocker: BlockerView) -> Row:
    notes = ["not known yet, counted as lowest"] if blocker.unknown else []
    notes += ["in the plan"] if blocker.planned else []
    needs = say("First: {needs}.", needs=listed(blocker.needs)) if blocker.needs else ""
    practice = blocker.practice
    return row(
        Cell((linked(section, practice.id, practice.title),), practice.id, practice.dimension),
        cell(say("{a} to {b}", a=blocker.from_name, b=blocker.to_name), note="; ".join(notes)),
        cell(blocker.why_said),
        cell(blocker.to_text, note=needs),
    )


def _steps(section: Section) -> Iterator[Block | None]:
    if section.way and section.way.steps:
        yield StepCards(section.way.steps, "Done when")


def _ways(section: Section) -> Iterator[Block | None]:
    plan = section.way
    if plan is None:
        return
    lines = tuple(Labelled(label, text) for label, text in plan.facts)
    yield Labels(lines) if lines else None
    yield group("Other ways to the target", _other_ways(section, plan)) if len(plan.ways) > 1 else None
    if plan.prove:
        proofs = [Labelled(one.title, one.says) for one in plan.prove]
        yield group(plan.prove_said, [Labels(tuple(proofs))])
    if plan.find_out:
        yield group("What finding out saves", [Labels(tuple(Labelled(one.title, one.says) for one in plan.find_out))])
    if plan.cheap:
        yield group(plan.cheap_said, [Labels(tuple(Labelled(one.title, one.says) for one in plan.cheap))])


def _other_ways(section: Section, plan: WayForward) -> Iterator[Block | None]:
    """The minimal sets: what all of them raise once, then what each raises besides."""
    always = [one for one in plan.ways[0].raised if all(one in way.raised for way in plan.ways)]
    yield paragraph(plan.ways_said, "lead")
    yield paragraph(say("All of them raise {steps}.", steps=listed(always)) if always else "")
    title = "Besides" if always else "Raises"
    rows = [_way_row(number, way, always) for number, way in enumerate(plan.ways, 1)]
    columns = (Column(""), Column(title, share=8), Column("Steps", numbers=True), Column("Days", numbers=True))
    yield _table(section, "ways-table", "Sets of steps of which nothing can be left out", columns, rows)


def _way_row(number: int, way: WayLine, always: list[str]) -> Row:
    besides = [one for one in way.raised if one not in always]
    return row(
        cell(str(number), number),
        cell(listed(besides)),
        cell(str(way.steps), way.steps),
        cell(f"{way.days:,}", way.days),
    )


def _sure(section: Section) -> Iterator[Block | None]:
    sure = section.sure
    if sure is None:
        return
    yield paragraph(sure.about)
    yield paragraph(sure.drops, "lead")
    sets = tuple(
        "; ".join(say("{what}: {a} to {b}", what=d.title, a=d.from_name, b=d.to_name) for d in drops)
        for drops in sure.sets
    )
    yield Bullets(sets) if sets else None
    yield paragraph(sure.weights)
    yield paragraph(sure.draws)
    yield paragraph(sure.rules)
    if sure.tells:
        yield paragraph(sure.information, "lead")
        columns = (
            Column("Open practice", share=3),
            Column("Stages narrower", numbers=True),
            Column("Index narrower", numbers=True),
        )
        rows = [
            row(
                cell((linked(section, one.practice, one.title),), one.practice),
                cell(rounded(one.stages, 2), one.stages),
                cell(rounded(one.index), one.index),
            )
            for one in sure.tells
        ]
        yield _table(section, "tells", "What each open practice would tell", columns, rows)


def _evidence(view: View, section: Section) -> Iterator[Block | None]:
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
        said = "Evidence counts where it is dated, not from after the assessment and not older than {months}."
        yield paragraph(say(said, months=months), "lead")
        columns = (Column("Evidence", share=3), Column("Practice", share=2), Column("Dated"), Column("Counts", share=2))
        yield _table(section, "proofs", "Evidence, by the day until which it counts", columns, proofs)
    questions = [
        Labelled(
            one.practice.title,
            " ".join(filter(None, [one.practice.question, one.why, one.practice.note or one.practice.because])),
        )
        for one in section.find_out
    ]
    yield group("To find out, what matters most first", [Labels(tuple(questions))]) if questions else None
    reasons = [Labelled(one.title, one.because) for one in section.not_applicable]
    yield group("What does not apply, and why", [Labels(tuple(reasons))]) if reasons else None


def _practices(view: View, section: Section) -> Iterator[Block | None]:
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
    blocking = any(one.practice.id == practice.id for one in section.blockers)
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
        items=tuple(_answer(view, practice)),
    )


def _answer(view: View, practice: PracticeView) -> Iterator[Labelled]:
    chosen, upper, following = practice.chosen, practice.upper, practice.next
    if chosen is not None:
        yield Labelled("At least" if upper else "Today", (Span(chosen.name, "strong"), Span(f". {chosen.text}")))
        if upper is not None:
            yield Labelled("At most", (Span(upper.name, "strong"), Span(f". {upper.text}")))
    if following is not None and (upper is None or upper.rank != following.rank):
        yield Labelled("Next", (Span(following.name, "strong"), Span(f". {following.text}")))
    if following is not None and following.step:
        yield Labelled("How", following.step)
        effort = say(
            "{days}, at least {months}",
            days=counted_plain(following.effort_days or 0, "person-day"),
            months=counted_plain(following.months or 0, "month"),
        )
        first = say("first {needs}", needs=listed(following.requires)) if following.requires else ""
        yield Labelled("Effort", "; ".join(filter(None, [following.owner, effort, first])))
        yield Labelled("Done when", following.measure)
    if practice.because:
        yield Labelled("Because", practice.because)
    if practice.note:
        yield Labelled("Note", practice.note)
    for evidence in practice.evidence:
        said = ", ".join(filter(None, [evidence.what, day(evidence.date), validity(evidence, view.date)]))
        yield Labelled("Evidence", (Span(said), *((Span(": "), Span(evidence.ref, "web")) if evidence.ref else ())))
    if practice.help:
        yield Labelled("Help", practice.help)
    if practice.source:
        yield Labelled("Source", practice.source)
