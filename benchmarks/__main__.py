"""Measures an installed wheel: start-up as ratios to a bare interpreter in the same run, reports, scoring, memory.

`python -m benchmarks` builds the wheel, installs it into a virtual environment of its own and prints the
table that the README shows. Ratios of medians, the runs interleaved, so that a busy machine slows all alike.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from benchmarks.reports import MANY, rate, ten_instruments

ROOT = Path(__file__).parents[1]
EXAMPLE = str(ROOT / "examples" / "northwind-telecom.yaml")
RUNS = 21

SCORING = """
import time
from cxmaturity.cli.loading import load
from cxmaturity.domain.assessment import assess, score
from cxmaturity.files.questionnaire.catalogue import Catalogue

read = load([{example!r}], Catalogue())[0]
for name, work in (("score", score), ("assess", assess)):
    times = []
    for _ in range(200):
        start = time.perf_counter()
        work(read.questionnaire, read.answers)
        times.append(time.perf_counter() - start)
    print(name, sorted(times)[len(times) // 2] * 1000)
"""


def installed(folder: Path) -> Path:
    """The wheel of this repository, installed with its bytecode in a bare environment; returns its `bin`."""
    wheel = folder / "wheel"
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(wheel), str(ROOT)], check=True)
    venv.create(folder / "env", with_pip=True)
    binaries = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = str(binaries / "python")
    subprocess.run(
        [python, "-m", "pip", "-q", "install", "-c", str(ROOT / "constraints.txt"), *map(str, wheel.glob("*.whl"))],
        check=True,
    )
    return binaries


def seconds(command: list[str]) -> float:
    """How long a command takes, from its start to its end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def peak_mib(command: list[str]) -> float:
    """The peak resident memory of a command (Linux: kilobytes from the system)."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        binaries = installed(folder)
        python, command = str(binaries / "python"), str(binaries / "cxmaturity")
        page = str(folder / "report.html")
        commands = {
            "python -c pass": [python, "-c", "pass"],
            "cxmaturity score FILE --format json": [command, "score", EXAMPLE, "--format", "json"],
            "cxmaturity score FILE --format json --no-plan": [
                command,
                "score",
                EXAMPLE,
                "--format",
                "json",
                "--no-plan",
            ],
            "cxmaturity report FILE (HTML)": [command, "report", EXAMPLE, "-o", page],
            "cxmaturity report FILE --no-plan (HTML)": [command, "report", EXAMPLE, "-o", page, "--no-plan"],
            "cxmaturity report TEN FILES (HTML)": [command, "report", *ten_instruments(folder / "ten"), "-o", page],
            "cxmaturity --help": [command, "--help"],
            "cxmaturity score FILE": [command, "score", EXAMPLE],
        }
        times: dict[str, list[float]] = {label: [] for label in commands}
        for _ in range(RUNS):
            for label, words in commands.items():
                times[label].append(seconds(words))
        bare = statistics.median(times["python -c pass"])
        print(f"| command (median of {RUNS} runs) | time | x bare interpreter |\n| --- | ---: | ---: |")
        for label, measured in times.items():
            median = statistics.median(measured)
            print(f"| `{label}` | {median * 1000:.0f} ms | {median / bare:.1f} |")
        one, ten = (statistics.median(times[f"cxmaturity report {of} (HTML)"]) for of in ("FILE", "TEN FILES"))
        many = rate(command, folder)
        print(
            f"\nTen instruments in one report take {ten / one:.1f} x one. A folder of {MANY:,} answers files:"
            f" {many.a_second:.0f} reports a second on {many.cores} cores, {many.processor * 1000:.0f} ms of processor"
            " time each."
        )
        peak = peak_mib(commands["cxmaturity score FILE --format json"])
        scored = subprocess.run(
            [python, "-c", SCORING.format(example=EXAMPLE)], check=True, capture_output=True, text=True
        )
        times_of = dict(line.split() for line in scored.stdout.splitlines())
        print(
            f"\nScoring alone, four readings of 28 practices: {float(times_of['score']):.2f} ms; with blockers"
            f" and what to find out: {float(times_of['assess']):.2f} ms. Peak memory of"
            f" `score --format json`: {peak:.0f} MiB."
        )


if __name__ == "__main__":
    main()
