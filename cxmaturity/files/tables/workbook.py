"""The one sheet of an Excel workbook in which something stands; cells that are not plain values are refused."""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from cxmaturity.domain.language import say
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.tables.table import MOST_BYTES, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Row, Table, column_name
from cxmaturity.files.yaml.source import refused

_FORMULA = re.compile(rb"<(?:\w+:)?c(?:\s([^>]*))?>\s*<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(rb"""<(?:\w+:)?c\s([^>]*\bt=["']e["'][^>]*)>""")
_HIDDEN = re.compile(
    rb"""<(?:\w+:)?row\s(?=[^>]*\bhidden=["'](?:1|true)["'])(?:[^>]*\s)?r=["']([0-9]{1,7})["'][^>]*(?<!/)>"""
)
_USUAL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"')
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,3})([0-9]{1,7})["'](?:[^>]*[^>/])?>""")
_ROW_END, _CELL = re.compile(rb"</(?:\w+:)?row\s*>"), re.compile(rb"<(?:\w+:)?c[\s>]")
_BOOK = "xl/workbook.xml"
_NO_BOOK = "this is no Excel workbook", "save it as .xlsx or as .csv"
MOST_CELLS = 10_000_000
"""The most cells of a sheet, empty ones too: all between the first and the last take room as soon as it is read."""
MOST_NAMED = 20
"""How many formulas are named one by one."""


def read_workbook(name: str, data: bytes) -> Table:
    """The table in a workbook.

    ProblemsFoundError where it is broken or locked, or where cells are formulas, errors, merged or hidden.

    ModuleNotFoundError where the library that reads workbooks is not installed.
    """
    import python_calamine  # noqa: PLC0415  only for workbooks

    _look_inside(name, data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(sheet) for sheet in book.sheet_names]
    except python_calamine.PasswordError:
        raise refused(name, None, "locked", "the workbook has a password", "save it without one") from None
    except (python_calamine.CalamineError, python_calamine.XmlError, python_calamine.ZipError) as error:
        raise refused(name, None, "broken-table", f"this is no Excel workbook: {error}", "export it again") from None
    filled = [sheet for sheet in sheets if sheet.height]
    if len(filled) > 1:
        names = ", ".join(sheet.name for sheet in filled)
        hint = "delete the others, or save the one with the answers as CSV"
        raise refused(name, None, "several-sheets", f"there is something on {len(filled)} sheets: {names}", hint)
    if not filled:
        return Table(name, (), 0)
    _refuse_merged(name, filled[0])
    rows = tuple(_rows(name, filled[0]))
    return Table(name, rows, max((len(row.cells) for row in rows), default=0))


def _look_inside(name: str, data: bytes) -> None:
    """Refuse what unpacks to more than a table has, and cells of which nobody knows whether their value counts.

    Values of formulas are only as fresh as their program; rows that a filter hides may be those that nobody wants.
    """
    problems: list[Problem] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                message = f"unpacked it has more than {MOST_BYTES // 1024**2} MiB"
                raise refused(name, None, "too-large", message, "export only the answers")
            if _BOOK not in packed.namelist():
                raise refused(name, None, "broken-table", *_NO_BOOK)
            for part in packed.namelist():
                if part.endswith(".xml") and b"sheetData>" in (sheet := packed.read(part)):
                    _refuse_wide(name, sheet)
                    problems += [*_odd_cells(name, sheet), *_hidden(name, sheet)]
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, RuntimeError):
        raise refused(name, None, "broken-table", *_NO_BOOK) from None
    if problems:
        more = Problem(name, None, "", "more", f"and {len(problems) - MOST_NAMED:,} more problems like these")
        raise ProblemsFoundError([*problems[:MOST_NAMED], *([more] if len(problems) > MOST_NAMED else [])])


