"""Orders, chains and minimal sets of steps, each against trying everything, and by hand.

Whoever follows a plan would otherwise start a step before what it rests on, or wait for one that could begin today.
"""

from itertools import chain, combinations, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints, constraints_of, demands
from cxmaturity.planning.plan.cheap import CHEAP, cheap_and_not_needed
from cxmaturity.planning.plan.conflict import conflict
from cxmaturity.planning.plan.steps import Reasons, by_latest_start, chains, in_order
from cxmaturity.planning.plan.ways import Sets
from cxmaturity.planning.search.ground import Ground, Pricing
from cxmaturity.planning.situation import Situation, situation_of
from tests.build import Case, assess_case
from tests.planning.small import every_set, small_cases


@st.composite
def graphs(draw: st.DrawFn) -> dict[int, tuple[int, ...]]:
    """Up to five steps, each of which rests on some before it."""
    count = draw(st.integers(0, 5))
    return {i: tuple(sorted(draw(st.sets(st.integers(0, i - 1), max_size=2)))) if i else () for i in range(count)}


@settings(max_examples=40)
@given(graphs(), st.permutations(range(5)))
def test_an_order_is_the_first_of_all_that_keep_what_rests_on_what(
    before: dict[int, tuple[int, ...]], ranks: list[int]
) -> None:
    """Of all orders in which steps can be taken, the one whose ranks come first, as a dictionary sorts words."""
    possible = [
        order
        for order in permutations(before)
        if all(order.index(need) < order.index(i) for i, needs in before.items() for need in needs)
    ]
    best = min(possible, key=lambda order: [ranks[i] for i in order])
    assert in_order(before, lambda i: ranks[i]) == list(best)


def situated(case: Case) -> Situation:
    return situation_of(assess_case(case).basis)


def row(months: list[int], before: dict[int, tuple[int, ...]], **more: Any) -> Situation:
    """Practices of one step each, which require each other."""
    steps: dict[str, dict[int, dict[str, Any]]] = {
        f"d.x{i}": {2: {"months": months[i], "requires": {f"d.x{need}": 2 for need in needs}}}
        for i, needs in before.items()
    }
    names = [f"x{i}" for i in before]
    return situated(
        {
            "scale": [1, 2],
            "tree": {"d": {"practices": dict.fromkeys(names)}},
            "steps": steps,
            "answers": {f"d.{name}": 1 for name in names},
            **more,
        }
    )


def longest(before: dict[int, tuple[int, ...]], months: list[int], i: int) -> int:
    """The months up to the start of a step: the longest way to it."""
    return max((longest(before, months, need) + months[need] for need in before[i]), default=0)


