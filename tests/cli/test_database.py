"""`score --table` of a database: the same results and refusals as of a file, and never a password in a message."""

import _thread
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import sqlglot

from cxmaturity.tables.warehouse.address import AddressError, address_of, is_address
from cxmaturity.tables.warehouse.engine import opened
from cxmaturity.tables.warehouse.names import kind_of, same
from tests.build import questionnaire_data
from tests.cli.running import Cx
from tests.tables.stores import Duckdb, Postgres, postgres

OF = ("--questionnaire", "small")
SMALL = {
    **questionnaire_data({"scale": [1, 2, 3], "tree": {"a": {"practices": {"x": {"weight": 999}, "y": {}}}}}),
    "id": "small",
}
ROWS = [
    (1, "north", 1, "2", True, " YES "),
    (2, "north", 3, "1-3", False, "0"),
    (3, "south", 2, "dk", True, None),
    (4, None, None, "p3", None, "true"),
    (5, "north", 2, " P3", True, ""),
    (6, "north", None, "Point \u00a0 1\t", True, "True"),
    (7, "south", 3, "1 \u2013  POINT 2 ", None, "no"),
    (8, "south", 3, "\u3000Dk", True, "1"),
]
"""Cells as people write them, and as databases do."""
NAMES = ("id", "unit", "a.x", "a.y", "a.x.documented", "a.y.documented")
KINDS = ("bigint", "varchar", "smallint", "varchar", "boolean", "varchar")
DECLARED = "(" + ", ".join(f'"{name}" {kind}' for name, kind in zip(NAMES, KINDS, strict=True)) + ")"


