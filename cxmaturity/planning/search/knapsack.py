"""The best plan within boxes, without what steps require of each other: exact, by dynamic programming up the tree.

A group stands at a level where children of enough weight stand at it, children of more weight one below it, and
none further behind. So each child stands at the level, one below it, or two below it, at the least cost of that;
what counts on the way is how much weight is still missing at the level and one below it. Groups are remembered by
their own boxes, so that a change to one practice recomputes one branch of the tree.
"""

from bisect import bisect_right
from collections.abc import Iterable

from cxmaturity.domain.scoring.level import BEHIND
from cxmaturity.domain.scoring.values import Demand
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.search.boxes import SHIFT, Box
from cxmaturity.planning.search.ground import Ground, Group

MOST_STATES = 20_000
"""How many states a group may have at once before the search gives up: weights can be awkward."""
PRUNED = 48
"""From how many states on those that are no better than another are looked for."""

Row = tuple[int, int, int, int]
"""A child: its weight, and its least costs two below a level, one below it and at it."""
Options = list[tuple[int, int, int]]
"""What a child can be: the weight that it brings at a level and one below it, and what that costs more."""


class LimitError(Exception):
    """The search met one of its limits: time, nodes or states."""


class Knapsack:
    """The least cost within boxes for some demands, INFINITE where nothing meets them."""

    def __init__(self, ground: Ground, demands: Iterable[Demand], clock: Clock) -> None:
        self.ground = ground
        self.clock = clock
        self.infinite = 1 << (sum(map(abs, ground.costs)).bit_length() + 8)
        self.floors: dict[str, int] = {}
        self.won = 0
        for demand in demands:
            if demand.kind == "level":
                self.floors[demand.about] = max(demand.rank, self.floors.get(demand.about, 1))
            elif demand.kind == "won":
                self.won = max(self.won, demand.rank)
        self._leaves: dict[tuple[int, int], list[int]] = {}
        self._groups: dict[tuple[str, int, Box], int] = {}

    def best(self, box: Box) -> int:
        """The least cost within boxes; `infinite` or more where nothing in them meets the demands. LimitError."""
        if self.ground.root is None:
            return 0  # nothing applies, and nothing is asked
        if self.won:
            return self._cheapest_won(self.ground.root.inner, box)
        return self._level(self.ground.root, 1, box)

    def _leaf(self, at: int, own: int) -> list[int]:
        """The least cost of a practice at each rank or above."""
        costs = self._leaves.get((at, own))
        if costs is None:
            leaf, low, high = self.ground.leaves[at], own >> SHIFT, own & (1 << SHIFT) - 1
            costs = [self.infinite] * (len(self.ground.questionnaire.scale) + 1)
            least, place = self.infinite, high
            for rank in range(len(costs) - 1, 0, -1):
                while place >= low and leaf.ranks[place] >= rank:
                    least = min(least, leaf.costs[place])
                    place -= 1
                costs[rank] = least
            self._leaves[at, own] = costs
        return costs

    def _level(self, group: Group, level: int, box: Box) -> int:
        level = max(level, self.floors.get(group.id, 1))
        key = (group.id, level, box[group.first : group.end])
        cheapest = self._groups.get(key)
        if cheapest is None:
            next_level, lower = max(level - 1, 1), max(level - BEHIND, 1)
            rows: list[Row] = []
            if group.inner:
                for inner in group.inner:
                    at = [self._level(inner, rank, box) for rank in {lower: 0, next_level: 0, level: 0}]
                    rows.append((inner.weight, at[0], at[next_level - lower], at[-1]))
            else:
                for place in range(group.first, group.end):
                    costs = self._leaf(place, box[place])
                    rows.append((self.ground.leaves[place].weight, costs[lower], costs[next_level], costs[level]))
            cheapest = self._covered(rows, *group.asked(level))
            self._groups[key] = cheapest
        return cheapest

    def _covered(self, rows: list[Row], most: int, nearly: int) -> int:
        """The least cost with so much weight at a level, and one below it."""
        cost, items = 0, list[tuple[int, Options]]()
        for weight, lower, next_cost, level in rows:
            if lower >= self.infinite:
                return self.infinite
            cost += lower
            if level == lower:
                most, nearly = most - weight, nearly - weight
                continue
            options: Options = []
            below = weight
            if next_cost == lower:
                nearly, below = nearly - weight, 0
            elif next_cost < self.infinite:
                options.append((0, weight, next_cost - lower))
            if level < self.infinite:
                options.append((weight, below, level - lower))
            if options:
                items.append((weight, options))
        items.sort(key=lambda item: -item[0])
        more = self._cheapest([options for _, options in items], max(most, 0), max(nearly, 0))
        return cost + more if more < self.infinite else self.infinite  # costs can be below nothing

    def _cheapest(self, items: list[Options], most: int, nearly: int) -> int:
        """The least cost to bring what is missing at a level and one below it down to nothing."""
        rest = [(0, 0)]
        for options in reversed(items):
            at, below = rest[-1]
            rest.append((at + options[-1][0], below + max(option[1] for option in options)))
        states = {(most, nearly): 0}
        for left, options in zip(rest[-2::-1], items, strict=True):
            after: dict[tuple[int, int], int] = {}
            for (at, below), cost in states.items():
                if at <= left[0] and below <= left[1] and after.get((at, below), self.infinite) > cost:
                    after[at, below] = cost
                if not at and not below:
                    continue
                for weight, lower, more in options:
                    key = (at - weight if at > weight else 0, below - lower if below > lower else 0)
                    if key[0] <= left[0] and key[1] <= left[1] and after.get(key, self.infinite) > cost + more:
                        after[key] = cost + more
            states = _best(after) if len(after) > PRUNED else after
            if len(states) > MOST_STATES or (len(states) > 1000 and not self.clock.left()):
                raise LimitError
        return states.get((0, 0), self.infinite)

    def _cheapest_won(self, dimensions: tuple[Group, ...], box: Box) -> int:
        """The dimensions that are won are those that cost the least more than not to win them."""
        cost, more = 0, list[int]()
        for dimension in dimensions:
            lost = self._level(dimension, 1, box)
            if lost >= self.infinite:
                return self.infinite
            cost += lost
            won = self._won(dimension, box)
            if won < self.infinite:
                more.append(won - lost)
        more.sort()
        return cost + sum(more[: self.won]) if len(more) >= self.won else self.infinite

    def _won(self, group: Group, box: Box) -> int:
        """The least cost of a dimension whose score is above 0, and which stands at the level asked of it."""
        key = (group.id, -1, box[group.first : group.end])
        cheapest = self._groups.get(key)
        if cheapest is not None:
            return cheapest
        level = self.floors.get(group.id, 1)
        states = {(1, *group.asked(level)): 0}
        choices = [self._choices(place, box[place], level) for place in range(group.first, group.end)]
        rest = [(0, 0)]  # the least and the most that the practices after one can bring to the score
        for options in reversed(choices):
            values = [option[0] for option in options] or [0]
            rest.append((rest[-1][0] + min(values), rest[-1][1] + max(values)))
        for options, (least, left) in zip(choices, rest[-2::-1], strict=True):
            after: dict[tuple[int, int, int], int] = {}
            for (score, at, below), cost in states.items():
                for value, weight, lower, more in options:
                    missing = score - value
                    if missing <= left:
                        new = (max(missing, least), max(at - weight, 0), max(below - lower, 0))
                        if after.get(new, self.infinite) > cost + more:
                            after[new] = cost + more
            states = after
            if len(states) > MOST_STATES:
                raise LimitError
        reached = [cost for (score, at, below), cost in states.items() if score <= 0 and not at and not below]
        self._groups[key] = cheapest = min(reached, default=self.infinite)
        return cheapest

    def _choices(self, place: int, own: int, level: int) -> list[tuple[int, int, int, int]]:
        """What a practice can bring to a score, at a level and one below it, and at what cost."""
        leaf = self.ground.leaves[place]
        choices: list[tuple[int, int, int, int]] = []
        for option in range(own >> SHIFT, (own & (1 << SHIFT) - 1) + 1):
            rank = leaf.ranks[option]
            if rank >= level - BEHIND:
                at, below = leaf.weight * (rank >= level), leaf.weight * (rank >= level - 1)
                choices.append((leaf.weight * self.ground.values[rank], at, below, leaf.costs[option]))
        return choices


def _best(states: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """The states that no other one beats: with no more missing, and cheaper."""
    kept: dict[tuple[int, int], int] = {}
    ats: list[int] = []
    belows: list[int] = []  # falling, as what is missing at the level rises
    for (at, below), cost in sorted(states.items(), key=lambda state: state[1]):
        place = bisect_right(ats, at)
        if place and belows[place - 1] <= below:
            continue
        kept[at, below] = cost
        place -= bool(place and ats[place - 1] == at)
        end = place
        while end < len(ats) and belows[end] >= below:
            end += 1
        ats[place:end], belows[place:end] = [at], [below]
    return kept
