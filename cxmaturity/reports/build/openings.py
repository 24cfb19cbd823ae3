"""When a plan opens stages: the answers are scored anew at the end of each of its steps."""

from collections.abc import Iterator

from cxmaturity.domain.answers import months_before
from cxmaturity.domain.assessment import Assessment, stages_of
from cxmaturity.domain.language import month, say, short_month
from cxmaturity.domain.results.roadmap import Plan
from cxmaturity.domain.results.step import Step
from cxmaturity.reports.view.plan import Opens


def openings(assessment: Assessment, plan: Plan) -> Iterator[Opens]:
    """Every stage that the plan opens, lowest first.

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
            yield Opens(end, names[rank], *_when(assessment, plan, end))
        stands = max(stands, stage)


def _when(assessment: Assessment, plan: Plan, end: float) -> tuple[str, str]:
    """When a stretch of the plan ends, shortly and in a sentence."""
    if plan.quarters:
        quarter = plan.quarters[int(end) - 1].quarter
        return quarter, say("at the end of {quarter}", quarter=quarter)
    day = months_before(assessment.answers.date, -int(end))
    return short_month(day.isoformat()), say("in {month}", month=month(day))


def _end(step: Step, quarters: list[str]) -> float:
    if step.last_quarter is not None:
        return float(quarters.index(step.last_quarter) + 1)
    return float(step.starts + step.months)
