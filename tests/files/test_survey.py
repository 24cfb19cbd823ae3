"""Exports of survey tools become answers: each tool's, in every encoding, nothing guessed, and nobody named.

Whoever loses one of these has an organisation's answers wrong without anybody noticing.
"""

import datetime
import io
import json
from pathlib import Path

import pytest

from cxmaturity.domain.answers import Answers
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.answers.written import answers_text
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.survey.cells import Answering, Said, Wrong
from cxmaturity.files.survey.dates import order_of, read_day
from cxmaturity.files.survey.read import Choices, Survey, read_survey
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.tree import read_tree
from tests.files import exports
from tests.files.exports import DAYS, LEVELS, PARTNERS, TOOLS, table, three

CATALOGUE = Catalogue()


def questionnaire(id_: str = "organisational") -> Questionnaire:
    found = CATALOGUE.find(id_)
    assert found is not None
    return found


ORGANISATIONAL = questionnaire()
DMY = Choices(dates="dmy")


def read(tmp_path: Path, text: str | bytes, choices: Choices = DMY, asked: Questionnaire = ORGANISATIONAL) -> Survey:
    file = tmp_path / "export.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_survey(str(file), asked, CATALOGUE, choices)


def problems(tmp_path: Path, text: str | bytes, choices: Choices = DMY, asked: Questionnaire = ORGANISATIONAL) -> str:
    with pytest.raises(ProblemsFoundError) as error:
        read(tmp_path, text, choices, asked)
    return str(error.value).replace(f"{tmp_path}/", "")


def said(answers: Answers) -> dict[str, int | str]:
    return {id_: one.low if one.low else one.status for id_, one in answers.answers.items()}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("id_", ["organisational", "digital", "moments"])
def test_what_every_tool_exports(tmp_path: Path, tool: str, id_: str) -> None:
    asked = questionnaire(id_)
    rows = TOOLS[tool](asked)
    choices = Choices(dates="mdy")
    survey = read(tmp_path, table(rows), choices, asked)
    people = three(asked)
    expected = [{id_: one for id_, one in person.said.items() if tool != "spread" or one != "na"} for person in people]
    assert [said(one) for one in survey.respondents] == expected
    assert [str(one.date) for one in survey.respondents] == list(DAYS)
    if tool in {"google", "qualtrics", "limesurvey", "kobo"}:
        assert [one.respondent.level for one in survey.respondents] == list(LEVELS)
    if tool == "microsoft":
        assert [one.respondent.role for one in survey.respondents] == ["Head, 1", "Head, 2", "Head, 3"]
    if tool == "limesurvey":
        second = list(asked.practices)[1]
        assert survey.respondents[1].of(second).note == exports.NOTE
    if PARTNERS in asked.practices and tool != "spread":
        assert survey.respondents[2].of(PARTNERS).because


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_every_encoding_and_sign(tmp_path: Path, encoding: str, sign: str, ends: str) -> None:
    text = table(exports.limesurvey(ORGANISATIONAL), sign, ends)
    marks = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}
    data = marks.get(encoding, b"") + text.encode(encoding.removesuffix("-bom"))
    assert [said(one) for one in read(tmp_path, data).respondents] == [one.said for one in three(ORGANISATIONAL)]


