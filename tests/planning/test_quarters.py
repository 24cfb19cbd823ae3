"""Schedules keep what they promise, and none is sooner or cheaper: every small one is tried."""

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints, constraints_of, demands
from cxmaturity.planning.plan.optimum import optimum
from cxmaturity.planning.program.timetable import Slot, timetable
from cxmaturity.planning.situation import Situation, situation_of
from cxmaturity.planning.solution import UnreachableError
from tests.build import Case, assess_case
from tests.planning.small import every_set

QUARTERS = 3


@st.composite
def scheduled_cases(draw: st.DrawFn) -> Case:
    """Two or three practices of at most three points, with small efforts, and months of up to three quarters."""
    points = draw(st.integers(2, 3))
    names = [f"x{i}" for i in range(draw(st.integers(2, 3)))]
    steps: dict[str, dict[int, dict[str, Any]]] = {
        f"d.{name}": {
            rank: {"effort": draw(st.integers(0, 5)), "months": draw(st.integers(0, 8))}
            for rank in range(2, points + 1)
        }
        for name in names
    }
    if draw(st.booleans()):
        steps[f"d.{names[1]}"][2]["requires"] = {f"d.{names[0]}": 2}
    marks = st.lists(st.sampled_from([f"d.{name}@p2" for name in names]), max_size=1)
    return {
        "scale": list(range(1, points + 1)),
        "tree": {"d": {"practices": {name: {} for name in names}}},
        "steps": steps,
        "answers": {f"d.{name}": draw(st.integers(1, 2)) for name in names},
        "plan": {"must": draw(marks)},
        "target": points,
    }


