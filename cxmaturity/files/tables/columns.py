"""A column of a table as messages name it."""

from msgspec import Struct

from cxmaturity.files.tables.table import column_name


class Column(Struct, frozen=True):
    """A column of the table: its place, counted from 0, its headings, and what it holds."""

    at: int
    headings: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called: its first heading."""
        return next((" ".join(heading.split()) for heading in self.headings if heading.strip()), "")

    @property
    def letter(self) -> str:
        """Its letter in spreadsheets."""
        return column_name(self.at)

    @property
    def named(self) -> str:
        """How a message names it."""
        title = self.title if len(self.title) <= 60 else f"{self.title[:59]}…"
        return f"column {column_name(self.at)} ({title})" if title else f"column {column_name(self.at)}"
