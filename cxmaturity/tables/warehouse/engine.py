"""What is asked of a database: its columns, the rows of a statement, a new table of them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any, Protocol

from cxmaturity.tables.warehouse.address import Address

AT_ONCE = 10_000
"""How many rows are fetched at a time."""
Rows = Sequence[Sequence[Any]]


class Engine(Protocol):
    """A database that is open. RefusedError, in words that hold no password, where it does not do what it is asked."""

    def kinds(self) -> dict[str, str]:
        """The columns of the table in order, with their kinds as `names.kind_of` says them."""

    def names(self, table: str) -> tuple[str, ...]:
        """The columns of any table of it by name, none where there is no such table."""

    def rows(self, statement: str) -> Iterator[Rows]:
        """The rows of a statement, up to `AT_ONCE` at a time."""

    def store(self, statement: str, table: str, *, replace: bool) -> None:
        """Make a table of the rows of a statement, whole or not at all; RefusedError where there is one already."""


def opened(address: Address, *, to_write: bool = False) -> AbstractContextManager[Engine]:
    """The database of a table, open for as long as the context lasts.

    ModuleNotFoundError where its driver is not installed; RefusedError where it can not be reached.
    """
    module = import_module(f"cxmaturity.tables.warehouse.{address.engine}_engine")
    opener: Callable[..., AbstractContextManager[Engine]] = module.opened
    return opener(address, to_write=to_write)
