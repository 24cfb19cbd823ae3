"""`outcomes`: from a file and its exports to figures on a screen and as JSON; and what is refused, with its place."""

import json
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import NORTHWIND, Cx

HEAD = "schema: cxmaturity/outcomes@1\norganisation: Northwind Telecom\ndate: 2026-11-22\n"
NPS = "{id: relationship, variant: nps, file: nps.csv, column: NPS, date: Day, period: quarter, by: [segment]}"
CSAT = "{id: shops, title: Shops, variant: csat-top-two-of-five, file: csat.tsv, column: B}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [
        f"{score},2026-{month:02}-15,{kind}" for month in (4, 8) for score in (9, 10, 7, 3, 9) for kind in ("A", "B")
    ]
    (tmp_path / "nps.csv").write_text("NPS,Day,segment\n" + "".join(f"{row}\n" for row in rows))
    (tmp_path / "csat.tsv").write_text("id\tScore\n" + "".join(f"{i}\t{1 + i % 5}\n" for i in range(25)))
    (tmp_path / "outcomes.yaml").write_text(f"{HEAD}measures:\n  - {NPS}\n  - {CSAT}\n")
    return tmp_path / "outcomes.yaml"


def test_one_screen_says_where_measures_stand_and_what_can_not_be_seen(file: Path, cx: Cx) -> None:
    ran = cx("outcomes", file)
    assert (ran.code, ran.err) == (0, "")
    said = " ".join(ran.out.split())
    assert "relationship: +40, between" in said
    assert "Shops: 40 %, between 23.4 % and 59.3 %, of 25 answers." in said
    assert "Q3 2026 and Q2 2026: no difference can be seen at this number of answers" in said
    assert "12 promoters, 4 passives and 4 detractors" in said


def test_json_has_the_figures_in_their_schema(file: Path, cx: Cx) -> None:
    result = json.loads(cx("outcomes", file, "--format", "json").out)
    Draft202012Validator(json.loads(cx("check", "--schema", "figures").out)).validate(result)
    nps, csat = result["measures"]
    assert (nps["id"], nps["variant"], nps["n"], nps["value"]) == ("relationship", "nps", 20, 40)
    assert nps["low"] < 40 < nps["high"]
    assert [(each["name"], each["n"]) for each in nps["by"]] == [("A", 10), ("B", 10)]
    assert (csat["value"], csat["by"], csat["run_chart"]) == (0.4, [], None)


def test_check_reads_the_exports_too(file: Path, cx: Cx) -> None:
    assert cx("check", file).code == 0
    (file.parent / "nps.csv").write_text("NPS,Day,segment\n6.5,2026-04-01,A\n11,2026-04-01,A\n")
    ran = cx("check", file)
    assert ran.code == 1
    assert (
        "nps.csv, line 2: column A (NPS): '6.5' is no point of nps; its points are the whole numbers from 0 to 10"
        in (ran.out)
    )
    assert "nps.csv, line 3: column A (NPS): '11' is no point of nps" in ran.out


def test_answers_of_another_scale_are_asked_about_by_every_command(file: Path, cx: Cx) -> None:
    """Before a board reads -100; the figures stand all the same, and nothing is asked with --quiet."""
    (file.parent / "nps.csv").write_text("NPS,Day,segment\n" + "5,2026-04-01,A\n1,2026-04-01,A\n" * 10)
    asked = "outcomes.yaml, line 5: warning: measures.relationship.variant: nps.csv: all 20 answers lie between 1 and 5"
    ran = cx("check", file)
    assert ran.code == 0 and asked in ran.out and cx("check", file, "--strict").code == 1
    for command in (("outcomes", file), ("report", NORTHWIND, "--outcomes", file, "--no-plan", "--format", "md")):
        ran = cx(*command)
        assert ran.code == 0 and asked in ran.err and "−100" in ran.out
    assert cx("--quiet", "outcomes", file).err == ""


def test_a_new_file_is_one_to_fill_in(file: Path, tmp_path: Path, cx: Cx) -> None:
    new = tmp_path / "new.yaml"
    assert cx("new", "outcomes", "-o", new).code == 0
    text = new.read_text().replace("date:   ", "date: 2026-11-22")
    filled = tmp_path / "filled.yaml"
    filled.write_text(text.replace("measures:\n", f"measures:\n  - {CSAT}\n"))
    assert cx("check", filled).code == 0, cx("check", filled).out
    assert cx("new", "outcomes", "-o", file).code == 1  # what somebody filled in stays


