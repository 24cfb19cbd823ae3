"""Names in Arabic or Hebrew keep their direction to themselves: numbers and signs beside them stay in their places."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from cxmaturity.reports.sanitise import begins_against, isolated
from tests.cli.running import NORTHWIND, Cx
from tests.reports.shapes import Shape, write

ARABIC, HEBREW = "شركة الاتصالات", "ראש חוויה"
F, P = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("plain", "plain"),
        ("Zürich 5 %", "Zürich 5 %"),
        (ARABIC, ARABIC),
        (f"{ARABIC} 2026", f"{ARABIC} 2026"),
        (f"{ARABIC}: maturity", f"{F}{ARABIC}{P}: maturity"),
        (f"3 of {ARABIC}, 2 of {HEBREW}.", f"3 of {F}{ARABIC}{P}, 2 of {F}{HEBREW}{P}."),
        (f"Head, {ARABIC} (الشمال) 2026", f"Head, {F}{ARABIC} (الشمال){P} 2026"),
        (f"Head ({HEBREW})", f"Head ({F}{HEBREW}{P})"),
        ("CX ا", f"CX {F}ا{P}"),
    ],
)
def test_parts_are_isolated(text: str, becomes: str) -> None:
    assert isolated(text) == becomes


@given(st.text(st.sampled_from(f"{ARABIC}{HEBREW}abc ()12.\n%")))
def test_nothing_else_changes_and_isolates_are_balanced(text: str) -> None:
    found = isolated(text)
    assert found.replace(F, "").replace(P, "") == text
    depth = 0
    for letter in found:
        depth += (letter == F) - (letter == P)
        assert depth in {0, 1}
    assert depth == 0


def test_reports_and_screens_isolate_names(cx: Cx, tmp_path: Path) -> None:
    text = Path(NORTHWIND).read_text().replace("Northwind Telecom\n", f"{ARABIC}\n", 1)
    file = tmp_path / "answers.yaml"
    file.write_text(text.replace("organisation: Northwind Telecom", f"organisation: {ARABIC}"))
    for command in (["report", file, "--format", "md", "--no-plan"], ["score", file, "--no-plan"]):
        first = cx(*command).out.splitlines()[0]
        assert f"{F}{ARABIC}{P}" in first


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("plain", False),
        ("Zürich", False),
        (ARABIC, False),
        (f"{ARABIC} CX", False),
        (f"{HEBREW} 5 after 32 months, 2,100 person-days of work", True),
        (f"Furthest: {ARABIC}", False),
        ("5 %", False),
    ],
)
def test_a_sentence_that_begins_with_a_name_is_not_turned(text: str, against: bool) -> None:
    assert begins_against(text) is against


def test_pages_isolate_names_and_turn_no_sentence(cx: Cx, tmp_path: Path) -> None:
    """Numbers and signs beside a name stay beside it, and pictures on paper show no sign for a direction."""
    files = write(tmp_path, Shape(4, 3, 3, names, highest=True))
    ran = cx("--questionnaires", files.questionnaires, "report", *files.answers)
    assert ran.code == 0, ran.err
    assert f"Furthest: {F}{ARABIC}{P} " in ran.out
    assert re.search(rf'<figcaption dir="ltr">{F}?{HEBREW}', ran.out)
    assert "\N{REPLACEMENT CHARACTER}" not in ran.out
    assert all(text.count(F) == text.count(P) for text in re.split(r"<[^>]*>", ran.out))


def names(kind: str, n: int) -> str:
    return f"{HEBREW} {n}" if kind == "point" else f"{ARABIC} {n}"


def test_paper_isolates_names(cx: Cx, tmp_path: Path) -> None:
    """What stands before a name is read before it, and the sentence is not turned around it."""
    pytest.importorskip("typst")
    files = write(tmp_path, Shape(4, 3, 3, names, highest=True))
    path = tmp_path / "report.pdf"
    ran = cx("--questionnaires", files.questionnaires, "report", *files.answers, "-o", path)
    assert ran.code == 0, ran.err
    starts: dict[str, float] = {}
    for page in PdfReader(path).pages:
        page.extract_text(visitor_text=lambda text, at, *_: starts.update({text.strip(): at[4], **starts}))
    assert starts["Furthest:"] == starts["What is proven"]  # at the margin, not turned to the other side
    assert not [text for text in starts if "\N{REPLACEMENT CHARACTER}" in text]
