"""The view holds each value with its words beside it: the words say that value, in every example.

A board would be told one number by a sentence and another by the table or the machine that reads the raw value.
"""

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.cli.loading import assess_all, load
from cxmaturity.cli.planning import planned, quarters_of, search
from cxmaturity.domain.answers import months_before
from cxmaturity.domain.assessment import with_roadmap
from cxmaturity.domain.language import number, rounded
from cxmaturity.domain.results.step import Step
from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.planning.plan.request import goal_of
from cxmaturity.reports.build.report import report_document
from cxmaturity.reports.build.view import view
from cxmaturity.reports.document.blocks import Cell, Move, SaidStep, Span, Words
from cxmaturity.reports.view.report import Section, View
from tests.cli.running import EXAMPLES, NORTHWIND

MONTHS_A_QUARTER = 3


@cache
def seen(file: Path | str, quarters: int | None = None) -> View:
    """The view of a file with its plan, scheduled where quarters are given."""
    assessment = planned(assess_all(load([str(file)], Catalogue()), None)[0], None)
    if quarters:
        asked = replace(goal_of(assessment), quarters=quarters, capacity=quarters_of(quarters, "120").capacity)
        assessment = with_roadmap(assessment, search(assessment, asked, 30, live=False))
    return view([assessment])


def section_of(file: Path | str, quarters: int | None = None) -> Section:
    (section,) = seen(file, quarters).sections
    return section


