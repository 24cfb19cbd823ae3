"""The primitives over columns of a table: each the same as it computes for one row, in whole numbers.

Each takes the engine, its arguments and its constants. Conditions become the whole numbers 0 and 1 before they are
put together, so that nothing in one of them is nothing in all, as it is row by row.
"""

from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from operator import add as plus

from msgspec.structs import replace

from cxmaturity.domain.scoring.columns import Column, Columns, Expression, fitting, multiple_of_sums, scaled, small
from cxmaturity.domain.scoring.sum_in_columns import Args, Constants, some_known


def value(c: Columns, xs: Args, values: Constants) -> Column:
    """The value that the scale gives to a rank; evenly spaced values are a sum, others a choice."""
    (rank,) = xs
    exact = [Fraction(each) for each in values]
    unit = lcm(*(each.denominator for each in exact))
    wholes = [int(each * unit) for each in exact]
    low, high = min(wholes), max(wholes)
    first, step = wholes[0], wholes[1] - wholes[0]
    most = max(abs(low), abs(high), rank.most * abs(step))
    if wholes == [first + step * i for i in range(len(wholes))]:
        above = scaled(c, rank.above, step, most)
        if first != step:
            above = above + (first - step)
    else:
        above = wholes[-1]
        for place in range(len(wholes) - 1, 0, -1):
            above = c.when(rank.above == place, wholes[place - 1], above)
        if rank.nullable:
            above = c.when(c.is_null(rank.above), None, above)
    return Column(above, low, high, unit, nullable=rank.nullable)


def mass(c: Columns, xs: Args, constants: Constants) -> Column:
    """The weight of the children that stand at a rank or above."""
    least, weights = constants
    most = sum(weights)
    terms = [scaled(c, _reaches(c, x, least), weight, most) for weight, x in zip(weights, xs, strict=True)]
    everywhere = all(x.low >= least for x in xs)
    above = reduce(plus, terms)
    nullable = all(x.nullable for x in xs)
    if nullable:
        some = above > 0 if everywhere else some_known(c, xs)
        above = c.when(some, above, None)
    if not everywhere:
        return Column(above, 0, most, nullable=nullable)
    return Column(above, min(weights), most, divides=multiple_of_sums(weights), nullable=nullable)


def _reaches(c: Columns, x: Column, least: int) -> Expression:
    """1 where a rank is `least` or more, else 0, also where it is nothing."""
    if x.low >= least:
        return c.whole(~c.is_null(x.above), 1) if x.nullable else 1
    reaches = x.above >= least
    if isinstance(reaches, bool):
        return int(reaches)
    return c.whole(c.either(reaches, False) if x.nullable else reaches, 1)


def ratio(c: Columns, xs: Args, constants: Constants) -> Column:
    """A constant times a quotient; the second is whole and not below 0, and nothing comes of 0."""
    above, below = xs
    (factor,) = constants
    most = above.most * factor
    numerator = scaled(c, above.above, factor, most)
    if below.low < 1:
        known = c.either(below.above > 0, False) if below.nullable else below.above > 0
        numerator = c.when(known, numerator, None)
    elif below.nullable:
        numerator = c.when(c.is_null(below.above), None, numerator)
    nullable = above.nullable or below.nullable or below.low < 1
    result = replace(above, above=numerator, low=above.low * factor, high=above.high * factor, nullable=nullable)
    if below.high == 1:
        return result
    if isinstance(below.above, int):
        return replace(result, unit=result.unit * below.above)
    most_below = above.most_below * below.high
    product = below.above if above.below is None else scaled(c, above.below, below.above, most_below)
    common = small(above.common * below.divides)
    return replace(result, below=product, most_below=most_below, common=common)


def rescale(c: Columns, xs: Args, constants: Constants) -> Column:
    """Where a number lies between two ends, 0..100: 100 (a/u - l/q) / (h/q - l/q) = 100 (q a - l u) / (u (h - l))."""
    (x,) = xs
    low, high = (Fraction(each) for each in constants)
    shared = lcm(low.denominator, high.denominator)
    start, end = int(low * shared), int(high * shared)
    times, unit = 100 * shared, end - start
    divisor = gcd(times, unit, 100 * start)
    times, shift, unit = times // divisor, 100 * start * x.unit // divisor, unit // divisor
    most = x.most * times + abs(shift) * x.most_below
    above = scaled(c, x.above, times, most)
    if shift:
        above = above - (shift if x.below is None else scaled(c, x.below, shift, most))
    return replace(x, above=above, low=-most, high=most, unit=x.unit * unit, divides=0)


