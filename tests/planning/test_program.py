"""The integer program, its pace and its sums, worked by hand and against trying everything.

A wrong row would forbid a plan that is possible or allow one that is not; a wrong pace promises what nobody can keep.
"""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.scoring.values import Demand
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Condition, Constraints, conditions, irreducible, only
from cxmaturity.planning.program import integer
from cxmaturity.planning.program.frontier import budgets, index_points
from cxmaturity.planning.program.integer import Search, highest
from cxmaturity.planning.program.quarters import Pace, Schedule, soonest
from cxmaturity.planning.program.solver import Model
from cxmaturity.planning.program.timetable import Slot, timetable
from cxmaturity.planning.situation import Situation, situation_of
from cxmaturity.planning.solution import OutOfTimeError, Solution, UnreachableError
from tests.build import Case, assess_case

LEVEL = Demand("level", "d", 2)


def row(*steps: tuple[int, int], **requires: str) -> Situation:
    """Practices of one step each, by days and months; `x1="x0"` says that one requires another."""
    names = [f"x{i}" for i in range(len(steps))]
    about: dict[str, dict[int, dict[str, Any]]] = {
        f"d.{name}": {2: {"effort": days, "months": months}} for name, (days, months) in zip(names, steps, strict=True)
    }
    for name, needed in requires.items():
        about[f"d.{name}"][2]["requires"] = {f"d.{needed}": 2}
    case: Case = {
        "scale": [1, 2],
        "tree": {"d": {"practices": dict.fromkeys(names)}},
        "steps": about,
        "answers": {f"d.{name}": 1 for name in names},
    }
    return situation_of(assess_case(case).basis)


def tower(*months: int) -> Situation:
    """One practice of several steps, each of 10 person-days and so many months."""
    case: Case = {
        "scale": list(range(1, len(months) + 2)),
        "tree": {"d": {"practices": {"a": {}}}},
        "steps": {"d.a": {rank: {"effort": 10, "months": count} for rank, count in enumerate(months, 2)}},
        "answers": {"d.a": 1},
    }
    return situation_of(assess_case(case).basis)


def needs_of(situation: Situation) -> tuple[tuple[int, int], ...]:
    return tuple((i, need) for i, step in enumerate(situation.steps) for need in step.requires)


def held(situation: Situation, *demands: Demand, **more: Any) -> Constraints:
    return Constraints(demands, needs=needs_of(situation), **more)


# how fast steps can be


@pytest.mark.parametrize(
    ("months", "quarters"),
    [(0, 1), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (12, 4), (13, 5)],
)
def test_months_fill_quarters(months: int, quarters: int) -> None:
    """A quarter has three months; what is begun takes one at least."""
    assert Pace(tower(months), Constraints(())).earliest(0) == quarters


def test_months_of_one_practice_add_up_before_they_are_rounded() -> None:
    """2 and 2 months are four, which take two quarters and not one each; the third step's 2 make it six: still two."""
    pace = Pace(tower(2, 2, 2), Constraints(()))
    assert [pace.earliest(i) for i in range(3)] == [1, 2, 2]
    assert pace.runs[2] == [(2, 1), (1, 2), (0, 2)]


def test_without_a_pace_a_step_takes_no_time() -> None:
    pace = Pace(tower(9, 9), Constraints((), paced=False))
    assert [pace.earliest(i) for i in range(2)] == [1, 1]
    assert pace.most(0) == 10


@pytest.mark.parametrize(("months", "most"), [(0, 10), (3, 10), (4, 8), (6, 5), (9, 4), (12, 3), (30, 1)])
def test_a_long_step_can_not_be_done_in_one_quarter(months: int, most: int) -> None:
    """10 days over 4 months are 7.5 in three of them, rounded up so that the quarters can hold all of it."""
    assert Pace(tower(months), Constraints(())).most(0) == most


def test_a_step_starts_when_what_it_requires_has_ended() -> None:
    """x0 ends in the second quarter; x1 works from that quarter on, for four months, and ends in the third."""
    situation = row((5, 4), (5, 4), x1="x0")
    pace = Pace(situation, held(situation))
    assert pace.released(1) == 2
    assert [pace.earliest(i) for i in range(2)] == [2, 3]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=5))
