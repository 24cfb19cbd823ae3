"""Looking ahead: what blocks a stage, which steps come first, what to find out, and how far it is.

All of it starts from the worst case: what is unknown counts as lowest, and is marked so.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from msgspec import Struct

from cxmaturity.domain.answers import STAFF, Answers, Reading, Readings
from cxmaturity.domain.expression import Number, Program, Value
from cxmaturity.domain.model import Dimension, Option, Questionnaire, Requirement, walk
from cxmaturity.domain.result import Blocker, FindOut, Reason, Recommendation
from cxmaturity.domain.scoring import FULLY, LARGELY, ROOT, root

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
    if _level(ahead, ROOT) < target:
        yield from _below(ahead, root(ahead.questionnaire), target)


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


class _Candidate(Struct, frozen=True):
    practice: str
    start: int
    option: Option
    days: int
    gain: Fraction
    reasons: dict[Reason, int]

    @property
    def unlocks(self) -> tuple[Reason, ...]:
        """The reasons that this step settles: those that ask for no more than it brings."""
        return tuple(why for why, rank in self.reasons.items() if rank <= self.option.rank)


def recommendations(ahead: Ahead, found: Needs) -> tuple[Recommendation, ...]:
    """Each answered practice's next step, in order.

    Steps of what is in the way first; then index gain a person-day, steps without effort before all; then the
    order of the questionnaire. Always the first whose requirements hold in the answers or after steps already
    taken; a step that waits for something that no step of the list brings comes last and names it. Steps that
    the answers file rules out are never taken, and stand behind all others.
    """
    candidates = sorted(_candidates(ahead, found), key=_priority)
    excluded = [c for c in candidates if Requirement(c.practice, c.option.rank) in ahead.answers.plan.exclude]
    open_ = [c for c in candidates if c not in excluded]
    state: State = dict(ahead.readings.worst)
    taken: list[_Candidate] = []
    while ready := next((c for c in open_ if not unmet(c.option, state)), None):
        open_.remove(ready)
        taken.append(ready)
        state[ready.practice] = ready.option.rank
    return tuple(
        _recommendation(ahead.questionnaire, rank, candidate, unmet(candidate.option, state))
        for rank, candidate in enumerate([*taken, *open_, *excluded], 1)
    )


def _priority(candidate: _Candidate) -> tuple[bool, bool, Fraction]:
    pace = -candidate.gain / candidate.days if candidate.days else Fraction(0)
    return not candidate.reasons, candidate.days > 0, pace


def _candidates(ahead: Ahead, found: Needs) -> Iterator[_Candidate]:
    index = ahead.program.only(f"index({ROOT})")
    for id_, practice in ahead.questionnaire.practices.items():
        stands = ahead.readings.answered[id_]
        option = None if stands is None else practice.next_option(stands)
        if stands is not None and option is not None:
            after = index.rerun(ahead.worst, {id_: option.rank})
            gain = Fraction(_index(after) - _index(ahead.worst))
            yield _Candidate(id_, stands, option, days(ahead, id_, option), gain, found.get(id_, {}))


def _index(outcome: dict[str, Value]) -> Number:
    return outcome[f"index({ROOT})"] or 0


def _recommendation(
    questionnaire: Questionnaire, rank: int, candidate: _Candidate, waits_for: tuple[Requirement, ...]
) -> Recommendation:
    step = candidate.option.step
    assert step is not None, "an option above the lowest has a step"  # noqa: S101  the loader refuses others
    return Recommendation(
        rank=rank,
        practice=candidate.practice,
        from_=candidate.start,
        to=candidate.option.rank,
        step=step.do,
        effort_days=candidate.days,
        months=step.months,
        owner=step.owner,
        measure=step.measure,
        index_gain=float(candidate.gain),
        unlocks=candidate.unlocks,
        waits_for=tuple(f"{need.practice}@{questionnaire.point(need.rank).id}" for need in waits_for),
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


def find_out(ahead: Ahead) -> tuple[FindOut, ...]:
    """The unknown practices, those that can move the stage the most first."""
    return tuple(FindOut(p, "dk" if ahead.answers.of(p).status == "dk" else "missing") for p in influences(ahead))


def _stage(outcome: dict[str, Value]) -> Number:
    return outcome["stage"] or 0
