"""What exports of survey tools hold besides answers, and what looks like something that it is not: nobody is lost,
counted twice or read as somebody else."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from cxmaturity.domain.codes import BESIDE_NUMBERS, codes_of, short_codes_of
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.survey.read import Choices, Survey, read_survey
from cxmaturity.files.tables.read import read_table
from tests.files import exports
from tests.files.exports import table, three

CATALOGUE = Catalogue()


def _found(id_: str) -> Questionnaire:
    questionnaire = CATALOGUE.find(id_)
    assert questionnaire is not None
    return questionnaire


ORGANISATIONAL = _found("organisational")
LOOP = ORGANISATIONAL.practices["insight.closed-loop"]


def read(folder: Path, rows: list[list[str]], **choices: object) -> Survey:
    """The answers of an export with these rows, headings first."""
    file = folder / "export.csv"
    file.write_text(table(rows), encoding="utf-8", newline="")
    return read_survey(str(file), ORGANISATIONAL, CATALOGUE, Choices(**choices))  # type: ignore[arg-type]


def problems(folder: Path, rows: list[list[str]], **choices: object) -> str:
    """What is wrong with it."""
    with pytest.raises(ProblemsFoundError) as error:
        read(folder, rows, **choices)
    return str(error.value).replace(f"{folder}/", "")


def ranks(survey: Survey, practice: str = LOOP.id) -> list[int | str | None]:
    """What everybody said of a practice."""
    return [one.of(practice).low or one.of(practice).status for one in survey.respondents]


@pytest.mark.parametrize("blank", [1, 3, 40])
def test_rows_of_people_who_left_at_once_stand_above_the_answers(tmp_path: Path, blank: int) -> None:
    """LimeSurvey exports who only looked; if these came first, an export would be taken for one without answers."""
    rows = [["id", "submitdate", "insight_closed_loop"]]
    rows += [[str(i), "2026-11-22 10:00:00", ""] for i in range(1, blank + 1)]
    rows += [["90", "2026-11-22 10:00:00", "A3"]]
    survey = read(tmp_path, rows)
    assert ranks(survey) == [3]
    noun = "row" if blank == 1 else "rows"
    assert f"{blank} {noun} left out: without any answer" in survey.notices


@pytest.mark.parametrize("first", ["Nearly mobilise", "1,2", "A9", LOOP.option(3).text[:60], "Response"])
def test_a_first_respondent_who_is_not_understood_is_no_heading(tmp_path: Path, first: str) -> None:
    """Rows above the first answer are headings only where they look like some: else somebody would silently go."""
    rows = [["submitdate", "insight_closed_loop"], ["2026-11-22", first], ["2026-11-22", "A3"]]
    assert "export.csv, line 2: column B (insight_closed_loop)" in problems(tmp_path, rows)


def test_a_first_respondent_who_does_not_know_is_no_heading(tmp_path: Path) -> None:
    """A column known only by its cells begins with whatever the first respondent said."""
    rows = [["Timestamp", "How do we do?"], ["2026-11-22", "I don't know"], ["2026-11-22", LOOP.option(3).text]]
    assert ranks(read(tmp_path, rows)) == ["dk", 3]


@pytest.mark.parametrize("above", [["Survey of November"], ["", "", "made with care"]])
def test_a_title_above_the_headings_is_one_of_them(tmp_path: Path, above: list[str]) -> None:
    """People add a line above an export in a spreadsheet."""
    rows = [above, ["submitdate", "insight_closed_loop"], ["2026-11-22", "A3"]]
    assert ranks(read(tmp_path, rows)) == [3]


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_commas_in_headings_and_cells_that_are_not_quoted_divide_nothing(tmp_path: Path, sign: str) -> None:
    """Spreadsheets of many countries put a semicolon between cells, and quote no comma in them."""
    file = tmp_path / "export.tsv"
    heading = "Well, on the whole, and all in all, and by and large, how do we do?"
    text = f"submitdate{sign}{heading}{sign}insight_closed_loop\n2026-11-22{sign}a, b, c, d{sign}A3\n"
    file.write_text(text, encoding="utf-8")
    assert [len(row.cells) for row in read_table(str(file)).rows] == [3, 3]


def test_the_sign_between_cells_is_found_behind_a_title_and_whatever_stands_in_quotes(tmp_path: Path) -> None:
    """A first line without any sign must not decide, nor one in quotes."""
    file = tmp_path / "export.csv"
    file.write_text('Survey, of November\n"a,b\n,,,c";x;y\n"d,,,,";2;3\n', encoding="utf-8")
    assert [len(row.cells) for row in read_table(str(file)).rows][1:] == [3, 3]


@pytest.mark.parametrize("word", ["anonymous", "Anonymous", "N/A", "-", ""])
def test_people_without_a_name_are_not_one_person(tmp_path: Path, word: str) -> None:
    """Microsoft Forms writes `anonymous` as everybody's address where nobody had to sign in."""
    rows = [["ID", "Completion time", "Email", "insight_closed_loop"]]
    rows += [[str(i), "2026-11-22 10:00:00", word, f"A{i}"] for i in range(1, 4)]
    assert ranks(read(tmp_path, rows)) == [1, 2, 3]


