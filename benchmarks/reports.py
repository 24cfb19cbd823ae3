"""Answers files to make reports of: ten instruments of one organisation, and a folder of a thousand organisations."""

import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
MANY = 1000


def ten_instruments(folder: Path) -> list[str]:
    """Answers of one organisation and day to ten questionnaires: the examples', over and over."""
    return _written(folder, 10, lambda _: {"organisation": "One", "date": "2026-11-22"})


def many_organisations(folder: Path) -> Path:
    """A folder of a thousand answers files, each of an organisation of its own."""
    _written(folder, MANY, lambda i: {"organisation": f"Company {i:04}"})
    return folder


class Rate(NamedTuple):
    """How fast a folder is rendered: on a machine that does nothing else, `a_second` nears cores / `processor`."""

    a_second: float
    processor: float  # seconds of processor time a report, the start of every process included
    cores: int


def rate(command: str, folder: Path) -> Rate:
    """How fast the command makes the reports of a thousand organisations."""
    files = many_organisations(folder / "many")
    before, start = os.times(), time.perf_counter()
    subprocess.run(
        [command, "report", str(files), "-o", str(folder / "reports")], check=True, stderr=subprocess.DEVNULL
    )
    took, after = time.perf_counter() - start, os.times()
    made = len(list((folder / "reports").iterdir()))
    if made != MANY:
        raise RuntimeError(f"{made} reports were made, not {MANY}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Rate(MANY / took, used / MANY, len(os.sched_getaffinity(0)))


def _written(folder: Path, count: int, keys: Callable[[int], dict[str, str]]) -> list[str]:
    folder.mkdir()
    texts = [path.read_text() for path in sorted((ROOT / "examples").glob("*.yaml"))]
    places = []
    for i in range(count):
        text = texts[i % len(texts)]
        for key, value in keys(i).items():
            text = re.sub(rf"^{key}: .*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
        places.append(folder / f"{i:04}.yaml")
        places[-1].write_text(text)
    return [str(place) for place in places]
