"""Each primitive in the columns of a table is what it is for one row: else a rule that uses it anew drifts apart.

Arguments are whole numbers and fractions, nothing among them, with the bounds that a column promises.
"""

from fractions import Fraction
from math import lcm

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmaturity.domain.scoring.columns import Column, multiple_of_sums
from cxmaturity.domain.scoring.primitives import PRIMITIVES, Constants, Limit, Value
from cxmaturity.tables.polars import PolarsColumns

RANK = st.one_of(st.none(), st.integers(1, 5))
WHOLE = st.one_of(st.none(), st.integers(-40, 40))
PART = st.one_of(st.none(), st.integers(0, 60))
FRACTION = st.one_of(st.none(), st.fractions(-9, 9, max_denominator=12))
BIT = st.one_of(st.none(), st.integers(0, 1))
WEIGHTS = st.lists(st.integers(1, 9), min_size=3, max_size=3).map(tuple)
VALUES = st.one_of(
    st.just((1, 2, 3, 4, 5)), st.just((-2, -1, 0, 1, 2)), st.just((0, Fraction(1, 2), 2, Fraction(7, 3), 9))
)
LIMITS = st.lists(st.builds(Limit, st.integers(0, 99), st.booleans()), min_size=1, max_size=3).map(tuple)

KINDS: dict[str, tuple[st.SearchStrategy[Constants], list[st.SearchStrategy[Value]]]] = {
    "value": (VALUES, [RANK]),
    "mass": (st.tuples(st.integers(1, 5), WEIGHTS), [RANK] * 3),
    "total": (WEIGHTS, [FRACTION] * 3),
    "ratio": (st.tuples(st.sampled_from([1, 100])), [FRACTION, PART]),
    "rescale": (st.sampled_from([(1, 5), (-1, 1), (Fraction(1, 2), Fraction(9, 4))]), [FRACTION]),
    "bands": (LIMITS, [PART, PART]),
    "whole": (st.just(()), [WHOLE, WHOLE]),
    "each": (st.tuples(st.just(1), st.fractions(-9, 9, max_denominator=4)), [BIT, FRACTION]),
    "add": (st.tuples(st.integers(-3, 3)), [WHOLE, WHOLE]),
    "stands": (st.tuples(st.integers(1, 5)), [RANK]),
    "first": (st.just(()), [WHOLE, WHOLE]),
    "least": (st.just(()), [WHOLE, WHOLE]),
}


def column(name: str, values: list[Value], data: dict[str, list[int | None]]) -> Column:
    """Numbers as a column that promises no more than it has to."""
    known = [Fraction(value) for value in values if value is not None]
    aboves = [None if value is None else Fraction(value).numerator for value in values]
    belows = [1 if value is None else Fraction(value).denominator for value in values]
    data[name] = aboves
    numbers = [number.numerator for number in known] or [0]
    nullable = None in values
    if set(belows) == {1}:
        return Column(pl.col(name), min(numbers), max(numbers), nullable=nullable)
    data[f"{name}u"] = [None if value is None else below for value, below in zip(values, belows, strict=True)]
    common = 1
    for below in belows:
        common = lcm(common, below)
    return Column(
        pl.col(name), min(numbers), max(numbers), 1, pl.col(f"{name}u"), max(belows), common, nullable=nullable
    )


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_primitive_is_the_same_in_columns(name: str, data: st.DataObject) -> None:
    constants, arguments = KINDS[name]
    fixed = data.draw(constants)
    rows = data.draw(st.lists(st.tuples(*arguments), min_size=1, max_size=8))
    frame: dict[str, list[int | None]] = {}
    xs = [column(f"x{i}", [row[i] for row in rows], frame) for i in range(len(arguments))]
    columns = PolarsColumns(pl.LazyFrame(frame, schema_overrides=dict.fromkeys(frame, pl.Int64)))
    result = PRIMITIVES[name].column(columns, xs, fixed)
    below = 1 if result.below is None else result.below
    told = columns.frame.select(
        pl.int_range(len(rows)).alias("row"),
        above=columns.whole(result.above, result.most),
        below=columns.whole(below, result.most_below),
    ).collect()
    for row, above, divisor in zip(rows, told["above"], told["below"], strict=True):
        right = PRIMITIVES[name].run(row, fixed)
        assert (None if above is None else Fraction(int(above), result.unit * int(divisor))) == right
        assert above is None or result.low <= above <= result.high
        assert above is not None or result.nullable


def test_every_primitive_is_tried() -> None:
    assert set(KINDS) == set(PRIMITIVES)


SUMS = {(1, 1, 1): 6, (2, 3): 30, (5,): 5, (1_000_000, 999_983): 0, tuple(2**i for i in range(20)): 0}


@pytest.mark.parametrize("weights", SUMS)
def test_a_multiple_of_all_sums_is_found_where_it_is_small(weights: tuple[int, ...]) -> None:
    """By it fractions share a denominator without growing with every group."""
    assert multiple_of_sums(weights) == SUMS[weights]
