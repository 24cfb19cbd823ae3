"""The pieces that read an export: cells, days, people, records; each by hand, and against what writes such files.

Whoever imports a survey would lose an answer, count somebody twice, or read the fifth of March as the third of May.
"""

import csv
import datetime
import io
from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.model import Practice
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.survey.cells import CUT, Answering, Said, Wrong, plain
from cxmaturity.files.survey.dates import ORDERS, Order, order_of, read_day, read_moment
from cxmaturity.files.survey.people import durations, is_half_way, is_trial, people
from cxmaturity.files.tables.columns import Column
from cxmaturity.files.tables.delimited import read_delimited
from cxmaturity.files.tables.table import MOST_COLUMNS, Row, column_name
from tests.build import questionnaire_of

QUESTIONNAIRE = questionnaire_of(
    {"scale": [1, 2, 3], "tree": {"d": {"practices": {"a": {"na": True}, "b": {"points": [1, 3]}}}}}
)
ALL, GAP = QUESTIONNAIRE.practices["d.a"], QUESTIONNAIRE.practices["d.b"]
SWEEP = questionnaire_of({"scale": [-1, 0, 1], "scoring": {"rule": "sweep"}, "tree": {"d": {"practices": {"a": {}}}}})

# cells


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Behaviour 2", Said("answered", 2)),
        ("  behaviour\u00a02. ", Said("answered", 2)),
        ("BEHAVIOUR 2", Said("answered", 2)),
        ("a) Behaviour 1", Said("answered", 1)),
        ("3. Behaviour 3", Said("answered", 3)),
        ("p2", Said("answered", 2)),
        ("Point 2", Said("answered", 2)),
        ("A2", Said("answered", 2)),
        ("b", Said("answered", 2)),
        ("2", Said("answered", 2)),
        ("dk", Said("dk")),
        ("I don’t know", Said("dk")),
        ("98", Said("dk")),
        ("na", Said("na")),
        ("99", Said("na")),
        ("This does not apply to us", Said("na")),
    ],
)
def test_a_cell_says_an_answer(cell: str, said: Said) -> None:
    assert Answering(ALL, QUESTIONNAIRE).read(cell) == said


@pytest.mark.parametrize(
    ("practice", "cell", "code"),
    [
        (ALL, "Behaviour", "no-option"),
        (ALL, "4", "no-option"),
        (ALL, "A4", "no-option"),
        (ALL, "d", "no-option"),
        (ALL, "0", "no-option"),
        (ALL, "Behaviour 1; Behaviour 2", "several"),
        (ALL, "1, 2", "several"),
        (ALL, "1|3", "several"),
        (ALL, "Behaviour 1 and Behaviour 2", "several"),
        (ALL, "½", "no-option"),
        (ALL, "٢", "no-option"),  # a two in Arabic: nobody typed that on purpose into a form of ours
        (GAP, "na", "no-option"),  # everybody has to answer it
        (GAP, "99", "number"),
        (GAP, "2", "number"),  # its second option, or its point 2, which it has not
        (GAP, "A2", "no-option"),
    ],
)
def test_a_cell_that_says_none_is_never_taken_for_the_nearest(practice: Practice, cell: str, code: str) -> None:
    wrong = Answering(practice, QUESTIONNAIRE).read(cell)
    assert isinstance(wrong, Wrong)
    assert wrong.code == code
    assert wrong.hint


def test_a_letter_means_the_place_of_an_option_and_not_its_rank() -> None:
    """b is the second of two options, though the second stands at the third point."""
    assert Answering(GAP, QUESTIONNAIRE).read("b") == Said("answered", 3)
    assert isinstance(Answering(GAP, QUESTIONNAIRE).read("c"), Wrong)


def test_a_number_says_nothing_where_a_scale_has_values_of_its_own() -> None:
    wrong = Answering(SWEEP.practices["d.a"], SWEEP).read("1")
    assert isinstance(wrong, Wrong)
    assert wrong.code == "number"


def test_what_a_mapping_says_comes_before_what_a_code_would() -> None:
    given_ = {"rarely": Said("answered", 1), "2": Said("answered", 3)}
    answering = Answering(ALL, QUESTIONNAIRE, given_)
    assert answering.read("Rarely") == Said("answered", 1)
    assert answering.read("2") == Said("answered", 3)


def test_a_cell_that_is_cut_off_is_told_from_one_that_is_none() -> None:
    """Some tools export the first letters only: the option would be clear, and still nobody chose it for sure."""
    organisational = Catalogue().find("organisational")
    assert organisational is not None
    practice = next(iter(organisational.practices.values()))
    option = practice.options[0].text
    answering = Answering(practice, organisational)
    cut = answering.read(option[: CUT + 5])
    assert isinstance(cut, Wrong)
    assert cut.code == "cut-off"
    assert f"after {len(option[: CUT + 5].strip())} characters" in cut.message
    short = answering.read(option[: CUT - 5])
    assert isinstance(short, Wrong)
    assert short.code != "cut-off"


