"""The rule of a questionnaire as expressions of Ibis over one table of a database, and the statement they become.

Nothing here reaches a database: Ibis only writes. It does so layer by layer, as it takes a multiple of the time for
layers inside layers, and each becomes a named part of one `WITH`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import ibis
import ibis.expr.operations as ops
from ibis.backends.sql import compilers
from msgspec import Struct

from cxmaturity.domain.scoring.columns import Expression
from cxmaturity.tables.warehouse.dialects import Dialect

_NO_ROWS_MORE = 2**62
"""A limit that no table reaches."""
_LARGEST = 2**63 - 1
"""The largest whole number of 64 bits; what passes it is a decimal of 38 digits."""
_FALSE = ibis.literal(False)


class _Layer(Struct, frozen=True):
    """A step of the statement: the table that it reads, what it adds, and where it groups, by what."""

    table: Any
    fresh: dict[str, Expression]
    keys: dict[str, Expression] | None = None


class IbisColumns:
    """A table of a database, by its name and the kinds of its columns, that grows by the columns that are kept.

    Whole numbers are of 64 bits throughout: products of smaller ones would be as small, and overflow.
    """

    def __init__(self, table: str, kinds: Mapping[str, str]) -> None:
        self._kinds: dict[str, Any] = dict(kinds)
        self._table = _named(table, self._kinds)
        self._layers: list[_Layer] = []
        self._places: dict[str, str] = {}
        self._order: tuple[str, ...] = ()

    def column(self, name: str) -> Expression:
        """A column that was kept, else one of the table."""
        return self._table[self._places.get(name, name)]

    def kind(self, name: str) -> str:
        """The kind of a column, as Ibis names it."""
        return str(self._kinds[self._places.get(name, name)])

    def keep(self, columns: Mapping[str, Expression]) -> None:
        """Add columns."""
        if columns:
            self._add(_Layer(self._table, self._placed(columns)))

    def whole(self, value: Expression | None, most: int) -> Expression:
        """Whole numbers of 64 bits, or decimals of 38 digits."""
        if value is None:
            return ibis.null("int64")
        if isinstance(value, int):
            value = ibis.literal(int(value), "int64")
        elif value.type().is_boolean():
            value = value.cast("int32").cast("int64")  # PostgreSQL makes only these of conditions
        return value.cast("decimal(38, 0)") if most > _LARGEST and not value.type().is_decimal() else value

    def when(self, condition: Expression, then: Expression | None, otherwise: Expression | None) -> Expression:
        """One of two."""
        return ibis.ifelse(condition, then, otherwise)

    def is_null(self, value: Expression) -> Expression:
        """Whether it is nothing."""
        return value.isnull()

    def either(self, value: Expression, otherwise: Expression) -> Expression:
        """A value, or another where it is nothing."""
        return ibis.coalesce(value, _FALSE if otherwise is False else otherwise)

    def quotient(self, above: Expression, below: Expression) -> Expression:
        """A quotient without a rest."""
        return above // below

    def over(self, above: Expression, below: Expression) -> Expression:
        """A double."""
        return above.cast("float64") / self.whole(below, 1).cast("float64")

    def count(self, condition: Expression) -> Expression:
        """How many rows of a group."""
        return ibis.ifelse(condition, 1, 0).sum().cast("int64")

    def group(self, by: Mapping[str, Expression], counts: Mapping[str, Expression], rows: str) -> None:
        """A row a group."""
        self._kinds, self._places, self._order = {}, {}, tuple(by)
        fresh = self._placed(counts) | {rows: ibis.ifelse(ibis.literal(True), 1, 0).sum().cast("int64")}
        self._add(_Layer(self._table, fresh, dict(by)))

    def statement(self, results: Mapping[str, Expression], dialect: Dialect) -> str:
        """The one statement that gives these columns of every row, in the order of groups where there are any.

        The columns are called as the dialect can.
        """
        wanted = {
            dialect.name(name): self.whole(value, 1) if isinstance(value, int) else value
            for name, value in results.items()
        }
        last = _select(self._table, wanted)
        parts = [_text(last.order_by(*self._order) if self._order else last, dialect)]
        needed = _columns_of(wanted.values()) | set(self._order)
        for place, layer in reversed(list(enumerate(self._layers, 1))):
            fresh = {name: value for name, value in layer.fresh.items() if name in needed}
            kept = layer.table.columns if layer.keys is None else ()
            carried = {name: layer.table[name] for name in kept if name in needed and name not in fresh}
            if layer.keys is None:
                query = _select(layer.table, {**carried, **fresh})
            else:
                query = _grouped(layer.table, layer.keys, fresh)
            query = query.limit(_NO_ROWS_MORE) if dialect.fenced else query
            parts.append(f"{_PART}{place} AS (\n{_text(query, dialect)}\n)")
            needed = _columns_of([*carried.values(), *fresh.values(), *(layer.keys or {}).values()])
        last, *before = parts
        with_ = f"WITH {', '.join(reversed(before))}\n" if before else ""
        return with_ + last

    def _placed(self, columns: Mapping[str, Expression]) -> dict[str, Expression]:
        """The columns by names that no other has, whatever case an engine ignores."""
        placed: dict[str, Expression] = {}
        taken = {name.casefold() for name in self._kinds}
        for name, value in columns.items():
            place = name
            while place.casefold() in taken:
                place += "_"
            taken.add(place.casefold())
            self._places[name] = place
            placed[place] = self.whole(value, 1) if isinstance(value, int) else value
        return placed

    def _add(self, layer: _Layer) -> None:
        self._layers.append(layer)
        self._kinds |= {name: value.type() for name, value in {**(layer.keys or {}), **layer.fresh}.items()}
        self._table = _named(f"{_PART}{len(self._layers)}", self._kinds)


_PART = "cx_layer_"


def _named(name: str, kinds: Mapping[str, Any]) -> Any:
    """A table by its name, before which its schema and catalogue can stand."""
    *around, last = name.split(".")
    outer = dict(zip(("database", "catalog"), reversed(around), strict=False))
    return ibis.table(dict(kinds), name=last, **outer)


def _select(table: Any, columns: Mapping[str, Expression]) -> Any:
    return table.select(**{name: _read_from(table, value) for name, value in columns.items()})


def _grouped(table: Any, keys: Mapping[str, Expression], counts: Mapping[str, Expression]) -> Any:
    by = {name: _read_from(table, value) for name, value in keys.items()}
    return table.group_by(**by).agg(**{name: _read_from(table, value) for name, value in counts.items()})


def _read_from(table: Any, value: Expression) -> Expression:
    """An expression whose columns are those of a table, where it took some of them from before."""
    apart = {field for field in value.op().find(ops.Field) if field.rel is not table.op()}
    return value.op().replace({field: table[field.name].op() for field in apart}).to_expr() if apart else value


def _columns_of(values: Iterable[Expression]) -> set[str]:
    """The names of the columns that expressions are worked out from."""
    return {field.name for value in values for field in value.op().find(ops.Field)}


def _text(query: Any, dialect: Dialect) -> str:
    compiler = getattr(compilers, dialect.compiler).compiler
    text: str = compiler.to_sqlglot(query.unbind()).sql(dialect=compiler.dialect)
    return text
