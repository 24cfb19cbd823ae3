"""`outcomes DIR`: own units with answers and outcomes each, in words, as JSON and as a picture with their names."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import HEAD, Cx

PRACTICES = list(found.practices) if (found := Catalogue().find("organisational")) else []


def unit(folder: Path, name: str, reached: int, happy: int, more: str = "") -> None:
    """A unit with so many practices at the third of six points, and so many of twenty customers who recommend it."""
    (folder / name).mkdir(parents=True)
    marks = "".join(f"  {id_}: {'mobilise' if i < reached else 'ignore'}\n" for i, id_ in enumerate(PRACTICES))
    (folder / name / "answers.yaml").write_text(f"{HEAD}organisation: {name}\nanswers:\n{marks}")
    (folder / name / "nps.csv").write_text("NPS\n" + "10\n" * happy + "0\n" * (20 - happy))
    measure = "{id: nps, variant: nps, title: NPS, file: nps.csv, column: NPS}"
    head = f"schema: cxmaturity/outcomes@1\norganisation: {name}\ndate: 2026-11-22\n"
    (folder / name / "outcomes.yaml").write_text(f"{head}measures: [{measure}]\n{more}")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    for i in range(8):
        unit(tmp_path / "units", f"Depot {i}", reached=3 * i, happy=2 * i + (i % 2))
    return tmp_path / "units"


def test_units_that_go_together_are_said_so_with_their_chance_and_that_it_is_no_cause(units: Path, cx: Cx) -> None:
    ran = cx("outcomes", units)
    assert ran.code == 0, ran.err
    said = " ".join(ran.out.split())
    assert "Over 8 units NPS is higher where the index of organisational is: Spearman's rho is 1, p below 0.001" in said
    assert "by all permutations" in said
    assert "and no cause" in said
    assert all(f"Depot {i}" in said for i in range(8))
    assert said.count("Maturity and outcomes of own units") == 1
    page = cx("outcomes", units, "--format", "html").out
    assert 'datetime=""' not in page and 'class="about"' not in page


def test_json_has_every_unit_in_the_schema_of_figures(units: Path, cx: Cx) -> None:
    result = json.loads(cx("outcomes", units, "--format", "json").out)
    Draft202012Validator(json.loads(cx("check", "--schema", "figures").out)).validate(result)
    (found,) = result["links"]
    assert (found["questionnaire"], found["measure"], found["n"], found["draws"]) == ("organisational", "nps", 8, 0)
    assert found["rho"] == 1 and found["p"] == pytest.approx(2 / 40_320)
    assert [each["name"] for each in found["units"]] == [f"Depot {i}" for i in range(8)]
    assert found["units"][0] == {"name": "Depot 0", "index": 0.0, "value": -100.0}


def test_seven_units_are_too_few_and_are_shown_all_the_same(units: Path, cx: Cx) -> None:
    (units / "Depot 7" / "outcomes.yaml").unlink()
    said = " ".join(cx("outcomes", units).out.split())
    assert "NPS and the index of organisational: seven units have both, which is too few: it takes eight." in said
    assert "rho" not in said
    assert "Depot 3" in said


def test_what_chance_does_as_often_is_called_no_link(tmp_path: Path, cx: Cx) -> None:
    for i, happy in enumerate((9, 2, 14, 7, 3, 12, 8, 5)):
        unit(tmp_path / "units", f"Depot {i}", reached=3 * i, happy=happy)
    said = " ".join(cx("outcomes", tmp_path / "units").out.split())
    assert "no link of NPS and the index of organisational can be told from chance" in said


def test_the_picture_of_units_names_them(units: Path, cx: Cx, tmp_path: Path) -> None:
    page = tmp_path / "units.html"
    assert cx("outcomes", units, "-o", page).code == 0
    drawn = page.read_text().partition('class="chart wide')[2].partition("</svg>")[0]
    assert "Depot 0" in drawn and "Depot 7" in drawn and drawn.count("<circle") == 8
    assert (
        "**Over 8 units NPS is higher where the index of organisational is"
        in cx("outcomes", units, "--format", "md").out
    )


def test_what_is_wrong_in_any_unit_is_said_and_nothing_is_printed(units: Path, cx: Cx) -> None:
    (units / "Depot 3" / "nps.csv").write_text("NPS\n11\n")
    (units / "Depot 5" / "answers.yaml").write_text("schema: nothing\n")
    ran = cx("outcomes", units)
    assert (ran.code, ran.out) == (1, "")
    assert "'11' is no point of nps" in ran.err
    assert "Depot 5" in ran.err
    empty = cx("outcomes", units / "Depot 1")
    assert empty.code == 1 and "no folder in it holds outcomes" in empty.err
