"""Whether demands are met where every practice stands as high as its box lets it: nothing in the box does better."""

from collections.abc import Iterable, Sequence

from cxmaturity.planning.search.boxes import Box, unpacked
from cxmaturity.planning.search.ground import Ground, Group
from cxmaturity.planning.terms import Demand


def reaches(ground: Ground, demands: Iterable[Demand], box: Box) -> bool:
    """Whether the highest options of boxes meet demands; gates are in the boxes already."""
    ranks = [leaf.ranks[high] for leaf, high in zip(ground.leaves, unpacked(box)[1], strict=True)]
    for demand in demands:
        if demand.kind == "level" and _level(ground, ground.groups[demand.about], ranks) < demand.rank:
            return False
        if demand.kind == "won":
            assert ground.root is not None, "boxes are only opened where something can be scored"  # noqa: S101
            won = sum(_score(ground, group, ranks) > 0 for group in ground.root.inner)
            if won < demand.rank:
                return False
    return True


def _score(ground: Ground, group: Group, ranks: Sequence[int]) -> int:
    return sum(ground.leaves[i].weight * ground.values[ranks[i]] for i in range(group.first, group.end))


def _level(ground: Ground, group: Group, ranks: Sequence[int]) -> int:
    """The level of a group: the rule in whole numbers."""
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
