"""Sentences on targets, and on what single rules and instruments show: a ladder's grip, a sweep's balance."""

import calendar

from cxmaturity.domain.answers import Answers, months_before
from cxmaturity.domain.assessment import Assessment, dimensions_won_of
from cxmaturity.domain.gap import Gap
from cxmaturity.domain.scoring import grip
from cxmaturity.domain.text import counted_plain
from cxmaturity.reports.words import capital, counted, listed, no_way, number, share, signed


def grip_words(assessment: Assessment) -> str:
    """The grip on each section of a ladder, and where the slip is; nothing where there is no ladder."""
    questionnaire, outcome = assessment.questionnaire, assessment.scores.answered
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
    """Under sweep: which dimensions are won, the balance, and how many moments add; nothing otherwise."""
    scores, result = assessment.scores.answered, assessment.result
    known = [d for d in result.dimensions if d.score is not None]
    if assessment.questionnaire.scoring.rule != "sweep" or not known:
        return ""
    values = [scores[f"value({p})"] for p in assessment.questionnaire.practices]
    signs = [(v > 0) - (v < 0) for v in values if v is not None]
    won = [d.name for d in known if scores[f"won({d.id})"]]
    which = f": {listed(won)}" if won else ""
    of = dimensions_won_of(assessment.questionnaire, assessment.scores)
    balance = signed(result.balance if isinstance(result.balance, float) else None)
    lowest, highest = (signed(100 * float(assessment.questionnaire.scale[i].value)) for i in (0, -1))
    adds, nothing, takes = signs.count(1), signs.count(0), signs.count(-1)
    return (
        f"Thrived in {_some(len(won))} of {number(of)}{which}."
        f" The balance is {balance} on a scale from {lowest} to {highest}: of {counted(len(signs), 'moment')} answered,"
        f" {_some(adds)} {'adds' if adds == 1 else 'add'},"
        f" {_some(nothing)} {'does' if nothing == 1 else 'do'} nothing"
        f" and {_some(takes)} {'takes' if takes == 1 else 'take'} away."
    )


def _some(n: int) -> str:
    """A count that stands without its noun."""
    return number(n) if n else "none"


def gap_words(answers: Answers, gap: Gap, today: str, target: str) -> str:
    """How far a target is, and whether the day set for it leaves the time."""
    if gap.below_today:
        return f"{target} is below today's level, {today}: set a higher target, or leave it out."
    if gap.way is None:
        return no_way(answers, target)
    if not gap.steps:
        return f"{target} is reached, in the worst case too."
    said = (
        f"{capital(counted(len(gap.way.practices), 'practice'))}, {counted(len(gap.steps), 'step')}, about"
        f" {counted_plain(gap.way.days, 'person-day')}. At least {counted(gap.months, 'month')}, if each step"
        " begins as soon as what it rests on is done."
    )
    if gap.today == gap.goal.rank:
        said = f"{target} is reached as answered, and not in the worst case. To secure it: {said[0].lower()}{said[1:]}"
    by = answers.target.by
    if by is not None:
        early = months_before(answers.date, -gap.months) > by
        day = f"{by.day} {calendar.month_name[by.month]} {by.year}"
        said += f" {day} is {'too early' if early else 'late enough'} for that."
    return said
