"""The names of tables and the kinds of columns, as databases write them."""

_WHOLE = {"tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint"}
_REAL = {"float", "real", "double", "double precision", "decimal", "numeric"}
_TEXT = {"varchar", "text", "character varying", "character"}
_IN_IBIS = {**dict.fromkeys(_WHOLE, "int64"), **dict.fromkeys(_REAL, "float64"), **dict.fromkeys(_TEXT, "string")}
OTHER = "unknown"
"""The kind of columns that hold neither numbers, text nor conditions."""


def kind_of(type_: str) -> str:
    """The kind of a column, as Ibis names it, from what a database says: `character varying(20)` is `string`."""
    plain = type_.partition("(")[0].strip().lower()
    return "boolean" if plain == "boolean" else _IN_IBIS.get(plain, OTHER)


def quoted(table: str) -> str:
    """The name of a table, with its schema or without, as SQL takes it whatever letters are in it."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in table.split("."))
