"""The sums of the exact search, each against trying everything: a wrong one is a plan that is dearer than it must be.

The inputs are so small that all choices can be listed; the oracle is the sentence that says what is asked.
"""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.scoring.values import Demand
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.search import knapsack
from cxmaturity.planning.search.boxes import packed
from cxmaturity.planning.search.ground import Ground, Pricing
from cxmaturity.planning.search.knapsack import Knapsack, LimitError, Row
from cxmaturity.planning.situation import situation_of
from tests.build import Case, assess_case

FLAT: Case = {
    "scale": [1, 2, 3],
    "tree": {"d": {"practices": {"a": {"weight": 2}, "b": {}, "c": {}}}},
    "steps": {
        "d.a": {2: {"effort": 40}, 3: {"effort": 10}},
        "d.b": {2: {"effort": 5}, 3: {"effort": 5}},
        "d.c": {2: {"effort": 20}, 3: {"effort": 90}},
    },
    "answers": {"d.a": 1, "d.b": 1, "d.c": 1},
}
"""Level 2 asks for more than half of the weight 4, so for 3: a (40) and b (5), as b and c together weigh only 2."""


def ground_of(case: Case) -> Ground:
    situation = situation_of(assess_case(case).basis)
    return Ground(situation, [step.days for step in situation.steps])


def searching(case: Case, *asked: Demand) -> tuple[Knapsack, Ground]:
    ground = ground_of(case)
    return Knapsack(ground, asked, Clock()), ground


def whole(ground: Ground) -> tuple[int, ...]:
    """Boxes in which every option is open."""
    return packed([0] * len(ground.leaves), [len(leaf.ranks) - 1 for leaf in ground.leaves])


SUMS, _ = searching(FLAT)
INFINITE = SUMS.infinite


# one group, worked by hand


def test_a_level_takes_the_cheapest_weight_that_is_enough() -> None:
    """40 for a and 5 for b: b and c would cost 25, and weigh 2 of the 3 that are asked for."""
    search, ground = searching(FLAT, Demand("level", "d", 2))
    assert search.best(whole(ground)) == 45


def test_the_top_takes_most_at_it_and_nearly_all_one_below() -> None:
    """Three of four at point 3: a (50) and b (10); one below 75 % of 4, which are the same three. c may stay."""
    search, ground = searching(FLAT, Demand("level", "d", 3))
    assert search.best(whole(ground)) == 60


def test_the_highest_of_several_demands_of_a_group_counts() -> None:
    search, ground = searching(FLAT, Demand("level", "d", 3), Demand("level", "d", 2))
    assert search.floors == {"d": 3}
    assert search.best(whole(ground)) == 60


def test_nothing_asked_costs_nothing() -> None:
    search, ground = searching(FLAT)
    assert search.best(whole(ground)) == 0


def test_a_box_that_is_closed_below_what_is_asked_has_no_plan() -> None:
    """Without a, which alone weighs half, no level above the first is left."""
    search, _ = searching(FLAT, Demand("level", "d", 2))
    assert search.best(packed([0, 0, 0], [0, 2, 2])) >= search.infinite


def test_a_box_that_starts_higher_pays_for_its_start() -> None:
    """c is to stand at point 2 anyway, for 20: with a that is three of four, so that b may stay."""
    search, _ = searching(FLAT, Demand("level", "d", 2))
    assert search.best(packed([0, 0, 1], [2, 2, 2])) == 60


def test_what_is_remembered_of_a_group_is_remembered_by_its_box() -> None:
    """Asked again with other boxes, and then with the first ones, it says the same of each."""
    search, ground = searching(FLAT, Demand("level", "d", 2))
    boxes = [whole(ground), packed([0, 0, 1], [2, 2, 2]), packed([0, 1, 0], [1, 1, 1])]
    first = [search.best(box) for box in boxes]
    assert [search.best(box) for box in reversed(boxes)] == first[::-1]
    assert first == [45, 60, 45]


NESTED: Case = {
    "scale": [1, 2],
    "tree": {
        "d": {
            "dimensions": {
                "e": {"weight": 3, "practices": {"a": {}}},
                "f": {"weight": 1, "practices": {"b": {}, "c": {}}},
            }
        },
        "g": {"practices": {"h": {}}},
    },
    "steps": {"d.e.a": {2: {"effort": 7}}, "d.f.b": {2: {"effort": 1}}, "d.f.c": {2: {"effort": 2}}},
    "answers": {"d.e.a": 1, "d.f.b": 1, "d.f.c": 1, "g.h": "na"},
}


@pytest.mark.parametrize(
    ("asked", "least"),
    [
        ((Demand("level", "d", 2),), 7),  # e alone weighs three of four
        ((Demand("level", "d.e", 2),), 7),
        ((Demand("level", "d.f", 2),), 3),  # one of two is half, and not more than half
        ((Demand("level", "d.f", 2), Demand("level", "d", 2)), 10),  # the inner one is asked on top
        ((Demand("level", "d", 1),), 0),
    ],
)
def test_inner_groups_are_paid_for_once(asked: tuple[Demand, ...], least: int) -> None:
    case = {**NESTED, "tree": {**NESTED["tree"], "g": {"practices": {"h": {"na": True}}}}}
    search, ground = searching(case, *asked)
    assert search.best(whole(ground)) == least


