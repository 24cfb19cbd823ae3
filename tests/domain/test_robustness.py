"""How sure a stage is, against every possible set of drops, every completion of unknowns, and numbers from paper."""

import copy
from collections import Counter
from fractions import Fraction
from itertools import combinations_with_replacement, islice
from math import comb
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.lowering import Lowering
from cxmaturity.domain.model import reweighted
from cxmaturity.domain.reweighing import draws_of, sampled
from cxmaturity.domain.robustness import COUNTED, LISTED, fewest_drops, information, robustness
from cxmaturity.domain.scoring import rule, weighings
from tests.build import Case, assess_case, read_case
from tests.strategies import cases
from tests.domain.test_scoring_properties import ANY, multiply

CASES = sorted((Path(__file__).parents[1] / "cases" / "robustness").glob("*.yaml"))
TRIED = 4000
"""How many sets of drops brute force goes through at most for one number of drops."""


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
    part, stage = rule(assessment.questionnaire).only("stage"), assessment.scores.answered["stage"]
    assert stage is not None
    return [
        dropped
        for dropped in combinations_with_replacement(answered, drops)
        if (reading := after(assessment, dropped)) is not None and (part.run(reading)["stage"] or 0) < stage
    ]


def listed(assessment: Assessment) -> list[tuple[str, ...]]:
    """The sets that are listed, each practice as often as it drops."""
    return [
        tuple(one.practice for one in made for _ in range(one.drops)) for made in fewest_drops(assessment).sets
    ]


@given(st.one_of(cases(), cases(), cases(sweep=True)))
def test_no_fewer_drops_lose_the_stage_and_these_all_do(case: Case) -> None:
    assessment = assess_case(case)
    found = fewest_drops(assessment)
    answered = sum(rank is not None for rank in assessment.scores.readings.answered.values())
    if found.fewest is None:
        lowest = [o.rank for o in assessment.questionnaire.scale][0]
        bottom = {p: None if r is None else lowest for p, r in assessment.scores.readings.answered.items()}
        stage = rule(assessment.questionnaire).run(bottom)["stage"]
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


@given(st.one_of(cases(), cases(sweep=True)))
def test_each_set_loses_the_stage_and_has_nothing_to_spare(case: Case) -> None:
    """Also where there are too many sets for brute force."""
    assessment = assess_case(case)
    found = fewest_drops(assessment)
    part, stage = rule(assessment.questionnaire).only("stage"), assessment.scores.answered["stage"] or 0
    sets = listed(assessment)
    assert len(set(sets)) == len(sets)
    for made, dropped in zip(found.sets, sets, strict=True):
        assert sum(one.drops for one in made) == len(dropped) == found.fewest
        reading = after(assessment, dropped)
        assert reading is not None
        assert {one.practice: (assessment.scores.readings.answered[one.practice], reading[one.practice]) for one in made} == {
            one.practice: (one.from_, one.to) for one in made
        }
        assert (part.run(reading)["stage"] or 0) < stage
        for spared in set(dropped):
            less = list(dropped)
            less.remove(spared)
            kept = after(assessment, tuple(less))
            assert kept is not None
            assert part.run(kept)["stage"] == stage


@given(st.one_of(cases(), cases(sweep=True)), st.integers(2, 1_000_000 // 5))
def test_scaled_weights_lose_the_stage_by_the_same_drops(case: Case, factor: int) -> None:
    scaled = copy.deepcopy(case)
    multiply(scaled["tree"], factor)
    assert fewest_drops(assess_case(case)) == fewest_drops(assess_case(scaled))


@given(ANY, st.integers(0, 2**63))
def test_a_program_having_other_weighings_is_the_rule_of_these_weights(case: Case, seed: int) -> None:
    assessment = assess_case(case)
    other = next(draws_of(assessment.questionnaire, seed))
    having = assessment.scores.program.having(weighings(other))
    assert having.lines == rule(other).lines
    for reading in (assessment.scores.readings.answered, assessment.scores.readings.worst):
        assert having.run(reading) == rule(other).run(reading)
        assert having.rerun(having.run(reading), {}) == rule(other).run(reading)


@given(ANY, st.integers(0, 1000))
def test_each_draw_moves_every_weight_by_a_quarter_at_most(case: Case, seed: int) -> None:
    questionnaire = assess_case(case).questionnaire
    for other in islice(draws_of(questionnaire, seed), 3):
        for before, now in zip(questionnaire.practices.values(), other.practices.values(), strict=True):
            assert 750 * before.weight <= now.weight <= 1250 * before.weight
            assert now.weight % before.weight == 0


@given(ANY)
def test_the_same_seed_says_the_same(case: Case) -> None:
    first, again = assess_case(case), assess_case(case)
    assert robustness(first, draws=5, step_draws=3) == robustness(again, draws=5, step_draws=3)


@given(ANY, st.integers(0, 1000))
def test_draws_are_counted_as_the_assessment_of_their_weights_has_it(case: Case, seed: int) -> None:
    assessment = assess_case(case)
    found = robustness(assessment, seed, draws=4, step_draws=4)
    target = assessment.result.target
    others = [
        assess(
            assessment.questionnaire,
            _with_weights(assessment, other.practices.values(), other.dimensions),
            target.rank if target else None,
        )
        for other in islice(draws_of(assessment.questionnaire, seed), 4)
    ]
    stages = [one.scores.answered["stage"] for one in others]
    if found.weights is None:
        assert stages == [None] * 4
    else:
        assert found.weights.stage.kept == stages.count(found.stage)
        assert {one.rank: one.draws for one in found.weights.stages} == Counter(stages)
    if target is not None:
        first = Counter(r.practice for one in others for r in one.result.recommendations[:5])
        assert {r.practice: r.first_five.kept for r in found.recommendations if r.first_five.kept} == first
        assert {r.rank for r in found.recommendations} >= {r.rank for r in assessment.result.recommendations[:5]}


def _with_weights(assessment: Assessment, practices: Any, dimensions: Any) -> Any:
    from msgspec.structs import replace

    from cxmaturity.domain.model import walk

    weights = {one.id: one.weight for one in [*practices, *walk(dimensions)]}
    return replace(assessment.answers, weights=weights)


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
