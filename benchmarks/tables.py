"""Measures what it costs to score a table, beside the same rule written by hand in Polars (`benchmarks.by_hand`).

`python -m benchmarks.tables`: 1,000,000 rows of 23 practices from Parquet to Parquet, both ways in turn, as the ratio
of the medians of processor time and of the clock; and 10,000,000 rows, from Parquet and from CSV, as a command with the
most memory that it takes. Who answers what is drawn with a fixed seed; both ways give the same results.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.__main__ import peak_mib
from benchmarks.by_hand import by_hand
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.tables.embedded import Scoring, TableAsked

ROWS, MANY, PRACTICES, RUNS = 1_000_000, 10_000_000, 23, 7
UNKNOWN = 0.05
"""How many of the answers are not known."""


def table(questionnaire: Questionnaire, rows: int) -> pl.DataFrame:
    """So many rows of ranks."""
    draw = np.random.default_rng(1)
    columns: dict[str, pl.Series] = {}
    for id_ in list(questionnaire.practices)[:PRACTICES]:
        ranks = pl.Series(draw.integers(1, len(questionnaire.scale) + 1, rows).astype(np.int8))
        known = pl.Series(draw.random(rows) >= UNKNOWN)
        columns[id_] = pl.select(pl.when(known).then(ranks)).to_series()
    return pl.DataFrame(columns)


def differ(one: Path, other: Path) -> list[str]:
    """The columns in which two results differ: scores by more than doubles that were rounded twice."""
    left, right = pl.read_parquet(one), pl.read_parquet(other)
    kinds = pl.all().cast(pl.Float64)
    apart = (left.select(kinds) - right.select(left.columns).select(kinds)).select(pl.all().abs().max() > 1e-9)
    nulls = [name for name in left.columns if left[name].null_count() != right[name].null_count()]
    return [*nulls, *(name for name in apart.columns if apart[name].item())]


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor and of the clock."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - processor, time.perf_counter() - start


def measured(folder: Path, questionnaire: Questionnaire) -> None:
    """Both ways in turn, and what one takes of the other."""
    source, ours, hand = folder / "ranks.parquet", folder / "ours.parquet", folder / "hand.parquet"
    table(questionnaire, ROWS).write_parquet(source)
    ways: dict[str, Callable[[], object]] = {
        "cxmaturity": lambda: Scoring(TableAsked(str(source), questionnaire)).write(ours, "parquet"),
        "by hand": lambda: by_hand(pl.scan_parquet(source), questionnaire).sink_parquet(hand),
    }
    times: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    for _ in range(RUNS):
        for way, work in ways.items():
            times[way].append(timed(work))
    assert differ(ours, hand) == []
    medians = {way: [statistics.median(each) for each in zip(*of, strict=True)] for way, of in times.items()}
    for way, (processor, clock) in medians.items():
        print(f"{ROWS:,} x {PRACTICES} {way}: {processor:.2f} s of processor time, {clock:.2f} s")
    (processor, clock), (by_hand_processor, by_hand_clock) = medians.values()
    print(f"ratio: {processor / by_hand_processor:.2f} of processor time, {clock / by_hand_clock:.2f} on the clock")


def memory(folder: Path, questionnaire: Questionnaire) -> None:
    """The most memory of the command over many rows."""
    many = table(questionnaire, MANY)
    many.write_parquet(folder / "many.parquet")
    many.write_csv(folder / "many.csv")
    del many
    for ending in ("parquet", "csv"):
        command = [sys.executable, "-m", "cxmaturity", "score", "--questionnaire", questionnaire.id, "--force"]
        start = time.perf_counter()
        peak = peak_mib([*command, "--table", str(folder / f"many.{ending}"), "-o", str(folder / "scored.parquet")])
        seconds = time.perf_counter() - start
        print(f"{MANY:,} x {PRACTICES} from {ending}: {seconds:.0f} s, {peak:,.0f} MiB at most")


def main() -> None:
    """Measure and print."""
    questionnaire = Catalogue().find("organisational")
    assert questionnaire is not None
    with tempfile.TemporaryDirectory() as name:
        measured(Path(name), questionnaire)
        memory(Path(name), questionnaire)


if __name__ == "__main__":
    main()
