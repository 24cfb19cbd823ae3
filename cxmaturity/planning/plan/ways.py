"""The minimal sets of steps that reach a target, those with the fewest steps first, and what stands in all of them."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints
from cxmaturity.planning.search.boxes import SHIFT, opened
from cxmaturity.planning.search.exact import Exact
from cxmaturity.planning.search.ground import Ground, Pricing
from cxmaturity.planning.search.knapsack import LimitError
from cxmaturity.planning.search.reach import Reach
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.solution import OutOfTimeError

MOST = 20
"""How many minimal sets are listed: all, where there are no more; else so many of the smallest."""


class Sets:
    """The sets of steps that reach a target.

    What the answers file asks to be in counts for a plan, not for what stands in the way. OutOfTimeError where the
    search met its limits.
    """

    def __init__(self, situation: Situation, constraints: Constraints, clock: Clock) -> None:
        self.pricing = Pricing(situation)
        self.constraints = replace(constraints, forced=(), budget=None, quarters=None)
        self.ground = Ground(situation, self.pricing.fewest)
        self.exact = Exact(self.ground, self.constraints, clock)
        self.clock = clock

    def minimal(self, most: int = MOST) -> tuple[Sequence[frozenset[int]], bool]:
        """The minimal sets with the fewest steps, at most so many, and whether these are all.

        The search goes by the number of steps, then by their places, and no set holds one before it; whatever a
        set holds that reaches the target as well would have fewer, so it is minimal.
        """
        sets: list[frozenset[int]] = []
        try:
            for cost in self.exact.plans():
                if len(sets) == most:
                    return sets, False
                sets.append(self.pricing.taken(cost))
        except LimitError:
            raise OutOfTimeError from None
        return sets, True

    def no_way_round(self) -> Iterator[str]:
        """The practices that stand in every set; none where there is no set."""
        reach = Reach(self.ground)
        box = opened(self.ground, self.constraints, self.exact.links, {})
        if box is None or not reach.reaches(self.constraints.demands, box):
            return
        for place, leaf in enumerate(self.ground.leaves):
            if not self.clock.left():
                raise OutOfTimeError
            if len(leaf.ranks) > 1:
                without = None if box[place] >> SHIFT else self.exact.below(box, self.exact.links, leaf.first)
                if without is None or not reach.reaches(self.constraints.demands, without):
                    yield leaf.id
