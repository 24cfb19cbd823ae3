"""The rule in whole numbers over ranks: whether demands are met where practices stand at the ends of their boxes."""

from collections.abc import Iterable, Sequence

from cxmaturity.domain.scoring.level import level_of
from cxmaturity.domain.scoring.values import Demand
from cxmaturity.planning.search.boxes import Box, unpacked
from cxmaturity.planning.search.ground import Ground, Group


class Reach:
    """What demands ask, over ranks. Groups are remembered by their own ranks."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._levels: dict[tuple[str, tuple[int, ...]], int] = {}

    def reaches(self, demands: Iterable[Demand], box: Box) -> bool:
        """Whether the highest options of boxes meet demands: nothing in the boxes does better."""
        ranks = tuple([leaf.ranks[high] for leaf, high in zip(self.ground.leaves, unpacked(box)[1], strict=True)])
        return all(self.meets(demand, ranks) for demand in demands)

    def meets(self, demand: Demand, ranks: tuple[int, ...]) -> bool:
        """Whether a demand is met where the practices stand at these ranks."""
        ground = self.ground
        if demand.kind == "gate":
            return ranks[ground.places[demand.about]] >= demand.rank
        if demand.kind == "level":
            return self._level(ground.groups[demand.about], ranks) >= demand.rank
        dimensions = ground.root.inner if ground.root is not None else ()
        return sum(_score(ground, group, ranks) > 0 for group in dimensions) >= demand.rank

    def _level(self, group: Group, ranks: tuple[int, ...]) -> int:
        key = (group.id, ranks[group.first : group.end])
        level = self._levels.get(key)
        if level is None:
            weights = [child.weight for child in group.inner or self.ground.leaves[group.first : group.end]]
            levels = [self._level(inner, ranks) for inner in group.inner] if group.inner else key[1]
            needed = (group.most, group.nearly)
            self._levels[key] = level = level_of(weights, levels, needed, len(self.ground.questionnaire.scale))
        return level


def _score(ground: Ground, group: Group, ranks: Sequence[int]) -> int:
    return sum(ground.leaves[i].weight * ground.values[ranks[i]] for i in range(group.first, group.end))
