"""What a plan is asked for."""

from collections.abc import Mapping

from msgspec import Struct

from cxmaturity.domain.assessment import Assessment, next_stage


class Request(Struct, frozen=True):
    """What a plan is asked for.

    A `stage` and levels of `dimensions` by rank: what is reached; without either the highest stage that the
    `budget` buys. `capacity` is the person-days of each of the `quarters`, None for as many as it takes.
    """

    stage: int | None = None
    dimensions: Mapping[str, int] = {}
    budget: int | None = None
    quarters: int | None = None
    capacity: tuple[int, ...] | None = None


def goal_of(assessment: Assessment) -> Request:
    """What the answers file aims at: its stage and dimensions, else the next stage, else what is reached."""
    target = assessment.answers.target
    stage = target.stage
    if stage is None and not target.dimensions:
        result = assessment.result.stage
        following = next_stage(assessment.questionnaire, assessment.scores, result)
        stage = result.stands if following is None else following
    return Request(stage, target.dimensions)
