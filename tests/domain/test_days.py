"""Days as people type them: the hint names the day that was meant, or both where it can be two."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.days import SHOWN, day_hint

HINTS = {
    "2026-9-30": "write 2026-09-30",
    "2026-09-3": "write 2026-09-03",
    "2026/09/30": "write 2026-09-30",
    "20260930": "write 2026-09-30",
    "2026–09–30": "write 2026-09-30",
    "31/10/2026": "did you mean 2026-10-31?",
    "10/31/2026": "did you mean 2026-10-31?",
    "03/04/2026": "write 2026-04-03 (3 April 2026) or 2026-03-04 (4 March 2026)",
    "03-04-2026": "write 2026-04-03 (3 April 2026) or 2026-03-04 (4 March 2026)",
    "04/04/2026": "did you mean 2026-04-04?",
    "30.9.2026": "did you mean 2026-09-30?",
    "3.4.2026": "did you mean 2026-04-03?",
    "31/10/26": "did you mean 2026-10-31?",
    "30 Sep 2026": "write 2026-09-30",
    "30 September 2026": "write 2026-09-30",
    "30th of September 2026": "write 2026-09-30",
    "Sept 30, 2026": "write 2026-09-30",
    "30-Sep-2026": "write 2026-09-30",
    "2026-09-30T10:00:00Z": "write 2026-09-30, without the time",
    "2026-09-30 10:00": "write 2026-09-30, without the time",
    "2026-02-31": "February 2026 has 28 days",
    "31 February 2028": "February 2028 has 29 days",
    "31/02/2026": "February 2026 has 28 days",
    "2026-13-01": f"there is no month 13; {SHOWN}",
    "2026-09": "write a day too, such as 2026-09-30",
    "September 2026": "write a day too, such as 2026-09-30",
    **dict.fromkeys(("", "soon", "Q3 2026", "0000-01-01", "30 Foo 2026", "2026-13", "٣٠/٠٩/٢٠٢٦"), SHOWN),
}


@pytest.mark.fast
@pytest.mark.parametrize("text", HINTS)
def test_hint(text: str) -> None:
    """A date that a colleague typed as at home would otherwise be refused without a word on how to write it."""
    assert day_hint(text) == HINTS[text]


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2999, 12, 31)))
def test_every_day_is_understood_in_every_order(day: datetime.date) -> None:
    """The right day is among those named, whoever writes it how."""
    forms = (
        f"{day.year}-{day.month}-{day.day}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month}/{day.year}",
    )
    for text in (*forms, day.strftime("%d %B %Y"), day.strftime("%b %d, %Y"), f"{day} 23:59"):
        assert day.isoformat() in day_hint(text)


@given(st.text(max_size=20))
def test_no_text_fails(text: str) -> None:
    assert day_hint(text)
