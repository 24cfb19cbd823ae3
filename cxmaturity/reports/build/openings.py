"""When a plan opens stages: the answers are scored anew at the end of each of its steps."""

from collections.abc import Iterator

from cxmaturity.domain.assessment import Assessment, stages_of
from cxmaturity.domain.results.roadmap import Plan
from cxmaturity.domain.results.step import Step


def openings(assessment: Assessment, plan: Plan) -> Iterator[tuple[float, str]]:
    """Every stage that the plan opens, lowest first, by its name and when: months, or quarters of a schedule.

    Seen from the worst case, with every step ending as early as it can.
    """
    names = {stage.rank: stage.name for stage in stages_of(assessment.questionnaire, assessment.scores)}
    program, worst = assessment.scores.program.only("stage"), assessment.scores.worst
    stands = worst.stage or 0
    quarters = [quarter.quarter for quarter in plan.quarters]
    for end in sorted({_end(step, quarters) for step in plan.steps}):
        done = sorted((step for step in plan.steps if _end(step, quarters) <= end), key=lambda step: step.to)
        stage = worst.after(program, {step.practice: step.to for step in done}).stage or 0
        for rank in range(stands + 1, stage + 1):
            yield end, names[rank]
        stands = max(stands, stage)


def _end(step: Step, quarters: list[str]) -> float:
    if step.last_quarter is not None:
        return float(quarters.index(step.last_quarter) + 1)
    return float(step.starts + step.months)
