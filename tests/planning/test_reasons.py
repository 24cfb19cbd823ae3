"""Why there is no plan: conditions that can not hold together, none of which can be left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.results.ways import Reason
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Condition, irreducible
from cxmaturity.planning.plan.planner import Planner
from cxmaturity.planning.plan.request import Request
from tests.build import Case, assess_case

CONDITIONS = [Condition("forced", step=i) for i in range(12)]


@given(st.lists(st.sets(st.integers(0, 11), min_size=1, max_size=4), min_size=1, max_size=5))
def test_irreducible_conditions(conflicts: list[set[int]]) -> None:
    """With any conflicts between conditions: what is named is impossible, and possible without any one of it."""

    def possible(chosen: object) -> bool:
        assert isinstance(chosen, list | tuple)
        steps = {one.step for one in chosen}
        return not any(conflict <= steps for conflict in conflicts)

    found = irreducible(CONDITIONS, possible)
    assert not possible(found)
    assert all(possible([other for other in found if other != one]) for one in found)


CASE: Case = {
    "scale": [1, 2, 3],
    "gates": {"p3": ["d.a"]},
    "tree": {
        "d": {"practices": {"a": {"weight": 5}, "b": {}, "c": {"na": True}}},
        "e": {"practices": {"f": {"na": True}}},
    },
    "steps": {
        "d.a": {2: {"effort": 10, "months": 3}, 3: {"effort": 10, "months": 6, "requires": {"d.b": 2}}},
        "d.b": {2: {"effort": 30, "months": 3}, 3: {"effort": 10}},
    },
    "answers": {"d.a": 1, "d.b": 1, "d.c": "na", "e.f": "na"},
}


def reasons(case: Case, request: Request) -> tuple[Reason, ...]:
    conflict = Planner(assess_case(case), Clock()).roadmap(request).conflict
    assert conflict is not None and conflict.irreducible
    return conflict.reasons


@pytest.mark.parametrize(
    ("plan", "request_", "expected"),
    [
        ({"exclude": ["d.a@p2"]}, Request(3), [Reason("gate", "d.a@p3"), Reason("ruled out", "d.a@p2")]),
        (
            {"exclude": ["d.b@p2"]},
            Request(3),
            [Reason("gate", "d.a@p3"), Reason("ruled out", "d.b@p2"), Reason("requires", "d.a@p3", "d.b@p2")],
        ),
        ({}, Request(3, budget=19), [Reason("gate", "d.a@p3"), Reason("budget", amount=19)]),
        (
            {},
            Request(3, budget=45),
            [Reason("gate", "d.a@p3"), Reason("budget", amount=45), Reason("requires", "d.a@p3", "d.b@p2")],
        ),
        ({"must": ["d.b@p3"]}, Request(budget=20), [Reason("wanted", "d.b@p3"), Reason("budget", amount=20)]),
        (
            {"started": ["d.a@p2"], "exclude": ["d.a@p2"]},
            Request(1),
            [Reason("ruled out", "d.a@p2"), Reason("under way", "d.a@p2")],
        ),
        (
            {},
            Request(3, quarters=2, capacity=(9, 9)),
            [Reason("gate", "d.a@p3"), Reason("capacity", amount=2)],
        ),
        ({}, Request(3, quarters=2), [Reason("gate", "d.a@p3"), Reason("months", amount=2)]),
        ({}, Request(dimensions={"e": 2}), [Reason("dimension", "e", amount=2)]),
    ],
)
def test_reasons(plan: dict[str, list[str]], request_: Request, expected: list[Reason]) -> None:
    assert sorted(reasons({**CASE, "plan": plan}, request_), key=str) == sorted(expected, key=str)


def test_nothing_to_score() -> None:
    case: Case = {"scale": [1, 2], "tree": {"d": {"practices": {"a": {"na": True}}}}, "answers": {"d.a": "na"}}
    assert reasons(case, Request(2)) == (Reason("stage", amount=2),)
    assert reasons(case, Request(budget=5)) == (Reason("stage", amount=1),)


def test_a_sweep_with_nothing_to_score_has_won_none_of_none() -> None:
    case: Case = {
        "scale": [-1, 0, 1],
        "scoring": {"rule": "sweep"},
        "tree": {"d": {"practices": {"a": {"na": True}}}},
        "answers": {"d.a": "na"},
    }
    assert Planner(assess_case(case), Clock()).roadmap(Request(0)).plan is not None
    assert reasons(case, Request(1)) == (Reason("stage", amount=1),)


def test_more_dimensions_than_can_be_won() -> None:
    case: Case = {
        "scale": [-1, 0, 1],
        "scoring": {"rule": "sweep"},
        "tree": {"d": {"practices": {"a": {}}}, "e": {"practices": {"f": {"na": True}}}},
        "answers": {"d.a": 1, "e.f": "na"},
    }
    assert reasons(case, Request(2)) == (Reason("stage", amount=2),)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 100),
    st.sampled_from([None, (5,) * 3, (20,) * 3]),
    st.sets(st.sampled_from(["d.a@p2", "d.b@p2", "d.b@p3"])),
)
def test_no_reason_can_be_left_out(budget: int, capacity: tuple[int, ...] | None, excluded: set[str]) -> None:
    """Without a budget or a step ruled out that is named there is a plan, whatever else is named."""
    request = Request(3, budget=budget, quarters=9, capacity=None if capacity is None else capacity * 3)
    conflict = Planner(assess_case({**CASE, "plan": {"exclude": sorted(excluded)}}), Clock()).roadmap(request).conflict
    named = [one.about for one in conflict.reasons if one.kind == "ruled out"] if conflict else []
    kinds = {one.kind for one in conflict.reasons} if conflict else set()
    for about in named:
        case = {**CASE, "plan": {"exclude": [other for other in named if other != about]}}
        loose = replace(
            request,
            budget=budget if "budget" in kinds else None,
            capacity=request.capacity if "capacity" in kinds else None,
        )
        assert Planner(assess_case(case), Clock()).roadmap(loose).plan is not None
    if "budget" in kinds:
        loose = replace(request, budget=None, capacity=request.capacity if "capacity" in kinds else None)
        assert Planner(assess_case({**CASE, "plan": {"exclude": named}}), Clock()).roadmap(loose).plan is not None
