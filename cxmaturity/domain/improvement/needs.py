"""Looking ahead: what blocks a stage, and what the unknown practices can move.

All of it starts from the worst case: what is unknown counts as lowest, and is marked so.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from msgspec import Struct

from cxmaturity.domain.answers import STAFF, Answers, Reading, Readings
from cxmaturity.domain.model import Dimension, Option, Questionnaire, Requirement, walk
from cxmaturity.domain.result import Blocker, Reason
from cxmaturity.domain.scoring.program import Number, Program, Value
from cxmaturity.domain.scoring.rule import FULLY, LARGELY, ROOT, root

State = dict[str, int | None]
"""A rank for every practice that applies, None for the others."""


class Ahead(Struct, frozen=True):
    """What looking ahead needs: the questionnaire, the answers, the rule, and the outcomes at both ends."""

    questionnaire: Questionnaire
    answers: Answers
    program: Program
    readings: Readings
    worst: dict[str, Value]
    best: dict[str, Value]


Needs = dict[str, dict[Reason, int]]
"""The practices in the way, each with the rank that every reason asks for."""


class Goal(Struct, frozen=True):
    """A rank to reach: by the stage (under sweep a number of dimensions), or by the level of a dimension."""

    rank: int
    dimension: str = ""

    @property
    def line(self) -> str:
        """The line of the rule that says where it stands."""
        return f"level({self.dimension})" if self.dimension else "stage"


def needs(ahead: Ahead, goal: Goal) -> Needs:
    """What stands in the way of a goal. Raising all of it reaches the goal, but not all of it is needed."""
    found: Needs = {}
    for practice, rank, why in _in_the_way(ahead, goal):
        to = ahead.questionnaire.practices[practice].option_at_least(rank).rank
        reasons = found.setdefault(practice, {})
        reasons[why] = max(to, reasons.get(why, 0))
    return {p: found[p] for p in ahead.questionnaire.practices if p in found}


def blockers(ahead: Ahead, found: Needs) -> tuple[Blocker, ...]:
    """The practices in the way, in the questionnaire's order: one entry each, to the highest rank needed."""
    state = ahead.readings.worst
    return tuple(
        Blocker(p, _rank(state, p), max(reasons.values()), tuple(reasons), ahead.answers.of(p).unknown)
        for p, reasons in found.items()
    )


def _in_the_way(ahead: Ahead, goal: Goal) -> Iterator[tuple[str, int, Reason]]:
    if goal.dimension:
        group = next(d for d in walk(ahead.questionnaire.dimensions) if d.id == goal.dimension)
        return _below(ahead, group, goal.rank) if _level(ahead, group.id) < goal.rank else iter(())
    sweep = ahead.questionnaire.scoring.rule == "sweep"
    return _sweep_needs(ahead, goal.rank) if sweep else _needs(ahead, goal.rank)


def _needs(ahead: Ahead, target: int) -> Iterator[tuple[str, int, Reason]]:
    for gate in ahead.questionnaire.gates:
        name = ahead.questionnaire.point(gate.stage).id
        if gate.stage <= target and not ahead.worst[f"open({name}, {gate.practice})"]:
            yield gate.practice, gate.stage, "gate"
    needed = target - ahead.questionnaire.scoring.lead
    if _level(ahead, ROOT) < needed:
        yield from _below(ahead, root(ahead.questionnaire), needed)


def _below(ahead: Ahead, group: Dimension, level: int) -> Iterator[tuple[str, int, Reason]]:
    """The practices of a group that keep it below a level, with the rank that each would need."""

    def at(quantity: str, rank: int) -> Value:
        return ahead.worst[f"{quantity}({group.id}, {ahead.questionnaire.point(rank).id})"]

    needs = []
    if (at("rating", level) or 0) < LARGELY:
        needs.append(level)
    if level > 1 and (at("rating", level - 1) or 0) < FULLY:
        needs.append(level - 1)
    if level > 2:
        needs.append(level - 2)

    def needed(stands: int) -> int | None:
        return next((rank for rank in needs if stands < rank), None)

    for practice in group.practices:
        stands = ahead.readings.worst[practice.id]
        if stands is not None and (rank := needed(stands)):
            yield practice.id, rank, "share"
    for inner in group.dimensions:
        if ahead.worst[f"level({inner.id})"] is not None and (rank := needed(_level(ahead, inner.id))):
            yield from _below(ahead, inner, rank)


