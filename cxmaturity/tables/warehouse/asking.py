"""What is asked of a table in a database: first whether its cells hold answers, then its results."""

from collections.abc import Mapping

from msgspec import Struct

from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.domain.scoring.columns import Expression, TooLargeError
from cxmaturity.domain.tables.groups import group_cells
from cxmaturity.domain.tables.headings import Headings
from cxmaturity.domain.tables.scored import ROWS, score_columns
from cxmaturity.tables.warehouse.cells import Source, cells_of, keep_spelt, unread, unread_mark
from cxmaturity.tables.warehouse.columns import IbisColumns
from cxmaturity.tables.warehouse.dialects import Dialect

UNREAD = "unread"
"""The column of a statement for elsewhere that says in how many cells of a row stands something that is no answer, and
in how many rows of a group."""


class Asking(Struct, frozen=True):
    """A table by its name and the kinds of its columns, what these hold, and the groups, of at least so many rows."""

    table: str
    kinds: Mapping[str, str]
    questionnaire: Questionnaire
    headings: Headings
    least: int = 1

    def sources(self) -> dict[str, Source]:
        """The columns of each practice."""
        documented = self.headings.documented
        return {id_: Source(name, documented.get(id_)) for id_, name in self.headings.practices.items()}

    @property
    def looked_at(self) -> dict[str, str]:
        """The columns whose cells are looked at, with the practice that they answer, empty where they are about it."""
        answers = {name: id_ for id_, name in self.headings.practices.items()}
        marks = [name for name in self.headings.documented.values() if self.kinds[name] != "boolean"]
        return {**answers, **dict.fromkeys(marks, "")}

    def checks(self, dialect: Dialect) -> str:
        """The statement that counts the rows, and for each of `looked_at` the cells that can not be taken; one row."""
        columns = self._spelt_columns()
        counts = {f"x{i}": columns.count(self._unread(columns, name)) for i, name in enumerate(self.looked_at)}
        return columns.summary({ROWS: columns.rows(), **counts}, dialect)

    def wrong_cells(self, name: str, most: int, dialect: Dialect) -> str:
        """The statement for what stands in the cells of a column that can not be taken, and how often; most first."""
        columns = self._spelt_columns()
        text = columns.column(name).cast("string")
        return columns.tally(text, self._unread(columns, name), most, dialect)

    def small_groups(self, dialect: Dialect) -> str:
        """The statement that counts the groups that have too few rows to be shown."""
        columns = IbisColumns(self.table, self.kinds)
        columns.group({name: columns.column(name) for name in self.headings.by}, {}, ROWS)
        return columns.summary({ROWS: columns.count(columns.column(ROWS) < self.least)}, dialect)

    def results(self, dialect: Dialect, *, checked: bool) -> str:
        """The statement for the results; where cells were not `checked`, it counts those that hold no answer.

        ProblemsFoundError where the weights of the questionnaire are too large for any engine.
        """
        columns = self._spelt_columns()
        if not checked:
            columns.keep({UNREAD: self._all_unread(columns)})
        cells = cells_of(columns, self.questionnaire, self.sources())
        names = self.headings.by or self.headings.others
        before: dict[str, Expression] = {name: columns.column(name) for name in names}
        if self.headings.by:
            columns.counted_too = {} if checked else {UNREAD: columns.column(UNREAD) > 0}
            cells = group_cells(columns, self.questionnaire, cells, before)
            before = {name: columns.column(name) for name in (*names, ROWS)}
            columns.only(columns.column(ROWS) >= self.least)
        try:
            scores = score_columns(columns, self.questionnaire, cells)
        except TooLargeError:
            message = say("the weights of the questionnaire are too large to add up exactly for a table")
            problem = Problem(self.questionnaire.id, None, "", "too-large", message, say("divide them by a number"))
            raise ProblemsFoundError([problem]) from None
        wrong = {} if checked else {UNREAD: columns.column(UNREAD)}
        return columns.statement({**before, **scores, **wrong}, dialect)

    def _spelt_columns(self) -> IbisColumns:
        columns = IbisColumns(self.table, self.kinds)
        keep_spelt(columns, self.looked_at)
        return columns

    def _unread(self, columns: IbisColumns, name: str) -> Expression:
        practice = self.looked_at[name]
        if not practice:
            return unread_mark(columns, name)
        return unread(columns, self.questionnaire.practices[practice], self.questionnaire, name)

    def _all_unread(self, columns: IbisColumns) -> Expression:
        counts = [
            columns.whole(columns.either(self._unread(columns, name), otherwise=False), 1) for name in self.looked_at
        ]
        return sum(counts[1:], counts[0])
