"""The engines that a statement is tried on: each takes rows from a CSV, and gives those of a statement back."""

import asyncio
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import asyncpg
import duckdb
import polars as pl
import pytest

from cxmaturity.tables.warehouse.names import quoted

Kinds = Mapping[str, str]
_SQL = {"int64": "bigint", "boolean": "boolean", "string": "varchar", "float64": "double precision"}
_MOST_MEMORY = 2_500_000
"""Kilobytes that the server may take: PostgreSQL takes ten times that for a statement without fences."""


class Store(Protocol):
    """An engine with its tables."""

    def load(self, table: str, kinds: Kinds, path: Path) -> None:
        """Make a table of a CSV."""

    def rows(self, statement: str) -> list[dict[str, Any]]:
        """The rows of a statement."""

    def columns(self, statement: str) -> pl.DataFrame:
        """The same where there are many, as whole numbers of up to 64 bits, or of any size as decimals."""


def missing(reason: str) -> None:
    """Skip for a reason, but fail where CI is true."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


def _declared(kinds: Kinds) -> str:
    return ", ".join(f"{quoted_column(name)} {_SQL[kind]}" for name, kind in kinds.items())


def quoted_column(name: str) -> str:
    """The name of a column, whatever signs are in it."""
    return f'"{name}"'


class Duckdb:
    """DuckDB, in memory or in a file."""

    def __init__(self, database: str = ":memory:") -> None:
        self.connection = duckdb.connect(database)

    def load(self, table: str, kinds: Kinds, path: Path) -> None:
        self.connection.execute(f"CREATE TABLE {quoted(table)} ({_declared(kinds)})")
        self.connection.execute(f"COPY {quoted(table)} FROM '{path}' (HEADER)")

    def rows(self, statement: str) -> list[dict[str, Any]]:
        result = self.connection.execute(statement)
        names = [name for name, *_ in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def columns(self, statement: str) -> pl.DataFrame:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, "rows.parquet")
            self.connection.execute(f"COPY ({statement}) TO '{place}' (FORMAT parquet)")
            return pl.read_parquet(place)


_POLARS: dict[str, Any] = {"int4": pl.Int32, "int8": pl.Int64, "float8": pl.Float64, "numeric": pl.Decimal(38, 0)}


class Postgres:
    """A server of its own, that takes no more memory than it should need."""

    def __init__(self, address: str) -> None:
        self.address = address

    def load(self, table: str, kinds: Kinds, path: Path) -> None:
        async def load(connection: Any) -> None:
            await connection.execute(f"DROP TABLE IF EXISTS {quoted(table)}")
            await connection.execute(f"CREATE TABLE {quoted(table)} ({_declared(kinds)})")
            await connection.copy_to_table(table, source=path, format="csv", header=True)

        self._run(load)

    def rows(self, statement: str) -> list[dict[str, Any]]:
        async def rows(connection: Any) -> list[dict[str, Any]]:
            return [dict(row) for row in await connection.fetch(statement)]

        found: list[dict[str, Any]] = self._run(rows)
        return found

    def columns(self, statement: str) -> pl.DataFrame:
        async def copied(connection: Any) -> None:
            kinds.update((each.name, each.type.name) for each in (await connection.prepare(statement)).get_attributes())
            await connection.copy_from_query(statement, output=str(place), format="csv", header=True)

        kinds: dict[str, str] = {}
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, "rows.csv")
            self._run(copied)
            return pl.read_csv(place, schema_overrides={name: _POLARS[kind] for name, kind in kinds.items()})

    def execute(self, statement: str) -> None:
        """Change something in it."""

        async def execute(connection: Any) -> None:
            await connection.execute(statement)

        self._run(execute)

    def _run(self, work: Any) -> Any:
        async def run() -> Any:
            connection = await asyncpg.connect(self.address, server_settings={"jit": "off"})
            try:
                return await work(connection)
            finally:
                await connection.close()

        return asyncio.run(run())


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server of PostgreSQL that lasts for the tests of a process."""
    programs = _programs("initdb", "pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="cx-postgres-"))
    as_owner: list[str] = []
    if os.geteuid() == 0:  # the server does not run as root
        shutil.chown(folder, "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    data, port = folder / "data", _free_port()

    def run(program: str, *words: str) -> None:
        command = f'ulimit -v {_MOST_MEMORY}; exec "$0" "$@"'
        done = subprocess.run(
            [*as_owner, "bash", "-c", command, programs[program], "-D", str(data), *words],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    try:
        run("initdb", "-U", "cx", "-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8")
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run("pg_ctl", "-w", "-o", settings, "-l", str(folder / "log"), "start")
        yield Postgres(f"postgres://cx@127.0.0.1:{port}/postgres")
    finally:
        with suppress(AssertionError):
            run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _programs(*names: str) -> dict[str, str]:
    """Where the server's programs are: on the path, else where Debian has them."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, folders)])
    found = {name: shutil.which(name, path=path) for name in names}
    if None in found.values():
        missing("PostgreSQL's server is not installed")
    return {name: place for name, place in found.items() if place is not None}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


class Spark:
    """A session on this machine."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def load(self, table: str, kinds: Kinds, path: Path) -> None:
        declared = ", ".join(f"`{name}` {_SPARK[kind]}" for name, kind in kinds.items())
        self.session.read.csv(str(path), header=True, schema=declared).createOrReplaceTempView(table)

    def rows(self, statement: str) -> list[dict[str, Any]]:
        return [row.asDict() for row in self.session.sql(statement).collect()]

    def columns(self, statement: str) -> pl.DataFrame:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, "rows")
            self.session.sql(statement).write.parquet(str(place))
            return pl.read_parquet(place / "*.parquet")


_SPARK = {"int64": "bigint", "boolean": "boolean", "string": "string", "float64": "double"}


@contextmanager
def spark() -> Iterator[Spark]:
    """A session of Spark that does as little as it can besides what is asked."""
    if shutil.which("java") is None:
        missing("Java is not installed")
    sql = pytest.importorskip("pyspark.sql") if os.environ.get("CI") != "true" else __import__("pyspark.sql").sql
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.memory": "1g",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = sql.SparkSession.builder.master("local[1]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    try:
        yield Spark(session)
    finally:
        session.stop()


def written(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """Rows as a CSV, in which nothing stands for nothing."""

    def text(value: Any) -> str:
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    lines = [",".join(rows[0]), *(",".join(map(text, row.values())) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