def test_the_earliest_end_is_that_of_the_longest_run(months: list[int]) -> None:
    pace = Pace(tower(*months), Constraints(()))
    for last in range(len(months)):
        assert pace.earliest(last) == max(-(-sum(months[: last + 1]) // 3), 1)


# which steps, and when they end


def test_the_cheapest_steps_that_are_enough() -> None:
    """More than half of three is two: 1 and 2 person-days."""
    solution = Search(row((4, 1), (1, 1), (2, 1)), Constraints((LEVEL,)), Clock()).cheapest()
    assert solution.taken == {1, 2}
    assert (solution.days, solution.bound) == (3, 3)


def test_what_a_step_requires_comes_with_it() -> None:
    situation = row((4, 1), (1, 1), (2, 1), x1="x0", x2="x0")
    assert Search(situation, held(situation, LEVEL), Clock()).cheapest().taken == {0, 1}


def test_ties_go_to_the_earlier_steps() -> None:
    situation = row((3, 1), (3, 1), (3, 1))
    search = Search(situation, Constraints((LEVEL,)), Clock())
    solution = search.settle(search.cheapest())
    assert solution.settled
    assert solution.taken == {0, 1}


@pytest.mark.parametrize(
    ("more", "taken"),
    [
        ({"forced": (0,)}, {0, 1}),
        ({"ruled_out": (1,)}, {0, 2}),
        ({"budget": 3}, {1, 2}),
        ({"budget": 100}, {1, 2}),
    ],
)
def test_choices_of_the_file_are_heeded(more: dict[str, Any], taken: set[int]) -> None:
    assert Search(row((4, 1), (1, 1), (2, 1)), Constraints((LEVEL,), **more), Clock()).cheapest().taken == taken


@pytest.mark.parametrize("more", [{"budget": 2}, {"ruled_out": (0, 1)}, {"budget": 4, "forced": (0,)}])
def test_what_can_not_be_is_not(more: dict[str, Any]) -> None:
    with pytest.raises(UnreachableError):
        Search(row((4, 1), (1, 1), (2, 1)), Constraints((LEVEL,), **more), Clock()).cheapest()


def test_no_time_is_said_and_no_plan_made_up() -> None:
    with pytest.raises(OutOfTimeError):
        Search(row((4, 1), (1, 1)), Constraints((LEVEL,)), Clock(0)).cheapest()


def test_leaving_out_one_of_some_steps() -> None:
    search = Search(row((4, 1), (1, 1), (2, 1)), Constraints((LEVEL,)), Clock())
    search.leave_out([1, 2])
    assert search.cheapest().taken == {0, 1}
    search.leave_out([1])
    assert search.cheapest().taken == {0, 2}


def test_the_highest_index_within_a_budget() -> None:
    """3 person-days buy x1 and x2, 5 x0 and x1; nobody asks for a level."""
    points, whole = index_points(row((4, 1), (1, 1), (2, 1)), Constraints(()), [0, 1, 2, 3, 7], Clock())
    assert whole
    assert [(sorted(point.taken), point.days) for point in points] == [([], 0), ([1], 1), ([1, 2], 3), ([0, 1, 2], 7)]


def test_no_time_for_budgets_gives_those_that_there_was_time_for() -> None:
    points, whole = index_points(row((4, 1), (1, 1)), Constraints(()), [1, 4], Clock(0))
    assert (points, whole) == ([], False)


@pytest.mark.parametrize(
    ("stages", "most", "expected"),
    [
        ([10, 30], 4, [10, 16, 23, 30]),  # thirds of the way, rounded down
        ([10, 10, 30], 3, [10, 20, 30]),
        ([10], 5, [10]),
        ([], 5, []),
        ([1, 2, 3, 4], 3, [1, 2, 3]),
        ([0, 1], 40, [0, 1]),  # no whole number lies between
    ],
)
def test_budgets_lie_evenly_between_what_stages_cost(stages: list[int], most: int, expected: list[int]) -> None:
    assert budgets(stages, most) == expected


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, 500), min_size=2, max_size=6), st.integers(2, 20))
def test_budgets_hold_every_stage_and_no_more_than_asked(stages: set[int], most: int) -> None:
    given_ = budgets(stages, most)
    assert given_ == sorted(set(given_))
    assert len(given_) <= most
    if len(stages) < most:
        assert stages <= set(given_)
        assert (given_[0], given_[-1]) == (min(stages), max(stages))


