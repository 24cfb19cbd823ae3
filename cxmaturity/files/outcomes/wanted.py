"""What a measure wants of its export: which columns, which rows, and what texts mean."""

import datetime
from collections.abc import Mapping, Sequence

from msgspec import Struct

from cxmaturity.files.outcomes.cells import Decimals
from cxmaturity.files.survey.dates import Order


class Wanted(Struct, frozen=True):
    """`answers` are the columns with the answer, or with expectation and perception; `date` is that of days.

    `values` is what texts mean, None for no answer; the other names are those of the file.
    """

    answers: tuple[str, ...]
    by: tuple[str, ...] = ()
    date: str | None = None
    dates: Order | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    where: Mapping[str, Sequence[str]] = {}
    bands: Mapping[str, Sequence[float]] = {}
    values: Mapping[str, float | None] = {}
    decimals: Decimals | None = None
    unfinished: bool = False

    def columns(self) -> list[str]:
        """Every column that is named, each once."""
        return list(dict.fromkeys((*self.answers, *self.by, *([self.date] if self.date else []), *self.where)))

    def counts(self, day: datetime.date) -> bool:
        """Whether answers of a day count."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
