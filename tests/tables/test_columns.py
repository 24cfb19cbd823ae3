"""A table scored all at once says what each row says alone: else a group's report contradicts its units' own."""

import re
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.assessment import score
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.scoring.columns import MOST_WHOLE, Column, TooLargeError
from cxmaturity.domain.scoring.layers import layers_of
from cxmaturity.domain.scoring.primitives import PRIMITIVES
from cxmaturity.domain.scoring.rule import program_of
from cxmaturity.domain.tables.scored import Cells, Given, result_names, score_columns
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.tables.polars import PolarsColumns
from tests.build import questionnaire_of
from tests.strategies import cases
from tests.tables.reference import READINGS, reference
from tests.tables.rows import drawn, frame
from tests.tables.same import all_lines, differences, parts, result_row

BUILT_IN = Catalogue().ids()
OFTEN = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def collected(columns: PolarsColumns, wanted: dict[str, pl.Expr], height: int) -> dict[str, list[object]]:
    frame = columns.frame.select(pl.int_range(height).alias("row"), **wanted).collect()
    return {name: frame[name].to_list() for name in wanted}


def check_lines(questionnaire: Questionnaire, number: int, seed: int) -> None:
    rows = drawn(questionnaire, number, seed)
    start, cells = frame(questionnaire, rows)
    columns = PolarsColumns(start)
    lines = all_lines(columns, questionnaire, cells)
    right = reference(questionnaire, rows)
    assert differences(right, lines, collected(columns, parts(columns, lines), number)) == []


@pytest.mark.parametrize("id_", BUILT_IN)
def test_every_line_of_built_in_questionnaires_is_what_the_interpreter_says(id_: str) -> None:
    questionnaire = Catalogue().find(id_)
    assert questionnaire is not None
    check_lines(questionnaire, 10_000, seed=7)


@pytest.mark.parametrize("id_", BUILT_IN)
def test_what_rows_are_compared_with_is_what_the_interpreter_says_of_each(id_: str) -> None:
    questionnaire = Catalogue().find(id_)
    assert questionnaire is not None
    rows = drawn(questionnaire, 60, seed=7)
    right = reference(questionnaire, rows)
    for i, row in enumerate(rows):
        scores = score(questionnaire, row)
        for key, reading in READINGS.items():
            assert {name: values[i] for name, values in right.lines[key].items()} == dict(getattr(scores, reading))
        assert {name: values[i] for name, values in right.results.items()} == result_row(questionnaire, row)


def test_exact_ties_are_among_the_rows_that_are_compared() -> None:
    """A share of exactly 50 or 75 %, and a score that is a point's value: what a rounded number decides wrongly."""
    met: set[str] = set()
    for id_ in BUILT_IN:
        questionnaire = Catalogue().find(id_)
        assert questionnaire is not None
        limits = {questionnaire.scoring.most, questionnaire.scoring.nearly}
        for row in drawn(questionnaire, 200, seed=7):
            outcome = score(questionnaire, row).answered
            met |= {f"{id_} share {value}" for name, value in outcome.items() if "share(" in name and value in limits}
            met |= {f"{id_} score"} if outcome.score() in {p.value for p in questionnaire.scale} else set()
    for id_ in BUILT_IN:
        assert {f"{id_} share 50", f"{id_} share 75", f"{id_} score"} <= met


def holding_rows(frame: pl.LazyFrame) -> list[str]:
    """What the streaming engine holds rows back for, besides the table in memory, as it draws its plan."""
    drawing = frame.show_graph(engine="streaming", plan_stage="physical", raw_output=True, show=False)
    assert drawing is not None
    nodes = re.findall(r'label="([\w-]+)[^"]*",style=filled', drawing.replace('\\"', "'"))
    return [node for node in nodes if node != "in-memory-source"]


def check_streams(questionnaire: Questionnaire) -> None:
    """Whatever a table says and leaves out, its results are written as its rows come."""
    start, every = frame(questionnaire, drawn(questionnaire, 3, seed=1))
    undocumented = {id_: replace(given, documented=None) for id_, given in every.items()}
    ranks = {id_: Given(given.low, given.high) for id_, given in every.items()}
    for cells in (every, undocumented, ranks, dict(list(every.items())[:1]), dict(list(ranks.items())[-1:])):
        columns = PolarsColumns(start)
        scores = score_columns(columns, questionnaire, cells)
        assert holding_rows(columns.frame.select(**scores)) == []


@pytest.mark.parametrize("id_", BUILT_IN)
def test_no_row_of_a_built_in_questionnaire_is_held_back(id_: str) -> None:
    questionnaire = Catalogue().find(id_)
    assert questionnaire is not None
    check_streams(questionnaire)


@OFTEN
@given(st.one_of(cases(), cases(sweep=True)))
def test_no_row_of_any_questionnaire_is_held_back(case: dict[str, object]) -> None:
    check_streams(questionnaire_of(case))