def test_where_nothing_applies_nothing_costs() -> None:
    case: Case = {"scale": [1, 2], "tree": {"d": {"practices": {"a": {"na": True}}}}, "answers": {"d.a": "na"}}
    search, ground = searching(case)
    assert ground.root is None
    assert search.best(()) == 0


# dimensions that are won

SWEEP: Case = {
    "scale": [-1, 0, 1],
    "scoring": {"rule": "sweep"},
    "tree": {
        "d": {"practices": {"a": {}, "b": {}}},
        "e": {"practices": {"c": {"weight": 3}, "f": {}}},
        "g": {"practices": {"h": {}}},
    },
    "steps": {
        "d.a": {2: {"effort": 10}, 3: {"effort": 10}},
        "d.b": {2: {"effort": 1}, 3: {"effort": 50}},
        "e.c": {2: {"effort": 8}, 3: {"effort": 8}},
        "e.f": {2: {"effort": 3}, 3: {"effort": 3}},
        "g.h": {2: {"effort": 100}, 3: {"effort": 100}},
    },
    "answers": {"d.a": 1, "d.b": 1, "e.c": 1, "e.f": 1, "g.h": 1},
}
"""d is won by a at +1 and b at 0 (21); e by f at +1 and c at 0 (14), as c at +1 takes 16; g by h at +1 (200)."""


@pytest.mark.parametrize(("won", "least"), [(1, 14), (2, 35), (3, 235)])
def test_the_dimensions_that_are_won_are_the_cheapest(won: int, least: int) -> None:
    search, ground = searching(SWEEP, Demand("won", "", won))
    assert search.best(whole(ground)) == least


def test_more_dimensions_than_there_are_can_not_be_won() -> None:
    search, ground = searching(SWEEP, Demand("won", "", 4))
    assert search.best(whole(ground)) >= search.infinite


def test_a_dimension_that_can_not_be_won_is_not_counted_on() -> None:
    """h may not rise: two of three are still won at 35, three are not."""
    box = packed([0] * 5, [2, 2, 2, 2, 1])
    assert searching(SWEEP, Demand("won", "", 2))[0].best(box) == 35
    search, _ = searching(SWEEP, Demand("won", "", 3))
    assert search.best(box) >= search.infinite


def test_a_level_is_asked_of_a_dimension_whether_it_is_won_or_not() -> None:
    """g at its second point costs 100 on top of the 14 that win e."""
    search, ground = searching(SWEEP, Demand("won", "", 1), Demand("level", "g", 2))
    assert search.best(whole(ground)) == 114


def test_what_a_level_has_cost_already_is_not_paid_for_again() -> None:
    """d is to stand at its second point (11): from there 10 more win it, so that winning e (14) would be dearer."""
    search, ground = searching(SWEEP, Demand("won", "", 1), Demand("level", "d", 2))
    assert search.best(whole(ground)) == 21


# the sums themselves, against every choice

