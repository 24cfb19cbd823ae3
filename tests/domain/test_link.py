"""Whether maturity and outcomes go together: published coefficients, exact chances, and nothing said of too few.

A user would else show a board a line through five points.
"""

from itertools import permutations
from operator import mul

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.outcomes.link import LEAST, About, Unit, correlation, link, ranks
from cxmaturity.statistics import permutation
from cxmaturity.statistics.permutation import EXACT, p_of_permutations, sums

ABOUT = About("organisational", "nps", "nps", "NPS")


def units(pairs: list[tuple[float, float]]) -> list[Unit]:
    return [Unit(f"Unit {i}", index, value) for i, (index, value) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [([3, 1, 2], [3, 1, 2]), ([5, 5, 1], [2.5, 2.5, 1]), ([7, 7, 7, 7], [2.5] * 4), ([], [])],
)
def test_values_that_tie_share_their_mean_rank(values: list[float], wanted: list[float]) -> None:
    assert ranks(values) == wanted


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        # intelligence and hours of television, the example that textbooks print: -29/165
        ([86, 97, 99, 100, 101, 103, 106, 110, 112, 113], [2, 20, 28, 27, 50, 29, 7, 17, 6, 12], -29 / 165),
        ([1, 2, 3, 4], [10, 20, 30, 40], 1),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1),
        ([1, 2, 3, 4], [2, 1, 4, 3], 0.6),  # 1 - 6 (1 + 1 + 1 + 1) / (4 x 15)
    ],
)
def test_rho_is_what_is_printed_or_worked_out_by_hand(first: list[float], second: list[float], wanted: float) -> None:
    assert correlation(ranks(first), ranks(second)) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("first", "second"),
    [([1, 2, 3, 4], [1, 2, 3, 4]), ([1, 2, 3, 4, 5], [2, 1, 3, 5, 4]), ([1, 2, 2, 4, 5, 6], [3, 3, 1, 6, 5, 4])],
)
def test_the_chance_of_few_is_counted_over_all_permutations(first: list[float], second: list[float]) -> None:
    """By brute force, as the definition says: two ways in 24 give four in a row, or four in the other."""
    x, y = ranks(first), ranks(second)
    seen = abs(correlation(x, y) or 0)
    every = [abs(correlation(x, each) or 0) for each in permutations(y)]
    wanted = sum(each >= seen - 1e-9 for each in every) / len(every)
    p, draws = p_of_permutations(x, y)
    assert draws == 0
    assert p == pytest.approx(wanted)


@given(st.integers(2, 7).flatmap(lambda n: st.tuples(*2 * [st.lists(st.integers(0, n), min_size=n, max_size=n)])))
@settings(max_examples=40, deadline=None)
def test_the_chance_is_that_of_brute_force_whatever_ties(values: tuple[list[int], list[int]]) -> None:
    """Ranks are halves: doubled they are whole, and every order can be held against the one that was seen exactly."""
    x, y = ([round(2 * rank) for rank in ranks(row)] for row in values)
    n, middle = len(x), sum(x) * sum(y)
    every = [abs(n * sum(map(mul, x, each)) - middle) for each in permutations(y)]
    wanted = sum(each >= abs(n * sum(map(mul, x, y)) - middle) for each in every) / len(every)
    p, draws = p_of_permutations(ranks(values[0]), ranks(values[1]))
    assert p == pytest.approx(wanted, rel=1e-12) and draws == 0


@pytest.mark.parametrize(
    ("n", "of_twenty", "of_hundred"),
    [
        (8, 0.738, 0.881),
        (9, 0.700, 0.833),
        (10, 0.648, 0.794),
        (11, 0.618, 0.755),
        (12, 0.587, 0.727),
        (13, 0.560, 0.703),
        (14, 0.538, 0.679),
    ],
)
def test_the_least_rho_that_is_clear_is_the_one_in_tables(n: int, of_twenty: float, of_hundred: float) -> None:
    """Two-sided at 0.05 and 0.01: Zar 1972, Journal of the American Statistical Association 67, 578-580; Ramsey 1989,
    Journal of Educational Statistics 14, 245-253, from the exact distribution.
    """
    ways = dict(sums(range(n), range(n)))
    middle, most = n * (n - 1) ** 2 / 4, (n**3 - n) / 12
    for chance, printed in ((0.05, of_twenty), (0.01, of_hundred)):
        clear = [
            rho
            for rho in sorted({abs(total - middle) / most for total in ways})
            if sum(times for total, times in ways.items() if abs(total - middle) / most >= rho - 1e-12)
            <= chance * sum(ways.values())
        ]
        assert clear[0] == pytest.approx(printed, abs=0.00051)


def test_the_chance_of_more_is_drawn_and_close_to_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """At one unit more than is counted in full the answer must not jump, nor differ from run to run."""
    first, second = list(range(1, 13)), [3, 1, 7, 2, 8, 4, 11, 6, 5, 12, 10, 9]
    exact, none = p_of_permutations(first, second)
    monkeypatch.setattr(permutation, "EXACT", 11)
    p, draws = p_of_permutations(first, second)
    assert (none, draws) == (0, 100_000)
    assert p_of_permutations(first, second) == (p, draws)
    assert p == pytest.approx(exact, abs=5 * (exact * (1 - exact) / draws) ** 0.5)


def test_of_which_units_all_orders_are_counted() -> None:
    """Fifteen: a board that asks for the exact chance has it for every region, and nobody waits for it."""
    assert p_of_permutations(range(EXACT), [0] * 8 + [1] * (EXACT - 8)) == (2 / 6435, 0)
    assert p_of_permutations(range(EXACT + 1), range(EXACT + 1)) == (1 / 100_001, 100_000)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=LEAST, max_size=LEAST))
def test_a_link_is_the_same_in_any_order_and_the_other_way_round_when_turned(pairs: list[tuple[int, int]]) -> None:
    def chance(first: object, second: object) -> tuple[float, int]:
        return 0.5, 0

    found = link(ABOUT, units([(float(a), float(b)) for a, b in pairs]), chance)
    turned = link(ABOUT, units([(float(a), float(-b)) for a, b in reversed(pairs)]), chance)
    assert (found.rho is None) == (turned.rho is None) == bool(found.reason)
    if found.rho is not None and turned.rho is not None:
        assert -1 <= found.rho <= 1
        assert found.rho == pytest.approx(-turned.rho)


@pytest.mark.parametrize("n", [0, 1, 7])
def test_too_few_units_say_so_and_nothing_else(n: int) -> None:
    found = link(ABOUT, units([(float(i), float(i)) for i in range(n)]), p_of_permutations)
    assert (found.n, found.rho, found.p) == (n, None, None)
    assert "which is too few: it takes eight" in found.reason
    enough = link(ABOUT, units([(float(i), float(i)) for i in range(LEAST)]), p_of_permutations)
    assert (enough.rho, enough.reason) == (1.0, "")
    assert enough.p == pytest.approx(2 / 40_320)


def test_units_that_do_not_differ_have_no_link() -> None:
    found = link(ABOUT, units([(50.0, float(i)) for i in range(LEAST)]), p_of_permutations)
    assert (found.rho, found.reason) == (None, "the index or the measure is the same in all units")
