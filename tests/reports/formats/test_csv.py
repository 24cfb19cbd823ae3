"""The steps of a plan in a spreadsheet: letters as they are, numbers as numbers, and no text that becomes a formula."""

import csv
import io

import pytest
from msgspec.structs import fields, replace

from cxmaturity.reports.document.blocks import SaidStep
from cxmaturity.reports.formats.csv import steps_csv
from cxmaturity.reports.sanitise import INVISIBLE

NOTHING: dict[object, object] = {str: "", int: 0, bool: False}
STEP = SaidStep(**{field.name: NOTHING.get(field.type, ()) for field in fields(SaidStep)})  # type: ignore[arg-type]
BEFORE = ["", " ", "\u200b", "\u200e ", "\U000e0041", "'", '"', "x;", "x,", "x|", "x\t", "x; ", "x;\u200b", 'x;"']


def written(step: SaidStep) -> str:
    return steps_csv([[step]])


def test_letters_and_numbers_arrive() -> None:
    step = replace(STEP, title="Größe 👋🏽", days=1234, owner="x\u200by")
    data = written(step).encode()
    assert data.startswith(b"\xef\xbb\xbf")  # without which a spreadsheet program takes another encoding
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert row["title"].startswith("Größe 👋🏽: ")
    assert row["estimate"] == "1234"
    assert row["owner"] == "x\u200by"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("before", BEFORE, ids=ascii)
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_cell_is_a_formula_wherever_a_program_splits(delimiter: str, before: str, sign: str) -> None:
    text = f"{before}{sign}1+1"
    step = replace(STEP, title=f"{text};y", step=text, owner=text)
    made = written(step).removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(made), delimiter=delimiter)
    # what a program may leave out before it looks for a formula
    cells = ["".join(one for one in cell if one not in INVISIBLE).strip() for row in rows for cell in row]
    assert made.count(f"{sign}1+1") == 3
    assert not [cell for cell in cells if cell.startswith(sign)]
