"""An export of a survey as answers, one set a respondent, in the export's order; or all that is wrong with it."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from cxmaturity.domain.answers import Answers
from cxmaturity.domain.codes import Field
from cxmaturity.domain.language import counted_plain, listed, say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.survey.cells import Answering, plain
from cxmaturity.files.survey.columns import Finder, Recognised
from cxmaturity.files.survey.dates import Order, order_of
from cxmaturity.files.survey.mapping import NO_MAPPING, Mapping_
from cxmaturity.files.survey.people import Keep, durations, people
from cxmaturity.files.survey.respondents import Respondents, dated
from cxmaturity.files.tables.problems import counted_problems
from cxmaturity.files.tables.read import read_table
from cxmaturity.files.tables.table import Row, Table, column_name
from cxmaturity.files.yaml.source import refused


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
        of_rows = Respondents(
            self.table.name, self.answering, recognised, order, self.choices.date, self.choices.organisation
        )
        respondents = [of_rows.answers(row) for row in chosen.rows]
        self.problems += of_rows.problems
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
            raise ProblemsFoundError(counted_problems(self.problems))

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
        order = self.choices.dates or order_of(dated(row, recognised) for row in rows)
        if order is None and self.choices.date is None:
            message = "its days can be read as day and month or as month and day"
            hint = "say which with --dates dmy or --dates mdy"
            self.problems.append(Problem(self.table.name, None, column.named, "open-dates", message, hint))
        return order

    def _notices(self, recognised: Recognised, empty: int) -> Iterator[str]:
        if empty:
            yield f"{counted_plain(empty, 'row')} left out: without any answer"
        missing = [
            practice.title for id_, practice in self.questionnaire.practices.items() if id_ not in recognised.answers
        ]
        if missing:
            yield say(
                "{n:word} {n|practice has|practices have} no column: {names}", n=len(missing), names=listed(missing)
            )
        if recognised.unused:
            names = ", ".join(column_name(column.at) for column in recognised.unused)
            yield say("{n:word} {n|column is|columns are} not used: {names}", n=len(recognised.unused), names=names)


def _held(recognised: Recognised) -> Iterator[tuple[str, str]]:
    """What the columns were taken for, by heading or letter."""
    for id_, columns in recognised.answers.items():
        yield from ((column.title or column_name(column.at), Field(id_, "answer").practice) for column in columns)
    for part, column in recognised.about.items():
        yield column.title or column_name(column.at), part
