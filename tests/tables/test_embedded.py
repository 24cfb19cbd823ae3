"""`score --table`: what people get of a table, and what they are told of one that is wrong."""

import csv
import http.server
import io
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from cxmaturity.domain.agreement.aggregation import aggregated, organisation_answers
from cxmaturity.domain.answers import MISSING, Answer, Answers
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.tables.cells import answer_of, answers_by_text
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import ROOT, Cx
from tests.tables.rows import DAY, drawn
from tests.tables.same import result_row

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "tables.yaml").read_text(encoding="utf-8"))


def questionnaire(id_: str = "organisational") -> Questionnaire:
    asked = Catalogue().find(id_)
    assert asked is not None
    return asked


def cell(answer: Answer, asked: Questionnaire, *, by_id: bool) -> str:
    """An answer as a cell has it."""
    if answer.low is None or answer.high is None:
        return "" if answer.status == "missing" else answer.status
    low, high = ((asked.point(r).id if by_id else str(r)) for r in (answer.low, answer.high))
    return low if answer.status == "answered" else f"{low}-{high}"


def texts(asked: Questionnaire, rows: list[Answers]) -> pl.DataFrame:
    """Rows as cells of text, points by id and by rank, and whether each is documented."""
    columns: dict[str, list[str]] = {"unit": [f"=unit {i % 3}" for i in range(len(rows))]}
    for place, id_ in enumerate(asked.practices):
        by_id = bool(place % 2) or not asked.scale[0].numbered
        columns[id_] = [cell(row.of(id_), asked, by_id=by_id) for row in rows]
        columns[f"{id_}.documented"] = ["TRUE" if row.of(id_).evidence else "" for row in rows]
    return pl.DataFrame(columns)


def results(text: str) -> list[dict[str, float | str | None]]:
    """The rows of a result in CSV."""
    rows = csv.DictReader(io.StringIO(text))
    return [{k: v if k == "unit" else (float(v) if v else None) for k, v in row.items()} for row in rows]


@pytest.mark.parametrize("id_", Catalogue().ids())
def test_a_row_is_scored_as_a_file_with_the_same_answers(id_: str, cx: Cx, tmp_path: Path) -> None:
    asked = questionnaire(id_)
    rows = drawn(asked, 30, seed=2)
    table = tmp_path / "units.csv"
    texts(asked, rows).write_csv(table)
    ran = cx("score", "--table", table, "--questionnaire", id_)
    assert (ran.code, ran.err) == (0, "")
    for i, (result, row) in enumerate(zip(results(ran.out), rows, strict=True)):
        assert result == {"unit": f"'=unit {i % 3}", **result_row(asked, row)}


WRITERS: dict[str, Callable[[pl.DataFrame, Path], object]] = {
    ".csv": pl.DataFrame.write_csv,
    ".tsv": lambda frame, file: frame.write_csv(file, separator="\t"),
    ".parquet": pl.DataFrame.write_parquet,
    ".arrow": pl.DataFrame.write_ipc,
}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("kind", ["text", "whole", "decimal", "category"])
def test_every_kind_of_table_and_of_cell_says_the_same(kind: str, ending: str, cx: Cx, tmp_path: Path) -> None:
    """Spreadsheets, pandas and databases each write a missing rank in their own way."""
    ranks = {"people.hiring": [3, None, 1], "insight.closed-loop": [None, 6, 2]}
    frame = pl.DataFrame(ranks, schema_overrides=dict.fromkeys(ranks, pl.Int16))
    if kind == "decimal":
        frame = frame.cast(pl.Float64).with_columns(pl.col("people.hiring").fill_null(float("nan")))
    if kind in {"text", "category"}:
        frame = frame.cast(pl.String).cast(pl.Categorical if kind == "category" else pl.String)
    if kind == "decimal" and ending in {".csv", ".tsv"}:
        frame = frame.fill_nan(None)
    WRITERS[ending](frame, tmp_path / f"t{ending}")
    ran = cx("score", "--table", tmp_path / f"t{ending}", "--questionnaire", "organisational")
    assert ran.code == 0
    assert [(row["people.index"], row["insight.index"]) for row in results(ran.out)] == [
        (40, None),
        (None, 100),
        (0, 20),
    ]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".jsonl"])
