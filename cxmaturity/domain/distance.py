"""How far the target is: one set of steps, closed under what they require, of which none can be left out."""

from msgspec import Struct

from cxmaturity.domain.ahead import Ahead, State, days, unmet
from cxmaturity.domain.model import Option
from cxmaturity.domain.result import Blocker


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


def distance(ahead: Ahead, target: int, blocking: tuple[Blocker, ...]) -> Distance | None:
    """From the worst case to a stage by raising its blockers, less those that can be left out.

    All blockers are raised as far as each needs, with everything that the steps require; then the dearest
    raises are lowered again, option by option, as long as the target is still reached. None where the
    blockers do not suffice, as a step requires what no option brings.
    """
    part = ahead.program.only("stage")
    start: State = dict(ahead.readings.worst)

    def reaches(state: State) -> bool:
        return (part.rerun(ahead.worst, state)["stage"] or 0) >= target

    state = {**start, **{blocker.practice: blocker.to for blocker in blocking}}
    _close(ahead, start, state)
    if not reaches(state):
        return None
    lowered = True
    while lowered:
        lowered = False
        raised = [p for p, rank in state.items() if rank != start[p]]
        for practice in sorted(raised, key=lambda p: -_days(ahead, start, state, p)):
            less = {**state, practice: _lower(ahead, practice, state[practice] or 0)}
            if _is_closed(ahead, start, less) and reaches(less):
                state, lowered = less, True
                break
    raises = tuple(
        Raise(p, start[p] or 0, rank or 0, _days(ahead, start, state, p), ahead.answers.of(p).unknown)
        for p, rank in state.items()
        if rank != start[p]
    )
    return Distance(raises, sum(r.days for r in raises))


def _lower(ahead: Ahead, practice: str, rank: int) -> int:
    """The rank of the option one below."""
    return ahead.questionnaire.practices[practice].option_at_most(rank - 1).rank


def _steps(ahead: Ahead, start: State, state: State, practice: str) -> list[Option]:
    """The options whose steps take a practice from its start to its state."""
    low, high = start[practice] or 0, state[practice] or 0
    return [o for o in ahead.questionnaire.practices[practice].options if low < o.rank <= high]


def _days(ahead: Ahead, start: State, state: State, practice: str) -> int:
    return sum(days(ahead, practice, option) for option in _steps(ahead, start, state, practice))


def _is_closed(ahead: Ahead, start: State, state: State) -> bool:
    return not any(
        unmet(option, state)
        for p, rank in state.items()
        if rank != start[p]
        for option in _steps(ahead, start, state, p)
    )


def _close(ahead: Ahead, start: State, state: State) -> None:
    """Raise whatever the steps of a state require, until nothing is missing."""
    while not _is_closed(ahead, start, state):
        for practice in list(state):
            for option in _steps(ahead, start, state, practice):
                for need in unmet(option, state):
                    state[need.practice] = need.rank
