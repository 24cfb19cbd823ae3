"""What each rule says of a result: the stage, the facts beside it, what stands out; and the words for all results.

These sentences open every report. One that names the wrong dimension, or counts one too many, is read by everybody.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.scoring.obstacles import below
from cxmaturity.domain.scoring.rule import RULES, rule_of
from cxmaturity.domain.scoring.sweep_words import won_of
from tests import strategies
from tests.build import assess_case, questionnaire_of

FILE = Path(__file__).parents[1] / "cases" / "rule-sentences.yaml"
CASES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
TREE = {"a": {"weight": 2, "practices": {"x": {}, "y": {}}}, "b": {"practices": {"z": {"na": True}, "w": {}}}}
PLAIN: dict[str, Any] = {"scale": [1, 2, 3, 4], "tree": TREE}
SWEEP: dict[str, Any] = {
    "scale": [-1, 0, 1],
    "scoring": {"rule": "sweep"},
    "tree": {"a": {"practices": {"x": {}, "y": {}}}, "b": TREE["b"]},
}
KINDS: dict[str, dict[str, Any]] = {
    "plain": PLAIN,
    "gated": {**PLAIN, "gates": {"p2": ["b.w"], "p3": ["a.x"]}},
    "lead": {**PLAIN, "gates": {"p2": ["b.w"], "p3": ["a.x"], "p4": ["a.y"]}, "scoring": {"lead": 1}},
    "sweep": SWEEP,
    "sweep of one": {**SWEEP, "tree": {"a": SWEEP["tree"]["a"], "b": {"practices": {"z": {"na": True}}}}},
}


def assessed(kind: str, answers: dict[str, Any]) -> Assessment:
    return assess_case({**KINDS[kind], "answers": answers})


@pytest.mark.parametrize("name", CASES)
def test_what_a_rule_says_of_a_result(name: str) -> None:
    case = CASES[name]
    assessment = assessed(case["case"], case["answers"])
    rule = rule_of(assessment.questionnaire)
    assert rule.stage_sentence(assessment) == case["stage"]
    assert [f"{fact.label}: {fact.text}" for fact in rule.facts(assessment)] == case.get("facts", [])
    assert list(rule.sentences(assessment)) == case.get("sentences", [])
    assert [f"{fact.label}: {fact.text}" for fact in rule.extremes(assessment)] == case.get("extremes", [])
    assert rule.other_rules_sentence(assessment) == case.get("others", "")


ANSWERS = st.fixed_dictionaries({id_: st.sampled_from([1, 2, 3, "dk", [1, 3]]) for id_ in ("a.x", "a.y", "b.z", "b.w")})


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["plain", "gated", "lead", "sweep"]), ANSWERS)
def test_every_sentence_is_whole_and_counts_right(kind: str, answers: dict[str, Any]) -> None:
    assessment = assessed(kind, answers)
    rule = rule_of(assessment.questionnaire)
    said = [rule.stage_sentence(assessment), *rule.sentences(assessment), rule.other_rules_sentence(assessment)]
    for sentence in filter(None, said):
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert "None" not in sentence
        assert not re.search(r"\b1 practices\b|\bone practices\b|, and no\b", sentence)
    stage = assessment.result.stage
    if stage.claimed and kind != "sweep":
        assert rule.stage_sentence(assessment).startswith(f"Point {stage.rank}")
    if stage.worst != stage.best:
        assert "between" in rule.stage_sentence(assessment)


@settings(max_examples=30, deadline=None)
@given(ANSWERS)
def test_moments_of_a_sweep_are_counted_once_each(answers: dict[str, Any]) -> None:
    """What adds, does nothing and takes away are all that were answered; a range is read at its lower end."""
    assessment = assessed("sweep", answers)
    sentences = rule_of(assessment.questionnaire).sentences(assessment)
    ranks = [given_[0] if isinstance(given_, list) else given_ for given_ in answers.values() if given_ != "dk"]
    if not ranks:
        assert sentences == ()
        return
    words = dict(zip(["none", "one", "two", "three", "four"], range(5), strict=True))
    counted = re.search(r"answered, (\w+) adds?, (\w+) do(?:es)? nothing and (\w+) takes? away", sentences[0])
    assert counted
    assert [words[word] for word in counted.groups()] == [ranks.count(3), ranks.count(2), ranks.count(1)]


# the rules themselves


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        ("plain", "The stage is the level of the whole; this questionnaire has no gates."),
        (
            "gated",
            "The stage is the highest whose gates, and those of the stages below it, are open, with the whole at that"
            " level.",
        ),
        (
            "lead",
            "The stage is the highest whose gates, and those of the stages below it, are open, with the whole at that"
            " level or one below.",
        ),
        ("sweep", "The stage is the number of dimensions won. The balance is 100 times the score of the whole."),
    ],
)
def test_the_rule_says_when_a_stage_is_reached(kind: str, stage: str) -> None:
    questionnaire = questionnaire_of(KINDS[kind])
    rule = rule_of(questionnaire)
    assert rule.stage_words(questionnaire) == stage
    assert rule.paragraphs(questionnaire)[0] == f"{rule.level_words(questionnaire)} {stage}"


def test_thresholds_are_said_as_the_questionnaire_sets_them() -> None:
    questionnaire = questionnaire_of({**PLAIN, "scoring": {"most": 40, "nearly": 90}})
    words = rule_of(questionnaire).level_words(questionnaire)
    assert "over 40 %" in words
    assert "at least 90 %" in words
    assert rule_of(questionnaire).condition_words(questionnaire, 3) == (
        "the level Point 3 (over 40 % at it, at least 90 % one below)"
    )


@pytest.mark.parametrize(
    ("rank", "words"), [(0, "no dimensions won"), (1, "one dimension won"), (2, "two dimensions won")]
)
def test_a_stage_of_a_sweep_is_a_number_of_dimensions(rank: int, words: str) -> None:
    questionnaire = questionnaire_of(SWEEP)
    rule = rule_of(questionnaire)
    assert rule.condition_words(questionnaire, rank) == words
    assert rule.dimension_target(rank) is None
    assert won_of(rank, 2) == f"{rank} of 2"


def test_what_a_dimension_has_reached_in_a_cell() -> None:
    plain, sweep = questionnaire_of(PLAIN), questionnaire_of(SWEEP)
    assert [rule_of(plain).reached_words(plain, rank) for rank in (None, 2)] == ["–", "Point 2"]
    assert [rule_of(sweep).reached_words(sweep, won) for won in (None, 0, 1)] == ["–", "not won", "won"]
    assert rule_of(plain).dimension_target(2) == 2


def test_every_rule_has_its_words() -> None:
    """A rule that is added without one of them would end a report with an error."""
    for rule in RULES.values():
        for name in ("level_words", "stage_words", "paragraphs", "profile_words", "condition_words", "extremes"):
            assert callable(getattr(rule, name))
        assert rule.pictures in {"levels", "signs"}


# what keeps a group below a level


@settings(max_examples=10, deadline=None)
@given(strategies.cases(sweep=False), st.data())
def test_raising_all_that_keeps_a_level_away_reaches_it(case: dict[str, Any], data: st.DataObject) -> None:
    """The obstacles are enough: with all of them at the rank that each would need, the level is there."""
    assessment = assess_case(case)
    questionnaire = assessment.questionnaire
    group = data.draw(st.sampled_from(questionnaire.dimensions))
    level = data.draw(st.integers(1, len(questionnaire.scale)))
    reading, outcome = assessment.scores.readings.worst, assessment.scores.worst
    obstacles = list(below(questionnaire, reading, outcome, group, level))
    assert len({obstacle.practice for obstacle in obstacles}) == len(obstacles)
    for obstacle in obstacles:
        stands = reading[obstacle.practice]
        assert stands is not None
        assert stands < obstacle.rank <= level
    if any(reading[id_] is not None for id_ in reading if id_.startswith(f"{group.id}.")):
        raised = {
            obstacle.practice: questionnaire.practices[obstacle.practice].option_at_least(obstacle.rank).rank
            for obstacle in obstacles
        }
        after = outcome.after(assessment.scores.program, raised)
        assert (after.level(group.id) or 0) >= level
    if outcome.reaches(f"level({group.id})", level):
        assert obstacles == []
