"""The names of tables and the kinds of columns, as databases write them."""

from cxmaturity.tables.warehouse.refused import RefusedError

_SMALL = {"tinyint", "smallint", "integer", "utinyint", "usmallint"}
"""Whole numbers of up to 32 bits, which are widened before anything is worked out: their products would overflow."""
_WHOLE = {"bigint", "hugeint", "uinteger", "ubigint"}
_REAL = {"float", "real", "double", "double precision"}
_EXACT = {"decimal", "numeric"}
_TEXT = {"varchar", "text", "character varying", "character", "enum"}
_IN_IBIS = {
    **dict.fromkeys(_SMALL, "int32"),
    **dict.fromkeys(_WHOLE, "int64"),
    **dict.fromkeys(_REAL, "float64"),
    **dict.fromkeys(_EXACT, "decimal"),
    **dict.fromkeys(_TEXT, "string"),
}
OTHER = "binary"
"""What columns are taken for that hold neither numbers, text nor conditions: they are only passed on."""

EITHER = "either"
"""The kind of columns of which nobody knows whether they hold numbers or text."""


def kind_of(type_: str) -> str:
    """The kind of a column, as Ibis names it, from what a database says: `character varying(20)` is `string`."""
    plain = type_.partition("(")[0].strip().lower()
    return "boolean" if plain == "boolean" else _IN_IBIS.get(plain, OTHER)


def taken(where: str, table: str) -> RefusedError:
    """What is said where there is a table of that name."""
    return RefusedError(where, f"there is a table {table} already", "name another, or replace it with --force")


def same(one_table: str, other_table: str) -> bool:
    """Whether two names can mean the same table: a name without a schema can mean that of any."""
    ways = [name.casefold().split(".") for name in (one_table, other_table)]
    shorter = min(map(len, ways))
    return ways[0][-shorter:] == ways[1][-shorter:]


def quoted(table: str) -> str:
    """The name of a table, with its schema or without, as SQL takes it whatever letters are in it."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in table.split("."))