def test_rows_that_are_held_back_are_seen() -> None:
    start = pl.LazyFrame({"rank": [3, 1, 2]})
    assert holding_rows(start.sort("rank")) == ["sort"]


@OFTEN
@given(st.one_of(cases(), cases(sweep=True)), st.integers(0, 99))
def test_every_line_of_any_questionnaire_is_what_the_interpreter_says(case: dict[str, object], seed: int) -> None:
    check_lines(questionnaire_of(case), 40, seed)


LARGE = {
    "a weight of a million": ([1, 2, 3], [1_000_000, 999_983, 7, 1]),
    "values that are fractions": ([-1.5, 0.25, 7], [3, 2, 2, 5]),
    "values far apart": ([0, 1, 1000.125], [999_983, 3, 1, 979]),
}


@pytest.mark.parametrize("name", LARGE)
def test_no_weight_and_no_value_makes_numbers_overflow(name: str) -> None:
    values, weights = LARGE[name]
    practices = {f"x{i}": {"weight": weight, "na": True} for i, weight in enumerate(weights)}
    tree = {f"d{i}": {"weight": weight, "practices": practices} for i, weight in enumerate(weights[:3])}
    inner = {name: tree.pop(name) for name in ("d0", "d1")}
    questionnaire = questionnaire_of({"scale": values, "tree": {"top": {"dimensions": inner}, **tree}})
    check_lines(questionnaire, 300, seed=3)


def test_numbers_that_no_engine_holds_are_refused_before_anything_runs() -> None:
    practices = {f"x{i}": {"weight": 1_000_000 - i} for i in range(9)}
    tree = {f"d{i}": {"weight": 1_000_000, "practices": practices} for i in range(9)}
    questionnaire = questionnaire_of({"scale": [1, 2, 3], "tree": tree})
    start, cells = frame(questionnaire, drawn(questionnaire, 1, 1))
    with pytest.raises(TooLargeError):
        score_columns(PolarsColumns(start), questionnaire, cells)


def check_results(questionnaire: Questionnaire, cells: Cells, start: pl.LazyFrame, rows: list[object]) -> None:
    columns = PolarsColumns(start)
    results = collected(columns, score_columns(columns, questionnaire, cells), len(rows))
    assert tuple(results) == result_names(questionnaire)
    for i, row in enumerate(rows):
        wanted = result_row(questionnaire, row)  # type: ignore[arg-type]
        assert {name: values[i] for name, values in results.items()} == wanted


@pytest.mark.parametrize("id_", BUILT_IN)
def test_results_are_those_of_a_file_with_the_same_answers(id_: str) -> None:
    """To the last digit of index and score, as both are the same fractions, rounded once."""
    questionnaire = Catalogue().find(id_)
    assert questionnaire is not None
    rows = drawn(questionnaire, 60, seed=11)
    start, cells = frame(questionnaire, rows)
    check_results(questionnaire, cells, start, list(rows))


def test_a_practice_without_a_column_is_missing_in_every_row() -> None:
    questionnaire = Catalogue().find("organisational")
    assert questionnaire is not None
    left = set(list(questionnaire.practices)[::3])
    rows = [
        type(row)("", "", row.date, answers={id_: each for id_, each in row.answers.items() if id_ not in left})
        for row in drawn(questionnaire, 40, seed=5)
    ]
    start, cells = frame(questionnaire, rows)
    check_results(questionnaire, {id_: cell for id_, cell in cells.items() if id_ not in left}, start, list(rows))


def test_layers_hold_every_line_once_and_after_what_it_rests_on() -> None:
    """A query in which lines stand within lines grows with the paths through a rule, and no engine plans it."""
    questionnaire = Catalogue().find("organisational")
    assert questionnaire is not None
    program = program_of(questionnaire)
    layers = layers_of(program)
    known = set(program.inputs)
    for layer in layers:
        assert all(set(line.args) <= known for _, line in layer)
        known |= {line.name for _, line in layer}
    assert known == {*program.inputs, *(line.name for line in program.lines)}
    assert len(layers) < 20


def test_every_primitive_can_be_worked_out_in_columns() -> None:
    assert all(callable(row.column) for row in PRIMITIVES.values())


def test_bounds_that_pass_the_widest_numbers_are_refused_at_the_line() -> None:
    columns = PolarsColumns(pl.LazyFrame({"x": [1]}))
    wide = Column(pl.col("x"), 0, MOST_WHOLE)
    with pytest.raises(TooLargeError):
        PRIMITIVES["total"].column(columns, [wide, wide], (2, 2))
    halves = Column(pl.col("x"), 0, 1, unit=2, nullable=False)
    half = PRIMITIVES["total"].column(columns, [halves, halves], (1, 2))
    assert Fraction(half.high, half.unit) == Fraction(3, 2)
