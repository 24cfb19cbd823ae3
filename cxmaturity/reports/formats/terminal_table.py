"""Tables on a terminal: as wide as it is, tables of many columns below each other, or each row on lines of its own."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rich.text import Text

from cxmaturity.domain.language import NOTHING
from cxmaturity.reports.document.blocks import Cell, Column, Row, Table
from cxmaturity.reports.formats.terminal_text import BETWEEN, INDENT, JOIN, lines_of, longest_word, run_in, text_of

NARROW = 60
"""The columns below which rows stand on lines of their own, but for those of numbers."""
GAP = 2
REACHED = "✓"
SHADES = {"F": "green", "L": "cyan", "P": "yellow", "N": "dim", "adds": "green", "takes": "red", "nothing": "dim"}


class _Measured(Struct, frozen=True):
    """A column with the texts of its cells, each a list of what stands one below the other; `names` the rows.

    `least` is the width at which no word is broken, `most` the one at which every text has one line.
    """

    column: Column
    names: bool
    title: Text
    cells: tuple[tuple[Text, ...], ...]
    least: int
    most: int


def table_lines(table: Table, width: int) -> Iterator[Text]:
    """The lines of a table, each within a width."""
    if not table.rows:
        return
    columns = [_measured(table, index) for index in range(len(table.columns))]
    first, *others = columns
    numbers = sum(column.column.numbers for column in others) * 2 > len(others)
    room = width - _name_width(first, width)
    if numbers and all(column.least + GAP <= room for column in others):
        yield from _numbers(table, first, others, width)
    elif width >= NARROW and sum(column.least + GAP for column in columns) - GAP <= width:
        yield from _side_by_side(table, columns, width)
    else:
        for row in table.rows:
            yield from _below(table, row, width)


def _measured(table: Table, index: int) -> _Measured:
    column, names = table.columns[index], index == 0
    marked = any(row.cells[index].framed for row in table.rows)
    title = text_of(column.title, "dim")
    cells = tuple(_cell(row, index, numbers=column.numbers, marked=marked) for row in table.rows)
    texts = [title, *(cell[0] for cell in cells)]
    notes = [note for cell in cells for note in cell[1:]]
    word, most = max(map(longest_word, (*texts, *notes))), max(text.cell_len for text in texts)
    noted = max((note.cell_len for note in notes), default=0)
    if names:  # whose further lines are indented
        most = max(most, noted + INDENT if noted else 0)
        word = max(longest_word(text) + max(INDENT, _indent(text)) for text in (*texts, *notes))
        return _Measured(column, names, title, cells, min(most, word), most)
    return _Measured(column, names, title, cells, word, max(most, noted))


def _indent(text: Text) -> int:
    """The blanks that a text begins with, as names of what is inside something do."""
    return len(text.plain) - len(text.plain.lstrip(" "))


def _cell(row: Row, index: int, *, numbers: bool, marked: bool) -> tuple[Text, ...]:
    """What stands in a cell: its text with the mark of a level reached, and below it what is said beside it."""
    cell: Cell = row.cells[index]
    style = SHADES.get(cell.shade, "bold" if row.total else "")
    text = text_of(cell.words, style)
    if index == 0 and row.depth:
        text = Text("  " * row.depth).append(text)
    if numbers:
        text.plain = text.plain.replace(" ", JOIN)
    if marked:
        text.append(f"{JOIN}{REACHED}" if cell.framed else JOIN * 2)
    return (text, text_of(cell.note, "dim")) if cell.note else (text,)


def _name_width(first: _Measured, width: int) -> int:
    """The least that the names of rows take beside numbers: a quarter of the width, where they need that much."""
    return max(min(first.most, width // 4), first.least)


def _numbers(table: Table, first: _Measured, others: Sequence[_Measured], width: int) -> Iterator[Text]:
    """As many columns side by side as there is room for, the others in a table below: none is left out."""
    left, named = list(others), _name_width(first, width)
    while left:
        fit = 1
        while fit < len(left) and named + sum(column.least + GAP for column in left[: fit + 1]) <= width:
            fit += 1
        yield from _side_by_side(table, [first, *left[:fit]], width)
        left = left[fit:]


def _side_by_side(table: Table, columns: Sequence[_Measured], width: int) -> Iterator[Text]:
    widths = _widths(columns, width - GAP * (len(columns) - 1))
    if any(column.column.title for column in columns):
        yield from _row([(column.title,) for column in columns], columns, widths)
    for index in range(len(table.rows)):
        cells = [column.cells[index] for column in columns]
        if any(text.plain.strip() for cell in cells[1:] for text in cell) or len(cells) == 1:
            yield from _row(cells, columns, widths)


def _widths(columns: Sequence[_Measured], room: int) -> list[int]:
    """What each column takes: all that it needs where there is room, else by its share, never less than a word."""
    widths = [column.least for column in columns]
    rest = room - sum(widths)
    while rest > 0:
        wanting = [i for i, column in enumerate(columns) if widths[i] < column.most]
        if not wanting:
            break
        chosen = min(wanting, key=lambda i: widths[i] / columns[i].column.share)
        widths[chosen] += 1
        rest -= 1
    return widths


def _row(cells: Sequence[Sequence[Text]], columns: Sequence[_Measured], widths: Sequence[int]) -> Iterator[Text]:
    """The lines of a row: cells side by side, numbers to the right."""
    wrapped = [
        _cell_lines(cell, width, names=column.names) for cell, column, width in zip(cells, columns, widths, strict=True)
    ]
    for number in range(max(map(len, wrapped))):
        line = Text()
        for lines, column, width in zip(wrapped, columns, widths, strict=True):
            text = lines[number] if number < len(lines) else Text()
            blank = " " * max(width - text.cell_len, 0)
            line.append(blank if column.column.numbers else "").append(text)
            line.append("" if column.column.numbers else blank).append(" " * GAP)
        line.right_crop(len(line.plain) - len(line.plain.rstrip(f" {JOIN}")))
        yield line


def _cell_lines(cell: Sequence[Text], width: int, *, names: bool) -> list[Text]:
    """The lines of a cell; those of one that names a row are indented after the first."""
    if not names:
        return [line for text in cell for line in lines_of(text, width)]
    name, *notes = cell
    beside = [line for note in notes for line in lines_of(note, width - INDENT)]
    return [*run_in(name, width), *(Text(" " * INDENT).append(line) for line in beside)]


def _below(table: Table, row: Row, width: int) -> Iterator[Text]:
    """A row on lines of its own: its name, then each cell with the title of its column."""
    name, *cells = row.cells
    indent = " " * INDENT * row.depth
    note = Text.assemble(": ", text_of(name.note)) if name.note else Text()
    for line in run_in(Text.assemble(text_of(name.words, "bold"), note), width - len(indent)):
        yield Text(indent).append(line)
    facts = [_fact(column, cell) for column, cell in zip(table.columns[1:], cells, strict=True) if _says(cell)]
    indent += " " * INDENT * 2
    for line in lines_of(BETWEEN.join(facts), width - len(indent)) if facts else ():
        yield Text(indent).append(line)


def _says(cell: Cell) -> bool:
    return text_of(cell.words).plain not in {"", NOTHING}


def _fact(column: Column, cell: Cell) -> Text:
    title = Text(f"{text_of(column.title).plain}: ", "dim") if column.title else Text()
    mark = f" {REACHED}" if cell.framed else ""
    note = f" ({text_of(cell.note).plain})" if cell.note else ""
    return Text.assemble(title, text_of(cell.words, SHADES.get(cell.shade, "")), mark, note)
