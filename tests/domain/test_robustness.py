"""How sure a stage is, against every possible set of drops, every completion of unknowns, and numbers from paper."""

import copy
from collections import Counter
from fractions import Fraction
from itertools import combinations_with_replacement, islice
from math import comb, isclose
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.model import Questionnaire, walk
from cxmaturity.domain.scoring.rule import program_of
from cxmaturity.domain.sensitivity.margin import Margin
from cxmaturity.domain.sensitivity.robustness import (
    COUNTED,
    LISTED,
    fewest_drops,
    information,
    robustness,
    with_robustness,
)
from cxmaturity.domain.sensitivity.weights import draws_of, sampled
from tests.build import Case, assess_case
from tests.domain.test_scoring_properties import ANY, multiply
from tests.strategies import cases, leaves

CASES = sorted((Path(__file__).parents[1] / "cases" / "robustness").glob("*.yaml"))
TRIED = 4000
"""How many sets of drops brute force goes through at most for one number of drops."""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text())
    expect = case["expect"]
    assessment = assess_case(case)
    drops = fewest_drops(assessment)
    assert assessment.scores.answered["stage"] == expect["stage"]
    assert drops.fewest == expect["fewest"]
    sets = [[f"{one.practice}-{one.drops}" for one in made] for made in drops.sets]
    assert sets == expect.get("sets", [])
    assert (drops.found, drops.all_found) == (expect.get("found", len(sets)), True)
    if "information" in expect:
        found = [(one.practice, one.status, one.stages, one.index) for one in information(assessment)]
        assert found == [(p, s, float(Fraction(a)), float(Fraction(b))) for p, s, a, b in expect["information"]]
    found_anew = robustness(assessment, draws=3)
    assert found_anew.stage == expect["stage"]
    assert (found_anew.weights is None) == (expect["stage"] is None)


@st.composite
def high(draw: st.DrawFn, sweep: bool = False) -> Case:
    """A case with a stage that can be lost more often than not: most answers at the top, or one below."""
    case = draw(cases(sweep))
    answers = {}
    for practice, about in leaves(case["tree"]).items():
        below = draw(st.sampled_from([1, 1, 1, 1, 2, 2, 3]))
        answers[practice] = "dk" if draw(st.integers(0, 9)) == 0 else about["points"][-min(below, len(about["points"]))]
    return {**case, "answers": answers}


LOSABLE = st.one_of(cases(), high(), high(), high(sweep=True))


def after(assessment: Assessment, dropped: tuple[str, ...]) -> dict[str, int | None] | None:
    """The reading after drops, None where a practice can not drop that often."""
    reading = dict(assessment.scores.readings.answered)
    for practice, drops in Counter(dropped).items():
        stands = reading[practice]
        lower = [o.rank for o in assessment.questionnaire.practices[practice].options if o.rank < (stands or 0)]
        if len(lower) < drops:
            return None
        reading[practice] = lower[-drops]
    return reading


def losing(assessment: Assessment, drops: int) -> list[tuple[str, ...]]:
    """Every set of that many drops that loses the stage, in the order of the questionnaire."""
    answered = [p for p, rank in assessment.scores.readings.answered.items() if rank is not None]
    part, stage = program_of(assessment.questionnaire).only("stage"), assessment.scores.answered["stage"]
    assert stage is not None
    return [
        dropped
        for dropped in combinations_with_replacement(answered, drops)
        if (reading := after(assessment, dropped)) is not None and (part.run(reading)["stage"] or 0) < stage
    ]


def listed(assessment: Assessment) -> list[tuple[str, ...]]:
    """The sets that are listed, each practice as often as it drops."""
    return [tuple(one.practice for one in made for _ in range(one.drops)) for made in fewest_drops(assessment).sets]


@given(LOSABLE)
def test_no_fewer_drops_lose_the_stage_and_these_all_do(case: Case) -> None:
    assessment = assess_case(case)
    found = fewest_drops(assessment)
    answered = sum(rank is not None for rank in assessment.scores.readings.answered.values())
    if found.fewest is None:
        bottom = {p: None if r is None else 1 for p, r in assessment.scores.readings.answered.items()}
        stage = program_of(assessment.questionnaire).run(bottom)["stage"]
        assert stage == assessment.scores.answered["stage"], "dropping everything loses nothing"
        return
    for drops in range(found.fewest + 1):
        if comb(answered + drops - 1, drops) > TRIED:
            return
        every = losing(assessment, drops)
        if drops < found.fewest:
            assert every == []
        else:
            assert listed(assessment) == every[:LISTED]
            assert (found.found, found.all_found) == (min(len(every), COUNTED), len(every) <= COUNTED)


