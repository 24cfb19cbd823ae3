"""How often chance alone would make two rows of ranks go together as much as they do."""

from collections.abc import Iterator, Sequence
from functools import reduce
from math import factorial, gcd, prod
from operator import mul

import numpy as np

from cxmaturity.statistics.bootstrap import SEED

EXACT = 15
"""Up to how many units all permutations are counted: at most a second and 100 MB; each more takes twice as much."""
PERMUTATIONS = 100_000
"""How many are drawn of more."""


def p_of_permutations(first: Sequence[float], second: Sequence[float], seed: int = SEED) -> tuple[float, int]:
    """The two-sided p of the correlation of two rows of ranks, and from how many draws it is: 0 where all are counted.

    The share of permutations of the second row that go together with the first at least as much, either way; of draws
    the one that was seen is counted, too (Davison and Hinkley 1997). Ranks are halves, so nothing is rounded.
    """
    x, y = _whole(first), _whole(second)
    n, middle = len(x), sum(x) * sum(y)
    seen = abs(n * sum(map(mul, x, y)) - middle)
    if n <= EXACT:
        ways = dict(sums(x, y))
        return sum(times for total, times in ways.items() if abs(n * total - middle) >= seen) / sum(ways.values()), 0
    rows = np.broadcast_to(np.array(y), (PERMUTATIONS, n))
    drawn = np.random.default_rng(seed).permuted(rows, axis=1) @ np.array(x)
    return (int(np.count_nonzero(np.abs(n * drawn - middle) >= seen)) + 1) / (PERMUTATIONS + 1), PERMUTATIONS


def sums(x: Sequence[int], y: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every sum of products that x and the orders of y make, and in how many different orders of y it comes about.

    From the least of x on each is given one of what is left of y, and what leaves the same behind is put together:
    2^n sets in place of n! orders, fewer where numbers tie. The sums of a set are the digits of one whole number, a
    place of `digit` bits for each sum, so that adding a product to all of them is one shift.
    """
    kinds = sorted(set(y))
    most = [y.count(kind) for kind in kinds]
    places = [prod(n + 1 for n in most[:i]) for i in range(len(most))]
    digit = (factorial(len(y)) // prod(map(factorial, most))).bit_length()
    ways = {0: 1}  # by how many of each kind are given, as the digits of one number, too
    for value in sorted(x):
        after: dict[int, int] = {}
        for given, counts in ways.items():
            for kind, n, place in zip(kinds, most, places, strict=True):
                if given // place % (n + 1) < n:
                    after[given + place] = after.get(given + place, 0) + (counts << digit * value * kind)
        ways = after
    (counts,) = ways.values()
    for total in range(counts.bit_length() // digit + 1):
        if times := counts >> total * digit & (1 << digit) - 1:
            yield total, times


def _whole(ranks: Sequence[float]) -> list[int]:
    """Ranks as the smallest whole numbers from 0 that are as far apart by turns: a correlation sees no difference."""
    doubled = [round(2 * rank) for rank in ranks]
    apart = [rank - min(doubled) for rank in doubled]
    return [rank // (reduce(gcd, apart) or 1) for rank in apart]