@settings(max_examples=25, deadline=None)
@given(graphs().filter(bool), st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_steps_start_when_the_longest_way_to_them_has_ended(
    before: dict[int, tuple[int, ...]], months: list[int]
) -> None:
    timing = chains(row(months, before), before)
    assert timing.before == before
    assert timing.earliest == {i: longest(before, months, i) for i in before}
    assert timing.months == max(longest(before, months, i) + months[i] for i in before)
    after = {i: [j for j, needs in before.items() if i in needs] for i in before}
    for i in before:
        assert timing.earliest[i] <= timing.latest[i], "nobody has to start before they can"
        ends = timing.latest[i] + months[i]
        assert ends == min((timing.latest[j] for j in after[i]), default=timing.months), "a month later is too late"


def test_what_is_not_taken_delays_nothing() -> None:
    """x1 rests on x0, which the plan leaves out as it stands there already: x1 can begin at once."""
    timing = chains(row([5, 2], {0: (), 1: (0,)}), [1])
    assert (timing.before, timing.earliest, timing.months) == ({1: ()}, {1: 0}, 2)


def test_the_longest_chain_goes_first_then_what_there_is_no_way_round_then_gain_a_day() -> None:
    """x2 takes the longest. x0 and x1 take as long; x1 is needed whatever one does. x3 is free, and done on the way."""
    case: Case = {
        "scale": [1, 2],
        "tree": {"d": {"practices": dict.fromkeys(["x0", "x1", "x2", "x3"])}},
        "steps": {
            "d.x0": {2: {"months": 2, "effort": 5}},
            "d.x1": {2: {"months": 2, "effort": 9}},
            "d.x2": {2: {"months": 6, "effort": 9}},
            "d.x3": {2: {"months": 2, "effort": 0}},
        },
        "answers": {f"d.x{i}": 1 for i in range(4)},
    }
    situation = situated(case)
    timing = chains(situation, range(4))
    assert by_latest_start(situation, timing, [1]) == [2, 1, 3, 0]
    assert by_latest_start(situation, timing, []) == [2, 3, 0, 1], "without that: what is free, then 5 days before 9"


def test_what_does_harm_goes_before_all() -> None:
    """Under sweep a practice that takes away does so as long as it stands: x0, though x1 has the longer chain."""
    case: Case = {
        "scale": [-1, 0, 1],
        "scoring": {"rule": "sweep"},
        "tree": {"d": {"practices": {"x0": {}, "x1": {}}}},
        "steps": {"d.x0": {2: {"months": 1}}, "d.x1": {3: {"months": 9}}},
        "answers": {"d.x0": 1, "d.x1": 2},
    }
    situation = situated(case)
    taken = [situation.number[at] for at in situation.number if (at.practice, at.rank) in {("d.x0", 2), ("d.x1", 3)}]
    order = by_latest_start(situation, chains(situation, taken), [])
    assert [situation.steps[i].at.practice for i in order] == ["d.x0", "d.x1"]
    doubted = situated({**case, "answers": {"d.x0": "dk", "d.x1": 2}})
    taken = [doubted.number[at] for at in doubted.number if (at.practice, at.rank) in {("d.x0", 2), ("d.x1", 3)}]
    order = by_latest_start(doubted, chains(doubted, taken), [])
    assert [doubted.steps[i].at.practice for i in order] == ["d.x1", "d.x0"], "what nobody knows does no known harm"


# minimal sets


def minimal_by_trying(situation: Situation, held: Constraints) -> set[frozenset[int]]:
    """Every set that reaches the target, of which no part does."""
    reaching = {
        taken
        for taken, outcome in every_set(situation, forced=False)
        if all(demand.met(outcome) for demand in held.demands)
    }
    return {taken for taken in reaching if not any(other < taken for other in reaching)}


@settings(max_examples=15, deadline=None)
@given(small_cases(), st.data())
def test_minimal_sets_are_all_that_can_do_with_less_of_nothing(case: Case, data: st.DataObject) -> None:
    assessment = assess_case(case)
    situation = situation_of(assessment.basis)
    stage = data.draw(st.integers(1, len(assessment.questionnaire.scale)))
    held = constraints_of(situation, demands(situation, stage, {}))
    expected = minimal_by_trying(situation, held)
    sets, whole = Sets(situation, held, Clock()).minimal(most=500)
    assert whole
    assert set(sets) == expected
    assert len(sets) == len(expected), "none is listed twice"
    assert [len(taken) for taken in sets] == sorted(len(taken) for taken in sets)
    practices = [{situation.steps[i].at.practice for i in taken} for taken in expected]
    every = set.intersection(*practices) if practices else set()
    assert set(Sets(situation, held, Clock()).no_way_round()) == every
    few, all_ = Sets(situation, held, Clock()).minimal(most=1)
    assert list(few) == list(sets[:1])
    assert all_ == (len(expected) <= 1)


# reasons


def reasons_of(case: Case, *taken: int, **asked: Any) -> dict[int, tuple[str, ...]]:
    situation = situated(case)
    ground = Ground(situation, Pricing(situation).least)
    held = constraints_of(situation, demands(situation, asked.get("stage"), asked.get("dimensions", {})))
    return {i: Reasons(ground, held, taken).of(i) for i in taken}


CASE: Case = {
    "scale": [1, 2],
    "gates": {"p2": ["d.a"]},
    "tree": {"d": {"practices": dict.fromkeys(["a", "b", "c"])}},
    "steps": {"d.c": {2: {"requires": {"d.b": 2}}}},
    "answers": {"d.a": 1, "d.b": 1, "d.c": 1},
}
"""The stage asks for a, and for two of three."""


def test_a_step_is_in_for_all_that_would_fail_without_it() -> None:
    assert reasons_of(CASE, 0, 1, stage=2) == {0: ("gate", "level"), 1: ("level",)}


def test_a_level_that_holds_without_a_step_is_no_reason_for_it() -> None:
    """Of three steps any two give the level; b is there as c rests on it, c for the index alone."""
    assert reasons_of(CASE, 0, 1, 2, stage=2) == {0: ("gate",), 1: ("prerequisite of d.c",), 2: ("index",)}


def test_marks_of_the_file_are_reasons() -> None:
    case = {**CASE, "plan": {"started": ["d.b@p2"], "must": ["d.c@p2"]}}
    assert reasons_of(case, 0, 1, 2, stage=2)[1] == ("prerequisite of d.c", "under way")
    assert reasons_of(case, 0, 1, 2, stage=2)[2] == ("wanted",)


def test_a_dimension_that_was_asked_for_is_named_as_such() -> None:
    assert reasons_of({**CASE, "gates": {}}, 0, 1, dimensions={"d": 2}) == {
        0: ("dimension target",),
        1: ("dimension target",),
    }


# what is cheap, and what clashes


@pytest.mark.parametrize(
    ("more", "listed"),
    [
        ({}, ["d.x1", "d.x0"]),  # more gain for as many days; x2 is too dear
        ({"answers": {"d.x0": "dk", "d.x1": 1, "d.x2": 1}}, ["d.x1"]),  # what nobody knows may be done already
        ({"plan": {"exclude": ["d.x1@p2"]}}, ["d.x0"]),
        ({"steps": {"d.x1": {2: {"effort": CHEAP, "requires": {"d.x2": 2}}}}}, ["d.x0", "d.x2"]),
        ({"steps": {"d.x1": {2: {"effort": 0}}, "d.x2": {2: {"effort": CHEAP + 1}}}}, ["d.x1", "d.x0"]),
    ],
)
def test_what_is_cheap_and_not_needed(more: dict[str, Any], listed: list[str]) -> None:
    case: Case = {
        "scale": [1, 2],
        "tree": {"d": {"practices": {"x0": {}, "x1": {"weight": 2}, "x2": {}}}},
        "steps": {"d.x0": {2: {"effort": CHEAP}}, "d.x1": {2: {"effort": CHEAP}}, "d.x2": {2: {"effort": CHEAP + 1}}},
        "answers": {"d.x0": 1, "d.x1": 1, "d.x2": 1},
        **more,
    }
    assert [step.practice for step in cheap_and_not_needed(situated(case), [])] == listed


def test_a_practice_that_the_plan_raises_is_not_offered_again() -> None:
    situation = row([1, 1], {0: (), 1: ()})
    assert [step.practice for step in cheap_and_not_needed(situation, [0])] == ["d.x1"]
    assert len(cheap_and_not_needed(situation, [], most=1)) == 1


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(["d.a@p2", "d.b@p2", "d.c@p2"]), min_size=1))
def test_what_is_blamed_for_a_target_that_fails_can_not_be_made_smaller(excluded: set[str]) -> None:
    """Every smaller set of the conditions that are named leaves a way, by trying all sets of steps."""
    situation = situated({**CASE, "plan": {"exclude": sorted(excluded)}})
    held = constraints_of(situation, demands(situation, 2, {}))
    if minimal_by_trying(situation, held):
        return
    named, certain = conflict(situation, held, Clock())
    assert certain
    assert {condition.kind for condition in named} <= {"demand", "ruled out", "requires"}
    parts = chain.from_iterable(combinations(named, size) for size in range(len(named)))
    for part in parts:
        ruled_out = tuple(condition.step for condition in part if condition.kind == "ruled out")
        asked = tuple(condition.demand for condition in part if condition.demand is not None)
        needs = tuple((condition.step, condition.need) for condition in part if condition.kind == "requires")
        free = situated({**CASE, "steps": {}})
        assert any(
            not set(ruled_out) & taken
            and all(need in taken for step, need in needs if step in taken)
            and all(demand.met(outcome) for demand in asked)
            for taken, outcome in every_set(free)
        )


def test_no_time_names_conditions_that_are_not_certain_to_be_the_fewest() -> None:
    situation = situated({**CASE, "plan": {"exclude": ["d.a@p2", "d.b@p2"]}})
    held = constraints_of(situation, demands(situation, 2, {}))
    named, certain = conflict(situation, held, Clock(0))
    assert not certain
    assert named
