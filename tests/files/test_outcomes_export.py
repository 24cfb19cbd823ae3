"""Exports as tools and people leave them: headings in any of the first rows, columns by any name, rows that count.

A whole survey would be refused for a title above it, or its second row of headings be taken for an answer.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.outcomes.sample import LeftOut
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.outcomes.bands import band
from cxmaturity.files.outcomes.export import Export
from cxmaturity.files.survey import dates
from cxmaturity.files.tables import delimited
from cxmaturity.files.tables.delimited import read_delimited
from tests.files.test_outcomes import refusal, sample, values


def export(text: str, *named: str) -> Export:
    return Export(read_delimited("data.csv", text.encode()), named)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("NPS,Day\n9,x\n", 2),
        ("A report of ours\n\nNPS,Day\n9,x\n", 4),
        ("Respondent,NPS\n,Response\n1,9\n", 3),
        ("Respondent,NPS\n,Open-Ended Response\n1,9\n", 3),
        ('NPS,Day\nHow likely?,Recorded\n"{""ImportId"":""QID1""}",y\n9,x\n', 4),
        ("nps ,Day\n9,x\n", 2),
        ('"N\nPS",Day\n9,x\n', 3),
    ],
    ids=["plain", "title", "kinds", "open kinds", "Qualtrics", "spelling", "broken line"],
)
def test_headings_end_where_answers_begin(text: str, first: int) -> None:
    name = "N PS" if "N\nPS" in text else "NPS"
    read = export(text, name)
    assert [row.line for row in read.rows] == [first]
    assert len(read.places(name)) == 1


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Score", [1]),
        (" score ", [1]),
        ("How likely?", [1]),
        ("B", [1]),
        ("b", [1]),
        ("Z", []),
        ("", []),
        ("Twice", [2, 3]),
    ],
    ids=repr,
)
def test_a_column_is_known_by_any_heading_or_by_its_letter(name: str, places: list[int]) -> None:
    text = 'id,Score,Twice,Twice\nno,How likely?,x,y\n"{""ImportId"":""id""}",b,c,d\n1,9,8,7\n'
    assert export(text, "Score").places(name) == places


def test_a_heading_comes_before_a_letter() -> None:
    assert export("B,A\n1,2\n", "A").places("A") == [1]


def test_a_column_is_named_with_its_letter_and_its_heading() -> None:
    read = export("id,How likely is it that you would recommend us to a friend or a colleague of yours?\n1,9\n", "id")
    assert read.column(1).named == "column B (How likely is it that you would recommend us to a friend or…)"
    assert read.column(1).letter == "B"
    assert read.column(5).named == "column F"


@pytest.mark.parametrize("named", ["Q1", "How likely?"])
def test_the_group_beside_a_score_is_found_by_any_name_of_the_score(named: str, tmp_path: Path) -> None:
    text = 'Q1_NPS_GROUP,Q1\nGroup,How likely?\n"{""ImportId"":""a""}","{""ImportId"":""b""}"\nPromoter,3\n'
    refused = refusal(tmp_path, text, variant="nps", column=named)
    assert "line 4: column A" in refused and "Promoter stands beside a score of 3" in refused


TEXT = "Status,Finished,Progress,V\n"


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("IP Address,True,100,9", LeftOut()),
        ("Survey Preview,True,100,9", LeftOut(trials=1)),
        ("Survey Test,True,100,9", LeftOut(trials=1)),
        ("Spam,True,100,9", LeftOut(trials=1)),
        ("IP Address,False,100,9", LeftOut(unfinished=1)),
        ("IP Address,True,40,9", LeftOut(unfinished=1)),
        ("Partial,True,100,9", LeftOut(unfinished=1)),
        ("Completed,yes,100 %,9", LeftOut()),
        # a preview that is not finished counts once, and what is wrong in it is nobody's answer
        ("Survey Preview,False,1,oops", LeftOut(trials=1)),
        ("IP Address,True,100,", LeftOut(empty=1)),
        ("1,True,100,9", LeftOut()),
    ],
    ids=str,
)
def test_previews_tests_and_what_is_not_finished_never_count(row: str, left: LeftOut, tmp_path: Path) -> None:
    read = sample(tmp_path, f"{TEXT}{row}\nIP Address,True,100,7\n", variant="nps")
    assert read.left_out == left
    assert read.n == 2 - left.trials - left.unfinished - left.empty


def test_a_column_that_a_measure_names_leaves_out_nothing(tmp_path: Path) -> None:
    """Whether an order was completed can be what is measured."""
    read = sample(tmp_path, "Completed\nYes\nNo\nNo\n", variant="share", column="Completed")
    assert values(read) == [0, 0, 1] and read.left_out == LeftOut()


@given(
    st.lists(
        st.tuples(st.sampled_from(["", *map(str, range(11))]), st.sampled_from(["", "Survey Preview"])), min_size=1
    )
)
@settings(max_examples=40, deadline=None)
def test_every_row_is_an_answer_or_left_out_for_a_reason(rows: list[tuple[str, str]]) -> None:
    """Groups and reasons add up to the rows of the file: nothing is lost between."""
    import tempfile

    text = "V,Status\n" + "".join(f"{score},{status}\n" for score, status in rows)
    with tempfile.TemporaryDirectory() as folder:
        try:
            read = sample(Path(folder), text, variant="nps")
        except ProblemsFoundError as error:
            assert [problem.code for problem in error.problems] == ["no-rows"]
            assert not any(score and not status for score, status in rows)
            return
    filled = [pair for pair in rows if any(pair)]  # a row without anything is none
    left = read.left_out
    assert read.n + left.trials + left.empty == len(filled)
    assert values(read) == sorted(float(score) for score, status in filled if score and not status)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (0, "under 12"),
        (11.99, "under 12"),
        (12, "12 to under 24.5"),
        (24.5, "24.5 or more"),
        (1e9, "24.5 or more"),
        (None, ""),
    ],
)
def test_a_number_lies_in_one_band(value: float | None, name: str) -> None:
    assert band(value, [12, 24.5]) == name


@pytest.mark.parametrize(
    ("cells", "order", "months"),
    [
        (["2026-01-31", "2026-02-01 23:59:59", "2026-03-01T00:00:00Z"], None, ["2026-01", "2026-02", "2026-03"]),
        (["31/01/2026", "01/02/2026 10:00"], None, ["2026-01", "2026-02"]),
        (["2026-01-02 10:00:00.123+01:00", "2026/02/03 9:00:00 am GMT+1"], None, ["2026-01", "2026-02"]),
        (["31/01/2026, 9.05", "01/02/2026T10:00"], None, ["2026-01", "2026-02"]),
        (["2026-01-02 10:00 p.m. (CET)", "3 Feb 2026 at 10:00"], None, ["2026-01", "2026-02"]),
        (["01/31/2026", "02/01/2026 10:00 PM"], None, ["2026-01", "2026-02"]),
        (["01/02/2026"], "dmy", ["2026-02"]),
        (["01/02/2026"], "mdy", ["2026-01"]),
        (["31.01.2026", "1.2.2026"], None, ["2026-01", "2026-02"]),
        (["22 Nov 2026", "November 3, 2026"], None, ["2026-11", "2026-11"]),
        (["29/02/2028", "2028-03-01"], None, ["2028-02", "2028-03"]),
    ],
    ids=str,
)
def test_days_are_read_as_tools_write_them(
    cells: list[str], order: str | None, months: list[str], tmp_path: Path
) -> None:
    text = "V\tD\n" + "".join(f"9\t{cell}\n" for cell in cells)
    read = sample(tmp_path, text, variant="nps", date="D", dates=order)
    assert sorted(place.month for place, answers in read.counts.items() for _ in range(sum(answers.values()))) == months


@pytest.mark.parametrize(
    "day", ["31/02/2026", "29/02/2026", "00/01/2026", "2026-13-01", "1/1/26", "45992", "yesterday"]
)
def test_a_day_that_is_none_is_refused_with_its_row(day: str, tmp_path: Path) -> None:
    refused = refusal(tmp_path, f"V\tD\n9\t31/01/2026\n9\t{day}\n", variant="nps", date="D")
    assert refused.startswith(f"data.csv, line 3: column B (D): '{day}' is no day")


def keys(**more: Any) -> dict[str, Any]:
    return {"variant": "share", **more}


@pytest.mark.parametrize(
    ("cells", "more", "read"),
    [
        (["Yes", "no", "TRUE", "false", "y", "N", "1", "0", ""], {}, [0, 0, 0, 0, 1, 1, 1, 1]),
        (["Churned", "Active"], {"values": {"churned": "yes", "Active": "no"}}, [0, 1]),
        (["Yes", "?"], {"values": {"?": "none"}}, [1]),
        # what the file says comes before what the word would mean
        (["1", "2"], {"values": {"1": "no", "2": "yes"}}, [0, 1]),
    ],
    ids=str,
)
def test_yes_and_no_are_read_in_any_spelling(
    cells: list[str], more: dict[str, Any], read: list[float], tmp_path: Path
) -> None:
    text = "id,V\n" + "".join(f"x,{cell}\n" for cell in cells)
    assert values(sample(tmp_path, text, **keys(**more))) == read


def test_words_on_a_scale_are_read_by_what_the_file_says(tmp_path: Path) -> None:
    said = {"Very satisfied": 5, "Satisfied": 4, "Don’t know": "none"}
    text = "V\nvery satisfied\nSATISFIED\nDon't know\n3\n"
    assert values(sample(tmp_path, text, variant="csat-top-two-of-five", values=said)) == [3, 4, 5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_encoding_and_sign_of_a_spreadsheet_is_read(encoding: str, sign: str, tmp_path: Path) -> None:
    (tmp_path / "outcomes.yaml").write_text(
        "schema: cxmaturity/outcomes@1\ndate: 2026-11-22\n"
        "measures: [{id: m, variant: nps, file: data.csv, column: Wért, by: [Région]}]\n",
        encoding="utf-8",
    )
    (tmp_path / "data.csv").write_text(f"Wért{sign}Région\r\n9{sign}Süd\r\n", encoding=encoding, newline="")
    from cxmaturity.files.outcomes.load import outcomes_of_file

    (read,) = outcomes_of_file(str(tmp_path / "outcomes.yaml")).samples
    assert {place.groups for place in read.counts} == {("Süd",)}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"V\n9\xff\n", "line 2: byte 0xff is not UTF-8"),
        (b"V\n9\x00\n", "line 2: there is a zero byte in it"),
        (b'V\n"9\n', "a quoted cell does not end as it should"),
        (b"PK\x03\x04nothing", "this is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0", "this is a workbook of the old kind"),
    ],
    ids=["bytes", "zero", "quote", "packed", "old"],
)
def test_what_is_no_table_is_refused(data: bytes, says: str, tmp_path: Path) -> None:
    from cxmaturity.files.outcomes.load import outcomes_of_file

    (tmp_path / "data.csv").write_bytes(data)
    (tmp_path / "outcomes.yaml").write_text(
        "schema: cxmaturity/outcomes@1\ndate: 2026-11-22\n"
        "measures:\n"
        "  - {id: m, variant: nps, file: data.csv, column: V}\n"
        "  - {id: n, variant: nps, file: data.csv, column: V}\n"
    )
    with pytest.raises(ProblemsFoundError) as caught:
        outcomes_of_file(str(tmp_path / "outcomes.yaml"))
    assert says in str(caught.value)
    assert len(caught.value.problems) == 1  # a file that two measures name is told of once


LINES = st.lists(st.sampled_from(["a,b", "", "  ,", '"a\nb",c', '"\n\n",x', ",d"]), min_size=1, max_size=14)


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_rows_begin_on_the_lines_that_an_editor_counts(records: list[str], end: str) -> None:
    """Somebody looks for a wrong cell at the line that is named, however many cells before it hold line ends."""
    text = "".join(f"{record}\n" for record in records).replace("\n", end)
    expected, line = [], 1
    for record in records:
        if record.replace("\n", "").strip(', "'):
            expected.append(line)
        line += record.count("\n") + 1
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(delimited, "_AT_ONCE", 4)
        assert [row.line for row in delimited.read_delimited("a.csv", text.encode()).rows] == expected


def test_a_table_that_breaks_off_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each at the line where its record begins, behind one with a line end and more than are read at once."""
    monkeypatch.setattr(delimited, "_AT_ONCE", 2)
    monkeypatch.setattr(delimited, "MOST_COLUMNS", 3)
    monkeypatch.setattr(delimited, "MOST_ROWS", 5)
    begin = 'a,b\n"1\n1",2\n3,4\n'
    for text, line in ((f'{begin}5,"6\n7\n', 5), (f"{begin}5,6,7,8\n", 5), (begin + "5,6\n" * 3, 7)):
        with pytest.raises(ProblemsFoundError) as caught:
            delimited.read_delimited("a.csv", text.encode())
        assert [problem.line for problem in caught.value.problems] == [line]


TIMES = st.lists(
    st.sampled_from(
        [
            "2026-03-09",
            "9/3/2026",
            "9 Mar 2026",
            "T",
            " ",
            ", ",
            "at ",
            "10:05",
            "7:5",
            ":09.25",
            "PM",
            "+01:00",
            "Z",
            "(CET)",
        ]
    )
)


@given(TIMES)
def test_a_time_is_cut_off_whatever_its_digits(pieces: list[str]) -> None:
    """What is kept of a form that was met before is what the rule itself leaves of each cell."""
    cell = "".join(pieces)
    assert dates.without_time(cell) == dates._AFTER.sub("", cell.strip())
