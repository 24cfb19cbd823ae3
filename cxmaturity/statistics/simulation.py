"""What a value at stake may come to, by drawing its inputs."""

import numpy as np
import numpy.typing as npt

from cxmaturity.domain.outcomes.stakes import Estimate, Stakes
from cxmaturity.domain.outcomes.value import INPUTS, Spread, estimate_of, is_certain, net
from cxmaturity.statistics.bootstrap import DRAWS, SEED

PERCENTILES = (10, 50, 90)

Numbers = npt.NDArray[np.float64]


def spread(stakes: Stakes, draws: int = DRAWS, seed: int = SEED) -> Spread:
    """The percentiles of the value where every uncertain input is drawn from its triangular distribution.

    Inputs are drawn independently, each from a stream of its own, so that making one certain leaves the others as they
    are. The same seed gives the same.
    """
    at = {
        name: _drawn(estimate_of(stakes, name), draws, np.random.default_rng([seed, i]))
        for i, name in enumerate(INPUTS)
    }
    values = np.broadcast_to(np.asarray(net(stakes, at), dtype=float), (draws,))
    p10, p50, p90 = np.percentile(values, PERCENTILES)
    return Spread(float(p10), float(p50), float(p90), float(np.mean(values < 0)))


def _drawn(estimate: Estimate, draws: int, generator: np.random.Generator) -> Numbers | float:
    """Draws between the ends, most of them near the likely; the number itself where it is certain."""
    if is_certain(estimate):
        return estimate.low
    return generator.triangular(estimate.low, estimate.likely, estimate.high, draws)