COSTS = st.integers(-20, 60)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A child: what it costs two below a level, one below it and at it never falls."""
    lower, nearly, level = sorted(draw(st.tuples(COSTS, COSTS, COSTS)))
    shut = draw(st.integers(0, 6))
    if shut <= 1:
        level = INFINITE
    if shut == 0:
        nearly = INFINITE
    return draw(st.integers(1, 9)), lower, nearly, level


def covered_by_trying(children: list[Row], most: int, nearly: int) -> int:
    """The least cost of any choice for each child that has the weights asked for."""
    costs: list[int] = []
    for places in product(range(3), repeat=len(children)):
        at = sum(child[0] for child, place in zip(children, places, strict=True) if place == 2)
        below = sum(child[0] for child, place in zip(children, places, strict=True) if place >= 1)
        chosen = [child[1 + place] for child, place in zip(children, places, strict=True)]
        if at >= most and below >= nearly and INFINITE not in chosen:
            costs.append(sum(chosen))
    return min(costs, default=INFINITE)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=5), st.integers(0, 30), st.integers(0, 30))
def test_weights_are_covered_at_the_least_cost(children: list[Row], most: int, nearly: int) -> None:
    expected = covered_by_trying(children, most, nearly)
    assert SUMS._covered(children, most, nearly) == expected


def test_a_child_that_can_not_even_stand_two_below_spoils_all() -> None:
    assert SUMS._covered([(1, INFINITE, INFINITE, INFINITE), (5, 0, 0, 0)], 1, 1) == INFINITE


def test_costs_below_nothing_are_no_reason_to_give_up() -> None:
    """An index that rises costs less than nothing: the child is taken up though nobody asks for its weight."""
    assert SUMS._covered([(4, -3, -3, -3), (2, 0, 5, 9)], 6, 6) == 6
    assert SUMS._covered([(4, -9, -9, -9)], 4, 4) == -9


def test_a_weight_that_is_enough_to_the_unit_is_enough() -> None:
    assert SUMS._covered([(3, 0, 0, 7), (2, 0, 0, 5)], 3, 0) == 7
    assert SUMS._covered([(3, 0, 0, 7), (2, 0, 0, 5)], 4, 0) == 12
    assert SUMS._covered([(3, 0, 0, 7), (2, 0, 0, 5)], 2, 0) == 5


def states() -> st.SearchStrategy[dict[tuple[int, int], int]]:
    return st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 8)), st.integers(0, 30), max_size=25)


@settings(max_examples=60, deadline=None)
@given(states())
def test_only_states_that_another_beats_are_dropped(before: dict[tuple[int, int], int]) -> None:
    """A state goes only where another has no more missing and costs no more; it does go where that is cheaper."""
    kept = knapsack._best(before)
    assert kept.items() <= before.items()

    def beats(state: tuple[tuple[int, int], int], other: tuple[tuple[int, int], int]) -> bool:
        (at, below), cost = state
        return at <= other[0][0] and below <= other[0][1] and cost <= other[1]

    for state in before.items():
        assert any(beats(better, state) for better in kept.items())
    for state in kept.items():
        assert not any(beats(other, state) and other[1] < state[1] for other in kept.items())


@settings(max_examples=40, deadline=None)
@given(st.lists(rows(), min_size=4, max_size=7), st.integers(0, 40), st.integers(0, 40))
def test_pruning_changes_nothing(children: list[Row], most: int, nearly: int) -> None:
    """From the first state on, or never: the sum is the same."""
    expected = SUMS._covered(children, most, nearly)
    before = knapsack.PRUNED
    try:
        knapsack.PRUNED = 0
        assert SUMS._covered(children, most, nearly) == expected
    finally:
        knapsack.PRUNED = before


def test_too_many_states_end_the_search_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights without a common divisor can need more than there is memory for: a limit, and not a wrong sum."""
    children: list[Row] = [(2**i, 0, i + 1, 3 * i + 2) for i in range(6)]
    assert SUMS._covered(children, 20, 20) == covered_by_trying(children, 20, 20)
    monkeypatch.setattr(knapsack, "MOST_STATES", 2)
    with pytest.raises(LimitError):
        SUMS._covered(children, 20, 20)
    monkeypatch.setattr(knapsack, "MOST_STATES", 0)
    search, ground = searching(SWEEP, Demand("won", "", 1))
    with pytest.raises(LimitError):
        search.best(whole(ground))


# what a plan costs, in one number


def test_the_number_of_a_plan_says_its_days_and_its_steps() -> None:
    situation = situation_of(assess_case(FLAT).basis)
    pricing = Pricing(situation)
    taken = [0, 2, 3]
    cost = pricing.cost(taken)
    assert pricing.taken(cost) == {0, 2, 3}
    assert pricing.days(cost) == sum(situation.steps[i].days for i in taken) == 50
    assert pricing.days(pricing.cost([])) == 0


def test_of_two_plans_as_cheap_the_one_that_lifts_the_index_more_costs_less() -> None:
    """a weighs double: as a step of as many days it adds more, so that it comes before b."""
    case: Case = {
        "scale": [1, 2],
        "tree": {"d": {"practices": {"b": {}, "a": {"weight": 2}}}},
        "answers": {"d.a": 1, "d.b": 1},
    }
    pricing = Pricing(situation_of(assess_case(case).basis))
    later, earlier = pricing.cost([1]), pricing.cost([0])
    assert later < earlier
    assert pricing.days(later) == pricing.days(earlier) == 5


def test_of_two_plans_alike_the_one_with_the_earlier_steps_costs_less() -> None:
    case: Case = {
        "scale": [1, 2],
        "tree": {"d": {"practices": {"a": {}, "b": {}, "c": {}}}},
        "answers": {"d.a": 1, "d.b": 1, "d.c": 1},
    }
    pricing = Pricing(situation_of(assess_case(case).basis))
    order = sorted([(0, 1), (0, 2), (1, 2)], key=pricing.cost)
    assert order == [(0, 1), (0, 2), (1, 2)]


@settings(max_examples=50, deadline=None)
@given(st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)))
def test_a_plan_of_more_days_always_costs_more(one: set[int], other: set[int]) -> None:
    """No gain of the index, and no order of steps, outweighs a person-day."""
    situation = situation_of(assess_case(FLAT).basis)
    pricing = Pricing(situation)
    days = [situation.days(frozenset(taken)) for taken in (one, other)]
    costs = [pricing.cost(taken) for taken in (one, other)]
    if days[0] < days[1]:
        assert costs[0] < costs[1]
    assert [pricing.days(cost) for cost in costs] == days
    assert (costs[0] == costs[1]) == (one == other)
