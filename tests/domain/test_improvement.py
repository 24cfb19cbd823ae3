"""Quarters, prerequisites and what the unknown can move, by hand and against trying everything.

A plan that starts in a quarter which is over, or a warning of a prerequisite that holds, would cost a team its trust.
"""

import datetime
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.answers import STAFF, PlanChoices
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.improvement.needs import Aim, blockers, days, influences, needed_first, needs, unmet
from cxmaturity.domain.improvement.prerequisites import unsupported, unsupported_words
from cxmaturity.domain.improvement.quarters import Quarter, quarters_after
from cxmaturity.domain.improvement.reach import reachable_stages
from cxmaturity.domain.model import Requirement
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.rule import program_of
from tests.build import assess_case, questionnaire_of

# quarters


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-01-01", "2026 Q2"),
        ("2026-03-31", "2026 Q2"),
        ("2026-04-01", "2026 Q3"),
        ("2026-11-22", "2027 Q1"),
        ("2026-12-31", "2027 Q1"),
    ],
)
def test_a_plan_starts_with_the_first_whole_quarter(day: str, first: str) -> None:
    assert quarters_after(datetime.date.fromisoformat(day), 1)[0].name == first


@settings(max_examples=50)
@given(st.dates(max_value=datetime.date(9000, 1, 1)), st.integers(1, 12))
def test_quarters_follow_each_other_without_a_gap(day: datetime.date, count: int) -> None:
    quarters = quarters_after(day, count)
    assert len(quarters) == count
    numbers = [4 * quarter.year + quarter.number for quarter in quarters]
    assert numbers == list(range(numbers[0], numbers[0] + count))
    start = datetime.date(quarters[0].year, 3 * quarters[0].number - 2, 1)
    assert day < start
    assert (start - day).days <= 92