def test_workbooks(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    book = openpyxl.Workbook()
    for i, row in enumerate(exports.google(ORGANISATIONAL)):
        book.active.append(row if i == 0 else [datetime.datetime(2026, 11, 20 + i - 1, 9, 5), *row[1:]])
    file = tmp_path / "export.xlsx"
    book.save(file)
    survey = read_survey(str(file), ORGANISATIONAL, CATALOGUE)
    assert [said(one) for one in survey.respondents] == [one.said for one in three(ORGANISATIONAL)]
    assert [str(one.date) for one in survey.respondents] == list(DAYS)


def test_what_previews_tests_and_half_way_answers_are_said_to_be(tmp_path: Path) -> None:
    survey = read(tmp_path, table(exports.qualtrics(ORGANISATIONAL)))
    assert "1 row left out: of previews and tests" in survey.notices
    assert "1 row left out: not finished (--unfinished takes them)" in survey.notices
    assert len(read(tmp_path, table(exports.qualtrics(ORGANISATIONAL)), Choices(unfinished=True)).respondents) == 4


def one_column(*cells: str, heading: str = "insight_closed_loop", more: str = "") -> str:
    """An export of one practice, with a day."""
    rows = [["submitdate", heading, *([more] if more else [])]]
    rows += [["2026-11-22", cell, *(["x"] if more else [])] for cell in cells]
    return table(rows)


LOOP = ORGANISATIONAL.practices["insight.closed-loop"]


@pytest.mark.parametrize(
    ("cell", "rank"),
    [
        (LOOP.option(3).text, 3),
        (f"  {LOOP.option(3).text.upper()}  ", 3),
        (LOOP.option(3).text.replace(" ", "\u00a0").replace("'", "’"), 3),
        (LOOP.option(2).text.replace("&", "&amp;"), 2),
        (f"c) {LOOP.option(3).text}", 3),
        (f"3. {LOOP.option(3).text}", 3),
        ("A3", 3),
        ("3", 3),
        ("c", 3),
        ("C", 3),
        ("mobilise", 3),
        ("Mobilise", 3),
    ],
)
def test_a_cell_can_hold_text_letter_number_code_or_point(cell: str, rank: int) -> None:
    assert Answering(LOOP, ORGANISATIONAL).read(cell) == Said("answered", rank)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (LOOP.option(3).text[:60], "cut-off"),
        (f"{LOOP.option(2).text}; {LOOP.option(3).text}", "several"),
        (f"{LOOP.option(2).text}, {LOOP.option(3).text}", "several"),
        ("1,2,3", "several"),
        ("2;3", "several"),
        ("mobilise | align", "several"),
        (f"Mostly: {LOOP.option(3).text[:-12]} soon", "no-option"),
        ("123", "no-option"),
        ("7", "no-option"),
        ("A0", "no-option"),
        ("h", "no-option"),
        ("=1+1", "no-option"),
        ("na", "no-option"),
        ("yes", "no-option"),
    ],
)
def test_what_is_no_option_is_never_taken_for_one(cell: str, code: str) -> None:
    read_as = Answering(LOOP, ORGANISATIONAL).read(cell)
    assert isinstance(read_as, Wrong)
    assert read_as.code == code


def test_a_number_is_taken_only_where_rank_and_place_are_one() -> None:
    moments = questionnaire("moments")
    practice = next(iter(moments.practices.values()))
    read_as = Answering(practice, moments).read("1")
    assert isinstance(read_as, Wrong) and "can be a rank, a value or a place" in read_as.message


def test_wrong_cells_are_named_with_row_column_count_and_the_nearest(tmp_path: Path) -> None:
    wrong = f"Mostly: {LOOP.option(3).text[:-12]} soon"
    told = problems(tmp_path, one_column(LOOP.option(1).text, wrong, "1,2", wrong))
    assert "export.csv, line 3: column B (insight_closed_loop): " in told
    assert "(2 times, first here); the nearest is “" in told
    assert "line 4: column B (insight_closed_loop): “1,2” names 2 options" in told


def test_an_export_cut_at_a_hundred_characters_is_refused_whole(tmp_path: Path) -> None:
    rows = [["Timestamp", "Q1"], *(["2026-11-22", option.text[:100]] for option in LOOP.options)]
    told = problems(tmp_path, table(rows))
    assert "its cells look like options of insight.closed-loop, and none is one" in told


def test_a_heading_that_contradicts_its_cells_is_an_error(tmp_path: Path) -> None:
    told = problems(tmp_path, one_column(LOOP.option(1).text, heading="insight_feedback"))
    assert "its heading is that of insight.feedback, and its cells hold options of insight.closed-loop" in told