def test_a_response_that_stands_twice_is_seen_beside_an_address_that_does_not(tmp_path: Path) -> None:
    """Two exports that overlap, one under the other, count people twice; addresses may be blank."""
    rows = [["ResponseId", "RecordedDate", "RecipientEmail", "insight_closed_loop"]]
    rows += [[id_, "2026-11-22", "", "A3"] for id_ in ("R_1", "R_2", "R_1")]
    told = problems(tmp_path, rows)
    assert "lines 2, 4 are of the same person" in told
    assert "R_1" not in told
    assert len(read(tmp_path, rows, keep="last").respondents) == 2


def test_one_network_is_not_one_person(tmp_path: Path) -> None:
    """Typeform's Network ID is made from the address and the browser, which an office shares."""
    rows = [["#", "insight_closed_loop", "Submit Date (UTC)", "Network ID"]]
    rows += [[f"h{i}", "A3", "2026-11-22 10:00:00", "n1"] for i in range(3)]
    assert len(read(tmp_path, rows).respondents) == 3


@pytest.mark.parametrize(
    ("column", "trial", "real"),
    [
        ("Status", "Survey Preview", "IP Address"),
        ("Status", "Survey Test", "IP Address"),
        ("Status", "Spam", "IP Address"),
        ("Status", "Possible Spam", "IP Address"),
        ("Status", "Possible Survey Preview Spam", "IP Address"),
        ("Status", "Offline Survey Preview", "Offline Survey"),
        ("Status", "1", "0"),
        ("Status", "2", "4"),
        ("Status", "8", "0"),
        ("Status", "9", "0"),
        ("Status", "17", "16"),
        ("DistributionChannel", "preview", "anonymous"),
    ],
)
def test_previews_tests_and_spam_are_never_counted(tmp_path: Path, column: str, trial: str, real: str) -> None:
    """Whoever built a survey tried it; those answers would be people of their own."""
    rows = [["RecordedDate", column, "insight_closed_loop"]]
    rows += [["2026-11-22", kind, f"A{i}"] for i, kind in enumerate((trial, real), 1)]
    survey = read(tmp_path, rows)
    assert ranks(survey) == [2]
    assert "1 row left out: of previews and tests" in survey.notices


@pytest.mark.parametrize(
    ("column", "half", "whole"),
    [
        ("Finished", "False", "True"),
        ("Finished", "0", "1"),
        ("Progress", "35", "100"),
        ("Response Type", "partial", "completed"),
        ("Response Type", "started", "completed"),
        ("Status", "Partial", "Complete"),
        ("Date submitted", "", "2026-11-22 10:00:00"),
        ("Date submitted", "N/A", "2026-11-22 10:00:00"),
        ("submitdate", "", "2026-11-22 10:00:00"),
    ],
)
def test_who_left_half_way_is_left_out_and_said(tmp_path: Path, column: str, half: str, whole: str) -> None:
    """What somebody clicked before leaving is not an answer."""
    rows = [["startdate", column, "insight_closed_loop"]]
    rows += [["2026-11-22 09:00:00", end, f"A{i}"] for i, end in enumerate((half, whole), 1)]
    survey = read(tmp_path, rows)
    assert ranks(survey) == [2]
    assert "1 row left out: not finished (--unfinished takes them)" in survey.notices
    taken = read(tmp_path, rows, unfinished=True)
    assert ranks(taken) == [1, 2]
    assert [str(one.date) for one in taken.respondents] == ["2026-11-22"] * 2


def test_the_day_that_limesurvey_writes_for_none_is_none(tmp_path: Path) -> None:
    """Without date stamps everything was submitted on the first of January 1980."""
    rows = [["id", "submitdate", "insight_closed_loop"], ["1", "1980-01-01 00:00:00", "A3"]]
    told = problems(tmp_path, rows)
    assert "1980-01-01 00:00:00 is no day" in told and "--date" in told