def test_results_are_written_by_the_ending_of_the_file(ending: str, cx: Cx, tmp_path: Path) -> None:
    table, out = tmp_path / "t.csv", tmp_path / "new" / f"out{ending}"
    table.write_text("unit;people.hiring\nnorth;3-4\n")
    ran = cx("score", "--table", table, "--questionnaire", "organisational", "-o", out)
    assert ran.code == 0
    assert ran.err.splitlines()[-1] == f"Wrote {out}"
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    if ending == ".csv":
        row: Mapping[str, Any] = results(out.read_text())[0]
    else:
        row = pl.read_parquet(out).row(0, named=True) if ending == ".parquet" else json.loads(out.read_text())
    assert (row["unit"], row["people.level"], row["stage"], row["applicable"]) == ("north", 3, None, 28)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_table_that_is_wrong_is_refused_with_what_would_be_right(
    case: dict[str, Any], cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "0")
    file = f"table{case.get('ending', '.csv')}"
    Path(file).write_text(case["table"])
    asked = ("--questionnaire", case.get("questionnaire", "organisational"), *case.get("options", ()))
    ran = cx("score", "--table", file, *asked, "-o", "out.csv")
    assert (ran.code, ran.out) == (1, "")
    if "begins" in case:
        assert ran.err.startswith(case["begins"].format(file=file))
    else:
        assert ran.err.splitlines() == [line.format(file=file) for line in case["says"]]
    assert [path.name for path in tmp_path.iterdir()] == [file], "something was left behind"


