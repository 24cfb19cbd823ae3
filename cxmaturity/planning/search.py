"""The search for the best set of steps: the least person-days, then the higher index, then the first steps.

One solve each. Whatever a solve says is checked with the scoring engine before it is believed.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from cxmaturity.domain.expression import Value
from cxmaturity.planning.rules import Demand, Rules
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.solver import Clock, Model, Solved

LARGEST_SUM = 10**8
"""The largest sum that is one objective: HiGHS counts in floating point."""
BASE = 10**6
"""The base of the digits that a larger sum is written in."""


class UnreachableError(Exception):
    """No steps meet all demands."""


class OutOfTimeError(Exception):
    """The time ended the search before anything was found."""


class Found(Struct, frozen=True):
    """A set of steps, the person-days below which no set can be, and whether its ties are settled."""

    taken: frozenset[int]
    days: int
    bound: int
    settled: bool

    @property
    def optimal(self) -> bool:
        """Whether no set of steps takes less."""
        return self.bound >= self.days


def highest(model: Model, gains: Mapping[int, int]) -> list[dict[int, int]]:
    """Objectives to minimise, one after the other, so that a sum becomes the highest.

    One is enough where the sum is small. A larger one is written in digits, so that no factor is too large
    for HiGHS: each digit carries into the next, and the first digit counts before the second.
    """
    if sum(gains.values()) <= LARGEST_SUM:
        return [{column: -gain for column, gain in gains.items()}]
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


class Search:
    """A program over the steps of a situation: those that are taken are closed under what they require."""

    def __init__(self, situation: Situation, demands: Sequence[Demand], clock: Clock) -> None:
        self.situation = situation
        self.demands = tuple(demands)
        self.clock = clock
        self.model = Model()
        self.taken = [self.model.column() for _ in situation.steps]
        self.part = situation.ahead.program.only(
            "stage", *(f"level({group})" for group in Rules(self.model, situation, self.taken).groups)
        )
        self.begin = self.part.run(situation.start)
        self.values: tuple[float, ...] = ()
        self.write()

    def write(self) -> None:
        """Write the rows that every plan keeps."""
        situation, model = self.situation, self.model
        for column, step in zip(self.taken, situation.steps, strict=True):
            for need in (step.below, *step.requires):
                if need is not None:
                    model.implies(column, self.taken[need])
        for i in situation.ruled_out:
            model.at_most({self.taken[i]: 1}, 0)
        for i in (*situation.under_way, *situation.wanted):
            model.at_least({self.taken[i]: 1}, 1)
        self.rules = Rules(model, situation, self.taken)
        for demand in self.demands:
            self.rules.demand(demand)

    @property
    def days(self) -> dict[int, int]:
        """The person-days of the columns."""
        return {column: step.days for column, step in zip(self.taken, self.situation.steps, strict=True)}

    @property
    def gain(self) -> dict[int, int]:
        """What the columns add to the index."""
        return {column: step.gain for column, step in zip(self.taken, self.situation.steps, strict=True)}

    @property
    def positions(self) -> dict[int, int]:
        """Where the steps of the columns stand in the questionnaire."""
        return {column: step.position for column, step in zip(self.taken, self.situation.steps, strict=True)}

    def cheapest(self) -> Found:
        """The steps of the least person-days, ties not settled. UnreachableError, OutOfTimeError."""
        solved = self.solve(self.days)
        taken = self.steps(solved)
        days = self.situation.days(taken)
        return Found(taken, days, min(max(solved.bound, 0), days), False)

    def settle(self, found: Found) -> Found:
        """The same with its ties settled: the higher index, then the least sum of positions."""
        self.model.at_most(self.days, found.days)
        try:
            for objective in (*highest(self.model, self.gain), self.positions):
                solved = self.solve(objective)
                if solved.outcome != "optimal":
                    return found
                self.model.at_most(objective, solved.worth(objective))
                found = Found(self.steps(solved), found.days, found.bound, False)
        except OutOfTimeError:
            return found
        return Found(found.taken, found.days, found.bound, True)

    def steps(self, solved: Solved) -> frozenset[int]:
        """The steps taken."""
        return frozenset(i for i, column in enumerate(self.taken) if solved.chosen(column))

    def solve(self, objective: Mapping[int, int]) -> Solved:
        """Solve until the scoring engine agrees. UnreachableError, OutOfTimeError where nothing was found."""
        while True:
            solved = self.model.minimise(objective, self.clock, self.values)
            if solved.outcome == "infeasible":
                raise UnreachableError
            if not solved.values:
                raise OutOfTimeError
            self.values = solved.values
            outcome = self.outcome(self.steps(solved))
            if all(demand.met(outcome) for demand in self.demands):
                return solved
            if not self.rules.correct(solved, outcome):
                raise AssertionError("the program and the scoring engine disagree")
            self.values = ()

    def outcome(self, taken: frozenset[int]) -> dict[str, Value]:
        """What the scoring engine says of where everything stands after these steps."""
        return self.part.rerun(self.begin, self.situation.state(taken))