def test_numbers_beside_the_options_are_what_the_form_gave_them(tmp_path: Path) -> None:
    """Qualtrics exports numbers where it is asked for them, of "don't know" and "does not apply", too."""
    rows = [["RecordedDate", "insight_closed_loop", "operations_partners"]]
    rows += [["2026-11-22", str(BESIDE_NUMBERS["dk"]), str(BESIDE_NUMBERS["na"])], ["2026-11-22", "3", "2"]]
    survey = read(tmp_path, rows)
    assert ranks(survey) == ["dk", 3]
    assert ranks(survey, "operations.partners") == ["na", 2]


@pytest.mark.parametrize(
    ("cell", "level"), [("L1", "leader"), ("Front line", "front-line"), ("FRONT-LINE", "front-line"), ("Crew", "Crew")]
)
def test_levels_have_one_spelling(tmp_path: Path, cell: str, level: str) -> None:
    """LimeSurvey exports a level's code; two spellings of a level would be two groups."""
    rows = [["submitdate", "level", "insight_closed_loop"], ["2026-11-22", cell, "A3"]]
    assert read(tmp_path, rows).respondents[0].respondent.level == level


def test_two_of_the_same_person_behind_capitals(tmp_path: Path) -> None:
    """Addresses know no capitals."""
    rows = [["Email Address", "Timestamp", "insight_closed_loop"]]
    rows += [[name, "2026-11-22", "A3"] for name in ("a@b.example", "A@B.example ")]
    told = problems(tmp_path, rows)
    assert "same person" in told and "@" not in told


def test_five_thousand_rows_are_read_whole(tmp_path: Path) -> None:
    """A column that is quiet for long, and rows of unequal length, keep their people."""
    rows = [["submitdate", *codes_of(ORGANISATIONAL).values()]]
    rows += [["2026-11-22", "A3"], *([["2026-11-22", "", "A2"]] * 300)]
    assert len(read(tmp_path, rows).respondents) == 301


@pytest.mark.parametrize("tool", sorted(exports.TOOLS.keys() - {"spread"}))  # whose columns need the one before them
def test_no_tools_export_depends_on_the_order_of_its_columns(tmp_path: Path, tool: str) -> None:
    """People move columns in a spreadsheet before they pass an export on."""
    rows = [list(reversed(row)) for row in exports.TOOLS[tool](ORGANISATIONAL)]
    survey = read(tmp_path, rows, dates="mdy")
    said = [{id_: one.low or one.status for id_, one in who.answers.items()} for who in survey.respondents]
    assert said == [person.said for person in three(ORGANISATIONAL)]


def test_what_a_spreadsheet_saves_again_is_the_same(tmp_path: Path) -> None:
    """Excel quotes what it likes and writes a mark first; the answers stay."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, delimiter=";").writerows(exports.google(ORGANISATIONAL))
    file = tmp_path / "export.csv"
    file.write_bytes(text.getvalue().encode("utf-8-sig"))
    assert len(read_survey(str(file), ORGANISATIONAL, CATALOGUE, Choices(dates="mdy")).respondents) == 3


HEADINGS: dict[str, Callable[[Practice], str]] = {
    "title": lambda one: one.title,
    "question": lambda one: one.question,
    "numbered": lambda one: f"13. {one.title}",
    "question numbered": lambda one: f"Q13: {one.question}",
    "KoBo with labels": lambda one: f"Insight/{one.title}",
    "KoBo with names": lambda one: f"insight/{one.id.replace('.', '_').replace('-', '_')}",
    "ODK with groups": lambda one: f"page-insight-{one.id.replace('.', '_').replace('-', '_')}",
    "LimeSurvey with both": lambda one: f"{short_codes_of(ORGANISATIONAL)[one.id]}. {one.question}",
    "LimeSurvey with both, apart": lambda one: f"{short_codes_of(ORGANISATIONAL)[one.id]}: {one.title}",
    "Google": lambda one: f"{one.title} [{one.id.replace('.', '_').replace('-', '_')}]",
    "lines": lambda one: f"Insight\n{one.question}\nChoose one.",
    "blanks and capitals": lambda one: f"  {one.title.upper()}\u00a0 ",
    "a page's signs": lambda one: one.title.replace("&", "&amp;").replace(" ", "&nbsp;"),
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_known_however_a_tool_writes_it(tmp_path: Path, heading: str) -> None:
    """Where cells hold codes alone, a column that is not known would be lost with everybody's answers."""
    title = HEADINGS[heading](LOOP)
    assert ranks(read(tmp_path, [["submitdate", title], ["2026-11-22", "A3"], ["2026-11-22", ""]])) == [3]
