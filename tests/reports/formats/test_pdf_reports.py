"""Reports as PDFs: short enough to be read to the end, branded, the same bytes whatever the surroundings."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import EXAMPLES, TELECOM, Cx, process
from tests.reports.conftest import FOOTER, Given
from tests.reports.formats.pages import TEMPLATES, read, runs, sheets, spaced, tags, words

LEAST = 7
"""How high any text is at least, in points."""

HIGH, FOOT = 842, 50
"""How high a page is, and up to where its footer stands, in points."""


def test_same_bytes(tmp_path: Path) -> None:
    """Whatever the time, the place and the language: the same answers give the same file."""
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    surroundings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"}
    for path, environment in ((first, {}), (second, surroundings)):
        assert (
            process("report", "--no-plan", "-o", path, str(EXAMPLES[0]), folder=tmp_path, environment=environment).code
            == 0
        )
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"%PDF-1.7")


def test_every_mark_of_a_picture_has_a_colour(cx: Cx, tmp_path: Path) -> None:
    """A shape without a style is black: a board would read it as the darkest of them."""
    css = (TEMPLATES / "typst" / "picture.css").read_text()
    styled = set(re.findall(r"\.([A-Za-z][a-z0-9-]*)", css))
    for example in EXAMPLES:
        assert cx("report", "-o", tmp_path / "x.html", example, "--force").code == 0
        shapes = re.findall(r'<(?:rect|path|circle|line|polyline) class="([^"]+)"', (tmp_path / "x.html").read_text())
        assert [classes for classes in set(shapes) if not styled & set(classes.split())] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_a_body_of_six_pages(example: Path, cx: Cx, tmp_path: Path) -> None:
    """A board reads the body to the end; every page says which it is."""
    path = tmp_path / "report.pdf"
    assert cx("report", "-o", path, example).code == 0
    pdf = read(path)
    assert b"pdfuaid" in pdf.root_object["/Metadata"].get_data()
    assert annex_page(pdf) <= 6
    for number, page in enumerate(sheets(pdf), 1):
        assert f"{number} of {len(pdf.pages)}" in spaced(page)
    assert min(run.size for run in runs(pdf, annex_page(pdf) + 3)) >= LEAST - 0.01


def annex_page(pdf: Any) -> int:
    """How many pages stand before the annex."""
    entry = next(entry for entry in pdf.outline if not isinstance(entry, list) and entry.title == "Annex")
    number: int = pdf.get_destination_page_number(entry)
    return number


def test_five_questionnaires_within_fourteen_pages(cx: Cx, tmp_path: Path) -> None:
    """Each begins a page of its own, or where one has room left: all are filled by two thirds at least."""
    path = tmp_path / "report.pdf"
    assert cx("report", "-o", path, *TELECOM).code == 0
    pdf = read(path)
    assert annex_page(pdf) <= 14
    drawn = [word for word in words(pdf) if word.bottom < HIGH - FOOT]
    lowest = [max(word.bottom for word in drawn if word.page == page) for page in range(1, annex_page(pdf) + 1)]
    assert min(lowest) > HIGH * 2 / 3


def test_one_page_is_one(cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    for example in EXAMPLES:
        assert cx("report", "--one-page", "--force", "-o", path, example).code == 0
        assert len(read(path).pages) == 1


def test_brand(cx: Cx, given: Given, tmp_path: Path) -> None:
    """Name and logo stand on the first page, the footer on every page."""
    path = tmp_path / "report.pdf"
    assert cx("report", "-o", path, *given("brand")).code == 0
    pdf = read(path)
    assert pdf.metadata.author == "Bright Consulting"
    assert "Bright Consulting" in sheets(pdf)[0]
    assert all(FOOTER in spaced(page) for page in sheets(pdf))
    assert "A corner" in {tag["/Alt"] for tag in tags(pdf) if "/Alt" in tag}


def test_without_typst(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who installed no extra is told what to install, and no file is left behind."""
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = cx("report", "-o", tmp_path / "report.pdf", str(EXAMPLES[0]))
    assert (ran.code, ran.out) == (1, "")
    assert 'pip install "cxmaturity[pdf]"' in ran.err
    assert list(tmp_path.iterdir()) == []
