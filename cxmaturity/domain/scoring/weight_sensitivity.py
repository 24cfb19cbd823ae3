"""Levels of groups under other weights, in whole numbers: what no draw of weights can change is settled beforehand."""

from collections.abc import Sequence

from msgspec import Struct

from cxmaturity.domain.model import Dimension, Questionnaire
from cxmaturity.domain.scoring.level import highest, level_of, level_rule
from cxmaturity.domain.scoring.primitives import Limit
from cxmaturity.domain.scoring.values import Reading

PERCENT = 25
"""How far a weight moves either way."""
LEAST, MOST = 1000 - 10 * PERCENT, 1000 + 10 * PERCENT
"""The whole numbers, least and greatest, that a draw multiplies a weight by."""


class Chance(Struct, frozen=True):
    """A level that some draws give a group and others do not: the places of the weights at it, and one below it."""

    level: int
    at: tuple[int, ...]
    below: tuple[int, ...]


class Group(Struct, frozen=True):
    """Children that have a level. `ranks` are theirs, unless some are groups whose levels the draws decide (`inner`).

    `places` are those of their weights. `chances` are the levels above `floor`, the one that every draw gives,
    highest first: weights that move by a quarter decide few levels.
    """

    places: tuple[int, ...]
    ranks: tuple[int, ...] = ()
    inner: tuple["Group", ...] = ()
    chances: tuple[Chance, ...] = ()
    floor: int = 1


class Tree:
    """The dimensions of a reading that have an answer, as `groups`, and all of them together, as `root`.

    `weights` are those of the questionnaire: each dimension's before those of its practices or inner dimensions.
    """

    def __init__(self, questionnaire: Questionnaire, reading: Reading) -> None:
        self.reading = reading
        self.weights: list[int] = []
        self.rule = level_rule(questionnaire.scoring)
        self.points = len(questionnaire.scale)
        known = [(at, group) for at, group in map(self._dimension, questionnaire.dimensions) if group is not None]
        self.groups = [group for _, group in known]
        self.root = self._group([at for at, _ in known], [], self.groups) if known else Group(())

    def _dimension(self, dimension: Dimension) -> tuple[int, Group | None]:
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

    def _group(self, places: Sequence[int], ranks: Sequence[int], inner: Sequence[Group]) -> Group:
        if any(group.inner or group.chances for group in inner):
            return Group(tuple(places), inner=tuple(inner))
        levels = [*ranks, *(group.floor for group in inner)]
        chances: list[Chance] = []
        for level in range(highest(levels, self.points), 1, -1):
            # nothing stands further behind than a level allows, so that what is left to see is at it and one below
            (at, most), (below, nearly) = (
                (tuple(p for p, stands in zip(places, levels, strict=True) if stands >= need.rank), need.limit)
                for need in self.rule.needed(level)[:2]
            )
            reached = [self._reached(at, places, most), self._reached(below, places, nearly)]
            if all(sure for sure, _ in reached):
                return Group(tuple(places), tuple(levels), chances=tuple(chances), floor=level)
            if all(possible for _, possible in reached):
                chances.append(Chance(level, at, below))
        return Group(tuple(places), tuple(levels), chances=tuple(chances))

    def _reached(self, inside: Sequence[int], places: Sequence[int], limit: Limit) -> tuple[bool, bool]:
        """Whether the weight at some places passes a limit of that at all in every draw, and whether in any."""
        held = sum(self.weights[at] for at in inside)
        rest = sum(self.weights[at] for at in places) - held
        return (
            LEAST * held >= limit.least(LEAST * held + MOST * rest),
            MOST * held >= limit.least(MOST * held + LEAST * rest),
        )

    def level(self, group: Group, weights: Sequence[int]) -> int:
        """The level of a group under these weights."""
        if group.inner:
            own = [weights[at] for at in group.places]
            levels = [self.level(inner, weights) for inner in group.inner]
            return level_of(own, levels, self.rule.least(sum(own)), self.points)
        if group.chances:
            most, nearly = self.rule.least(sum(weights[at] for at in group.places))
            for chance in group.chances:
                if sum(weights[at] for at in chance.at) >= most and sum(weights[at] for at in chance.below) >= nearly:
                    return chance.level
        return group.floor
