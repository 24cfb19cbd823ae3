"""The ground of the exact search: practices with what their options cost, and the groups above them.

What a plan costs is one whole number, so that there is one best plan and not a set of ties: its person-days, then
what it adds to the index (more is less), then one bit for each of its steps, later steps the higher ones. Of two
plans as cheap and as high the one without the last step in which they differ is therefore the better one. The
lowest bits of the cost of a plan are its steps.
"""

from collections.abc import Iterable

from msgspec import Struct

from cxmaturity.domain.model import Dimension, Practice
from cxmaturity.domain.scoring.level import level_rule
from cxmaturity.domain.scoring.lines import root
from cxmaturity.planning.situation import Situation


class Leaf(Struct, frozen=True):
    """A practice: the ranks of its options from where it stands on, and what each costs from there.

    `first` is the number of the step to its second option; those to further options follow it.
    """

    id: str
    weight: int
    ranks: tuple[int, ...]
    costs: tuple[int, ...]
    first: int

    def place(self, rank: int) -> int:
        """The first option at a rank or above; the one after the last where there is none."""
        return next((i for i, at in enumerate(self.ranks) if at >= rank), len(self.ranks))


class Group(Struct, frozen=True):
    """A group: its practices are those from `first` to before `end`, directly or in its inner groups.

    `most` and `nearly` are the weights that a level asks for at it and one below it.
    """

    id: str
    weight: int
    first: int
    end: int
    inner: tuple["Group", ...]
    most: int
    nearly: int

    def asked(self, level: int) -> tuple[int, int]:
        """The weights that stand at a level and one below it: nothing is asked where everything stands anyway."""
        return self.most if level > 1 else 0, self.nearly if level > 2 else 0


class Pricing:
    """The one number: from days and gains of steps to costs and back."""

    def __init__(self, situation: Situation) -> None:
        self.bits = len(situation.steps)
        self.unit = sum(step.gain for step in situation.steps) + 1
        self.steps = (1 << self.bits) - 1
        self.least = [
            ((step.days * self.unit - step.gain) << self.bits) + (1 << i) for i, step in enumerate(situation.steps)
        ]
        self.fewest = [(1 << self.bits) + (1 << i) for i in range(self.bits)]
        """What counts where sets with the fewest steps are looked for."""

    def cost(self, taken: Iterable[int]) -> int:
        """The cost of steps."""
        return sum(self.least[i] for i in taken)

    def days(self, cost: int) -> int:
        """The person-days of a cost."""
        return -(-(cost >> self.bits) // self.unit)

    def taken(self, cost: int) -> frozenset[int]:
        """The steps of a cost."""
        return frozenset(bits(cost & self.steps))


def bits(mask: int) -> Iterable[int]:
    """The places of the bits of a number."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Ground:
    """A situation as the search sees it: its practices that apply, and the tree of its groups."""

    def __init__(self, situation: Situation, costs: list[int]) -> None:
        self.situation = situation
        self.questionnaire = situation.basis.questionnaire
        self.leaves: list[Leaf] = []
        self.places: dict[str, int] = {}
        """Where the practices stand among the leaves."""
        self.owner = [0] * len(situation.steps)
        """The leaf of every step."""
        self.costs = costs
        self._next = 0
        self.values = [0, *(int(point.value) for point in self.questionnaire.scale)]
        whole = self._group(root(self.questionnaire))
        self.groups: dict[str, Group] = {}
        if whole is not None:
            self._name(whole)
        self.root = whole
        self.needs = [(i, need) for i, step in enumerate(situation.steps) for need in step.requires]

    def _name(self, group: Group) -> None:
        self.groups[group.id] = group
        for inner in group.inner:
            self._name(inner)

    def _group(self, dimension: Dimension) -> Group | None:
        first = len(self.leaves)
        weight = sum(map(self._leaf, dimension.practices), 0)
        inner = tuple(filter(None, map(self._group, dimension.dimensions)))
        weight += sum(child.weight for child in inner)
        if not weight:
            return None
        most, nearly = level_rule(self.questionnaire.scoring).least(weight)
        return Group(dimension.id, dimension.weight, first, len(self.leaves), inner, most, nearly)

    def _leaf(self, practice: Practice) -> int:
        """Add a practice; returns its weight, 0 where it does not apply."""
        stands = self.situation.start[practice.id]
        if stands is None:
            return 0
        ranks, costs = [stands], [0]
        first = self._next
        for option in practice.options:
            if option.rank > stands:
                ranks.append(option.rank)
                costs.append(costs[-1] + self.costs[self._next])
                self.owner[self._next] = len(self.leaves)
                self._next += 1
        self.places[practice.id] = len(self.leaves)
        self.leaves.append(Leaf(practice.id, practice.weight, tuple(ranks), tuple(costs), first))
        return practice.weight
