"""Boxes: for each practice the options that are still open, from one to another, narrowed by what steps require."""

from collections.abc import Iterable, Mapping, Sequence

from cxmaturity.planning.constraints import Constraints
from cxmaturity.planning.search.ground import Ground

SHIFT = 16
"""A box of one practice is one whole number: its first open option, so many bits up, and its last one."""
Box = tuple[int, ...]


class Links:
    """What steps require of other practices, each as a pair of steps."""

    def __init__(self, ground: Ground, needs: Iterable[tuple[int, int]]) -> None:
        self.pairs = tuple(needs)
        self.by: dict[int, list[tuple[int, int, int]]] = {}
        """For a practice: from which option on it needs another one, and which option of that."""
        self.of: dict[int, list[tuple[int, int, int]]] = {}
        """For a practice: up to which option of it another one stays below which option."""
        for i, need in self.pairs:
            owner, needed = ground.owner[i], ground.owner[need]
            at, least = i - ground.leaves[owner].first + 1, need - ground.leaves[needed].first + 1
            self.by.setdefault(owner, []).append((at, needed, least))
            self.of.setdefault(needed, []).append((least, owner, at))

    def narrow(self, low: list[int], high: list[int], changed: list[int]) -> bool:
        """Narrow the boxes by what the practices that changed require and allow; whether any plan is left."""
        while changed:
            at = changed.pop()
            if low[at] > high[at]:
                return False
            for option, other, least in self.by.get(at, ()):
                if low[at] >= option and low[other] < least:
                    low[other] = least
                    changed.append(other)
            for least, other, option in self.of.get(at, ()):
                if high[at] < least and high[other] >= option:
                    high[other] = option - 1
                    changed.append(other)
        return True


def packed(low: Sequence[int], high: Sequence[int]) -> Box:
    """Boxes as whole numbers."""
    return tuple([a << SHIFT | b for a, b in zip(low, high, strict=True)])


def unpacked(box: Box) -> tuple[list[int], list[int]]:
    """The first and the last open option of each practice."""
    return [bounds >> SHIFT for bounds in box], [bounds & (1 << SHIFT) - 1 for bounds in box]


def opened(ground: Ground, constraints: Constraints, links: Links, raised: Mapping[str, int]) -> Box | None:
    """The boxes of everything that heeds the constraints; None where nothing does.

    `raised` are practices that stand higher than the situation says, by rank.
    """
    leaves = ground.leaves
    low, high = [0] * len(leaves), [len(leaf.ranks) - 1 for leaf in leaves]
    for id_, rank in raised.items():
        low[ground.places[id_]] = leaves[ground.places[id_]].place(rank)
    stands = list(low)
    for i in constraints.ruled_out:
        at, option = ground.owner[i], i - leaves[ground.owner[i]].first
        if option >= stands[at]:
            high[at] = min(high[at], option)
    for i in constraints.forced:
        at = ground.owner[i]
        low[at] = max(low[at], i - leaves[at].first + 1)
    for demand in constraints.demands:
        if demand.kind == "gate":
            at = ground.places.get(demand.about, -1)
            if at < 0:
                return None
            low[at] = max(low[at], leaves[at].place(demand.rank))
        elif demand.kind == "won":
            if ground.root is None and demand.rank > 0:
                return None
        elif demand.about not in ground.groups:
            return None
    return packed(low, high) if links.narrow(low, high, list(range(len(leaves)))) else None


def links_of(ground: Ground, constraints: Constraints, raised: Mapping[str, int]) -> Links:
    """What the steps that are still to be taken require."""
    if not raised:
        return Links(ground, constraints.needs)
    done = set[int]()
    for id_, rank in raised.items():
        leaf = ground.leaves[ground.places[id_]]
        done.update(range(leaf.first, leaf.first + leaf.place(rank)))
    return Links(ground, [pair for pair in constraints.needs if pair[0] not in done])
