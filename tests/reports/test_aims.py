"""Sentences on targets, and on what a sweep shows."""

import json
import re
from typing import Any

import pytest

from cxmaturity.cli.planning import planned
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.questionnaire.load import read_questionnaire
from cxmaturity.reports.build.view import view
from cxmaturity.reports.view.report import Section
from tests.build import Case, OneQuestionnaire, answers_data, document, questionnaire_data
from tests.cli.running import HEAD, Cx, head

PAIR: Case = {"a": {"practices": {"a1": {}, "a2": {}}}}
MOMENTS: Case = {
    "a": {"practices": {"a1": {}, "a2": {}}},
    "b": {"practices": {"b1": {}}},
    "c": {"practices": {"c1": {"na": True}}},
}


def organisational() -> Questionnaire:
    found = Catalogue().find("organisational")
    assert found is not None
    return found


def assessed(case: Case, target: int | None = None) -> Assessment:
    """The assessment of a case with its plan; the case may also name a `target` and steps to `exclude`.

    `target` is what the command line asks for.
    """
    data = answers_data({**case, "target": None})
    data["target"] = case.get("target", {})
    data["plan"]["exclude"] = case.get("exclude", [])
    read = read_answers(
        document(data), "", OneQuestionnaire(read_questionnaire(document(questionnaire_data(case)), ""))
    )
    return planned(assess(read.questionnaire, read.answers, target), target)


def section(case: Case) -> Section:
    return view([assessed(case)]).sections[0]


@pytest.mark.parametrize(
    ("answers", "scale", "leads", "said"),
    [
        (
            {"a.a1": 1, "a.a2": 1, "b.b1": 1, "c.c1": 1},
            [-1, 0, 1],
            "Balance −100 on a scale from −100 to +100: 0 of 3 won; free of harm: 0 of 3.",
            "Thrived in none of three. Of four moments answered, none add, none do nothing and four take away.",
        ),
        (
            {"a.a1": 3, "a.a2": 2, "b.b1": 1, "c.c1": "na"},
            [-1, 0, 1],
            "Balance −25 on a scale from −100 to +100: 1 of 2 won; free of harm: 1 of 2.",
            "Thrived in one of two: A. Of three moments answered, one adds, one does nothing and one takes away.",
        ),
        (  # b and c apply and nobody has answered them: they can still be won
            {"a.a1": 3},
            [-1, 0, 1],
            "No stage is claimed: 1 of 4 practices is answered (25 %, 70 % needed). The stage lies between 0 of 3 and"
            " 3 of 3.",
            "Of one moment answered, one adds, none do nothing and none take away.",
        ),
        (
            {"a.a1": 1, "a.a2": 1, "b.b1": 2, "c.c1": "na"},
            [-2, -1, 0, 1, 3],
            "Balance −150 on a scale from −200 to +300: 0 of 2 won; free of harm: 0 of 2.",
            "Thrived in none of two. Of three moments answered, none add, none do nothing and three take away.",
        ),
        (  # what is won can hide what harms
            {"a.a1": 1, "a.a2": 5, "b.b1": 5, "c.c1": "na"},
            [-2, -1, 0, 1, 3],
            "Balance +175 on a scale from −200 to +300: 2 of 2 won; free of harm: 1 of 2.",
            "Thrived in two of two: A and B. Of three moments answered, two add, none do nothing and one takes away."
            " A is won although Practice a1 takes away.",
        ),
    ],
)
def test_balance(answers: dict[str, Any], scale: list[int], leads: str, said: str) -> None:
    made = section({"scale": scale, "scoring": {"rule": "sweep"}, "tree": MOMENTS, "answers": answers})
    assert (made.sentences.stage, *made.rule_sentences) == (leads, said)


