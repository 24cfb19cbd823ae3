"""What is to be planned: where everything stands in the worst case, and every step that could be taken."""

import math
from itertools import pairwise

from msgspec import Struct

from cxmaturity.domain.improvement.needs import Basis, State, days
from cxmaturity.domain.model import Action, Questionnaire, Requirement
from cxmaturity.domain.scoring.lines import groups
from cxmaturity.domain.scoring.outcome import ROOT


class Candidate(Struct, frozen=True):
    """A step that could be taken: to an option of a practice from the one below.

    `below` is the number of the step before it on
    the same practice, `requires` those of the steps that it needs of other practices; `gain` is what it adds
    to the index, in the units of the situation.
    """

    at: Requirement
    from_: int
    days: int
    months: int
    below: int | None
    requires: tuple[int, ...]
    gain: int
    action: Action


class Situation(Struct, frozen=True):
    """Where everything stands, and the steps from there: numbered from 0, in the order of the questionnaire.

    `number` finds a step; steps in `ruled_out` can not be taken, those in `under_way` and `wanted` must be.
    """

    basis: Basis
    start: State
    steps: tuple[Candidate, ...]
    number: dict[Requirement, int]
    ruled_out: tuple[int, ...]
    under_way: tuple[int, ...]
    wanted: tuple[int, ...]

    def state(self, taken: frozenset[int]) -> State:
        """Where everything stands after these steps."""
        after = dict(self.start)
        for i in sorted(taken):
            after[self.steps[i].at.practice] = self.steps[i].at.rank
        return after

    def days(self, taken: frozenset[int]) -> int:
        """The person-days of steps."""
        return sum(self.steps[i].days for i in taken)


def situation_of(basis: Basis, start: State | None = None) -> Situation:
    """The steps from the worst case, or from another start."""
    begin = basis.scores.readings.worst if start is None else start
    gains = _gains(basis, begin)
    places: list[tuple[Requirement, int, Action]] = []
    for practice in basis.questionnaire.practices.values():
        stands = begin[practice.id]
        for before, option in pairwise(practice.options):
            if stands is not None and option.rank > stands and option.step is not None:
                places.append((Requirement(practice.id, option.rank), before.rank, option.step))
    number = {at: i for i, (at, _, _) in enumerate(places)}
    steps = tuple(
        Candidate(
            at=at,
            from_=from_,
            days=days(basis, at.practice, basis.questionnaire.practices[at.practice].option(at.rank)),
            months=action.months,
            below=number.get(Requirement(at.practice, from_)),
            requires=tuple(number[need] for need in action.requires if need in number),
            gain=gains[at],
            action=action,
        )
        for at, from_, action in places
    )
    plan = basis.answers.plan
    ruled_out, under_way, wanted = (
        tuple(sorted(number[at] for at in set(chosen) if at in number))
        for chosen in (plan.exclude, plan.started, plan.must)
    )
    return Situation(basis, begin, steps, number, ruled_out, under_way, wanted)


def _gains(basis: Basis, start: State) -> dict[Requirement, int]:
    """What each step adds to the index, exactly: in the largest unit that makes all of them whole numbers."""
    questionnaire = basis.questionnaire
    parts = _parts(questionnaire, start)
    values = [point.value for point in questionnaire.scale]
    scale = math.lcm(*(value.denominator for value in values))
    heights = [int(value * scale) for value in values]
    whole = math.lcm(*(below for _, below in parts.values()))
    counts: dict[Requirement, int] = {}
    for id_, (part, below) in parts.items():
        weight = part * (whole // below)
        for before, option in pairwise(questionnaire.practices[id_].options):
            counts[Requirement(id_, option.rank)] = weight * (heights[option.rank - 1] - heights[before.rank - 1])
    unit = math.gcd(*counts.values()) or 1
    return {at: count // unit for at, count in counts.items()}


def _parts(questionnaire: Questionnaire, start: State) -> dict[str, tuple[int, int]]:
    """The share of each practice in the score of everything, as a fraction: the shares on the way down, multiplied."""
    parts: dict[str, tuple[int, int]] = {}
    applies: dict[str, bool] = {}
    tree = groups(questionnaire)
    for group in reversed(tree):
        applies[group.id] = any(start[p.id] is not None for p in group.practices) or any(
            applies[d.id] for d in group.dimensions
        )
    within = {ROOT: (1, 1)}
    for group in tree:
        weights = {p.id: p.weight for p in group.practices if start[p.id] is not None}
        weights |= {d.id: d.weight for d in group.dimensions if applies[d.id]}
        if group.id in within:
            above, below = within[group.id]
            whole = sum(weights.values())
            shares = {id_: _reduced(above * weight, below * whole) for id_, weight in weights.items()}
            (within if group.dimensions else parts).update(shares)
    return {id_: parts[id_] for id_ in questionnaire.practices if id_ in parts}


def _reduced(above: int, below: int) -> tuple[int, int]:
    common = math.gcd(above, below)
    return above // common, below // common
