"""The cheapest steps without quarters: by the exact search, and by the integer program past its limits."""

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints, constraints_of
from cxmaturity.planning.search.boxes import opened, packed, unpacked
from cxmaturity.planning.search.exact import Exact, Plans
from cxmaturity.planning.search.ground import Ground, Pricing
from cxmaturity.planning.search.knapsack import LimitError
from cxmaturity.planning.search.reach import Reach
from cxmaturity.planning.situation import Situation, situation_of
from cxmaturity.planning.solution import OutOfTimeError, Solution, UnreachableError

SECONDS = 1.0
"""How long the exact search may take for one question before the integer program takes over."""
GRACE = 0.1
"""How long a plan may be made cheaper for that is to be given where nothing was found in time."""


class Cheapest:
    """The cheapest plans from one situation under the same constraints.

    Raises UnreachableError where there is none, OutOfTimeError where the time ended the search before one was
    found. What is compared with the best plan raises OutOfTimeError as well where it was not proven.
    """

    def __init__(self, situation: Situation, constraints: Constraints, clock: Clock) -> None:
        self.situation = situation
        self.constraints = constraints
        self.clock = clock
        self.pricing = Pricing(situation)
        self.ground = Ground(situation, self.pricing.least)
        self.exact = Exact(self.ground, constraints, clock)
        self.reach = Reach(self.ground)
        self.hard = False
        """Whether the exact search met its limits: then it is not asked again."""
        self._plans: Plans | None = None

    def best(self) -> Solution:
        """The best plan. UnreachableError, OutOfTimeError."""
        if not self.reachable():
            raise UnreachableError
        self.exact.clock = self.exact.knapsack.clock = self.clock.within(SECONDS)
        try:
            self._plans = self.exact.plans()
            cost = next(self._plans, None)
            if cost is None:
                raise UnreachableError
            solution = self._read(cost)
        except LimitError:
            self.hard = True
            solution = self._by_program()
        if self.constraints.budget is not None and solution.days > self.constraints.budget:
            if solution.optimal:
                raise UnreachableError
            raise OutOfTimeError
        return solution

    def reachable(self, without: int | None = None) -> bool:
        """Whether any plan meets the demands, whatever it costs; perhaps without a step."""
        box = opened(self.ground, self.constraints, self.exact.links, {})
        if box is not None and without is not None:
            box = self.exact.below(box, self.exact.links, without)
        return box is not None and self.reach.reaches(self.constraints.demands, box)

    def runner_up(self, best: Solution) -> Solution | None:
        """The cheapest plan that does not hold all of the best one, None where there is none. OutOfTimeError."""
        if self.hard or self._plans is None:
            return self._proven_by_program(best.taken)
        return self._ask(self._plans, lambda: self._proven_by_program(best.taken))

    def without(self, step: int) -> Solution | None:
        """The cheapest plan without a step, None where there is none. OutOfTimeError."""
        if not self.reachable(step):
            return None
        if self.hard:
            return self._proven_by_program({step})
        return self._ask(self.exact.plans(without=step), lambda: self._proven_by_program({step}))

    def from_(self, raised: Mapping[str, int]) -> Solution | None:
        """The cheapest plan where some practices stand higher, None where there is none. OutOfTimeError."""
        if not self.clock.left():
            raise OutOfTimeError
        if self.hard:
            return self._from_by_program(raised)
        done = {i for i, step in enumerate(self.situation.steps) if step.at.rank <= raised.get(step.at.practice, 0)}
        solution = self._ask(self.exact.plans(raised), lambda: self._from_by_program(raised))
        if solution is None or self.hard:
            return solution
        taken = solution.taken - done
        days = self.situation.days(taken)
        return Solution(taken, days, days, True)

    def _ask(self, plans: Plans, instead: Callable[[], Solution | None]) -> Solution | None:
        """The next of some plans; what is to be asked `instead` where the search meets its limits."""
        if not self.clock.left():
            raise OutOfTimeError
        self.exact.clock = self.exact.knapsack.clock = self.clock.within(SECONDS)
        try:
            cost = next(plans, None)
        except LimitError:
            self.hard = True
            return instead()
        solution = None if cost is None else self._read(cost)
        dear = solution is not None and self.constraints.budget is not None and solution.days > self.constraints.budget
        return None if dear else solution

    def _read(self, cost: int) -> Solution:
        days = self.pricing.days(cost)
        return Solution(self.pricing.taken(cost), days, days, True)

    def _near(self) -> Solution:
        """The best plan that was met on the way, else a plan without anything that is dear; with the search's bound."""
        plans = self._plans
        bound = 0 if plans is None else max(self.pricing.days(plans.bound), 0)
        known = None if plans is None else plans.known
        taken = frozenset(self._pruned(Clock(GRACE))) if known is None else self.pricing.taken(known)
        days = self.situation.days(taken)
        return Solution(taken, days, min(bound, days), False)

    def _pruned(self, clock: Clock) -> Iterator[int]:
        """Everything that can be done, less the dearest practices, as far as the demands and the time allow."""
        box = opened(self.ground, self.constraints, self.exact.links, {})
        assert box is not None, "whether the demands can be met was asked before"  # noqa: S101
        for leaf in sorted(self.ground.leaves, key=lambda leaf: -leaf.costs[-1]):
            low, high = unpacked(box)
            at = self.ground.places[leaf.id]
            if low[at] < high[at] and clock.left():
                high[at] = low[at]
                if self.exact.links.narrow(low, high, [at]):
                    lower = packed(low, high)
                    box = lower if self.reach.reaches(self.constraints.demands, lower) else box
        for leaf, top in zip(self.ground.leaves, unpacked(box)[1], strict=True):
            yield from range(leaf.first, leaf.first + top)

    def _by_program(self) -> Solution:
        """The best plan by the integer program, as far as the time goes; never a worse one than is known."""
        from cxmaturity.planning.program.integer import Search  # noqa: PLC0415  takes longer than most searches

        if not self.clock.left():
            return self._near()
        search = Search(self.situation, replace(self.constraints, budget=None), self.clock)
        try:
            solution = search.cheapest()
        except (OutOfTimeError, UnreachableError):  # that something is reachable is known
            return self._near()
        if solution.optimal:
            return search.settle(solution)
        known = self._near()
        better = solution if solution.days <= known.days else known
        return Solution(better.taken, better.days, min(max(solution.bound, known.bound), better.days), False)

    def _proven_by_program(self, left_out: frozenset[int] | set[int]) -> Solution | None:
        from cxmaturity.planning.program.integer import Search  # noqa: PLC0415

        if not self.clock.left():
            raise OutOfTimeError
        search = Search(self.situation, self.constraints, self.clock)
        search.leave_out(left_out)
        try:
            solution = search.cheapest()
        except UnreachableError:
            return None
        solution = search.settle(solution) if solution.optimal else solution
        if not solution.settled:
            raise OutOfTimeError
        return solution

    def _from_by_program(self, raised: Mapping[str, int]) -> Solution | None:
        constraints = self.constraints
        other = situation_of(self.situation.basis, {**self.situation.start, **raised})
        try:
            solution = Cheapest(other, constraints_of(other, constraints.demands), self.clock)._by_program()
        except UnreachableError:
            return None
        if not solution.optimal:
            raise OutOfTimeError
        return replace(solution, taken=frozenset(self.situation.number[other.steps[i].at] for i in solution.taken))
