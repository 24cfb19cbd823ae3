"""Intervals of differences hold what they should as often as they say, and are the same for the same seed."""

import random
from statistics import mean

import numpy as np
import pytest

from cxmaturity.domain.agreement.gaps import Contrast, Matrix
from cxmaturity.statistics import bootstrap
from cxmaturity.statistics.bootstrap import intervals

ONE = [Contrast(0, 1, [[1.0]])]


def test_the_same_seed_gives_the_same_interval_and_another_nearly_so() -> None:
    """A report made again would else differ from the one that was printed."""
    draw = random.Random(1)
    groups = [[[draw.randint(1, 6)] for _ in range(n)] for n in (12, 20)]
    first, again, other = (intervals(groups, ONE, 4000, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert first[0][0] == pytest.approx(other[0][0], abs=0.1)


def test_groups_that_agree_within_have_an_interval_of_nothing() -> None:
    assert intervals([[[4]] * 5, [[2]] * 9], ONE, 500, 1) == [[(2.0, 2.0)]]


def test_an_interval_holds_the_true_difference_about_as_often_as_it_says() -> None:
    """Too narrow, a board would be told of a gap that chance made. The percentile one is a little narrow by itself."""
    draw = random.Random(7)
    held = 0
    for _ in range(200):
        groups = [[[draw.choice((1, 2, 2, 3))] for _ in range(15)], [[draw.choice((1, 2, 3, 4))] for _ in range(20)]]
        low, high = intervals(groups, ONE, 400, draw.randint(0, 9999))[0][0]
        held += low <= 2 - 2.5 <= high
    assert 0.87 <= held / 200 <= 0.99


def test_a_weighted_mean_of_practices_moves_with_all_of_them() -> None:
    """A person is drawn with all votes: where two practices mirror each other their mean does not move at all."""
    group = [[a, 5 - a] for a in (1, 2, 3, 4, 4, 1)]
    ((low, high), (single_low, single_high)) = intervals(
        [group, [[2, 2]] * 6], [Contrast(0, 1, [[0.5, 0.5], [1.0, 0.0]])], 2000, 1
    )[0]
    assert (low, high) == (0.5, 0.5)
    assert single_high - single_low > 1


def test_missing_votes_are_left_out_and_never_counted_as_nothing() -> None:
    """A vote that is not there would else pull the mean down."""
    groups: list[Matrix] = [[[3], [None], [3], [3], [None]], [[1], [1], [None]]]
    assert intervals(groups, ONE, 2000, 1) == [[(2.0, 2.0)]]
    mixed: list[Matrix] = [[[1], [5], [None], [3]], [[3], [3]]]
    low, high = intervals(mixed, ONE, 4000, 1)[0][0]
    assert low < mean([1, 5, 3]) - 3 < high


def test_many_people_have_the_interval_that_drawing_each_of_them_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many people means are drawn instead: it must not show, also where votes are missing and practices related."""
    draw = random.Random(3)
    firsts = [draw.choice((1, 2, 2, 3, 6)) for _ in range(450)]
    one = [[first, min(6, first + 1) if draw.random() < 0.8 else None] for first in firsts]
    other = [[draw.randint(1, 5), draw.randint(1, 5)] for _ in range(450)]
    contrasts = [Contrast(0, 1, [[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]])]
    fast = intervals([one, other], contrasts, 4000, 1)[0]
    monkeypatch.setattr(bootstrap, "MANY", 10_000)
    slow = intervals([one, other], contrasts, 4000, 1)[0]
    for a, b in zip(fast, slow, strict=True):
        assert a == pytest.approx(b, abs=0.015)


@pytest.mark.parametrize("draws", [1, 2, 40, 41, 999, 1000])
def test_the_ends_are_the_percentiles_of_numpy(draws: int) -> None:
    """Another rule for the ends would give another interval than who redoes it with numpy, R or a spreadsheet."""
    apart = np.random.default_rng(draws).standard_normal((3, draws))
    wanted = np.percentile(apart, bootstrap.ENDS, axis=1)
    assert np.array(bootstrap._percentiles(apart.copy())) == pytest.approx(wanted)
