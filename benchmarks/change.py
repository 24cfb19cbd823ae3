"""Measures what the second assessment costs: the history of a file of 100 versions in git, and a comparison.

`python -m benchmarks.change` makes a repository in which the telecom example changes one answer a version. Each figure
is what a command takes beyond `cxmaturity --help`, in seconds of processor time: the median of a few.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS, RUNS = 100, 5
THEN = "examples/2025/northwind-telecom.yaml"
NOW = "examples/northwind-telecom.yaml"
TURNS = ("ignore", "explore", "mobilise", "operationalise", "align")
"""What the answer that changes is, one version after the other."""


def repository(folder: Path) -> Path:
    """A file of so many versions; returns it."""
    git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    file = folder / "organisational.yaml"
    text = (ROOT / NOW).read_text(encoding="utf-8")
    for version in range(VERSIONS):
        year, month, day = 2017 + version // 12, version % 12 + 1, 22
        changed = text.replace("date: 2026-11-22", f"date: {year}-{month:02}-{day}", 1)
        turned = changed.replace("people.hiring: explore", f"people.hiring: {TURNS[version % len(TURNS)]}", 1)
        file.write_text(turned, encoding="utf-8")
        subprocess.run([*git, "add", file.name], check=True)
        subprocess.run([*git, "commit", "-qm", f"Version {version}"], check=True)
    return file


def cost(arguments: Sequence[str]) -> float:
    """The processor time of one run, of its children too."""
    before = os.times()
    command = [sys.executable, "-m", "cxmaturity", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(repository(Path(folder)))
        commands = {
            "start": ("--help",),
            f"history of {VERSIONS} versions": ("history", file),
            "compare": ("compare", THEN, NOW, "--full"),
            "compare --no-plan": ("compare", THEN, NOW, "--no-plan"),
        }
        runs = [{name: cost(arguments) for name, arguments in commands.items()} for _ in range(RUNS)]
    medians = {name: statistics.median(run[name] for run in runs) for name in commands}
    start = medians.pop("start")
    for name, seconds in medians.items():
        print(f"{name}: {seconds - start:.2f} s after start, {seconds / start:.1f} x start")


if __name__ == "__main__":
    main()
