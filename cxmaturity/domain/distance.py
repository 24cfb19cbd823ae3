"""How far the target is: one set of steps, closed under what they require, of which none can be left out."""

from msgspec import Struct

from cxmaturity.domain.ahead import Ahead, Goal, State, days, unmet
from cxmaturity.domain.expression import Value
from cxmaturity.domain.model import Option, Requirement
from cxmaturity.domain.result import Blocker
from cxmaturity.domain.tops import tops


class Raise(Struct, frozen=True):
    """A practice that goes from one rank to a higher one, and the person-days of the steps between."""

    practice: str
    from_: int
    to: int
    days: int
    unknown: bool


class Distance(Struct, frozen=True):
    """The practices to raise and the person-days in all. Enough, and not proven to be the cheapest."""

    practices: tuple[Raise, ...]
    days: int


def distance(ahead: Ahead, goal: Goal, blocking: tuple[Blocker, ...]) -> Distance | None:
    """From the worst case to a goal by raising its blockers, less those that can be left out.

    All blockers are raised as far as each needs, with everything that the steps require; then the dearest
    raises are lowered again, option by option, as long as the goal is still reached. None where the steps
    that are not ruled out do not suffice.
    """
    search = _Search(ahead, goal)
    for blocker in blocking:
        search.state[blocker.practice] = min(blocker.to, search.tops[blocker.practice] or 0)
    search.close()
    search.outcome = search.part.rerun(ahead.worst, search.state)
    if not search.reached(search.outcome):
        return None
    while search.lower_all():
        pass
    raises = tuple(
        Raise(p, search.start[p] or 0, search.state[p] or 0, search.days(p), ahead.answers.of(p).unknown)
        for p in search.raised()
    )
    return Distance(raises, sum(one.days for one in raises))


class _Search:
    """A state between the worst case and what the steps can reach, on its way down to what is enough."""

    def __init__(self, ahead: Ahead, goal: Goal) -> None:
        self.ahead = ahead
        self.goal = goal
        self.practices = ahead.questionnaire.practices
        self.start: State = ahead.readings.worst
        self.state: State = dict(self.start)
        self.part = ahead.program.only(goal.line)
        self.outcome: dict[str, Value] = ahead.worst
        self.needed_by = _needed_by(ahead)
        self.tops = tops(ahead)

    def reached(self, outcome: dict[str, Value]) -> bool:
        return (outcome[self.goal.line] or 0) >= self.goal.rank

    def raised(self) -> list[str]:
        return [p for p, rank in self.state.items() if rank != self.start[p]]

    def steps(self, practice: str, to: int) -> list[Option]:
        """The options whose steps take a practice from its start to a rank."""
        low = self.start[practice] or 0
        return [o for o in self.practices[practice].options if low < o.rank <= to]

    def days(self, practice: str) -> int:
        return sum(days(self.ahead, practice, o) for o in self.steps(practice, self.state[practice] or 0))

    def close(self) -> None:
        """Raise whatever the steps of the state require, until nothing is missing."""
        missing = True
        while missing:
            needs = [
                need
                for practice in self.raised()
                for option in self.steps(practice, self.state[practice] or 0)
                for need in unmet(option, self.state)
            ]
            missing = bool(needs)
            for need in needs:
                self.state[need.practice] = max(need.rank, self.state[need.practice] or 0)

    def lower_all(self) -> bool:
        """Lower every practice, the dearest first, as far as the target allows; whether any could be lowered."""
        before = dict(self.state)
        for practice in sorted(self.raised(), key=lambda p: -self.days(p)):
            while self.state[practice] != self.start[practice] and self._lower(practice):
                pass
        return self.state != before

    def _lower(self, practice: str) -> bool:
        rank = self.practices[practice].option_at_most((self.state[practice] or 0) - 1).rank
        if any(need > rank and self._takes(step) for need, step in self.needed_by.get(practice, ())):
            return False
        outcome = self.part.rerun(self.outcome, {practice: rank})
        if not self.reached(outcome):
            return False
        self.state[practice], self.outcome = rank, outcome
        return True

    def _takes(self, step: Requirement) -> bool:
        return (self.start[step.practice] or 0) < step.rank <= (self.state[step.practice] or 0)


def _needed_by(ahead: Ahead) -> dict[str, list[tuple[int, Requirement]]]:
    """For each practice the ranks that steps require of it, and which steps."""
    found: dict[str, list[tuple[int, Requirement]]] = {}
    for practice in ahead.questionnaire.practices.values():
        for option in practice.options:
            for need in option.step.requires if option.step else ():
                found.setdefault(need.practice, []).append((need.rank, Requirement(practice.id, option.rank)))
    return found
