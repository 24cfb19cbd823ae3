"""The steps of a plan in the order in which to take them, with why each is in and when it can start."""

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import Any

from msgspec import Struct

from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.planning.constraints import Constraints
from cxmaturity.planning.search.ground import Ground
from cxmaturity.planning.search.reach import Reach
from cxmaturity.planning.situation import Situation


class Chains(Struct, frozen=True):
    """What comes before each step of a plan, and the months at which it can start at the earliest and the latest.

    Months count from the assessment. Steps that rest on nothing go side by side: whether people have time for that
    is not asked. The latest start is the last that does not make the longest chain longer.
    """

    before: Mapping[int, tuple[int, ...]]
    earliest: Mapping[int, int]
    latest: Mapping[int, int]
    months: int


def chains(situation: Situation, taken: Collection[int]) -> Chains:
    """The chains of a plan."""
    before = {i: tuple(need for need in _rests_on(situation, i) if need in taken) for i in sorted(taken)}
    order = in_order(before, lambda i: i)
    earliest: dict[int, int] = {}
    for i in order:
        earliest[i] = max((earliest[b] + situation.steps[b].months for b in before[i]), default=0)
    months = max((earliest[i] + situation.steps[i].months for i in order), default=0)
    latest = {i: months - situation.steps[i].months for i in order}
    for i in reversed(order):
        for b in before[i]:
            latest[b] = min(latest[b], latest[i] - situation.steps[b].months)
    return Chains(before, earliest, latest, months)


def _rests_on(situation: Situation, i: int) -> Iterator[int]:
    yield from situation.steps[i].requires
    below = situation.steps[i].below
    if below is not None:
        yield below


def in_order(before: Mapping[int, Collection[int]], rank: Callable[[int], Any]) -> list[int]:
    """Steps, none before what it rests on; of those that can follow always the one of the lowest rank."""
    after: dict[int, list[int]] = {}
    left = {i: len(needs) for i, needs in before.items()}
    for i, needs in before.items():
        for need in needs:
            after.setdefault(need, []).append(i)
    ready = [(rank(i), i) for i, count in left.items() if not count]
    heapify(ready)
    order: list[int] = []
    while ready:
        _, i = heappop(ready)
        order.append(i)
        for later in after.get(i, ()):
            left[later] -= 1
            if not left[later]:
                heappush(ready, (rank(later), later))
    return order


def by_latest_start(situation: Situation, timing: Chains, no_way_round: Collection[int]) -> list[int]:
    """The longest chain of months first, then what there is no way round, then gain a day, then the questionnaire.

    What is known to do harm comes before all: it does so as long as it stands.
    """
    questionnaire, answers = situation.basis.questionnaire, situation.basis.answers
    harms = rule_of(questionnaire).harms

    def rank(i: int) -> tuple[bool, int, bool, bool, Fraction]:
        step = situation.steps[i]
        known = not answers.of(step.at.practice).unknown
        pace = Fraction(-step.gain, step.days) if step.days else Fraction(0)
        harmless = not (known and harms(questionnaire, step.from_))
        return harmless, timing.latest[i], i not in no_way_round, step.days > 0, pace

    return in_order(timing.before, rank)


class Reasons:
    """Why the steps of a plan are in."""

    def __init__(self, ground: Ground, constraints: Constraints, taken: Collection[int]) -> None:
        self.ground = ground
        self.situation = ground.situation
        self.demands = constraints.demands
        self.reach = Reach(ground)
        self.ranks = [leaf.ranks[0] for leaf in ground.leaves]
        for i in sorted(taken):
            self.ranks[ground.owner[i]] = self.situation.steps[i].at.rank
        self.needed_by: dict[int, dict[int, None]] = {}
        for i in sorted(taken):
            for need in self.situation.steps[i].requires:
                self.needed_by.setdefault(ground.owner[need], {})[i] = None

    def of(self, i: int) -> tuple[str, ...]:
        """Every reason why a step is in: what would not hold without it."""
        reasons = [*dict.fromkeys(self._demands(i)), *dict.fromkeys(self._prerequisites(i)), *self._marks(i)]
        return tuple(reasons or ["index"])

    def _demands(self, i: int) -> Iterator[str]:
        at = self.ground.owner[i]
        ranks = (*self.ranks[:at], self.situation.steps[i].from_, *self.ranks[at + 1 :])
        names = {"gate": "gate", "won": "dimension won"}
        for demand in self.demands:
            if (demand.kind != "gate" or self.ground.places[demand.about] == at) and not self.reach.meets(
                demand, ranks
            ):
                whole = self.ground.root is not None and demand.about == self.ground.root.id
                yield names.get(demand.kind, "level" if whole else "dimension target")

    def _prerequisites(self, i: int) -> Iterator[str]:
        for other in self.needed_by.get(self.ground.owner[i], ()):
            if any(
                self.ground.owner[n] == self.ground.owner[i] and n >= i for n in self.situation.steps[other].requires
            ):
                yield f"prerequisite of {self.situation.steps[other].at.practice}"

    def _marks(self, i: int) -> Iterator[str]:
        for name, marked in (("under way", self.situation.under_way), ("wanted", self.situation.wanted)):
            if any(self.ground.owner[m] == self.ground.owner[i] and m >= i for m in marked):
                yield name
