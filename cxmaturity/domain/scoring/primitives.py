"""The closed table of primitives that every rule is computed with.

Each row says how a primitive is computed, over columns of a table as well, and how it is written out with its numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from cxmaturity.domain.scoring import in_columns, sum_in_columns
from cxmaturity.domain.scoring.columns import Column, Columns

Number = int | Fraction


Value = Number | None


Values = Sequence[Value]


Constants = tuple[Any, ...]


class Limit(Struct, frozen=True):
    """A share of a whole, in per cent, that is passed above it or, with `at_least`, at it as well."""

    per_cent: int
    at_least: bool = False

    def least(self, whole: Number) -> int:
        """The least whole number that passes the limit of a whole."""
        hundredths = self.per_cent * whole
        return int(-(-hundredths // 100) if self.at_least else hundredths // 100 + 1)


class Primitive(Struct, frozen=True):
    """One row of the table: `run` computes, `column` does so in every row of a table, `show` writes it out.

    `show` is given the names and values.
    """

    run: Callable[[Values, Constants], Value]
    column: Callable[[Columns, Sequence[Column], Constants], Column]
    show: Callable[[Sequence[str], Values, Constants], str]


def plain(value: Value) -> str:
    """A number as a person writes it: a decimal of up to four places where that is exact, else a fraction."""
    if value is None:
        return "-"
    if 10_000 % Fraction(value).denominator:
        return str(value)
    return f"{float(value):.4f}".rstrip("0").rstrip(".")


def _value(xs: Values, values: Constants) -> Value:
    if xs[0] is None:
        return None
    value: Number = values[int(xs[0]) - 1]
    return value


def _mass(xs: Values, constants: Constants) -> Value:
    least, weights = constants
    mass, known = 0, False
    for weight, x in zip(weights, xs, strict=True):
        if x is not None:
            known = True
            if x >= least:
                mass += weight
    return mass if known else None


def _total(xs: Values, weights: Constants) -> Value:
    known = [weight * x for weight, x in zip(weights, xs, strict=True) if x is not None]
    return sum(known) if known else None


def _ratio(xs: Values, constants: Constants) -> Value:
    above, below = xs
    return None if above is None or not below else _quotient(above * constants[0], below)


def _rescale(xs: Values, constants: Constants) -> Value:
    low, high = constants
    return None if xs[0] is None else _quotient(100 * (xs[0] - low), high - low)


def _quotient(above: Number, below: Number) -> Number:
    """Exact, and whole where it can be: whole numbers are several times faster than fractions."""
    if isinstance(above, int) and isinstance(below, int):
        return above // below if above % below == 0 else Fraction(above, below)
    return Fraction(above) / below


def _bands(xs: Values, limits: Constants) -> Value:
    part, whole = xs
    if part is None or whole is None:
        return None
    passed: int = sum(part >= limit.least(whole) for limit in limits)
    return passed


def _whole(xs: Values, _: Constants) -> Value:
    part, whole = xs
    return None if part is None or whole is None else int(part == whole)


def _each(xs: Values, bounds: Constants) -> Value:
    result = 1
    for x, bound in zip(xs, bounds, strict=True):
        if x is None:
            return None
        if x < bound:
            result = 0
    return result


def _add(xs: Values, constants: Constants) -> Value:
    result: Number = constants[0]
    for x in xs:
        if x is None:
            return None
        result += x
    return result


def _stands(xs: Values, constants: Constants) -> Value:
    return int(xs[0] is not None and xs[0] >= constants[0])


def _first(xs: Values, _: Constants) -> Value:
    return next((x for x in xs if x is not None), None)


def _least(xs: Values, _: Constants) -> Value:
    return None if None in xs else min(x for x in xs if x is not None)


def _known(names: Sequence[str], xs: Values, weights: Iterable[int]) -> list[tuple[str, Value, int]]:
    return [(n, x, w) for n, x, w in zip(names, xs, weights, strict=True) if x is not None]


def _sum(terms: list[str]) -> str:
    return " + ".join(terms) or "nothing"


def _show_mass(names: Sequence[str], xs: Values, constants: Constants) -> str:
    least, weights = constants
    return _sum([f"{w} x [{n} {plain(x)} >= {least}]" for n, x, w in _known(names, xs, weights)])


def _show_total(names: Sequence[str], xs: Values, weights: Constants) -> str:
    return _sum([f"{w} x {plain(x)} {n}" for n, x, w in _known(names, xs, weights)])


def _show_bands(names: Sequence[str], xs: Values, limits: Constants) -> str:
    part, whole = xs
    if part is None or whole is None:
        return "nothing"
    signs = {(False, True): ">", (False, False): "<=", (True, True): ">=", (True, False): "<"}
    return ", ".join(
        f"100 x {plain(part)} {signs[limit.at_least, part >= limit.least(whole)]} {limit.per_cent} x {plain(whole)}"
        for limit in limits
    )


PRIMITIVES: dict[str, Primitive] = {
    # the value that the scale gives to a rank
    "value": Primitive(_value, in_columns.value, lambda n, x, c: f"the value of rank {plain(x[0])}"),
    # the weight of the children that stand at a rank or above
    "mass": Primitive(_mass, in_columns.mass, _show_mass),
    # the weighted sum of the children that have a number
    "total": Primitive(_total, sum_in_columns.total, _show_total),
    # a constant times a quotient
    "ratio": Primitive(
        _ratio, in_columns.ratio, lambda n, x, c: f"{'' if c[0] == 1 else f'{c[0]} x '}{plain(x[0])} / {plain(x[1])}"
    ),
    # where a number lies between two ends, 0..100
    "rescale": Primitive(
        _rescale,
        in_columns.rescale,
        lambda n, x, c: f"100 x ({plain(x[0])} - {plain(c[0])}) / ({plain(c[1])} - {plain(c[0])})",
    ),
    # how many of the limits of the whole a part, a whole number, passes
    "bands": Primitive(_bands, in_columns.bands, _show_bands),
    # whether a part is the whole
    "whole": Primitive(_whole, in_columns.whole, lambda n, x, c: f"{plain(x[0])} of {plain(x[1])}"),
    # whether every number reaches its bound
    "each": Primitive(
        _each,
        in_columns.each,
        lambda n, x, c: " and ".join(f"{a} {plain(v)} >= {plain(b)}" for a, v, b in zip(n, x, c, strict=True)),
    ),
    # a constant and a sum
    "add": Primitive(_add, in_columns.add, lambda n, x, c: " + ".join([plain(v) for v in (*c, *x)])),
    # whether a practice has an option, and that stands at a rank or above
    "stands": Primitive(_stands, in_columns.stands, lambda n, x, c: f"{n[0]} {plain(x[0])} >= {c[0]}"),
    # the first that is there
    "first": Primitive(_first, in_columns.first, lambda n, x, c: " or else ".join(map(plain, x))),
    # the least, where all are there
    "least": Primitive(_least, in_columns.least, lambda n, x, c: f"the least of {', '.join(map(plain, x))}"),
}
