"""Killed at any moment, as by a power cut: what was confirmed is there, every file is whole, nothing is left behind."""

import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import read_tree
from tests.cli.running import NORTHWIND, RETAIL, head, process, surroundings

KILLS = 32
"""How often an interview is killed."""
CUTS = 16
"""How often each kind of report is, which starts longer."""
CONFIRMED = re.compile(rb"^[1-4] [A-Z][A-Za-z ]+\.$", re.MULTILINE)
PYTHON = [sys.executable, "-m", "cxmaturity"]

pytestmark = pytest.mark.slow


def killed(arguments: list[str], folder: Path, seconds: float, typed: bytes = b"") -> tuple[bytes, bool]:
    """What a command said until it was killed, and whether it had ended before."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*PYTHON, *arguments], cwd=folder, env=surroundings(), stdin=pipe, stdout=pipe, stderr=pipe
    ) as running:
        assert running.stdin
        running.stdin.write(typed)
        running.stdin.flush()
        time.sleep(seconds)
        ended = running.poll() is not None
        running.kill()
        assert running.stdout
        return running.stdout.read(), ended


def duration(arguments: list[str], folder: Path, typed: bytes = b"") -> float:
    """How long a command takes when nobody kills it."""
    before = time.monotonic()
    subprocess.run([*PYTHON, *arguments], cwd=folder, env=surroundings(), input=typed, check=True)
    return time.monotonic() - before


def answered(path: Path) -> int:
    source = read_source(str(path))
    found = read_answers(read_tree(source), source.sha256, Catalogue()).answers.answers
    return sum(answer.status == "answered" for answer in found.values())


def test_interviews(tmp_path: Path) -> None:
    path, chance = tmp_path / "f.yaml", random.Random(1)
    start, arguments = f"{head('digital')}# mine\nanswers:\n", ["assess", "-o", "f.yaml", "--lines"]
    typed = b"".join(b"%d\n" % (i % 4 + 1) for i in range(15))
    path.write_text(start)
    longest = duration(arguments, tmp_path, typed + b"q\n")
    path.write_text(start)
    total = 0
    for _ in range(KILLS):
        before = answered(path)
        said, _ = killed(arguments, tmp_path, chance.uniform(0.2, 1) * longest, typed)
        confirmed = len(CONFIRMED.findall(said))
        total += confirmed
        # at most the one that was on its way stands there without having been confirmed
        assert before + confirmed <= answered(path) <= before + confirmed + 1
        assert "# mine\n" in path.read_text()
        if answered(path) > 10:
            path.write_text(start)
    assert total > KILLS
    assert process("assess", "-o", "f.yaml", "--lines", folder=tmp_path).code == 0
    assert [one.name for one in tmp_path.iterdir()] == ["f.yaml"]


@pytest.mark.parametrize("several", [False, True])
def test_reports(several: bool, tmp_path: Path) -> None:
    """The old page is there or the new one; the answers are as they were."""
    chance, inputs = random.Random(2), {}
    (tmp_path / "in").mkdir()
    for source in (NORTHWIND, RETAIL)[: several + 1]:
        path = tmp_path / "in" / Path(source).name
        path.write_bytes(Path(source).read_bytes())
        inputs[path] = path.read_bytes()
    arguments = ["report", *[str(path) for path in inputs], "-o", "out/" if several else "out.html", "--force"]
    longest = min(duration(arguments, tmp_path) for _ in range(2))  # the first finds nothing at hand
    pages = {one: one.read_bytes() for one in tmp_path.rglob("*.html")}
    assert len(pages) == len(inputs)
    cut = 0
    for i in range(CUTS):
        old = b"" if i % 3 else b"<!DOCTYPE html>old</html>"
        for page in pages:
            page.unlink(missing_ok=True)
            if old:
                page.write_bytes(old)
        cut += not killed(arguments, tmp_path, chance.uniform(0.5, 1.1) * longest)[1]
        for page, whole in pages.items():
            assert not page.exists() or page.read_bytes() in {old, whole}
        assert {path: path.read_bytes() for path in inputs} == inputs
    assert cut > CUTS / 3
    assert process(*arguments, folder=tmp_path).code == 0
    assert {one for one in tmp_path.rglob("*") if one.is_file()} == {*pages, *inputs}
