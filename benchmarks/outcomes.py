"""Measures what it costs to read a large export and to work out its figures.

`python -m benchmarks.outcomes`: 200,000 answers with days and groups, as a score, a number, yes or no, and a pair, in
seconds and as a ratio to reading the same file with Python's `csv` alone, the best of a few runs each. What is answered
is drawn with a fixed seed.
"""

import csv
import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from cxmaturity.domain.outcomes.estimates import Drawing
from cxmaturity.domain.outcomes.measured import figures
from cxmaturity.files.outcomes.load import outcomes_of_file
from cxmaturity.statistics.bootstrap import DRAWS, SEED
from cxmaturity.statistics.means import Bootstrap

ROWS = 200_000
RUNS = 5
MEASURES = {
    "nps": "column: Score",
    "mean": "column: Minutes",
    "share": "column: Again",
    "expectation-perception": "expectation: Score, perception: Perceived, scale: [0, 10]",
}


def export(file: Path, rows: int = ROWS, seed: int = 1) -> None:
    """Write so many answers as survey tools do."""
    draw = Random(seed)
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["ResponseId", "Day", "Score", "segment", "Minutes", "Again", "Perceived"])
        for i in range(rows):
            day = f"2026-{draw.randint(1, 12):02}-{draw.randint(1, 28):02} 10:{i % 60:02}:00"
            segment = draw.choice(("Consumer", "Business", "Public sector"))
            minutes, again = f"{draw.expovariate(0.1):.2f}", draw.choice(("Yes", "No", "no"))
            writer.writerow([f"R_{i}", day, draw.randint(0, 10), segment, minutes, again, draw.randint(0, 10)])


def alone(file: Path) -> None:
    """Read a file with `csv` and nothing else."""
    with file.open(encoding="utf-8", newline="") as text:
        for _ in csv.reader(text):
            pass


def worked_out(file: Path) -> None:
    """Read outcomes and work out their figures."""
    read = outcomes_of_file(str(file))
    drawing = Drawing(Bootstrap(DRAWS, SEED), DRAWS, SEED)
    result = figures(read.organisation, read.date.isoformat(), read.samples, drawing)
    assert result.measures[0].n == ROWS


def best(work: Callable[[], None]) -> float:
    """The least processor time that some work takes."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Measure and print."""
    gc.set_threshold(50_000)  # as the command has it
    with tempfile.TemporaryDirectory() as folder:
        data, file = Path(folder, "data.csv"), Path(folder, "outcomes.yaml")
        export(data)
        bare = best(lambda: alone(data))
        for variant, columns in MEASURES.items():
            measure = f"variant: {variant}, file: data.csv, {columns}, date: Day, period: quarter, by: [segment]"
            file.write_text(f"schema: cxmaturity/outcomes@1\ndate: 2026-12-31\nmeasures: [{{id: m, {measure}}}]\n")
            taken = best(lambda: worked_out(file))
            print(
                f"{variant} of {ROWS:,} answers: {taken:.2f} s of one core, {taken / bare:.1f} x reading with csv alone"
            )


if __name__ == "__main__":
    main()
