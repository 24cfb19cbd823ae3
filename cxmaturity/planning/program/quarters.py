"""The search over quarters: which steps, and in which quarter each ends, within what each quarter can carry.

A step can be worked on from the quarter in which the last of its prerequisites ends; it runs through
consecutive quarters, never faster than its months: at most its days by its months in each, and the steps of one
practice follow each other, so that their months add up.
"""

from itertools import pairwise

from msgspec.structs import replace

from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import MONTHS_A_QUARTER, Constraints
from cxmaturity.planning.program.integer import PLACES, Search
from cxmaturity.planning.program.solver import Solved
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.solution import Solution, UnreachableError


class Pace:
    """How fast steps can be, from their months and from what must end before them."""

    def __init__(self, situation: Situation, constraints: Constraints) -> None:
        self.situation = situation
        self.paced = constraints.paced
        steps = situation.steps
        self.before: list[list[int]] = [[] if step.below is None else [step.below] for step in steps]
        for i, need in constraints.needs:
            self.before[i].append(need)
        self.runs = [self._runs(i) for i in range(len(steps))]
        self._earliest: dict[int, int] = {}

    def _runs(self, i: int) -> list[tuple[int, int]]:
        """From each step of the same practice up to this one: the quarters from its start to this one's end."""
        runs: list[tuple[int, int]] = []
        months = 0
        at: int | None = i
        while at is not None:
            months += self.situation.steps[at].months if self.paced else 0
            runs.append((at, max(-(-months // MONTHS_A_QUARTER), 1)))
            at = self.situation.steps[at].below
        return runs

    def most(self, i: int) -> int:
        """The person-days of a step that one quarter can take at most."""
        step = self.situation.steps[i]
        if not self.paced or step.months <= MONTHS_A_QUARTER:
            return step.days
        return -(-step.days * MONTHS_A_QUARTER // step.months)

    def released(self, i: int) -> int:
        """The first quarter, from 1, in which a step can start."""
        return max((self.earliest(before) for before in self.before[i]), default=1)

    def earliest(self, i: int) -> int:
        """The first quarter, from 1, in which a step can end."""
        if i not in self._earliest:
            self._earliest[i] = max(self.released(first) + quarters - 1 for first, quarters in self.runs[i])
        return self._earliest[i]


class Schedule(Search):
    """A program over steps and quarters: which steps are taken, and by which quarter each has ended."""

    def __init__(self, situation: Situation, constraints: Constraints, by: int, clock: Clock) -> None:
        """`by` is the quarter, from 1, by the end of which the demands are to be met."""
        self.quarters = constraints.quarters or by
        self.by = by
        self.pace = Pace(situation, constraints)
        self.ended: list[list[int]] = []
        super().__init__(situation, constraints, clock)

    def _steps(self) -> list[int]:
        model = self.model
        for i in range(len(self.situation.steps)):
            first = min(self.pace.earliest(i) - 1, self.quarters)
            columns = [model.no] * first + [model.column() for _ in range(self.quarters - first)]
            for earlier, later in pairwise(columns):
                model.implies(earlier, later)
            self.ended.append(columns)
        load: list[dict[int, int]] = [{} for _ in range(self.quarters)]
        for i in range(len(self.situation.steps)):
            self._follow(i)
            self._work(i, load)
        if self.constraints.capacity is not None:
            self._carry(load, self.constraints.capacity)
        return [columns[-1] for columns in self.ended]

    def _reached(self) -> list[int]:
        return [columns[self.by - 1] for columns in self.ended]

    def _follow(self, i: int) -> None:
        """A step ends no sooner than its months after what comes before it."""
        for first, quarters in self.pace.runs[i]:
            for before in self.pace.before[first]:
                for t, column in enumerate(self.ended[i]):
                    since = t - quarters + 1
                    self.model.implies(column, self.ended[before][since] if since >= 0 else self.model.no)

    def _work(self, i: int, load: list[dict[int, int]]) -> None:
        """Its days are worked before it ends, and not before what it requires has ended."""
        if self.constraints.capacity is None or not self.situation.steps[i].days:
            return  # as many days as it takes
        model, most = self.model, self.pace.most(i)
        worked: dict[int, int] = {}
        for t in range(self.pace.released(i) - 1, self.quarters):
            column = model.column(0, most, whole=False)
            worked[column] = load[t][column] = 1
            for before in self.pace.before[i]:
                model.at_least({self.ended[before][t]: most, column: -1}, 0)
            if self.ended[i][t] != model.no:
                model.at_least({**worked, self.ended[i][t]: -self.situation.steps[i].days}, 0)

    def _carry(self, load: list[dict[int, int]], capacity: tuple[int, ...]) -> None:
        """No quarter carries more than it can; nor do those up to one, which HiGHS does not see by itself."""
        for t in range(self.quarters):
            self.model.at_most(load[t], capacity[t])
            done = {columns[t]: step.days for columns, step in zip(self.ended, self.situation.steps, strict=True)}
            self.model.at_most({c: days for c, days in done.items() if c != self.model.no}, sum(capacity[: t + 1]))

    def of(self, best: Solution) -> Solution:
        """The same steps as another search found, in quarters. UnreachableError where they do not fit."""
        rows = len(self.model.rows)
        for i, column in enumerate(self.taken):
            self.model.at_least({column: 1 if i in best.taken else -1}, int(i in best.taken))
        try:
            solved = self.solve({})
        finally:
            del self.model.rows[rows:]
        return Solution(best.taken, best.days, best.bound, best.settled, self._ends(solved, best.taken))

    def earliest(self, solution: Solution) -> Solution:
        """The same steps, ending as early as they can together, then each in the questionnaire's order."""
        for i, column in enumerate(self.taken):
            self.model.at_least({column: 1 if i in solution.taken else -1}, int(i in solution.taken))
        late = [{c: -1 for c in self.ended[i] if c != self.model.no} for i in sorted(solution.taken)]
        together = max(PLACES // (self.quarters + 1).bit_length(), 1)
        total = {column: -1 for columns in late for column in columns}
        order: list[dict[int, int]] = []
        for first in range(0, len(late), together):
            base, chunk = self.quarters + 1, late[first : first + together]
            places = enumerate(reversed(chunk))
            order.append({c: -(base**place) for place, columns in places for c in columns})
        sooner = self._best(solution, [total], order)
        return replace(sooner, settled=sooner.settled and solution.settled)

    def _ends(self, solved: Solved, taken: frozenset[int]) -> dict[int, int]:
        """The quarter, from 1, in which each step ends."""
        return {i: 1 + next(t for t, c in enumerate(self.ended[i]) if solved.chosen(c)) for i in taken}


def soonest(situation: Situation, constraints: Constraints, best: Solution, clock: Clock) -> tuple[Schedule, Solution]:
    """The schedule that meets the demands in the earliest quarter, then the cheapest.

    The `best` steps without quarters are tried first: if they can be done as soon, nothing is better, ties
    included. UnreachableError where no quarter is late enough, OutOfTimeError where the time ended the search.
    """
    for by in range(1, (constraints.quarters or 0) + 1):
        if constraints.capacity is not None and sum(constraints.capacity[:by]) < best.bound and not constraints.forced:
            continue
        schedule = Schedule(situation, constraints, by, clock)
        if best.optimal and best.settled:
            try:
                return schedule, schedule.of(best)
            except UnreachableError:
                pass
        try:
            return schedule, schedule.cheapest()
        except UnreachableError:
            continue
    raise UnreachableError
