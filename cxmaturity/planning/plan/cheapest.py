"""The cheapest steps under terms without quarters: by the exact search, and by the integer program past its limits."""

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Terms, terms
from cxmaturity.planning.found import Found, OutOfTimeError, UnreachableError
from cxmaturity.planning.search.boxes import opened, packed, unpacked
from cxmaturity.planning.search.exact import Exact, Plans
from cxmaturity.planning.search.ground import Ground, Pricing
from cxmaturity.planning.search.knapsack import LimitError
from cxmaturity.planning.search.reach import Reach
from cxmaturity.planning.situation import Situation, situation

SECONDS = 1.0
"""How long the exact search may take for one question before the integer program takes over."""
GRACE = 0.1
"""How long a plan may be made cheaper for that is to be given where nothing was found in time."""


class Cheapest:
    """The cheapest plans from one situation under the same terms.

    Raises UnreachableError where there is none, OutOfTimeError where the time ended the search before one was
    found. What is compared with the best plan raises OutOfTimeError as well where it was not proven.
    """

    def __init__(self, made: Situation, held: Terms, clock: Clock) -> None:
        self.situation = made
        self.terms = held
        self.clock = clock
        self.pricing = Pricing(made)
        self.ground = Ground(made, self.pricing.least)
        self.exact = Exact(self.ground, held, clock)
        self.reach = Reach(self.ground)
        self.hard = False
        """Whether the exact search met its limits: then it is not asked again."""
        self._plans: Plans | None = None

    def found(self) -> Found:
        """The best plan. UnreachableError, OutOfTimeError."""
        if not self.reachable():
            raise UnreachableError
        self.exact.clock = self.exact.knapsack.clock = self.clock.within(SECONDS)
        try:
            self._plans = self.exact.plans()
            cost = next(self._plans, None)
            if cost is None:
                raise UnreachableError
            found = self._read(cost)
        except LimitError:
            self.hard = True
            found = self._by_program()
        if self.terms.budget is not None and found.days > self.terms.budget:
            if found.optimal:
                raise UnreachableError
            raise OutOfTimeError
        return found

    def reachable(self, without: int | None = None) -> bool:
        """Whether any plan meets the demands, whatever it costs; perhaps without a step."""
        box = opened(self.ground, self.terms, self.exact.links, {})
        if box is not None and without is not None:
            box = self.exact.below(box, self.exact.links, without)
        return box is not None and self.reach.reaches(self.terms.demands, box)

    def runner_up(self, best: Found) -> Found | None:
        """The cheapest plan that does not hold all of the best one, None where there is none. OutOfTimeError."""
        if self.hard or self._plans is None:
            return self._proven_by_program(best.taken)
        return self._ask(self._plans, lambda: self._proven_by_program(best.taken))

    def without(self, step: int) -> Found | None:
        """The cheapest plan without a step, None where there is none. OutOfTimeError."""
        if not self.reachable(step):
            return None
        if self.hard:
            return self._proven_by_program({step})
        return self._ask(self.exact.plans(without=step), lambda: self._proven_by_program({step}))

    def from_(self, raised: Mapping[str, int]) -> Found | None:
        """The cheapest plan where some practices stand higher, None where there is none. OutOfTimeError."""
        if not self.clock.left():
            raise OutOfTimeError
        if self.hard:
            return self._from_by_program(raised)
        done = {i for i, step in enumerate(self.situation.steps) if step.at.rank <= raised.get(step.at.practice, 0)}
        found = self._ask(self.exact.plans(raised), lambda: self._from_by_program(raised))
        if found is None or self.hard:
            return found
        taken = found.taken - done
        days = self.situation.days(taken)
        return Found(taken, days, days, True)

    def _ask(self, plans: Plans, instead: Callable[[], Found | None]) -> Found | None:
        """The next of some plans; what is to be asked `instead` where the search meets its limits."""
        if not self.clock.left():
            raise OutOfTimeError
        self.exact.clock = self.exact.knapsack.clock = self.clock.within(SECONDS)
        try:
            cost = next(plans, None)
        except LimitError:
            self.hard = True
            return instead()
        found = None if cost is None else self._read(cost)
        dear = found is not None and self.terms.budget is not None and found.days > self.terms.budget
        return None if dear else found

    def _read(self, cost: int) -> Found:
        days = self.pricing.days(cost)
        return Found(self.pricing.taken(cost), days, days, True)

    def _near(self) -> Found:
        """The best plan that was met on the way, else a plan without anything that is dear; with the search's bound."""
        plans = self._plans
        bound = 0 if plans is None else max(self.pricing.days(plans.bound), 0)
        known = None if plans is None else plans.known
        taken = frozenset(self._pruned(Clock(GRACE))) if known is None else self.pricing.taken(known)
        days = self.situation.days(taken)
        return Found(taken, days, min(bound, days), False)

    def _pruned(self, clock: Clock) -> Iterator[int]:
        """Everything that can be done, less the dearest practices, as far as the demands and the time allow."""
        box = opened(self.ground, self.terms, self.exact.links, {})
        assert box is not None, "whether the demands can be met was asked before"  # noqa: S101
        for leaf in sorted(self.ground.leaves, key=lambda leaf: -leaf.costs[-1]):
            low, high = unpacked(box)
            at = self.ground.places[leaf.id]
            if low[at] < high[at] and clock.left():
                high[at] = low[at]
                if self.exact.links.narrow(low, high, [at]):
                    lower = packed(low, high)
                    box = lower if self.reach.reaches(self.terms.demands, lower) else box
        for leaf, top in zip(self.ground.leaves, unpacked(box)[1], strict=True):
            yield from range(leaf.first, leaf.first + top)

    def _by_program(self) -> Found:
        """The best plan by the integer program, as far as the time goes; never a worse one than is known."""
        from cxmaturity.planning.program.integer import Search  # noqa: PLC0415  takes longer than most searches

        if not self.clock.left():
            return self._near()
        search = Search(self.situation, replace(self.terms, budget=None), self.clock)
        try:
            found = search.cheapest()
        except (OutOfTimeError, UnreachableError):  # that something is reachable is known
            return self._near()
        if found.optimal:
            return search.settle(found)
        known = self._near()
        better = found if found.days <= known.days else known
        return Found(better.taken, better.days, min(max(found.bound, known.bound), better.days), False)

    def _proven_by_program(self, left_out: frozenset[int] | set[int]) -> Found | None:
        from cxmaturity.planning.program.integer import Search  # noqa: PLC0415

        if not self.clock.left():
            raise OutOfTimeError
        search = Search(self.situation, self.terms, self.clock)
        search.leave_out(left_out)
        try:
            found = search.cheapest()
        except UnreachableError:
            return None
        found = search.settle(found) if found.optimal else found
        if not found.settled:
            raise OutOfTimeError
        return found

    def _from_by_program(self, raised: Mapping[str, int]) -> Found | None:
        held = self.terms
        other = situation(self.situation.ahead, {**self.situation.start, **raised})
        try:
            found = Cheapest(other, terms(other, held.demands), self.clock)._by_program()
        except UnreachableError:
            return None
        if not found.optimal:
            raise OutOfTimeError
        return replace(found, taken=frozenset(self.situation.number[other.steps[i].at] for i in found.taken))
