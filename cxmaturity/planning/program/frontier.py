"""What effort buys: the highest index at several budgets."""

from collections.abc import Iterable

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints
from cxmaturity.planning.program.integer import Search
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.solution import OutOfTimeError, Solution

POINTS = 40
"""At how many budgets the highest index is looked for at most."""


def budgets(stages: Iterable[int], most: int = POINTS) -> list[int]:
    """Budgets from the first stage's cost to the last one's: the costs themselves, and even steps between them."""
    costs = sorted(set(stages))
    if len(costs) < 2 or len(costs) >= most:
        return costs[:most]
    low, high, between = costs[0], costs[-1], most - len(costs)
    even = {low + (high - low) * i // (between + 1) for i in range(1, between + 1)}
    return sorted(even | set(costs))


def index_points(
    situation: Situation, constraints: Constraints, chosen: Iterable[int], clock: Clock
) -> tuple[list[Solution], bool]:
    """The highest index that each budget buys, and the fewest days that buy it; whether the time was enough for all."""
    points: dict[int, Solution] = {}
    for budget in chosen:
        try:
            search = Search(situation, constraints, clock)
            search.model.at_most(search.days, budget)
            solution = search.highest_index()
        except OutOfTimeError:
            return list(points.values()), False
        points.setdefault(solution.days, solution)
        if not solution.settled:
            return list(points.values()), False
    return list(points.values()), True
