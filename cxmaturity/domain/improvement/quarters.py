"""Calendar quarters, which plans are scheduled over."""

import datetime

from msgspec import Struct


class Quarter(Struct, frozen=True):
    """A calendar quarter."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """As a person writes it: 2027 Q1."""
        return f"{self.year} Q{self.number}"

    def is_over(self, day: datetime.date) -> bool:
        """Whether its last day is not after a day."""
        last = (self.year, 3 * self.number, 30 if self.number in {2, 3} else 31)
        return last <= (day.year, day.month, day.day)


def quarters_after(day: datetime.date, count: int) -> tuple[Quarter, ...]:
    """The quarters that follow the one of a day: a plan starts with the first whole quarter after the assessment."""
    first = 4 * day.year + (day.month - 1) // 3 + 1
    return tuple(Quarter((first + i) // 4, (first + i) % 4 + 1) for i in range(count))
