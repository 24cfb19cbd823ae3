"""A table scored where it is says what each row says alone, on every engine: else moving the data moves the stages."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import sqlglot
from msgspec.structs import replace

from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.tables.headings import Headings
from cxmaturity.domain.tables.scored import result_names, score_columns
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.tables.warehouse.asking import Asking
from cxmaturity.tables.warehouse.dialects import DIALECTS
from cxmaturity.tables.warehouse.names import EITHER, OTHER
from tests.cli.running import ROOT
from tests.tables.asked import FEW, HEAVY, NESTED, SWEEP, Asked, apart, asked, results_apart, results_unequal, table_of
from tests.tables.stores import Duckdb, Postgres, Spark, postgres, spark

CASES = {"nested": NESTED, "sweep": SWEEP}
ROWS = 10_000
"""How many random rows each engine says the same of, line by line."""


def organisational() -> Questionnaire:
    questionnaire = Catalogue().find("organisational")
    assert questionnaire is not None
    return questionnaire


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as store:
        yield store


@pytest.mark.parametrize(
    ("name", "rows"), [("nested", ROWS), ("sweep", ROWS), pytest.param("sweep", 100, marks=pytest.mark.fast)]
)
def test_every_line_is_what_the_interpreter_says(name: str, rows: int, tmp_path: Path) -> None:
    case = asked(CASES[name], rows, tmp_path)
    assert apart(case, Duckdb(), "duckdb") == []
    assert results_apart(case, Duckdb(), "duckdb") == []


def test_no_weight_and_no_value_makes_numbers_overflow(tmp_path: Path) -> None:
    assert apart(asked(HEAVY, 200, tmp_path), Duckdb(), "duckdb") == []


@pytest.mark.postgres
def test_none_makes_those_of_postgres_overflow(tmp_path: Path, server: Postgres) -> None:
    assert apart(asked(HEAVY, 200, tmp_path), server, "postgres") == []


@pytest.mark.postgres
@pytest.mark.parametrize("name", CASES)
def test_postgres_says_the_same(name: str, tmp_path: Path, server: Postgres) -> None:
    """Within the memory that the server has: a statement whose layers it puts into each other passes that."""
    case = asked(CASES[name], ROWS, tmp_path)
    assert apart(case, server, "postgres") == []
    assert results_apart(case, server, "postgres") == []


@pytest.mark.postgres
def test_postgres_scores_a_questionnaire_of_five_levels(tmp_path: Path, server: Postgres) -> None:
    assert results_apart(asked(organisational(), 300, tmp_path), server, "postgres") == []


@pytest.mark.spark
def test_spark_says_the_same(tmp_path: Path) -> None:
    with spark() as store:
        for questionnaire in (FEW, SWEEP):
            assert apart(asked(questionnaire, ROWS, tmp_path), store, "spark") == []
        assert job_apart(asked(SWEEP, 1000, tmp_path, seed=4), store, tmp_path) == []


def job_apart(case: Asked, store: Spark, folder: Path) -> list[str]:
    """Where the job of the page, on a table whose columns are named by practices, says something else."""
    questionnaire, names = case.questionnaire, {f"p{i}": id_ for i, id_ in enumerate(case.questionnaire.practices)}
    store.load("raw", case.kinds, case.path)
    columns = ", ".join(f"`{place}` AS `{id_}`" for place, id_ in names.items())
    store.session.sql(f"SELECT `row`, {columns} FROM raw").write.parquet(str(folder / "answers"))
    kinds = {"row": OTHER, **dict.fromkeys(questionnaire.practices, EITHER)}
    headings = Headings({id_: id_ for id_ in questionnaire.practices}, {}, (), ("row",))
    statement = Asking("answers", kinds, questionnaire, headings).results(DIALECTS["spark"], checked=False)
    (folder / "score.sql").write_text(f"{statement};\n")
    (job,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "scale.md").read_text(), re.DOTALL)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["job.py", *(str(folder / name) for name in ("score.sql", "answers", "scored"))])
        exec(compile(job, "job.py", "exec"), {})
    told = pl.read_parquet(folder / "scored" / "*.parquet").sort("row")
    assert told["unread"].to_list() == [0] * len(case.rows)
    right = {**case.right.results, "stage_documented": [None] * len(case.rows)}  # the job is told of no documents
    return results_unequal(replace(case.right, results=right), told.drop("row", "unread").to_dict(as_series=False))


def test_a_whole_questionnaire_is_scored(tmp_path: Path) -> None:
    assert results_apart(asked(organisational(), 300, tmp_path), Duckdb(), "duckdb") == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_one_statement_that_can_be_read(dialect: str, tmp_path: Path) -> None:
    case = asked(NESTED, 1, tmp_path)
    columns, cells = table_of(case)
    statement = columns.statement(score_columns(columns, NESTED, cells), DIALECTS[dialect])
    (read,) = sqlglot.parse(statement, read=dialect)
    assert isinstance(read, sqlglot.exp.Select)
    assert read.named_selects == [DIALECTS[dialect].name(name) for name in result_names(NESTED)]
    assert statement.count(" LIMIT ") == (statement.count(" AS (\n") if dialect == "postgres" else 0)