# quarters


def scheduled(situation: Situation, by: int, **more: Any) -> tuple[Schedule, Solution]:
    schedule = Schedule(situation, held(situation, LEVEL, **more), by, Clock())
    return schedule, schedule.earliest(schedule.cheapest())


def test_quarters_carry_no_more_than_they_can() -> None:
    """x1 and x2 take 30 days, at 20 a quarter: one of them ends in the second one."""
    _, solution = scheduled(row((40, 1), (10, 1), (20, 1)), 2, quarters=2, capacity=(20, 20))
    assert solution.taken == {1, 2}
    assert sorted(solution.ends.values()) == [1, 2]


def test_what_ends_in_time_is_taken_though_it_is_dearer() -> None:
    """x1 takes five months, so that it does not end in the first quarter: x0 takes its place."""
    situation = row((4, 1), (1, 5), (2, 1))
    assert scheduled(situation, 1, quarters=1)[1].taken == {0, 2}
    assert scheduled(situation, 2, quarters=2)[1].taken == {1, 2}


def test_a_quarter_without_room_puts_steps_off() -> None:
    _, solution = scheduled(row((4, 1), (1, 1), (2, 1)), 3, quarters=3, capacity=(0, 1, 2))
    assert solution.ends == {1: 2, 2: 3}


def test_the_soonest_quarter_comes_before_the_cheapest_steps() -> None:
    """In one quarter x0 and x2 can be done, for 6; x1 and x2 would be cheaper, and take two quarters."""
    situation = row((4, 1), (1, 5), (2, 1))
    constraints = held(situation, LEVEL, quarters=4)
    best = Search(situation, constraints, Clock()).cheapest()
    schedule, solution = soonest(situation, constraints, best, Clock())
    assert schedule.by == 1
    assert solution.taken == {0, 2}


def test_the_best_steps_are_kept_where_they_are_soon_enough() -> None:
    situation = row((4, 1), (1, 1), (2, 1))
    constraints = held(situation, LEVEL, quarters=4, capacity=(2, 1, 1, 1))
    search = Search(situation, constraints, Clock())
    schedule, solution = soonest(situation, constraints, search.settle(search.cheapest()), Clock())
    assert schedule.by == 2
    assert solution.taken == {1, 2}
    assert solution.days == 3


def test_no_quarter_is_late_enough() -> None:
    situation = row((4, 20), (1, 20), (2, 20))
    constraints = held(situation, LEVEL, quarters=2)
    best = Search(situation, constraints, Clock()).cheapest()
    with pytest.raises(UnreachableError):
        soonest(situation, constraints, best, Clock())


def test_a_timetable_spreads_the_days_evenly_over_the_months() -> None:
    """Ten days over six months are five in each of the two quarters."""
    situation = tower(6)
    assert timetable(situation, Constraints((), quarters=2), {0: 2}, Clock()) == {0: Slot(1, 2, (5, 5))}


def test_a_timetable_keeps_to_what_a_quarter_can_carry() -> None:
    situation = row((6, 3), (6, 3))
    slots = timetable(situation, Constraints((), quarters=2, capacity=(6, 6)), {0: 1, 1: 2}, Clock())
    assert {i: sum(slot.days) for i, slot in slots.items()} == {0: 6, 1: 6}
    assert (slots[0], slots[1].ends) == (Slot(1, 1, (6,)), 2)


def test_a_step_in_a_timetable_waits_for_what_it_requires() -> None:
    situation = row((6, 6), (6, 3), x1="x0")
    slots = timetable(situation, held(situation, quarters=3), {0: 2, 1: 2}, Clock())
    assert slots[1].starts == 2
    assert slots[0] == Slot(1, 2, (3, 3))


def test_a_step_of_no_days_still_takes_its_months() -> None:
    assert timetable(row((0, 6)), Constraints((), quarters=2), {0: 2}, Clock()) == {0: Slot(1, 2, (0, 0))}