def test_a_target_reached_as_answered_only_says_so() -> None:
    case = {"scale": [1, 2], "tree": PAIR, "answers": {"a.a1": 2, "a.a2": "dk"}, "target": {"dimensions": {"a": "p2"}}}
    made = section(case)
    assert made.aims[-1].sentence == ("Point 2 is reached as answered, and not in the worst case: the plan secures it.")
    assert made.way is not None
    assert made.way.headline == (
        "One step, 5 person-days to A at Point 2: cheapest given these estimates."
        " That is from the worst case; none if what is not known proves best."
    )
    assert ("By when", "One month at least, if each step begins as early as it can.") in made.way.facts
    assert [(move.kind, move.says) for move in made.way.moves] == [
        (
            "find_out",
            "Answer the one open practice: no stage is claimed below 70 %. Start with Practice a2.",
        ),
    ]  # no step: nothing is recommended where no stage is claimed


@pytest.mark.parametrize(
    ("target", "asked", "said"),
    [
        (  # the answers aim at a dimension only, so the plan does
            {"dimensions": {"a": "p3"}},
            None,
            ["It is not part of the plan, which leads to A at Point 3.", "The plan reaches it."],
        ),
        ({"stage": "p2", "dimensions": {"a": "p3"}}, None, ["The plan reaches it.", "The plan reaches it."]),
        (  # the command line asks for a stage only
            {"stage": "p3", "dimensions": {"a": "p3"}},
            2,
            ["The plan reaches it.", "It is not part of the plan, which leads to Point 2."],
        ),
        ({"stage": "p2", "dimensions": {"a": "p3"}}, 3, ["The plan reaches it.", "The plan reaches it."]),
    ],
)
def test_a_target_is_reached_by_the_plan_only_where_its_steps_do(
    target: dict[str, Any], asked: int | None, said: list[str]
) -> None:
    tree = {**PAIR, "b": {"practices": {"b1": {}}}}
    scoring = {"most": 50, "nearly": 50}
    answers = {"a.a1": 1, "a.a2": 1, "b.b1": 1}
    made = assessed({"scale": [1, 2, 3], "scoring": scoring, "tree": tree, "answers": answers, "target": target}, asked)
    (shown,) = view([made]).sections
    assert [aim.sentence for aim in shown.aims] == said
    assert shown.way is not None and made.roadmap is not None and made.roadmap.goal is not None
    assert shown.way.steps


@pytest.mark.parametrize("layout", ["table", "md"])
@pytest.mark.parametrize("command", ["score", "plan", "report"])
def test_where_no_practice_applies_nothing_is_planned(command: str, layout: str, tmp_path: Any, cx: Cx) -> None:
    """No sentence is left empty, and none speaks of steps or of what is won."""
    if (command, layout) == ("report", "table"):
        layout = "html"
    questionnaires = tmp_path / "own"
    questionnaires.mkdir()
    for rule, scale in (("sweep", [-1, 0, 1]), ("staged", [1, 2, 3])):
        case: Case = {"scale": scale, "scoring": {"rule": rule}, "tree": {"d": {"practices": {"a": {"na": True}}}}}
        (questionnaires / "case.yaml").write_text(json.dumps(questionnaire_data(case)))
        file = tmp_path / "answers.yaml"
        file.write_text(json.dumps(answers_data({**case, "answers": {"d.a": "na"}})))
        ran = cx("--questionnaires", questionnaires, command, file, "--format", layout)
        said = " ".join((ran.out + ran.err).split())
        assert "No practice applies, so there is nothing to" in said
        assert not re.search(r"stand at \.|stays nothing|\*\*\*\*|Efforts are for|can not be reached", said)