@pytest.mark.parametrize("layout", ["md", "table"])
def test_markdown_has_the_months_too(layout: str, file: Path, cx: Cx) -> None:
    ran = cx("outcomes", file, "--format", layout)
    assert (ran.code, ran.err) == (0, "")
    assert ("Relationship by month" in ran.out.replace("relationship", "Relationship")) == (layout == "md")
    assert "Whether it has shifted can not be told" in " ".join(ran.out.split())


@pytest.mark.parametrize("command", ["outcomes", "check"])
def test_everything_wrong_is_said_and_nothing_is_printed(command: str, file: Path, cx: Cx) -> None:
    (file.parent / "nps.csv").write_text("NPS,Day,segment\n11,2026-02-31,=1+1\n")
    (file.parent / "csat.tsv").unlink()
    ran = cx(command, file)
    told = ran.out + ran.err
    assert ran.code == 1
    for says in (
        "nps.csv, line 2: column A (NPS): '11' is no point of nps",
        "nps.csv, line 2: column B (Day): '2026-02-31' is no day; February 2026 has 28 days",
        "nps.csv, line 2: column C (segment): a formula stands in this cell",
        "csat.tsv: no such file",
    ):
        assert says in told
    assert "Northwind" not in ran.out


def test_a_file_of_another_kind_is_told_apart(file: Path, cx: Cx) -> None:
    ran = cx("outcomes", NORTHWIND)
    assert ran.code == 1 and "this file holds answers; name a file with outcomes here" in ran.err
    ran = cx("score", file)
    assert ran.code == 1 and "this file holds outcomes; name a file with answers here" in ran.err


def test_problems_go_to_pipelines_with_their_rows(file: Path, cx: Cx) -> None:
    (file.parent / "nps.csv").write_text("NPS,Day,segment\n9,2026-02-01,A\n11,2026-02-01,A\n")
    (problem,) = json.loads(cx("check", file, "--format", "json").out)["problems"]
    assert (problem["line"], problem["code"], Path(problem["file"]).name) == (3, "no-point", "nps.csv")


def test_without_the_library_for_workbooks_it_says_what_to_install(
    file: Path, cx: Cx, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file.parent / "nps.csv").write_bytes(b"PK\x03\x04")
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    for command in ("outcomes", "check"):
        ran = cx(command, file)
        assert (ran.code, ran.out) == (1, "")
        assert 'is a workbook; to read it, install: pip install "cxmaturity[xlsx]", or save it as CSV' in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "FILE|DIR is missing; for example: cxmaturity outcomes outcomes.yaml"),
        (("outcomes.yaml", "--format", "csv"), "there is no format 'csv' here"),
    ],
)
def test_wrong_usage_says_what_to_write(arguments: tuple[str, ...], says: str, cx: Cx) -> None:
    ran = cx("outcomes", *arguments)
    assert (ran.code, ran.out) == (2, "") and says in ran.err


def test_a_file_on_standard_input_reads_exports_from_here(file: Path, cx: Cx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    assert cx("outcomes", "-", stdin=file.read_bytes()).code == 0


def test_text_of_a_file_is_no_command_to_a_terminal(file: Path, cx: Cx) -> None:
    """Names of groups and titles are data: what would move a cursor or colour a screen is shown as what it is."""
    (file.parent / "nps.csv").write_text(
        "NPS,Day,segment\n" + '9,2026-02-01,"A\x1b[31m"\n' * 6 + "9,2026-02-01,B\n" * 6
    )
    for layout in ("table", "md", "json"):
        ran = cx("outcomes", file, "--format", layout)
        assert ran.code == 0 and "\x1b" not in ran.out


def test_figures_do_not_depend_on_the_order_of_rows(file: Path, cx: Cx) -> None:
    before = cx("outcomes", file, "--format", "json").out
    head, *rows = (file.parent / "nps.csv").read_text().splitlines()
    (file.parent / "nps.csv").write_text("\n".join([head, *reversed(rows)]) + "\n")
    assert json.loads(cx("outcomes", file, "--format", "json").out) == json.loads(before)