@given(LOSABLE)
def test_each_set_loses_the_stage_and_has_nothing_to_spare(case: Case) -> None:
    """Also where there are too many sets for brute force."""
    assessment = assess_case(case)
    found = fewest_drops(assessment)
    part, stage = program_of(assessment.questionnaire).only("stage"), assessment.scores.answered["stage"] or 0
    sets = listed(assessment)
    assert len(set(sets)) == len(sets)
    for made, dropped in zip(found.sets, sets, strict=True):
        assert sum(one.drops for one in made) == len(dropped) == found.fewest
        reading = after(assessment, dropped)
        assert reading is not None
        assert {
            one.practice: (assessment.scores.readings.answered[one.practice], reading[one.practice]) for one in made
        } == {one.practice: (one.from_, one.to) for one in made}
        assert (part.run(reading)["stage"] or 0) < stage
        for spared in set(dropped):
            less = list(dropped)
            less.remove(spared)
            kept = after(assessment, tuple(less))
            assert kept is not None
            assert part.run(kept)["stage"] == stage


@given(LOSABLE, st.integers(2, 1_000_000 // 5))
def test_scaled_weights_lose_the_stage_by_the_same_drops(case: Case, factor: int) -> None:
    scaled = copy.deepcopy(case)
    multiply(scaled["tree"], factor)
    assert fewest_drops(assess_case(case)) == fewest_drops(assess_case(scaled))


@given(st.lists(st.integers(1, 1_000_000), min_size=1, max_size=9), st.integers(0, 1000))
def test_each_draw_moves_every_weight_by_a_quarter_at_most(weights: list[int], seed: int) -> None:
    for drawn in islice(draws_of(weights, seed), 3):
        for before, now in zip(weights, drawn, strict=True):
            assert 750 * before <= now <= 1250 * before
            assert now % before == 0


@given(ANY)
def test_the_same_seed_says_the_same(case: Case) -> None:
    first, again = assess_case(case), assess_case(case)
    assert robustness(first, draws=5) == robustness(again, draws=5)


@given(ANY, st.integers(0, 1000))
def test_draws_are_counted_as_the_assessment_of_their_weights_has_it(case: Case, seed: int) -> None:
    assessment = assess_case(case)
    found = robustness(assessment, seed, draws=4)
    target = assessment.result.target
    own = weights(assessment.questionnaire)
    others = [
        assess(
            assessment.questionnaire,
            replace(assessment.answers, weights=dict(zip(own, drawn, strict=True))),
            target.rank if target else None,
        )
        for drawn in islice(draws_of(list(own.values()), seed), 4)
    ]
    stages = [one.scores.answered["stage"] for one in others]
    if found.weights is None:
        assert stages == [None] * 4
    else:
        assert found.weights.stage.kept == stages.count(found.stage)
        assert {one.rank: one.draws for one in found.weights.stages} == Counter(stages)


def weights(questionnaire: Questionnaire) -> dict[str, int]:
    """The weights in the order in which they are drawn: each dimension's, then those of its practices."""
    found: dict[str, int] = {}
    for dimension in walk(questionnaire.dimensions):
        found[dimension.id] = dimension.weight
        found |= {practice.id: practice.weight for practice in dimension.practices}
    return found


@given(ANY)
def test_information_is_the_mean_over_the_options(case: Case) -> None:
    """By assessing anew with each option put into the answers file."""
    assessment = assess_case(case)
    found = information(assessment)
    unknown = {p for p in assessment.questionnaire.practices if assessment.answers.of(p).unknown}
    assert {one.practice for one in found} == unknown
    assert list(found) == sorted(found, key=lambda one: (-one.stages, -one.index))
    for one in found:
        options = assessment.questionnaire.practices[one.practice].options
        wide = [width(assess_case(with_answer(case, one.practice, option.rank))) for option in options]
        now = width(assessment)
        assert one.stages == float(now[0] - Fraction(sum(stages for stages, _ in wide), len(options)))
        assert one.index == float(now[1] - sum(index for _, index in wide) / len(options))
        assert one.stages >= 0 and one.index > 0


def with_answer(case: Case, practice: str, rank: int) -> Case:
    return {**case, "answers": {**case["answers"], practice: rank}}


def width(assessment: Assessment) -> tuple[int, Fraction]:
    best, worst = assessment.scores.best, assessment.scores.worst
    return (
        int((best["stage"] or 0) - (worst["stage"] or 0)),
        Fraction(best["index(ROOT)"] or 0) - Fraction(worst["index(ROOT)"] or 0),
    )


FLIP = {"scale": [1, 2], "tree": {"d": {"practices": {"a": {}, "b": {}}}}, "answers": {"d.a": 2, "d.b": 1}}


def test_weights_on_an_edge() -> None:
    """Half of the weight at the top is not over half: lost where a's weight is the larger, 500 of 1,002 times."""
    found = robustness(assess_case(FLIP), draws=2000).weights
    assert found is not None
    expected = 1 - 500 / 1002
    assert abs(found.stage.share - expected) < 4 * found.stage.standard_error
    assert found.stage.low < expected < found.stage.high
    assert [(one.rank, one.id) for one in found.stages] == [(1, "p1"), (2, "p2")]
    assert sum(one.draws for one in found.stages) == found.stage.draws == 2000
    assert (found.seed, found.percent) == (1, 25)


def test_weights_of_an_only_child_change_nothing() -> None:
    case = {"scale": [1, 2, 3], "tree": {"d": {"weight": 7, "practices": {"a": {"weight": 9}}}}, "answers": {"d.a": 2}}
    found = robustness(assess_case(case)).weights
    assert found is not None
    assert (found.stage.kept, found.stage.draws, found.stage.standard_error, found.stage.high) == (1000, 1000, 0.0, 1.0)


@pytest.mark.parametrize(
    ("kept", "draws", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilson(kept: int, draws: int, low: float, high: float) -> None:
    """The last is the example of Newcombe, Statistics in Medicine 17 (1998), 857-872, table I."""
    found = sampled(kept, draws)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert isclose(found.standard_error, (kept * (draws - kept) / draws**3) ** 0.5)


def test_the_draws_of_a_seed_never_change() -> None:
    """The dimension first, then a and b: 750 and the whole part of 501 times 0.134, 0.847, 0.764, 0.255, 0.495, 0.449,
    the numbers that Python promises for the seed 1."""
    drawn = list(islice(draws_of(list(weights(assess_case(FLIP).questionnaire).values()), 1), 2))
    assert drawn == [[817, 1174, 1132], [877, 998, 975]]


def test_more_sets_than_are_looked_for() -> None:
    """Of 40 at the top 20 must fall, which is as many sets as there are ways to take half."""
    names = [f"x{i}" for i in range(40)]
    case = {
        "scale": [1, 2],
        "tree": {"d": {"practices": {name: {} for name in names}}},
        "answers": {f"d.{name}": 2 for name in names},
    }
    found = fewest_drops(assess_case(case))
    assert (found.fewest, found.found, found.all_found, len(found.sets)) == (20, COUNTED, False, LISTED)
    assert [one.practice for one in found.sets[0]] == [f"d.{name}" for name in names[:20]]


def test_many_practices_with_large_weights() -> None:
    """Sixty practices, each of another weight up to a million."""
    spread = [(1 + i * 7919) % 1_000_000 + 1 for i in range(60)]
    case = {
        "scale": [1, 2, 3, 4, 5, 6],
        "tree": {
            f"d{g}": {"practices": {f"x{i}": {"weight": spread[12 * g + i]} for i in range(12)}} for g in range(5)
        },
        "answers": {f"d{g}.x{i}": 3 + (g + i * i) % 4 for g in range(5) for i in range(12)},
    }
    assessment = assess_case(case)
    found = fewest_drops(assessment)
    assert (assessment.scores.answered["stage"], found.fewest, found.found, found.all_found) == (4, 2, 30, True)
    assert losing(assessment, 1) == []
    every = losing(assessment, 2)
    assert (len(every), every[:LISTED]) == (30, listed(assessment))


def test_no_drops_bring_the_stage_below_the_lowest() -> None:
    assessment = assess_case(FLIP)
    margin = Margin(assessment.scores.program, assessment.scores.answered, assessment.questionnaire.practices)
    assert margin.fewest("stage", 0) is None
    assert list(margin.sets("stage", 0)) == []


def test_a_result_has_a_robustness_only_where_it_is_asked_for() -> None:
    assessment = assess_case(FLIP)
    asked = with_robustness(assessment).result
    assert not assessment.result.robustness
    assert asked.robustness == robustness(assessment)
    assert replace(asked, robustness=assessment.result.robustness) == assessment.result
