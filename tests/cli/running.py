"""Running the program as a user does: in this process with its output captured, or in a process of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cxmaturity.cli.boundary import run
from cxmaturity.files.questionnaire.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
TELECOM = sorted((ROOT / "examples").glob("northwind-telecom*.yaml"))
"""One organisation's answers to all five questionnaires."""
TEAM = ROOT / "examples" / "team" / "agreed.yaml"
"""What 38 people of one organisation answered, after a meeting that has settled some of it."""
CUSTOMERS = ROOT / "examples" / "customers" / "outcomes.yaml"
"""What the customers of Northwind Telecom say, and what is at stake."""
QUESTIONNAIRES = sorted(set((ROOT / "questionnaires").glob("*.yaml")) - {ROOT / "questionnaires" / "crosswalk.yaml"})
SHIPPED = "CXMATURITY_TESTS_SHIPPED"
"""The variable that names the folder in which the package lies as a wheel has it; `tests/conftest.py` makes it."""
NORTHWIND, RETAIL = (str(ROOT / "examples" / name) for name in ("northwind-telecom.yaml", "corner-retail.yaml"))


def head(questionnaire: str) -> str:
    """The first lines of answers to a built-in questionnaire, as it is today."""
    found = Catalogue().find(questionnaire)
    assert found is not None
    return f"schema: cxmaturity/answers@1\nquestionnaire: {questionnaire}@{found.version}\ndate: 2026-11-22\n"


HEAD = head("organisational")


class Ran(NamedTuple):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


Cx = Callable[..., Ran]
"""Runs the program in this process: `cx("score", "answers.yaml", stdin=b"")`."""


def runner(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cx:
    """The `cx` of a test: 80 columns wide, without colour, whatever the tests themselves run in."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def cx(*arguments: object, stdin: bytes = b"") -> Ran:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            capsys.readouterr()
            code = run([str(argument) for argument in arguments])
            return Ran(code, *capsys.readouterr())

    return cx


def surroundings(**more: str) -> dict[str, str]:
    """What a process of its own is given: the package as a wheel has it, from any folder, and some more."""
    return {**os.environ, "PYTHONPATH": os.environ[SHIPPED], "PYTHONSAFEPATH": "1", **more}


def process(
    *arguments: object,
    python: tuple[str, ...] = ("-m", "cxmaturity"),
    folder: Path = ROOT,
    environment: dict[str, str] | None = None,
) -> Ran:
    """Run the program, or other Python, in a process of its own, which knows the project from any folder."""
    done = subprocess.run(
        [sys.executable, *python, *map(str, arguments)],
        cwd=folder,
        env=surroundings(**(environment or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
