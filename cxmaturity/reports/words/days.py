"""When a plan ends, beside the day that the answers set for its target."""

import datetime

from cxmaturity.domain.answers import Answers, months_before
from cxmaturity.domain.improvement.quarters import Quarter
from cxmaturity.domain.language import dated, say
from cxmaturity.domain.results.roadmap import Plan, Roadmap

_ENDING = {
    None: "{n:Word} {n|month|months} at least, if each step begins as early as it can.",
    True: "{n:Word} {n|month|months} at least, if each step begins as early as it can; {day} leaves the time.",
    False: "{n:Word} {n|month|months} at least, if each step begins as early as it can; {day} is too early for that.",
}
"""By whether the day set leaves the time; None where no day is set."""
_SCHEDULED = {
    None: "The end of {quarter} at the soonest, by the months that steps take.",
    True: "The end of {quarter} at the soonest, by the months that steps take; in time for {day}, the day that the"
    " answers file names.",
    False: "The end of {quarter} at the soonest, by the months that steps take; after {day}, the day that the answers"
    " file names.",
}
_LIMITED = {
    None: "The end of {quarter} at the soonest, by what each quarter can carry and the months that steps take.",
    True: "The end of {quarter} at the soonest, by what each quarter can carry and the months that steps take; in time"
    " for {day}, the day that the answers file names.",
    False: "The end of {quarter} at the soonest, by what each quarter can carry and the months that steps take; after"
    " {day}, the day that the answers file names.",
}


def late(answers: Answers, plan: Plan) -> str:
    """That the plan ends after the day set, as a sentence; nothing where it does not, or no day is set."""
    by = answers.target.by
    if by is None or not plan.steps or _in_time(answers, plan, by):
        return ""
    if plan.reached is not None:
        return say("It ends in {quarter}, after {day}.", quarter=plan.reached, day=dated(by))
    return say("It takes {n} {n|month|months} at least: {day} is too early for that.", n=plan.months, day=dated(by))


def ending(answers: Answers, roadmap: Roadmap, plan: Plan) -> str:
    """When the plan ends at the soonest, and whether the day set leaves that time."""
    if not plan.steps:
        return ""
    by = answers.target.by if roadmap.goal is not None else None
    fits = None if by is None else _in_time(answers, plan, by)
    day = dated(by) if by else ""
    if plan.reached is None:
        return say(_ENDING[fits], n=plan.months, day=day)
    limited = plan.quarters and plan.quarters[0].capacity is not None
    return say((_LIMITED if limited else _SCHEDULED)[fits], quarter=plan.reached, day=day)


def _in_time(answers: Answers, plan: Plan, by: datetime.date) -> bool:
    if plan.reached is None:
        return months_before(answers.date, -plan.months) <= by
    year, number = plan.reached.split(" Q")
    return Quarter(int(year), int(number)).is_over(by)
