"""`report --table`: the page of units side by side says what each unit's own answers say, and shows no small group."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from cxmaturity.domain.tables.units import units_of
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.reports.build.units import MOST_DRAWN, units_document
from cxmaturity.reports.document.blocks import Picture, Table
from tests.cli.running import ROOT, Cx

UNITS = ROOT / "examples" / "units.csv"
ASKED = ("report", "--table", UNITS, "--questionnaire", "organisational", "--by", "unit")
QUESTIONNAIRE = Catalogue().load(ROOT / "questionnaires" / "organisational.yaml")


def rows(number: int) -> list[dict[str, Any]]:
    """Results of units, the index of each one above that of the one before."""
    made = []
    for i in range(number):
        index = 10.0 + i / 10
        whole = {"unit": f"u{i:03}", "n": 5, "stage": i % 3 + 1, "stage_worst": 1, "stage_best": 4}
        inner = {f"{d.id}.level": 3 for d in QUESTIONNAIRE.dimensions}
        indices = dict.fromkeys(("index", *(f"{d.id}.index" for d in QUESTIONNAIRE.dimensions)), index)
        made.append(whole | {"coverage": 1.0} | inner | indices)
    return made


def blocks(number: int) -> tuple[Picture, Table]:
    """The map and the table of every unit."""
    document = units_document(units_of(QUESTIONNAIRE, ["unit"], rows(number), 5, 0), QUESTIONNAIRE, "all")
    (chapter,) = document.chapters
    picture = next(block for part in chapter.body for block in part.blocks if isinstance(block, Picture))
    table = next(block for part in chapter.annex for block in part.blocks if isinstance(block, Table))
    return picture, table


def test_json_has_what_the_scored_table_has(cx: Cx) -> None:
    printed = json.loads(cx(*ASKED, "--format", "json").out)
    scored = cx("score", *ASKED[1:]).out.splitlines()
    names = scored[0].split(",")
    assert [unit["names"] for unit in printed["units"]] == [[line.split(",")[0]] for line in scored[1:]]
    for unit, line in zip(printed["units"], scored[1:], strict=True):
        row = dict(zip(names, line.split(","), strict=True))
        assert (str(unit["n"]), str(unit["stage"]), str(unit["index"])) == (row["n"], row["stage"], row["index"])
        assert [str(d["level"]) for d in unit["dimensions"]] == [row[f"{d['id']}.level"] for d in unit["dimensions"]]
    assert sum(stage["n"] for stage in printed["stages"]) == len(printed["units"]) == 6
    assert printed["left_out"] == 1


def test_a_small_group_is_in_no_format(cx: Cx, tmp_path: Path) -> None:
    """Three people of Treasury answered: nobody is to find out what they said."""
    assert "Treasury" in UNITS.read_text()
    for name in ("html", "md", "json"):
        ran = cx(*ASKED, "--format", name)
        assert ran.code == 0
        assert "Treasury" not in ran.out
        assert "Wholesale" in ran.out
    assert "Treasury" in cx(*ASKED, "--format", "md", "--min-cell", "3").out


def test_the_page_says_where_units_stand(cx: Cx) -> None:
    page = cx(*ASKED, "--format", "md").out
    assert "**1 of 6 units stands at Ignore, 2 at Mobilise.**" in page
    assert "| Explore | 3 | Claims, Contact centre and Retail |" in page
    assert "One group of fewer than 5 rows is not shown." in page
    assert "from the files that each method names" in page
    assert f"`organisational@{QUESTIONNAIRE.version}`, SHA-256 `{QUESTIONNAIRE.sha256}`" in page
    assert "**Lowest across units: People, with a median index of 10.**" in page


def test_a_pdf_without_a_day_is_the_same_every_time(cx: Cx, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert cx(*ASKED, "-o", tmp_path / name).code == 0
    first, second = ((tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf"))
    assert first.startswith(b"%PDF-")
    assert first == second


def test_of_many_units_the_map_has_the_lowest_and_the_table_all() -> None:
    picture, table = blocks(MOST_DRAWN + 3)
    assert len(table.rows) == MOST_DRAWN + 3
    assert "u000" in picture.wide
    assert f"u{MOST_DRAWN - 1:03}" in picture.wide
    assert f"u{MOST_DRAWN:03}" not in picture.wide


def test_every_unit_is_drawn_where_there_is_room() -> None:
    picture, table = blocks(MOST_DRAWN)
    assert all(f"u{i:03}" in picture.wide and f"u{i:03}" in picture.narrow for i in range(MOST_DRAWN))
    assert {cell.shade for row in table.rows for cell in row.cells[4:]} == {"N"}


FINDINGS = {
    (): "No unit can be shown.",
    (None, None): "No unit has anything to score.",
    (2,): "The one unit stands at Explore.",
    (2, 2): "Both units stand at Explore.",
    (2, 2, 2): "All 3 units stand at Explore.",
    (1, 3, 3): "1 of 3 units stands at Ignore, 2 at Mobilise.",
}


@pytest.mark.parametrize("stages", FINDINGS)
def test_the_finding_is_a_sentence_for_any_number_of_units(stages: tuple[int | None, ...]) -> None:
    units = zip(rows(len(stages)), stages, strict=True)
    results = [row | {"stage": stage, "stage_worst": stage} for row, stage in units]
    document = units_document(units_of(QUESTIONNAIRE, ["unit"], results, 5, 0), QUESTIONNAIRE, "all")
    assert document.finding == FINDINGS[stages]


def test_a_sweep_counts_what_is_won(cx: Cx, tmp_path: Path) -> None:
    table = tmp_path / "shops.csv"
    table.write_text("shop,awareness.findable,awareness.true-message\n" + "a,adds,adds\n" * 5 + "b,takes-away,\n" * 5)
    ran = cx("report", "--table", table, "--questionnaire", "moments", "--by", "shop", "--format", "md")
    assert ran.code == 0
    assert "| 0 of 5 | 1 | b |" in ran.out
    assert "| 1 of 5 | 1 | a |" in ran.out


def test_without_groups_it_says_how_to_name_them(cx: Cx) -> None:
    ran = cx("report", "--table", UNITS, "--questionnaire", "organisational")
    assert ran.code == 2
    assert "--by: say which column names the units, for example --by unit" in " ".join(ran.err.split())


def test_names_from_a_table_are_text_and_nothing_else(cx: Cx, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("unit,people.hiring\n" + '"<script>alert(1)</script>",3\n' * 5 + ",3\n" * 5)
    page = cx("report", "--table", table, "--questionnaire", "organisational", "--by", "unit").out
    assert "<script>alert" not in page
    assert "without a name" in page


def test_a_table_in_a_database_makes_the_same_page(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("units.csv").write_text("unit,people.hiring,insight.closed-loop\n" + "a,2-3,dk\nb,4,1\n" * 5 + "c,1,1\n")
    with duckdb.connect("survey.duckdb") as database:
        database.execute("CREATE TABLE units AS FROM read_csv('units.csv', all_varchar = true)")
    asked = ("--questionnaire", "organisational", "--by", "unit", "--format", "md")
    ran = cx("report", "--table", "duckdb://survey.duckdb/units", *asked)
    assert ran == cx("report", "--table", "units.csv", *asked)
    assert ran.code == 0
    assert "| b | 5 | " in ran.out
