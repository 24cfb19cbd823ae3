"""The figure of some answers and the difference of two sets of them, by the kind of their variant."""

from collections.abc import Mapping
from math import fsum
from operator import mul
from typing import NamedTuple, Protocol

from cxmaturity.domain.outcomes.figures import Figure, GroupCount
from cxmaturity.domain.outcomes.intervals import (
    Interval,
    Net,
    adjusted_wald,
    adjusted_wald_difference,
    newcombe,
    wilson,
)
from cxmaturity.domain.outcomes.variants import Variant

Tally = Mapping[float, int]
"""How many answers have each value."""


class Resample(Protocol):
    """What draws answers again and again, and says how far their mean moves by that."""

    def interval(self, tally: Tally) -> Interval:
        """The 95 % interval of the mean."""
        ...

    def difference(self, first: Tally, second: Tally) -> Interval:
        """The 95 % interval of the first mean less the second, of answers of different people."""
        ...


class Drawing(NamedTuple):
    """How means get their intervals: by what, and with how many draws from which seed."""

    resample: Resample
    draws: int
    seed: int


def figure(variant: Variant, tally: Tally, resample: Resample) -> Figure:
    """The value of one answer or more, with its interval."""
    n = sum(tally.values())
    if variant.kind == "net":
        net = _net(variant, tally)
        low, high = adjusted_wald(net)
        return Figure(n, 100 * net.value, 100 * low, 100 * high)
    if variant.kind == "share":
        yes = _net(variant, tally).good
        return Figure(n, yes / n, *wilson(yes, n))
    return Figure(n, mean_of(tally), *resample.interval(tally))


def difference(
    variant: Variant, first: Tally, second: Tally, resample: Resample, means: tuple[float, float] | None = None
) -> tuple[float, Interval]:
    """The value of the first answers less that of the second, with its interval; `means` are both where known."""
    if variant.kind == "net":
        a, b = _net(variant, first), _net(variant, second)
        low, high = adjusted_wald_difference(a, b)
        return 100 * (a.value - b.value), Interval(100 * low, 100 * high)
    if variant.kind == "share":
        a, b = _net(variant, first), _net(variant, second)
        return a.value_of_good - b.value_of_good, newcombe((a.good, a.n), (b.good, b.n))
    a_mean, b_mean = means or (mean_of(first), mean_of(second))
    return a_mean - b_mean, resample.difference(first, second)


def value_of(variant: Variant, tally: Tally) -> float:
    """The value alone."""
    if variant.kind == "net":
        return 100 * _net(variant, tally).value
    return _net(variant, tally).value_of_good if variant.kind == "share" else mean_of(tally)


def mean_of(tally: Tally) -> float:
    """The mean of one answer or more, whatever the order in which they are counted."""
    return fsum(map(mul, tally, tally.values())) / sum(tally.values())


def groups_of(variant: Variant, tally: Tally) -> tuple[GroupCount, ...]:
    """How many answers are in each group that the variant names; together all."""
    if not variant.groups:
        return ()
    net = _net(variant, tally)
    counts = (net.good, net.n - net.good - net.bad, net.bad) if variant.kind == "net" else (net.good, net.n - net.good)
    return tuple(GroupCount(name, n) for name, n in zip(variant.groups, counts, strict=True))


def _net(variant: Variant, tally: Tally) -> Net:
    good, bad = variant.good, variant.bad
    assert good is not None and bad is not None  # noqa: S101  of every kind that is counted
    return Net(
        sum(n for value, n in tally.items() if value >= good),
        sum(n for value, n in tally.items() if value <= bad),
        sum(tally.values()),
    )
