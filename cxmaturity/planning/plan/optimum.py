"""The best plan under its terms, and what it is compared with: steps left out, or another situation."""

from collections.abc import Collection

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.found import Found, OutOfTimeError, UnreachableError
from cxmaturity.planning.program.integer import Search
from cxmaturity.planning.program.quarters import Schedule, soonest
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.terms import Terms


class Optimum:
    """The best plan from a situation, with or without quarters.

    Raises UnreachableError where there is none, OutOfTimeError where the time ended the search before one was
    found. `by` is the quarter, from 1, by the end of which the target is reached, 0 without quarters.
    """

    def __init__(self, situation: Situation, terms: Terms, clock: Clock) -> None:
        self.situation = situation
        self.terms = terms
        self.clock = clock
        self.by = 0
        self.found = self._settled()

    def _settled(self) -> Found:
        if self.terms.quarters is None:
            search = Search(self.situation, self.terms, self.clock)
            return search.settle(search.cheapest())
        schedule, found = soonest(self.situation, self.terms, self.clock)
        self.by = schedule.by
        return found if found.settled else schedule.settle(found)

    def without(self, steps: Collection[int]) -> Found | None:
        """The cheapest plan, as soon as this one, that leaves out at least one of these steps; None if there is none.

        OutOfTimeError where the time ended the search before that was proven.
        """
        return self._proven(self.situation, self.terms, steps)

    def from_(self, situation: Situation, terms: Terms) -> Found | None:
        """The cheapest plan, as soon as this one, from another situation."""
        return self._proven(situation, terms, ())

    def _proven(self, situation: Situation, terms: Terms, left_out: Collection[int]) -> Found | None:
        try:
            found = self._cheapest(situation, terms, left_out)
        except UnreachableError:
            return None
        if not found.optimal:
            raise OutOfTimeError
        return found

    def _cheapest(self, situation: Situation, terms: Terms, left_out: Collection[int]) -> Found:
        search = Search(situation, terms, self.clock)
        self._compare(search, left_out)
        found = search.cheapest()
        if not self.by:
            return found
        schedule = Schedule(situation, terms, self.by, self.clock)
        self._compare(schedule, left_out)
        try:  # what is cheapest without quarters is cheapest with them, if it can be done as soon
            return schedule.of(found)
        except UnreachableError:
            return schedule.cheapest()

    def _compare(self, search: Search, left_out: Collection[int]) -> None:
        if left_out:
            search.leave_out(left_out)


class Purchase(Optimum):
    """The highest stage that a budget buys, then the highest index.

    `stage` is the stage bought, `next` the cheapest plan to the stage after it, if there is one.
    """

    def __init__(self, situation: Situation, stages: dict[int, Terms], budget: int, clock: Clock) -> None:
        """`stages` are the terms of every stage that can be bought, lowest first."""
        self.budget = budget
        self.next: tuple[int, Found] | None = None
        self.stage, terms = next(iter(stages.items()))
        for stage, asked in list(stages.items())[1:]:
            try:
                found = Search(situation, asked, clock).cheapest()
            except UnreachableError:
                break
            if found.days > budget:
                self.next = (stage, found)
                break
            self.stage, terms = stage, asked
        super().__init__(situation, terms, clock)

    def _settled(self) -> Found:
        search = Search(self.situation, self.terms, self.clock)
        search.model.at_most(search.days, self.budget)
        return search.highest_index()

    def _compare(self, search: Search, left_out: Collection[int]) -> None:
        search.keep_index(self.found.taken)
        super()._compare(search, left_out)
