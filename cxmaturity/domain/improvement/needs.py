"""What a stage still needs: what blocks it, and what the unknown practices can move.

All of it starts from the worst case: what is unknown counts as lowest, and is marked so.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import floor

from msgspec import Struct

from cxmaturity.domain.answers import STAFF, Answers, Reading
from cxmaturity.domain.model import Option, Questionnaire, Requirement, walk
from cxmaturity.domain.results.result import Blocker, Why
from cxmaturity.domain.scoring.obstacles import below
from cxmaturity.domain.scoring.outcome import ROOT, Scores, line_name
from cxmaturity.domain.scoring.primitives import Number
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.scoring.values import Obstacle

State = dict[str, int | None]
"""A rank for every practice that applies, None for the others."""


class Basis(Struct, frozen=True):
    """What needs and plans are computed from: scored answers."""

    questionnaire: Questionnaire
    answers: Answers
    scores: Scores


Needs = dict[str, dict[Why, int]]
"""The practices in the way, each with the rank that every reason asks for."""


class Aim(Struct, frozen=True):
    """A rank to reach: by the stage, or by the level of a dimension."""

    rank: int
    dimension: str = ""

    @property
    def line(self) -> str:
        """The line of the rule that says where it stands."""
        return line_name("level", self.dimension) if self.dimension else "stage"


def needs(basis: Basis, aim: Aim) -> Needs:
    """What stands in the way of a aim. Raising all of it reaches the goal, but not all of it is needed."""
    needed: Needs = {}
    for obstacle in _in_the_way(basis, aim):
        to = basis.questionnaire.practices[obstacle.practice].option_at_least(obstacle.rank).rank
        reasons = needed.setdefault(obstacle.practice, {})
        reasons[obstacle.why] = max(to, reasons.get(obstacle.why, 0))
    return {p: needed[p] for p in basis.questionnaire.practices if p in needed}


def blockers(basis: Basis, needed: Needs) -> tuple[Blocker, ...]:
    """The practices in the way, in the questionnaire's order: one entry each, to the highest rank needed."""
    state = basis.scores.readings.worst
    return tuple(
        Blocker(p, rank_in(state, p), max(reasons.values()), tuple(reasons), basis.answers.of(p).unknown)
        for p, reasons in needed.items()
    )


def _in_the_way(basis: Basis, aim: Aim) -> Iterable[Obstacle]:
    questionnaire, reading = basis.questionnaire, basis.scores.readings.worst
    if not aim.dimension:
        return rule_of(questionnaire).obstacles(questionnaire, reading, basis.scores.worst, aim.rank)
    group = next(d for d in walk(questionnaire.dimensions) if d.id == aim.dimension)
    reached = basis.scores.worst.reaches(aim.line, aim.rank)
    return () if reached else below(questionnaire, reading, basis.scores.worst, group, aim.rank)


def rank_in(state: State, practice: str) -> int:
    """The rank of a practice that applies."""
    rank = state[practice]
    assert rank is not None, f"{practice} does not apply"  # noqa: S101  callers ask only for what applies
    return rank


def days(basis: Basis, practice: str, option: Option) -> int:
    """The effort of an option's step in whole person-days: the answers file's own, else the questionnaire's.

    What each head adds is rounded for all heads together, halves upwards.
    """
    own = basis.answers.plan.effort.get(Requirement(practice, option.rank))
    if own is not None:
        return own
    if option.step is None:
        return 0
    heads = STAFF if basis.answers.plan.staff is None else basis.answers.plan.staff
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


def influences(basis: Basis) -> dict[str, Influence]:
    """The influence of every unknown practice, those that can move the stage the most first.

    By the stages that it can move, then by the index, then in the order of the questionnaire.
    """
    index = line_name("index", ROOT)
    part = basis.scores.program.only("stage", index)
    low, high = basis.scores.readings.worst, basis.scores.readings.best

    def influence_of(practice: str) -> Influence:
        raised = basis.scores.worst.after(part, {practice: high[practice]})
        lowered = basis.scores.best.after(part, {practice: low[practice]})
        lifts = raised.counted("stage") - basis.scores.worst.counted("stage")
        drops = basis.scores.best.counted("stage") - lowered.counted("stage")
        gain = raised.counted(index) - basis.scores.worst.counted(index)
        return Influence(int(raised.counted("stage")), int(lowered.counted("stage")), int(lifts + drops), gain)

    influence = {p: influence_of(p) for p in basis.questionnaire.practices if basis.answers.of(p).unknown}
    return dict(sorted(influence.items(), key=lambda item: (-item[1].stages, -item[1].index)))


def needed_first(basis: Basis, practice: str, to: int) -> Iterator[Requirement]:
    """What the steps of a practice, from the worst case up to a rank, require that does not hold yet."""
    stands = rank_in(basis.scores.readings.worst, practice)
    for option in basis.questionnaire.practices[practice].options:
        if stands < option.rank <= to:
            yield from unmet(option, basis.scores.readings.worst)