def lasts(made: Situation, first: int, last: int) -> int:
    """The quarters from the start of one step of a practice to the end of a later one."""
    months = sum(
        s.months
        for s in made.steps
        if s.at.practice == made.steps[last].at.practice
        and made.steps[first].at.rank <= s.at.rank <= made.steps[last].at.rank
    )
    return max(-(-months // 3), 1)


def most(made: Situation, i: int) -> int:
    """The days of a step that a quarter can take."""
    step = made.steps[i]
    return step.days if step.months <= 3 else -(-3 * step.days // step.months)


def before(made: Situation, i: int) -> list[int]:
    step = made.steps[i]
    return [*step.requires, *([] if step.below is None else [step.below])]


def possible(made: Situation, taken: frozenset[int], capacity: tuple[int, ...]) -> Iterator[dict[int, int]]:
    """Every choice of quarters in which these steps can end."""
    chosen = sorted(taken)
    for ends in product(range(1, QUARTERS + 1), repeat=len(chosen)):
        end = dict(zip(chosen, ends, strict=True))
        start = {i: max((end[b] for b in before(made, i)), default=1) for i in chosen}
        same = [(i, j) for i in chosen for j in chosen if made.steps[i].at.practice == made.steps[j].at.practice]
        if all(
            end[j] - start[i] + 1 >= lasts(made, i, j)
            for i, j in same
            if made.steps[i].at.rank <= made.steps[j].at.rank
        ) and fits(made, start, end, capacity):
            yield end


def fits(made: Situation, start: dict[int, int], end: dict[int, int], capacity: tuple[int, ...]) -> bool:
    """Whether the days fit, one after the other, moving others aside along a chain (a maximum flow)."""
    placed: dict[tuple[int, int], int] = {(i, t): 0 for i in start for t in range(start[i], end[i] + 1)}

    def place(i: int, seen: set[int]) -> bool:
        for t in range(start[i], end[i] + 1):
            if placed[i, t] >= most(made, i) or t in seen:
                continue
            seen.add(t)
            if sum(n for (_, u), n in placed.items() if u == t) < capacity[t - 1]:
                placed[i, t] += 1
                return True
            for (j, u), n in list(placed.items()):
                if u == t and n and j != i:
                    placed[j, t] -= 1
                    placed[i, t] += 1
                    if place(j, seen):
                        return True
                    placed[j, t] += 1
                    placed[i, t] -= 1
        return False

    return all(place(i, set()) for i in start for _ in range(made.steps[i].days))


def best(made: Situation, held: Constraints, capacity: tuple[int, ...]) -> tuple[int, int] | None:
    """The earliest quarter by which the target can be reached, and the fewest days for that."""
    found: list[tuple[int, int]] = []
    for taken, _ in every_set(made):
        for end in possible(made, taken, capacity):
            for by in range(1, QUARTERS + 1):
                done = frozenset(i for i in taken if end[i] <= by)
                outcome = made.basis.scores.program.run(made.state(done))
                if all(demand.met(outcome) for demand in held.demands):
                    found.append((by, made.days(taken)))
                    break
    return min(found, default=None)


def keeps(made: Situation, slots: dict[int, Slot], capacity: tuple[int, ...] | None) -> None:
    """A timetable heeds prerequisites, months, pace and capacity, and books every day once."""
    for i, slot in slots.items():
        assert sum(slot.days) == made.steps[i].days
        assert len(slot.days) == slot.ends - slot.starts + 1
        assert max(slot.days) <= most(made, i)
        assert all(slots[b].ends <= slot.starts for b in before(made, i))
        for j, later in slots.items():
            if (
                made.steps[i].at.practice == made.steps[j].at.practice
                and made.steps[i].at.rank <= made.steps[j].at.rank
            ):
                assert later.ends - slot.starts + 1 >= lasts(made, i, j)
    for t, room in enumerate(capacity or (), 1):
        assert sum(s.days[t - s.starts] for s in slots.values() if s.starts <= t <= s.ends) <= room


@settings(max_examples=50, deadline=None)
@given(scheduled_cases(), st.lists(st.integers(0, 6), min_size=QUARTERS, max_size=QUARTERS))
def test_no_schedule_is_sooner_or_cheaper(case: Case, capacity: list[int]) -> None:
    assessment = assess_case(case)
    made = situation_of(assessment.basis)
    room = tuple(capacity)
    held = replace(constraints_of(made, demands(made, case["target"], {})), quarters=QUARTERS, capacity=room)
    try:
        planned = optimum(made, held, Clock())
    except UnreachableError:
        assert best(made, held, room) is None
        return
    found = planned.solution
    assert (planned.by, found.days) == best(made, held, room)
    slots = timetable(made, held, found.ends, Clock())
    assert set(slots) == found.taken
    keeps(made, slots, room)
    reached = made.state(frozenset(i for i, slot in slots.items() if slot.ends <= planned.by))
    assert all(demand.met(assessment.basis.scores.program.run(reached)) for demand in held.demands)


CHAIN: Case = {
    "scale": [1, 2, 3],
    "tree": {"d": {"practices": {"a": {}, "b": {}}}},
    "steps": {
        "d.a": {2: {"effort": 10, "months": 2}, 3: {"effort": 10, "months": 2}},
        "d.b": {2: {"effort": 30, "months": 9}, 3: {"effort": 0, "months": 0}},
    },
    "answers": {"d.a": 1, "d.b": 1},
}


@pytest.mark.parametrize(
    ("capacity", "by", "days"),
    [
        (None, 3, {"d.a@2": (10,), "d.a@3": (5, 5), "d.b@2": (10, 10, 10)}),
        ((20, 20, 20, 20), 3, {"d.a@2": (10,), "d.a@3": (5, 5), "d.b@2": (10, 10, 10)}),
        ((0, 20, 20, 20), 4, {"d.b@2": (10, 10, 10)}),
        ((100, 0, 0, 0), None, {}),
    ],
)
def test_months_of_a_practice_add_up(
    capacity: tuple[int, ...] | None, by: int | None, days: dict[str, tuple[int, ...]]
) -> None:
    """Two steps of two months each take two quarters, and nine months take three, however much a quarter carries."""
    made = situation_of(assess_case(CHAIN).basis)
    held = replace(constraints_of(made, demands(made, 3, {})), quarters=4, capacity=capacity)
    if by is None:
        with pytest.raises(UnreachableError):
            optimum(made, held, Clock())
        return
    planned = optimum(made, held, Clock())
    slots = timetable(made, held, planned.solution.ends, Clock())
    keeps(made, slots, capacity)
    named = {f"{made.steps[i].at.practice}@{made.steps[i].at.rank}": slot for i, slot in slots.items()}
    assert planned.by == by
    assert named["d.a@3"].ends - named["d.a@2"].starts == 1
    for name, booked in days.items():
        assert sum(named[name].days) == sum(booked)
        assert all(one > 0 for one in named[name].days)
        assert name != "d.b@2" or named[name].days == booked


def test_slots_follow_each_other_without_waiting_where_they_can() -> None:
    """Days are spread evenly over as few quarters as the months need."""
    case = {**CHAIN, "steps": {"d.a": {2: {"effort": 10, "months": 6}}, "d.b": {2: {"effort": 9, "months": 9}}}}
    made = situation_of(assess_case(case).basis)
    held = replace(constraints_of(made, demands(made, 2, {})), quarters=4, capacity=(50,) * 4)
    slots = timetable(made, held, optimum(made, held, Clock()).solution.ends, Clock())
    assert [slot.days for slot in slots.values()] == [(5, 5), (3, 3, 3)]
    assert all(one.starts <= other.starts for one, other in pairwise(slots.values()))
