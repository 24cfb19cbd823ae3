"""Boxes, groups and the order of plans in the exact search, each against trying everything or worked by hand.

A wrong box would hide a plan, or offer one that the answers file rules out.
"""

from itertools import islice, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.scoring.values import Demand
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints
from cxmaturity.planning.search import exact
from cxmaturity.planning.search.boxes import Links, links_of, opened, packed, unpacked
from cxmaturity.planning.search.exact import Exact
from cxmaturity.planning.search.ground import Ground, Pricing, bits
from cxmaturity.planning.search.knapsack import LimitError
from cxmaturity.planning.search.reach import Reach
from cxmaturity.planning.situation import Situation, situation_of
from tests.build import Case, assess_case

ROW: Case = {
    "scale": [1, 2, 3],
    "tree": {"d": {"practices": {"a": {}, "b": {}, "c": {"points": [1, 3]}}}},
    "answers": {"d.a": 1, "d.b": 2, "d.c": 1},
}
"""Steps by number: a to 2 (0) and to 3 (1), b to 3 (2), c to 3 at once (3)."""


def situated(case: Case) -> tuple[Situation, Ground]:
    situation = situation_of(assess_case(case).basis)
    return situation, Ground(situation, Pricing(situation).least)


SITUATION, GROUND = situated(ROW)
OPEN = packed([0, 0, 0], [2, 1, 1])


# the ground


def test_practices_begin_where_they_stand() -> None:
    """b stands at its second point: the first one is no option any more, and costs nothing to have passed."""
    assert [leaf.ranks for leaf in GROUND.leaves] == [(1, 2, 3), (2, 3), (1, 3)]
    assert [leaf.first for leaf in GROUND.leaves] == [0, 2, 3]
    assert GROUND.owner == [0, 0, 1, 2]
    assert GROUND.places == {"d.a": 0, "d.b": 1, "d.c": 2}


@pytest.mark.parametrize(("rank", "place"), [(1, 0), (2, 1), (3, 1), (4, 2)])
def test_a_rank_without_an_option_means_the_next_one(rank: int, place: int) -> None:
    """c has no second point: whoever wants it there has to bring it to its third. Above all there is no place."""
    assert GROUND.leaves[2].place(rank) == place


def test_costs_of_options_add_up_from_where_a_practice_stands() -> None:
    least = Pricing(SITUATION).least
    assert GROUND.leaves[0].costs == (0, least[0], least[0] + least[1])
    assert GROUND.leaves[1].costs == (0, least[2])


def test_who_does_not_apply_is_no_part_of_the_ground() -> None:
    case = {
        **ROW,
        "tree": {"d": {"practices": {"a": {}, "b": {}}}, "e": {"practices": {"x": {"na": True}}}},
        "answers": {"d.a": 1, "d.b": "dk", "e.x": "na"},
    }
    _, ground = situated(case)
    assert [leaf.id for leaf in ground.leaves] == ["d.a", "d.b"]
    assert "e" not in ground.groups
    assert ground.leaves[1].ranks == (1, 2, 3), "what nobody knows stands at the lowest point until somebody does"


def test_a_level_above_the_first_asks_for_weights_and_the_first_for_none() -> None:
    group = GROUND.groups["d"]
    assert group.asked(1) == (0, 0)
    assert group.asked(2) == (2, 0), "more than half of three; everything stands one below the second point"
    assert group.asked(3) == (2, 3), "75 % of three is more than two"


@given(st.sets(st.integers(0, 80)))
def test_the_bits_of_a_number_are_its_steps(places: set[int]) -> None:
    assert list(bits(sum(1 << place for place in places))) == sorted(places)


# boxes


@given(st.lists(st.tuples(st.integers(0, 65_535), st.integers(0, 65_535)), max_size=6))
def test_a_box_says_what_went_into_it(bounds: list[tuple[int, int]]) -> None:
    low, high = [pair[0] for pair in bounds], [pair[1] for pair in bounds]
    assert unpacked(packed(low, high)) == (low, high)


def test_everything_is_open_where_nothing_is_asked() -> None:
    assert opened(GROUND, Constraints(()), Links(GROUND, ()), {}) == OPEN


@pytest.mark.parametrize(
    ("constraints", "low", "high"),
    [
        (Constraints((), ruled_out=(1,)), [0, 0, 0], [1, 1, 1]),
        (Constraints((), ruled_out=(0,)), [0, 0, 0], [0, 1, 1]),  # what comes after it goes with it
        (Constraints((), forced=(1,)), [2, 0, 0], [2, 1, 1]),  # what comes before it comes with it
        (Constraints((), forced=(2, 3)), [0, 1, 1], [2, 1, 1]),
        (Constraints((Demand("gate", "d.a", 2),)), [1, 0, 0], [2, 1, 1]),
        (Constraints((Demand("gate", "d.c", 2),)), [0, 0, 1], [2, 1, 1]),
        (Constraints((Demand("gate", "d.b", 2),)), [0, 0, 0], [2, 1, 1]),  # it stands there
        (Constraints((), needs=((3, 0),), forced=(3,)), [1, 0, 1], [2, 1, 1]),
        (Constraints((), needs=((3, 0),), ruled_out=(0,)), [0, 0, 0], [0, 1, 0]),
    ],
)
def test_constraints_close_options(constraints: Constraints, low: list[int], high: list[int]) -> None:
    links = Links(GROUND, constraints.needs)
    assert opened(GROUND, constraints, links, {}) == packed(low, high)


