"""When a plan ends, beside the day that the answers set for its target."""

import calendar
import datetime

from cxmaturity.domain.answers import Answers, months_before
from cxmaturity.domain.improvement.quarters import Quarter
from cxmaturity.domain.language import capital, counted, counted_plain
from cxmaturity.domain.results.roadmap import Plan, Roadmap


def late(answers: Answers, plan: Plan) -> str:
    """That the plan ends after the day set, as a sentence; nothing where it does not, or no day is set."""
    by = answers.target.by
    if by is None or not plan.steps or _in_time(answers, plan, by):
        return ""
    if plan.reached is not None:
        return f"It ends in {plan.reached}, after {_written(by)}."
    return f"It takes {counted_plain(plan.months, 'month')} at least: {_written(by)} is too early for that."


def ending(answers: Answers, roadmap: Roadmap, plan: Plan) -> str:
    """When the plan ends at the soonest, and whether the day set leaves that time."""
    if not plan.steps:
        return ""
    if plan.reached is None:
        said = f"{capital(counted(plan.months, 'month'))} at least, if each step begins as early as it can"
    else:
        limited = plan.quarters and plan.quarters[0].capacity is not None
        within = f"{'what each quarter can carry and ' if limited else ''}the months that steps take"
        said = f"The end of {plan.reached} at the soonest, by {within}"
    by = answers.target.by
    if by is None or roadmap.goal is None:
        return f"{said}."
    fits = _in_time(answers, plan, by)
    if plan.reached is not None:
        return f"{said}; {'in time for' if fits else 'after'} {_written(by)}, the day that the answers file names."
    return f"{said}; {_written(by)} {'leaves the time' if fits else 'is too early for that'}."


def _in_time(answers: Answers, plan: Plan, by: datetime.date) -> bool:
    if plan.reached is None:
        return months_before(answers.date, -plan.months) <= by
    year, number = plan.reached.split(" Q")
    return Quarter(int(year), int(number)).is_over(by)


def _written(day: datetime.date) -> str:
    """A day as sentences say it: "31 December 2027"."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
