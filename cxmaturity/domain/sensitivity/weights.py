"""What other weights would say: draws of weights, and the stage under each.

Moving every weight and counting what changes is how the handbook of OECD and JRC on composite indicators (2008,
step 7) has one judge an index that rests on weights. A draw multiplies every weight, of practices and of
dimensions, by a whole number of 750..1,250, each equally likely; what all weights have in common cancels out,
so that this moves each by up to 25 % either way, and every decision stays in whole numbers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from math import sqrt
from random import Random

from cxmaturity.domain.assessment import Assessment, stage_id
from cxmaturity.domain.results.robustness import Sampled, StageDraws, Weights
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.scoring.weight_sensitivity import LEAST, MOST, PERCENT

_Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""


def draws_of(weights: Sequence[int], seed: int) -> Iterator[list[int]]:
    """One draw of weights after the other, the same ones for the same seed."""
    uniform = Random(seed).random  # noqa: S311  Python promises the same numbers for the same seed
    width = MOST - LEAST + 1
    while True:
        yield [weight * (LEAST + int(width * uniform())) for weight in weights]


def stage_under_weights(assessment: Assessment, draws: int, seed: int) -> Weights | None:
    """How often the stage as answered stays under other weights; None where no answer counts."""
    questionnaire, stands = assessment.questionnaire, assessment.scores.answered.stage
    if stands is None:
        return None
    sensitivity = rule_of(questionnaire).weight_sensitivity(questionnaire, assessment.scores.readings.answered)
    if sensitivity.certain:
        stages = Counter({stands: draws})
    else:
        stages = Counter(map(sensitivity.stage, islice(draws_of(sensitivity.weights, seed), draws)))
    return Weights(
        seed=seed,
        percent=PERCENT,
        stage=sampled(stages[stands], draws),
        stages=tuple(StageDraws(rank, stage_id(questionnaire, rank), stages[rank]) for rank in sorted(stages)),
    )


def sampled(kept: int, draws: int) -> Sampled:
    """A share with its sampling error: the standard error sqrt(p (1 - p) / n), and Wilson's 95 % interval."""
    share = kept / draws
    middle = (share + _Z**2 / (2 * draws)) / (1 + _Z**2 / draws)
    half = _Z * sqrt(share * (1 - share) / draws + (_Z / (2 * draws)) ** 2) / (1 + _Z**2 / draws)
    return Sampled(
        draws, kept, share, sqrt(share * (1 - share) / draws), max(middle - half, 0.0), min(middle + half, 1.0)
    )
