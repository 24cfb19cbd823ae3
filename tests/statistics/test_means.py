"""Means drawn again: what is made from moments is as good as drawing, and the same answers always give the same.

A cost or a time would be shown as surer than it is, or differently each time.
"""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.statistics.bootstrap import MANY
from cxmaturity.statistics.means import MOST_KEPT, Bootstrap

SHAPES = {
    "normal": lambda draw, n: draw.normal(50, 10, n),
    "costs": lambda draw, n: draw.lognormal(2, 1, n),
    "waiting": lambda draw, n: draw.exponential(8, n),
    "points of a scale": lambda draw, n: draw.integers(1, 8, n).astype(float),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("n", [MANY, 3 * MANY])
def test_what_is_made_from_moments_is_what_drawing_gives(shape: str, n: int) -> None:
    """Both ends lie where 4,000 real draws have them, within a twentieth of the interval's width, as the page says."""
    draw = np.random.default_rng(7)
    values = SHAPES[shape](draw, n)
    means = values[draw.integers(0, n, (4000, n))].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    made = Bootstrap().interval(Counter(values.tolist()))
    assert made.low == pytest.approx(low, abs=(high - low) / 20)
    assert made.high == pytest.approx(high, abs=(high - low) / 20)


def test_skewness_moves_both_ends_to_the_long_side() -> None:
    """As the draws of costs do: an interval around the mean with ends as far from it would leave out what is dear."""
    values = np.random.default_rng(8).lognormal(2, 1, MANY)
    low, high = Bootstrap().interval(Counter(values.tolist()))
    assert high - values.mean() > values.mean() - low


def test_few_answers_are_drawn_and_many_are_made_alike() -> None:
    """On both sides of the border the intervals are as wide: nobody sees where it lies."""
    values = (np.arange(MANY) % 7 + 1.0).tolist()
    few, many = (Bootstrap().interval(Counter(values[:n])) for n in (MANY - 1, MANY))
    assert few.high - few.low == pytest.approx(many.high - many.low, rel=0.05)


@pytest.mark.parametrize("n", [5, MANY - 1, MANY, 10 * MANY])
def test_answers_that_are_all_the_same_leave_nothing_open(n: int) -> None:
    assert Bootstrap().interval(Counter({4.0: n})) == (4.0, 4.0)
    assert Bootstrap().difference(Counter({4.0: n}), Counter({3.0: n})) == (1.0, 1.0)


def test_what_is_kept_of_a_set_is_never_anothers() -> None:
    """A group beside more others than are kept has the interval that it has alone."""
    shared = Bootstrap(draws=50)
    for i in [*range(MOST_KEPT + 9), *range(9)]:
        tally = Counter({1.0: 5 + i, 9.0: 5})
        apart = Bootstrap(draws=50)
        assert shared.interval(tally) == apart.interval(tally) == shared.interval(tally)
        assert shared.difference(tally, tally) == apart.difference(tally, tally)


@pytest.mark.parametrize("n", [20, 2 * MANY])
def test_the_same_answers_twice_are_drawn_apart(n: int) -> None:
    """Two months with the same answers are two months: their difference is 0, and not sure."""
    tally = Counter({1.0: n, 5.0: n})
    low, high = Bootstrap().difference(tally, tally)
    assert low < 0 < high
    own = Bootstrap().interval(tally)
    assert high - low == pytest.approx((own.high - own.low) * 2**0.5, rel=0.1)


@given(st.dictionaries(st.integers(0, 50), st.integers(1, 30), min_size=2, max_size=12), st.integers(-5, 5))
@settings(max_examples=30, deadline=None)
def test_an_interval_moves_with_its_answers(counts: dict[int, int], by: int) -> None:
    """What is counted from another start, as degrees are, is as sure as before."""
    tally = {float(value): n for value, n in counts.items()}
    moved = {value + by * 1000: n for value, n in tally.items()}
    here, there = (Bootstrap(draws=2000).interval(each) for each in (tally, moved))
    width = here.high - here.low
    assert there.low - by * 1000 == pytest.approx(here.low, abs=0.2 * width + 1e-6)
    assert there.high - by * 1000 == pytest.approx(here.high, abs=0.2 * width + 1e-6)


@pytest.mark.parametrize("seed", [1, 2, 999])
def test_a_seed_gives_the_same_and_another_nearly_the_same(seed: int) -> None:
    tally = Counter({1.0: 12, 2.0: 30, 9.0: 4})
    first, again = Bootstrap(seed=seed).interval(tally), Bootstrap(seed=seed).interval(tally)
    assert first == again
    other = Bootstrap(seed=seed + 1).interval(tally)
    assert other.low == pytest.approx(first.low, abs=0.1) and other.high == pytest.approx(first.high, abs=0.1)


def test_more_answers_are_surer() -> None:
    widths = []
    for n in (10, 40, 160, 640, 2560):
        low, high = Bootstrap().interval(Counter(dict.fromkeys(map(float, range(20)), n // 10)))
        widths.append(high - low)
    assert all(later == pytest.approx(earlier / 2, rel=0.12) for earlier, later in pairwise(widths))
