"""The percentile bootstrap of means and of differences of means, by how many answers have each value."""

import zlib

import numpy as np

from cxmaturity.domain.outcomes.estimates import Tally
from cxmaturity.domain.outcomes.intervals import Interval
from cxmaturity.statistics.bootstrap import DRAWS, ENDS, MANY, SEED, Numbers

MOST_KEPT = 64
"""Of how many sets of answers the draws are kept: more than the groups and periods of a measure are."""


class Bootstrap:
    """Draws answers again (Efron 1979). The same answers and the same seed give the same, whatever else is drawn.

    From `MANY` answers on, means of draws are made from the mean m, the deviation s and the skewness g of the answers
    (Hall 1992), which gives ends within a twentieth of the interval of those of real draws: with z normal,
    m + s / sqrt(n) (z + g (z^2 - 1) / (6 sqrt(n))).
    """

    def __init__(self, draws: int = DRAWS, seed: int = SEED) -> None:
        self.draws = draws
        self.seed = seed
        self._drawn: dict[tuple[int, int], tuple[Tally, Numbers]] = {}

    def interval(self, tally: Tally) -> Interval:
        """The 95 % interval of the mean."""
        return _ends(self._means(tally, 0))

    def difference(self, first: Tally, second: Tally) -> Interval:
        """The 95 % interval of the first mean less the second, of answers of different people."""
        return _ends(self._means(first, 0) - self._means(second, 1))

    def _means(self, tally: Tally, side: int) -> Numbers:
        """The mean of each draw; `side` keeps two sets of the same answers apart.

        A group stands beside many others, so what is drawn of one set is kept.
        """
        known = self._drawn.get((id(tally), side))
        if known is None or known[0] is not tally:
            if len(self._drawn) >= MOST_KEPT:
                self._drawn.clear()
            known = self._drawn[id(tally), side] = tally, self._draw(tally, side)
        return known[1]

    def _draw(self, tally: Tally, side: int) -> Numbers:
        values, counts = (np.fromiter(numbers, float, len(tally)) for numbers in (tally, tally.values()))
        order = values.argsort()
        values, counts = values[order], counts[order].astype(np.int64)
        n = int(counts.sum())
        name = zlib.crc32(values.tobytes() + counts.tobytes())
        generator = np.random.default_rng([self.seed, side, name])
        mean = float(values @ counts) / n
        if n < MANY:
            drawn = np.repeat(values, counts)[generator.integers(0, n, (self.draws, n))]
            means: Numbers = drawn.mean(axis=1)
            return means
        apart = values - mean
        deviation = float(np.sqrt(apart**2 @ counts / n))
        skewness = float((apart / deviation) ** 3 @ counts) / n if deviation > 0 else 0.0
        z = generator.standard_normal(self.draws)
        moved: Numbers = mean + deviation / np.sqrt(n) * (z + skewness * (z**2 - 1) / (6 * np.sqrt(n)))
        return moved


def _ends(means: Numbers) -> Interval:
    low, high = np.percentile(means, ENDS)
    return Interval(round(float(low), 9) + 0.0, round(float(high), 9) + 0.0)