def test_two_columns_of_one_practice_with_two_answers_are_an_error(tmp_path: Path) -> None:
    rows = [["submitdate", "insight_closed_loop", "insight_closed_loop"], ["2026-11-22", "A1", "A2"]]
    assert "2 columns of insight.closed-loop hold an answer in this row" in problems(tmp_path, table(rows))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there is nothing in it; export the responses again"),
        ("a,b\n1,2\n", "no column of it holds answers to organisational@2"),
        (table(exports.google(ORGANISATIONAL)[:1]), "no row of it holds an answer"),
        (b"a\xff,b\n", "line 1: byte 0xff is not UTF-8"),
        ("a\0b,c\n", "there is a zero byte in it"),
        ('a,"b\n1,2\n', "a quoted cell does not end as it should"),
        (b"PK\x03\x04nonsense", "this is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0nonsense", "a workbook of the old kind, or one with a password"),
        (f"a{',' * 20_000}\n", "this row has 20,001 columns; a table has at most 16,384"),
        (f'a,"{"x" * 200_000}"\n', "a cell has more than 100,000 characters"),
    ],
    ids=range(10),
)
def test_what_is_no_export_is_refused(tmp_path: Path, text: str | bytes, words: str) -> None:
    assert words in problems(tmp_path, text)


def test_answers_to_another_questionnaire_say_which_fits(tmp_path: Path) -> None:
    told = problems(tmp_path, table(exports.google(questionnaire("digital"))))
    assert "use --questionnaire digital" in told


def test_line_ends_and_signs_in_quoted_cells_divide_nobody(tmp_path: Path) -> None:
    rows = exports.limesurvey(ORGANISATIONAL)
    rows[1][-2] = 'one\r\ntwo, three;"four"\n\nfive'
    survey = read(tmp_path, table(rows))
    assert len(survey.respondents) == 3
    second = list(ORGANISATIONAL.practices)[1]
    assert survey.respondents[0].of(second).note == 'one\r\ntwo, three;"four"\n\nfive'


def test_places_are_lines_of_the_file_also_behind_cells_of_several(tmp_path: Path) -> None:
    """Whoever opens the export in an editor would look for what is wrong in the wrong line."""
    rows = exports.limesurvey(ORGANISATIONAL)
    rows[1][-2] = "one\ntwo\n\nthree"
    rows[2][rows[0].index("p03customerprioritie")] = "no option of any"
    told, text = problems(tmp_path, table(rows)), table(rows)
    line = next(i for i, line in enumerate(text.splitlines(), 1) if "no option of any" in line)
    assert line > 3 and f", line {line}: " in told


def test_who_answered_twice_is_named_by_lines_and_chosen_by_a_word(tmp_path: Path) -> None:
    rows = exports.microsoft(ORGANISATIONAL)
    rows.append([*rows[1][:2], "2026-11-25 10:00:00", *rows[1][3:5], *rows[2][5:]])
    told = problems(tmp_path, table(rows))
    assert "lines 2, 5 are of the same person; keep one of them with --keep first or --keep last" in told
    assert "p1@example.org" not in told
    assert [said(one) for one in read(tmp_path, table(rows), Choices(keep="last")).respondents][-1] == three(
        ORGANISATIONAL
    )[1].said
    assert len(read(tmp_path, table(rows), Choices(keep="first")).respondents) == 3


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["2026-11-22", "2026-11-23 10:00"], "iso"),
        (["22/11/2026", "01/02/2026"], "dmy"),
        (["11/22/2026 9:05", "01/02/2026"], "mdy"),
        (["01/02/2026", "03/04/2026"], None),
        (["22/11/2026", "11/22/2026"], None),
        (["22 Nov 2026"], "iso"),
    ],
)
def test_cells_settle_day_and_month_or_leave_it_open(cells: list[str], order: str | None) -> None:
    assert order_of(cells) == order


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-11-22T10:00:00+01:00", "iso", "2026-11-22"),
        ("22.11.2026", "dmy", "2026-11-22"),
        ("11-22-2026", "mdy", "2026-11-22"),
        ("22 November 2026 at 10:00", "iso", "2026-11-22"),
        ("Nov 22, 2026 10:00 AM", "iso", "2026-11-22"),
        ("31/02/2026", "dmy", None),
        ("22/11/26", "dmy", None),
        ("01/02/2026", "iso", None),
        ("soon", "dmy", None),
        ("", "dmy", None),
        ("2026-11-22 to 2026-11-23", "iso", None),
        ("22/11/2026 - 23/11/2026", "dmy", None),
        ("2026-11-22x", "iso", None),
        ("22 Nov 2026 or so", "iso", None),
    ],
)
def test_days(cell: str, order: str, day: str | None) -> None:
    found = read_day(cell, order)  # type: ignore[arg-type]
    assert (None if found is None else str(found)) == day


