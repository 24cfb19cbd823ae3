"""`score --table` where the table is in a database: scored there, or as a statement to be run by its people."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.cli.places import format_of, settle
from cxmaturity.cli.settings import Settings, put
from cxmaturity.cli.tables import (
    FEWEST,
    TableOptions,
    asked_questionnaire,
    place_of,
    progress,
    score_table,
    tell_numbers,
)
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.suggestions import suggestion
from cxmaturity.files.writing import NotWrittenError
from cxmaturity.tables.warehouse.address import Address, AddressError, address_of, is_address
from cxmaturity.tables.warehouse.dialects import DIALECTS, Dialect
from cxmaturity.tables.warehouse.names import EITHER, OTHER, same
from cxmaturity.tables.warehouse.refused import RefusedError

if TYPE_CHECKING:
    from cxmaturity.tables.warehouse.asking import Asking
    from cxmaturity.tables.warehouse.database import DatabaseTable

_LIBRARIES = {"polars", "ibis", "sqlglot", "duckdb", "asyncpg"}
_NAME = re.compile(r"[^\s.;:/'\"`]+(\.[^\s.;:/'\"`]+){0,2}")

Into = Annotated[
    str | None,
    typer.Option("--into", metavar="TABLE", help="Of a table in a database: write the results there, as a new table."),
]
"""`--into`: the table of results, beside that of the answers."""
Sql = Annotated[
    str | None,
    typer.Option("--sql", metavar="DIALECT", help=f"Print the statement for a table: {', '.join(DIALECTS)}."),
]
"""`--sql`: the dialect of the statement that is printed."""
Keep = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="COLUMN",
        help="With --sql: pass a column on, as an id, or read one that ends in .documented; may be repeated.",
    ),
]
"""`--keep`: the columns of a table that no database was asked for."""


class TableAsked(Struct, frozen=True):
    """What is asked of a table: groups, where its results go, or for which dialect the statement is printed."""

    table: str
    by: tuple[str, ...] = ()
    min_cell: int | None = None
    output: Path | None = None
    into: str | None = None
    sql: str | None = None
    keep: tuple[str, ...] = ()
    force: bool = False

    @property
    def is_elsewhere(self) -> bool:
        """Whether the table is in a database, by its address or what is asked of it."""
        return is_address(self.table) or self.into is not None or self.sql is not None or bool(self.keep)

    @property
    def least(self) -> int:
        """How many rows a group has at least that is shown."""
        return FEWEST if self.min_cell is None else self.min_cell


def score_rows(asked: TableAsked, named: str | None, chosen: Settings) -> None:
    """Score a table where it is, or print the statement that does; `named` is the questionnaire that was named."""
    if not asked.is_elsewhere:
        options = TableOptions(asked.table, named, asked.by, asked.min_cell)
        score_table(options, asked.output, chosen, force=asked.force)
        return
    _check_options(asked)
    questionnaire = asked_questionnaire(named, chosen)
    with _installed(), _refused():
        if asked.sql is not None:
            _print_statement(asked, questionnaire, _dialect(asked.sql))
        else:
            _score(asked, questionnaire, _address(asked.table), chosen)


def _check_options(asked: TableAsked) -> None:
    if asked.min_cell is not None and not asked.by:
        raise typer.BadParameter("it is about groups; name them with --by COLUMN", param_hint="--min-cell")
    if asked.sql is not None and (asked.into is not None or asked.output is not None):
        message = "it prints the statement, which writes nothing"
        raise typer.BadParameter(message, param_hint="--into" if asked.into is not None else "--output")
    if asked.keep and (asked.sql is None or is_address(asked.table)):
        message = "it goes with --sql and the name of a table; else all other columns are passed on"
        raise typer.BadParameter(message, param_hint="--keep")
    if asked.into is not None and not is_address(asked.table):
        message = "it goes with a table in a database, as in --table duckdb://units.duckdb/answers"
        raise typer.BadParameter(message, param_hint="--into")
    if asked.into is not None and not asked.into.strip():
        raise typer.BadParameter("name the table of results, as in --into scored", param_hint="--into")
    if asked.into is not None and asked.output is not None:
        raise typer.BadParameter("name a table or a file, not both", param_hint="--into")


def _dialect(name: str) -> Dialect:
    if name not in DIALECTS:
        message = f"there is no dialect {name!r}; {suggestion(name, DIALECTS)}"
        raise typer.BadParameter(message, param_hint="--sql")
    return DIALECTS[name]


def _address(table: str) -> Address:
    try:
        return address_of(table)
    except AddressError as error:
        raise typer.BadParameter(str(error), param_hint="--table") from None


def _print_statement(asked: TableAsked, questionnaire: Questionnaire, dialect: Dialect) -> None:
    """Print the statement: of an address for its columns, of a name for a column a practice of text or numbers."""
    if not is_address(asked.table):
        asking = _asking(asked, questionnaire, dialect)
        put(f"{asking.results(dialect, checked=False)};\n".encode())
        return
    from cxmaturity.tables.warehouse.database import DatabaseTable
    from cxmaturity.tables.warehouse.engine import opened

    address = _address(asked.table)
    with opened(address) as engine:
        table = DatabaseTable(address, engine, questionnaire, asked.by, asked.least)
        put(f"{table.statement_in(dialect)};\n".encode())


def _asking(asked: TableAsked, questionnaire: Questionnaire, dialect: Dialect) -> "Asking":
    from cxmaturity.domain.codes import codes_of
    from cxmaturity.domain.tables.headings import headings
    from cxmaturity.tables.warehouse.asking import Asking

    if not _NAME.fullmatch(asked.table):
        message = f"{asked.table} is no name of a table; write it as answers or survey.answers"
        raise typer.BadParameter(message, param_hint="--table")
    codes = codes_of(questionnaire)
    answers = [codes[id_] if dialect.plain else id_ for id_ in questionnaire.practices]
    names = dict.fromkeys((*answers, *asked.by, *asked.keep))
    read = headings(asked.table, list(names), questionnaire, asked.by)
    if read.problems:
        message = ". ".join(f"{problem.message}; {problem.hint}" for problem in read.problems)
        raise typer.BadParameter(message, param_hint="--by" if asked.by else "--keep")
    kinds = {**dict.fromkeys(names, OTHER), **dict.fromkeys((*answers, *read.documented.values()), EITHER)}
    return Asking(asked.table, kinds, questionnaire, replace(read, others=() if asked.by else read.others), asked.least)


def _score(asked: TableAsked, questionnaire: Questionnaire, address: Address, chosen: Settings) -> None:
    from cxmaturity.tables.embedded import ENDINGS
    from cxmaturity.tables.warehouse.database import DatabaseTable
    from cxmaturity.tables.warehouse.engine import opened

    kind = "csv" if asked.output is None else format_of(str(asked.output), None, ENDINGS)
    if asked.into is not None and same(asked.into, address.table):
        raise typer.BadParameter(f"{asked.into} holds the answers; name another table", param_hint="--into")
    if asked.output is not None:
        settle([asked.output], [address.file, chosen.questionnaires], force=asked.force)
    with opened(address, to_write=asked.into is not None) as engine:
        with progress(address.table, None, chosen):
            table = DatabaseTable(address, engine, questionnaire, asked.by, asked.least)
        if asked.into is None:
            with place_of(asked.output) as place, progress(address.table, place, chosen):
                _write(table, questionnaire, place, kind)
        else:
            with progress(address.table, None, chosen):
                table.store(asked.into, replace=asked.force)
        tell_numbers(table.without_column, table.groups_left_out(), asked.least, chosen)
    written = f"{address.shown}/{asked.into}" if asked.into else asked.output
    if written is not None:
        chosen.say(f"Wrote {written}")


def group_rows(
    options: TableOptions, questionnaire: Questionnaire, chosen: Settings
) -> tuple[list[dict[str, Any]], list[str], int]:
    """The groups of a table scored where it is, the practices without a column, and how many groups are too small."""
    with _installed(), _refused():
        from cxmaturity.tables.warehouse.database import DatabaseTable
        from cxmaturity.tables.warehouse.engine import opened
        from cxmaturity.tables.warehouse.frames import frame_of

        address = _address(options.table)
        with opened(address) as engine, progress(address.table, None, chosen):
            table = DatabaseTable(address, engine, questionnaire, options.by, options.least)
            frame = frame_of(table.rows(), table.others(), questionnaire, grouped=True)
            rows = frame.collect().to_dicts()
            return rows, list(table.without_column), table.groups_left_out()


def _write(table: "DatabaseTable", questionnaire: Questionnaire, place: Path, kind: Any) -> None:
    from cxmaturity.tables.embedded import sink
    from cxmaturity.tables.warehouse.frames import frame_of

    sink(frame_of(table.rows(), table.others(), questionnaire, grouped=table.grouped), place, kind)


@contextlib.contextmanager
def _installed() -> Iterator[None]:
    """NotWrittenError says what to install where a library is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in _LIBRARIES:
            raise
        message = f'tables in databases need {error.name}; install: pip install "cxmaturity[tables,warehouse]"'
        raise NotWrittenError(message) from None


@contextlib.contextmanager
def _refused() -> Iterator[None]:
    """What a database refuses, as a problem of the table."""
    try:
        yield
    except RefusedError as error:
        hint = error.hint or (suggestion(error.wrong, error.right) if error.wrong else "")
        raise ProblemsFoundError([Problem(error.where, None, "", "refused", error.message, hint)]) from None
