"""The annex of a report on one questionnaire: what is looked up, in full."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import listed, rounded, say
from cxmaturity.reports.build import agreement, profile
from cxmaturity.reports.build.body import reasons
from cxmaturity.reports.build.common import cell, group, linked, paragraph, part, parted, row, table, words_in
from cxmaturity.reports.build.evidence import evidence_blocks, practice_blocks
from cxmaturity.reports.build.fit import TITLE, all_apart
from cxmaturity.reports.build.method import method
from cxmaturity.reports.build.room import WHOLE, Room
from cxmaturity.reports.build.unknown import not_said
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Labelled,
    Labels,
    Part,
    Row,
    StepCards,
)
from cxmaturity.reports.view.aims import AimView
from cxmaturity.reports.view.plan import WayForward
from cxmaturity.reports.view.practice import BlockerView
from cxmaturity.reports.view.report import Section, View


def annex(view: View, section: Section, room: Room = WHOLE) -> tuple[Part, ...]:
    """What is looked up: dimensions, candidates, steps in full, ways, evidence, every practice, the method.

    `room` is how much the body had.
    """
    parts = (
        part(section, "profile", "Every dimension", _profile(section)),
        part(section, "candidates", "What could bring the target closer", _candidates(section)),
        part(section, "steps", "The steps in full", _steps(section)),
        part(section, "ways", "The proof, and other ways", _ways(section, room)),
        part(section, "sure", "How sure the stage is, in full", _sure(section, several=len(view.sections) > 1)),
        part(section, "fit", TITLE, all_apart(view, section, room) if len(view.sections) == 1 else ()),
        part(section, "votes", "How every practice was answered", agreement.votes(section)),
        part(section, "evidence", "Evidence, and what is not known", evidence_blocks(view, section, room)),
        part(section, "practices", "Every practice", practice_blocks(view, section)),
        part(section, "method", "Method", method(view, section)),
    )
    return tuple(part for part in parts if part.blocks)


def _profile(section: Section) -> Iterator[Block | None]:
    yield paragraph(section.profile_lead, "lead")
    yield from parted(section.profile_table) if section.profile_table else ()
    yield from profile.further(section)
    aims = [aim for aim in section.aims if aim.sentence]
    if aims:
        lines = [Labelled(aim.name, _aimed(section, aim)) for aim in aims]
        yield group("Targets", [Labels(tuple(lines))])
    gates = [
        row(
            cell((linked(section, gate.practice, gate.title),), gate.practice),
            cell(gate.stage_name, gate.stage),
            cell(gate.stands_name),
            cell("open" if gate.open else "shut", gate.open),
        )
        for gate in section.gates
    ]
    columns = (Column("Practice", share=2), Column("Gate to"), Column("Stands at"), Column("Gate"))
    lead = "A stage opens only when every gate to it and to the stages below is open."
    gates_table = table(section, "gates", "The gates", columns, gates)
    yield group("Gates", [paragraph(lead, "lead"), gates_table]) if gates_table else None


def _aimed(section: Section, aim: AimView) -> str:
    """Where a target lies from today, and what becomes of it."""
    values = {"a": aim.today_name, "b": aim.target_name, "said": aim.sentence}
    if aim.below_today:
        return aim.sentence
    if aim.as_today:
        return say("{b}, as today. {said}", **values)
    if not aim.dimension and not section.result.stage.claimed:
        return say("{b}; no stage is claimed today. {said}", **values)
    return say("{a} to {b}. {said}", **values)


def _candidates(section: Section) -> Iterator[Block | None]:
    n = len(section.blockers)
    if not n:
        return
    sentences = [
        say(
            "Seen from the worst case, {n:word} {n|practice|practices} could bring {aim} closer.",
            n=n,
            aim=section.target_said,
        )
    ]
    sentences += [_needed(section.blockers)] if n > 1 else []
    planned = bool(section.way and section.way.steps)
    sentences += (
        [say("{n|Whether the plan raises it is marked|Those that the plan raises are marked}.", n=n)] if planned else []
    )
    yield paragraph(" ".join(sentences), "lead")
    columns = (
        Column("Practice", share=2),
        Column("From and to", share=2),
        Column("Why", share=2),
        Column("What must be true", share=4),
    )
    caption = "Practices that could bring the target closer"
    yield table(
        section, "candidates-table", caption, columns, [_blocker(section, blocker) for blocker in section.blockers]
    )


def _needed(blockers: Sequence[BlockerView]) -> str:
    """How many of several candidates are needed: gates all, others as many as it takes."""
    gates = sum("gate" in blocker.why for blocker in blockers)
    if gates == len(blockers):
        return say("As all of them are gates, all are needed.")
    if gates:
        return say("Those that are gates are all needed; of the others it takes as many as lift what they keep back.")
    return say("It takes as many of them as lift what they keep back.")


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


def _ways(section: Section, room: Room) -> Iterator[Block | None]:
    plan = section.way
    if plan is None:
        return
    if reasons(plan, room)[1]:
        yield paragraph(plan.why_none[0], "lead")
        yield Bullets(plan.why_none[1:-1])
    lines = tuple(Labelled(label, text) for label, text in plan.facts)
    yield Labels(lines) if lines else None
    yield group("Other ways to the target", _other_ways(section, plan)) if len(plan.ways) > 1 else None
    _, left = not_said(section, room)
    saves = tuple(Labelled(practice.title, practice.says) for practice in plan.find_out if practice.practice in left)
    yield group("What finding out saves besides", [Labels(saves)] if saves else [])
    if plan.cheap:
        yield group(
            plan.cheap_said, [Labels(tuple(Labelled(practice.title, practice.says) for practice in plan.cheap))]
        )


def _other_ways(section: Section, plan: WayForward) -> Iterator[Block | None]:
    """The minimal sets in fewest words: each by what it does otherwise than the plan, or besides what all do."""
    ways = plan.ways
    always = [practice for practice in ways[0].raised if all(practice in way.raised for way in ways)]
    besides = [(_without(way.raised, always),) for way in ways]
    otherwise = [(_without(plan.raised, way.raised), _without(way.raised, plan.raised)) for way in ways]
    differs = words_in(otherwise) < words_in(besides)
    if differs:
        titles, lead = ["Leaves out", "Takes instead"], "Each is said by what it does otherwise than the plan."
    else:
        titles = ["Besides" if always else "Raises"]
        lead = say("All of them raise {steps}.", steps=listed(always)) if always else ""
    yield paragraph(" ".join(filter(None, [plan.ways_said, lead])), "lead")
    rows = [
        row(*_said(lists), cell(str(way.steps), way.steps), cell(f"{way.days:,}", way.days))
        for way, lists in zip(ways, otherwise if differs else besides, strict=True)
    ]
    columns = [
        *(Column(title, share=6) for title in titles),
        *(Column(each, numbers=True) for each in ("Steps", "Days")),
    ]
    yield table(section, "ways-table", "Sets of steps of which nothing can be left out", columns, rows)


def _said(lists: Sequence[list[str]]) -> list[str]:
    return list(map(listed, lists)) if any(lists) else ["nothing: it is the plan", *("" for _ in lists[1:])]


def _without(practices: Sequence[str], others: Sequence[str]) -> list[str]:
    return [practice for practice in practices if practice not in others]


def _sure(section: Section, *, several: bool) -> Iterator[Block | None]:
    sensitivity = section.sure
    if sensitivity is None:
        return
    yield paragraph(sensitivity.about)
    told = section.result.stage.claimed and not several  # by the body
    yield paragraph(" ".join(filter(None, ["" if told else sensitivity.fewest, sensitivity.drops])), "lead")
    sets = tuple(
        "; ".join(say("{what}: {a} to {b}", what=d.title, a=d.from_name, b=d.to_name) for d in drops)
        for drops in sensitivity.sets
    )
    yield Bullets(sets) if sets else None
    yield paragraph("" if told else sensitivity.weights)
    yield paragraph(sensitivity.rules)
    if sensitivity.tells:
        yield paragraph(sensitivity.information, "lead")
        columns = (
            Column("Open practice", share=3),
            Column("Stages narrower", numbers=True),
            Column("Index narrower", numbers=True),
        )
        rows = [
            row(
                cell((linked(section, practice.practice, practice.title),), practice.practice),
                cell(rounded(practice.stages, 2), practice.stages),
                cell(rounded(practice.index), practice.index),
            )
            for practice in sensitivity.tells
        ]
        yield table(section, "tells", "What each open practice would tell", columns, rows)
