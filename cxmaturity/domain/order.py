"""What rests on what: when recommended steps can begin, and what the way past a blocker needs first."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from cxmaturity.domain.ahead import Ahead, unmet
from cxmaturity.domain.gap import timed
from cxmaturity.domain.model import Requirement
from cxmaturity.domain.result import Blocker, Recommendation


class Prerequisite(Struct, frozen=True):
    """A practice that the way past blockers requires above where it stands, and above what it blocks for itself.

    `needed_by` are the practices whose steps require it, in the order in which they were found.
    """

    practice: str
    from_: int
    to: int
    needed_by: tuple[str, ...]
    unknown: bool


def earliest_months(ahead: Ahead, steps: Iterable[Recommendation]) -> tuple[int | None, ...]:
    """For each step, in the order of the recommendations, how many months from now it can begin at the earliest.

    None where it waits for what no step of the list brings. Steps that rest on nothing go side by side: whether
    people have time for that is not asked.
    """
    listed = list(steps)
    ready = timed(ahead, [Requirement(step.practice, step.to) for step in listed if not step.waits_for])
    begins = {one.practice: one.begins for one in ready}
    return tuple(begins.get(step.practice) for step in listed)


def needed_first(ahead: Ahead, practice: str, to: int) -> Iterator[Requirement]:
    """What the steps of a practice, from the worst case up to a rank, require that does not hold yet."""
    stands = ahead.readings.worst[practice] or 0
    for option in ahead.questionnaire.practices[practice].options:
        if stands < option.rank <= to:
            yield from unmet(option, ahead.readings.worst)


def prerequisites(ahead: Ahead, blocking: Iterable[Blocker]) -> tuple[Prerequisite, ...]:
    """What the ways past blockers require beyond the blockers, and what that requires; in the questionnaire's order."""
    blocked = {blocker.practice: blocker.to for blocker in blocking}
    raised = dict(blocked)
    needed_by: dict[str, dict[str, None]] = {}
    pending = list(raised)
    while pending:
        practice = pending.pop(0)
        for need in needed_first(ahead, practice, raised[practice]):
            rank = ahead.questionnaire.practices[need.practice].option_at_least(need.rank).rank
            if rank > raised.get(need.practice, 0):
                raised[need.practice] = rank
                pending.append(need.practice)
            if rank > blocked.get(need.practice, 0):
                needed_by.setdefault(need.practice, {})[practice] = None
    return tuple(
        Prerequisite(
            practice,
            ahead.readings.worst[practice] or 0,
            raised[practice],
            tuple(needed_by[practice]),
            ahead.answers.of(practice).unknown,
        )
        for practice in ahead.questionnaire.practices
        if practice in needed_by
    )
