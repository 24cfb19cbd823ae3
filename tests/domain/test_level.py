"""One rule of levels: what it asks, the level in whole numbers, and the level of the program are the same."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.model import Scoring
from cxmaturity.domain.scoring.level import FULLY, LARGELY, level_of, level_rule
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.primitives import Value
from cxmaturity.domain.scoring.program import Program
from cxmaturity.domain.scoring.rule import program_of
from tests.build import Case, questionnaire_of

TOP = 5
GROUP = st.lists(st.tuples(st.integers(1, 9), st.integers(1, TOP)), min_size=1, max_size=8)
THRESHOLDS = st.tuples(st.integers(16, 99), st.integers(16, 99)).map(sorted)


@pytest.mark.parametrize(
    ("level", "asked"),
    [
        (1, [(1, 50, LARGELY)]),
        (2, [(2, 50, LARGELY), (1, 75, FULLY)]),
        (3, [(3, 50, LARGELY), (2, 75, FULLY), (1, 100, 1)]),
        (6, [(6, 50, LARGELY), (5, 75, FULLY), (4, 100, 1)]),
    ],
)
def test_what_a_level_asks_for(level: int, asked: list[tuple[int, int, int]]) -> None:
    needed = level_rule(Scoring()).needed(level)
    assert [(need.rank, need.limit.per_cent, need.bound) for need in needed] == asked


@pytest.mark.parametrize(("whole", "least"), [(1, (1, 1)), (2, (2, 2)), (4, (3, 3)), (100, (51, 75)), (101, (51, 76))])
def test_most_is_over_a_half_and_nearly_is_at_least_three_quarters(whole: int, least: tuple[int, int]) -> None:
    assert level_rule(Scoring()).least(whole) == least


def test_the_same_number_twice_asks_for_more_than_that() -> None:
    assert level_rule(Scoring(most=60, nearly=60)).least(10) == (7, 7)


def holds(group: list[tuple[int, int]], level: int, scoring: Scoring) -> bool:
    """Whether a level holds, straight from its definition."""
    whole = sum(weight for weight, _ in group)
    return all(
        sum(weight for weight, stands in group if stands >= need.rank) >= need.limit.least(whole)
        for need in level_rule(scoring).needed(level)
    )


@given(GROUP, THRESHOLDS)
def test_the_level_is_the_highest_that_holds(group: list[tuple[int, int]], thresholds: list[int]) -> None:
    scoring = Scoring(most=thresholds[0], nearly=thresholds[1])
    weights, ranks = [weight for weight, _ in group], [stands for _, stands in group]
    level = level_of(weights, ranks, level_rule(scoring).least(sum(weights)), TOP)
    assert level == max(k for k in range(1, TOP + 1) if holds(group, k, scoring))
    held = [holds(group, k, scoring) for k in range(1, TOP + 1)]
    assert all(lower or not higher for lower, higher in pairwise(held)), "a level holds and one below it does not"


@given(GROUP, THRESHOLDS)
def test_the_program_says_the_same(group: list[tuple[int, int]], thresholds: list[int]) -> None:
    scoring = Scoring(most=thresholds[0], nearly=thresholds[1])
    case: Case = {
        "scale": list(range(1, TOP + 1)),
        "scoring": {"most": scoring.most, "nearly": scoring.nearly},
        "tree": {"d": {"practices": {f"x{i}": {"weight": weight} for i, (weight, _) in enumerate(group)}}},
    }
    reading: dict[str, Value] = {f"d.x{i}": stands for i, (_, stands) in enumerate(group)}
    outcome = Outcome(program_of(questionnaire_of(case)).run(reading))
    weights, ranks = [weight for weight, _ in group], [stands for _, stands in group]
    assert outcome.level("d") == level_of(weights, ranks, level_rule(scoring).least(sum(weights)), TOP)


CASE: Case = {
    "scale": [0, 1, 3],
    "gates": {2: ["d.x"]},
    "tree": {"d": {"practices": {"x": {}, "y": {"na": True}}}, "e": {"practices": {"z": {"na": True}}}},
}


def ran(**ranks: int | None) -> tuple[Program, Outcome]:
    """The program of the case, and its outcome where practices stand at these ranks."""
    program = program_of(questionnaire_of(CASE))
    return program, Outcome(
        program.run({"d.x": None, "d.y": None, "e.z": None} | {f"d.{k}": r for k, r in ranks.items()})
    )


def test_an_outcome_is_asked_by_what_it_says() -> None:
    _, outcome = ran(x=3, y=2)
    assert (outcome.stage, outcome.level(), outcome.level("d")) == (2, 2, 2)
    assert (outcome.score("d"), outcome.index("d")) == (2, Fraction(200, 3))
    assert (outcome.share("d", "p3"), outcome.rating("d", "p2"), outcome.rating("d", "p3")) == (50, 3, 1)
    assert (outcome.rank("d.x"), outcome.value("d.x"), outcome.is_open("p2", "d.x")) == (3, 3, True)


def test_where_there_is_nothing_an_outcome_says_nothing() -> None:
    _, outcome = ran(x=2)
    assert (outcome.level("e"), outcome.score("e"), outcome.index("e"), outcome.rating("e", "p1")) == (None,) * 4
    assert (outcome.rank("e.z"), outcome.value("e.z"), outcome.share("e", "p1")) == (None, None, None)
    assert not outcome.reaches("level(e)", 1)
    assert outcome.counted("level(e)") == 0
    assert (outcome.of("won", "d"), outcome.count("balance"), outcome.holds("won", "d")) == (None, None, False)
    with pytest.raises(KeyError):
        outcome.level("f")


def test_an_outcome_after_a_change_leaves_the_one_before() -> None:
    program, before = ran(x=1)
    after = before.after(program.only("stage"), {"d.x": 3})
    assert (before.stage, after.stage) == (1, 3)
    assert before.is_open("p2", "d.x") is False
    assert dict(before) == before.lines