def _refuse_wide(name: str, sheet: bytes) -> None:
    """Refuse a sheet with cells far from each other: reading it would take room for all between them."""
    usual = _USUAL.findall(sheet)
    if len(usual) == sheet.count(b"<c") - sheet.count(b"<col") and b":c " not in sheet:  # quick, and never too small
        width = max(map(_number, {place.rstrip(_DIGITS) for place in usual}), default=0)
        height = max((int(place.lstrip(_LETTERS)) for place in usual), default=0)
        if height * width <= MOST_CELLS:
            return
    places = _FILLED.findall(sheet)
    rows = _ROW_END.split(sheet)  # a cell may stand without its place, then it follows the one before
    height = max([len(rows), *(int(row) for _, row in places)])
    width = max([*(len(_CELL.findall(row)) for row in rows), *map(_number, {letters for letters, _ in places})])
    if height * width > MOST_CELLS:
        message = f"the sheet reaches to row {height:,} and column {column_name(width - 1)}"
        raise refused(name, None, "too-wide", message, f"a sheet has at most {MOST_CELLS:,} cells; delete what is far")


def _number(letters: bytes) -> int:
    """The place of a column, counted from 1."""
    place = 0
    for letter in letters:
        place = 26 * place + letter - ord("A") + 1
    return place


def _odd_cells(name: str, sheet: bytes) -> Iterator[Problem]:
    """Formulas, and errors such as #N/A, which would be read as nothing."""
    kinds = (
        (_FORMULA, rb"<f", rb":f", "formula", "a formula stands in this cell", "copy the values alone"),
        (
            _ERROR,
            rb't="e"',
            rb"t='e'",
            "error-value",
            "an error stands in this cell",
            "put it right, or empty the cell",
        ),
    )
    for pattern, sign, other, code, message, hint in kinds:
        for match in pattern.finditer(sheet) if sign in sheet or other in sheet else ():
            place = _PLACE.search(match[1] or b"")
            line, column = (int(place[2]), f"column {place[1].decode()}") if place else (None, "")
            yield Problem(name, line, column, code, message, hint)


def _hidden(name: str, sheet: bytes) -> Iterator[Problem]:
    """Rows that a filter or a hand has hidden."""
    rows = [int(match[1]) for match in _HIDDEN.finditer(sheet)] if b"hidden=" in sheet else []
    if rows:
        message = say("{n} {n|row is|rows are} hidden, first here", n=len(rows))
        yield Problem(name, rows[0], "", "hidden", message, "show all rows, and delete those that are not to count")


def _refuse_merged(name: str, sheet: Any) -> None:
    merged = sheet.merged_cell_ranges or ()
    if merged:
        (row, column), _ = merged[0]
        message = f"cells are merged ({len(merged):,} times in the sheet)"
        problem = Problem(
            name, row + 1, f"column {column_name(column)}", "merged", message, "undo that, or save as CSV"
        )
        raise ProblemsFoundError([problem])


def _rows(name: str, sheet: Any) -> Iterator[Row]:
    if sheet.total_width >= MOST_COLUMNS or sheet.total_height >= MOST_ROWS:
        message = f"the sheet reaches to row {sheet.total_height + 1:,} and column {sheet.total_width + 1:,}"
        raise refused(name, None, "too-wide", message, f"a table has at most {MOST_ROWS:,} and {MOST_COLUMNS:,}")
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        cells = tuple([value if type(value) is str else _text(value) for value in values])
        if max(map(len, cells)) > MOST_LETTERS:
            raise refused(name, number, "too-long", f"a cell has more than {MOST_LETTERS:,} characters")
        if any(cell.strip() for cell in cells):
            yield Row(number, cells)


def _text(value: Any) -> str:
    """A cell as CSV would have it; a whole number has no decimals, and a day is as ISO 8601 writes it."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else _decimal(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    return str(value)


def _decimal(value: float) -> str:
    """A number with its decimals as people write it, also a small one."""
    text = str(value)
    return format(Decimal(text), "f") if "e" in text else text
