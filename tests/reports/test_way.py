"""The way forward in reports: what comes before any step, the steps in every format, and where there are none."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cxmaturity.domain.assessment import with_roadmap
from cxmaturity.planning.plan.planner import plan_of
from cxmaturity.planning.plan.request import goal_of
from cxmaturity.reports.build.view import view
from cxmaturity.reports.view.report import Section
from tests.build import Case, assess_case
from tests.cli.running import NORTHWIND, ROOT, Cx

HARBOUR = ROOT / "examples" / "harbour-bank.yaml"
FOUR: Case = {"scale": [1, 2, 3], "tree": {"a": {"practices": {name: {} for name in ("a1", "a2", "a3", "a4")}}}}


def section(answers: dict[str, Any], **more: Any) -> Section:
    """The section of answers to four practices of one dimension, with its plan."""
    made = assess_case({**FOUR, "answers": {f"a.{name}": at for name, at in answers.items()}, **more})
    if made.result.target is not None:
        made = with_roadmap(made, plan_of(made, goal_of(made)))
    return view([made]).sections[0]


def moves(answers: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    made = section(answers, **more).way
    return [(move.kind, move.says) for move in made.moves] if made else []


def proved(rank: int) -> dict[str, Any]:
    return {"is": rank, "evidence": ["2026-11-01"]}


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        (  # nothing is known
            {},
            ("find_out", "Answer at least three of the four open practices: no stage is claimed below 70 %."),
        ),
        (
            {"a1": 2, "a2": 2},
            ("find_out", "Answer at least one of the two open practices: no stage is claimed below 70 %."),
        ),
        ({"a1": 1, "a2": 1, "a3": 1, "a4": 1}, ("step", "Point 1 to Point 2")),  # the lowest stage needs no proof
        (
            {"a1": 2, "a2": 2, "a3": 2, "a4": 2},
            ("prove", "None of the four answers that carry the stage has valid evidence."),
        ),
        (
            {"a1": proved(2), "a2": 2, "a3": 2, "a4": 2},
            ("prove", "Three of the four answers that carry the stage have no valid evidence."),
        ),
        (  # most are documented: what is not known comes first
            {"a1": proved(2), "a2": proved(2), "a3": 2, "a4": "dk"},
            ("find_out", "Practice a4."),
        ),
        (
            {"a1": 3, "a2": 3, "a3": 3, "a4": 3},  # at the top there is no plan
            ("prove", "None of the four answers that carry the stage has valid evidence."),
        ),
    ],
)
def test_first_move(answers: dict[str, Any], first: tuple[str, str]) -> None:
    kind, says = moves(answers)[0]
    assert (kind, says[: len(first[1])]) == first


def test_at_the_top_there_is_no_plan() -> None:
    made = section({name: proved(3) if name != "a4" else 3 for name in ("a1", "a2", "a3", "a4")})
    assert made.way is not None
    assert (made.way.headline, made.way.steps, made.way.why_none) == ("The highest stage is reached.", (), ())
    assert [(one.title, one.says) for one in made.way.prove] == [("Practice a4", "Point 3")]


def test_the_lowest_stage_needs_no_proof() -> None:
    made = section({"a1": 1, "a2": proved(1), "a3": 1, "a4": 1})
    assert made.sentences.documented == "The lowest stage needs no proof."
    assert made.result.prove == ()
    assert not [practice.id for practice in made.practices if practice.carries]


def test_no_plan_is_made_where_none_was_asked_for(cx: Cx) -> None:
    (made,) = json.loads(cx("report", "--format", "json", "--no-plan", NORTHWIND).out)["sections"]
    assert made["way"] is None
    assert made["sentences"]["way"] == "The plan was left out (--no-plan)."
    for layout in ("html", "md"):
        text = cx("report", "--format", layout, "--no-plan", NORTHWIND).out
        assert "The plan was left out (--no-plan)." in text
        assert "The first moves" not in text
        assert not re.search(r"the plan (raises|reaches|secures)|in the plan", text, re.IGNORECASE)


def test_steps_are_the_same_in_every_format(cx: Cx) -> None:
    """Numbers, titles, days and owners, in the order of the plan; each with why it is in and from when it can begin."""
    (made,) = json.loads(cx("report", "--format", "json", NORTHWIND).out)["sections"]
    steps = made["way"]["steps"]
    assert [step["number"] for step in steps] == list(range(1, len(steps) + 1))
    assert all(step["why"] and step["opening"] and step["step"] and step["measure"] for step in steps)
    for step in steps:  # what a step rests on comes before it, in the order and in time
        assert all(before < step["number"] for before in step["after"])
        assert all(
            steps[before - 1]["starts"] + steps[before - 1]["months"] <= step["starts"] for before in step["after"]
        )
    expected = [(f"{step['number']}. {step['title']}", step["owner"], str(step["days"])) for step in steps]

    body, _, annex = cx("report", "--format", "md", NORTHWIND).out.partition("\n## Annex")
    table = re.findall(r"^\| \[(\d+\. [^]]+)\]\([^)]+\) \([^)]+\) \| ([^|]+) \| ([\d,]+) \|", body, re.MULTILINE)
    assert table == expected
    for step in steps:  # in full in the annex: what to do, when it is done, and why
        assert all(step[said] in annex for said in ("step", "measure"))
        assert f"{step['why'][0].upper()}{step['why'][1:]}" in annex

    page = cx("report", NORTHWIND).out
    cards = re.findall(r'id="organisational\.step-(\d+)"', page)
    assert cards == [str(step["number"]) for step in steps]
    for picture in re.findall(r'<svg[^>]*class="chart (?:wide|narrow) timeline".*?</svg>', page, re.DOTALL):
        bars = re.findall(r'<rect class="bar owner-\d', picture)
        assert len(bars) == len(steps)


@pytest.mark.parametrize(("day", "late"), [("2028-06-30", False), ("2027-12-31", True)])
def test_a_day_that_is_too_early_is_told_at_once(day: str, late: bool, cx: Cx, tmp_path: Path) -> None:
    data = yaml.safe_load(HARBOUR.read_text())
    data["target"] = {"stage": "embed", "by": day}
    path = tmp_path / "answers.yaml"
    path.write_text(yaml.safe_dump(data, default_flow_style=False))
    text = cx("report", "--format", "md", path).out
    opening = text.partition("\n## Annex")[0]
    assert ("It takes 18 months at least: 31 December 2027 is too early for that." in opening) == late
    assert ("; 30 June 2028 leaves the time." in text) != late


def test_what_holds_back_is_marked_where_the_plan_raises_it(cx: Cx) -> None:
    (made,) = json.loads(cx("report", "--format", "json", NORTHWIND).out)["sections"]
    raised = {step["practice"] for step in made["way"]["steps"]}
    assert [(one["practice"]["id"], one["planned"]) for one in made["blockers"]] == [
        (one["practice"]["id"], one["practice"]["id"] in raised) for one in made["blockers"]
    ]
    assert any(one["planned"] for one in made["blockers"])


def test_a_practice_that_holds_back_is_named_once(cx: Cx) -> None:
    """With all that raising it does, however many of its steps the plan has."""
    text = cx("report", "--format", "md", NORTHWIND).out
    part = text.partition("### What holds us back")[2].partition("###")[0]
    titles = re.findall(r"\[([^\]]+)\]\(#", part.partition("The annex lists")[0])
    assert "Workforce engagement (not known yet)" in titles
    assert len(titles) == len(set(titles)) == 8
