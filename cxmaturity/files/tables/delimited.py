"""Text with a sign between cells, as CSV and TSV have it (RFC 4180): quoted cells may hold signs and line ends."""

import codecs
import csv
from collections.abc import Iterator

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.tables.table import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Row, Table
from cxmaturity.files.yaml.source import refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNS = ",;\t"


def read_delimited(name: str, data: bytes) -> Table:
    """The table in bytes of text; ProblemsFoundError where they are none."""
    text = _decoded(name, data)
    if "\0" in text:
        raise refused(name, text.count("\n", 0, text.index("\0")) + 1, "no-text", "there is a zero byte in it")
    sign = _sign(text)
    rows = tuple(_rows(name, text, sign))
    return Table(name, rows, max((len(row.cells) for row in rows), default=0))


def _decoded(name: str, data: bytes) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {data[error.start]:#04x} is not {encoding.removesuffix('-sig').upper()}"
        hint = "export it again as UTF-8, or as Unicode text"
        raise refused(name, line, "not-utf-8", message, hint) from None


def _sign(text: str) -> str:
    """What stands between cells: the sign that stands most often outside quotes in the first record."""
    counts = dict.fromkeys(_SIGNS, 0)
    quoted = False
    for letter in text[:MOST_LETTERS].lstrip("\r\n"):
        if letter == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif letter in counts:
            counts[letter] += 1
        elif letter in "\r\n":
            break
    return max(_SIGNS, key=lambda sign: counts[sign])


def _rows(name: str, text: str, sign: str) -> Iterator[Row]:
    csv.field_size_limit(MOST_LETTERS)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_lines(text), delimiter=sign, strict=True), 1):
            if len(cells) > MOST_COLUMNS:
                message = f"this row has {len(cells):,} columns; a table has at most {MOST_COLUMNS:,}"
                raise ProblemsFoundError([Problem(name, number, "", "too-wide", message, "export fewer columns")])
            if number > MOST_ROWS:
                raise refused(name, number, "too-long", f"a table has at most {MOST_ROWS:,} rows", "split the file")
            if any(cell.strip() for cell in cells):
                yield Row(number, tuple(cells))
    except csv.Error as error:
        what = str(error)
        if "field larger" in what:
            message, hint = f"a cell has more than {MOST_LETTERS:,} characters", "look for a quote that is not closed"
        else:
            message, hint = "a quoted cell does not end as it should", "look for a quote that is not doubled or closed"
        raise ProblemsFoundError([Problem(name, number + 1, "", "broken-table", message, hint)]) from None


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends, divided only where a table has line ends: not at those that Unicode knows besides."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