@settings(max_examples=50)
@given(st.integers(1900, 2900), st.integers(1, 4))
def test_a_quarter_is_over_on_its_last_day(year: int, number: int) -> None:
    quarter = Quarter(year, number)
    following = datetime.date(year + number // 4, 3 * number % 12 + 1, 1)
    last = following - datetime.timedelta(days=1)
    assert quarter.is_over(last)
    assert not quarter.is_over(last - datetime.timedelta(days=1))


# efforts


PER_HEAD: dict[str, Any] = {
    "scale": [1, 2],
    "tree": {"d": {"practices": {"a": {}}}},
    "steps": {"d.a": {2: {"effort": 7}}},
    "answers": {"d.a": 1},
}


@pytest.mark.parametrize(
    ("per_head", "staff", "total"),
    [
        (Fraction(0), None, 7),
        (Fraction(1, 100), None, 7 + round(STAFF / 100)),
        (Fraction(1, 100), 150, 9),  # 1.5 is rounded upwards
        (Fraction(1, 100), 149, 8),  # 1.49 is not
        (Fraction(1, 100), 0, 7),
        (Fraction(2), 10, 27),
    ],
)
def test_what_each_head_adds_is_rounded_for_all_together(per_head: Fraction, staff: int | None, total: int) -> None:
    basis = assess_case(PER_HEAD).basis
    option = basis.questionnaire.practices["d.a"].options[1]
    assert option.step is not None
    grown = replace(option, step=replace(option.step, per_head=per_head))
    staffed = replace(basis, answers=replace(basis.answers, plan=PlanChoices(staff=staff)))
    assert days(staffed, "d.a", grown) == total
    own = PlanChoices({Requirement("d.a", 2): 3}, staff=staff)
    assert days(replace(basis, answers=replace(basis.answers, plan=own)), "d.a", grown) == 3


# prerequisites


CHAIN: dict[str, Any] = {
    "scale": [1, 2, 3],
    "tree": {"d": {"practices": {"a": {}, "b": {"na": True}, "c": {}}}},
    "steps": {"d.a": {2: {"requires": {"d.b": 2}}, 3: {"requires": {"d.b": 3, "d.c": 2}}}},
}


def claims(**answers: Any) -> list[tuple[str, dict[str, int]]]:
    assessment = assess_case({**CHAIN, "answers": {f"d.{name}": answer for name, answer in answers.items()}})
    reading = assessment.scores.readings.answered
    return [
        (claim.practice, {need.practice: need.rank for need in claim.lacks})
        for claim in unsupported(assessment.questionnaire, reading)
    ]


@pytest.mark.parametrize(
    ("answers", "lacking"),
    [
        ({"a": 1, "b": 1, "c": 1}, []),
        ({"a": 2, "b": 2, "c": 1}, []),
        ({"a": 2, "b": 1, "c": 1}, [("d.a", {"d.b": 2})]),
        ({"a": 3, "b": 1, "c": 1}, [("d.a", {"d.b": 3, "d.c": 2})]),  # the highest of what is asked of one
        ({"a": 3, "b": 2, "c": 3}, [("d.a", {"d.b": 3})]),
        ({"a": 3, "b": "dk", "c": 2}, []),  # nobody knows that it does not hold
        ({"a": 3, "b": "na", "c": 2}, []),
        ({"a": "dk", "b": 1, "c": 1}, []),
        ({"a": [1, 3], "b": 1, "c": 1}, []),  # a range is read at its lower end
    ],
)
def test_what_answers_rest_on(answers: dict[str, Any], lacking: list[tuple[str, dict[str, int]]]) -> None:
    assert claims(**answers) == lacking


def test_what_does_not_hold_is_said_in_a_sentence() -> None:
    assessment = assess_case({**CHAIN, "answers": {"d.a": 3, "d.b": [1, 2], "d.c": 1}})
    said = dict(unsupported_words(assessment.questionnaire, assessment.answers))
    assert said == {
        "d.a": "Practice a at Point 3 rests on Practice b at Point 3, which the answers put between Point 1 and"
        " Point 2, and on Practice c at Point 2, which the answers put at Point 1."
    }


def test_what_a_step_needs_first() -> None:
    basis = assess_case({**CHAIN, "answers": {"d.a": 1, "d.b": 1, "d.c": 1}}).basis
    assert list(needed_first(basis, "d.a", 2)) == [Requirement("d.b", 2)]
    assert list(needed_first(basis, "d.a", 3)) == [
        Requirement("d.b", 2),
        Requirement("d.b", 3),
        Requirement("d.c", 2),
    ]
    assert list(needed_first(basis, "d.a", 1)) == []
    lowest = basis.questionnaire.practices["d.a"].options[0]
    assert unmet(lowest, {"d.b": 1, "d.c": 1}) == ()


# what stands in the way


def test_each_practice_in_the_way_has_its_reasons() -> None:
    case: dict[str, Any] = {
        "scale": [1, 2, 3],
        "gates": {"p2": ["d.a"], "p3": ["d.a"]},
        "tree": {"d": {"practices": {"a": {}, "b": {}, "c": {}}}},
        "answers": {"d.a": 1, "d.b": "dk", "d.c": 3},
    }
    basis = assess_case(case).basis
    needed = needs(basis, Aim(3))
    assert list(needed) == ["d.a", "d.b"]
    assert needed["d.a"]["gate"] == 3
    assert [(blocker.practice, blocker.from_, blocker.to, blocker.unknown) for blocker in blockers(basis, needed)] == [
        ("d.a", 1, 3, False),
        ("d.b", 1, 3, True),
    ]
    assert needs(basis, Aim(1)) == {}


# what the unknown can move


def unknowns(answers: dict[str, Any]) -> Assessment:
    return assess_case(
        {
            "scale": [1, 2, 3],
            "gates": {"p3": ["d.a"]},
            "tree": {"d": {"practices": {"a": {}, "b": {"weight": 3}, "c": {}}}},
            "answers": answers,
        }
    )


@settings(max_examples=25, deadline=None)
@given(st.fixed_dictionaries({f"d.{name}": st.sampled_from([1, 2, 3, "dk"]) for name in "abc"}))
def test_the_influence_of_an_unknown_answer_is_what_finding_out_could_do(answers: dict[str, Any]) -> None:
    """Scored anew: all that is unknown at its lowest but one at its highest, and the other way round."""
    basis = unknowns(answers).basis
    program = program_of(basis.questionnaire)

    def outcome(default: int, **settled: int) -> Outcome:
        given_ = {id_: default if answer == "dk" else answer for id_, answer in answers.items()}
        return Outcome(program.run({**given_, **settled}))

    influence_of = influences(basis)
    assert set(influence_of) == {id_ for id_, answer in answers.items() if answer == "dk"}
    for id_, influence in influence_of.items():
        raised, lowered = outcome(1, **{id_: 3}), outcome(3, **{id_: 1})
        assert (influence.worst, influence.best) == (raised.stage, lowered.stage)
        lifts = (raised.stage or 0) - (outcome(1).stage or 0)
        drops = (outcome(3).stage or 0) - (lowered.stage or 0)
        assert influence.stages == lifts + drops
        assert influence.index == (raised.index() or 0) - (outcome(1).index() or 0)
    keys = [(-influence.stages, -influence.index) for influence in influence_of.values()]
    assert keys == sorted(keys)


# stages that answers can end at


@pytest.mark.parametrize(
    "tree",
    [
        {"d": {"practices": {"a": {}, "b": {}}}},
        {"d": {"practices": {"a": {"points": [1, 3]}}}},
        {"d": {"practices": {"a": {"points": [1, 3]}, "b": {"points": [1, 2, 3]}}}},
        {"d": {"practices": {"a": {"points": [1, 3]}, "b": {"points": [1, 3]}}}, "e": {"practices": {"c": {}}}},
    ],
)
def test_the_stages_that_can_be_reached_are_those_of_some_answers(tree: dict[str, Any]) -> None:
    """By trying every answer to a questionnaire that is small enough for that."""
    questionnaire = questionnaire_of({"scale": [1, 2, 3], "tree": tree})
    program = program_of(questionnaire)
    options = {id_: [option.rank for option in practice.options] for id_, practice in questionnaire.practices.items()}
    every = {Outcome(program.run(dict(zip(options, ranks, strict=True)))).stage for ranks in product(*options.values())}
    assert reachable_stages(questionnaire) == every
