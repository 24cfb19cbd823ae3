"""The best plan under its constraints, and what it is compared with: steps left out, or practices that stand higher.

Without quarters the exact search finds it; what is not a tree (quarters, the most index for a budget) is left to
the integer program.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints, constraints_of
from cxmaturity.planning.plan.cheapest import Cheapest
from cxmaturity.planning.situation import Situation, situation_of
from cxmaturity.planning.solution import OutOfTimeError, Solution, UnreachableError

if TYPE_CHECKING:
    from cxmaturity.planning.program.integer import Search
    from cxmaturity.planning.program.timetable import Slot


class Optimum:
    """The best plan from a situation, with or without quarters, and what it is compared with.

    What is compared raises OutOfTimeError where it was not proven. `by` is the quarter, from 1, by the end of which the
    target is reached, 0 without quarters.
    """

    def __init__(self, cheapest: Cheapest, constraints: Constraints, solution: Solution, by: int = 0) -> None:
        """`cheapest` knows the plans without quarters, and the clock."""
        self.situation = cheapest.situation
        self.constraints = constraints
        self.clock = cheapest.clock
        self.cheapest = cheapest
        self.solution = solution
        self.by = by

    def slots(self) -> "Mapping[int, Slot]":
        """When each step runs; empty without quarters."""
        if self.constraints.quarters is None:
            return {}
        from cxmaturity.planning.program.timetable import timetable  # noqa: PLC0415

        return timetable(self.situation, self.constraints, self.solution.ends, self.clock)

    def runner_up(self) -> Solution | None:
        """The cheapest plan, as soon as this one, that leaves out a step of it; None if there is none."""
        other = self.cheapest.runner_up(self.solution) if not self.by else self._free(self.solution.taken)
        return self._in_quarters(other, self.situation, self.constraints, self.solution.taken)

    def without(self, step: int) -> Solution | None:
        """The cheapest plan, as soon as this one, that leaves out a step; None if there is none."""
        return self._in_quarters(self.cheapest.without(step), self.situation, self.constraints, frozenset({step}))

    def from_(self, raised: Mapping[str, int]) -> Solution | None:
        """The cheapest plan, as soon as this one, where some practices stand higher, by rank."""
        other = self.cheapest.from_(raised)
        if not self.by:
            return other
        situation = situation_of(self.situation.basis, {**self.situation.start, **raised})
        asked = constraints_of(situation, self.constraints.demands)
        constraints = replace(self.constraints, ruled_out=asked.ruled_out, forced=asked.forced, needs=asked.needs)
        if other is not None:
            other = replace(other, taken=_renumbered(self.situation, situation, other.taken))
        return self._in_quarters(other, situation, constraints, frozenset())

    def _free(self, taken: frozenset[int]) -> Solution | None:
        """The cheapest plan without quarters that leaves out one of these steps."""
        free = sorted(taken - set(self.constraints.forced), key=lambda i: self.situation.steps[i].days)
        others = [other for step in free if (other := self.cheapest.without(step)) is not None]
        return min(others, key=lambda other: self.cheapest.pricing.cost(other.taken), default=None)

    def _in_quarters(
        self, other: Solution | None, situation: Situation, constraints: Constraints, left_out: frozenset[int]
    ) -> Solution | None:
        """The same with quarters: what is cheapest without them is cheapest with them, if it can be done as soon."""
        if not self.by or other is None:
            return other
        from cxmaturity.planning.program.quarters import Schedule  # noqa: PLC0415

        schedule = Schedule(situation, constraints, self.by, self.clock)
        if left_out:
            schedule.leave_out(left_out)
        try:
            return schedule.of(other)
        except UnreachableError:
            pass
        try:
            solution = _proven(schedule.cheapest())
        except UnreachableError:
            return None
        return schedule.settle(solution)


def _proven(solution: Solution) -> Solution:
    if not solution.optimal:
        raise OutOfTimeError
    return solution


def _renumbered(situation: Situation, other: Situation, taken: frozenset[int]) -> frozenset[int]:
    """The same steps by their numbers in another situation."""
    return frozenset(other.number[situation.steps[i].at] for i in taken if situation.steps[i].at in other.number)


class Purchase(Optimum):
    """The highest stage that a budget buys, then the highest index.

    `stage` is the stage bought, `next` the cheapest plan to the stage after it, if there is one.
    """

    def __init__(
        self,
        cheapest: Cheapest,
        constraints: Constraints,
        solution: Solution,
        stage: int,
        following: tuple[int, Solution] | None,
    ) -> None:
        super().__init__(cheapest, constraints, solution)
        self.stage = stage
        self.next = following

    def _search(self) -> "Search":
        return _search(self.situation, self.constraints, self.clock)

    def runner_up(self) -> Solution | None:
        """The cheapest plan of the same index that leaves out a step of this one."""
        return self._as_high(self.solution.taken)

    def without(self, step: int) -> Solution | None:
        """The cheapest plan of the same index without a step."""
        return self._as_high({step})

    def _as_high(self, left_out: frozenset[int] | set[int]) -> Solution | None:
        search = self._search()
        search.keep_index(self.solution.taken)
        search.leave_out(left_out)
        try:
            return search.settle(_proven(search.cheapest()))
        except UnreachableError:
            return None


def optimum(situation: Situation, constraints: Constraints, clock: Clock) -> Optimum:
    """The best plan under its constraints.

    Raises UnreachableError where there is none, OutOfTimeError where the time ended the search before one was found.
    """
    cheapest = Cheapest(situation, replace(constraints, quarters=None, capacity=None), clock)
    solution = cheapest.best()
    if constraints.quarters is None:
        return Optimum(cheapest, constraints, solution)
    from cxmaturity.planning.program.quarters import soonest  # noqa: PLC0415  takes longer than most searches

    schedule, solution = soonest(situation, constraints, solution, clock)
    earliest = schedule.earliest(solution if solution.settled else schedule.settle(solution))
    return Optimum(cheapest, constraints, earliest, schedule.by)


def purchase(situation: Situation, stages: Mapping[int, Constraints], budget: int, clock: Clock) -> Purchase:
    """The best that a budget buys; `stages` are the constraints of every stage that it may buy, lowest first.

    Raises UnreachableError where not even the first can be bought, OutOfTimeError where the time ended the search.
    """
    following: tuple[int, Solution] | None = None
    (stage, constraints), *higher = stages.items()
    for rank, asked in higher:
        try:
            solution = Cheapest(situation, asked, clock).best()
        except UnreachableError:
            break
        if solution.days > budget:
            following = (rank, solution)
            break
        stage, constraints = rank, asked
    constraints = replace(constraints, budget=budget)
    cheapest = Cheapest(situation, replace(constraints, quarters=None, capacity=None), clock)
    solution = cheapest.best()
    try:
        solution = _search(situation, constraints, clock).highest_index()
    except OutOfTimeError:
        solution = replace(solution, bound=0, settled=False)
    return Purchase(cheapest, constraints, solution, stage, following)


def _search(situation: Situation, constraints: Constraints, clock: Clock) -> "Search":
    from cxmaturity.planning.program.integer import Search  # noqa: PLC0415

    return Search(situation, constraints, clock)
