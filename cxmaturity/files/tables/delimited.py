"""Text with a sign between cells, as CSV and TSV have it (RFC 4180): quoted cells may hold signs and line ends."""

import codecs
import contextlib
import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Literal

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.tables.table import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Row, Table
from cxmaturity.files.yaml.source import refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNS = ",;\t"
_CELLS, _FIRST = attrgetter("cells"), itemgetter(0)
_SAMPLE = 50
"""In how many lines it is looked for what stands between cells."""
_AT_ONCE = 100
"""How many records are read before they are looked at: one that is far too wide is not read with many others."""


def read_delimited(name: str, data: bytes) -> Table:
    """The table in bytes of text; ProblemsFoundError where they are none."""
    text = _decoded(name, data)
    if "\0" in text:
        line, hint = text.count("\n", 0, text.index("\0")) + 1, "export it again as UTF-8, or as Unicode text"
        raise refused(name, line, "no-text", "there is a zero byte in it", hint)
    csv.field_size_limit(MOST_LETTERS)
    sign = max(_SIGNS, key=lambda sign: _alike(text, sign))
    rows = tuple(_rows(name, text, sign))
    return Table(name, rows, max(map(len, map(_CELLS, rows)), default=0))


def _decoded(name: str, data: bytes) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {data[error.start]:#04x} is not {encoding.removesuffix('-sig').upper()}"
        hint = "export it again as UTF-8, or as Unicode text"
        raise refused(name, line, "not-utf-8", message, hint) from None


def _alike(text: str, sign: str) -> tuple[int, int]:
    """How many of the first records have the same number of cells, more than one, by a sign between them, and which.

    What stands between cells is what most records agree on, as other signs stand in cells by chance.
    """
    lines = itertools.islice(_lines(text[: 10 * MOST_LETTERS]), _SAMPLE)
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=sign) if len(cells) > 1)
    except csv.Error:  # reading the table says what is wrong
        return 0, 0
    return max(((times, width) for width, times in widths.items()), default=(0, 0))


def _rows(name: str, text: str, sign: str) -> list[Row]:
    """The rows in which something stands, each with the line on which it begins."""
    rows: list[Row] = []
    reader = csv.reader(_lines(text), delimiter=sign, strict=True)
    line, number = 1, 0
    try:
        while records := tuple(map(tuple, itertools.islice(reader, _AT_ONCE))):
            lines, line = _beginnings(records, line, reader.line_num, text), reader.line_num + 1
            number += len(records)
            _refuse_too_many(name, records, lines, number)
            begun = map(Row, lines, records)
            rows += begun if all(records) and all(map(str.strip, map(_FIRST, records))) else filter(_is_filled, begun)
    except csv.Error as error:
        raise ProblemsFoundError([_broken(name, text, sign, str(error))]) from None
    return rows


def _beginnings(records: Sequence[Sequence[str]], first: int, last: int, text: str) -> Sequence[int]:
    """The line on which each record begins: they lie between the first line and the last."""
    if last - first + 1 == len(records):  # none holds a line end
        return range(first, last + 1)
    end = _line_end(text)
    longer = (1 + "".join(cells).count(end) for cells in records)
    return list(itertools.accumulate(longer, initial=first))[:-1]


def _refuse_too_many(name: str, records: Sequence[Sequence[str]], lines: Sequence[int], number: int) -> None:
    """Refuse records of too many columns, and those that make more rows than a table has; `number` is how many."""
    widths = list(map(len, records))
    if max(widths) > MOST_COLUMNS:
        at = next(i for i, width in enumerate(widths) if width > MOST_COLUMNS)
        message = f"this row has {widths[at]:,} columns; a table has at most {MOST_COLUMNS:,}"
        raise refused(name, lines[at], "too-wide", message, "export fewer columns")
    if number > MOST_ROWS:
        at = len(records) - (number - MOST_ROWS)
        raise refused(name, lines[at], "too-long", f"a table has at most {MOST_ROWS:,} rows", "split the file")


def _is_filled(row: Row) -> bool:
    return any(map(str.strip, row.cells))


def _broken(name: str, text: str, sign: str, what: str) -> Problem:
    """What is wrong with a text that can not be read as a table, at the line on which the broken record begins."""
    line = 1
    reader = csv.reader(_lines(text), delimiter=sign, strict=True)
    with contextlib.suppress(csv.Error):
        for _ in reader:
            line = reader.line_num + 1
    if "field larger" in what:
        message, hint = f"a cell has more than {MOST_LETTERS:,} characters", "look for a quote that is not closed"
    else:
        message, hint = "a quoted cell does not end as it should", "look for a quote that is not doubled or closed"
    return Problem(name, line, "", "broken-table", message, hint)


def _lines(text: str) -> Iterable[str]:
    """Lines with their ends, divided only where a table has line ends: not at those that Unicode knows besides."""
    return io.StringIO(text, newline=_line_end(text))


def _line_end(text: str) -> Literal["\n", "\r"]:
    return "\n" if "\n" in text else "\r"