def _sweep_needs(ahead: Ahead, target: int) -> Iterator[tuple[str, int, Reason]]:
    """Under sweep: in the dimensions not won, every practice that does not add."""
    if (ahead.worst["stage"] or 0) >= target:
        return
    adds = next((point.rank for point in ahead.questionnaire.scale if point.value > 0), None)
    for dimension in ahead.questionnaire.dimensions:
        if adds is not None and not ahead.worst[f"won({dimension.id})"]:
            for practice in dimension.practices:
                stands = ahead.readings.worst[practice.id]
                if stands is not None and stands < adds:
                    yield practice.id, adds, "share"


def _level(ahead: Ahead, group: str) -> int:
    return int(ahead.worst[f"level({group})"] or 0)


def _rank(state: State, practice: str) -> int:
    rank = state[practice]
    assert rank is not None, f"{practice} does not apply"  # noqa: S101  callers ask only for what applies
    return rank


def days(ahead: Ahead, practice: str, option: Option) -> int:
    """The effort of an option's step in whole person-days: the answers file's own, else the questionnaire's.

    What each head adds is rounded for all heads together, halves upwards.
    """
    own = ahead.answers.plan.effort.get(Requirement(practice, option.rank))
    if own is not None:
        return own
    if option.step is None:
        return 0
    heads = STAFF if ahead.answers.plan.staff is None else ahead.answers.plan.staff
    return option.step.effort_days + floor(option.step.per_head * heads + Fraction(1, 2))


def unmet(option: Option, state: Reading) -> tuple[Requirement, ...]:
    """What an option's step needs and the state lacks; of a practice left out nothing is lacking."""
    if option.step is None:
        return ()
    return tuple(
        need for need in option.step.requires if (stands := state[need.practice]) is not None and stands < need.rank
    )


class Influence(Struct, frozen=True):
    """How much one unknown practice can move.

    `worst` is the stage that its highest option alone would give the worst case, `best` the stage that its lowest
    would leave the best case; `stages` how many stages both are away from where the cases stand; `index` how many
    points of the index (0..100) its highest option adds to the worst case.
    """

    worst: int
    best: int
    stages: int
    index: Number


def influences(ahead: Ahead) -> dict[str, Influence]:
    """The influence of every unknown practice, those that can move the stage the most first.

    By the stages that it can move, then by the index, then in the order of the questionnaire.
    """
    part = ahead.program.only("stage", f"index({ROOT})")
    low, high = ahead.readings.worst, ahead.readings.best

    def of(practice: str) -> Influence:
        raised = part.rerun(ahead.worst, {practice: high[practice]})
        lowered = part.rerun(ahead.best, {practice: low[practice]})
        stages = _stage(raised) - _stage(ahead.worst) + _stage(ahead.best) - _stage(lowered)
        gain = _index(raised) - _index(ahead.worst)
        return Influence(int(_stage(raised)), int(_stage(lowered)), int(stages), gain)

    found = {p: of(p) for p in ahead.questionnaire.practices if ahead.answers.of(p).unknown}
    return dict(sorted(found.items(), key=lambda one: (-one[1].stages, -one[1].index)))


def needed_first(ahead: Ahead, practice: str, to: int) -> Iterator[Requirement]:
    """What the steps of a practice, from the worst case up to a rank, require that does not hold yet."""
    stands = ahead.readings.worst[practice] or 0
    for option in ahead.questionnaire.practices[practice].options:
        if stands < option.rank <= to:
            yield from unmet(option, ahead.readings.worst)


def _index(outcome: dict[str, Value]) -> Number:
    return outcome[f"index({ROOT})"] or 0


def _stage(outcome: dict[str, Value]) -> Number:
    return outcome["stage"] or 0
