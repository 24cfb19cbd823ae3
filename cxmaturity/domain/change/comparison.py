"""Two assessments of one organisation side by side, in exactly the shape that `compare --format json` prints.

Names are the format's: they change only with `SCHEMA`. Indices are unrounded, 0..100; `fraction` is the same exactly.
"""

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from cxmaturity.domain.answers import Status
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.change.index import IndexChange, Kind, index_change
from cxmaturity.domain.change.stage import GateChange, StageChange, proof_change, stage_change
from cxmaturity.domain.change.steps import StepChange, TargetChange, step_changes, target_changes
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.references import AnswersRef, QuestionnaireRef
from cxmaturity.domain.results.result import StageResult
from cxmaturity.domain.scoring.rule import rule_of


class IndexTerm(Struct, frozen=True):
    """One part of the difference of the index, in its points; the terms add up to the difference."""

    kind: Kind
    practice: str | None
    change: float
    fraction: str


class IndexMovement(Struct, frozen=True):
    """The index then and now, and why it moved."""

    old: float | None
    new: float | None
    terms: tuple[IndexTerm, ...]


class StageMovement(Struct, frozen=True):
    """The stage then and now, and why it moved."""

    old: StageResult
    new: StageResult
    gates: tuple[GateChange, ...]
    by: tuple[str, ...]
    smallest: bool
    by_rule: bool


class AnswerMovement(Struct, frozen=True):
    """An answer that changed: its status and its ranks, then and now."""

    practice: str
    old: Status
    new: Status
    from_low: int | None
    from_high: int | None
    to_low: int | None
    to_high: int | None


class DimensionMovement(Struct, frozen=True):
    """A top-level dimension then and now: what it has reached, a level or 1 where it is won, and its index."""

    id: str
    name: str
    old_reached: int | None
    new_reached: int | None
    old_index: float | None
    new_index: float | None


class PlanMovement(Struct, frozen=True):
    """The plan of then: what became of its steps, what it cost, and what the same target costs from now on.

    `days_now` is 0 where the target is reached, None where no plan was made of it.
    """

    days_then: int
    days_now: int | None
    steps: tuple[StepChange, ...]


class Comparison(Struct, frozen=True):
    """What moved between two assessments. `migrated` says from which version the answers of then were moved."""

    schema: Literal["cxmaturity/compare@1"]
    questionnaire: QuestionnaireRef
    old: AnswersRef
    new: AnswersRef
    stage: StageMovement
    index: IndexMovement
    dimensions: tuple[DimensionMovement, ...]
    answers: tuple[AnswerMovement, ...]
    stale: tuple[str, ...]
    newly_documented: tuple[str, ...]
    targets: tuple[TargetChange, ...]
    plan: PlanMovement | None = None


def compared(old: Assessment, new: Assessment, bare: Questionnaire, again: Assessment | None = None) -> Comparison:
    """What moved from one assessment to another.

    `bare` is the questionnaire of now with the weights that it has itself; `again` the answers of now planned to the
    target of then, where the old assessment has a plan.
    """
    stage = stage_change(old, new, bare)
    proof = proof_change(old, new)
    return Comparison(
        schema="cxmaturity/compare@1",
        questionnaire=new.result.questionnaire,
        old=old.result.answers,
        new=new.result.answers,
        stage=_stage(old, new, stage),
        index=_index(index_change(old, new, bare)),
        dimensions=tuple(_dimensions(old, new)),
        answers=tuple(_answers(old, new)),
        stale=proof.stale,
        newly_documented=proof.gained,
        targets=tuple(target_changes(old, new)),
        plan=_plan(old, new, again),
    )


def _stage(old: Assessment, new: Assessment, change: StageChange) -> StageMovement:
    return StageMovement(old.result.stage, new.result.stage, change.gates, change.by, change.smallest, change.by_rule)


def _index(change: IndexChange) -> IndexMovement:
    terms = tuple(IndexTerm(term.kind, term.practice, float(term.change), str(term.change)) for term in change.terms)
    return IndexMovement(_float(change.old), _float(change.new), terms)


def _dimensions(old: Assessment, new: Assessment) -> list[DimensionMovement]:
    then = {dimension.id: dimension for dimension in old.result.dimensions}
    rule = rule_of(new.questionnaire)
    return [
        DimensionMovement(
            now.id,
            now.name,
            rule.reached(now.id, old.scores.answered) if now.id in then else None,
            rule.reached(now.id, new.scores.answered),
            then[now.id].index if now.id in then else None,
            now.index,
        )
        for now in new.result.dimensions
    ]


def _answers(old: Assessment, new: Assessment) -> list[AnswerMovement]:
    moved = []
    for id_ in new.questionnaire.practices:
        then, now = old.answers.of(id_), new.answers.of(id_)
        if (then.status, then.low, then.high) != (now.status, now.low, now.high):
            moved.append(AnswerMovement(id_, then.status, now.status, then.low, then.high, now.low, now.high))
    return moved


def _plan(old: Assessment, new: Assessment, again: Assessment | None) -> PlanMovement | None:
    if old.result.plan is None:
        return None
    now = again.result.plan if again else None
    return PlanMovement(old.result.plan.days, None if now is None else now.days, step_changes(old.result.plan, new))


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
