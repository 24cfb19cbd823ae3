"""Rules are a registry: a rule that nobody else knows scores, plans and speaks, and a name that is none is refused."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cxmaturity.domain.assessment import assess
from cxmaturity.domain.improvement.needs import influences
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.program import Line
from cxmaturity.domain.scoring.rule import RULES, Rule, rule_of
from cxmaturity.domain.scoring.staged import Staged
from cxmaturity.domain.scoring.values import Demand, Obstacle
from cxmaturity.domain.sensitivity.robustness import robustness
from cxmaturity.planning.plan.planner import plan_of
from cxmaturity.planning.plan.request import Request, goal_of
from tests.build import Case, answers_data, assess_case, questionnaire_data, questionnaire_of
from tests.cli.running import Cx

Reading = Mapping[str, int | None]


class Settled:
    """A stage that no weight moves."""

    certain = True

    def __init__(self, stage: int) -> None:
        self.weights: list[int] = []
        self.only = stage

    def stage(self, weights: list[int]) -> int:
        return self.only


class Strict(Staged):
    """A stage is reached when every practice that applies stands at its point, and nothing else counts."""

    name = "strict"

    def lines(self, questionnaire: Questionnaire) -> Iterator[Line]:
        practices = tuple(questionnaire.practices)
        ones = (1,) * len(practices)
        for point in questionnaire.scale:
            yield Line(f"at({point.id})", "mass", practices, (point.rank, ones))
        later = [point.id for point in questionnaire.scale[1:]]
        for id_ in later:
            yield Line(f"passed({id_})", "whole", (f"at({id_})", f"at({questionnaire.scale[0].id})"))
        yield Line("stage", "add", tuple(f"passed({id_})" for id_ in later), (1,))

    def obstacles(
        self, questionnaire: Questionnaire, reading: Reading, outcome: Outcome, target: int
    ) -> Iterator[Obstacle]:
        for practice, stands in reading.items():
            if stands is not None and stands < target:
                yield Obstacle(practice, target, "gate")

    def demands(self, questionnaire: Questionnaire, reading: Reading, stage: int) -> tuple[Demand, ...]:
        return tuple(Demand("gate", practice, stage) for practice, stands in reading.items() if stands is not None)

    def weight_sensitivity(self, questionnaire: Questionnaire, reading: Reading) -> Settled:
        return Settled(min(stands for stands in reading.values() if stands is not None))

    def stage_words(self, questionnaire: Questionnaire) -> str:
        return "The stage is the point at which every practice stands."


CASE: Case = {
    "scale": [1, 2, 3],
    "scoring": {"rule": "strict"},
    "tree": {
        "people": {"practices": {"hiring": {}, "training": {"na": True}}},
        "work": {"practices": {"rules": {}, "tools": {}}},
    },
    "steps": {"work.tools": {2: {"effort": 20}, 3: {"effort": 60}}},
    "answers": {"people.hiring": 3, "people.training": "na", "work.rules": 3, "work.tools": 1},
}


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """A third rule among the rules."""
    rule = Strict()
    monkeypatch.setitem(RULES, rule.name, rule)
    return rule


def test_a_third_rule_scores_an_answers_file(strict: Rule) -> None:
    assessment = assess_case(CASE)
    result = assessment.result
    assert rule_of(assessment.questionnaire) is strict
    assert (result.stage.rank, result.stage.id, result.stage.worst, result.stage.best) == (1, "p1", 1, 1)
    assert result.target is not None
    assert [(one.practice, one.to, one.why) for one in result.target.blockers] == [("work.tools", 2, ("gate",))]
    assert influences(assessment.basis) == {}
    risen = assess_case({**CASE, "answers": {**CASE["answers"], "work.tools": 3}})
    assert (risen.result.stage.rank, risen.result.target) == (3, None)


def test_a_third_rule_can_be_planned(strict: Rule) -> None:
    assessment = assess_case(CASE)
    roadmap = plan_of(assessment, goal_of(assessment), full=True)
    assert roadmap.plan is not None
    assert ([step.id for step in roadmap.plan.steps], roadmap.plan.days) == (["work.tools@p2"], 20)
    assert roadmap.plan.after.stage is not None
    assert (roadmap.plan.after.stage.rank, roadmap.plan.proof.optimal) == (2, True)
    bought = plan_of(assessment, Request(budget=80)).plan
    assert bought is not None
    assert ([step.id for step in bought.steps], bought.days) == (["work.tools@p2", "work.tools@p3"], 80)


def test_a_third_rule_says_how_sure_it_is(strict: Rule) -> None:
    found = robustness(assess_case({**CASE, "answers": {**CASE["answers"], "work.tools": 3}}), draws=5)
    assert (found.stage, found.drops.fewest, found.drops.found) == (3, 1, 3)
    assert found.weights is not None
    assert (found.weights.stage.kept, found.weights.stage.draws) == (5, 5)


def test_a_third_rule_speaks(strict: Rule) -> None:
    assessment = assess_case(CASE)
    questionnaire = assessment.questionnaire
    assert strict.stage_sentence(assessment) == "Point 1."
    assert strict.stage_words(questionnaire) in strict.paragraphs(questionnaire)[0]
    assert strict.facts(assessment) == ()
    assert [(one.label, one.text) for one in strict.extremes(assessment)] == [
        ("Strongest dimension", "PEOPLE (Point 3, index 100)"),
        ("Weakest dimension", "WORK (Point 1, index 50)"),
    ]
    profile = strict.profile(assessment)
    assert [column.name for column in profile.columns] == ["Point 1", "Point 2", "Point 3", "Level", "Index"]
    assert [[cell.text for cell in row.cells] for row in profile.rows] == [
        ["100", "100", "100", "Point 3", "100"],
        ["100", "50", "50", "Point 1", "50"],
    ]


def test_a_third_rule_goes_through_the_program(strict: Rule, cx: Cx, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "case.yaml").write_text(json.dumps(questionnaire_data(CASE)))
    answers = tmp_path / "answers.yaml"
    answers.write_text(json.dumps(answers_data(CASE)))
    own = ("--questionnaires", tmp_path / "own")
    said = "The stage is the point at which every practice stands."
    scored = json.loads(cx(*own, "score", "--format", "json", "--no-plan", answers).out)
    assert (scored["stage"]["rank"], scored["stage"]["breadth"]) == (1, 1)
    assert said in cx(*own, "explain", answers, "--trace").out
    assert said in " ".join(cx(*own, "show", "case").out.split())
    assert "20 person-days to Point 2: cheapest" in cx(*own, "plan", answers).out
    assert cx(*own, "report", answers, "-o", tmp_path / "report.html").code == 0
    assert said in (tmp_path / "report.html").read_text()
    assert '"strict"' in cx("check", "--schema", "questionnaire").out
    assert cx(*own, "score", answers, "--target", "p9").err.count("choose from p1, p2, p3") == 1


def test_a_rule_that_is_none_is_refused_where_it_stands() -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        questionnaire_of({**CASE, "scoring": {"rule": "strict"}})
    assert [(one.path, one.code, one.message, one.hint) for one in refused.value.problems] == [
        ("scoring.rule", "wrong-value", "'strict' is not allowed", "choose from staged, sweep")
    ]


def dimensions(ranks: list[int | str], values: tuple[int, ...] = (1, 2, 3, 4)) -> Case:
    """Dimensions A, B and so on of one practice each, at these ranks; a sweep where the lowest value is below 0."""
    names = "abcdef"[: len(ranks)]
    return {
        "scale": list(values),
        "scoring": {"rule": "sweep" if values[0] < 0 else "staged"},
        "tree": {name: {"practices": {"one": {}}} for name in names},
        "answers": {f"{name}.one": rank for name, rank in zip(names, ranks, strict=True) if rank != "open"},
    }


@pytest.mark.parametrize(
    ("ranks", "strongest", "weakest"),
    [
        ([4, 2, 1], "A (Point 4, index 100)", "C (Point 1, index 0)"),
        ([4, 2, 4], "A and C (Point 4, index 100)", "B (Point 2, index 33.3)"),
        ([4, 1, 1, 1], "A (Point 4, index 100)", "B, C and D (Point 1, index 0)"),
        ([2, 2, 2], "", ""),
        ([2], "", ""),
        ([4, 3, 3, 2, "open"], "A (Point 4, index 100)", "D (Point 2, index 33.3)"),
        ([4, "open", 3], "", ""),
        (["open", "open"], "", ""),
    ],
)
def test_extremes_name_all_that_tie_or_none(ranks: list[int | str], strongest: str, weakest: str) -> None:
    assessment = assess_case(dimensions(ranks))
    texts = [fact.text for fact in rule_of(assessment.questionnaire).extremes(assessment)]
    assert texts == ([strongest, weakest] if strongest else [])


def test_the_weakest_link_of_a_sweep_says_what_takes_away() -> None:
    assessment = assess_case(dimensions([3, 1, 1], (-1, 0, 1)))
    rule = rule_of(assessment.questionnaire)
    assert [(fact.label, fact.text) for fact in rule.extremes(assessment)] == [
        ("Strongest dimension", "A (index 100)"),
        ("Weakest link", "B and C (index 0): Practice one and Practice one take away"),
    ]
    assert [(fact.label, fact.value, fact.text, fact.note) for fact in rule.facts(assessment)] == [
        ("Balance", pytest.approx(-100 / 3), "−33.3", "on a scale from −100 to +100"),
        ("Free of harm", 1, "1 of 3", ""),
    ]
    assert [[cell.text for cell in row.cells] for row in rule.profile(assessment).rows] == [
        ["0", "0", "1", "+100", "100", "yes"],
        ["1", "0", "0", "−100", "0", "no"],
        ["1", "0", "0", "−100", "0", "no"],
    ]


def test_a_sweep_with_no_answers_says_no_number() -> None:
    assessment = assess_case(dimensions(["open", "open"], (-1, 0, 1)))
    rule = rule_of(assessment.questionnaire)
    assert (rule.facts(assessment), rule.sentences(assessment), rule.extremes(assessment)) == ((), (), ())
    assert rule.stage_sentence(assessment).endswith("The stage lies between 0 of 2 and 2 of 2.")
    assert [cell.text for cell in rule.profile(assessment).rows[0].cells] == ["0", "0", "0", "–", "–", "–"]


@pytest.mark.parametrize(("name", "values"), [("staged", (1, 2, 3)), ("sweep", (-1, 0, 1))])
def test_every_stage_is_found_again_by_its_id(name: str, values: tuple[int, ...]) -> None:
    questionnaire = questionnaire_of(dimensions([1, 1], values))
    rule = RULES[name]
    stages = rule.stages(questionnaire, 2)
    assert [rule.stage_rank(questionnaire, stage.id) for stage in stages] == [stage.rank for stage in stages]
    assert stages[0].rank == rule.lowest
    assert stages == tuple(rule.stage(questionnaire, stage.rank, 2) for stage in stages)
    last = stages[-1]
    expected = {"staged": ("Point 3", "Point 3", "Point 3", "Point 3", "Meaning 3")}
    expected["sweep"] = ("2 of 2", "2 of 2 dimensions", "2 of 2 dimensions won", "2", "")
    assert (last.name, last.said, last.full, last.short, last.meaning) == expected[name]


def test_the_target_of_the_answers_is_read_by_the_rule() -> None:
    case = dimensions([1, 1, 1], (-1, 0, 1))
    assessment = assess_case(case)
    assert assess(assessment.questionnaire, assessment.answers, 3).result.target is not None
