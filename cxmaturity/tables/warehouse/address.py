"""Where a table is: `postgres://user@host/database/table`, `duckdb://units.duckdb/table`.

The last part of the way is the table, before which its schema can stand (`survey.answers`), so that no shell takes a
sign of the address for its own.
"""

import re
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from cxmaturity.tables.warehouse.refused import RefusedError

ENGINES = {"postgres": "postgres", "postgresql": "postgres", "duckdb": "duckdb"}
"""The engine that each beginning of an address names."""
EXAMPLES = {
    "postgres": "postgres://user@host/database/table",
    "duckdb": "duckdb://units.duckdb/table",
}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


class Address(Struct, frozen=True):
    """Where a table is.

    `engine` is the name of its dialect; `database` what the engine opens, with the password where there is one; `shown`
    the same as it can be said to anybody; `table` the table, a schema before it or not.
    """

    engine: str
    database: str
    shown: str
    table: str

    def __str__(self) -> str:
        return f"{self.shown}/{self.table}"

    def __repr__(self) -> str:
        return f"Address({self!s})"


def is_address(text: str) -> bool:
    """Whether a text names a table of a database, and not a file."""
    return _SCHEME.match(text) is not None


def address_of(text: str) -> Address:
    """The address that a text says. RefusedError, without what may be a password, where it is none."""
    scheme = text.partition("://")[0].lower()
    engine = ENGINES.get(scheme)
    if engine is None:
        hint = " or ".join(EXAMPLES.values())
        raise RefusedError(f"{scheme}:// is no database that can be opened from here; write {hint}")
    return _duckdb(text) if engine == "duckdb" else _postgres(text)


def _duckdb(text: str) -> Address:
    database, _, table = text.partition("://")[2].rpartition("/")
    if not database or not table:
        raise RefusedError(f"{text} names no table; write {EXAMPLES['duckdb']}")
    return Address("duckdb", database, f"duckdb://{database}", table)


def _postgres(text: str) -> Address:
    hint = f"the address of the database can not be read; write {EXAMPLES['postgres']}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise RefusedError(hint) from None
    way = [unquote(part) for part in parts.path.split("/") if part]
    user = "" if parts.username is None else f"{unquote(parts.username)}@"
    shown = f"postgres://{user}{host}{'' if port is None else f':{port}'}"
    if len(way) != 2:
        raise RefusedError(f"{'/'.join([shown, *way])} names no table; write {EXAMPLES['postgres']}")
    database, table = way
    given = parts._replace(scheme="postgresql", path=f"/{parts.path.split('/')[1]}").geturl()
    return Address("postgres", given, f"{shown}/{database}", table)