@pytest.mark.parametrize(
    "constraints",
    [
        Constraints((), forced=(1,), ruled_out=(0,)),
        Constraints((), needs=((3, 1),), forced=(3,), ruled_out=(1,)),
        Constraints((Demand("gate", "d.a", 4),)),  # above its last option
        Constraints((Demand("gate", "e.x", 2),)),  # a gate that does not apply stays shut
        Constraints((Demand("level", "e", 2),)),  # so does a dimension
    ],
)
def test_constraints_that_can_not_be_met_leave_no_box(constraints: Constraints) -> None:
    assert opened(GROUND, constraints, Links(GROUND, constraints.needs), {}) is None


@pytest.mark.parametrize(("won", "some"), [(0, True), (1, False)])
def test_where_nothing_applies_nothing_can_be_won(won: int, some: bool) -> None:
    case: Case = {"scale": [1, 2], "tree": {"d": {"practices": {"a": {"na": True}}}}, "answers": {"d.a": "na"}}
    _, ground = situated(case)
    box = opened(ground, Constraints((Demand("won", "", won),)), Links(ground, ()), {})
    assert (box is not None) == some


def test_a_step_that_is_passed_can_not_be_ruled_out() -> None:
    """A practice found to stand higher than was said has that step behind it: ruling it out closes nothing more."""
    constraints = Constraints((), ruled_out=(0,))
    assert opened(GROUND, constraints, Links(GROUND, ()), {"d.a": 2}) == packed([1, 0, 0], [2, 1, 1])


def test_what_a_passed_step_required_is_not_asked_for_any_more() -> None:
    constraints = Constraints((), needs=((0, 3), (1, 2)))
    links = links_of(GROUND, constraints, {"d.a": 2})
    assert links.pairs == ((1, 2),)
    assert links_of(GROUND, constraints, {}).pairs == ((0, 3), (1, 2))


PAIRS = [(i, need) for i in range(4) for need in range(4) if GROUND.owner[i] != GROUND.owner[need]]


