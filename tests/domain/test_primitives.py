"""The closed table of primitives: each computes what it says, and what it writes out is true as arithmetic.

`explain` prints these lines as the proof of a result: one that did not come out would cost all trust.
"""

import operator
import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.scoring.primitives import PRIMITIVES, Limit, Value, plain

pytestmark = pytest.mark.fast

VALUES = st.one_of(st.none(), st.integers(0, 6))
SIGNS = {">": operator.gt, "<=": operator.le, ">=": operator.ge, "<": operator.lt}
HALF, NEARLY = Limit(50), Limit(75, at_least=True)


def run(name: str, xs: list[Value], constants: tuple[Any, ...]) -> Value:
    return PRIMITIVES[name].run(xs, constants)


def shown(name: str, xs: list[Value], constants: tuple[Any, ...]) -> str:
    return PRIMITIVES[name].show([f"x{i}" for i in range(len(xs))], xs, constants)


@pytest.mark.parametrize(
    ("name", "xs", "constants", "result", "text"),
    [
        # the scale may value its ranks as it likes
        ("value", [2], (-1, 0, 1), 0, "the value of rank 2"),
        ("value", [3], (-1, 0, 1), 1, "the value of rank 3"),
        ("value", [None], (-1, 0, 1), None, "the value of rank -"),
        # the weight of what stands at 2 or above; what does not apply weighs nothing, not even its own weight
        ("mass", [1, 2, 3], (2, (5, 3, 1)), 4, "5 x [x0 1 >= 2] + 3 x [x1 2 >= 2] + 1 x [x2 3 >= 2]"),
        ("mass", [1, None], (2, (5, 3)), 0, "5 x [x0 1 >= 2]"),
        ("mass", [None, None], (2, (5, 3)), None, "nothing"),
        ("mass", [], (2, ()), None, "nothing"),
        ("total", [1, None, 3], (2, 9, 1), 5, "2 x 1 x0 + 1 x 3 x2"),
        ("total", [None], (2,), None, "nothing"),
        ("total", [-1, 1], (2, 2), 0, "2 x -1 x0 + 2 x 1 x1"),
        ("ratio", [1, 3], (1,), Fraction(1, 3), "1 / 3"),
        ("ratio", [6, 3], (100,), 200, "100 x 6 / 3"),
        ("ratio", [None, 3], (1,), None, "- / 3"),
        ("ratio", [6, 0], (1,), None, "6 / 0"),
        ("ratio", [6, None], (1,), None, "6 / -"),
        ("rescale", [2], (1, 5), 25, "100 x (2 - 1) / (5 - 1)"),
        ("rescale", [Fraction(3, 2)], (1, 4), Fraction(50, 3), "100 x (1.5 - 1) / (4 - 1)"),
        ("rescale", [None], (1, 5), None, "100 x (- - 1) / (5 - 1)"),
        ("bands", [2, 4], (HALF, NEARLY), 0, "100 x 2 <= 50 x 4, 100 x 2 < 75 x 4"),
        ("bands", [3, 4], (HALF, NEARLY), 2, "100 x 3 > 50 x 4, 100 x 3 >= 75 x 4"),
        ("bands", [5, 7], (HALF, NEARLY), 1, "100 x 5 > 50 x 7, 100 x 5 < 75 x 7"),
        ("bands", [None, 4], (HALF, NEARLY), None, "nothing"),
        ("whole", [4, 4], (), 1, "4 of 4"),
        ("whole", [3, 4], (), 0, "3 of 4"),
        ("whole", [None, 4], (), None, "- of 4"),
        ("each", [2, 3], (2, 3), 1, "x0 2 >= 2 and x1 3 >= 3"),
        ("each", [2, 2], (2, 3), 0, "x0 2 >= 2 and x1 2 >= 3"),
        ("each", [2, None], (2, 3), None, "x0 2 >= 2 and x1 - >= 3"),
        ("each", [1, None], (2, 3), None, "x0 1 >= 2 and x1 - >= 3"),
        ("each", [], (), 1, ""),
        ("add", [1, 0, 1], (1,), 3, "1 + 1 + 0 + 1"),
        ("add", [1, None], (1,), None, "1 + 1 + -"),
        ("stands", [2], (2,), 1, "x0 2 >= 2"),
        ("stands", [1], (2,), 0, "x0 1 >= 2"),
        ("stands", [None], (2,), 0, "x0 - >= 2"),  # a gate that does not apply is not passed
        ("first", [2, 3], (), 2, "2 or else 3"),
        ("first", [None, 3], (), 3, "- or else 3"),
        ("first", [None, None], (), None, "- or else -"),
        ("least", [3, 2], (), 2, "the least of 3, 2"),
        ("least", [2, None], (), None, "the least of 2, -"),  # what is not there may be less
    ],
)
def test_a_primitive_by_hand(name: str, xs: list[Value], constants: tuple[Any, ...], result: Value, text: str) -> None:
    assert run(name, xs, constants) == result
    assert shown(name, xs, constants) == text


