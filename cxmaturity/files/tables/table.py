"""A table as rows of text, and where a cell stands."""

from msgspec import Struct

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 1_048_576, 16_384, 100_000
"""The most that a table has, as a sheet of a workbook; a cell has at most so many characters."""
MOST_BYTES = 200 * 1024 * 1024
"""The most that a file has, unpacked."""


class Row(Struct, frozen=True, gc=False):
    """A row by the line of its file on which it begins, or by its row in a workbook; both count from 1.

    A cell can hold line ends, so what an editor shows as line 6 may be the fourth row.

    It holds text alone, so nothing can refer back to it, and Python needs not look after many of them.
    """

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text in a column, counted from 0; nothing where the row ends before it."""
        return self.cells[column] if column < len(self.cells) else ""


class Table(Struct, frozen=True):
    """The rows of a file in which something stands, and how many columns the widest has."""

    name: str
    rows: tuple[Row, ...]
    width: int


def column_name(column: int) -> str:
    """A column as spreadsheets name it: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
