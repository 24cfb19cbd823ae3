"""A table of a database, open: checked like a file, and scored there."""

from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.domain.tables.cells import cell_hint
from cxmaturity.domain.tables.headings import MOST_NAMED, counted, headings
from cxmaturity.tables.warehouse.address import Address
from cxmaturity.tables.warehouse.asking import Asking
from cxmaturity.tables.warehouse.cells import NUMBERS, WHOLE
from cxmaturity.tables.warehouse.dialects import DIALECTS, Dialect
from cxmaturity.tables.warehouse.engine import Engine
from cxmaturity.tables.warehouse.names import OTHER
from cxmaturity.tables.warehouse.refused import RefusedError

_RESULTS = {"stage", "stage_worst", "stage_best"}
"""The columns by which a table of results is told from all others."""
_MOST_SHOWN = 60
"""How many characters of a cell a message shows."""


class _Wrong(Struct, frozen=True):
    """What stands in cells of a column and can not be taken, and in how many; `practice` is as in `looked_at`."""

    column: str
    practice: str
    text: str
    times: int


class DatabaseTable:
    """The table behind an address, whose cells have all been looked at."""

    def __init__(
        self, address: Address, engine: Engine, questionnaire: Questionnaire, by: Sequence[str] = (), least: int = 1
    ) -> None:
        """ProblemsFoundError where columns or cells do not hold answers; RefusedError where there is no such table."""
        self._engine = engine
        self._dialect = DIALECTS[address.engine]
        self._name = str(address)
        self._where = address.shown
        kinds = engine.kinds()
        columns = headings(self._name, list(kinds), questionnaire, by)
        self._asking = Asking(address.table, kinds, questionnaire, columns, least)
        self.without_column = [id_ for id_ in questionnaire.practices if id_ not in columns.practices]
        """The practices that the table has no column of."""
        wrong = [*columns.problems, *self._wrong_kinds()]
        _refuse([*counted(self._name, wrong), *self._wrong_cells({problem.path for problem in wrong})])

    @cached_property
    def statement(self) -> str:
        """The statement for the results."""
        return self.statement_in(self._dialect)

    def statement_in(self, dialect: Dialect) -> str:
        """The same in a dialect."""
        return self._asking.results(dialect, checked=True)

    def rows(self) -> Iterator[Sequence[Sequence[Any]]]:
        """The results, some thousand rows at a time."""
        return self._engine.rows(self.statement)

    def store(self, table: str, *, replace: bool) -> None:
        """Make a table of the results, beside the answers.

        RefusedError where there is one already; to be replaced, it has to be one of results: another could be what a
        view gave the answers of.
        """
        if replace and (names := self._engine.names(table)) and not _RESULTS.issubset(names):
            message = say("{table} holds no results, and was left as it is", table=table)
            raise RefusedError(self._where, message, say("name another table"))
        self._engine.store(self.statement, table, replace=replace)

    def groups_left_out(self) -> int:
        """How many groups have too few rows to be shown."""
        if not self._asking.headings.by:
            return 0
        return int(self._first(self._asking.small_groups(self._dialect))[0] or 0)

    @property
    def grouped(self) -> bool:
        """Whether a row of the results is a group."""
        return bool(self._asking.headings.by)

    def others(self) -> dict[str, str]:
        """The columns before those of the results, with their kinds."""
        names = self._asking.headings.by or self._asking.headings.others
        return {name: self._asking.kinds[name] for name in names}

    def _first(self, statement: str) -> Sequence[Any]:
        ((row,),) = self._engine.rows(statement)
        return row

    def _wrong_cells(self, unreadable: Container[str]) -> list[Problem]:
        """What is no answer, but for columns that hold none."""
        given = self._asking.headings
        practices = {id_: name for id_, name in given.practices.items() if name not in unreadable}
        documented = {id_: name for id_, name in given.documented.items() if name not in unreadable}
        readable = replace(self._asking, headings=replace(given, practices=practices, documented=documented))
        number, *counts = self._first(readable.checks(self._dialect))
        if not number:
            return [_problem(self._name, "", "empty-table", "there is no row of answers in it")]
        columns = zip(readable.looked_at.items(), counts, strict=True)
        wrong = [each for column, count in columns if count for each in self._wrong(*column)]
        rest = sum(filter(None, counts)) - sum(each.times for each in wrong[:MOST_NAMED])
        problems = [self._cell_problem(each) for each in wrong[:MOST_NAMED]]
        if rest:
            message = say("and in {n} more {n|cell|cells}", n=rest)
            problems.append(_problem(self._name, "", "more", message))
        return problems

    def _wrong(self, column: str, practice: str) -> Iterator[_Wrong]:
        statement = self._asking.wrong_cells(column, MOST_NAMED, self._dialect)
        for rows in self._engine.rows(statement):
            yield from (_Wrong(column, practice, str(text), int(times)) for text, times in rows)

    def _cell_problem(self, wrong: _Wrong) -> Problem:
        text = wrong.text if len(wrong.text) <= _MOST_SHOWN else f"{wrong.text[: _MOST_SHOWN - 1]}…"
        if wrong.practice:
            message = say("“{text}” is no answer, in {n} {n|row|rows}", text=text, n=wrong.times)
            questionnaire = self._asking.questionnaire
            hint = cell_hint(wrong.text, questionnaire.practices[wrong.practice], questionnaire)
        else:
            message = say("“{text}” is neither true nor false, in {n} {n|row|rows}", text=text, n=wrong.times)
            hint = say("write true where the answer is documented, else false")
        return _problem(self._name, wrong.column, "no-answer", message, hint)

    def _wrong_kinds(self) -> Iterator[Problem]:
        practices, documented = (getattr(self._asking.headings, of).values() for of in ("practices", "documented"))
        for name in practices:
            if self._asking.kinds[name] in {OTHER, "boolean"}:
                message = say("its type holds no answers")
                yield _problem(self._name, name, "wrong-type", message, say("make it text or whole numbers"))
        for name in documented:
            if self._asking.kinds[name] in {OTHER, *NUMBERS} - WHOLE:
                message = say("its type holds neither true nor false")
                yield _problem(self._name, name, "wrong-type", message, say("make it true and false"))


def _problem(name: str, column: str, code: str, message: str, hint: str = "") -> Problem:
    return Problem(name, None, column, code, message, hint)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise ProblemsFoundError(problems)
