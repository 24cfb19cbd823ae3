"""Quantiles of the F distribution, by the incomplete beta function: as few lines as an interval needs."""

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_PRECISE = 1e-15


def f_quantile(p: float, first: int, second: int) -> float:
    """The number below which F, with `first` and `second` degrees of freedom, lies with the probability p (0 < p < 1).

    F = second x / (first (1 - x)), where x is the quantile of the beta distribution of half of both; x is found by
    halving, to the last digits of a double.
    """
    low, high = 0.0, 1.0
    for _ in range(200):
        x = (low + high) / 2
        if x in {low, high}:
            break
        if incomplete_beta(first / 2, second / 2, x) < p:
            low = x
        else:
            high = x
    return second * low / (first * (1 - low))


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), 0..1, for a, b > 0 and 0 <= x <= 1.

    By its continued fraction (Abramowitz and Stegun 26.5.8), on the side of the mean where that converges soon.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
    return front / _continued(a, b, x)


def _continued(a: float, b: float, x: float) -> float:
    """1 + d1 / (1 + d2 / (1 + ...)), from the front (Lentz)."""
    value = above = 1.0
    below = 0.0
    for i in range(1, 100_000):
        m = i // 2
        if i % 2:
            d = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            d = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below = 1 / (1 + d * below or _TINY)
        above = 1 + d / above or _TINY
        value *= above * below
        if abs(above * below - 1) < _PRECISE:
            break
    return value
