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
from cxmaturity.domain.model import Dimension, Questionnaire
from cxmaturity.domain.scoring.level import level_of
from cxmaturity.domain.scoring.program import Limit
from cxmaturity.domain.scoring.rule import limits
from cxmaturity.domain.sensitivity.result import Sampled, StageDraws, Weights

PERCENT = 25
"""How far a weight moves either way."""
LEAST, MOST = 1000 - 10 * PERCENT, 1000 + 10 * PERCENT
"""The whole numbers, least and greatest, that a draw multiplies a weight by."""
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
    stands = assessment.scores.answered["stage"]
    if stands is None:
        return None
    standing = _Standing(assessment.questionnaire, assessment.scores.readings.answered)
    if standing.certain:
        stages = Counter({int(stands): draws})
    else:
        stages = Counter(map(standing.stage, islice(draws_of(standing.weights, seed), draws)))
    return Weights(
        seed=seed,
        percent=PERCENT,
        stage=sampled(stages[int(stands)], draws),
        stages=tuple(
            StageDraws(rank, stage_id(assessment.questionnaire, rank), stages[rank]) for rank in sorted(stages)
        ),
    )


class _Chance(Struct, frozen=True):
    """A level that some draws give a group and others do not: the places of the weights at it, and one below it."""

    level: int
    at: tuple[int, ...]
    below: tuple[int, ...]


class _Group(Struct, frozen=True):
    """Children that have a level. `ranks` are theirs, unless some are groups whose levels the draws decide (`inner`).

    `places` are those of their weights. `chances` are the levels above `floor`, the one that every draw gives,
    highest first: weights that move by a quarter decide few levels.
    """

    places: tuple[int, ...]
    ranks: tuple[int, ...] = ()
    inner: tuple["_Group", ...] = ()
    chances: tuple[_Chance, ...] = ()
    floor: int = 1


class _Standing:
    """Where practices stand in one reading, apart from the weights: a stage takes whole numbers over shares only.

    `weights` are those of the questionnaire: each dimension's before those of its practices or inner dimensions;
    `certain` where every draw gives the same stage.
    """

    def __init__(self, questionnaire: Questionnaire, reading: Mapping[str, int | None]) -> None:
        self.questionnaire = questionnaire
        self.reading = reading
        self.weights: list[int] = []
        self.limits = limits(questionnaire.scoring)[1:]
        self.points = len(questionnaire.scale)
        self.sweep = questionnaire.scoring.rule == "sweep"
        known = [(at, group) for at, group in map(self._dimension, questionnaire.dimensions) if group is not None]
        self.groups = [group for _, group in known]
        self.root = self._group([at for at, _ in known], [], self.groups) if known else _Group(())
        self.top = self.points
        for gate in questionnaire.gates:
            if (reading[gate.practice] or 0) < gate.stage:
                self.top = min(self.top, gate.stage - 1)
        self.values = [point.value.numerator for point in questionnaire.scale]

    @property
    def certain(self) -> bool:
        """Whether no draw can give another stage."""
        return not self.sweep and not self.root.inner and not self.root.chances

    def _dimension(self, dimension: Dimension) -> tuple[int, _Group | None]:
        """The place of a dimension's weight, and its children if one of them counts."""
        place = len(self.weights)
        self.weights.append(dimension.weight)
        stands = [self.reading[p.id] for p in dimension.practices]
        places = [i for i, rank in enumerate(stands, place + 1) if rank is not None]
        self.weights += [p.weight for p in dimension.practices]
        within = [(at, group) for at, group in map(self._dimension, dimension.dimensions) if group is not None]
        places += [at for at, _ in within]
        ranks = [rank for rank in stands if rank is not None]
        return place, self._group(places, ranks, [group for _, group in within]) if places else None

    def _group(self, places: Sequence[int], ranks: Sequence[int], inner: Sequence[_Group]) -> _Group:
        if any(group.inner or group.chances for group in inner):
            return _Group(tuple(places), inner=tuple(inner))
        levels = [*ranks, *(group.floor for group in inner)]
        chances: list[_Chance] = []
        for level in range(min(min(levels) + 2, self.points), 1, -1):
            at, below = (
                tuple(place for place, stands in zip(places, levels, strict=True) if stands >= least)
                for least in (level, level - 1)
            )
            reached = [
                self._reached(inside, places, limit) for inside, limit in zip((at, below), self.limits, strict=True)
            ]
            if all(sure for sure, _ in reached):
                return _Group(tuple(places), tuple(levels), chances=tuple(chances), floor=level)
            if all(possible for _, possible in reached):
                chances.append(_Chance(level, at, below))
        return _Group(tuple(places), tuple(levels), chances=tuple(chances))

    def _reached(self, inside: Sequence[int], places: Sequence[int], limit: Limit) -> tuple[bool, bool]:
        """Whether the weight at some places passes a limit of that at all in every draw, and whether in any."""
        held = sum(self.weights[at] for at in inside)
        rest = sum(self.weights[at] for at in places) - held
        return (
            LEAST * held >= limit.least(LEAST * held + MOST * rest),
            MOST * held >= limit.least(MOST * held + LEAST * rest),
        )

    def stage(self, weights: Sequence[int]) -> int:
        """The stage under these weights."""
        if self.sweep:
            return sum(
                sum(weights[at] * self.values[rank - 1] for at, rank in zip(group.places, group.ranks, strict=True)) > 0
                for group in self.groups
            )
        return min(self._level(self.root, weights) + self.questionnaire.scoring.lead, self.top)

    def _level(self, group: _Group, weights: Sequence[int]) -> int:
        most, nearly = self.limits
        if group.inner:
            own = [weights[at] for at in group.places]
            whole = sum(own)
            levels = [self._level(inner, weights) for inner in group.inner]
            return level_of(own, levels, (most.least(whole), nearly.least(whole)), self.points)
        if group.chances:
            whole = sum(weights[at] for at in group.places)
            for chance in group.chances:
                if sum(weights[at] for at in chance.at) >= most.least(whole) and sum(
                    weights[at] for at in chance.below
                ) >= nearly.least(whole):
                    return chance.level
        return group.floor


def sampled(kept: int, draws: int) -> Sampled:
    """A share with its sampling error: the standard error sqrt(p (1 - p) / n), and Wilson's 95 % interval."""
    share = kept / draws
    middle = (share + _Z**2 / (2 * draws)) / (1 + _Z**2 / draws)
    half = _Z * sqrt(share * (1 - share) / draws + (_Z / (2 * draws)) ** 2) / (1 + _Z**2 / draws)
    return Sampled(
        draws, kept, share, sqrt(share * (1 - share) / draws), max(middle - half, 0.0), min(middle + half, 1.0)
    )
