"""A table scored on this machine: opened, checked, scored lazily, and written as it streams by."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import polars as pl
from msgspec import Struct

from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.domain.scoring.columns import TooLargeError
from cxmaturity.domain.tables.groups import group_cells
from cxmaturity.domain.tables.headings import Headings, counted, headings
from cxmaturity.domain.tables.scored import ROWS, score_columns
from cxmaturity.tables.answering import Answering, Spellings
from cxmaturity.tables.polars import PolarsColumns
from cxmaturity.tables.scanning import refused_as, scan

Written = Literal["csv", "parquet", "jsonl"]
ENDINGS: dict[str, Written] = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""What a result can be written as, by the ending of its name."""
_FORMULA = r"^([=+@\t\r＝＋－＠]|-[^0-9.])"
"""How a text begins that a spreadsheet would take for a formula."""


class TableAsked(Struct, frozen=True):
    """What is asked of a table: its name, the questionnaire, and the groups, each of at least so many rows."""

    name: str
    questionnaire: Questionnaire
    by: tuple[str, ...] = ()
    least: int = 1


class Scoring:
    """The results of a table, not worked out before they are written or collected."""

    def __init__(self, asked: TableAsked) -> None:
        """ProblemsFoundError where the table can not be read, or its columns do not hold answers."""
        self.asked = asked
        scanned = scan(asked.name)
        self.headings: Headings = headings(scanned.file, scanned.names, asked.questionnaire, asked.by)
        self._answering = Answering(scanned, asked.questionnaire, self.headings)
        problems = [*self.headings.problems, *self._answering.wrong_types()]
        if problems:
            raise ProblemsFoundError([*counted(scanned.file, problems), *self._answering.problems()])
        self.groups_left_out = 0

    @property
    def without_column(self) -> Sequence[str]:
        """The practices that the table has no column of."""
        return [id_ for id_ in self.asked.questionnaire.practices if id_ not in self.headings.practices]

    def write(self, place: Path, kind: Written) -> None:
        """Write the results. ProblemsFoundError where a cell holds no answer; what is at `place` then is not whole."""
        if kind == "csv":
            self._check_plain()
        self._answering.check_numbers()
        try:
            self._sink(self._results({}), place, kind)
        except pl.exceptions.InvalidOperationError:
            self._sink(self._results(self._answering.spellings()), place, kind)

    def _check_plain(self) -> None:
        """ProblemsFoundError for columns that are passed on and that CSV can not hold."""
        kinds = {name: self._answering.types[name] for name in self.headings.by or self.headings.others}
        message, hint = "its type is {kind}, which CSV can not hold", "write to a file of Parquet, or take it out"
        nested = [name for name, kind in kinds.items() if kind.is_nested() or kind in {pl.Binary, pl.Object}]
        if nested:
            raise ProblemsFoundError(
                Problem(
                    self.asked.name, None, name, "wrong-type", say(message, kind=str(kinds[name]).lower()), say(hint)
                )
                for name in nested
            )

    def collect(self) -> pl.DataFrame:
        """The results in memory, as for groups."""
        self._answering.check_numbers()
        try:
            return self._collected(self._results({}))
        except pl.exceptions.InvalidOperationError:
            return self._collected(self._results(self._answering.spellings()))

    def _results(self, spellings: Spellings) -> pl.LazyFrame:
        columns = PolarsColumns(self._answering.frame(spellings))
        cells = self._answering.cells()
        names = self.headings.by or self.headings.others
        before: Mapping[str, pl.Expr] = {
            name: pl.col(f"{'g' if self.headings.by else 'o'}{i}") for i, name in enumerate(names)
        }
        if self.headings.by:
            keys = {f"g{i}": pl.col(f"g{i}") for i in range(len(names))}
            cells = dict(group_cells(columns, self.asked.questionnaire, cells, keys))
            before = {**before, ROWS: pl.col(ROWS)}
            columns.frame = self._large_groups(columns.frame)
        try:
            scores = score_columns(columns, self.asked.questionnaire, cells)
        except TooLargeError:
            message = "the weights of the questionnaire are too large to add up exactly for a table"
            problem = Problem(self.asked.questionnaire.id, None, "", "too-large", message, "divide them by a number")
            raise ProblemsFoundError([problem]) from None
        return columns.frame.select(expression.alias(name) for name, expression in {**before, **scores}.items())

    def _large_groups(self, groups: pl.LazyFrame) -> pl.LazyFrame:
        """The groups that may be shown; those too small are counted."""
        counted = self._collected(groups)
        large = counted.filter(pl.col(ROWS) >= self.asked.least)
        self.groups_left_out = counted.height - large.height
        return large.lazy()

    def _collected(self, results: pl.LazyFrame) -> pl.DataFrame:
        with refused_as(self.asked.name):
            return results.collect(engine="streaming")

    def _sink(self, results: pl.LazyFrame, place: Path, kind: Written) -> None:
        with refused_as(self.asked.name):
            sink(results, place, kind)


def sink(results: pl.LazyFrame, place: Path, kind: Written) -> None:
    """Write results as a kind of file."""
    if kind == "parquet":
        results.sink_parquet(place)
    elif kind == "jsonl":
        results.sink_ndjson(place)
    else:
        _harmless(results).sink_csv(place)


def _harmless(results: pl.LazyFrame) -> pl.LazyFrame:
    """The results with an apostrophe before each text, names too, that a spreadsheet would take for a formula."""
    schema = results.collect_schema()
    texts = [
        pl.col(name).cast(pl.String).str.replace(_FORMULA, "'${1}")
        for name, kind in schema.items()
        if isinstance(kind, pl.String | pl.Categorical | pl.Enum)
    ]
    names = {name: "'" + name for name in schema if pl.select(pl.lit(name).str.contains(_FORMULA)).item()}
    return results.with_columns(texts).rename(names)