def inside(value: object) -> Iterator[Struct]:
    """Every struct of a document, from the outside in."""
    if isinstance(value, Struct):
        yield value
        for name in value.__struct_fields__:
            yield from inside(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from inside(each)


def plain(words: Words) -> str:
    return words if isinstance(words, str) else "".join(span.text for span in words)


def forms(value: float) -> set[str]:
    """How a number may be written: with up to three decimals, in per cent, in letters, with its thousands apart."""
    texts = {rounded(abs(value), digits) for digits in range(4)} | {rounded(100 * abs(value), 1)}
    if value == int(value):
        texts |= {f"{abs(int(value)):,}", number(abs(int(value)))}
    return texts


def said(text: str, value: float) -> bool:
    """Whether a text has a number as one of its numbers, or in letters."""
    numbers = set(re.findall(r"\d[\d,]*(?:\.\d+)?", text)) | set(text.lower().split())
    return bool(forms(value) & numbers)


@pytest.mark.parametrize(("text", "value", "holds"), [("46.7", 46.66, True), ("91.3 %", 0.913, True), ("4", 5, False)])
def test_a_wrong_number_would_be_seen(text: str, value: float, holds: bool) -> None:
    assert said(text, value) == holds


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_every_number_stands_beside_a_text_that_says_it(file: Path) -> None:
    document = report_document(seen(file))
    checked = 0
    for item in inside(document):
        if not isinstance(item, Fact | Cell) or isinstance(item.value, bool) or not isinstance(item.value, int | float):
            continue
        text = item.text if isinstance(item, Fact) else plain(item.words)
        if re.search(r"\d", text) and not re.search(r"[A-Za-z]{3}.*\d{4}", text):  # names of points, and months, aside
            assert said(text, item.value), item
            checked += 1
    assert checked > 20


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_the_result_says_the_same_as_its_facts(file: Path) -> None:
    section = section_of(file)
    result = section.result
    facts: dict[str, Fact] = {}
    for item in inside(report_document(seen(file))):
        if isinstance(item, Fact):
            facts.setdefault(item.label, item)
    if result.stage.worst is None:
        return
    assert facts["Claimed"].value == result.stage.rank
    assert facts["Claimed"].text == (section.stage_names.stage if result.stage.claimed else "none")
    assert facts["Documented"].value == result.stage.documented
    assert facts["Index"].value == result.index and facts["Index"].text == rounded(result.index)
    assert facts["Answered"].value == result.coverage
    assert facts["Answered"].note.startswith(f"{result.answered} of {result.applicable} ")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_a_step_of_the_view_is_the_step_of_the_plan(file: Path) -> None:
    section = section_of(file)
    plan = section.result.plan
    if plan is None or section.way is None:
        return
    assert len(section.way.steps) == len(plan.steps)
    for number_, (step, worded) in enumerate(zip(plan.steps, section.way.steps, strict=True), 1):
        own = {name: getattr(worded, name) for name in Step.__struct_fields__}
        asked_before = any(before.startswith(f"{step.practice}@") for before in step.requires)
        known = step.from_name if not step.unknown or asked_before else "not known yet"
        assert Step(**own) == replace(step, from_name=known)
        assert worded.number == number_
        assert [section.way.steps[i - 1].id for i in worded.after] == list(step.requires)
        assert all(before < number_ for before in worded.after), "a step comes after what it rests on"


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_the_facts_of_a_step_say_its_values(file: Path) -> None:
    section = section_of(file)
    for step in section.way.steps if section.way else ():
        facts = {fact.label: fact for fact in step.facts}
        assert (facts["Owner"].value, facts["Effort"].value, facts["Takes at least"].value) == (
            *(step.owner, step.days),
            step.months,
        )
        assert said(facts["Effort"].text, step.days) and said(facts["Takes at least"].text, step.months)
        assert facts["Effort"].text.endswith("person-day" if step.days == 1 else "person-days")
        assert facts["Why"].text.casefold() == step.why.casefold() and step.why
        assert bool(facts["Why"].note) == bool(step.after)
        if step.may_grow:
            assert step.growth == f"+{step.may_grow:,}" and said(step.growth_said, step.may_grow)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_a_step_begins_so_many_months_after_the_assessment(file: Path) -> None:
    section = section_of(file)
    day = datetime.date.fromisoformat(section.day)
    for step in section.way.steps if section.way else ():
        later = months_before(day, -step.starts)
        assert step.opening == (f"from {later:%B} {later.year}" if step.starts else "at once")


def test_a_step_leads_to_its_answer_and_has_a_place_of_its_own() -> None:
    section = section_of(NORTHWIND)
    assert section.way is not None
    anchors = [step.anchor for step in section.way.steps]
    assert len(set(anchors)) == len(anchors)
    for step in section.way.steps:
        assert isinstance(step.linked, tuple)
        (link,) = step.linked
        assert (link.text, link.to) == (step.title, f"{section.anchor}.{step.practice}")


def test_the_days_of_steps_add_up_to_the_plan() -> None:
    section = section_of(NORTHWIND)
    plan = section.result.plan
    assert plan is not None and section.way is not None
    assert sum(step.days for step in section.way.steps) == plan.days
    assert said(section.way.days_said, plan.days) and said(section.way.headline, plan.days)
    assert said(section.way.headline, len(plan.steps))


def test_a_schedule_says_when_each_step_runs() -> None:
    section = section_of(NORTHWIND, quarters=6)
    assert section.way is not None and section.way.quarters
    names = [quarter.quarter for quarter in section.way.quarters]
    for step in section.way.steps:
        ran = [name for name, days in zip(names, step.load, strict=True) if days is not None]
        assert ran == names[names.index(ran[0]) : names.index(ran[-1]) + 1], "without a gap"
        assert sum(days or 0 for days in step.load) == step.days
        assert step.runs == (ran[0] if len(ran) == 1 else f"{ran[0]} to {ran[-1]}")
        assert step.quarter == ran[-1] == step.last_quarter
        assert step.starts >= MONTHS_A_QUARTER * names.index(ran[0])
    for i, quarter in enumerate(section.way.quarters):
        assert quarter.days == sum(step.load[i] or 0 for step in section.way.steps)
        assert quarter.capacity is None or quarter.days <= quarter.capacity


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_the_first_moves_are_those_of_the_plan(file: Path) -> None:
    section = section_of(file)
    if section.way is None:
        return
    moves = section.way.moves
    assert len(moves) <= 3
    steps = [move for move in moves if move.kind == "step"]
    if not section.result.stage.claimed:
        assert not steps, "nothing is recommended on what is not known"
    assert steps == list(map(_as_move, section.way.steps[: len(steps)]))
    kinds = [move.kind for move in moves]
    assert kinds == sorted(kinds, key=lambda kind: kind == "step"), "finding out and proving come before any step"


def _as_move(step: SaidStep) -> Move:
    days, months = f"{step.days:,} person-day", f"{step.months} month"
    facts = [step.owner, days + "s" * (step.days != 1), f"{months}{'s' * (step.months != 1)} at least"]
    return Move(step.title, f"{step.from_name} to {step.to_name}", ", ".join(filter(None, facts)), step.anchor)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_every_link_leads_somewhere(file: Path) -> None:
    """A link of a document is the place of a part, a block, a row, an entry or a step, or the page that it makes."""
    document = report_document(seen(file))
    places: set[str] = set()
    links: set[str] = set()
    for item in inside(document):
        places |= {place for name in ("id", "anchor") if (place := getattr(item, name, ""))}
        if isinstance(item, Span | Move) and item.to:
            links.add(item.to)
    assert links and not links - places
