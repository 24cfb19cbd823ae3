"""The exact search: the best plan within boxes, branching on what steps require, best bound first.

The best plan without requirements is known at once (`Knapsack`). Where it breaks one, either the step is not taken
or what it requires is: two boxes. The first box whose best plan breaks none holds the best plan of all: its bound
and its value are the same number. Further plans follow in their order: what holds a plan that was found is left out
by splitting its box (E. L. Lawler, Management Science 18, 1972).
"""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints
from cxmaturity.planning.search.boxes import Box, Links, links_of, opened, packed, unpacked
from cxmaturity.planning.search.ground import Ground
from cxmaturity.planning.search.knapsack import Knapsack, LimitError

MOST_NODES = 4_000
"""How many boxes are looked into before the search gives up."""


class Exact:
    """Searches under the same constraints share what they know of groups."""

    def __init__(self, ground: Ground, constraints: Constraints, clock: Clock) -> None:
        self.ground = ground
        self.constraints = constraints
        self.knapsack = Knapsack(ground, constraints.demands, clock)
        self.clock = clock
        self.whole = clock
        """The time for everything that is asked; `clock` may be less, for one question."""
        self.steps = (1 << len(ground.costs)) - 1
        self.links = Links(ground, constraints.needs)

    def plans(self, raised: Mapping[str, int] = {}, without: int | None = None) -> "Plans":
        """The plans, best first, from where practices that are `raised` stand higher, or without a step."""
        links = links_of(self.ground, self.constraints, raised) if raised else self.links
        box = opened(self.ground, self.constraints, links, raised)
        if box is not None and without is not None:
            box = self.below(box, links, without)
        return Plans(self, links, [] if box is None else [box])

    def below(self, box: Box, links: Links, step: int) -> Box | None:
        """The box without a step, None where it is empty."""
        low, high = unpacked(box)
        at = self.ground.owner[step]
        high[at] = min(high[at], step - self.ground.leaves[at].first)
        return packed(low, high) if links.narrow(low, high, [at]) else None


class Plans:
    """Plans in their order, as costs: none after one holds all of its steps.

    `bound` is a cost below which no further plan can be; `known` the cost of a plan that is close to the best, or
    None, both of use where LimitError ends the search.
    """

    def __init__(self, search: Exact, links: Links, boxes: Sequence[Box]) -> None:
        self.search = search
        self.links = links
        self.known: int | None = None
        self.bound = 0
        self.nodes = 0
        self._open: list[tuple[int, int, Box]] = []
        self._found: list[int] = []
        self._first = list(boxes)

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        """The next plan. LimitError, StopIteration."""
        while self._first:
            self._push(self._first.pop())
        while self._open:
            self.bound, _, box = heappop(self._open)
            plan = next((taken for taken in self._found if not taken & ~self.bound), None)
            if plan is not None:
                self._split(plan, box)
                continue
            broken = [(i, need) for i, need in self.links.pairs if self.bound >> i & 1 and not self.bound >> need & 1]
            if not broken:
                self._found.append(self.bound & self.search.steps)
                heappush(self._open, (self.bound, 0, box))
                return self.bound
            self.nodes += 1
            if self.nodes > MOST_NODES or not self.search.clock.left():
                heappush(self._open, (self.bound, self.nodes, box))
                raise LimitError
            self._closed(self.bound & self.search.steps, box)
            self._branch(*max(broken, key=self._missing), box)
        raise StopIteration

    def _missing(self, broken: tuple[int, int]) -> int:
        """The person-days that what a step requires still takes: where they are the most, a box tells the most."""
        need, steps = broken[1], self.search.ground.situation.steps
        first = self.search.ground.leaves[self.search.ground.owner[need]].first
        return sum(steps[i].days for i in range(first, need + 1) if not self.bound >> i & 1)

    def _push(self, box: Box) -> None:
        cost = self.search.knapsack.best(box)
        if cost < self.search.knapsack.infinite:
            heappush(self._open, (cost, len(self._open), box))

    def _branch(self, step: int, need: int, box: Box) -> None:
        """Without the step, or with it and with what it requires."""
        lower = self.search.below(box, self.links, step)
        if lower is not None:
            self._push(lower)
        upper = self._from(box, [step])
        if upper is not None:
            self._push(upper)

    def _from(self, box: Box, steps: Sequence[int]) -> Box | None:
        """The box with some steps, and what they require."""
        ground = self.search.ground
        low, high = unpacked(box)
        changed = set[int]()
        for step in steps:
            at = ground.owner[step]
            low[at] = max(low[at], step - ground.leaves[at].first + 1)
            changed.add(at)
        return packed(low, high) if self.links.narrow(low, high, sorted(changed)) else None

    def _split(self, taken: int, box: Box) -> None:
        """All of the box but what holds these steps: a box for each practice that they raise. LimitError."""
        low, high = unpacked(box)
        for at, leaf in enumerate(self.search.ground.leaves):
            place = (taken >> leaf.first & (1 << len(leaf.ranks) - 1) - 1).bit_length()
            if place > low[at]:
                if not self.search.whole.left():
                    raise LimitError
                lows, highs = list(low), list(high)
                highs[at] = place - 1
                if self.links.narrow(lows, highs, [at]):
                    self._push(packed(lows, highs))
                low[at] = place

    def _closed(self, taken: int, box: Box) -> None:
        """A plan close by: with everything that these steps require."""
        low, high = unpacked(box)
        leaves = self.search.ground.leaves
        for at, leaf in enumerate(leaves):
            low[at] = max(low[at], (taken >> leaf.first & (1 << len(leaf.ranks) - 1) - 1).bit_length())
        if self.links.narrow(low, high, list(range(len(low)))):
            cost = sum(leaf.costs[place] for leaf, place in zip(leaves, low, strict=True))
            if self.known is None or cost < self.known:
                self.known = cost
