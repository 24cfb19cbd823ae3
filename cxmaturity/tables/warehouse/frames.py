"""The rows that a database gives as a frame of Polars, to be written to a file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.tables.scored import ROWS, result_names
from cxmaturity.tables.warehouse.names import OTHER

_KINDS = {
    "int32": pl.Int64,
    "int64": pl.Int64,
    "float64": pl.Float64,
    "decimal": pl.Float64,
    "string": pl.String,
    "boolean": pl.Boolean,
    OTHER: pl.String,
}
_REAL = ("index", "score", "coverage")


def frame_of(
    rows: Iterable[Sequence[Sequence[Any]]], others: Mapping[str, str], questionnaire: Questionnaire, *, grouped: bool
) -> pl.LazyFrame:
    """Rows of results, before which stand `others` with their kinds, and of groups how many rows each has."""
    kinds: dict[str, Any] = {name: _KINDS[kind] for name, kind in others.items()}
    kinds |= {ROWS: pl.Int64} if grouped else {}
    names = result_names(questionnaire)
    kinds |= {name: pl.Float64 if name.endswith(_REAL) else pl.Int32 for name in names}
    frames = [_frame(batch, kinds) for batch in rows]
    return (pl.concat(frames) if frames else pl.DataFrame(schema=kinds)).lazy()


def _frame(batch: Sequence[Sequence[Any]], kinds: Mapping[str, Any]) -> pl.DataFrame:
    columns = zip(kinds.items(), zip(*batch, strict=True), strict=True)
    return pl.DataFrame([pl.Series(name, _plain(values, kind), kind) for (name, kind), values in columns])


def _plain(values: Sequence[Any], kind: Any) -> list[Any]:
    """Values of a kind that Polars takes: decimals as doubles, days and the like as text."""
    if kind not in {pl.Float64, pl.String}:
        return list(values)
    to = float if kind == pl.Float64 else str
    return [None if value is None else to(value) for value in values]
