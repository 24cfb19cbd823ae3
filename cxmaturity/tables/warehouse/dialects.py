"""The kinds of SQL that a rule is written in."""

import re

from msgspec import Struct


class Dialect(Struct, frozen=True):
    """A kind of SQL.

    `compiler` is what Ibis calls it. `fenced` says that its engine would write out a layer wherever it is used, and so
    needs a limit that no table reaches to keep layers apart: PostgreSQL takes 24 GB for five levels without. `plain`
    says that the name of a column holds letters, digits and underscores only.
    """

    compiler: str
    fenced: bool = False
    plain: bool = False

    def name(self, column: str) -> str:
        """The name of a column of the result: `people_index` for `people.index` where names are plain."""
        return _OTHERS.sub("_", column) if self.plain else column


_OTHERS = re.compile("[^a-zA-Z0-9_]")


DIALECTS = {
    "bigquery": Dialect("bigquery", plain=True),
    "databricks": Dialect("databricks"),
    "duckdb": Dialect("duckdb"),
    "postgres": Dialect("postgres", fenced=True),
    "snowflake": Dialect("snowflake"),
    "spark": Dialect("pyspark"),
    "trino": Dialect("trino"),
}
"""The dialects by name."""
