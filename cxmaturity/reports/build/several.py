"""Several questionnaires in one report: what they say together, the first moves across all, what does not fit."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from cxmaturity.domain.language import listed, say
from cxmaturity.reports.build.common import cell, fitting, group, paragraph, row
from cxmaturity.reports.build.fit import TITLE, all_apart, apart_said, fit_together
from cxmaturity.reports.build.method import SHARED, shared
from cxmaturity.reports.build.room import Room
from cxmaturity.reports.document.blocks import Block, Bullets, Column, Move, Moves, Part, Row, Span, Table
from cxmaturity.reports.view.comparison import FactView
from cxmaturity.reports.view.report import Section, View

MOVES = 3
LINE_WORDS, FEW = 400, 7
"""How many words the lines on each questionnaire have at most, where there are more than a few."""


def finding(view: View) -> str:
    """What several questionnaires say together, in a sentence or two: nothing is added up, as scales differ."""
    plans = [section.result.plan for section in view.sections if section.result.plan and section.result.plan.steps]
    n, claimed = len(view.sections), [section for section in view.sections if section.result.stage.claimed]
    if len(claimed) < n:
        first = say("{k:Word} of {n:word} questionnaires {k|claims|claim} a stage.", k=len(claimed), n=n)
    else:
        first = _reached(view)
    behind = [
        section
        for section in claimed
        if section.result.prove and (section.result.stage.documented or 0) < (section.result.stage.rank or 0)
    ]
    sentence = "In {k:word} {k|questionnaire|questionnaires} evidence carries less than is claimed."
    proof = say(sentence, k=len(behind)) if behind else ""
    months = sorted({plan.months for plan in plans})
    span = months[:1] if len(months) == 1 else months[:1] + months[-1:]
    when = {
        0: "",
        1: say("The {k|plan takes|plans take} {a} {a|month|months} at least.", k=len(plans), a=span[0] if span else 0),
        2: say(
            "Their plans take from {a} to {b} months at least.", a=span[0] if span else 0, b=span[-1] if span else 0
        ),
    }[len(span)]
    return " ".join(filter(None, [first, proof, when, apart_said(view.contradictions)]))


def _reached(view: View) -> str:
    """How many targets are reached, in a sentence; nothing where that was not looked for, as no plans were made."""
    ways = [section.way for section in view.sections if section.way]
    if len(ways) < len(view.sections):
        return ""
    reached = [way for way in ways if not way.steps and not way.why_none]
    if len(reached) == len(ways):
        return say("Both targets are reached." if len(ways) == 2 else "All {n:word} targets are reached.", n=len(ways))
    sentence = (
        "{k:Word} of {n:word} targets {k|is|are} reached."
        if reached
        else "None of the {n:word} targets is reached yet."
    )
    return say(sentence, k=len(reached), n=len(ways))


def compared(view: View, room: Room) -> tuple[Part, ...]:
    """The body of the first chapter."""
    body = Part(
        "together", "page.overview", "What they say together", tuple(block for block in _overview(view, room) if block)
    )
    fit = fit_together(view, room=room)
    return (body, *([Part("fit", "page.fit", TITLE, fit.blocks)] if fit else []))


def compared_annex(view: View, room: Room) -> tuple[Part, ...]:
    """The annex of the first chapter, whose body had so much room."""
    further = tuple(block for block in _scales(view) if block)
    rest = tuple(all_apart(view, room=room))
    methods = tuple(block for block in shared(view) if block)
    return (
        *((Part("fit", "page.fit-all", TITLE, rest),) if rest else ()),
        *((Part("scales", "page.scales", "How the questionnaires relate", further),) if further else ()),
        *((Part("method", "page.method", SHARED, methods),) if methods else ()),
    )


def _overview(view: View, room: Room) -> Iterator[Block | None]:
    yield paragraph(finding(view), "headline")
    yield paragraph("Each questionnaire has its own scale; stages of different scales are never added up.")
    yield _moves(view)
    yield paragraph(_owners(view))
    columns = (
        Column("Questionnaire", share=3),
        Column("Stage", share=2),
        Column("Possible", share=2),
        Column("Documented", share=2),
        Column("Target", share=2),
        Column("Person-days", numbers=True),
        Column("Months", numbers=True),
    )
    lines = [_line(view, i) for i in range(len(view.sections))]
    least = len(lines) <= FEW  # of few questionnaires none is left out
    shown, left = (lines, 0) if least else fitting(lines, len(lines), LINE_WORDS, room.lists)
    more = (row(cell(say("and {n} more, on their pages", n=left)), *["" for _ in columns[1:]]),) if left else ()
    yield Table("page.table", "Where each stands, and what its own plan takes", columns, (*shown, *more))
    if view.together and view.together.no_conflict and not view.contradictions:
        yield paragraph(view.together.no_conflict)


def _line(view: View, number: int) -> Row:
    section = view.sections[number]
    measures = view.together.instruments[number].measures if view.together else ""
    names, stage, plan = section.stage_names, section.result.stage, section.result.plan
    possible = names.worst if stage.worst == stage.best else say("{a} to {b}", a=names.worst, b=names.best)
    return row(
        cell((Span(section.title, to=section.anchor),), section.questionnaire_id, measures),
        cell(names.stage if stage.claimed else "not claimed", stage.rank),
        cell(possible),
        cell(names.documented, stage.documented),
        cell(section.target_name),
        cell(f"{plan.days:,}" if plan else "", plan.days if plan else None),
        cell(str(plan.months) if plan else "", plan.months if plan else None),
    )


def _moves(view: View) -> Block | None:
    """The first moves across all: what to find out, what to prove, and the first step of the longest plan."""
    by_kind: dict[str, list[tuple[Section, Move]]] = {}
    for section in view.sections:
        for move in section.way.moves if section.way else ():
            by_kind.setdefault(move.kind, []).append((section, move))
    items = [_joined(by_kind[kind]) for kind in ("find_out", "prove") if kind in by_kind]
    longest = sorted(view.sections, key=lambda section: -(section.result.plan.months if section.result.plan else 0))
    steps = [(section, move) for section in longest for own, move in by_kind.get("step", []) if own is section]
    items += [
        replace(move, says=say("{title}: {says}", title=section.title, says=move.says))
        for section, move in steps[: MOVES - len(items)]
    ]
    return group("The first moves", [Moves(tuple(items))]) if items else None


def _joined(moves: Sequence[tuple[Section, Move]]) -> Move:
    """The same move in several questionnaires, as one: what it is where it matters most, and where else it stands."""
    section, first = max(moves, key=lambda pair: pair[1].saves)
    others = len(moves) - 1
    says = say("{title}: {says}", title=section.title, says=first.says)
    more = "The same in {n:word} other {n|questionnaire|questionnaires}, whose pages say where."
    return replace(first, says=" ".join(filter(None, [says, say(more, n=others) if others else ""])))


def _owners(view: View) -> str:
    """Who owns steps in more than one plan: those whose time is asked for from several sides."""
    plans = [
        {step.owner for step in section.way.steps if step.owner}
        for section in view.sections
        if section.way and section.way.steps
    ]
    owners = list(
        dict.fromkeys(
            step.owner for section in view.sections if section.way for step in section.way.steps if step.owner
        )
    )
    busy = [(sum(owner in plan for plan in plans), owner) for owner in owners]
    most = max((n for n, _ in busy), default=0)
    if most < 2:
        return ""
    names = [owner for n, owner in busy if n == most]
    where = "{n:word} of the {all:word}" if most < len(plans) else "both" if most == 2 else "all {all:word}"
    verb = f"{{names}} {{k|owns|own}} steps in {where} plans."
    return say(verb, names=listed(names), k=len(names), n=most, all=len(plans))


def _scales(view: View) -> Iterator[Block | None]:
    both = view.together
    if both is None:
        return
    yield paragraph(both.about)
    if both.scales:
        columns = (*(Column(title) for title in both.columns), Column("What is true there", share=3))
        rows = tuple(row(*scale.points, scale.says) for scale in both.scales)
        table = Table("page.scales-table", "The points of each scale side by side", columns, rows)
        yield group(
            "Points that mean roughly the same", [table, paragraph("No other scale has an equivalent.", "small")]
        )
    if both.facts:
        yield group("Evidence that serves several answers", [block for fact in both.facts for block in _fact(fact)])


def _fact(fact: FactView) -> Iterator[Block | None]:
    yield paragraph((Span(fact.title, "strong"), Span(f". {fact.fact} {fact.evidence}")))
    yield Bullets(
        tuple(
            (Span(place.title, to=f"{place.anchor}.{place.practice}"), Span(f": {place.stands}"))
            for place in fact.places
        )
    )