def test_at_the_top_there_is_no_plan(tmp_path: Any, cx: Cx) -> None:
    """What is not known and what is not documented is left; no list of steps stands below "is reached"."""
    file = tmp_path / "answers.yaml"
    practices = [p for p in organisational().practices if p not in {"people.recognition", "people.employee-voice"}]
    practices = [p for p in practices if p not in {"people.authority", "operations.access", "governance.cadence"}]
    file.write_text(HEAD + "answers:\n" + "".join(f"  {p}: embed\n" for p in practices))
    result = json.loads(cx("score", file, "--format", "json").out)
    assert (result["stage"]["rank"], result["stage"]["worst"]) == (6, 4)
    assert result["target"] is None and result["plan"] is None
    assert [one["saves_at_best"] for one in result["find_out"]] == [None] * 5
    (made,) = json.loads(cx("report", file, "--format", "json").out)["sections"]
    top = "The highest stage is reached as answered, and Operationalise in the worst case."
    assert (made["way"]["headline"], made["way"]["steps"]) == (top, [])
    assert [move["kind"] for move in made["way"]["moves"]] == ["prove", "find_out"]
    for layout in ("md", "html"):
        said = " ".join(cx("report", file, "--format", layout).out.split())
        assert "Nothing as answered: the highest stage is reached; what is not known can take it away." in said
        assert "person-days less" not in said


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (
            "2027-02-22",
            "Three months at least, if each step begins as early as it can; 22 February 2027 leaves the time.",
        ),
        (
            "2027-02-21",
            "Three months at least, if each step begins as early as it can; 21 February 2027 is too early for that.",
        ),
    ],
)
def test_the_day_set_is_held_against_the_months_that_the_plan_takes(by: str, said: str) -> None:
    """The longest chain counts, not the sum: two steps that do not wait for each other run side by side."""
    steps = {"a.a1": {2: {"months": 3}}, "a.a2": {2: {"months": 2}}}
    answers = {"a.a1": 1, "a.a2": 1}
    case = {"scale": [1, 2], "tree": PAIR, "steps": steps, "answers": answers, "target": {"stage": "p2", "by": by}}
    made = section(case)
    assert made.way is not None
    assert dict(made.way.facts)["By when"] == said
    assert [(step.number, step.title, step.starts, step.opening) for step in made.way.steps] == [
        (1, "Practice a1", 0, "at once"),
        (2, "Practice a2", 0, "at once"),
    ]


@pytest.mark.parametrize(
    ("exclude", "said", "aim"),
    [
        (["a.a1@p3"], "Point 3 can not be reached, as these can not hold together: the level Point 3", ""),
        ([], "Two steps, 10 person-days to Point 3: cheapest given these estimates.", "The plan reaches it."),
    ],
)
def test_steps_that_are_ruled_out_are_said_to_be(exclude: list[str], said: str, aim: str) -> None:
    answers = {"a.a1": 2, "a.a2": 2}
    case = {"scale": [1, 2, 3], "tree": PAIR, "answers": answers, "exclude": exclude, "target": {"stage": "p3"}}
    made = section(case)
    assert made.way is not None
    assert made.sentences.way.startswith(said)
    assert made.aims[0].sentence == aim
    assert bool(made.way.steps) == (not exclude)
    assert any("Practice a1 to Point 3 is ruled out" in line for line in made.way.why_none) == bool(exclude)


LADDER = head("ladder") + "target: {stage: loyalty, dimensions: {advocacy: loyalty}}\n"


@pytest.mark.parametrize("layout", ["html", "md"])
def test_reports_blame_what_is_ruled_out(layout: str, tmp_path: Any, cx: Cx) -> None:
    path = tmp_path / "l.yaml"
    path.write_text(
        f"{LADDER}plan: {{exclude: [loyalty.repeat-evidence@loyalty]}}\nanswers: {{trust.product: trust}}\n"
    )
    text = " ".join(cx("report", path, "--format", layout).out.split())
    assert "can not be reached" in text
    assert "the step Evidence of repeat custom to Loyalty is ruled out" in text
    path.write_text(f"{LADDER}answers: {{trust.product: trust}}\n")
    text = " ".join(cx("report", path, "--format", layout).out.split())
    assert "can not be reached" not in text
    assert "is ruled out" not in text
    plain = re.sub("</?span[^>]*>", "", text)
    assert re.search(r"[Ss]teps?, \d+ person-days to Loyalty and Advocacy at Loyalty: cheapest given these", plain)


