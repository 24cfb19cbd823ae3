"""How often chance alone would make two rows go together as much as they do."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cxmaturity.statistics.bootstrap import SEED

EXACT = 10
"""Up to how many units all permutations are counted."""
PERMUTATIONS = 100_000
"""How many are drawn of more."""
CHUNK = 200_000
"""How many are looked at at once."""
NEARLY = 1e-9
"""What sums of the same numbers in another order may differ by."""


def p_of_permutations(first: Sequence[float], second: Sequence[float], seed: int = SEED) -> tuple[float, int]:
    """The two-sided p of the correlation of two rows, and from how many draws it is: 0 where all are counted.

    The share of permutations of the second row that go together with the first at least as much, either way; of draws
    the one that was seen is counted, too (Davison and Hinkley 1997).
    """
    x, y = np.asarray(first) - np.mean(first), np.asarray(second) - np.mean(second)
    seen = abs(float(x @ y)) - NEARLY
    if len(x) <= EXACT:
        orders = _orders(len(x))
        as_much = sum(
            int(np.count_nonzero(np.abs(y[orders[start : start + CHUNK]] @ x) >= seen))
            for start in range(0, len(orders), CHUNK)
        )
        return as_much / len(orders), 0
    generator = np.random.default_rng(seed)
    drawn = generator.permuted(np.broadcast_to(y, (PERMUTATIONS, len(y))), axis=1) @ x
    return (int(np.count_nonzero(np.abs(drawn) >= seen)) + 1) / (PERMUTATIONS + 1), PERMUTATIONS


def _orders(n: int) -> npt.NDArray[np.int8]:
    """All permutations of n places, a row each."""
    orders = np.zeros((1, 1), dtype=np.int8)
    for last in range(1, n):
        orders = np.concatenate([np.insert(orders, place, last, axis=1) for place in range(last + 1)])
    return orders
