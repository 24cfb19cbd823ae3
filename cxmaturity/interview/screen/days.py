"""Days that are typed into the fields of the full screen."""

import datetime

NOT_A_DATE = "is no date: write it as 2026-11-22, year, month and day."


def day(text: str) -> datetime.date | None:
    """The day that a text says, None where it is empty; ValueError where it says none."""
    text = text.strip()
    if not text:
        return None
    date = datetime.date.fromisoformat(text)
    if date.isoformat() != text:  # the library also reads weeks and dates without hyphens
        raise ValueError(text)
    return date
