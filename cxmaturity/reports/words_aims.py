"""Sentences on targets, and on what single rules and instruments show: a ladder's grip, a sweep's balance."""

from cxmaturity.domain.assessment import Assessment, dimensions_won_of
from cxmaturity.domain.improvement.roadmap import Plan, PlannedStep
from cxmaturity.domain.language import counted, listed, number
from cxmaturity.domain.scoring.rule import grip
from cxmaturity.reports.roadmap_words import RoadmapWords
from cxmaturity.reports.words import share


def grip_words(assessment: Assessment) -> str:
    """The grip on each section of a ladder, and where the slip is; nothing where there is no ladder, or no stage."""
    questionnaire, outcome = assessment.questionnaire, assessment.scores.answered
    if not assessment.result.stage.claimed:
        return ""
    held = [
        (d.name, value) for d in questionnaire.dimensions if (value := grip(d.id, questionnaire, outcome)) is not None
    ]
    if not held:
        return ""
    parts = [f"{share(float(value), questionnaire.scoring)} % on {name}" for name, value in held]
    slip = next((name for name, value in held if value < 100), None)
    where = "there is no slip" if slip is None else f"seen from below, the first slip is on {slip}"
    return f"The grip is {listed(parts)}; {where}."


def balance_words(assessment: Assessment) -> str:
    """Under sweep: which dimensions are won, with or without what takes away, and how many moments add."""
    scores, result = assessment.scores.answered, assessment.result
    known = [d for d in result.dimensions if d.score is not None]
    if assessment.questionnaire.scoring.rule != "sweep" or not known:
        return ""
    practices = assessment.questionnaire.practices
    values = {p: value for p in practices if (value := scores[f"value({p})"]) is not None}
    signs = [(v > 0) - (v < 0) for v in values.values()]
    won = [d for d in known if scores[f"won({d.id})"]]
    which = f": {listed([d.name for d in won])}" if won else ""
    of = dimensions_won_of(assessment.questionnaire, assessment.scores)
    adds, nothing, takes = signs.count(1), signs.count(0), signs.count(-1)
    harmed = {d.name: [practices[p.id].title for p in d.practices if values.get(p.id, 0) < 0] for d in won}
    although = [
        f"{name} is won although {listed(titles)} {'takes' if len(titles) == 1 else 'take'} away."
        for name, titles in harmed.items()
        if titles
    ]
    said = (
        f"Thrived in {_some(len(won))} of {number(of)}{which}. Of {counted(len(signs), 'moment')} answered,"
        f" {_some(adds)} {'adds' if adds == 1 else 'add'},"
        f" {_some(nothing)} {'does' if nothing == 1 else 'do'} nothing"
        f" and {_some(takes)} {'takes' if takes == 1 else 'take'} away."
    )
    return " ".join([said, *although])


def _some(n: int) -> str:
    """A count that stands without its noun."""
    return number(n) if n else "none"


def aim_words(assessment: Assessment, line: str, rank: int, today: str, target: str) -> str:
    """What is to be said of one target; `line` is the line of the rule that it is a rank of."""
    scores, roadmap = assessment.scores, assessment.roadmap
    claimed = line != "stage" or assessment.result.stage.claimed  # of a stage not claimed nothing is said
    stands, worst = (scores.answered[line] or 0) if claimed else 0, scores.worst[line] or 0
    if stands > rank:
        return f"{target} is below today's level, {today}: set a higher target, or leave it out."
    if worst >= rank:
        return f"{target} is reached, in the worst case too."
    if roadmap is None or roadmap.plan is None or roadmap.goal is None:
        return ""
    if not _planned(assessment, line, rank, roadmap.plan):
        return f"It is not part of the plan, which leads to {RoadmapWords(assessment).goal(roadmap.goal)}."
    if stands == rank:
        return f"{target} is reached as answered, and not in the worst case: the plan secures it."
    return "The plan reaches it."


def _planned(assessment: Assessment, line: str, rank: int, plan: Plan) -> bool:
    """Whether a line of the rule, scored anew after the steps of a plan, says at least a rank."""
    ahead = assessment.ahead
    after = ahead.program.only(line).rerun(ahead.worst, {step.practice: step.to for step in _lowest_first(plan)})
    return (after[line] or 0) >= rank


def _lowest_first(plan: Plan) -> list[PlannedStep]:
    return sorted(plan.steps, key=lambda step: step.to)
