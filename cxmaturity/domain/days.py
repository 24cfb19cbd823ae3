"""Days as people type them: which day a text that is no date in its right form probably means."""

import calendar
import datetime
import re
from collections.abc import Iterator

from cxmaturity.domain.language import say

_MONTHS = {name.lower(): month for month, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: month for name, month in _MONTHS.items()}
_TIME = re.compile(r"(?:[t ]|, ?)[0-9]{1,2}[:.][0-9]{2}.*$", re.IGNORECASE)
_YEAR_FIRST = re.compile(
    r"([0-9]{4})\s*[-/.\u2010-\u2015\u2212 ]\s*([0-9]{1,2})\s*[-/.\u2010-\u2015\u2212 ]\s*([0-9]{1,2})"
)
_YEAR_LAST = re.compile(
    r"([0-9]{1,2})\s*([-/.\u2010-\u2015\u2212 ])\s*([0-9]{1,2})\s*[-/.\u2010-\u2015\u2212 ]\s*([0-9]{4}|[0-9]{2})"
)
_JOINED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH_ONLY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
_DAY_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?[ -]*(?:of )?([a-z]{3,9})\.?,?[ -]*([0-9]{4})")
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.?[ -]*([0-9]{1,2})(?:st|nd|rd|th)?,?[ -]+([0-9]{4})")
_MONTH_YEAR = re.compile(r"([a-z]{3,9})\.?,?[ -]*([0-9]{4})")
SHOWN = "write year-month-day, such as 2026-11-22"
"""What would be right where nobody can tell which day is meant."""


def day_hint(text: str) -> str:
    """What would be right for a text that is no date: the day it means, or the two it can mean."""
    line = " ".join(text.lower().split())
    timeless = _TIME.sub("", line)
    if month := _MONTH_ONLY.fullmatch(timeless):
        return _whole_month(int(month[1]), int(month[2]))
    if (month := _MONTH_YEAR.fullmatch(timeless)) and (number := _month(month[1])):
        return _whole_month(int(month[2]), number)
    parts = list(dict.fromkeys(_parts(timeless)))
    days = [day for part in parts if (day := _day(*part)) is not None]
    if len(days) > 1:
        either = " or ".join(f"{day.isoformat()} ({_in_words(day)})" for day in days)
        return say("write {either}", either=either)
    if days:
        without = ", without the time" if timeless != line else ""
        meant = days[0].isoformat()
        if _YEAR_LAST.fullmatch(timeless):  # the order of day and month is a guess
            return say("did you mean {day}?", day=meant)
        return say("write {day}{without}", day=meant, without=without)
    return next((why for part in parts if (why := _why_none(*part))), SHOWN)


def _parts(line: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day, in every order that a text can have."""
    if match := _YEAR_FIRST.fullmatch(line) or _JOINED.fullmatch(line):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _YEAR_LAST.fullmatch(line):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        first, second = int(match[1]), int(match[3])
        yield year, second, first
        if match[2] != "." and first <= 12:  # with full stops the day stands first everywhere
            yield year, first, second
    elif (match := _DAY_NAMED.fullmatch(line)) and (month := _month(match[2])):
        yield int(match[3]), month, int(match[1])
    elif (match := _MONTH_NAMED.fullmatch(line)) and (month := _month(match[1])):
        yield int(match[3]), month, int(match[2])


def _month(name: str) -> int | None:
    full = next((number for known, number in _MONTHS.items() if known == name), None)
    return full or (_SHORT.get(name[:3]) if len(name) <= 4 else None)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _why_none(year: int, month: int, day: int) -> str:
    """Why year, month and day are none; empty where the year itself is none."""
    if year < 1:
        return ""
    if not 1 <= month <= 12:
        return say("there is no month {month}; {shown}", month=month, shown=SHOWN)
    last = calendar.monthrange(year, month)[1]
    name = f"{calendar.month_name[month]} {year}"
    return say("{name} has {last} days", name=name, last=last)


def _whole_month(year: int, month: int) -> str:
    if year < 1 or not 1 <= month <= 12:
        return SHOWN
    last = datetime.date(year, month, calendar.monthrange(year, month)[1])
    return say("write a day too, such as {day}", day=last.isoformat())


def _in_words(day: datetime.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
