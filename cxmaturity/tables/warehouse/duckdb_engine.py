"""Tables of DuckDB's files."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

import duckdb

from cxmaturity.tables.warehouse.address import Address
from cxmaturity.tables.warehouse.engine import AT_ONCE, Rows
from cxmaturity.tables.warehouse.names import kind_of, quoted, taken
from cxmaturity.tables.warehouse.refused import RefusedError

_Given = TypeVar("_Given")
_AGAIN = 0.05
"""After how many seconds it is looked for a Ctrl-C, and DuckDB is asked again to stop."""
_TABLES = "SELECT table_name FROM information_schema.tables ORDER BY table_name"


@contextmanager
def opened(address: Address, *, to_write: bool) -> Iterator["DuckdbEngine"]:
    """The file of a table; others can read it at the same time unless it is `to_write`."""
    if not Path(address.database).is_file():
        raise RefusedError(address.shown, "there is no such file")
    with _told(address), duckdb.connect(address.database, read_only=not to_write) as connection:
        yield DuckdbEngine(address, connection)


class DuckdbEngine:
    """One table of a file."""

    def __init__(self, address: Address, connection: duckdb.DuckDBPyConnection) -> None:
        self._address = address
        self._connection = connection

    def kinds(self) -> dict[str, str]:
        """The columns with their kinds."""
        table = self._address.table
        try:
            columns = self._connection.execute(f"DESCRIBE {quoted(table)}").fetchall()
        except duckdb.CatalogException:
            names = [name for (name,) in self._connection.execute(_TABLES).fetchall()]
            message = f"there is no table {table}"
            raise RefusedError(self._address.shown, message, wrong=table, right=names) from None
        return {name: kind_of(kind) for name, kind, *_ in columns}

    def names(self, table: str) -> tuple[str, ...]:
        """The columns of any table of it by name, none where there is no such table."""
        try:
            return tuple(name for name, *_ in self._connection.execute(f"DESCRIBE {quoted(table)}").fetchall())
        except duckdb.CatalogException:
            return ()

    def rows(self, statement: str) -> Iterator[Rows]:
        """The rows of a statement."""
        with _told(self._address):
            result = self._run(lambda: self._connection.execute(statement))
            while rows := self._run(lambda: result.fetchmany(AT_ONCE)):
                yield rows

    def store(self, statement: str, table: str, *, replace: bool) -> None:
        """Make a table of the rows of a statement."""
        with _told(self._address), _taken(self._address, table):
            create = f"CREATE {'OR REPLACE ' if replace else ''}TABLE {quoted(table)} AS {statement}"
            self._run(lambda: self._connection.execute(create))

    def _run(self, work: Callable[[], _Given]) -> _Given:
        """What a thread gets from DuckDB, which looks for a Ctrl-C only every few seconds where it works itself."""
        outcome: Future[_Given] = Future()
        ended = Event()  # an interrupted join takes the thread for ended

        def run() -> None:
            try:
                outcome.set_result(work())
            except BaseException as error:
                outcome.set_exception(error)
            ended.set()

        try:
            Thread(target=run).start()
            while not ended.wait(_AGAIN):  # not without a time, as the signal can go to another thread
                pass
        except KeyboardInterrupt:
            while not ended.wait(_AGAIN):  # while it plans a statement, it forgets that it was asked to stop
                self._connection.interrupt()
            raise
        return outcome.result()


@contextmanager
def _told(address: Address) -> Iterator[None]:
    """What the database says of an error, in one line."""
    try:
        yield
    except duckdb.Error as error:
        raise RefusedError(address.shown, _plain(str(error).partition("\n")[0])) from None


def _plain(message: str) -> str:
    """What DuckDB says, in other words where it speaks of its own files and locks."""
    return next((words for beginning, words in _SAID.items() if beginning in message), message)


_SAID = {
    "Could not set lock on file": "another program has it open; close it there",
    "not a valid DuckDB database file": "this is no file of DuckDB",
}


@contextmanager
def _taken(address: Address, table: str) -> Iterator[None]:
    """What is said where there is a table of that name."""
    try:
        yield
    except duckdb.CatalogException as error:
        if "already exists" not in str(error):
            raise
        raise taken(address.shown, table) from None
