"""Intervals of shares and of what is a share less another, and of differences of these; all at 95 %.

Shares are given by counts, so that nothing is rounded before the end.
"""

from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054
"""Between minus and plus so many standard deviations 95 % of a normal distribution lie."""
PSEUDO = 3
"""How many answers the adjusted Wald interval adds, a quarter of them to the good and a quarter to the bad."""


class Interval(NamedTuple):
    """The ends of an interval."""

    low: float
    high: float


class Net(NamedTuple):
    """How many answers are good, how many bad, of how many."""

    good: int
    bad: int
    n: int

    @property
    def value(self) -> float:
        """The share of the good less the share of the bad, -1..1."""
        return (self.good - self.bad) / self.n

    @property
    def value_of_good(self) -> float:
        """The share of the good, 0..1."""
        return self.good / self.n


def wilson(yes: int, n: int) -> Interval:
    """The interval of a share, 0..1, with n at least 1 (Wilson 1927, Journal of the American Statistical Association).

    (2 n p + z^2 -+ z sqrt(z^2 + 4 n p (1 - p))) / (2 (n + z^2)); it stays within 0 and 1, also where all say the same.
    """
    p, square = yes / n, Z * Z
    middle, half = 2 * yes + square, Z * sqrt(square + 4 * yes * (1 - p))
    low, high = (middle - half) / (2 * (n + square)), (middle + half) / (2 * (n + square))
    return Interval(0.0 if yes == 0 else low, 1.0 if yes == n else high)


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """The interval of the first share less the second, each as (yes, n) (Newcombe 1998, method 10).

    With the ends l..u of both Wilson intervals it reaches from p1 - p2 - sqrt((p1 - l1)^2 + (u2 - p2)^2) to
    p1 - p2 + sqrt((u1 - p1)^2 + (p2 - l2)^2).
    """
    (a, b), (p, q) = (wilson(*first), wilson(*second)), (first[0] / first[1], second[0] / second[1])
    below = sqrt((p - a.low) ** 2 + (b.high - q) ** 2)
    above = sqrt((a.high - p) ** 2 + (q - b.low) ** 2)
    return Interval(p - q - below, p - q + above)


def adjusted_wald(net: Net) -> Interval:
    """The interval of a share less another of the same answers, -1..1, such as a Net Promoter Score.

    Three answers are added: 3/4 good, 3/4 bad, and the rest between (Rocks 2016, The American Statistician 70, 365-372,
    after Agresti and Min 2005); then v -+ z sqrt((g + b - v^2) / n) with the adjusted shares, kept within -1 and 1.
    """
    value, variance = _adjusted(net)
    half = Z * sqrt(variance)
    return Interval(max(value - half, -1.0), min(value + half, 1.0))


def adjusted_wald_difference(first: Net, second: Net) -> Interval:
    """The interval of the first net share less the second, of other answers: the variances of both add up."""
    (a, variance), (b, other) = _adjusted(first), _adjusted(second)
    half = Z * sqrt(variance + other)
    return Interval(max(a - b - half, -2.0), min(a - b + half, 2.0))


def _adjusted(net: Net) -> tuple[float, float]:
    """The net share and its variance, with the answers that are added."""
    n = net.n + PSEUDO
    good, bad = ((count + PSEUDO / 4) / n for count in (net.good, net.bad))
    value = good - bad
    return value, (good + bad - value * value) / n
