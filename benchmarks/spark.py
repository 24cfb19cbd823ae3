"""What the job of docs/scale.md takes on Spark, by rows and cores: `python -m benchmarks.spark [CORES ROWS...]`.

A statement from `score --sql spark`, random ranks as Parquet, results as Parquet; each number of cores is a process of
its own. A job of few rows comes first in it, so that what Java learns once is not counted. Processor time is that of
Java, all threads together, so that other work on the machine changes it less. The costs are fitted by a line:
seconds of one core = a + b x rows.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from cxmaturity.files.questionnaire.catalogue import Catalogue

ROWS = (100_000, 400_000, 1_600_000)
QUESTIONNAIRE = "organisational"
FEW = 1_000


def answers(rows: int, place: Path) -> None:
    """Random ranks, a tenth of them unknown, in files of 250,000 rows."""
    questionnaire = Catalogue().find(QUESTIONNAIRE)
    assert questionnaire is not None
    random = np.random.default_rng(rows)
    place.mkdir()
    for part, start in enumerate(range(0, rows, 250_000)):
        size = min(250_000, rows - start)
        ranks = {id_: random.integers(1, len(questionnaire.scale) + 1, size) for id_ in questionnaire.practices}
        frame = pl.DataFrame(ranks, schema=dict.fromkeys(ranks, pl.Int8))
        unknown = {id_: pl.when(pl.lit(pl.Series(random.random(size) >= 0.1))).then(pl.col(id_)) for id_ in ranks}
        frame = frame.with_columns(**unknown).with_columns(id=pl.int_range(start, start + size))
        frame.write_parquet(place / f"{part:03}.parquet")


def statement() -> str:
    """What the command prints."""
    words = ["score", "--table", "answers", "--questionnaire", QUESTIONNAIRE, "--sql", "spark", "--keep", "id"]
    done = subprocess.run([sys.executable, "-m", "cxmaturity", *words], capture_output=True, text=True, check=True)
    return done.stdout


def job(session: Any, text: str, rows: int, folder: Path) -> None:
    """The job, as the page has it."""
    session.read.parquet(str(folder / f"answers{rows}")).createOrReplaceTempView("answers")
    session.sql(text.rstrip().rstrip(";")).write.parquet(str(folder / f"scored{rows}"))


def run(cores: int, numbers: list[int]) -> None:
    """Print a line for each number of rows: seconds, and seconds of one core."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  only here

    text = statement()
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.sql.codegen.wholeStage", "false")
    session = builder.config("spark.driver.memory", "3g").config("spark.ui.enabled", "false").getOrCreate()
    java: int = session.sparkContext._gateway.proc.pid  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for rows in (FEW, *numbers):
            answers(rows, folder / f"answers{rows}")
            used, start = used_by(java), time.perf_counter()
            job(session, text, rows, folder)
            told = {"rows": rows, "seconds": time.perf_counter() - start, "core_seconds": used_by(java) - used}
            print(json.dumps(told), flush=True)
    session.stop()


def used_by(process: int) -> float:
    """The processor time of a process until now, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(cores: int, numbers: list[int]) -> None:
    """Every number of rows as a line of a table, then the fit."""
    print("| rows | cores | seconds | seconds of one core |")
    print("| ---: | ---: | ---: | ---: |")
    command = [sys.executable, "-m", "benchmarks.spark", "run", str(cores), *map(str, numbers)]
    costs: list[tuple[int, float]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        for line in process.stdout or ():
            told = json.loads(line)
            rows, spent = told["rows"], told["core_seconds"]
            print(f"| {rows:,} | {cores} | {told['seconds']:.1f} | {spent:.1f} |", flush=True)
            costs += [(rows, spent)] if rows > FEW else []
    if len(costs) > 1:
        slope, start = np.polyfit([rows for rows, _ in costs], [spent for _, spent in costs], 1)
        print(f"\nseconds of one core = {start:.1f} + {slope * 1e6:.1f} x million rows")
        print(f"1 billion rows: {(start + slope * 1e9) / 3600:.1f} hours of one core")


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        run(int(sys.argv[2]), [int(number) for number in sys.argv[3:]])
    elif sys.argv[2:]:
        main(int(sys.argv[1]), [int(number) for number in sys.argv[2:]])
    else:
        for number_of_cores in range(1, (os.cpu_count() or 1) + 1):
            main(number_of_cores, list(ROWS))