@given(st.text(max_size=20))
def test_a_text_is_compared_the_same_however_often_it_was(text: str) -> None:
    assert plain(plain(text)) == plain(text) or "&" in text  # what stands for a sign may stand for what stands for one


@pytest.mark.parametrize(
    ("one", "other"),
    [("it’s “so”", 'it\'s "so"'), ("A – B", "a - b"), ("so&nbsp;on", "so on"), ("soft\u00adly", "softly")],
)
def test_signs_of_a_page_are_those_of_a_keyboard(one: str, other: str) -> None:
    assert plain(one) == plain(other)


# days


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from("-/."))
def test_a_day_is_read_in_every_order_that_it_can_be_written_in(day: datetime.date, sign: str) -> None:
    assert read_day(f"{day.year}{sign}{day.month}{sign}{day.day}", "iso") == day
    assert read_day(f"{day.day}{sign}{day.month}{sign}{day.year}", "dmy") == day
    assert read_day(f"{day.month:02}{sign}{day.day:02}{sign}{day.year} 10:30", "mdy") == day
    assert read_day(day.strftime("%d %B ") + str(day.year), "iso") == day


@given(st.lists(st.dates(datetime.date(1000, 1, 1)), min_size=1, max_size=6), st.sampled_from(["dmy", "mdy"]))
def test_an_order_is_settled_only_where_no_other_fits(days: list[datetime.date], order: str) -> None:
    """Brute force: the orders in which every cell is a day. One that is settled is the one that was written."""
    form = "{0.day}/{0.month}/{0.year}" if order == "dmy" else "{0.month}/{0.day}/{0.year}"
    cells = [form.format(day) for day in days]
    fitting = [each for each in ORDERS if each != "iso" and all(read_day(cell, each) for cell in cells)]
    settled = order_of(cells)
    assert order in fitting
    assert settled == (order if len(fitting) == 1 else None)


@pytest.mark.parametrize("cell", ["31.02.2026", "2026-13-01", "0.1.2026", "yesterday", "", "1/2/26", "30 Foo 2026"])
@pytest.mark.parametrize("order", ORDERS)
def test_what_is_no_day_is_none(cell: str, order: Order) -> None:
    assert read_day(cell, order) is None


def test_day_and_month_are_no_day_where_their_order_is_not_known() -> None:
    assert read_day("03/05/2026", "iso") is None
    assert read_day("03/05/2026", "dmy") == datetime.date(2026, 5, 3)
    assert read_day("03/05/2026", "mdy") == datetime.date(2026, 3, 5)


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("2026-11-22 10:30", (10, 30, 0)),
        ("2026-11-22T10:30:59Z", (10, 30, 59)),
        ("2026-11-22 10:30 pm", (22, 30, 0)),
        ("2026-11-22 12:05 AM", (0, 5, 0)),
        ("2026-11-22 12:05 PM", (12, 5, 0)),
        ("2026-11-22 10:30:01.123", (10, 30, 1)),
        ("2026-11-22", None),
        ("2026-11-22 25:00", None),
        ("2026-11-22 10:60", None),
        ("10:30", None),
    ],
)
def test_a_moment(cell: str, time: tuple[int, int, int] | None) -> None:
    expected = None if time is None else datetime.datetime(2026, 11, 22, *time)
    assert read_moment(cell, "iso") == expected


# people


def column(at: int, title: str) -> Column:
    return Column(at, (title,))


def rows(*cells: Sequence[str]) -> list[Row]:
    return [Row(i, tuple(texts)) for i, texts in enumerate(cells, 2)]


MAIL = [column(0, "email")]


def test_the_first_or_the_last_answer_of_a_person_counts() -> None:
    given_ = rows(["a@x", "1"], ["b@x", "2"], ["A@x ", "3"], ["", "4"], ["", "5"])
    first = people("x.csv", given_, {}, MAIL, unfinished=False, keep="first")
    last = people("x.csv", given_, {}, MAIL, unfinished=False, keep="last")
    assert [row.cells[1] for row in first.rows] == ["1", "2", "4", "5"]
    assert [row.cells[1] for row in last.rows] == ["2", "3", "4", "5"]
    assert first.notices == ("1 person answered more than once: the first answer counts",)


def test_nobody_chooses_for_the_user_which_answer_counts() -> None:
    chosen = people("x.csv", rows(["a@x"], ["a@x"]), {}, MAIL, unfinished=False, keep=None)
    assert len(chosen.problems) == 1
    assert "a@x" not in str(chosen.problems[0]), "an address is written nowhere"