def test_of_many_wrong_cells_the_first_are_listed_and_the_others_counted(cx: Cx, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("people.hiring\n" + "".join(f"x{i // 2}\n" for i in range(1000)))
    said = cx("score", "--table", table, "--questionnaire", "organisational").err.splitlines()
    assert len(said) == 21
    assert said[-1] == f"{table}: and in 960 more cells"


def test_lines_of_a_csv_in_which_nothing_stands_are_no_rows(cx: Cx, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("unit,people.hiring\nA,3\n\n,\nB,\n,2\n\n\n")
    asked = ("score", "--table", table, "--questionnaire", "organisational")
    rows = [line.split(",")[0] for line in cx(*asked).out.splitlines()]
    assert rows == ["unit", "A", "B", ""]
    counts = [line.split(",")[:2] for line in cx(*asked, "--by", "unit", "--min-cell", "1").out.splitlines()[1:]]
    assert sorted(counts) == [["", "1"], ["A", "1"], ["B", "1"]]
    table.write_text("unit,people.hiring\n\n,\n")
    assert cx(*asked).err.startswith(f"{table}: there is no row of answers in it")
    table.write_text("unit,people.hiring\n\nA,many\n")
    assert f"{table}, line 3: people.hiring" in cx(*asked).err


WRONG_FRAMES: dict[str, tuple[dict[str, Any], str]] = {
    "a rank that is none": ({"people.hiring": [1, 7]}, "t.parquet: row 2, people.hiring: “7” is no answer"),
    "a rank between two": ({"people.hiring": [1.0, 2.5]}, "t.parquet: row 2, people.hiring: “2.5” is no answer"),
    "truths": ({"people.hiring": [True]}, "t.parquet: people.hiring: its type is boolean, which holds no answers"),
    "lists": ({"people.hiring": [[1]]}, "t.parquet: people.hiring: its type is list(int64), which holds no answers"),
    "decimals": (
        {"people.hiring": [1], "people.hiring.documented": [0.5]},
        "t.parquet: people.hiring.documented: its type is float64, which holds no answers",
    ),
}


@pytest.mark.parametrize("name", WRONG_FRAMES)
def test_wrong_types_and_numbers_of_parquet_are_refused(
    name: str, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    columns, said = WRONG_FRAMES[name]
    pl.DataFrame(columns).write_parquet("t.parquet")
    ran = cx("score", "--table", "t.parquet", "--questionnaire", "organisational")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(said)


def test_columns_types_and_cells_that_are_wrong_are_told_in_one_run(
    cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who mends a table of many columns does not mend it once a kind of fault."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "0")
    columns: dict[str, Any] = {
        "people.hirring": ["mobilise", "align"],
        "people.authority": [True, False],
        "people.hiring": [3, 9],
        "people.recognition": ["align", "algin"],
        "strategy.intent": [" Align", "ALIGN"],
    }
    pl.DataFrame(columns).write_parquet("t.parquet")
    ran = cx("score", "--table", "t.parquet", "--questionnaire", "organisational", "--by", "unit")
    assert (ran.code, ran.out) == (1, "")
    begun = [line.partition(";")[0].partition(":")[2].strip() for line in ran.err.splitlines()]
    assert begun == [
        "no practice is called people.hirring",
        "there is no column unit, which --by names",
        "people.authority: its type is boolean, which holds no answers",
        "row 2, people.hiring: “9” is no answer",
        "row 2, people.recognition: “algin” is no answer",
    ]


SEVERAL: dict[str, tuple[dict[str, str], str]] = {
    "another column": (
        {"a.csv": "people.hiring,unit\n3,n\n", "b.csv": "people.hiring,city\n3,n\n"},
        "b.csv: its columns are not those of a.csv: unit and city; give all files of a table the same columns",
    ),
    "another order": (
        {"a.csv": "people.hiring,unit\n3,n\n", "b.csv": "unit,people.hiring\nn,3\n"},
        "b.csv: its columns are not those of a.csv: their order",
    ),
    "another separator": (
        {"a.csv": "people.hiring,unit\n3,n\n", "b.csv": "people.hiring;unit;city\n3;n;x\n"},
        "b.csv: its columns are not those of a.csv: city",
    ),
    "a cell that is no answer": (
        {"a.csv": "people.hiring\n3\n4\n", "b.csv": "people.hiring\n3\nmany\n"},
        "b.csv, line 3: people.hiring: “many” is no answer",
    ),
    "a mark that is not closed": (
        {"a.csv": "people.hiring\n3\n", "b.csv": 'people.hiring\n3\n"4\n'},
        "b.csv, line 3: a quotation mark is not closed",
    ),
    "none": ({}, "*.csv: no file has such a name"),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_of_several_files_the_one_that_is_wrong_is_named(
    name: str, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "0")
    files, message = SEVERAL[name]
    for file, text in files.items():
        Path(file).write_text(text)
    ran = cx("score", "--table", "*.csv", "--questionnaire", "organisational")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(message)


PLACES = {
    "-": "-: a table is read from a file or an address, not from standard input; name a file",
    ".": ".: this is a folder; name the files in it, as in ./*.arrow",
    "ftp://host/t.csv": "ftp://host/t.csv: addresses that begin with ftp:// are not read; known are https://, s3://",
    "stream.arrow": "stream.arrow: this is Arrow as a stream; write it as a file of Arrow, or as Parquet",
    "lists.parquet": "lists.parquet: unit: its type is list(int64), which CSV can not hold; write to a file of Parquet",
}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_table_or_can_not_be_written_says_why(
    place: str, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "0")
    frame = pl.DataFrame({"people.hiring": [3], "unit": [[1]]})
    frame.write_ipc_stream("stream.arrow")
    frame.write_parquet("lists.parquet")
    Path("t.csv").touch()
    ran = cx("score", "--table", place, "--questionnaire", "organisational")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(PLACES[place])


def test_groups_are_put_together_as_a_team_is(cx: Cx, tmp_path: Path) -> None:
    """A unit's stage is that of its people's answers together, never a mean of their stages."""
    asked = questionnaire()
    rows = drawn(asked, 90, seed=4)
    units = [f"u{i * i % 7}" for i in range(len(rows))]
    table = tmp_path / "t.csv"
    texts(asked, rows).with_columns(pl.Series("unit", units)).write_csv(table)
    ran = cx("score", "--table", table, "--questionnaire", "organisational", "--by", "unit", "--min-cell", "1")
    assert ran.code == 0
    shown = {str(row["unit"]): row for row in results(ran.out)}
    assert list(shown) == sorted(set(units))
    for unit, result in shown.items():
        people = [row for row, of in zip(rows, units, strict=True) if of == unit]
        assert result == {"unit": unit, "n": len(people), **result_row(asked, put_together(asked, people))}


def put_together(asked: Questionnaire, people: list[Answers]) -> Answers:
    from cxmaturity.domain.agreement.aggregation import Choices
    from cxmaturity.domain.agreement.gaps import Drawing

    def nothing_drawn(*_: object) -> list[tuple[float, float]]:
        return []

    team = aggregated(asked, people, Choices(Drawing(nothing_drawn, 0, 1), len(people)))  # type: ignore[arg-type]
    return organisation_answers(team, people)


def test_small_groups_are_left_out_and_said_to_be(cx: Cx, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("unit,city,people.hiring\n" + "north,Bern,3\n" * 5 + "south,Bern,3\n" * 4 + ",,3\n")
    ran = cx("score", "--table", table, "--questionnaire", "organisational", "--by", "unit", "--by", "city")
    assert [(row["unit"], row["n"]) for row in csv.DictReader(io.StringIO(ran.out))] == [("north", "5")]
    assert "two groups of fewer than 5 rows are left out; see --min-cell" in ran.err


def test_a_table_is_read_from_a_url(cx: Cx, tmp_path: Path) -> None:
    pl.DataFrame({"people.hiring": [3]}).write_parquet(tmp_path / "t.parquet")
    for address in served(tmp_path):
        ran = cx("score", "--table", f"{address}/t.parquet", "--questionnaire", "organisational")
        assert ran.code == 0
        assert results(ran.out)[0]["people.level"] == 3
        ran = cx("score", "--table", f"{address}/no.parquet", "--questionnaire", "organisational")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"{address}/no.parquet: there is no such file")


def served(folder: Path) -> Iterator[str]:
    """The address of a folder, for as long as it is looped over; parts of files can be asked for."""

    class Parts(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            file = folder / self.path.strip("/")
            if not file.exists():
                self.send_error(404)
                return
            data = file.read_bytes()
            asked = self.headers.get("Range", "").removeprefix("bytes=")
            first, _, last = asked.partition("-")
            start = int(first) if first else max(0, len(data) - int(last or len(data)))
            part = data[start : int(last) + 1 if first and last else len(data)]
            self.send_response(206 if asked else 200)
            self.send_header("Content-Length", str(len(part)))
            if asked:
                self.send_header("Content-Range", f"bytes {start}-{start + len(part) - 1}/{len(data)}")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(part)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Parts) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


USAGE = {
    "no questionnaire": (("--table", "t.csv"), "--questionnaire: say what the table answers"),
    "files beside it": (("a.yaml", "--table", "t.csv", "--questionnaire", "digital"), "name one or the other"),
    "an option about files": (("--table", "t.csv", "--questionnaire", "digital", "--sure"), "--sure: is about answers"),
    "groups without a table": (("a.yaml", "--by", "unit"), "--by: goes with --table FILE"),
    "a least group without groups": (("--table", "t.csv", "--min-cell", "3"), "--min-cell: it is about groups"),
    "an unknown ending": (("--table", "t.csv", "--questionnaire", "digital", "-o", "o.xlsx"), "o.xlsx does not end in"),
}


@pytest.mark.parametrize("name", USAGE)
def test_wrong_usage_says_what_goes_together(name: str, cx: Cx) -> None:
    arguments, said = USAGE[name]
    ran = cx("score", *arguments)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


@pytest.mark.parametrize("to_file", [True, False], ids=["file", "standard output"])
def test_an_interruption_leaves_what_was_there(
    to_file: bool, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, out = tmp_path / "t.csv", tmp_path / "out.csv"
    table.write_text("people.hiring\n3\n")
    out.write_text("what was there")

    def interrupted(_: pl.LazyFrame, place: Path) -> None:
        place.write_text("half of it")
        raise KeyboardInterrupt

    monkeypatch.setattr(pl.LazyFrame, "sink_csv", interrupted)
    where = ("-o", out, "--force") if to_file else ()
    ran = cx("score", "--table", table, "--questionnaire", "organisational", *where)
    assert (ran.code, ran.out, ran.err) == (130, "", "Interrupted; nothing was lost.\n")
    assert out.read_text() == "what was there"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "t.csv"]


def test_the_table_itself_is_never_written_over(cx: Cx, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("people.hiring\n3\n")
    ran = cx("score", "--table", table, "--questionnaire", "organisational", "-o", table, "--force")
    assert (ran.code, table.read_text()) == (1, "people.hiring\n3\n")


def test_several_files_are_one_table_and_none_of_them_is_written_over(cx: Cx, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("people.hiring\n3\n")
    asked = ("score", "--table", tmp_path / "*.csv", "--questionnaire", "organisational")
    assert len(results(cx(*asked).out)) == 2
    ran = cx(*asked, "-o", tmp_path / "b.csv", "--force")
    assert (ran.code, (tmp_path / "b.csv").read_text()) == (1, "people.hiring\n3\n")


def test_without_polars_it_says_what_to_install(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith("cxmaturity.tables.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "polars", None)
    ran = cx("score", "--table", tmp_path / "t.csv", "--questionnaire", "organisational")
    assert (ran.code, ran.out) == (1, "")
    assert " ".join(ran.err.split()) == 'to score a table, install: pip install "cxmaturity[tables]"'


SPELLED = {
    " 3 ": (3, 3),
    "Mobilise": (3, 3),
    "MOBILISE": (3, 3),
    "3–4": (3, 4),
    "Mobilise - Operationalise": (3, 4),
    "4-3": None,
    "3.5": None,
    "mobil": None,
}


@pytest.mark.parametrize("text", SPELLED)
def test_cells_may_differ_in_blanks_and_capitals_and_no_more(text: str) -> None:
    """What is nearly an option is never taken for it."""
    asked = questionnaire()
    answer = answer_of(text, asked.practices["people.hiring"], asked)
    assert (None if answer is None else (answer.low, answer.high)) == SPELLED[text]


def test_every_answer_has_a_text_and_none_has_two_meanings() -> None:
    for id_ in Catalogue().ids():
        asked = questionnaire(id_)
        for practice in asked.practices.values():
            answers = answers_by_text(practice, asked)
            meant = {(answer.low, answer.high) for answer in answers.values() if answer.low}
            ranks = [option.rank for option in practice.options]
            assert meant == {(low, high) for low in ranks for high in ranks if low <= high}
            assert ("na" in answers) == practice.na
            assert answers[""] == MISSING


def test_a_day_stands_beside_the_rows() -> None:
    """The rows that tests draw are documented on the day of the assessment, which always counts."""
    assert all(
        evidence.date == DAY
        for row in drawn(questionnaire(), 3, 1)
        for a in row.answers.values()
        for evidence in a.evidence
    )
