"""The best plan under its terms, and what it is compared with: steps left out, or practices that stand higher.

Without quarters the exact search finds it; what is not a tree (quarters, the most index for a budget) is left to
the integer program.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Terms, terms
from cxmaturity.planning.found import Found, OutOfTimeError, UnreachableError
from cxmaturity.planning.plan.cheapest import Cheapest
from cxmaturity.planning.situation import Situation, situation

if TYPE_CHECKING:
    from cxmaturity.planning.program.integer import Search
    from cxmaturity.planning.program.timetable import Slot


class Optimum:
    """The best plan from a situation, with or without quarters.

    Raises UnreachableError where there is none, OutOfTimeError where the time ended the search before one was
    found, or before it was proven where plans are compared. `by` is the quarter, from 1, by the end of which the
    target is reached, 0 without quarters.
    """

    def __init__(self, made: Situation, held: Terms, clock: Clock) -> None:
        self.situation = made
        self.terms = held
        self.clock = clock
        self.by = 0
        self.cheapest = Cheapest(made, replace(held, quarters=None, capacity=None), clock)
        self.found = self._best()

    def _best(self) -> Found:
        found = self.cheapest.found()
        if self.terms.quarters is None:
            return found
        from cxmaturity.planning.program.quarters import soonest  # noqa: PLC0415  takes longer than most searches

        schedule, found = soonest(self.situation, self.terms, found, self.clock)
        self.by = schedule.by
        return schedule.earliest(found if found.settled else schedule.settle(found))

    def slots(self) -> "Mapping[int, Slot]":
        """When each step runs; empty without quarters."""
        if self.terms.quarters is None:
            return {}
        from cxmaturity.planning.program.timetable import timetable  # noqa: PLC0415

        return timetable(self.situation, self.terms, self.found.ends, self.clock)

    def runner_up(self) -> Found | None:
        """The cheapest plan, as soon as this one, that leaves out a step of it; None if there is none."""
        other = self.cheapest.runner_up(self.found) if not self.by else self._free(self.found.taken)
        return self._in_quarters(other, self.situation, self.terms, self.found.taken)

    def without(self, step: int) -> Found | None:
        """The cheapest plan, as soon as this one, that leaves out a step; None if there is none."""
        return self._in_quarters(self.cheapest.without(step), self.situation, self.terms, frozenset({step}))

    def from_(self, raised: Mapping[str, int]) -> Found | None:
        """The cheapest plan, as soon as this one, where some practices stand higher, by rank."""
        other = self.cheapest.from_(raised)
        if not self.by:
            return other
        made = situation(self.situation.ahead, {**self.situation.start, **raised})
        fresh = terms(made, self.terms.demands)
        held = replace(self.terms, ruled_out=fresh.ruled_out, forced=fresh.forced, needs=fresh.needs)
        found = None if other is None else replace(other, taken=_renumbered(self.situation, made, other.taken))
        return self._in_quarters(found, made, held, frozenset())

    def _free(self, taken: frozenset[int]) -> Found | None:
        """The cheapest plan without quarters that leaves out one of these steps."""
        free = sorted(taken - set(self.terms.forced), key=lambda i: self.situation.steps[i].days)
        found = [one for step in free if (one := self.cheapest.without(step)) is not None]
        return min(found, key=lambda one: self.cheapest.pricing.cost(one.taken), default=None)

    def _in_quarters(self, other: Found | None, made: Situation, held: Terms, left_out: frozenset[int]) -> Found | None:
        """The same with quarters: what is cheapest without them is cheapest with them, if it can be done as soon."""
        if not self.by or other is None:
            return other
        from cxmaturity.planning.program.quarters import Schedule  # noqa: PLC0415

        schedule = Schedule(made, held, self.by, self.clock)
        if left_out:
            schedule.leave_out(left_out)
        try:
            return schedule.of(other)
        except UnreachableError:
            pass
        try:
            found = _proven(schedule.cheapest())
        except UnreachableError:
            return None
        return schedule.settle(found)


def _proven(found: Found) -> Found:
    if not found.optimal:
        raise OutOfTimeError
    return found


def _renumbered(one: Situation, other: Situation, taken: frozenset[int]) -> frozenset[int]:
    """The same steps by their numbers in another situation."""
    return frozenset(other.number[one.steps[i].at] for i in taken if one.steps[i].at in other.number)


class Purchase(Optimum):
    """The highest stage that a budget buys, then the highest index.

    `stage` is the stage bought, `next` the cheapest plan to the stage after it, if there is one.
    """

    def __init__(self, made: Situation, stages: dict[int, Terms], budget: int, clock: Clock) -> None:
        """`stages` are the terms of every stage that can be bought, lowest first."""
        self.budget = budget
        self.next: tuple[int, Found] | None = None
        self.stage, held = next(iter(stages.items()))
        for stage, asked in list(stages.items())[1:]:
            try:
                found = Cheapest(made, asked, clock).found()
            except UnreachableError:
                break
            if found.days > budget:
                self.next = (stage, found)
                break
            self.stage, held = stage, asked
        super().__init__(made, replace(held, budget=budget), clock)

    def _best(self) -> Found:
        cheapest = self.cheapest.found()
        try:
            found = self._search().highest_index()
        except OutOfTimeError:
            return replace(cheapest, bound=0, settled=False)
        return found

    def _search(self) -> "Search":
        from cxmaturity.planning.program.integer import Search  # noqa: PLC0415

        return Search(self.situation, self.terms, self.clock)

    def runner_up(self) -> Found | None:
        """The cheapest plan of the same index that leaves out a step of this one."""
        return self._as_high(self.found.taken)

    def without(self, step: int) -> Found | None:
        """The cheapest plan of the same index without a step."""
        return self._as_high({step})

    def _as_high(self, left_out: frozenset[int] | set[int]) -> Found | None:
        search = self._search()
        search.keep_index(self.found.taken)
        search.leave_out(left_out)
        try:
            return search.settle(_proven(search.cheapest()))
        except UnreachableError:
            return None
