"""The percentile bootstrap of differences of group means: people are drawn again, with all that they answered."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cxmaturity.domain.agreement.gaps import Contrast, Matrix

DRAWS = 10_000
SEED = 1
ENDS = (2.5, 97.5)
"""The per cent below and above which draws lie outside an interval."""
_AT_ONCE = 4_000_000
"""How many draws of people are held at once."""

Numbers = npt.NDArray[np.float64]


def intervals(
    groups: Sequence[Matrix], contrasts: Sequence[Contrast], draws: int = DRAWS, seed: int = SEED
) -> list[list[tuple[float, float]]]:
    """The 95 % percentile interval (Efron 1979) of the first group's mean less the second's: every contrast, every sum.

    A person is drawn with all votes, so that practices stay as related as they are. The same seed gives the same.
    """
    means = [_means(group, draws, np.random.default_rng([seed, i])) for i, group in enumerate(groups)]
    found: list[list[tuple[float, float]]] = []
    for contrast in contrasts:
        apart = (means[contrast.first] - means[contrast.second]) @ np.asarray(contrast.sums, dtype=float).T
        low, high = np.percentile(apart, ENDS, axis=0)
        found.append([(float(a), float(b)) for a, b in zip(low, high, strict=True)])
    return found


def _means(group: Matrix, draws: int, generator: np.random.Generator) -> Numbers:
    """The mean of each practice in each draw; where a draw has no vote on one, the group's own."""
    votes = np.array([[np.nan if vote is None else vote for vote in row] for row in group], dtype=float)
    there = ~np.isnan(votes)
    values = np.where(there, votes, 0.0)
    own = values.sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    n = len(votes)
    step = max(1, _AT_ONCE // n)
    parts = []
    for start in range(0, draws, step):
        size = min(step, draws - start)
        drawn = generator.integers(0, n, size=(size, n))
        drawn += np.arange(size)[:, None] * n
        times = np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n).astype(float)
        counted = times @ there
        parts.append(np.where(counted > 0, times @ values / np.maximum(counted, 1), own))
    return np.concatenate(parts)
