"""What a program asks of columns of a table, and a value of every row of it as whole columns.

Nothing here knows an engine: an expression is what the engine calls one, and Python's operators (`+ - * >= > == & |`)
work on it as on numbers and conditions, with nothing (null) wherever an operand is nothing.
"""

from collections.abc import Mapping
from math import lcm
from typing import Any, Protocol

from msgspec import Struct

Expression = Any
"""A column of an engine, worked out from others; a plain `int` stands for a column that is the same in every row."""

MOST_COMMON = 2**31
"""The largest common multiple of denominators that is looked for."""
MOST_SUMS = 10_000
"""How many sums of weights are looked at for it."""
MOST_WHOLE = 10**38 - 1
"""The size that every engine's widest whole numbers hold: 128 bits, or 38 decimal digits."""


class TooLargeError(Exception):
    """The weights of a questionnaire are so large that a score would need more than `MOST_WHOLE`."""


class Columns(Protocol):
    """An engine that works on columns: one table, which grows by the columns that are kept."""

    def column(self, name: str) -> Expression:
        """A column of the table that was kept before, or that the table had."""

    def keep(self, columns: Mapping[str, Expression]) -> None:
        """Add columns by name; those of the next call are worked out from them. None is a plain `int`."""

    def whole(self, value: Expression, most: int) -> Expression:
        """A condition (1 or 0) or a whole number, as whole numbers of a kind that holds sizes up to `most`.

        A plain `int` becomes a column. Nothing stays nothing.
        """

    def when(self, condition: Expression, then: Expression | None, otherwise: Expression | None) -> Expression:
        """One of two by a condition, the second where it is nothing; None is nothing."""

    def is_null(self, value: Expression) -> Expression:
        """Whether a value is nothing."""

    def either(self, value: Expression, otherwise: Expression) -> Expression:
        """A value, or another where it is nothing; also of conditions, with True or False."""

    def quotient(self, above: Expression, below: Expression) -> Expression:
        """A whole number over another that divides it."""

    def over(self, above: Expression, below: Expression) -> Expression:
        """A whole number over another, not 0, as a double that is rounded once where both are below 2**53."""

    def count(self, condition: Expression) -> Expression:
        """In how many rows of a group a condition holds (nothing does not), as 64-bit whole numbers."""

    def group(self, by: Mapping[str, Expression], counts: Mapping[str, Expression], rows: str) -> None:
        """Make the table one of a row a group, in the order of `by`, with `counts` and in `rows` how many it had."""


class Column(Struct, frozen=True):
    """A number or nothing in every row, exact: `above / (unit * below)`.

    `above` is whole, within `low` and `high`; `unit` the same whole number in every row, at least 1; `below` a whole
    number of 1 to `most_below`, None for 1, and a divisor of `common`; `above` divides `divides` (both 0 where no such
    number is known). `nullable` is False where no row is nothing. What `below` is where `above` is nothing does not
    matter.
    """

    above: Expression
    low: int
    high: int
    unit: int = 1
    below: Expression = None
    most_below: int = 1
    common: int = 1
    divides: int = 0
    nullable: bool = True

    @property
    def most(self) -> int:
        """The greatest size of `above`."""
        return max(abs(self.low), abs(self.high))

    @property
    def is_whole(self) -> bool:
        """Whether no row has a fraction."""
        return self.unit == 1 and self.below is None


def fitting(columns: Columns, value: Expression, most: int) -> Expression:
    """A whole number as a kind that holds sizes up to `most`. TooLargeError where no engine has one."""
    if most > MOST_WHOLE:
        raise TooLargeError
    return int(value) if isinstance(value, int) else columns.whole(value, most)


def scaled(columns: Columns, value: Expression, factor: Expression, most: int) -> Expression:
    """A product that is at most `most` in size, never worked out in anything smaller."""
    if isinstance(factor, int) and factor == 1:
        return fitting(columns, value, most)
    if isinstance(value, int) and value == 1:
        return fitting(columns, factor, most)
    return fitting(columns, value, most) * fitting(columns, factor, most)


def small(multiple: int) -> int:
    """A common multiple, 0 where it passes `MOST_COMMON`."""
    return multiple if multiple <= MOST_COMMON else 0


def multiple_of_sums(weights: tuple[int, ...]) -> int:
    """A number that every sum of one or more of the weights divides; 0 where that is none up to `MOST_COMMON`."""
    reached = {0}
    for weight in weights:
        reached |= {weight + before for before in reached}
        if len(reached) > MOST_SUMS:
            return 0
    multiple = 1
    for number in reached - {0}:
        multiple = lcm(multiple, number)
        if multiple > MOST_COMMON:
            return 0
    return multiple