def test_open_dates_are_asked_for_and_a_day_for_all_settles_them(tmp_path: Path) -> None:
    text = one_column("A1", "A2").replace("2026-11-22", "01/02/2026")
    assert "say which with --dates dmy or --dates mdy" in problems(tmp_path, text, Choices())
    assert str(read(tmp_path, text, Choices(dates="mdy")).respondents[0].date) == "2026-01-02"
    day = datetime.date(2026, 11, 22)
    assert {one.date for one in read(tmp_path, text, Choices(date=day)).respondents} == {day}
    bad = one_column("A1").replace("2026-11-22", "31/02/2026")
    assert "31/02/2026 is no day" in problems(tmp_path, bad, Choices(dates="dmy"))
    assert "it has no column with the day of an answer" in problems(tmp_path, "insight_closed_loop\nA1\n", Choices())


def test_workbooks_with_formulas_merged_cells_or_several_sheets_are_refused(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")

    def told(change: str) -> str:
        book = openpyxl.Workbook()
        for row in exports.google(ORGANISATIONAL):
            book.active.append(row)
        if change == "formula":
            book.active["C3"] = "=A1&B1"
        elif change == "merged":
            book.active.merge_cells("C2:C3")
        else:
            book.create_sheet("Other").append(["x"])
        data = io.BytesIO()
        book.save(data)
        return problems(tmp_path, data.getvalue())

    assert "line 3: column C: a formula stands in this cell; copy the values alone" in told("formula")
    assert "cells are merged" in told("merged")
    assert "there is something on 2 sheets: Sheet, Other" in told("sheets")


def test_a_workbook_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for i in range(5):
            packed.writestr(f"xl/worksheets/sheet{i}.xml", b" " * (50 * 1024 * 1024))
    assert "unpacked it has more than 200 MiB" in problems(tmp_path, data.getvalue())


@pytest.mark.parametrize(
    "note", ["plain", "a: b # c", '"quoted"', "line\nline", "- dash", "---", "=cmd|'/c'", "ü\u2028x", " x "]
)
def test_what_is_written_is_read_back(note: str) -> None:
    rows = exports.limesurvey(ORGANISATIONAL)
    del rows
    from msgspec.structs import replace

    from cxmaturity.domain.answers import Answer
    from cxmaturity.files.answers.load import read_answers

    answers = Answers(
        "",
        "",
        datetime.date(2026, 11, 22),
        organisation=note.strip(),
        answers={
            "insight.closed-loop": Answer("answered", 3, 3, note=note),
            "insight.feedback": Answer("dk"),
            PARTNERS: Answer("na", because=note),
        },
    )
    text = answers_text(answers, ORGANISATIONAL)
    back = read_answers(read_tree(Source("a.yaml", text, "")), "", CATALOGUE).answers
    kept = replace(answers, file="a.yaml", answers={**answers.answers, PARTNERS: Answer("na", because=note.strip())})
    assert back == kept


def test_option_texts_are_unique_so_that_a_cell_names_its_practice() -> None:
    from cxmaturity.files.survey.cells import plain

    for id_ in CATALOGUE.ids():
        texts = [plain(o.text) for p in questionnaire(id_).practices.values() for o in p.options]
        assert len(set(texts)) == len(texts)


def test_no_name_address_or_id_reaches_the_answers(tmp_path: Path) -> None:
    for tool in TOOLS:
        survey = read(tmp_path, table(TOOLS[tool](ORGANISATIONAL)), Choices(dates="mdy"))
        written = json.dumps([answers_text(one, ORGANISATIONAL) for one in survey.respondents])
        for secret in ("example.org", "Person", "10.0.0.1", "R_2", "u-1"):
            assert secret not in written
