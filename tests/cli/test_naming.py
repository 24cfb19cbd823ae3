"""Names: an id, a title in any case or a part of either works wherever an id does, and what is unclear is asked."""

import json
from pathlib import Path

import pytest

from cxmaturity.domain.naming import Named, meant
from tests.cli.running import NORTHWIND, Cx

THINGS = [
    Named("people", "People"),
    Named("people.hiring", "Hiring for care"),
    Named("people.pay", "Pay"),
    Named("process.hiring", "How the Hiring runs"),
    Named("a.pay.roll", "PAY"),
]


@pytest.mark.parametrize(
    ("text", "ids"),
    {
        "people": ["people"],
        "PEOPLE": ["people"],
        "people.hiring": ["people.hiring"],
        "hiring  FOR care": ["people.hiring"],
        "hiring": ["people.hiring", "process.hiring"],
        "pay": ["people.pay", "a.pay.roll"],
        "for car": ["people.hiring"],
        "roll": ["a.pay.roll"],
        "ro": [],
        "": [],
        " ": [],
        "nobody": [],
    }.items(),
)
def test_what_a_text_can_mean(text: str, ids: list[str]) -> None:
    assert meant(text, THINGS) == ids


@pytest.mark.parametrize("name", ["digital@2", "Digital", "DIGITAL@2", "Digital CX maturity, four levels", "digit"])
def test_a_questionnaire_by_any_of_its_names(name: str, cx: Cx) -> None:
    assert cx("show", name) == cx("show", "digital")
    assert cx("new", name, "-o", "-") == cx("new", "digital", "-o", "-")


def test_the_file_of_an_interview_is_named_after_the_id(
    cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cx("assess", "Digital@2", "--lines", stdin=b"\n\nq\n").code == 0
    assert all(path.name.startswith("digital-") for path in tmp_path.iterdir())


@pytest.mark.parametrize("version", ["1", "9", "", "two"])
def test_another_version_is_refused(version: str, cx: Cx) -> None:
    ran = cx("show", f"digital@{version}")
    assert (ran.code, ran.out) == (2, "")
    assert f"there is no digital@{version} here; write digital@2" in ran.err


@pytest.mark.parametrize("name", ["agent.channels", "channels", "Reach of agent help", "REACH of"])
def test_one_practice_of_a_questionnaire(name: str, cx: Cx) -> None:
    ran = cx("show", "digital", name, "--format", "md")
    assert (ran.code, ran.err) == (0, "")
    assert ran == cx("show", "digital@2", "agent.channels", "--format", "md")
    assert "In which channels can an agent help" in ran.out
    assert "agent.context" not in ran.out
    assert ran.out.count("In which channels can an agent help") == 1


def test_what_may_mean_several_lists_them(cx: Cx) -> None:
    ran = cx("show", "maturity")
    assert (ran.code, ran.out) == (2, "")
    assert "'maturity' can mean several; choose from digital, organisational" in ran.err
    ran = cx("show", "digital", "agent")
    assert "'agent' can mean several; choose from agent.channels, agent.context, agent.guidance" in ran.err


def test_a_practice_needs_a_questionnaire_and_no_crosswalk(cx: Cx) -> None:
    ran = cx("show", "digital", "channels", "--crosswalk")
    assert (ran.code, ran.out) == (2, "")
    assert "--crosswalk speaks of questionnaires, not of a practice" in ran.err
    assert (
        "there is no practice 'nothing'; `cxmaturity show digital` lists them" in cx("show", "digital", "nothing").err
    )


@pytest.mark.parametrize("stage", ["align", "5", "Align", "ALIGN", "alig"])
def test_a_stage_by_any_of_its_names(stage: str, cx: Cx) -> None:
    json = ("--format", "json", "--no-plan")
    assert cx("score", NORTHWIND, "--target", stage, *json) == cx("score", NORTHWIND, "--target", "align", *json)
    assert cx("score", NORTHWIND, "--fail-under", stage, *json).code == 3
    assert "choose from ignore, explore" in cx("score", NORTHWIND, "--fail-under", "al", *json).err


def test_a_target_of_a_plan_by_its_names(cx: Cx) -> None:
    ran = cx("plan", NORTHWIND, "--target", "People=Mobilise", "--format", "json")
    assert ran == cx("plan", NORTHWIND, "--target", "people=mobilise", "--format", "json")
    assert ran.code == 0
    assert "there is no dimension 'poeple'; did you mean people?" in cx("plan", NORTHWIND, "--target", "poeple=2").err


@pytest.mark.parametrize(
    ("name", "id_"), {"People": "people", "peop": "people", "hiring": "people.hiring", "STAGE": "stage"}.items()
)
def test_what_to_explain_by_its_names(name: str, id_: str, cx: Cx) -> None:
    ran = cx("explain", NORTHWIND, name)
    assert ran.code == 0
    assert ran == cx("explain", NORTHWIND, id_)


@pytest.mark.parametrize("name", ["3 of 5", "3 OF 5", "3 of 5 dimensions", "3 of 5 dimensions won", "3"])
def test_a_stage_is_typed_as_it_is_printed(name: str, cx: Cx) -> None:
    """Else somebody would be told of "3 of 5", and could not ask for it."""
    moments = NORTHWIND.replace(".yaml", "-moments.yaml")
    ran = cx("score", moments, "--target", name, "--fail-under", name, "--no-plan", "--format", "json")
    assert (ran.code, json.loads(ran.out)["target"]["rank"]) == (3, 3)
    assert ran.err == f"{moments}: 2 of 5, where --fail-under asks for 3 of 5\n"
