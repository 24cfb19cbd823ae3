"""Workbooks that no survey tool writes, and some that a spreadsheet does: read as they stand, or refused in words."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.tables.read import read_table
from cxmaturity.files.tables.table import Table

pytest.importorskip("python_calamine")
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: tuple[Any, ...], changed: Callable[[bytes], bytes] = bytes) -> bytes:
    """A workbook with these rows, its sheet's own text changed."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written, packed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w") as after:
        for part in before.namelist():
            text = before.read(part)
            after.writestr(part, changed(text) if part == SHEET else text)
    return packed.getvalue()


def read(folder: Path, data: bytes) -> Table:
    """The table in a workbook."""
    file = folder / "export.xlsx"
    file.write_bytes(data)
    return read_table(str(file))


def problems(folder: Path, data: bytes) -> str:
    """What is wrong with it."""
    with pytest.raises(ProblemsFoundError) as error:
        read(folder, data)
    return str(error.value).replace(f"{folder}/", "")


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFC999998", "ALL60000"])
def test_a_cell_far_away_takes_no_room_for_all_between(tmp_path: Path, place: str) -> None:
    """A stray cell in the last row would end the program for want of memory, with the system's words for it."""
    data = workbook(
        ("a", "b", *"c" * 20), ("x",), changed=lambda text: text.replace(b'r="A2"', f'r="{place}"'.encode())
    )
    row = int(re.sub("[A-Z]", "", place))
    assert f"the sheet reaches to row {row:,} and column " in problems(tmp_path, data)


def test_cells_without_their_place_are_counted(tmp_path: Path) -> None:
    """A place may be left out; many rows and one that is very wide are as far apart."""

    def bare(text: bytes) -> bytes:
        wide = b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>"
        cells = b"<row><c><v>1</v></c></row>" * 1_000 + wide
        return re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>" + cells + b"</sheetData>", text)

    assert "the sheet reaches to row 1,002 and column WQJ" in problems(tmp_path, workbook(("a",), changed=bare))


@pytest.mark.parametrize(
    ("pattern", "put"),
    [
        (rb'<c r="A2"([^>]*)>', rb'<c\1 r="A2">'),
        (rb'<c r="A2"([^>]*)>', rb"<c\1 r='A2'>"),
        (rb'<c r="A2"([^>]*)>', rb"<c\1>"),
        (rb"><f>", b">\n  <f>"),
        (rb"<f>1\+1</f>", b'<f t="shared" si="0"/>'),
        (rb"<f>1\+1</f>", b'<f t="array" ref="A2">1+1</f>'),
        (rb"<f>1\+1</f>", b"<f\n>1+1</f>"),
    ],
    ids=range(7),
)
def test_a_formula_is_seen_however_it_is_written(tmp_path: Path, pattern: bytes, put: bytes) -> None:
    """Its value is what a program made of it at some time, or nothing: an answer would be missing without a word."""
    data = workbook(("a", "b"), ("=1+1", "x"), changed=lambda text: re.sub(pattern, put, text))
    assert "a formula stands in this cell; copy the values alone" in problems(tmp_path, data)


def test_many_formulas_are_counted(tmp_path: Path) -> None:
    """A sheet full of them is one thing to mend, not a thousand."""
    told = problems(tmp_path, workbook(*[("=1+1",)] * 50))
    assert told.count("a formula stands in this cell") == 20
    assert "and 30 more problems like these" in told


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!"])
def test_an_error_is_no_empty_cell(tmp_path: Path, error: str) -> None:
    """It would be left out as if nobody had answered."""
    told = problems(tmp_path, workbook(("a", "b"), (error, "x"), ("1", error)))
    assert "export.xlsx, line 2: column A: an error stands in this cell; put it right, or empty the cell" in told
    assert "export.xlsx, line 3: column B: an error stands in this cell" in told


@pytest.mark.parametrize("hidden", [b'hidden="1"', b"hidden='true'", b'ht="0" hidden="1"'])
def test_rows_that_nobody_sees_are_told(tmp_path: Path, hidden: bytes) -> None:
    """Who looks at a sheet that is filtered takes what he sees for all there is."""
    data = workbook(
        *[(str(i), "x") for i in range(5)], changed=lambda text: re.sub(rb'(<row r="[34]")', rb"\1 " + hidden, text)
    )
    assert "export.xlsx, line 3: 2 rows are hidden, first here; show all rows, and delete those" in problems(
        tmp_path, data
    )


@pytest.mark.parametrize("shown", [b'hidden="0"', b'hidden="false"', b'r="9" hidden="1"/><row'])
def test_a_row_that_is_shown_or_empty_hides_nothing(tmp_path: Path, shown: bytes) -> None:
    data = workbook(("a", "b"), ("c", "d"), changed=lambda text: text.replace(b"<row", b"<row " + shown, 1))
    assert [row.cells for row in read(tmp_path, data).rows] == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize(
    ("value", "text"), [(1e-07, "0.0000001"), (-2.5e-10, "-0.00000000025"), (1e20, "1" + "0" * 20)]
)
def test_a_number_is_written_out(tmp_path: Path, value: float, text: str) -> None:
    """A small one would be refused for the e that a program writes in it."""
    assert read(tmp_path, workbook(("a",), (value,))).rows[1].cells == (text,)


def test_values_are_what_a_text_export_has(tmp_path: Path) -> None:
    """A whole number has no decimals, and a day is written so that nobody takes its month for its day."""
    moment, day = datetime.datetime(2026, 11, 2, 9, 5), datetime.date(2026, 11, 2)
    table = read(tmp_path, workbook(("when", "n"), (moment, 3.0), (day, 3.5), (None, None), (True, "007")))
    assert [row.cells for row in table.rows] == [
        ("when", "n"),
        ("2026-11-02 09:05:00", "3"),
        ("2026-11-02", "3.5"),
        ("True", "007"),
    ]
    assert [row.line for row in table.rows] == [1, 2, 3, 5]


@pytest.mark.parametrize("inside", ["hello.txt", "content.xml", "xl/workbook.bin", "word/document.xml"])
def test_another_packed_file_is_no_workbook(tmp_path: Path, inside: str) -> None:
    """A document, an archive or a workbook of another kind, under the name of one of ours."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr(inside, "x")
    assert "export.xlsx: this is no Excel workbook; save it as .xlsx or as .csv" in problems(tmp_path, data.getvalue())


@pytest.mark.parametrize("left", [10, 200, 2_000, -30])
def test_a_workbook_that_was_not_loaded_whole(tmp_path: Path, left: int) -> None:
    """A broken download is told as that."""
    assert "this is no Excel workbook" in problems(tmp_path, workbook(("a", "b"))[:left])


def test_a_damaged_workbook(tmp_path: Path) -> None:
    """Bytes that changed on the way are noticed, not read."""
    data = bytearray(workbook(("a", "b"), ("c", "d")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as packed:
        at = packed.getinfo(SHEET).header_offset + 100
    data[at] ^= 0xFF
    assert "this is no Excel workbook" in problems(tmp_path, bytes(data))
