"""The weighted sum of numbers over columns: fractions are added up over a denominator that they share, exactly."""

from collections.abc import Iterable, Sequence
from functools import reduce
from math import lcm, prod
from operator import add as plus
from operator import or_
from typing import Any

from msgspec.structs import replace

from cxmaturity.domain.scoring.columns import Column, Columns, Expression, fitting, scaled, small

Args = Sequence[Column]
Constants = tuple[Any, ...]
_COMFORTABLE = 2**53
"""Up to here a product of denominators is a 64-bit number that a double holds as well."""


def total(c: Columns, xs: Args, weights: Constants) -> Column:
    """The weighted sum of the children that have a number."""
    unit = lcm(*(x.unit for x in xs))
    known = [replace(x, above=_or(c, x, x.above, 0), below=_or(c, x, x.below, 1)) for x in xs]
    factors = [weight * (unit // x.unit) for weight, x in zip(weights, xs, strict=True)]
    fractions = [x for x in xs if x.below is not None]
    if len(fractions) == 0:
        summed = _weighed(c, known, factors, [1] * len(xs), [1] * len(xs))
    else:
        summed = _over_product(c, known, factors)
        multiple = lcm(*(x.common for x in xs))
        if multiple and summed.most * summed.most_below > _COMFORTABLE:
            shared = _over_multiple(c, known, factors, multiple)
            summed = shared if shared.most < summed.most * summed.most_below else summed
    nullable = all(x.nullable for x in xs)
    above = c.when(some_known(c, xs), summed.above, None) if nullable else summed.above
    return replace(summed, above=above, unit=unit * summed.unit, nullable=nullable)


def _or(c: Columns, x: Column, expression: Expression, otherwise: int) -> Expression:
    if expression is None or isinstance(expression, int) or not x.nullable:
        return expression
    return c.either(expression, otherwise)


def _weighed(
    c: Columns, xs: Args, factors: Sequence[int], further: Sequence[Expression], most_further: Sequence[int]
) -> Column:
    """The sum of each number with a constant and a further factor, whole and at least 1."""
    bounds = [
        (x.low * (top if x.low < 0 else 1) * f, x.high * (top if x.high > 0 else 1) * f)
        for x, f, top in zip(xs, factors, most_further, strict=True)
    ]
    low, high = (sum(min(0, bound[0]) for bound in bounds), sum(max(0, bound[1]) for bound in bounds))
    most = max(-low, high)
    terms = [
        scaled(c, scaled(c, x.above, factor, most), more, most)
        for x, factor, more in zip(xs, factors, further, strict=True)
    ]
    return Column(reduce(plus, terms), low, high)


def _over_product(c: Columns, xs: Args, factors: Sequence[int]) -> Column:
    """The sum over the product of all denominators."""
    belows = [1 if x.below is None else x.below for x in xs]
    mosts = [x.most_below for x in xs]
    others = [prod(mosts[:i] + mosts[i + 1 :]) for i in range(len(xs))]
    further = [_product(c, belows[:i] + belows[i + 1 :], most) for i, most in enumerate(others)]
    summed = _weighed(c, xs, factors, further, others)
    most, common = prod(mosts), small(prod(x.common for x in xs))
    return replace(summed, below=_product(c, belows, most), most_below=most, common=common)


def _product(c: Columns, numbers: Iterable[Expression], most: int) -> Expression:
    product: Expression = 1
    for number in numbers:
        product = scaled(c, product, number, most)
    return product


def _over_multiple(c: Columns, xs: Args, factors: Sequence[int], multiple: int) -> Column:
    """The sum over a number that every denominator divides."""
    further = [
        multiple if x.below is None else c.quotient(fitting(c, multiple, multiple), fitting(c, x.below, multiple))
        for x in xs
    ]
    return replace(_weighed(c, xs, factors, further, [multiple] * len(xs)), unit=multiple)


def some_known(c: Columns, xs: Args) -> Expression:
    """Whether at least one is not nothing."""
    return reduce(or_, [~c.is_null(x.above) for x in xs])