def bands(c: Columns, xs: Args, limits: Constants) -> Column:
    """How many of the limits of the whole a part, a whole number, passes."""
    part, whole_ = xs
    passed: list[Expression] = []
    for limit in limits:
        hundred, share = (100, limit.per_cent) if limit.per_cent else (1, 0)
        most = max(part.most * hundred, whole_.most * share)
        left, right = scaled(c, part.above, hundred, most), scaled(c, whole_.above, share, most) if share else 0
        passed.append(_whole(c, left >= right if limit.at_least else left > right, len(limits)))
    above = reduce(plus, passed)
    nullable = part.nullable or whole_.nullable
    if whole_.nullable and not any(limit.per_cent for limit in limits):  # the whole was not asked
        above = c.when(c.is_null(whole_.above), None, above)
    return Column(above, 0, len(limits), nullable=nullable)


def whole(c: Columns, xs: Args, _: Constants) -> Column:
    """Whether a part is the whole."""
    part, everything = xs
    return Column(_whole(c, part.above == everything.above, 1), 0, 1, nullable=part.nullable or everything.nullable)


def each(c: Columns, xs: Args, bounds: Constants) -> Column:
    """Whether every number reaches its bound."""
    conditions = [_at_least(c, x, Fraction(bound)) for x, bound in zip(xs, bounds, strict=True)]
    return Column(reduce(lambda a, b: a * b, conditions), 0, 1, nullable=any(x.nullable for x in xs))


def _at_least(c: Columns, x: Column, bound: Fraction) -> Expression:
    """1 or 0, and nothing for nothing: a / (u b) >= p / q where q a >= p u b."""
    if bound == 1 and (x.low, x.high) == (0, 1) and x.is_whole:
        return x.above
    right, most_right = bound.numerator * x.unit, abs(bound.numerator) * x.unit * x.most_below
    most = max(x.most * bound.denominator, most_right)
    left = scaled(c, x.above, bound.denominator, most)
    return _whole(c, left >= (right if x.below is None else scaled(c, x.below, right, most)), 1)


def _whole(c: Columns, condition: Expression, most: int) -> Expression:
    return int(condition) if isinstance(condition, bool) else c.whole(condition, most)


def add(c: Columns, xs: Args, constants: Constants) -> Column:
    """A constant and a sum of whole numbers."""
    (constant,) = constants
    low, high = (constant + sum(ends) for ends in ([x.low for x in xs], [x.high for x in xs]))
    most = max(abs(low), abs(high), *(x.most for x in xs), abs(constant))
    above = reduce(plus, [fitting(c, x.above, most) for x in xs])
    return Column(above + constant, low, high, nullable=any(x.nullable for x in xs))


def stands(c: Columns, xs: Args, constants: Constants) -> Column:
    """Whether there is a number, and it is as large or larger."""
    return Column(_reaches(c, xs[0], constants[0]), 0, 1, nullable=False)


def first(c: Columns, xs: Args, _: Constants) -> Column:
    """The first of two whole numbers that is not nothing."""
    preferred, other = xs
    low, high = min(preferred.low, other.low), max(preferred.high, other.high)
    most = max(preferred.most, other.most)
    if not preferred.nullable:
        return replace(preferred, above=fitting(c, preferred.above, most), low=low, high=high)
    above = c.either(fitting(c, preferred.above, most), fitting(c, other.above, most))
    return Column(above, low, high, nullable=other.nullable)


def least(c: Columns, xs: Args, _: Constants) -> Column:
    """The smaller of two whole numbers."""
    here, other = xs
    most = max(here.most, other.most)
    left, right = fitting(c, here.above, most), fitting(c, other.above, most)
    above = c.when(left > right, right, left)
    if other.nullable:
        above = c.when(c.is_null(right), None, above)
    return Column(above, min(here.low, other.low), min(here.high, other.high), nullable=here.nullable or other.nullable)
