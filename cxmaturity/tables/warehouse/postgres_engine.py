"""Tables of PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import asyncpg

from cxmaturity.tables.warehouse.address import Address
from cxmaturity.tables.warehouse.engine import AT_ONCE, Rows
from cxmaturity.tables.warehouse.names import kind_of, quoted, taken
from cxmaturity.tables.warehouse.refused import RefusedError

_Given = TypeVar("_Given")
_SECONDS = 30
"""How long a connection may take."""
_COLUMNS = """
SELECT attname, CASE WHEN typtype = 'e' THEN 'enum' ELSE format_type(atttypid, NULL) END
FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
_TABLES = """
SELECT CASE WHEN pg_table_is_visible(oid) THEN '' ELSE relnamespace::regnamespace::text || '.' END || relname
FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'f', 'p')
AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""


@contextmanager
def opened(address: Address, *, to_write: bool) -> Iterator["PostgresEngine"]:
    """The database of a table; nothing in it can change unless it is `to_write`."""
    settings = {
        "jit": "off",  # translating so long a statement takes longer than running it over millions of rows
        "default_transaction_read_only": "off" if to_write else "on",
        "application_name": "cxmaturity",
    }
    with asyncio.Runner() as runner:
        connecting = asyncpg.connect(address.database, timeout=_SECONDS, server_settings=settings)
        connection = _run(runner, address, connecting, "it can not be reached: ")
        try:
            yield PostgresEngine(address, connection, runner)
        finally:
            connection.terminate() if connection.is_in_transaction() else runner.run(connection.close(timeout=5))


class PostgresEngine:
    """One table of a database."""

    def __init__(self, address: Address, connection: Any, runner: asyncio.Runner) -> None:
        self._address = address
        self._connection = connection
        self._runner = runner

    def kinds(self) -> dict[str, str]:
        """The columns with their kinds."""
        table = self._address.table
        columns = self._done(self._connection.fetch(_COLUMNS, quoted(table)))
        if not columns:
            names = [name for (name,) in self._done(self._connection.fetch(_TABLES))]
            message = f"there is no table {table}"
            raise RefusedError(self._address.shown, message, wrong=table, right=names)
        return {name: kind_of(kind) for name, kind in columns}

    def names(self, table: str) -> tuple[str, ...]:
        """The columns of any table of it by name, none where there is no such table."""
        return tuple(name for name, _ in self._done(self._connection.fetch(_COLUMNS, quoted(table))))

    def rows(self, statement: str) -> Iterator[Rows]:
        """The rows of a statement."""
        transaction = self._connection.transaction()
        self._done(transaction.start())
        try:
            cursor: Any = self._done(self._connection.cursor(statement))
            while rows := self._done(cursor.fetch(AT_ONCE)):
                yield rows
        finally:
            self._done(transaction.rollback())

    def store(self, statement: str, table: str, *, replace: bool) -> None:
        """Make a table of the rows of a statement."""
        if not replace and self._done(self._connection.fetchval("SELECT to_regclass($1)", quoted(table))):
            raise taken(self._address.shown, table)
        self._done(self._store(statement, table, replace=replace))

    async def _store(self, statement: str, table: str, *, replace: bool) -> None:
        async with self._connection.transaction():
            if replace:
                await self._connection.execute(f"DROP TABLE IF EXISTS {quoted(table)}")
            await self._connection.execute(f"CREATE TABLE {quoted(table)} AS {statement}")

    def _done(self, work: Awaitable[_Given]) -> _Given:
        done: _Given = _run(self._runner, self._address, work, "")
        return done


def _run(runner: asyncio.Runner, address: Address, work: Any, failed: str) -> Any:
    """What work comes to; RefusedError in one line, with nothing of how one signs in."""

    async def awaited() -> Any:
        return await work

    def refused(message: str) -> RefusedError:
        return RefusedError(address.shown, f"{failed}{message}")

    try:
        return runner.run(awaited())
    except TimeoutError:
        raise refused(f"it did not answer within {_SECONDS} seconds") from None
    except asyncpg.PostgresError as error:
        raise refused(str(error.args[0]) if error.args else type(error).__name__) from None
    except (asyncpg.InterfaceError, ValueError):  # these can repeat the address
        raise refused("its address or its settings are wrong") from None
    except OSError:
        raise refused("there is no such host, or nothing listens there") from None
