"""Sentences on targets."""

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import say
from cxmaturity.domain.results.roadmap import Plan
from cxmaturity.domain.results.step import Step
from cxmaturity.reports.words.plan_names import PlanNames


def aim_words(assessment: Assessment, line: str, rank: int, today: str, target: str) -> str:
    """What is to be said of one target; `line` is the line of the rule that it is a rank of."""
    scores, roadmap = assessment.scores, assessment.roadmap
    claimed = line != "stage" or assessment.result.stage.claimed  # of a stage not claimed nothing is said
    stands, worst = (scores.answered[line] or 0) if claimed else 0, scores.worst[line] or 0
    if stands > rank:
        low = "{target} is lower than today's level, {today}: set a higher target, or leave it out."
        return say(low, target=target, today=today)
    if worst >= rank:
        return say("{target} is reached, in the worst case too.", target=target)
    if roadmap is None or roadmap.plan is None or roadmap.goal is None:
        return ""
    if not _planned(assessment, line, rank, roadmap.plan):
        return say("It is not part of the plan, which leads to {goal}.", goal=PlanNames(assessment).goal(roadmap.goal))
    if stands == rank:
        return say("{target} is reached as answered, and not in the worst case: the plan secures it.", target=target)
    return say("The plan reaches it.")


def _planned(assessment: Assessment, line: str, rank: int, plan: Plan) -> bool:
    """Whether a line of the rule, scored anew after the steps of a plan, says at least a rank."""
    scores = assessment.scores
    after = scores.program.only(line).rerun(scores.worst, {step.practice: step.to for step in _lowest_first(plan)})
    return (after[line] or 0) >= rank


def _lowest_first(plan: Plan) -> list[Step]:
    return sorted(plan.steps, key=lambda step: step.to)
