"""`import`: what a user types to take answers back, and what is said where that can not be."""

import sys
from pathlib import Path

import pytest
import yaml

from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import Cx
from tests.files import exports
from tests.files.exports import table


@pytest.fixture
def digital() -> Questionnaire:
    found = Catalogue().find("digital")
    assert found is not None
    return found


@pytest.fixture
def export(tmp_path: Path, digital: Questionnaire) -> Path:
    file = tmp_path / "survey.csv"
    file.write_text(table(exports.limesurvey(digital)))
    return file


def test_a_file_a_respondent_in_the_order_of_the_export(cx: Cx, tmp_path: Path, export: Path) -> None:
    folder = tmp_path / "new" / "answers"
    ran = cx("import", export, "--questionnaire", "Digital", "--organisation", "Us: all", "-o", folder)
    assert (ran.code, ran.out) == (0, "")
    assert "1 row left out: not finished (--unfinished takes them)." in ran.err
    assert f"Three respondents in {folder}. Next: cxmaturity team {folder}" in " ".join(ran.err.split())
    assert [file.name for file in sorted(folder.iterdir())] == ["0001.yaml", "0002.yaml", "0003.yaml"]
    first = yaml.safe_load((folder / "0001.yaml").read_text())
    assert (first["organisation"], first["respondent"]) == ("Us: all", {"level": "leader"})
    assert cx("check", *folder.iterdir()).code == 0
    assert cx("score", folder / "0001.yaml", "--no-plan").code == 0


def test_columns_for_who_answered_are_named_by_heading_or_letter(
    cx: Cx, tmp_path: Path, digital: Questionnaire
) -> None:
    rows = [[*row, "Team lead", "Sales"] for row in exports.typeform(digital)]
    rows[0][-2:] = ["What are you?", "Where?"]
    file = tmp_path / "survey.csv"
    file.write_text(table(rows))
    last = len(rows[0]) - 1
    letter = ("A" if last >= 26 else "") + chr(ord("A") + last % 26)
    arguments = ("--questionnaire", "digital", "--role", "what are you?", "--function", letter)
    assert cx("import", file, *arguments, "-o", tmp_path / "a").code == 0
    first = yaml.safe_load((tmp_path / "a" / "0001.yaml").read_text())
    assert first["respondent"] == {"role": "Team lead", "function": "Sales"}
    ran = cx("import", file, *arguments, "--level", "nowhere", "-o", tmp_path / "b")
    assert ran.code == 1
    assert "there is no column nowhere, which --level names; write its heading, or its letter" in " ".join(
        ran.err.split()
    )


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--date", "22/11/2026"], 2, "'22/11/2026': write a day, for example 2026-11-22"),
        (["--dates", "ymd"], 2, "dmy"),
        (["--keep", "best"], 2, "first"),
        (["--questionnaire", "nonsense"], 2, "nonsense"),
    ],
)
def test_wrong_usage(cx: Cx, tmp_path: Path, export: Path, arguments: list[str], code: int, words: str) -> None:
    ran = cx("import", export, "--questionnaire", "digital", "-o", tmp_path / "a", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert not (tmp_path / "a").exists()


def test_nothing_is_written_where_anything_is_wrong_or_there_is_something(cx: Cx, tmp_path: Path, export: Path) -> None:
    export.write_text(export.read_text().replace("A2", "A9", 1))
    ran = cx("import", export, "--questionnaire", "digital", "-o", tmp_path / "a")
    assert ran.code == 1 and "is no option of" in ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["survey.csv"]
    filled = tmp_path / "filled"
    filled.mkdir()
    (filled / "mine.txt").write_text("x")
    ran = cx("import", export, "--questionnaire", "digital", "-o", filled)
    assert ran.code == 1 and "is not empty, and was left as it is" in " ".join(ran.err.split())
    assert cx("import", export, "--questionnaire", "digital", "-o", export).code == 1


def test_a_mapping_is_kept_and_says_what_reworded_texts_mean(cx: Cx, tmp_path: Path, digital: Questionnaire) -> None:
    mapping = tmp_path / "mapping.yaml"
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(table(exports.google(digital)))
    arguments = ("--questionnaire", "digital", "--dates", "mdy", "--map", mapping)
    assert cx("import", good, *arguments, "-o", tmp_path / "a").code == 0
    kept = yaml.safe_load(mapping.read_text())
    assert kept["schema"] == "cxmaturity/mapping@1"
    assert "agent.channels" in kept["columns"].values()
    text = digital.practices["agent.channels"].options[0].text
    bad.write_text(good.read_text().replace(text, "We only have telephones, mostly."))
    assert cx("import", bad, *arguments, "-o", tmp_path / "b").code == 1
    answers = {"agent.channels": {"We only have telephones, mostly.": "satisfaction"}}
    mapping.write_text(yaml.safe_dump({**kept, "answers": answers}, sort_keys=False))
    ran = cx("import", bad, *arguments, "-o", tmp_path / "b")
    assert ran.code == 0, ran.err
    same = [one.read_text() for one in sorted((tmp_path / "a").iterdir())]
    assert same == [one.read_text() for one in sorted((tmp_path / "b").iterdir())]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("schema: cxmaturity/mapping@1\nquestionnaire: digital@1\n", "this mapping is for digital@1"),
        ("schema: cxmaturity/mapping@1\nquestionnaire: digital@2\ncolumns: {A: agent.chanels}\n", "agent.channels?"),
        ("schema: cxmaturity/mapping@1\nquestionnaire: digital@2\nanswers: {x: {y: z}}\n", "no such practice"),
        (
            "schema: cxmaturity/mapping@1\nquestionnaire: digital@2\nanswers: {agent.channels: {y: z}}\n",
            "answers.agent.channels.y",
        ),
        ("schema: cxmaturity/mapping@1\nquestionnaire: digital@2\nrows: 1\n", "rows"),
        ("x\n", "line 1"),
    ],
)
def test_mappings_with_errors_say_where(cx: Cx, tmp_path: Path, export: Path, lines: str, words: str) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(lines)
    ran = cx("import", export, "--questionnaire", "digital", "--map", mapping, "-o", tmp_path / "a")
    assert ran.code == 1 and words in ran.err
    assert mapping.read_text() == lines
    checked = cx("check", mapping)
    assert checked.code == 1
    assert words in checked.out or "rows" in words or lines == "x\n"


def test_a_mapping_can_be_checked_and_is_never_written_over(cx: Cx, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "schema: cxmaturity/mapping@1\nquestionnaire: digital@2\ncolumns: {A: agent.channels, B: role}\n"
    )
    assert cx("check", mapping).code == 0
    ran = cx("new", "digital", "-o", mapping, "--force")
    assert ran.code == 1 and "is a mapping of yours" in " ".join(ran.err.split())


def test_a_workbook_without_the_library_says_what_to_install(
    cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    book = tmp_path / "survey.xlsx"
    book.write_bytes(b"PK\x03\x04")
    ran = cx("import", book, "--questionnaire", "digital", "-o", tmp_path / "a")
    assert ran.code == 1
    assert 'to read it, install: pip install "cxmaturity[xlsx]", or save it as CSV' in " ".join(ran.err.split())
