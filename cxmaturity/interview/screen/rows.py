"""The lines that entries of a list take."""

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len

CURSOR = "▸ "
NARROWEST = 8
"""How many cells a text has at least, however deep it is indented."""


class Entry(NamedTuple):
    """One entry: what stands before its first line, that line, a text below it, and a word at the right.

    `tone` is the style of what stands before; a heading is no choice. All text is plain and already harmless.
    """

    head: str
    body: str = ""
    lead: str = ""
    tone: str = "open"
    aside: str = ""
    heading: bool = False


class Row(NamedTuple):
    """One line of a list: the entry it belongs to, what stands before it, its text, and which part that is."""

    entry: int
    lead: str
    text: str
    part: str


def rows_of(
    index: int, entry: Entry, width: int, wrapped: Callable[[str, int], list[str]], *, roomy: bool
) -> list[Row]:
    """The lines of an entry at a width; in roomy lists its head is shown in full, else in one line."""
    indent = " " * cell_len(entry.lead)
    room = max(NARROWEST, width - len(CURSOR) - len(indent))
    heads = wrapped(entry.head, room) if roomy else [entry.head]
    rows = [Row(index, indent, text, "heading" if entry.heading else "head") for text in heads]
    rows[0] = rows[0]._replace(lead=entry.lead)
    return [*rows, *(Row(index, indent, text, "body") for text in wrapped(entry.body, room) if entry.body)]
