"""The draws behind a value: the same for the same seed, in order, and the formula where nothing is open."""

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from cxmaturity.domain.outcomes.stakes import Estimate, Stakes
from cxmaturity.domain.outcomes.value import certain, likely, net
from cxmaturity.statistics.simulation import spread
from tests.domain.test_value import CASES, stakes, stakes_of

NORTHWIND = stakes_of(CASES[1]["inputs"])


@settings(max_examples=40)
@given(stakes())
def test_the_percentiles_are_in_their_order(given: Stakes) -> None:
    """A P10 above the P90 would tell a board that the bad case is the good one."""
    drawn = spread(given, 50)
    assert drawn.p10 <= drawn.p50 <= drawn.p90
    assert 0 <= drawn.below_zero <= 1


def test_the_same_seed_gives_the_same_and_another_nearly_so() -> None:
    """A report made again would else differ from the one that was printed."""
    first, again, other = (spread(NORTHWIND, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    assert first.p50 == pytest.approx(other.p50, rel=0.02)


def test_what_is_certain_has_no_spread() -> None:
    sure = replace(NORTHWIND, customers=certain(100_000.0), uplift=certain(0.01))
    worth = net(sure, likely(sure))
    assert spread(sure, 10) == type(spread(sure, 10))(worth, worth, worth, 0.0)


def test_the_draws_are_those_of_a_triangle() -> None:
    """With all else certain the value of one year is linear in the customers: its percentiles are a triangle's.

    Between 0 and 100 with the top at 50 one tenth lies below 100 sqrt(0.1 / 2), as the area of a triangle says.
    """
    one = Stakes(
        years=1,
        discount_rate=certain(0.0),
        customers=Estimate(0.0, 50.0, 100.0),
        margin=certain(1.0),
        retained=certain(0.0),
        uplift=certain(1.0),
    )
    drawn = spread(one, 40_000)
    tenth = 100 * 0.05**0.5
    assert (drawn.p10, drawn.p50, drawn.p90) == pytest.approx((tenth, 50, 100 - tenth), abs=0.6)


def test_an_input_that_becomes_certain_leaves_the_draws_of_the_others_as_they_are() -> None:
    """Else nobody could say what an answer to one open question has changed."""
    sure = replace(NORTHWIND, customers=certain(100_000.0))
    narrow = replace(NORTHWIND, customers=Estimate(99_999.0, 100_000.0, 100_001.0))
    assert spread(sure).p50 == pytest.approx(spread(narrow).p50, rel=1e-5)


def test_the_share_below_nothing_counts_what_does_not_pay() -> None:
    """With a cost in the middle of what it brings about half of the draws lose."""
    middle = spread(NORTHWIND).p50
    costed = replace(NORTHWIND, days=certain(1.0), day_rate=certain(middle))
    assert spread(costed).below_zero == pytest.approx(0.5, abs=0.01)
    assert spread(costed).p50 == pytest.approx(0, abs=1e-6)
