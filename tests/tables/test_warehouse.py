"""A table scored where it is says what each row says alone, on every engine: else moving the data moves the stages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlglot

from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.tables.scored import result_names, score_columns
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.tables.warehouse.dialects import DIALECTS
from tests.tables.asked import NESTED, SWEEP, apart, asked, results_apart, table_of
from tests.tables.stores import Duckdb, Postgres, postgres, spark

CASES = {"nested": NESTED, "sweep": SWEEP}


def organisational() -> Questionnaire:
    questionnaire = Catalogue().find("organisational")
    assert questionnaire is not None
    return questionnaire


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as store:
        yield store


@pytest.mark.fast
@pytest.mark.parametrize("name", CASES)
def test_every_line_is_what_the_interpreter_says(name: str, tmp_path: Path) -> None:
    case = asked(CASES[name], 2000, tmp_path)
    assert apart(case, Duckdb(), "duckdb") == []
    assert results_apart(case, Duckdb(), "duckdb") == []


@pytest.mark.postgres
@pytest.mark.parametrize("name", CASES)
def test_postgres_says_the_same(name: str, tmp_path: Path, server: Postgres) -> None:
    """Within the memory that the server has: a statement whose layers it puts into each other passes that."""
    case = asked(CASES[name], 2000, tmp_path)
    assert apart(case, server, "postgres") == []
    assert results_apart(case, server, "postgres") == []


@pytest.mark.postgres
def test_postgres_scores_a_questionnaire_of_five_levels(tmp_path: Path, server: Postgres) -> None:
    assert results_apart(asked(organisational(), 300, tmp_path), server, "postgres") == []


@pytest.mark.spark
def test_spark_says_the_same(tmp_path: Path) -> None:
    with spark() as store:
        assert apart(asked(NESTED, 200, tmp_path), store, "spark") == []
        assert results_apart(asked(SWEEP, 200, tmp_path), store, "spark") == []


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
