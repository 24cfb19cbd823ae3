"""Sentences on targets, and on what a sweep shows."""

from typing import Any

import pytest

from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.files.answers import read_answers
from cxmaturity.files.questionnaires import read_questionnaire
from cxmaturity.reports.making import view
from cxmaturity.reports.view import Section
from tests.build import Case, OneQuestionnaire, answers_data, document, questionnaire_data
from tests.cli.running import HEAD, Cx, head

PAIR: Case = {"a": {"practices": {"a1": {}, "a2": {}}}}
MOMENTS: Case = {
    "a": {"practices": {"a1": {}, "a2": {}}},
    "b": {"practices": {"b1": {}}},
    "c": {"practices": {"c1": {"na": True}}},
}


def assessed(case: Case) -> Assessment:
    """The assessment of a case, which may also name a `target` and steps to `exclude`."""
    data = answers_data({**case, "target": None})
    data["target"] = case.get("target", {})
    data["plan"]["exclude"] = case.get("exclude", [])
    read = read_answers(
        document(data), "", OneQuestionnaire(read_questionnaire(document(questionnaire_data(case)), ""))
    )
    return assess(read.questionnaire, read.answers)


def section(case: Case) -> Section:
    return view([assessed(case)]).sections[0]


def balance(answers: dict[str, Any], scale: list[int]) -> str:
    return section(
        {"scale": scale, "scoring": {"rule": "sweep"}, "tree": MOMENTS, "answers": answers}
    ).sentences.balance


@pytest.mark.parametrize(
    ("answers", "scale", "said"),
    [
        (
            {"a.a1": 1, "a.a2": 1, "b.b1": 1, "c.c1": 1},
            [-1, 0, 1],
            "Thrived in none of three. The balance is −100 on a scale from −100 to +100:"
            " of four moments answered, none add, none do nothing and four take away.",
        ),
        (
            {"a.a1": 3, "a.a2": 2, "b.b1": 1, "c.c1": "na"},
            [-1, 0, 1],
            "Thrived in one of two: A. The balance is −25 on a scale from −100 to +100:"
            " of three moments answered, one adds, one does nothing and one takes away.",
        ),
        (  # b and c apply and nobody has answered them: they can still be won
            {"a.a1": 3},
            [-1, 0, 1],
            "Thrived in one of three: A. The balance is +100 on a scale from −100 to +100:"
            " of one moment answered, one adds, none do nothing and none take away.",
        ),
        (
            {"a.a1": 1, "a.a2": 1, "b.b1": 2, "c.c1": "na"},
            [-2, -1, 0, 1, 3],
            "Thrived in none of two. The balance is −150 on a scale from −200 to +300:"
            " of three moments answered, none add, none do nothing and three take away.",
        ),
    ],
)
def test_balance(answers: dict[str, Any], scale: list[int], said: str) -> None:
    assert balance(answers, scale) == said


def test_a_target_reached_as_answered_only_says_so() -> None:
    case = {"scale": [1, 2], "tree": PAIR, "answers": {"a.a1": 2, "a.a2": "dk"}, "target": {"dimensions": {"a": "p2"}}}
    gap = section(case).gaps[-1]
    assert gap.sentence == (
        "Point 2 is reached as answered, and not in the worst case. To secure it: one practice, one step, about"
        " 5 person-days. At least one month, if each step begins as soon as what it rests on is done."
    )


@pytest.mark.parametrize(
    ("exclude", "said"),
    [
        (["a.a1@p3"], "No steps that are not ruled out reach Point 3 from here."),
        ([], "two practices, about 10 person-days, open Point 3."),
    ],
)
def test_steps_that_are_ruled_out_are_said_to_be(exclude: list[str], said: str) -> None:
    answers = {"a.a1": 2, "a.a2": 2}
    case = {"scale": [1, 2, 3], "tree": PAIR, "answers": answers, "exclude": exclude, "target": {"stage": "p3"}}
    made = section(case)
    assert said in made.sentences.way
    assert made.gaps[0].reachable == (not exclude)


LADDER = head("ladder") + "target: {stage: loyalty, dimensions: {advocacy: loyalty}}\n"


@pytest.mark.parametrize("layout", ["html", "md"])
def test_reports_blame_what_is_ruled_out(layout: str, tmp_path: Any, cx: Cx) -> None:
    path = tmp_path / "l.yaml"
    path.write_text(f"{LADDER}plan: {{exclude: [trust.product@loyalty]}}\nanswers: {{trust.product: trust}}\n")
    text = " ".join(cx("report", path, "--format", layout).out.split())
    assert "They are candidates, but no steps that exist and are not ruled out reach it." in text
    path.write_text(f"{LADDER}answers: {{trust.product: trust}}\n")
    text = " ".join(cx("report", path, "--format", layout).out.split())
    assert "They are candidates: raising all of them reaches" in text


def test_the_target_of_a_dimension_without_an_answer_has_its_gap(tmp_path: Any, cx: Cx) -> None:
    path = tmp_path / "l.yaml"
    path.write_text(f"{LADDER}answers: {{trust.product: trust}}\n")
    assert "#### Advocacy: not answered → Loyalty\n" in cx("report", path, "--format", "md").out
    assert "#### The whole: no stage claimed → Loyalty\n" in cx("report", path, "--format", "md").out
    page = " ".join(cx("report", path).out.split())
    assert "<bdi>Advocacy</bdi>: from not answered to <bdi>Loyalty</bdi>" in page


@pytest.mark.parametrize(("by", "warned"), [("2026-11-21", 1), ("2026-11-22", 1), ("2026-11-23", 0)])
def test_check_warns_of_a_target_before_the_assessment(by: str, warned: int, tmp_path: Any, cx: Cx) -> None:
    path = tmp_path / "l.yaml"
    path.write_text(HEAD + f"target: {{by: {by}}}\nanswers:\n")
    ran = cx("check", path, "--strict")
    assert (ran.code, ran.out.count(f"the target is set for {by}, and the assessment is of 2026-11-22")) == (
        warned,
        warned,
    )
