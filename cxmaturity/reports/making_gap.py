"""The gap to every target, for the view."""

from cxmaturity.domain.ahead import Goal
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.gap import Gap, TimedStep, gaps
from cxmaturity.domain.model import walk
from cxmaturity.reports.gap_view import GapStepView, GapView
from cxmaturity.reports.words import Words
from cxmaturity.reports.words_aims import gap_words


def found_gaps(assessment: Assessment) -> tuple[Gap, ...]:
    """The gaps of an assessment: that of the whole first, where there is a target."""
    result, outcome = assessment.result, assessment.scores.answered
    levels = {d.id: outcome[f"level({d.id})"] for d in walk(assessment.questionnaire.dimensions)}
    ranks = {id_: None if level is None else int(level) for id_, level in levels.items()}
    goal = Goal(result.target.rank) if result.target else None
    return tuple(gaps(assessment.ahead, goal, result.stage.rank, ranks))


def gap_view(assessment: Assessment, gap: Gap, words: Words) -> GapView:
    """One gap in words, with the steps that close it."""
    questionnaire, dimension = assessment.questionnaire, gap.goal.dimension

    def name(rank: int | None) -> str:
        if not dimension:
            return words.name(rank)
        return "–" if rank is None else questionnaire.point(rank).name

    today, target = name(gap.today), name(gap.goal.rank)
    return GapView(
        dimension=dimension,
        name=next((d.name for d in walk(questionnaire.dimensions) if d.id == dimension), ""),
        today_name=today,
        target_name=target,
        sentence=gap_words(assessment.answers, gap, today, target),
        below_today=gap.below_today,
        reachable=gap.way is not None,
        effort_days=gap.way.days if gap.way else 0,
        months=gap.months,
        steps=tuple(_step(assessment, timed) for timed in gap.steps),
    )


def _step(assessment: Assessment, timed: TimedStep) -> GapStepView:
    questionnaire = assessment.questionnaire
    practice = questionnaire.practices[timed.practice]
    step = practice.option(timed.to).step
    return GapStepView(
        practice=timed.practice,
        title=practice.title,
        from_name=questionnaire.point(timed.from_).name,
        to_name=questionnaire.point(timed.to).name,
        step=step.do if step else "",
        owner=step.owner if step else "",
        effort_days=timed.days,
        months=timed.months,
        begins=timed.begins,
    )
