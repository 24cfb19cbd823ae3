"""An export as a measure reads it: its headings, its columns, and its rows of answers."""

from collections.abc import Callable, Iterator, Sequence
from itertools import compress

from cxmaturity.domain.language import say
from cxmaturity.domain.problems import Problem
from cxmaturity.files.survey.cells import plain
from cxmaturity.files.survey.columns import ANSWER_KINDS, IMPORTED
from cxmaturity.files.tables.columns import Column
from cxmaturity.files.tables.table import Row, Table, column_name

MOST_ABOVE = 4
"""Within how many of the first rows the headings stand."""


class Export:
    """A table whose headings are known by the columns that a measure names."""

    def __init__(self, table: Table, named: Sequence[str]) -> None:
        self.table = table
        above = table.rows[:MOST_ABOVE]
        wanted = {plain(name) for name in named}
        matches = [len(wanted & set(map(plain, row.cells))) for row in above]
        at = matches.index(max(matches)) if any(matches) else 0
        imported = [i for i, row in enumerate(above) if any(IMPORTED in cell for cell in row.cells)]
        self.is_qualtrics = bool(imported)
        first = max([at, *imported]) + 1
        while first < len(table.rows) and _only_kinds(table.rows[first]):
            first += 1
        self.rows: Sequence[Row] = table.rows[first:]
        self._titles = above[at].cells if above else ()
        self._headings: dict[str, list[int]] = {}
        for row in table.rows[:first]:
            for place, cell in enumerate(row.cells):
                places = self._headings.setdefault(plain(cell), [])
                places += [] if place in places else [place]

    def column(self, at: int) -> Column:
        """A column as messages name it."""
        return Column(at, (self._titles[at] if at < len(self._titles) else "",))

    def called(self, at: int) -> list[str]:
        """Everything that a column is called."""
        return [heading for heading, places in self._headings.items() if heading and at in places]

    def places(self, name: str) -> list[int]:
        """The columns with a heading, in any row of headings; else the one with this letter; none without either."""
        headed = self._headings.get(plain(name), [])
        lettered = (at for at in range(self.table.width) if column_name(at) == name.strip().upper())
        return headed or list(lettered)[:1]

    def headings(self) -> Sequence[str]:
        """What the columns are called."""
        return [title for title in self._titles if title.strip()]

    def texts(self, at: int) -> list[str]:
        """The cells of a column in the rows that are left."""
        try:
            return [row.cells[at] for row in self.rows]
        except IndexError:  # some rows end before it
            return [row.cell(at) for row in self.rows]

    def keep(self, at: int, keeps: Callable[[str], bool]) -> int:
        """Leave out the rows whose cell is not kept; returns how many these are. Each text is looked at once."""
        texts = self.texts(at)
        kept = {text: keeps(text) for text in dict.fromkeys(texts)}
        if all(kept.values()):
            return 0
        before = len(self.rows)
        self.rows = list(compress(self.rows, map(kept.__getitem__, texts)))
        return before - len(self.rows)

    def too_wide(self) -> Iterator[Problem]:
        """Rows with cells behind the last heading, as where a comma that should be a decimal's stands between cells."""
        width = len(self._titles)
        for row in self.rows if self.table.width > width else ():
            if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
                sentence = "this row has {cells} {cells|cell|cells}, and there {n|is|are} {n} {n|heading|headings}"
                message = say(sentence, cells=len(row.cells), n=width)
                hint = "look for a comma in a cell that is not between quotes"
                yield Problem(self.table.name, row.line, "", "too-many-cells", message, hint)


def _only_kinds(row: Row) -> bool:
    return {plain(cell) for cell in row.cells if cell.strip()} <= ANSWER_KINDS
