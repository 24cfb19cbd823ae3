"""A row of an export as the answers of a respondent."""

import datetime
from collections.abc import Mapping, Sequence

from cxmaturity.domain.answers import MISSING, Answer, Answers, Respondent
from cxmaturity.domain.codes import level_of
from cxmaturity.domain.language import counted_plain
from cxmaturity.domain.problems import Problem
from cxmaturity.files.survey.cells import Answering, Wrong
from cxmaturity.files.survey.columns import Recognised
from cxmaturity.files.survey.dates import Order, read_day
from cxmaturity.files.tables.columns import Column
from cxmaturity.files.tables.table import Row

NA_REASON = "the respondent says that it does not apply"
"""Why a practice does not apply where the export has no reason."""
_UNDATED = datetime.date(1980, 1, 1)
"""What LimeSurvey writes as the day of every answer where it was not told to keep days."""


class Respondents:
    """Reads rows of one export; `date` and `organisation` are what the user says of all of them."""

    def __init__(
        self,
        name: str,
        answering: Mapping[str, Answering],
        recognised: Recognised,
        order: Order | None,
        date: datetime.date | None,
        organisation: str,
    ) -> None:
        self.name = name
        self.answering = answering
        self.recognised = recognised
        self.order = order
        self.date = date
        self.organisation = organisation
        self.problems: list[Problem] = []
        self._bare: dict[str, dict[str, Answer]] = {id_: {} for id_ in answering}

    def answers(self, row: Row) -> Answers:
        """The answers in a row, without those that hold none; what is wrong in it goes to `problems`."""
        answers = {
            id_: answer
            for id_, columns in self.recognised.answers.items()
            if (answer := self._answer(id_, columns, row)) != MISSING
        }
        return Answers(
            file=f"{self.name}:{row.line}",
            sha256="",
            date=self._day(row),
            organisation=self.organisation,
            respondent=self._who(row),
            answers=answers,
        )

    def _answer(self, id_: str, columns: Sequence[Column], row: Row) -> Answer:
        if len(columns) == 1 and (known := self._bare[id_].get(row.cell(columns[0].at))):
            return known
        given = [(column, cell) for column in columns if (cell := row.cell(column.at)).strip()]
        if not given:
            return MISSING
        if len(given) > 1:
            message = f"{counted_plain(len(given), 'column')} of {id_} hold an answer in this row"
            self._wrong(row, given[1][0], Wrong("several", message, "ask for one option"))
            return MISSING
        column, cell = given[0]
        reading = self.answering[id_].read(cell)
        if isinstance(reading, Wrong):
            self._wrong(row, column, reading)
            return MISSING
        because, note = (self._text(row, id_, part) for part in ("because", "note"))
        reason = (because or NA_REASON) if reading.status == "na" else ""
        answer = Answer(reading.status, reading.rank, reading.rank, because=reason, note=note)
        if not self.recognised.texts and len(columns) == 1:
            self._bare[id_][cell] = answer  # thousands say the same
        return answer

    def _text(self, row: Row, id_: str, part: str) -> str:
        column = self.recognised.texts.get((id_, part))
        return row.cell(column.at).strip() if column else ""

    def _day(self, row: Row) -> datetime.date:
        if self.date is not None:
            return self.date
        column = self.recognised.times.get("ended") or self.recognised.times.get("started")
        text = dated(row, self.recognised)
        day = read_day(text, self.order) if column and self.order else None
        if day is None or day == _UNDATED:
            if column and self.order:
                shown = text.strip() or "nothing"
                hint = "write days as 2026-11-22, or give one for all with --date"
                self._wrong(row, column, Wrong("no-day", f"{shown} is no day", hint))
            return datetime.date.min
        return day

    def _who(self, row: Row) -> Respondent:
        role, level, function = (
            " ".join(row.cell(self.recognised.about[part].at).split()) if part in self.recognised.about else ""
            for part in ("role", "level", "function")
        )
        return Respondent(role, level_of(level) or level, function)

    def _wrong(self, row: Row, column: Column, wrong: Wrong) -> None:
        self.problems.append(Problem(self.name, row.line, column.named, wrong.code, wrong.message, wrong.hint))


def dated(row: Row, recognised: Recognised) -> str:
    """What a row says of the day of its answers: of their end, or of their start where somebody did not end."""
    cells = (row.cell(recognised.times[what].at) for what in ("ended", "started") if what in recognised.times)
    return next((cell for cell in cells if any(map(str.isdigit, cell))), "")
