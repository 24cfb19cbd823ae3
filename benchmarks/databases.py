"""What a table in a database takes beside the same table as a file: `python -m benchmarks.databases [ROWS]`.

1,000,000 rows of 23 practices if no number is given: from Parquet to Parquet on this machine, from a table of DuckDB
into another, and from a table of PostgreSQL into another, one after the other in one run. The check of all cells is
measured with it, as the command does both. Processor time is that of all threads, of PostgreSQL that of the process
that serves the connection, so that other work on the machine changes it less.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import duckdb
import polars as pl

from benchmarks.tables import PRACTICES, ROWS, table
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.tables.embedded import Scoring, TableAsked
from cxmaturity.tables.warehouse.address import address_of
from cxmaturity.tables.warehouse.database import DatabaseTable
from cxmaturity.tables.warehouse.engine import Engine, opened
from tests.tables.stores import Postgres, postgres


def into(address: str, questionnaire: Questionnaire, used: Callable[[Engine], float]) -> float:
    """The processor time, in seconds, of scoring a table into another of its database."""
    place = address_of(address)
    own = time.process_time()
    with opened(place, to_write=True) as engine:
        before = used(engine)
        DatabaseTable(place, engine, questionnaire).store("scored", replace=True)
        return used(engine) - before + time.process_time() - own


def filled(store: Postgres, rows: pl.DataFrame, folder: Path) -> str:
    """The address of a table of PostgreSQL with these rows."""
    rows.write_csv(folder / "rows.csv")

    declared = ", ".join(f'"{name}" smallint' for name in rows.columns)

    async def fill() -> None:
        connection = await asyncpg.connect(store.address)
        await connection.execute(f"CREATE TABLE answers ({declared})")
        await connection.copy_to_table("answers", source=folder / "rows.csv", format="csv", header=True)
        await connection.execute("ANALYZE answers")
        await connection.close()

    asyncio.run(fill())
    return f"{store.address}/answers"


def served(engine: Any) -> float:
    """The processor time of the process that serves a connection, in seconds."""
    ((process,),) = next(iter(engine.rows("SELECT pg_backend_pid()")))
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(number: int) -> None:
    """Measure and print."""
    questionnaire = Catalogue().find("organisational")
    assert questionnaire is not None
    rows = table(questionnaire, number)
    with tempfile.TemporaryDirectory() as name, postgres() as store:
        folder = Path(name)
        rows.write_parquet(folder / "rows.parquet")
        own = time.process_time()
        Scoring(TableAsked(str(folder / "rows.parquet"), questionnaire)).write(folder / "scored.parquet", "parquet")
        here = time.process_time() - own
        print(f"{number:,} x {PRACTICES} from a file to a file: {here:.1f} s of processor time", flush=True)
        with duckdb.connect(str(folder / "rows.duckdb")) as connection:
            connection.execute(f"CREATE TABLE answers AS FROM '{folder / 'rows.parquet'}'")
        seconds = into(f"duckdb://{folder / 'rows.duckdb'}/answers", questionnaire, lambda _: 0)
        print(f"within DuckDB: {seconds:.1f} s, {seconds / here:.1f} times that", flush=True)
        seconds = into(filled(store, rows, folder), questionnaire, served)
        print(f"within PostgreSQL: {seconds:.1f} s, {seconds / here:.1f} times that", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROWS)
