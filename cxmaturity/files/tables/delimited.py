"""Text with a sign between cells, as CSV and TSV have it (RFC 4180): quoted cells may hold signs and line ends."""

import codecs
import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.tables.table import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Row, Table
from cxmaturity.files.yaml.source import refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNS = ",;\t"
_CELLS = attrgetter("cells")
_SAMPLE = 50
"""In how many lines it is looked for what stands between cells."""


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


def _rows(name: str, text: str, sign: str) -> Iterator[Row]:
    line = 1
    reader = csv.reader(_lines(text), delimiter=sign, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            if len(cells) > MOST_COLUMNS:
                message = f"this row has {len(cells):,} columns; a table has at most {MOST_COLUMNS:,}"
                raise ProblemsFoundError([Problem(name, line, "", "too-wide", message, "export fewer columns")])
            if number > MOST_ROWS:
                raise refused(name, line, "too-long", f"a table has at most {MOST_ROWS:,} rows", "split the file")
            if any(map(str.strip, cells)):
                yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        what = str(error)
        if "field larger" in what:
            message, hint = f"a cell has more than {MOST_LETTERS:,} characters", "look for a quote that is not closed"
        else:
            message, hint = "a quoted cell does not end as it should", "look for a quote that is not doubled or closed"
        raise ProblemsFoundError([Problem(name, line, "", "broken-table", message, hint)]) from None


def _lines(text: str) -> Iterable[str]:
    """Lines with their ends, divided only where a table has line ends: not at those that Unicode knows besides."""
    return io.StringIO(text, newline="\n" if "\n" in text else "\r")