def test_every_primitive_is_worked_by_hand() -> None:
    """A row that is added to the table gets its cases above."""
    worked = {case[0] for case in test_a_primitive_by_hand.pytestmark[0].args[1]}
    assert worked == set(PRIMITIVES)


@pytest.mark.parametrize(
    ("limit", "whole", "least"),
    [
        (Limit(50), 4, 3),  # over a half
        (Limit(50), 5, 3),
        (Limit(50, at_least=True), 4, 2),
        (Limit(75, at_least=True), 4, 3),
        (Limit(75, at_least=True), 5, 4),  # 3.75
        (Limit(15), 100, 16),
        (Limit(15), 7, 2),  # 1.05
        (Limit(100, at_least=True), 9, 9),
        (Limit(0), 5, 1),
        (Limit(50), Fraction(5, 2), 2),
    ],
)
def test_the_least_weight_that_passes(limit: Limit, whole: int | Fraction, least: int) -> None:
    assert limit.least(whole) == least


@settings(max_examples=50)
@given(st.integers(0, 100), st.booleans(), st.integers(0, 500), st.integers(0, 500))
def test_a_weight_passes_from_the_least_one_on(per_cent: int, at_least: bool, part: int, whole: int) -> None:
    """The quick whole number says the same as the fraction that a person would reckon."""
    share, asked = Fraction(100 * part), Fraction(per_cent * whole)
    passes = share >= asked if at_least else share > asked
    assert (part >= Limit(per_cent, at_least=at_least).least(whole)) == passes


@settings(max_examples=50)
@given(st.lists(VALUES, min_size=1, max_size=5), st.data())
def test_a_weight_that_rises_never_takes_from_a_sum(xs: list[Value], data: st.DataObject) -> None:
    """Raising a practice raises or keeps every sum over it: a report never falls because something got better."""
    weights = tuple(data.draw(st.integers(1, 9)) for _ in xs)
    at = data.draw(st.integers(0, len(xs) - 1))
    before = xs[at]
    if before is None:
        return
    higher = [*xs[:at], before + 1, *xs[at + 1 :]]
    for name, constants in (("total", weights), ("mass", (3, weights))):
        now, then = run(name, xs, constants), run(name, higher, constants)
        assert now is not None
        assert then is not None
        assert then >= now


@settings(max_examples=50)
@given(st.integers(0, 300), st.integers(1, 300), st.integers(1, 98), st.integers(0, 40))
def test_what_is_written_out_of_limits_is_true(part: int, whole: int, low: int, more: int) -> None:
    limits = (Limit(low), Limit(min(low + more, 99), at_least=True))
    lines = shown("bands", [part, whole], limits).split(", ")
    assert len(lines) == 2
    for line in lines:
        left, sign, right = re.fullmatch(r"(100 x [0-9]+) (>|<|>=|<=) ([0-9]+ x [0-9]+)", line).groups()  # type: ignore[union-attr]
        a, b = (int(x) * int(y) for x, y in (side.split(" x ") for side in (left, right)))
        assert SIGNS[sign](a, b)
    passed = sum(line.split(" ")[3] in {">", ">="} for line in lines)
    assert run("bands", [part, whole], limits) == passed


@settings(max_examples=50)
@given(st.lists(VALUES, max_size=5), st.integers(1, 6), st.data())
def test_what_is_written_out_of_a_sum_comes_to_it(xs: list[Value], least: int, data: st.DataObject) -> None:
    weights = tuple(data.draw(st.integers(1, 9)) for _ in xs)
    text = shown("mass", xs, (least, weights))
    terms = re.findall(r"([0-9]+) x \[x[0-9]+ ([0-9]+) >= ([0-9]+)\]", text)
    result = run("mass", xs, (least, weights))
    assert len(terms) == sum(x is not None for x in xs)
    assert (result or 0) == sum(int(weight) * (int(x) >= int(bound)) for weight, x, bound in terms)
    assert (result is None) == (text == "nothing")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "-"),
        (3, "3"),
        (0, "0"),
        (-1, "-1"),
        (Fraction(1, 2), "0.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-7, 4), "-1.75"),
        (Fraction(1, 10_000), "0.0001"),
        (Fraction(1, 32), "1/32"),  # five decimals: the fraction is shorter, and exact
        (Fraction(200, 2), "100"),
        (100, "100"),
    ],
)
def test_a_number_is_exact_however_it_is_written(value: Value, text: str) -> None:
    assert plain(value) == text


@settings(max_examples=50)
@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=400))
def test_a_number_that_is_written_can_be_read_back(value: Fraction) -> None:
    assert Fraction(plain(value)) == value
