"""What became of a plan and of a target by the time of the next assessment."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.results.roadmap import Plan, StageRef
from cxmaturity.domain.results.step import Step
from cxmaturity.domain.scoring.rule import rule_of

State = Literal["done", "under way", "not begun", "not known", "does not apply"]
Kept = Literal["reached", "missed", "open"]


class StepChange(Struct, frozen=True):
    """What became of a step: `practice` to the rank `to`.

    Done where the practice stands there or above; under way where it has risen on the way, or the answers of now say
    so; not known where nobody says any more where it stands; does not apply where it left the model.
    """

    practice: str
    to: int
    title: str
    to_name: str
    days: int
    state: State


class TargetChange(Struct, frozen=True):
    """A target of then, for the whole or a dimension: reached now, missed after its day, or open."""

    dimension: str | None
    stage: StageRef
    by: str | None
    state: Kept


def step_changes(plan: Plan, new: Assessment) -> tuple[StepChange, ...]:
    """What became of each step of the plan of then, in its order."""
    return tuple(
        StepChange(step.practice, step.to, step.title, step.to_name, step.days, _state(step, new))
        for step in plan.steps
        if step.practice in new.questionnaire.practices
    )


def _state(step: Step, new: Assessment) -> State:
    answer = new.answers.of(step.practice)
    if answer.status == "na":
        return "does not apply"
    if answer.low is None:
        return "not known"
    if answer.low >= step.to:
        return "done"
    started = any(begun.practice == step.practice and begun.rank <= step.to for begun in new.answers.plan.started)
    return "under way" if started or answer.low > step.from_ else "not begun"


def target_changes(old: Assessment, new: Assessment) -> Iterator[TargetChange]:
    """What became of the targets that the answers of then named, by the questionnaire and the day of now."""
    target = old.answers.target
    by = target.by
    rule = rule_of(new.questionnaire)

    def kept(reached: int | None, rank: int) -> Kept:
        if reached is not None and reached >= rank:
            return "reached"
        return "missed" if by is not None and by < new.answers.date else "open"

    day = None if by is None else by.isoformat()
    if target.stage is not None:
        stage = rule.stage(new.questionnaire, target.stage, len(new.questionnaire.dimensions))
        ref = StageRef(stage.rank, stage.id, stage.name)
        yield TargetChange(None, ref, day, kept(new.result.stage.stands, target.stage))
    there = {group.id for group in new.questionnaire.dimensions}
    for id_, rank in target.dimensions.items():
        if id_ in there and rank <= len(new.questionnaire.scale):
            point = new.questionnaire.point(rank)
            reached = rule.reached(id_, new.scores.answered)
            yield TargetChange(id_, StageRef(rank, point.id, point.name), day, kept(reached, rank))
