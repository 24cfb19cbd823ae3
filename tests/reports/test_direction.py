"""Names in Arabic or Hebrew keep their direction to themselves: numbers and signs beside them stay in their places."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.reports.sanitise import isolated
from tests.cli.running import NORTHWIND, Cx

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
