"""Days in a column: what the cells settle is taken, and what they leave open is asked for."""

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

Order = Literal["iso", "dmy", "mdy"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "iso")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_OTHER = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_AFTER = re.compile(
    r"[T ,]\s*(?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?[A-Za-z. ()]*(?:[+-]\d{1,2}(?::?\d{2})?)?[A-Z ()]*$"
)
"""A time behind a day, with its zone."""
_ALIKE = str.maketrans("123456789", "000000000")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = (
    re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\.?[ -](?P<m>[A-Za-z]{3,9})\.?,?[ -](?P<y>\d{4})"),
    re.compile(r"(?P<m>[A-Za-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})"),
)


def order_of(cells: Iterable[str]) -> Order | None:
    """The order of day and month that the cells of a column settle together; None where they leave it open.

    `iso` where none of them has both before the year.
    """
    pairs = [(int(match[1]), int(match[2])) for cell in cells if (match := _OTHER.fullmatch(without_time(cell)))]
    if not pairs:
        return "iso"
    day_first, month_first = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def both_orders(cells: Iterable[str]) -> tuple[str, str] | None:
    """The first cell that has its day first and the first that has its month first; None where not both are there."""
    day_first = month_first = None
    for cell in cells:
        if match := _OTHER.fullmatch(without_time(cell)):
            day_first = day_first or (cell if int(match[1]) > 12 >= int(match[2]) else None)
            month_first = month_first or (cell if int(match[2]) > 12 >= int(match[1]) else None)
    return (day_first, month_first) if day_first and month_first else None


def without_time(cell: str) -> str:
    """What a cell says of the day: what stands before a time."""
    text = cell.strip()
    return text[: _end_of_day(text.translate(_ALIKE))]


@lru_cache
def _end_of_day(shape: str) -> int:
    """Where the day ends in cells that are alike but for their digits, as most in a column are."""
    after = _AFTER.search(shape)
    return after.start() if after else len(shape)


def read_day(cell: str, order: Order) -> datetime.date | None:
    """The day that a cell says, without its time; None where it says none, or more than that."""
    text = without_time(cell)
    try:
        if match := _ISO.fullmatch(text):
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        if (match := _OTHER.fullmatch(text)) and order != "iso":
            first, second, year = map(int, match.groups())
            return datetime.date(year, second, first) if order == "dmy" else datetime.date(year, first, second)
        for pattern in _NAMED:
            match = pattern.fullmatch(text)
            if match and match["m"][:3].lower() in _MONTHS:
                return datetime.date(int(match["y"]), _MONTHS.index(match["m"][:3].lower()) + 1, int(match["d"]))
    except ValueError:
        return None
    return None


_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp][Mm])?")


def read_moment(cell: str, order: Order) -> datetime.datetime | None:
    """The day and the time that a cell says, whatever its zone; None without either."""
    day, time = read_day(cell, order), _TIME.search(cell)
    if day is None or time is None:
        return None
    hour = int(time[1]) % 12 + 12 * (time[4].lower() == "pm") if time[4] else int(time[1])
    if hour > 23 or int(time[2]) > 59:
        return None
    return datetime.datetime(day.year, day.month, day.day, hour, int(time[2]), int(time[3] or 0))
