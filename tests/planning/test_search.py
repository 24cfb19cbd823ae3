"""The exact search agrees with trying every set of steps, and past that with the integer program."""

import random
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints, constraints_of, demands
from cxmaturity.planning.plan.cheapest import Cheapest
from cxmaturity.planning.program.integer import Search
from cxmaturity.planning.search.exact import Exact
from cxmaturity.planning.search.ground import Ground, Pricing
from cxmaturity.planning.situation import Situation, situation_of
from cxmaturity.planning.solution import UnreachableError
from tests.build import Case, assess_case
from tests.planning.small import every_set, small_cases, stages

ANY = st.one_of(small_cases(), small_cases(), small_cases(sweep=True))
MANY = settings(
    max_examples=1000,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def asked(case: Case, data: st.DataObject) -> tuple[Situation, Constraints]:
    """What is asked of a case: a stage, a dimension's level, both or neither."""
    assessment = assess_case(case)
    made = situation_of(assessment.basis)
    stage = data.draw(st.sampled_from([None, *stages(assessment)]))
    groups = [d.id for d in assessment.questionnaire.dimensions]
    ranks = st.integers(1, len(assessment.questionnaire.scale))
    dimensions = data.draw(st.dictionaries(st.sampled_from(groups), ranks, max_size=2))
    return made, constraints_of(made, demands(made, stage, dimensions))


def by_trying(made: Situation, held: Constraints) -> list[int]:
    """The cost of every set of steps that meets the demands, the least first."""
    pricing = Pricing(made)
    reaching = (taken for taken, outcome in every_set(made) if all(d.met(outcome) for d in held.demands))
    return sorted(map(pricing.cost, reaching))


def agrees(case: Case, data: st.DataObject) -> None:
    """Days, index and order of the best plan, and the next ones: each leaves out a step of all before it."""
    made, held = asked(case, data)
    pricing = Pricing(made)
    expected: list[int] = []
    for cost in by_trying(made, held):
        if all(before & pricing.steps & ~cost for before in expected):
            expected.append(cost)
    found = list(islice(Exact(Ground(made, pricing.least), held, Clock()).plans(), 6))
    assert found == expected[:6]


@settings(max_examples=150, deadline=None)
@given(ANY, st.data())
def test_plans_come_in_their_order(case: Case, data: st.DataObject) -> None:
    agrees(case, data)


@pytest.mark.slow
@MANY
@given(ANY, st.data())
def test_plans_come_in_their_order_in_a_thousand_cases(case: Case, data: st.DataObject) -> None:
    agrees(case, data)


@settings(max_examples=150, deadline=None)
@given(ANY, st.data())
def test_higher_practices_and_left_out_steps(case: Case, data: st.DataObject) -> None:
    """What the search says with some boxes changed is what it says of the changed answers."""
    made, held = asked(case, data)
    try:
        cheapest = Cheapest(made, held, Clock())
        best = cheapest.best()
    except UnreachableError:
        assert not by_trying(made, held)
        return
    practices = made.basis.questionnaire.practices
    applies = [p for p, rank in made.start.items() if rank]
    raised = {
        id_: data.draw(st.sampled_from([o.rank for o in practices[id_].options if o.rank >= (made.start[id_] or 0)]))
        for id_ in (data.draw(st.sets(st.sampled_from(applies), max_size=2)) if applies else ())
    }
    other = situation_of(made.basis, {**made.start, **raised})
    costs = [Pricing(other).days(cost) for cost in by_trying(other, constraints_of(other, held.demands))]
    found = cheapest.from_(raised)
    assert (None if found is None else found.days) == min(costs, default=None)
    for step in best.taken - set(held.forced):
        without = [cost for cost in by_trying(made, held) if not cost >> step & 1]
        expected = cheapest.pricing.days(without[0]) if without else None
        left = cheapest.without(step)
        assert (None if left is None else left.days) == expected
        assert cheapest.reachable(without=step) == bool(without)


@st.composite
def large_cases(draw: st.DrawFn) -> Case:
    """Twenty to forty practices, nested or swept, with everything that a plan has to heed."""
    pick = random.Random(draw(st.integers(0, 10**9)))
    sweep = pick.random() < 0.2
    points = 3 if sweep else pick.randint(3, 5)
    tree: dict[str, Any] = {}
    ids: list[str] = []
    for d in range(pick.randint(3, 6)):
        nested = not sweep and pick.random() < 0.4
        inner: dict[str, Any] = {}
        for e in range(pick.randint(2, 3) if nested else 1):
            practices = {f"x{i}": {"weight": pick.choice([1, 1, 2, 3, 7])} for i in range(pick.randint(3, 7))}
            ids += [f"d{d}.e{e}.{x}" if nested else f"d{d}.{x}" for x in practices]
            inner[f"e{e}"] = {"weight": pick.randint(1, 4), "practices": practices}
        weight = pick.randint(1, 4)
        tree[f"d{d}"] = {"weight": weight, "dimensions": inner} if nested else {**inner["e0"], "weight": weight}
    steps: dict[str, dict[int, dict[str, Any]]] = {}
    for i, id_ in enumerate(ids):
        steps[id_] = {}
        for rank in range(2, points + 1):
            step: dict[str, Any] = {"effort": pick.choice([0, 5, 20, 20, 60, 200])}
            if i and pick.random() < 0.2:
                step["requires"] = {pick.choice(ids[:i]): pick.randint(2, rank)}
            steps[id_][rank] = step
    gates = {f"p{k}": pick.sample(ids, 2) for k in range(2, points + 1)} if not sweep else {}
    marks = [f"{pick.choice(ids)}@p{pick.randint(2, points)}" for _ in range(2)]
    return {
        "scale": [-1, 0, 1] if sweep else list(range(1, points + 1)),
        "scoring": {"rule": "sweep"} if sweep else {"lead": pick.randint(0, 1)},
        "gates": gates,
        "tree": tree,
        "steps": steps,
        "answers": {id_: pick.choice([1, 1, 2, "dk", 3]) for id_ in ids},
        "plan": {"must": marks[:1], "exclude": [mark for mark in marks[1:] if mark != marks[0]]},
        "target": pick.randint(1, 3) if sweep else pick.randint(2, points),
    }


def referee(case: Case) -> None:
    """The integer program finds the same steps, days, index and order."""
    made = situation_of(assess_case(case).basis)
    held = constraints_of(made, demands(made, case["target"], {}))
    try:
        search = Search(made, held, Clock())
        other = search.settle(search.cheapest())
    except UnreachableError:
        with pytest.raises(UnreachableError):
            Cheapest(made, held, Clock()).best()
        return
    found = Cheapest(made, held, Clock()).best()
    assert found.optimal and found.settled
    assert found.days == other.days
    if other.settled:
        assert found.taken == other.taken


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(large_cases())
def test_the_integer_program_agrees(case: Case) -> None:
    referee(case)


@pytest.mark.slow
@settings(MANY, max_examples=300)
@given(large_cases())
def test_the_integer_program_agrees_in_three_hundred_cases(case: Case) -> None:
    referee(case)


@settings(max_examples=60, deadline=None)
@given(ANY, st.data())
def test_cheaper_efforts_never_make_the_plan_dearer(case: Case, data: st.DataObject) -> None:
    made, held = asked(case, data)
    efforts = {
        p: {r: data.draw(st.integers(0, about["effort"])) for r, about in of.items()} for p, of in case["steps"].items()
    }
    other = situation_of(assess_case({**case, "plan_effort": efforts}).basis)
    try:
        days = Cheapest(made, held, Clock()).best().days
    except UnreachableError:
        with pytest.raises(UnreachableError):
            Cheapest(other, constraints_of(other, held.demands), Clock()).best()
        return
    assert Cheapest(other, constraints_of(other, held.demands), Clock()).best().days <= days
