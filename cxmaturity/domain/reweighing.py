"""What other weights would say: draws of weights, and the stage under each.

Moving every weight and counting what changes is how the handbook of OECD and JRC on composite indicators (2008,
step 7) has one judge an index that rests on weights. A draw multiplies every weight, of practices and of
dimensions, by a whole number of 750..1,250, each equally likely; what all weights have in common cancels out,
so that this moves each by up to 25 % either way, and every decision stays in whole numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import sqrt
from random import Random

from msgspec import Struct

from cxmaturity.domain.assessment import Assessment, stage_id
from cxmaturity.domain.level import level_of
from cxmaturity.domain.model import Dimension, Questionnaire
from cxmaturity.domain.scoring import limits
from cxmaturity.domain.sure import Sampled, StageDraws, Weights

PERCENT = 25
"""How far a weight moves either way."""
_Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""


def draws_of(weights: Sequence[int], seed: int) -> Iterator[list[int]]:
    """One draw of weights after the other, the same ones for the same seed."""
    uniform = Random(seed).random  # noqa: S311  Python promises the same numbers for the same seed
    least, width = 1000 - 10 * PERCENT, 20 * PERCENT + 1
    while True:
        yield [weight * (least + int(width * uniform())) for weight in weights]


def stage_under_weights(assessment: Assessment, draws: int, seed: int) -> Weights | None:
    """How often the stage as answered stays under other weights; None where no answer counts."""
    stands = assessment.scores.answered["stage"]
    if stands is None:
        return None
    standing = _Standing(assessment.questionnaire, assessment.scores.readings.answered)
    stages = Counter(map(standing.stage, islice(draws_of(standing.weights, seed), draws)))
    return Weights(
        seed=seed,
        percent=PERCENT,
        stage=sampled(stages[int(stands)], draws),
        stages=tuple(
            StageDraws(rank, stage_id(assessment.questionnaire, rank), stages[rank]) for rank in sorted(stages)
        ),
    )


class _Group(Struct, frozen=True):
    """Children that have a level: the places of their weights; their ranks, or the groups that they are."""

    places: tuple[int, ...]
    ranks: tuple[int, ...]
    inner: tuple["_Group", ...]


class _Standing:
    """Where practices stand in one reading, apart from the weights: a stage takes whole numbers over shares only.

    `weights` are those of the questionnaire: each dimension's before those of its practices or inner dimensions.
    """

    def __init__(self, questionnaire: Questionnaire, reading: Mapping[str, int | None]) -> None:
        self.questionnaire = questionnaire
        self.reading = reading
        self.weights: list[int] = []
        self.dimensions = [self._group(dimension) for dimension in questionnaire.dimensions]
        self.limits = limits(questionnaire.scoring)[1:]
        self.top = len(questionnaire.scale)
        for gate in questionnaire.gates:
            if (reading[gate.practice] or 0) < gate.stage:
                self.top = min(self.top, gate.stage - 1)
        self.values = [point.value.numerator for point in questionnaire.scale]

    def _group(self, dimension: Dimension) -> tuple[int, _Group | None]:
        """The place of a dimension's weight, and its children if one of them counts."""
        place = len(self.weights)
        self.weights.append(dimension.weight)
        stands = [self.reading[p.id] for p in dimension.practices]
        places = [i for i, rank in enumerate(stands, place + 1) if rank is not None]
        self.weights += [p.weight for p in dimension.practices]
        within = [self._group(inner) for inner in dimension.dimensions]
        places += [at for at, group in within if group is not None]
        ranks = tuple(rank for rank in stands if rank is not None)
        inner = tuple(group for _, group in within if group is not None)
        return place, _Group(tuple(places), ranks, inner) if places else None

    def stage(self, weights: Sequence[int]) -> int:
        """The stage under these weights."""
        groups = [(place, group) for place, group in self.dimensions if group is not None]
        if self.questionnaire.scoring.rule == "sweep":
            return sum(
                sum(weights[at] * self.values[rank - 1] for at, rank in zip(group.places, group.ranks, strict=True)) > 0
                for _, group in groups
            )
        root = _Group(tuple(place for place, _ in groups), (), tuple(group for _, group in groups))
        return min(self._level(root, weights) + self.questionnaire.scoring.lead, self.top)

    def _level(self, group: _Group, weights: Sequence[int]) -> int:
        own = [weights[at] for at in group.places]
        whole = sum(own)
        levels = [self._level(inner, weights) for inner in group.inner] if group.inner else group.ranks
        return level_of(own, levels, [limit.least(whole) for limit in self.limits], len(self.questionnaire.scale))


def sampled(kept: int, draws: int) -> Sampled:
    """A share with its sampling error: the standard error sqrt(p (1 - p) / n), and Wilson's 95 % interval."""
    share = kept / draws
    middle = (share + _Z**2 / (2 * draws)) / (1 + _Z**2 / draws)
    half = _Z * sqrt(share * (1 - share) / draws + (_Z / (2 * draws)) ** 2) / (1 + _Z**2 / draws)
    return Sampled(
        draws, kept, share, sqrt(share * (1 - share) / draws), max(middle - half, 0.0), min(middle + half, 1.0)
    )