def test_the_target_of_a_dimension_without_an_answer_is_told(tmp_path: Any, cx: Cx) -> None:
    path = tmp_path / "l.yaml"
    path.write_text(f"{LADDER}answers: {{trust.product: trust}}\n")
    text = cx("report", path, "--format", "md").out
    assert "- **Advocacy**: not answered to Loyalty. The plan reaches it.\n" in text
    assert "- **The whole**: Loyalty; no stage is claimed today. The plan reaches it.\n" in text
    page = " ".join(re.sub(r"<[^>]*>", " ", cx("report", path).out).split())
    assert "Advocacy not answered to Loyalty. The plan reaches it." in page


@pytest.mark.parametrize(("by", "warned"), [("2026-11-21", 1), ("2026-11-22", 1), ("2026-11-23", 0)])
def test_check_warns_of_a_target_before_the_assessment(by: str, warned: int, tmp_path: Any, cx: Cx) -> None:
    path = tmp_path / "l.yaml"
    path.write_text(HEAD + f"target: {{by: {by}}}\nanswers:\n")
    ran = cx("check", path, "--strict")
    assert (ran.code, ran.out.count(f"the target is set for {by}, and the assessment is of 2026-11-22")) == (
        warned,
        warned,
    )


def test_what_most_practices_are_said_to_do_most_do() -> None:
    """The level of the whole is one of dimensions: two small ones may hold it while most practices stand below."""
    tree: Case = {
        "a": {"practices": {"a1": {}}},
        "b": {"practices": {"b1": {}}},
        "c": {"practices": {"c1": {}, "c2": {}}},
    }
    case: Case = {"scale": [1, 2, 3], "tree": tree, "gates": {"p2": ["c.c1"]}, "scoring": {"nearly": 60}}
    few = section({**case, "answers": {"a.a1": 2, "b.b1": 2, "c.c1": 1, "c.c2": 1}})
    most = section({**case, "answers": {"a.a1": 2, "b.b1": 2, "c.c1": 1, "c.c2": 2}})
    assert few.rule_sentences[0] == "The whole is at Point 2 already; one gate is shut: Practice c1."
    assert most.rule_sentences[0] == "Most practices are at Point 2 already; one gate is shut: Practice c1."


def test_a_single_step_is_one_step_on_every_way(cx: Cx, tmp_path: Any) -> None:
    file = tmp_path / "answers.yaml"
    practices = [p for p in organisational().practices if p != "strategy.intent"]
    file.write_text(HEAD + "answers:\n  strategy.intent: ignore\n" + "".join(f"  {p}: explore\n" for p in practices))
    said = " ".join(cx("plan", file).out.split())
    assert "One step, 5 person-days to Explore" in said
    assert "1 steps" not in said


def test_a_target_is_not_said_to_be_reached_by_a_stage_that_is_not_claimed() -> None:
    """One answer of four, at the top: the stage as answered is no stage that anybody claims."""
    tree: Case = {"a": {"practices": {f"a{i}": {} for i in range(1, 5)}}}
    for stage in ("p2", "p3"):
        made = section({"scale": [1, 2, 3], "tree": tree, "answers": {"a.a1": 3}, "target": {"stage": stage}})
        assert [(aim.today_name, aim.sentence) for aim in made.aims] == [("no stage claimed", "The plan reaches it.")]


@pytest.mark.parametrize(("point", "where"), [("p1", (True, False)), ("p2", (False, True)), ("p3", (False, False))])
def test_where_a_target_lies_from_today_is_told_by_its_rank(point: str, where: tuple[bool, bool]) -> None:
    """Not by its name: two points can share theirs once they are shortened."""
    case: Case = {"scale": [1, 2, 3], "tree": PAIR, "answers": {"a.a1": 2, "a.a2": 2}}
    (aim,) = (aim for aim in section({**case, "target": {"dimensions": {"a": point}}}).aims if aim.dimension)
    assert (aim.below_today, aim.as_today) == where
