"""Where a table is: `postgres://user@host/database/table`, `duckdb://units.duckdb/table`.

The last part of the way is the table, before which its schema can stand (`survey.answers`), so that no shell takes a
sign of the address for its own.
"""

from urllib.parse import unquote, urlsplit

from msgspec import Struct

from cxmaturity.tables.warehouse.dialects import DIALECTS

ENGINES = {"postgres": "postgres", "postgresql": "postgres", "duckdb": "duckdb"}
"""The engine that each beginning of an address names."""
EXAMPLES = {
    "postgres": "postgres://user@host/database/table",
    "duckdb": "duckdb://units.duckdb/table",
}


class AddressError(ValueError):
    """A text is no address of a table; the message says what would be right, and holds no password."""


class Address(Struct, frozen=True):
    """Where a table is.

    `engine` is the name of its dialect; `database` what the engine opens, with the password where there is one; `shown`
    the same as it can be said to anybody; `table` the table, a schema before it or not.
    """

    engine: str
    database: str
    shown: str
    table: str

    @property
    def file(self) -> str | None:
        """The file that the engine reads, None where it is a server."""
        return self.database if self.engine == "duckdb" else None

    def __str__(self) -> str:
        return f"{self.shown}/{self.table}"

    def __repr__(self) -> str:
        return f"Address({self!s})"


def is_address(text: str) -> bool:
    """Whether a text names a table of a database, by how it begins, and not a file here or elsewhere."""
    scheme, colon, _ = text.partition("://")
    return bool(colon) and scheme.lower() in {*ENGINES, *DIALECTS}


def address_of(text: str) -> Address:
    """The address that a text says. AddressError where it is none."""
    scheme = text.partition("://")[0].lower()
    engine = ENGINES.get(scheme)
    if engine is None:
        message = f"{scheme} is not opened from here: print the statement with --sql {scheme}, and run it there"
        raise AddressError(message)
    return _duckdb(text) if engine == "duckdb" else _postgres(text)


def _duckdb(text: str) -> Address:
    database, _, table = text.partition("://")[2].rpartition("/")
    if not database or not table:
        raise AddressError(f"{text} names no table; write {EXAMPLES['duckdb']}")
    return Address("duckdb", database, f"duckdb://{database}", table)


def _postgres(text: str) -> Address:
    hint = f"the address of the database can not be read; write {EXAMPLES['postgres']}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressError(hint) from None
    way = [unquote(part) for part in parts.path.split("/") if part]
    user = "" if parts.username is None else f"{unquote(parts.username)}@"
    shown = f"postgres://{user}{host}{'' if port is None else f':{port}'}"
    if len(way) != 2:
        raise AddressError(f"{'/'.join([shown, *way])} names no table; write {EXAMPLES['postgres']}")
    database, table = way
    given = parts._replace(scheme="postgresql", path=f"/{parts.path.split('/')[1]}").geturl()
    return Address("postgres", given, f"{shown}/{database}", table)
