"""The rule in whole numbers over ranks: whether demands are met where practices stand at the ends of their boxes."""

from collections.abc import Iterable, Sequence

from cxmaturity.planning.search.boxes import Box, unpacked
from cxmaturity.planning.search.ground import Ground, Group
from cxmaturity.planning.terms import Demand


def reaches(ground: Ground, demands: Iterable[Demand], box: Box) -> bool:
    """Whether the highest options of boxes meet demands: nothing in the boxes does better."""
    ranks = [leaf.ranks[high] for leaf, high in zip(ground.leaves, unpacked(box)[1], strict=True)]
    return all(meets(ground, demand, ranks) for demand in demands)


def meets(ground: Ground, demand: Demand, ranks: Sequence[int]) -> bool:
    """Whether a demand is met where the practices stand at these ranks."""
    if demand.kind == "gate":
        return ranks[ground.places[demand.about]] >= demand.rank
    if demand.kind == "level":
        return _level(ground, ground.groups[demand.about], ranks) >= demand.rank
    dimensions = ground.root.inner if ground.root is not None else ()
    return sum(_score(ground, group, ranks) > 0 for group in dimensions) >= demand.rank


def _score(ground: Ground, group: Group, ranks: Sequence[int]) -> int:
    return sum(ground.leaves[i].weight * ground.values[ranks[i]] for i in range(group.first, group.end))


def _level(ground: Ground, group: Group, ranks: Sequence[int]) -> int:
    if group.inner:
        children = [(inner.weight, _level(ground, inner, ranks)) for inner in group.inner]
    else:
        children = [(ground.leaves[i].weight, ranks[i]) for i in range(group.first, group.end)]
    lowest = min(rank for _, rank in children)
    for level in range(min(lowest + 2, len(ground.questionnaire.scale)), 1, -1):
        at = sum(weight for weight, rank in children if rank >= level)
        below = sum(weight for weight, rank in children if rank >= level - 1)
        if at >= group.most and (below >= group.nearly or level == 2):
            return level
    return 1
