"""Whether maturity and outcomes go together: published coefficients, exact chances, and nothing said of too few.

A user would else show a board a line through five points.
"""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.outcomes.link import LEAST, About, Unit, correlation, link, ranks
from cxmaturity.statistics.permutation import EXACT, p_of_permutations

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


def test_the_chance_of_more_is_drawn_and_close_to_the_exact_one() -> None:
    """At one unit more than is counted in full the answer must not jump, nor differ from run to run."""
    first = list(range(1, EXACT + 2))
    second = [2, 1, 4, 6, 3, 5, 9, 7, 11, 8, 10]
    p, draws = p_of_permutations(first, second)
    assert draws == 100_000
    assert p_of_permutations(first, second) == (p, draws)
    assert 0 < p < 0.001  # rho is 0.9: the tables of Zar give p < 0.001 for n = 11


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
