"""The integer program for the best set of steps: the least person-days, then the higher index, then the first steps.

One solve each, and several for the steps. Whatever a solve says is checked with the scoring engine before it is
believed, and it counts as proven only where its value, computed anew, is the bound. No solve is given a start:
HiGHS 1.16.0 returns the start with the bound of a better solution, and says "optimal".
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from cxmaturity.domain.scoring.lines import groups
from cxmaturity.domain.scoring.outcome import ROOT, Outcome, line_name
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Constraints
from cxmaturity.planning.program.rules import Rules
from cxmaturity.planning.program.solver import Model, Solved
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.solution import DisagreementError, OutOfTimeError, Solution, UnreachableError

LARGEST_SUM = 10**8
"""The largest sum that is one objective: HiGHS counts in floating point."""
BASE = 10**6
"""The base of the digits that a larger sum is written in."""
PLACES = 16
"""How many steps are compared at once by their places: each counts double the one before it."""


class Search:
    """A program over the steps of a situation: those that are taken are closed under what they require."""

    def __init__(self, situation: Situation, constraints: Constraints, clock: Clock) -> None:
        self.situation = situation
        self.constraints = constraints
        self.clock = clock
        self.model = Model()
        levels = [line_name("level", group.id) for group in groups(situation.basis.questionnaire)]
        self.part = situation.basis.scores.program.only("stage", line_name("index", ROOT), *levels)
        self.begin = Outcome(self.part.run(situation.start))
        self.taken = self._steps()
        for i in constraints.ruled_out:
            self.model.at_most({self.taken[i]: 1}, 0)
        for i in constraints.forced:
            self.model.at_least({self.taken[i]: 1}, 1)
        if constraints.budget is not None:
            self.model.at_most(self.days, constraints.budget)
        self.rules = Rules(self.model, situation, self._reached())
        for demand in constraints.demands:
            self.rules.demand(demand)

    def _steps(self) -> list[int]:
        """The columns that say which steps are taken, and the rows between them."""
        taken = [self.model.column() for _ in self.situation.steps]
        for column, step in zip(taken, self.situation.steps, strict=True):
            if step.below is not None:
                self.model.implies(column, taken[step.below])
        for i, need in self.constraints.needs:
            self.model.implies(taken[i], taken[need])
        return taken

    def _reached(self) -> list[int]:
        """The columns that say which steps are taken in time for the target."""
        return self.taken

    @property
    def days(self) -> dict[int, int]:
        """The person-days of the columns."""
        return {column: step.days for column, step in zip(self.taken, self.situation.steps, strict=True)}

    @property
    def gain(self) -> dict[int, int]:
        """What the columns add to the index."""
        return {column: step.gain for column, step in zip(self.taken, self.situation.steps, strict=True)}

    @property
    def order(self) -> list[dict[int, int]]:
        """Objectives that prefer earlier steps: of two sets the one without the last step in which they differ."""
        last = len(self.taken)
        return [
            {column: 1 << i for i, column in enumerate(self.taken[max(end - PLACES, 0) : end])}
            for end in range(last, 0, -PLACES)
        ]

    def leave_out(self, steps: Iterable[int]) -> None:
        """Ask that at least one of these steps is left out."""
        columns = [self.taken[i] for i in steps]
        self.model.at_most(dict.fromkeys(columns, 1), len(columns) - 1)

    def keep_index(self, taken: Iterable[int]) -> None:
        """Ask for at least the index of these steps, or nearly so where weights are very large."""
        unit = sum(self.gain.values()) // LARGEST_SUM + 1
        least = sum(self.situation.steps[i].gain for i in taken)
        self.model.at_least({column: -(-gain // unit) for column, gain in self.gain.items()}, least // unit)

    def cheapest(self) -> Solution:
        """The steps of the least person-days, ties not settled. UnreachableError, OutOfTimeError."""
        return self._found(self.solve(self.days))

    def settle(self, solution: Solution) -> Solution:
        """The same with its ties settled: the higher index, then the earlier steps."""
        self.model.at_most(self.days, solution.days)
        return self._best(solution, highest(self.model, self.gain), self.order)

    def highest_index(self) -> Solution:
        """The steps of the highest index, then the least person-days, then the earlier steps."""
        first = self._found(self.solve({}))
        best = self._best(first, (*highest(self.model, self.gain), self.days), self.order)
        return replace(best, bound=best.days if best.settled else 0)

    def _best(
        self, solution: Solution, objectives: Iterable[Mapping[int, int]], places: Iterable[Mapping[int, int]]
    ) -> Solution:
        """The best by one objective after the other; unsettled where the time ended that.

        What is best by `places`, each counting more than all after it, says what every column is.
        """
        try:
            for objective in objectives:
                solution = self._better(solution, solved := self.solve(objective))
                if solved.outcome != "optimal":
                    return solution
                self.model.at_most(objective, solved.worth(objective))
            for objective in places:
                solution = self._better(solution, solved := self.solve(objective))
                if solved.outcome != "optimal":
                    return solution
                for column in objective:
                    self.model.fix(column, round(solved.values[column]))
        except (OutOfTimeError, UnreachableError):  # what was found can be done, whatever is said of it now
            return solution
        return replace(solution, settled=True)

    def _better(self, solution: Solution, solved: Solved) -> Solution:
        better = self._found(solved)
        return replace(better, bound=min(solution.bound, better.days))

    def chosen(self, solved: Solved) -> frozenset[int]:
        """The steps taken."""
        return frozenset(i for i, column in enumerate(self.taken) if solved.chosen(column))

    def _found(self, solved: Solved) -> Solution:
        taken = self.chosen(solved)
        days = self.situation.days(taken)
        return Solution(taken, days, min(max(solved.bound, 0), days), False, self._ends(solved, taken))

    def _ends(self, _solved: Solved, _taken: frozenset[int]) -> dict[int, int]:
        return {}

    def solve(self, objective: Mapping[int, int]) -> Solved:
        """Solve until the scoring engine agrees. UnreachableError, OutOfTimeError where nothing was found."""
        while True:
            solved = self.model.minimise(objective, self.clock)
            if solved.outcome == "infeasible":
                raise UnreachableError
            if not solved.values:
                raise OutOfTimeError
            outcome = self.outcome(solved)
            if all(demand.met(outcome) for demand in self.constraints.demands):
                return solved if solved.worth(objective) <= solved.bound else replace(solved, outcome="stopped")
            if not self.rules.correct(solved, outcome):
                raise DisagreementError("the program and the scoring engine disagree")

    def outcome(self, solved: Solved) -> Outcome:
        """What the scoring engine says of where everything stands after the steps taken in time."""
        taken = frozenset(i for i, column in enumerate(self._reached()) if solved.chosen(column))
        return self.begin.after(self.part, self.situation.state(taken))


def highest(model: Model, gains: Mapping[int, int]) -> list[dict[int, int]]:
    """Objectives to minimise, one after the other, so that a sum becomes the highest.

    One is enough where the sum is small. A larger one is written in digits, so that no factor is too large
    for HiGHS: each digit carries into the next, and the first digit counts before the second.
    """
    digits: list[dict[int, int]] = []
    carried: dict[int, int] = {}
    rest = dict(gains)
    while sum(rest.values()) > LARGEST_SUM:
        digit, carry = model.column(high=BASE - 1), model.column(high=len(gains))
        terms = {column: gain % BASE for column, gain in rest.items()} | carried
        model.at_least({**terms, carry: -BASE, digit: -1}, 0)
        digits.append({digit: -1})
        carried = {carry: 1}
        rest = {column: gain // BASE for column, gain in rest.items()}
    digits.append({column: -factor for column, factor in (rest | carried).items()})
    return digits[::-1]