@pytest.fixture
def own(tmp_path: Path) -> tuple[str, str]:
    """The option that names a folder with a small questionnaire."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "small.yaml").write_text(json.dumps(SMALL), encoding="utf-8")
    return "--questionnaires", str(folder)


@pytest.fixture
def units(tmp_path: Path) -> str:
    """The address of a table in a file of DuckDB."""
    path = tmp_path / "units.duckdb"
    fill(duckdb.connect(str(path)))
    return f"duckdb://{path}/answers"


def fill(connection: Any) -> None:
    with connection:
        connection.execute(f"CREATE TABLE answers {DECLARED}")
        connection.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)", ROWS)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as store:
        store.execute(f"CREATE TABLE answers {DECLARED}")
        rows = [", ".join("NULL" if cell is None else f"'{cell}'" for cell in row) for row in ROWS]
        store.execute(f"INSERT INTO answers VALUES {', '.join(f'({row})' for row in rows)}")
        yield store


def csv_of(path: Path) -> Path:
    lines = [",".join(NAMES), *(",".join("" if cell is None else str(cell) for cell in row) for row in ROWS)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def agree(cx: Cx, own: tuple[str, str], address: str, folder: Path) -> None:
    """The results of a database are, sign by sign, those of a file with the same rows."""
    table = csv_of(folder / "units.csv")
    for more in ((), ("--by", "unit", "--min-cell", "1")):
        results = [sorted(cx(*own, "score", "--table", each, *OF, *more).out.splitlines()) for each in (address, table)]
        assert results[0] == results[1] != []


def test_a_database_gives_what_a_file_gives(cx: Cx, own: tuple[str, str], units: str, tmp_path: Path) -> None:
    agree(cx, own, units, tmp_path)


def test_ranks_of_few_bits_do_not_overflow(cx: Cx, own: tuple[str, str], units: str) -> None:
    """DuckDB works with as few bits as its columns have: a rank of 8 bits times a weight passes them."""
    results = cx(*own, "score", "--table", units, *OF).out
    for kind in ("tinyint", "utinyint", "integer", "bigint", "hugeint", "double", "decimal(2, 1)"):
        with duckdb.connect(units.removeprefix("duckdb://").rpartition("/")[0]) as database:
            database.execute(f'ALTER TABLE answers ALTER "a.x" TYPE {kind}')
        assert cx(*own, "score", "--table", units, *OF).out == results != ""


@pytest.mark.postgres
def test_postgres_gives_what_a_file_gives(cx: Cx, own: tuple[str, str], server: Postgres, tmp_path: Path) -> None:
    agree(cx, own, f"{server.address}/answers", tmp_path)


def test_small_groups_are_left_out_and_counted(cx: Cx, own: tuple[str, str], units: str) -> None:
    ran = cx(*own, "score", "--table", units, *OF, "--by", "unit", "--min-cell", "4")
    assert [line.split(",")[0] for line in ran.out.splitlines()[1:]] == ["north"]
    assert "two groups of fewer than 4 rows are left out" in ran.err


def test_results_go_into_a_table_beside_the_answers(cx: Cx, own: tuple[str, str], units: str) -> None:
    command = (*own, "score", "--table", units, *OF, "--into", "results")
    assert cx(*command).code == 0
    again = cx(*command)
    assert (again.code, "there is a table results already; name another, or replace it with --force" in again.err) == (
        1,
        True,
    )
    assert cx(*command, "--force").code == 0
    rows = Duckdb(units.removeprefix("duckdb://").rpartition("/")[0]).rows("SELECT id, stage FROM results ORDER BY id")
    assert [row["id"] for row in rows] == [row[0] for row in ROWS]


def test_only_results_are_replaced(cx: Cx, own: tuple[str, str], units: str) -> None:
    """A view can give what stands in another table: to replace that would be the end of the answers."""
    file = units.removeprefix("duckdb://").rpartition("/")[0]
    with duckdb.connect(file) as database:
        database.execute("ALTER TABLE answers RENAME TO raw; CREATE VIEW answers AS FROM raw")
    ran = cx(*own, "score", "--table", units, *OF, "--into", "raw", "--force")
    assert (ran.code, "raw holds no results, and was left as it is" in ran.err) == (1, True)
    assert Duckdb(file).rows("SELECT count(*) AS n FROM raw") == [{"n": len(ROWS)}]


@pytest.mark.postgres
def test_postgres_keeps_results_too(cx: Cx, own: tuple[str, str], server: Postgres) -> None:
    command = (*own, "score", "--table", f"{server.address}/public.answers", *OF, "--into", "public.results")
    assert [cx(*command).code, cx(*command).code, cx(*command, "--force").code] == [0, 1, 0]
    assert server.rows("SELECT count(*) AS n FROM results") == [{"n": len(ROWS)}]


def test_a_file_of_results_is_whole_or_not_there(cx: Cx, own: tuple[str, str], units: str, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    assert cx(*own, "score", "--table", units, *OF, "-o", out).code == 0
    assert Duckdb().rows(f"SELECT count(*) AS n FROM '{out}'") == [{"n": len(ROWS)}]


def test_an_interruption_stops_duckdb_at_once(units: str) -> None:
    """A table that takes hours to make is not made to its end first, and then said to be interrupted."""
    statement = "SELECT count(*) AS n FROM range(1000000000000) AS each(i) WHERE i % 7 = 3"
    with opened(address_of(units), to_write=True) as engine:
        threading.Timer(0.3, _thread.interrupt_main).start()
        with pytest.raises(KeyboardInterrupt):
            engine.store(statement, "results", replace=False)
        assert engine.names("results") == ()


def test_the_file_of_the_database_is_never_written_over(cx: Cx, own: tuple[str, str], tmp_path: Path) -> None:
    for command, file in (("score", tmp_path / "units.csv"), ("report", tmp_path / "units.md")):
        fill(duckdb.connect(str(file)))
        before = file.read_bytes()
        ran = cx(*own, command, "--table", f"duckdb://{file}/answers", *OF, "--by", "unit", "-o", file, "--force")
        assert (ran.code, file.read_bytes() == before) == (1, True)


REFUSED: dict[str, tuple[list[str], int, str]] = {
    "no file": (["--table", "duckdb://nowhere.duckdb/answers"], 1, "duckdb://nowhere.duckdb: there is no such file"),
    "no database": (["--table", "duckdb://{own}/small.yaml/answers"], 1, "small.yaml: this is no file of DuckDB"),
    "no table": (["--table", "{units}s"], 1, "there is no table answerss; did you mean answers?"),
    "no table named": (["--table", "duckdb://units.duckdb"], 2, "write duckdb://units.duckdb/table"),
    "not opened from here": (["--table", "snowflake://u:secret@h/d/t"], 2, "--sql snowflake"),
    "an address that can not be read": (["--table", "postgres://u:secret@h:port/d/t"], 2, "can not be read"),
    "no table in it": (["--table", "postgres://u:secret@h/d"], 2, "postgres://u@h/d names no table"),
    "no server": (["--table", "postgres://u:secret@127.0.0.1:1/d/t"], 1, "postgres://u@127.0.0.1:1/d: it can not be"),
    "no dialect": (["--table", "answers", "--sql", "postgre"], 2, "did you mean postgres?"),
    "no name": (["--table", "answers;", "--sql", "trino"], 2, "answers; is no name of a table"),
    "over the answers": (["--table", "{units}", "--into", "Answers", "--force"], 2, "Answers holds the answers"),
    "into what is no database": (["--table", "units.csv", "--into", "results"], 2, "in a database"),
    "into nothing": (["--table", "{units}", "--into", ""], 2, "name the table of results"),
    "a folder": (["--table", "{units}", "-o", "{own}"], 1, "is a folder; name a file in it"),
    "two places": (["--table", "{units}", "--into", "r", "-o", "r.csv"], 2, "not both"),
    "a statement to a file": (["--table", "answers", "--sql", "duckdb", "-o", "r.csv"], 2, "prints the statement"),
    "kept as a result": (["--table", "answers", "--sql", "trino", "--keep", "stage"], 2, "are called stage; rename"),
    "kept of no practice": (
        ["--table", "answers", "--sql", "trino", "--keep", "a.xx.documented"],
        2,
        "did you mean a.x.documented?",
    ),
    "kept without a statement": (["--table", "{units}", "--keep", "id"], 2, "it goes with --sql"),
    "groups of nothing": (["--table", "{units}", "--min-cell", "3"], 2, "name them with --by"),
    "no such column": (["--table", "{units}", "--by", "units"], 1, "did you mean unit?"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, cx: Cx, own: tuple[str, str], units: str) -> None:
    words, code, message = REFUSED[name]
    ran = cx(*own, "score", *OF, *(word.format(units=units, own=own[1]) for word in words))
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err.replace("\n", " ")
    assert "secret" not in ran.err and "Traceback" not in ran.err


CHANGES = {
    "an answer that is none": (
        "UPDATE answers SET \"a.y\" = 'p9' WHERE id < 3",
        "a.y: “p9” is no answer, in 2 rows; its options are p1, p2, p3",
    ),
    "neither true nor false": (
        "UPDATE answers SET \"a.y.documented\" = 'maybe' WHERE id < 3",
        "a.y.documented: “maybe” is neither true nor false, in 2 rows; write true",
    ),
    "a number that is no rank": ('UPDATE answers SET "a.x" = 9', "a.x: “9” is no answer, in 8 rows"),
    "no rows": ("DELETE FROM answers", "there is no row of answers in it"),
    "yes and no for an answer": ('ALTER TABLE answers ALTER "a.x" TYPE boolean', "its type holds no answers"),
    "a column for no practice": ('ALTER TABLE answers RENAME "a.y" TO "a.yy"', "did you mean a.y?"),
    "a cell beside a column for no practice": (
        'ALTER TABLE answers RENAME "a.y" TO "a.yy"; UPDATE answers SET "a.x" = 9',
        "a.x: “9” is no answer, in 8 rows",
    ),
    "a cell beside a type that holds none": (
        'UPDATE answers SET "a.y" = NULL; ALTER TABLE answers ALTER "a.y" TYPE boolean; UPDATE answers SET "a.x" = 9',
        "a.x: “9” is no answer, in 8 rows",
    ),
    "a name of the result": ("ALTER TABLE answers RENAME unit TO stage", "columns of its own that are called stage"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_cells_and_columns_that_hold_no_answers(name: str, cx: Cx, own: tuple[str, str], units: str) -> None:
    change, message = CHANGES[name]
    with duckdb.connect(units.removeprefix("duckdb://").rpartition("/")[0]) as connection:
        connection.execute(change)
    ran = cx(*own, "score", "--table", units, *OF, "--into", "results")
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err.replace("\n  ", " ")


@pytest.mark.postgres
def test_what_postgres_refuses_holds_no_password(cx: Cx, own: tuple[str, str], server: Postgres) -> None:
    address = server.address.replace("cx@", "cx:secret@")
    for table, message in ((f"{address}/answer", "did you mean answers?"), (f"{address}s/answers", "does not exist")):
        ran = cx(*own, "score", *OF, "--table", table)
        assert ran.code == 1
        assert message in ran.err.replace("\n", " ")
        assert "secret" not in ran.err


def test_a_statement_for_elsewhere_counts_what_it_can_not_read(cx: Cx, own: tuple[str, str], units: str) -> None:
    """A table that nobody could look at before may hold anything: it must not vanish."""
    statement = cx(*own, "score", *OF, "--table", "answers", "--sql", "duckdb", "--keep", "id").out
    store = Duckdb(units.removeprefix("duckdb://").rpartition("/")[0])
    store.connection.execute("UPDATE answers SET \"a.y\" = 'p9' WHERE id = 2")
    rows = {row["id"]: row for row in store.rows(statement)}
    assert {id_: row["unread"] for id_, row in rows.items()} == {row[0]: int(row[0] == 2) for row in ROWS}
    assert rows[1]["stage"] is not None
    by_unit = cx(*own, "score", *OF, "--table", "answers", "--sql", "duckdb", "--by", "unit", "--min-cell", "4").out
    assert [(row["unit"], row["n"], row["unread"]) for row in store.rows(by_unit)] == [("north", 4, 1)]


@pytest.mark.parametrize("kind", ["boolean", "varchar", "smallint"])
def test_a_statement_for_elsewhere_is_told_what_is_documented(kind: str, cx: Cx, own: tuple[str, str]) -> None:
    """As nobody looks at the table before, its columns are named; what they hold is read of any type."""
    asked = ("score", *OF, "--table", "answers", "--sql", "duckdb", "--keep", "id", "--keep", "a.x.documented")
    store = Duckdb()
    store.connection.execute(f'CREATE TABLE answers (id int, "a.x" int, "a.y" text, "a.x.documented" {kind})')
    store.connection.execute("INSERT INTO answers VALUES (1, 3, 'p3', 1), (2, 3, 'p3', 0), (3, 3, 'p3', NULL)")
    rows = {row["id"]: row for row in store.rows(cx(*own, *asked).out)}
    assert {id_: (row["stage_documented"], row["unread"]) for id_, row in rows.items()} == {
        1: (3, 0),
        2: (None, 0),
        3: (None, 0),
    }


def test_columns_of_bigquery_hold_no_dots(cx: Cx, own: tuple[str, str]) -> None:
    ran = cx(*own, "score", "--table", "p.d.answers", *OF, "--sql", "bigquery", "--by", "unit")
    (read,) = sqlglot.parse(ran.out, read="bigquery")
    assert read is not None
    assert not [column.name for column in read.find_all(sqlglot.exp.Column) if "." in column.name or "-" in column.name]
    assert "`p`.`d`.`answers`" in ran.out


def test_an_address_prints_the_statement_for_its_columns(cx: Cx, own: tuple[str, str], units: str) -> None:
    statement = cx(*own, "score", *OF, "--table", units, "--sql", "trino").out
    assert "unread" not in statement
    (read,) = sqlglot.parse(statement, read="trino")
    assert isinstance(read, sqlglot.exp.Select)
    assert read.named_selects[:3] == ["id", "unit", "stage"]


@pytest.mark.parametrize("library", ["ibis", "duckdb", "polars"])
def test_a_missing_library_is_named(
    library: str, cx: Cx, own: tuple[str, str], units: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.startswith((library, "cxmaturity.tables.warehouse."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    ran = cx(*own, "score", "--table", units, *OF)
    assert ran.code == 1
    assert 'pip install "cxmaturity[tables,warehouse]"' in ran.err.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "shown"),
    {
        "postgresql://me:pass%2Fword@host:5433/data/survey.answers?sslmode=require": "postgres://me@host:5433/data/survey.answers",
        "postgres:///data/answers": "postgres:///data/answers",
        "duckdb:///far/units.duckdb/main.answers": "duckdb:///far/units.duckdb/main.answers",
    }.items(),
)
def test_an_address_is_shown_without_how_one_signs_in(text: str, shown: str) -> None:
    address = address_of(text)
    assert is_address(text)
    assert str(address) == shown
    assert "word" not in repr(address)


def test_what_is_sent_to_the_database_has_all_of_the_address() -> None:
    address = address_of("postgres://me:pass%2Fword@host/data/answers?sslmode=require")
    assert address.database == "postgresql://me:pass%2Fword@host/data?sslmode=require"
    assert not is_address("https://host/answers.csv")
    with pytest.raises(AddressError):
        address_of("trino://host/data/answers")


def test_names_and_kinds_are_told_as_databases_write_them() -> None:
    assert [
        kind_of(kind) for kind in ("character varying(9)", "DECIMAL(4,1)", "REAL", "INTEGER", "uuid", "BOOLEAN")
    ] == [
        "string",
        "decimal",
        "float64",
        "int32",
        "binary",
        "boolean",
    ]
    assert same("public.answers", "Answers") and not same("a.answers", "b.answers") and not same("a", "b")
