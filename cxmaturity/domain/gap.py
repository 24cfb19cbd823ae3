"""When steps can begin: in the order in which what they rest on is done."""

from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter

from msgspec import Struct

from cxmaturity.domain.ahead import Ahead, days
from cxmaturity.domain.model import Requirement


class TimedStep(Struct, frozen=True):
    """A step with its person-days and months, and the months after the assessment at which it can begin at the
    earliest: once the practice's own step before it and everything that it requires are done.
    """

    practice: str
    from_: int
    to: int
    days: int
    months: int
    begins: int

    @property
    def ends(self) -> int:
        """The months after the assessment at which it can be done at the earliest."""
        return self.begins + self.months


def timed(ahead: Ahead, steps: Iterable[Requirement]) -> list[TimedStep]:
    """Steps in the order in which they can begin, then in that of the questionnaire.

    What a step requires outside these steps counts as done.
    """
    taken: dict[str, list[int]] = {}
    for step in sorted(steps, key=lambda step: step.rank):
        taken.setdefault(step.practice, []).append(step.rank)
    graph = {
        Requirement(id_, rank): list(_rests_on(ahead, Requirement(id_, rank), taken))
        for id_, ranks in taken.items()
        for rank in ranks
    }
    made: dict[Requirement, TimedStep] = {}
    waits: dict[Requirement, int] = {}  # the steps without months that come first, where several begin at once
    for step in TopologicalSorter(graph).static_order():  # the loader refuses circles
        practice = ahead.questionnaire.practices[step.practice]
        option = practice.option(step.rank)
        made[step] = TimedStep(
            practice=step.practice,
            from_=practice.option_at_most(step.rank - 1).rank,
            to=step.rank,
            days=days(ahead, step.practice, option),
            months=option.step.months if option.step else 0,
            begins=max((made[before].ends for before in graph[step]), default=0),
        )
        at_once = (before for before in graph[step] if made[before].begins == made[step].begins)
        waits[step] = max((waits[before] + 1 for before in at_once), default=0)
    order = {id_: i for i, id_ in enumerate(ahead.questionnaire.practices)}
    return [made[step] for step in sorted(made, key=lambda s: (made[s].begins, waits[s], order[s.practice], s.rank))]


def _rests_on(ahead: Ahead, step: Requirement, taken: dict[str, list[int]]) -> Iterator[Requirement]:
    """Those of the steps taken that a step can only begin after."""
    yield from (Requirement(step.practice, rank) for rank in taken[step.practice] if rank < step.rank)
    option = ahead.questionnaire.practices[step.practice].option(step.rank)
    for need in option.step.requires if option.step else ():
        below = [rank for rank in taken.get(need.practice, ()) if rank <= need.rank]
        yield from (Requirement(need.practice, rank) for rank in below[-1:])