# sums that are too large for one objective


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 10**13), min_size=2, max_size=4))
def test_a_sum_in_digits_finds_the_same_as_every_choice(gains: list[int]) -> None:
    """Weights of a million on many practices make sums that floating point can not tell apart: digits can.

    No more than two columns may be chosen: the best two are those of the largest sum, to the unit.
    """
    model = Model()
    columns = {model.column(): gain for gain in gains}
    model.at_most(dict.fromkeys(columns, 1), 2)
    values: tuple[float, ...] = ()
    for objective in highest(model, columns):
        solved = model.minimise(objective, Clock())
        assert solved.outcome == "optimal"
        model.at_most(objective, solved.worth(objective))
        values = solved.values
    best = max(a + b for a, b in combinations(gains, 2))
    assert sum(gain for column, gain in columns.items() if round(values[column])) == best


def test_a_small_sum_is_one_objective() -> None:
    model = Model()
    columns = {model.column(): 5, model.column(): 7}
    assert highest(model, columns) == [dict.fromkeys(columns, 0) | {column: -gain for column, gain in columns.items()}]
    assert len(highest(model, dict.fromkeys(columns, integer.LARGEST_SUM))) > 1


# which constraints are to blame


NAMES = [Condition("forced", step=i) for i in range(8)]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sets(st.integers(0, 7), min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_to_blame_can_not_be_made_smaller(clashes: list[set[int]]) -> None:
    """Whatever sets clash: what is named clashes, and leaving out any of it would do."""

    def possible(chosen: Any) -> bool:
        taken = {condition.step for condition in chosen}
        return not any(clash <= taken for clash in clashes)

    blamed = irreducible(NAMES, possible)
    assert not possible(blamed)
    assert all(possible([other for other in blamed if other != condition]) for condition in blamed)


def test_earlier_constraints_are_kept_rather_than_later_ones() -> None:
    """Both 0 with 5 and 6 with 7 clash: the earlier pair is named, which explains more."""
    clashes = [{0, 5}, {6, 7}]

    def possible(chosen: Any) -> bool:
        taken = {condition.step for condition in chosen}
        return not any(clash <= taken for clash in clashes)

    assert [condition.step for condition in irreducible(NAMES, possible)] == [0, 5]


def test_constraints_taken_apart_and_put_together_are_the_same() -> None:
    constraints = Constraints(
        (LEVEL, Demand("gate", "d.a", 2)),
        ruled_out=(1,),
        forced=(0, 2),
        needs=((2, 0), (3, 1)),
        budget=10,
        quarters=4,
        capacity=(3, 3, 3, 3),
    )
    apart = conditions(constraints)
    assert [condition.kind for condition in apart] == [
        *("demand", "demand", "ruled out", "forced", "forced"),
        *("budget", "capacity", "months", "requires", "requires"),
    ]
    assert only(constraints, apart) == constraints


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("demand", "demands", ()),
        ("ruled out", "ruled_out", ()),
        ("forced", "forced", ()),
        ("requires", "needs", ()),
        ("budget", "budget", None),
        ("capacity", "capacity", None),
        ("months", "paced", False),
    ],
)
def test_a_condition_that_is_left_out_is_not_asked(kind: str, field: str, value: object) -> None:
    constraints = Constraints((LEVEL,), (1,), (0,), ((2, 0),), 10, 4, (3, 3, 3, 3))
    kept = only(constraints, [condition for condition in conditions(constraints) if condition.kind != kind])
    assert getattr(kept, field) == value
    assert [name for name in constraints.__struct_fields__ if getattr(kept, name) != getattr(constraints, name)] == [
        field
    ]


@pytest.mark.parametrize(
    ("constraints", "kinds"),
    [
        (Constraints((), capacity=(3,)), []),  # without quarters nothing is scheduled
        (Constraints((), quarters=2), ["months"]),
        (Constraints((), quarters=2, paced=False), []),
        (Constraints((), budget=0), ["budget"]),  # no days at all is a budget, too
    ],
)
def test_only_what_is_asked_is_a_condition(constraints: Constraints, kinds: list[str]) -> None:
    assert [condition.kind for condition in conditions(constraints)] == kinds
