"""The rule of a questionnaire over a lazy frame of Polars."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from cxmaturity.domain.scoring.columns import Expression

_KINDS = ((2**7, pl.Int8), (2**15, pl.Int16), (2**31, pl.Int32), (2**63, pl.Int64))


def kind_of(most: int) -> Any:
    """The kind of whole numbers of as few bytes as hold sizes up to `most`."""
    return next((kind for size, kind in _KINDS if most < size), pl.Int128)


class PolarsColumns:
    """A lazy frame that grows by the columns that are kept; `frame` is where it has got to."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self.frame = frame

    def column(self, name: str) -> Expression:
        """A column of the frame."""
        return pl.col(name)

    def keep(self, columns: Mapping[str, Expression]) -> None:
        """Add columns."""
        self.frame = self.frame.with_columns(**columns)

    def whole(self, value: Expression | None, most: int) -> Expression:
        """Whole numbers of as few bytes as hold them."""
        kind = kind_of(most)
        if value is None or isinstance(value, int):
            return pl.lit(value, kind)
        return value.cast(kind)

    def when(self, condition: Expression, then: Expression | None, otherwise: Expression | None) -> Expression:
        """One of two."""
        return pl.when(condition).then(then).otherwise(otherwise)

    def is_null(self, value: Expression) -> Expression:
        """Whether it is nothing."""
        return value.is_null()

    def either(self, value: Expression, otherwise: Expression) -> Expression:
        """A value, or another where it is nothing."""
        return value.fill_null(otherwise)

    def quotient(self, above: Expression, below: Expression) -> Expression:
        """A quotient without a rest."""
        return (pl.lit(above) if isinstance(above, int) else above) // below

    def over(self, above: Expression, below: Expression) -> Expression:
        """A double; Polars multiplies by the reciprocal of what is the same in every row, which rounds twice."""
        divisor = above.cast(pl.Int64) * 0 + below if isinstance(below, int) else below
        return above.cast(pl.Float64) / divisor.cast(pl.Float64)

    def count(self, condition: Expression) -> Expression:
        """How many rows of a group."""
        return condition.sum().cast(pl.Int64)

    def group(self, by: Mapping[str, Expression], counts: Mapping[str, Expression], rows: str) -> None:
        """A row a group."""
        keys: Any = [expression.alias(name) for name, expression in by.items()]
        totals = [expression.alias(name) for name, expression in counts.items()]
        self.frame = self.frame.group_by(keys).agg(pl.len().cast(pl.Int64).alias(rows), *totals).sort(list(by))
