"""What a report says is true of its answers, and said once: held over questionnaires and answers drawn at random."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment, with_roadmap
from cxmaturity.planning.plan.planner import plan_of
from cxmaturity.planning.plan.request import goal_of
from cxmaturity.reports.build.report import report_document
from cxmaturity.reports.build.view import view
from cxmaturity.reports.document.blocks import (
    Bullets,
    Document,
    Group,
    Labels,
    Moves,
    Notice,
    Paragraph,
    Part,
    Picture,
    Words,
)
from cxmaturity.reports.view.report import Section
from tests.build import Case, assess_case
from tests.cli.running import CUSTOMERS, NORTHWIND, TELECOM, Cx
from tests.strategies import cases
from tests.test_said import found

ONE_PRACTICE = re.compile(r"Practice|It is a gate|less if it is|[Ii]ts answer|of the index rest on it")
"""What is said of a practice: of two it may be the same."""
LIMITS: tuple[dict[str, Any], ...] = ({}, {"quarters": 3, "capacity": (60,) * 3}, {"quarters": 1, "capacity": (1,)})


def planned(case: Case, **limits: Any) -> Assessment:
    """The assessment of a case, with its plan where there is something to plan."""
    made = assess_case(case)
    if made.result.target is None:
        return made
    return with_roadmap(made, plan_of(made, replace(goal_of(made), **limits), 1, full=True))


def plain(words: Words) -> str:
    return words if isinstance(words, str) else "".join(span.text for span in words)


def prose(value: object) -> Iterator[str]:
    """The sentences of blocks that are no tables, steps or entries."""
    match value:
        case Paragraph():
            yield plain(value.words)
        case Bullets():
            yield from map(plain, value.items)
        case Labels():
            yield from (f"{item.label}: {plain(item.words)}" for item in value.items)
        case Moves():
            yield from (f"{move.title}: {move.says}" for move in value.items)
        case Picture():
            yield from (f"{value.title}.", value.says)
        case Notice():
            yield from (value.title, *map(plain, value.lines), value.words)
        case Group() | Part():
            yield from (text for block in value.blocks for text in prose(block))


def sentences(texts: list[str]) -> list[str]:
    """The sentences of more than seven words that are about no practice."""
    every = [one.strip() for text in texts for one in re.split(r"(?<=[.:;]) +", text)]
    return [one for one in every if len(one.split()) > 7 and not ONE_PRACTICE.search(one)]


def parts(document: Document, *, annex: bool) -> list[Part]:
    return [part for chapter in document.chapters for part in (chapter.annex if annex else chapter.body)]


def test_the_sentences_of_blocks_are_read() -> None:
    """The property below can fail: its eyes are open."""
    said = "The numbers below say what is claimed here."
    assert sentences(list(prose(Part("a", "a", "", (Paragraph(said), Bullets((said,))))))) == [said, said]


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.one_of(cases(), cases(sweep=True)), st.sampled_from(LIMITS), st.booleans())
def test_what_is_said_is_true_and_said_once(case: Case, limits: dict[str, Any], one_page: bool) -> None:
    made = planned(case, **limits)
    shown = view([made])
    (section,) = shown.sections
    document = report_document(shown, one_page=one_page)
    body = [text for part in parts(document, annex=False) for text in prose(part)]
    annex = [text for part in parts(document, annex=True) if part.name != "method" for text in prose(part)]
    assert {text: bad for text in (*body, *annex) if (bad := found(text))} == {}
    assert [one for one, n in Counter(sentences(body)).items() if n > 1] == []
    assert sorted(set(sentences(body)) & set(sentences(annex))) == []
    assert_known_before_said(section, " ".join(body))
    assert_moves_are_true(made, section)


def assert_known_before_said(section: Section, body: str) -> None:
    """Nothing speaks of a stage that is not claimed, nor of a dimension of which too little is known unmarked."""
    if not section.result.stage.claimed:
        assert not re.search("Strongest|Weakest|Breadth|Thrived|by its signs|Free of harm", body)
    for dimension in section.profile:
        within = [p for p in section.practices if f"{p.dimension_id}.".startswith(f"{dimension.id}.")]
        applying = [p for p in within if p.status != "na"]
        known = [p for p in applying if p.chosen]
        thin = Fraction(100 * len(known), max(len(applying), 1)) < section.scoring.coverage_floor
        assert bool(dimension.little) == (bool(known) and thin)
    rows = section.profile_table.rows if section.profile_table else ()
    notes = {row.cells[0].value: row.cells[0].note for row in rows}
    assert notes == {dimension.id: dimension.little for dimension in section.profile}


def assert_moves_are_true(made: Assessment, section: Section) -> None:
    """What is first is what the result says; what can not be planned can still be found out."""
    way, result = section.way, made.result
    if way is None:
        return
    kinds = [move.kind for move in way.moves]
    if result.prove:
        assert "prove" in kinds
    if result.plan is None and result.find_out:
        assert "find_out" in kinds, "where there is no plan, what is not known comes first all the same"
    if not result.stage.claimed:
        assert "step" not in kinds
    if result.plan is not None and result.plan.days_at_best is not None:
        most = result.plan.days - result.plan.days_at_best
        assert [move.saves for move in way.moves if move.kind == "find_out" and move.saves < most] == []
    if way.steps and not way.leads_to_target:
        assert made.roadmap is not None and made.roadmap.goal is not None and made.roadmap.goal.stage is None


ONE: Case = {"scale": [1, 2], "tree": {"a": {"practices": {"a1": {}}}}}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "No stage is claimed: the one practice is not answered. The stage lies between Point 1 and Point 2."),
        ([1, 2], "The one practice lies between two options."),
    ],
)
def test_one_practice_is_said_as_one(answer: object, said: str) -> None:
    document = report_document(view([planned({**ONE, "answers": {"a.a1": answer} if answer else {}})]))
    assert said in [text for part in parts(document, annex=False) for text in prose(part)]


@pytest.mark.parametrize(("answered", "of", "coverage"), [(209, 299, "69.9 %"), (142, 203, "69.95 %")])
def test_a_coverage_is_not_rounded_up_to_the_floor_that_it_misses(answered: int, of: int, coverage: str) -> None:
    practices: dict[str, Any] = {f"p{i}": {} for i in range(of)}
    answers = {f"a.p{i}": 3 for i in range(answered)}
    shown = view([assess_case({"scale": [1, 2, 3], "tree": {"a": {"practices": practices}}, "answers": answers})])
    assert f"({coverage}, 70 % needed)" in shown.sections[0].sentences.stage


def test_where_the_plan_can_not_fit_the_board_knows_what_to_find_out_and_to_decide(cx: Cx) -> None:
    given = ("--quarters", "4", "--capacity", "120", "--outcomes", CUSTOMERS, "--format", "md")
    page = " ".join(cx("report", NORTHWIND, "--one-page", *given).out.split())
    assert "Workforce engagement, Economic case and Technology roadmap: in the worst case they count as lowest." in page
    assert "as these can not hold together: the level Align of Insight; and the months that steps take" in page
    assert "Which of what can not hold together gives way." in page
    assert "Who finds out what is not known." in page
    assert "stand in a report of the answers" not in page


def test_a_target_that_is_late_is_decided_on(cx: Cx) -> None:
    page = cx("report", NORTHWIND, "--one-page", "--format", "md").out
    assert "What gives way, the day or the target, as the plan ends after 31 December 2027." in page
    assert "Whether the target is Operationalise, Insight at Align and People at Mobilise.\n" in page


def test_the_value_of_several_files_counts_all_their_plans_in_every_format(cx: Cx) -> None:
    results = json.loads(cx("score", *TELECOM, "--outcomes", CUSTOMERS, "--format", "json").out)
    costs = {result["value"]["cost"] for result in results}
    assert len(costs) == 1
    alone = json.loads(cx("score", TELECOM[0], "--outcomes", CUSTOMERS, "--format", "json").out)
    assert alone["value"]["cost"] < costs.pop()


def test_targets_of_dimensions_alone_are_not_said_to_reach_the_next_stage(cx: Cx, tmp_path: Path) -> None:
    text = Path(NORTHWIND).read_text()
    path = tmp_path / "answers.yaml"
    path.write_text(
        re.sub(r"^target:.*?(?=^\w)", "target: {dimensions: {people: mobilise}}\n", text, flags=re.M | re.S)
    )
    page = cx("report", path, "--format", "md").out
    assert "- Target: **Operationalise** (the next stage; the plan leads elsewhere)" in page
    assert re.search(r"\*\*All targets of the plan after \d+ months", page)
