"""What other weights would say: draws of weights, and the stage under each.

Moving every weight and counting what changes is how the handbook of OECD and JRC on composite indicators (2008,
step 7) has one judge an index that rests on weights. A draw multiplies every weight, of practices and of
dimensions, by a whole number of 750..1,250, each equally likely; what all weights have in common cancels out,
so that this moves each by up to 25 % either way, and every decision stays in whole numbers.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from math import sqrt
from random import Random

from cxmaturity.domain.assessment import Assessment, stage_id
from cxmaturity.domain.model import Questionnaire, reweighted, walk
from cxmaturity.domain.scoring import weighings
from cxmaturity.domain.sure import Sampled, StageDraws, Weights

PERCENT = 25
"""How far a weight moves either way."""
_Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""


def draws_of(questionnaire: Questionnaire, seed: int) -> Iterator[Questionnaire]:
    """The questionnaire under one draw of weights after the other, the same ones for the same seed."""
    uniform = Random(seed).random  # noqa: S311  Python promises the same numbers for the same seed
    least, width = 1000 - 10 * PERCENT, 20 * PERCENT + 1
    weights: dict[str, int] = {}
    for dimension in walk(questionnaire.dimensions):
        weights[dimension.id] = dimension.weight
        weights |= {practice.id: practice.weight for practice in dimension.practices}
    while True:
        yield reweighted(questionnaire, {id_: w * (least + int(width * uniform())) for id_, w in weights.items()})


def stage_under_weights(assessment: Assessment, draws: int, seed: int) -> Weights | None:
    """How often the stage as answered stays under other weights; None where no answer counts."""
    stands = assessment.scores.answered["stage"]
    if stands is None:
        return None
    part = assessment.scores.program.only("stage")
    reading = assessment.scores.readings.answered
    stages = Counter(
        int(part.having(weighings(other)).run(reading)["stage"] or 0)
        for other in islice(draws_of(assessment.questionnaire, seed), draws)
    )
    return Weights(
        seed=seed,
        percent=PERCENT,
        stage=sampled(stages[int(stands)], draws),
        stages=tuple(
            StageDraws(rank, stage_id(assessment.questionnaire, rank), stages[rank]) for rank in sorted(stages)
        ),
    )


def sampled(kept: int, draws: int) -> Sampled:
    """A share with its sampling error: the standard error sqrt(p (1 - p) / n), and Wilson's 95 % interval."""
    share = kept / draws
    middle = (share + _Z**2 / (2 * draws)) / (1 + _Z**2 / draws)
    half = _Z * sqrt(share * (1 - share) / draws + (_Z / (2 * draws)) ** 2) / (1 + _Z**2 / draws)
    return Sampled(
        draws, kept, share, sqrt(share * (1 - share) / draws), max(middle - half, 0.0), min(middle + half, 1.0)
    )
