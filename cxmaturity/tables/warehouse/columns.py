"""The rule of a questionnaire as expressions of Ibis over one table of a database, and the statement they become.

Nothing here reaches a database: Ibis only writes. It does so layer by layer, as it takes a multiple of the time for
layers inside layers, and each becomes a named part of one `WITH`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import ibis
import ibis.expr.operations as ops
import sqlglot
from ibis.backends.sql import compilers
from msgspec import Struct

from cxmaturity.domain.scoring.columns import Expression
from cxmaturity.tables.warehouse.dialects import Dialect
from cxmaturity.tables.warehouse.names import EITHER

_NO_ROWS_MORE = 2**62
"""A limit that no table reaches."""
_LARGEST = 2**63 - 1
"""The largest whole number of 64 bits; what passes it is a decimal of 38 digits."""
_PLAIN = 2**31
"""Below it a number that is written plainly is one of 32 bits."""
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
        self._given = kinds
        self._kinds: dict[str, Any] = {name: "int64" if kind == EITHER else kind for name, kind in kinds.items()}
        self._table = _named(table, self._kinds)
        self._layers: list[_Layer] = []
        self._places: dict[str, str] = {}
        self._order: tuple[str, ...] = ()
        self._only: Expression | None = None
        self.counted_too: dict[str, Expression] = {}
        """What is counted besides where rows are put together in groups."""

    def column(self, name: str) -> Expression:
        """A column that was kept, else one of the table."""
        return self._table[self._places.get(name, name)]

    def kind(self, name: str) -> str:
        """The kind of a column of the table, as it was given."""
        return self._given[name]

    def place(self, name: str) -> int:
        """Which column of the table it is, counted from 0."""
        return list(self._given).index(name)

    def keep(self, columns: Mapping[str, Expression]) -> None:
        """Add columns."""
        if columns:
            self._add(_Layer(self._table, self._placed(columns)))

    def whole(self, value: Expression | None, most: int) -> Expression:
        """Whole numbers of 64 bits, or decimals of 38 digits."""
        if value is None:
            return ibis.null("int64")
        if isinstance(value, int):
            value = _literal(int(value))
        elif value.type().is_boolean():
            value = value.cast("int32").cast("int64")  # PostgreSQL makes only these of conditions
        return value.cast("decimal(38, 0)") if most > _LARGEST and not value.type().is_decimal() else value

    def when(self, condition: Expression, then: Expression | None, otherwise: Expression | None) -> Expression:
        """One of two."""
        return ibis.ifelse(condition, *(self.whole(x, 1) if isinstance(x, int) else x for x in (then, otherwise)))

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

    def rows(self) -> Expression:
        """How many rows there are."""
        return self._table.count()

    def group(self, by: Mapping[str, Expression], counts: Mapping[str, Expression], rows: str) -> None:
        """A row a group."""
        self._kinds, self._places, self._order = {}, {}, tuple(by)
        counted = {**counts, **{name: self.count(value) for name, value in self.counted_too.items()}}
        fresh = self._placed(counted) | {rows: self.rows()}
        self._add(_Layer(self._table, fresh, dict(by)))

    def only(self, condition: Expression) -> None:
        """Leave out the rows of the result for which a condition does not hold."""
        self._only = condition

    def statement(self, results: Mapping[str, Expression], dialect: Dialect) -> str:
        """The one statement that gives these columns of every row, in the order of groups where there are any.

        The columns are called as the dialect can.
        """
        wanted = {
            dialect.name(name): self.whole(value, 1) if isinstance(value, int) else value
            for name, value in results.items()
        }
        query = _select(self._table, wanted, self._only)
        query = query.order_by(*map(dialect.name, self._order)) if self._order else query
        return self._written(query, [*wanted.values(), *([] if self._only is None else [self._only])], dialect)

    def summary(self, counts: Mapping[str, Expression], dialect: Dialect) -> str:
        """The statement that gives one row: `counts` over all rows."""
        wanted = {name: _read_from(self._table, value) for name, value in counts.items()}
        return self._written(self._table.aggregate(**wanted), wanted.values(), dialect)

    def tally(self, value: Expression, condition: Expression, most: int, dialect: Dialect) -> str:
        """The statement for the values of rows for which a condition holds, each with how often; most often first."""
        rows = self._table.filter(condition)
        query = rows.group_by(value=_read_from(rows, value)).agg(times=ibis._.count())
        query = query.order_by(ibis.desc("times"), "value").limit(most)
        return self._written(query, [value, condition], dialect)

    def _written(self, last: Any, of: Iterable[Expression], dialect: Dialect) -> str:
        """The statement that ends in a query over the columns of these expressions."""
        parts = [_text(last, dialect)]
        needed = _columns_of(of) | set(self._order)
        for place, layer in reversed(list(enumerate(self._layers, 1))):
            fresh = {name: value for name, value in layer.fresh.items() if name in needed}
            kept = layer.table.columns if layer.keys is None else ()
            carried = [name for name in kept if name in needed and name not in fresh]
            if not fresh and carried:  # Ibis selects at least one
                fresh = {name: layer.table[name] for name in (carried.pop(),)}
            query = _select(layer.table, fresh) if layer.keys is None else _grouped(layer.table, layer.keys, fresh)
            query = query.limit(_NO_ROWS_MORE) if dialect.fenced else query
            parts.append(f"{_PART}{place} AS (\n{_text(query, dialect, carried)}\n)")
            needed = {*carried, *_columns_of([*fresh.values(), *(layer.keys or {}).values()])}
        final, *before = parts
        return (f"WITH {', '.join(reversed(before))}\n" if before else "") + final

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


def _literal(value: int) -> Expression:
    """A whole number of 64 bits: databases keep what is written plainly in 32, and its products, too."""
    return ibis.literal(value, "int32").cast("int64") if abs(value) < _PLAIN else ibis.literal(value)


_PART = "cx_layer_"


def _named(name: str, kinds: Mapping[str, Any]) -> Any:
    """A table by its name, before which its schema and catalogue can stand."""
    *around, last = name.split(".")
    outer = dict(zip(("database", "catalog"), reversed(around), strict=False))
    return ibis.table(dict(kinds), name=last, **outer)


def _select(table: Any, columns: Mapping[str, Expression], only: Expression | None = None) -> Any:
    rows = table if only is None else table.filter(_read_from(table, only))
    return rows.select(**{name: _read_from(rows, value) for name, value in columns.items()})


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


def _text(query: Any, dialect: Dialect, carried: Iterable[str] = ()) -> str:
    """A query, with the columns that it passes on as they are, for which Ibis takes as long as for others."""
    compiler = getattr(compilers, dialect.compiler).compiler
    written = compiler.to_sqlglot(query)
    for name in carried:
        written.select(sqlglot.column(name, table=_ONLY_TABLE, quoted=True), copy=False)
    text: str = written.sql(dialect=compiler.dialect)
    return text


_ONLY_TABLE = "t0"
"""What Ibis calls the table of a query that reads but one."""
