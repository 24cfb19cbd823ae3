"""An export of a survey as answers, one set a respondent, in the export's order; or all that is wrong with it."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from cxmaturity.domain.answers import MISSING, Answer, Answers, Respondent
from cxmaturity.domain.codes import Field, level_of
from cxmaturity.domain.language import counted_plain, listed, say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.survey.cells import Answering, Wrong, plain
from cxmaturity.files.survey.columns import Column, Finder, Recognised
from cxmaturity.files.survey.dates import Order, order_of, read_day
from cxmaturity.files.survey.mapping import NO_MAPPING, Mapping_
from cxmaturity.files.survey.people import Keep, durations, people
from cxmaturity.files.tables.read import read_table
from cxmaturity.files.tables.table import Row, Table, column_name
from cxmaturity.files.yaml.source import refused

MOST_NAMED = 20
"""How many wrong cells of a table are named one by one."""
NA_REASON = "the respondent says that it does not apply"
"""Why a practice does not apply where the export has no reason."""
_UNDATED = datetime.date(1980, 1, 1)
"""What LimeSurvey writes as the day of every answer where it was not told to keep days."""


class Choices(Struct, frozen=True):
    """What a user says of an export: the day of all answers, the order of day and month, columns by heading or letter,
    which answer of a person counts, and whether those left half-way do.
    """

    date: datetime.date | None = None
    dates: Order | None = None
    columns: Mapping[str, str] = {}
    keep: Keep | None = None
    unfinished: bool = False
    organisation: str = ""
    mapping: Mapping_ = NO_MAPPING


AS_IT_IS = Choices()
"""An export of which a user says nothing."""


class Survey(Struct, frozen=True):
    """Answers of all respondents, what there is to say of the export, and what its columns were taken for."""

    questionnaire: Questionnaire
    respondents: tuple[Answers, ...]
    notices: tuple[str, ...]
    columns: Mapping[str, str]


def read_survey(name: str, questionnaire: Questionnaire, catalogue: Catalogue, choices: Choices = AS_IT_IS) -> Survey:
    """The answers in an export. ProblemsFoundError lists everything that is not understood; nothing is guessed.

    ModuleNotFoundError where it is a workbook and the library that reads these is not installed.
    """
    return _Reader(read_table(name), questionnaire, catalogue, choices).survey()


class _Reader:
    def __init__(self, table: Table, questionnaire: Questionnaire, catalogue: Catalogue, choices: Choices) -> None:
        self.table = table
        self.questionnaire = questionnaire
        self.catalogue = catalogue
        self.choices = choices
        self.problems: list[Problem] = []
        texts = choices.mapping.texts
        self._bare: dict[str, dict[str, Answer]] = {id_: {} for id_ in questionnaire.practices}
        self.answering = {
            id_: Answering(practice, questionnaire, texts.get(id_, {}))
            for id_, practice in questionnaire.practices.items()
        }

    def survey(self) -> Survey:
        named = {part: self._column(heading, part) for part, heading in self.choices.columns.items()}
        given = {
            at: field
            for heading, field in self.choices.mapping.columns.items()
            if (at := self._column(heading, "")) is not None
        }
        self._stop()
        places = {part: at for part, at in named.items() if at is not None}
        recognised = Finder(self.questionnaire, self.answering).recognise(self.table, given, places)
        self.problems += recognised.problems
        if not recognised.answers and not recognised.problems:
            self._no_answers()
        self._stop()
        chosen = people(
            self.table.name,
            recognised.rows,
            recognised.times,
            recognised.persons,
            unfinished=self.choices.unfinished,
            keep=self.choices.keep,
        )
        self.problems += chosen.problems
        order = self._order(recognised, chosen.rows)
        respondents = [self._respondent(row, recognised, order) for row in chosen.rows]
        self._stop()
        answered = [answers for answers in respondents if answers.answers]
        if not answered:
            raise refused(self.table.name, None, "no-rows", "no row of it holds an answer", "export the responses, too")
        notices = [*chosen.notices, *self._notices(recognised, len(respondents) - len(answered))]
        taken = durations(chosen.rows, recognised.times, order)
        return Survey(
            self.questionnaire, tuple(answered), (*notices, *([taken] if taken else [])), dict(_held(recognised))
        )

    def _stop(self) -> None:
        if self.problems:
            raise ProblemsFoundError(_counted(self.problems))

    def _column(self, heading: str, part: str) -> int | None:
        """The place of a column that is named by its heading or its letter; a problem where there is none."""
        wanted = plain(heading)
        for row in self.table.rows[:4]:
            for at, cell in enumerate(row.cells):
                if plain(cell) == wanted:
                    return at
        for at in range(self.table.width):
            if column_name(at).casefold() == wanted:
                return at
        option = f"--{part}" if part else "--map"
        message = f"there is no column {heading}, which {option} names"
        self.problems.append(
            Problem(self.table.name, None, "", "no-column", message, "write its heading, or its letter")
        )
        return None

    def _no_answers(self) -> None:
        """Say that no column holds answers, and which questionnaire would fit."""
        fits = [
            id_
            for id_ in self.catalogue.ids()
            if id_ != self.questionnaire.id and (other := self.catalogue.find(id_)) and self._fits(other)
        ]
        hint = f"use --questionnaire {fits[0]}" if fits else "export the texts of answers, or name columns with --map"
        message = f"no column of it holds answers to {self.questionnaire.id}@{self.questionnaire.version}"
        self.problems.append(Problem(self.table.name, None, "", "no-answers", message, hint))

    def _fits(self, other: Questionnaire) -> bool:
        answering = {id_: Answering(practice, other) for id_, practice in other.practices.items()}
        return bool(Finder(other, answering).recognise(self.table, {}, {}).answers)

    def _order(self, recognised: Recognised, rows: Sequence[Row]) -> Order | None:
        """The order of day and month in the column of dates; a problem where nothing settles it and it is needed."""
        column = recognised.times.get("ended") or recognised.times.get("started")
        if column is None:
            if self.choices.date is None:
                message, hint = "it has no column with the day of an answer", "say it with --date 2026-11-22"
                self.problems.append(Problem(self.table.name, None, "", "no-date", message, hint))
            return None
        order = self.choices.dates or order_of(_dated(row, recognised) for row in rows)
        if order is None and self.choices.date is None:
            message = "its days can be read as day and month or as month and day"
            hint = "say which with --dates dmy or --dates mdy"
            self.problems.append(Problem(self.table.name, None, column.named, "open-dates", message, hint))
        return order

    def _respondent(self, row: Row, recognised: Recognised, order: Order | None) -> Answers:
        answers = {
            id_: answer
            for id_, columns in recognised.answers.items()
            if (answer := self._answer(id_, columns, row, recognised)) != MISSING
        }
        return Answers(
            file=f"{self.table.name}:{row.number}",
            sha256="",
            date=self._day(row, recognised, order),
            organisation=self.choices.organisation,
            respondent=self._who(row, recognised),
            answers=answers,
        )

    def _answer(self, id_: str, columns: Sequence[Column], row: Row, recognised: Recognised) -> Answer:
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
        said = self.answering[id_].read(cell)
        if isinstance(said, Wrong):
            self._wrong(row, column, said)
            return MISSING
        because, note = (self._text(row, recognised, id_, part) for part in ("because", "note"))
        reason = (because or NA_REASON) if said.status == "na" else ""
        answer = Answer(said.status, said.rank, said.rank, because=reason, note=note)
        if not recognised.texts and len(columns) == 1:
            self._bare[id_][cell] = answer  # thousands say the same
        return answer

    def _text(self, row: Row, recognised: Recognised, id_: str, part: str) -> str:
        column = recognised.texts.get((id_, part))
        return row.cell(column.at).strip() if column else ""

    def _day(self, row: Row, recognised: Recognised, order: Order | None) -> datetime.date:
        if self.choices.date is not None:
            return self.choices.date
        column = recognised.times.get("ended") or recognised.times.get("started")
        text = _dated(row, recognised)
        day = read_day(text, order) if column and order else None
        if day is None or day == _UNDATED:
            if column and order:
                shown = text.strip() or "nothing"
                hint = "write days as 2026-11-22, or give one for all with --date"
                self._wrong(row, column, Wrong("no-day", f"{shown} is no day", hint))
            return datetime.date.min
        return day

    def _who(self, row: Row, recognised: Recognised) -> Respondent:
        role, level, function = (
            " ".join(row.cell(recognised.about[part].at).split()) if part in recognised.about else ""
            for part in ("role", "level", "function")
        )
        return Respondent(role, level_of(level) or level, function)

    def _wrong(self, row: Row, column: Column, wrong: Wrong) -> None:
        self.problems.append(Problem(self.table.name, row.number, column.named, wrong.code, wrong.message, wrong.hint))

    def _notices(self, recognised: Recognised, empty: int) -> Iterator[str]:
        if empty:
            yield f"{counted_plain(empty, 'row')} left out: without any answer"
        missing = [one.title for id_, one in self.questionnaire.practices.items() if id_ not in recognised.answers]
        if missing:
            yield say(
                "{n:word} {n|practice has|practices have} no column: {names}", n=len(missing), names=listed(missing)
            )
        if recognised.unused:
            names = ", ".join(column_name(column.at) for column in recognised.unused)
            yield say("{n:word} {n|column is|columns are} not used: {names}", n=len(recognised.unused), names=names)


def _dated(row: Row, recognised: Recognised) -> str:
    """What a row says of the day of its answers: of their end, or of their start where somebody did not end."""
    cells = (row.cell(recognised.times[what].at) for what in ("ended", "started") if what in recognised.times)
    return next((cell for cell in cells if any(map(str.isdigit, cell))), "")


def _counted(problems: Sequence[Problem]) -> list[Problem]:
    """Problems, those of the same kind in the same column as one with how often, and no more than can be read."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.path, problem.code, problem.message), []).append(problem)
    told = [_with_count(of) for of in groups.values()]
    if len(told) <= MOST_NAMED:
        return told
    name = told[0].file
    return [
        *told[:MOST_NAMED],
        Problem(name, None, "", "more", f"and {len(told) - MOST_NAMED:,} more problems like these"),
    ]


def _with_count(problems: Sequence[Problem]) -> Problem:
    first = problems[0]
    if len(problems) == 1:
        return first
    message = f"{first.message} ({len(problems):,} times, first here)"
    return Problem(first.file, first.line, first.path, first.code, message, first.hint)


def _held(recognised: Recognised) -> Iterator[tuple[str, str]]:
    """What the columns were taken for, by heading or letter."""
    for id_, columns in recognised.answers.items():
        yield from ((column.title or column_name(column.at), Field(id_, "answer").practice) for column in columns)
    for part, column in recognised.about.items():
        yield column.title or column_name(column.at), part