def plans_in(low: list[int], high: list[int], needs: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Every choice of options in boxes that takes no step without what it requires."""

    def taken(places: tuple[int, ...], step: int) -> bool:
        at = GROUND.owner[step]
        return places[at] > step - GROUND.leaves[at].first

    ranges = [range(a, b + 1) for a, b in zip(low, high, strict=True)]
    return [
        places
        for places in product(*ranges)
        if all(taken(places, need) or not taken(places, step) for step, need in needs)
    ]


@settings(max_examples=60, deadline=None)
@given(st.data(), st.lists(st.sampled_from(PAIRS), max_size=4, unique=True))
def test_narrowing_loses_no_plan_and_keeps_no_idle_start(data: st.DataObject, needs: list[tuple[int, int]]) -> None:
    """Every plan of the box is in the narrowed one, and its lowest and its highest options are plans themselves."""
    tops = [len(leaf.ranks) - 1 for leaf in GROUND.leaves]
    low = [data.draw(st.integers(0, top)) for top in tops]
    high = [data.draw(st.integers(start, top)) for start, top in zip(low, tops, strict=True)]
    before = plans_in(low, high, needs)
    some = Links(GROUND, needs).narrow(low, high, list(range(len(low))))
    assert some == bool(before)
    if some:
        assert plans_in(low, high, needs) == before
        assert tuple(low) in before
        assert tuple(high) in before


# whether demands are met


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_ranks_meet_a_demand_as_the_scoring_engine_says(data: st.DataObject) -> None:
    """The quick whole-number check that the search asks thousands of times agrees with the report's own result."""
    weights = [data.draw(st.integers(1, 4)) for _ in range(3)]
    inner = {"e": {"weight": data.draw(st.integers(1, 3)), "practices": {"a": {"weight": weights[0]}}}}
    inner["f"] = {"practices": {"b": {"weight": weights[1]}, "c": {"weight": weights[2]}}}
    case: Case = {"scale": [1, 2, 3, 4], "tree": {"d": {"dimensions": inner}}}
    ids = ["d.e.a", "d.f.b", "d.f.c"]
    ranks = tuple(data.draw(st.integers(1, 4)) for _ in ids)
    assessment = assess_case({**case, "answers": dict(zip(ids, ranks, strict=True))})
    situation = situation_of(assessment.basis)
    reach = Reach(Ground(situation, Pricing(situation).least))
    for demand in (Demand("level", group, level) for group in ("d", "d.e", "d.f") for level in (1, 2, 3, 4)):
        assert reach.meets(demand, ranks) == demand.met(assessment.scores.worst)
    for id_, rank in zip(ids, ranks, strict=True):
        assert reach.meets(Demand("gate", id_, rank), ranks)
        assert not reach.meets(Demand("gate", id_, rank + 1), ranks)


def test_the_highest_options_of_a_box_say_what_it_can_reach() -> None:
    reach = Reach(GROUND)
    top = Demand("level", "d", 3)
    assert reach.reaches([top], OPEN)
    assert reach.reaches([top, Demand("gate", "d.a", 3)], OPEN)
    assert not reach.reaches([top], packed([0, 0, 0], [2, 1, 0])), "a and b are two of three; c one of the 75 %"
    assert not reach.reaches([top, Demand("gate", "d.a", 3)], packed([0, 0, 0], [1, 1, 1]))


# the order of plans


def chained(*efforts: int, **more: Any) -> Case:
    """Practices in a row, each of one step."""
    names = [f"x{i}" for i in range(len(efforts))]
    return {
        "scale": [1, 2],
        "tree": {"d": {"practices": dict.fromkeys(names)}},
        "steps": {f"d.{name}": {2: {"effort": days}} for name, days in zip(names, efforts, strict=True)},
        "answers": {f"d.{name}": 1 for name in names},
        **more,
    }


def searched(case: Case, *demands: Demand, **more: Any) -> tuple[Exact, Pricing]:
    situation, ground = situated(case)
    needs = tuple((i, need) for i, step in enumerate(situation.steps) for need in step.requires)
    return Exact(ground, Constraints(demands, needs=needs, **more), Clock()), Pricing(situation)


LEVEL = Demand("level", "d", 2)


def test_plans_come_cheapest_first_and_none_twice() -> None:
    """More than half of three is two: 1 + 2, 1 + 4, 2 + 4, then none, as all three hold one of these."""
    search, pricing = searched(chained(4, 1, 2), LEVEL)
    plans = list(search.plans())
    assert [sorted(pricing.taken(plan)) for plan in plans] == [[1, 2], [0, 1], [0, 2]]
    assert [pricing.days(plan) for plan in plans] == [3, 5, 6]


def test_what_a_step_requires_makes_it_dear() -> None:
    """x1 and x2 would be the cheapest, but x1 requires x0: with that it is dearer than x0 and x2."""
    case = chained(4, 1, 2)
    case["steps"]["d.x1"][2]["requires"] = {"d.x0": 2}
    search, pricing = searched(case, LEVEL)
    assert [sorted(pricing.taken(plan)) for plan in islice(search.plans(), 2)] == [[0, 1], [0, 2]]


def test_a_plan_without_a_step_does_without_what_rests_on_it() -> None:
    case = chained(4, 1, 2, 3)
    case["steps"]["d.x1"][2]["requires"] = {"d.x0": 2}
    search, pricing = searched(case, LEVEL)
    assert list(search.plans(without=0)) == [], "three of four are asked for, and two are left without x0"
    assert sorted(pricing.taken(next(search.plans(without=2)))) == [0, 1, 3]


def test_practices_that_stand_higher_are_counted_as_steps_that_are_taken() -> None:
    """x0 turns out to stand there already: one more is needed, and the search says the sum with x0 in it."""
    search, pricing = searched(chained(4, 1, 2), LEVEL)
    assert next(search.plans({"d.x0": 2})) == pricing.cost([0, 1])


def test_a_search_that_ends_early_says_so_and_names_a_plan_close_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more boxes than one: the best is not proven, yet a plan with everything it requires is at hand."""
    case = chained(4, 1, 2, 6, 7)
    case["steps"]["d.x1"][2]["requires"] = {"d.x3": 2}
    case["steps"]["d.x2"][2]["requires"] = {"d.x4": 2}
    search, pricing = searched(case, LEVEL)
    best = next(search.plans())
    monkeypatch.setattr(exact, "MOST_NODES", 1)
    plans = search.plans()
    with pytest.raises(LimitError):
        next(plans)
    assert plans.bound <= best
    assert plans.known is not None
    assert plans.known >= best
    assert pricing.days(plans.known) >= pricing.days(best)


def test_no_time_is_no_plan() -> None:
    case = chained(4, 1, 2)
    case["steps"]["d.x1"][2]["requires"] = {"d.x0": 2}
    situation, ground = situated(case)
    needs = tuple((i, need) for i, step in enumerate(situation.steps) for need in step.requires)
    plans = Exact(ground, Constraints((LEVEL,), needs=needs), Clock(0)).plans()
    with pytest.raises(LimitError):
        next(plans)
    assert plans.bound > 0


def test_nothing_asked_is_the_plan_of_nothing_and_no_other() -> None:
    search, pricing = searched(chained(4, 1, 2))
    assert [pricing.taken(plan) for plan in search.plans()] == [frozenset()]


def test_what_can_not_be_met_has_no_plan() -> None:
    search, _ = searched(chained(4, 1, 2), LEVEL, ruled_out=(0, 1))
    assert list(search.plans()) == []