def test_previews_go_first_so_that_no_test_counts_as_somebodys_second_answer() -> None:
    times = {"kind": column(1, "Status")}
    given_ = rows(["a@x", "Survey Preview"], ["a@x", "IP Address"], ["b@x", "Spam"])
    chosen = people("x.csv", given_, times, MAIL, unfinished=False, keep=None)
    assert [row.line for row in chosen.rows] == [3]
    assert chosen.notices == ("2 rows left out: of previews and tests",)
    assert chosen.problems == ()


def test_who_left_half_way_counts_where_the_user_says_so() -> None:
    times = {"finished": column(1, "Finished")}
    given_ = rows(["a@x", "True"], ["b@x", "False"], ["c@x", ""])
    without = people("x.csv", given_, times, MAIL, unfinished=False, keep=None)
    assert [row.line for row in without.rows] == [2, 4]
    assert without.notices == ("1 row left out: not finished (--unfinished takes them)",)
    assert len(people("x.csv", given_, times, MAIL, unfinished=True, keep=None).rows) == 3


@pytest.mark.parametrize(
    ("what", "text", "half"),
    [
        ("progress", "99", True),
        ("progress", "99 %".replace(" ", ""), True),
        ("progress", "100", False),
        ("progress", "", False),
        ("finished", "0", True),
        ("finished", "1", False),
        ("kind", "Partial", True),
        ("kind", "0", False),
        ("seconds", "0", False),
    ],
)
def test_what_says_that_somebody_left_half_way(what: str, text: str, half: bool) -> None:
    assert is_half_way(what, text) == half


def test_a_number_means_a_trial_only_where_a_survey_tool_wrote_it() -> None:
    assert is_trial("1")
    assert not is_trial("1", numbers=False)
    assert is_trial(" Survey Test ", numbers=False)
    assert not is_trial("testing our product")


def test_how_long_people_took() -> None:
    times = {"started": column(0, "Start Date"), "ended": column(1, "End Date")}
    given_ = rows(
        ["2026-11-22 10:00", "2026-11-22 10:04"],
        ["2026-11-22 10:00", "2026-11-22 10:10"],
        ["2026-11-22 23:59", "2026-11-23 00:05"],
        ["2026-11-22 10:00", "2026-11-22 09:00"],  # a clock that went back says nothing
    )
    expected = "answering took 6 minutes in the median, between 4 and 10"
    assert durations(given_, times, "iso") == expected
    assert durations(given_[:1], times, "iso") == "", "of one person it would say how long that one took"
    assert durations(given_, times, None) == ""
    seconds = rows(["240"], ["600"], ["360.0"], ["soon"])
    assert durations(seconds, {"seconds": column(0, "Duration")}, None) == expected


# records


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=8)


@settings(max_examples=60)
@given(
    st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=2, max_size=6)),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_writes_is_read(cells: list[list[str]], sign: str, encoding: str) -> None:
    """Python's own writer stands for the spreadsheet; a row of blanks alone says nothing and is passed."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(cells)
    read = read_delimited("x.csv", out.getvalue().encode(encoding))
    assert [row.cells for row in read.rows] == [tuple(row) for row in cells if any(cell.strip() for cell in row)]
    begins = accumulate((1 + sum(cell.count("\n") for cell in row) for row in cells), initial=1)
    assert [row.line for row in read.rows] == [
        line for line, row in zip(begins, cells, strict=False) if any(cell.strip() for cell in row)
    ]


def test_rows_of_one_column_and_of_different_lengths() -> None:
    read = read_delimited("x.csv", b"a\n\nb,c,d\n")
    assert [row.cells for row in read.rows] == [("a",), ("b", "c", "d")]
    assert [row.line for row in read.rows] == [1, 3]
    assert read.width == 3
    assert read.rows[0].cell(2) == ""


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (b"a,b\nc,\xff\n", 2, "not-utf-8"),
        (b"a,b\nc,\0\n", 2, "no-text"),
        (b'a,b\n"c,d\n', 2, "broken-table"),
        (b'a,b\n"c"d,e\n', 2, "broken-table"),
        (b"," * MOST_COLUMNS, 1, "too-wide"),
    ],
)
def test_what_is_no_table_is_refused_at_its_line(data: bytes, line: int, code: str) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        read_delimited("x.csv", data)
    assert [(problem.line, problem.code) for problem in refused.value.problems] == [(line, code)]


@pytest.mark.parametrize(
    ("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_named_as_spreadsheets_name_them(place: int, name: str) -> None:
    assert column_name(place) == name


@given(st.integers(0, 20_000))
def test_every_column_has_a_name_of_its_own(place: int) -> None:
    number = 0
    for letter in column_name(place):
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number == place + 1
