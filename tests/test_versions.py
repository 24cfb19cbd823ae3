"""The versions of other people's libraries: the files that fix them fit the ranges, and everything works with each."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests import versions
from tests.cli.running import NORTHWIND, ROOT, process
from tests.versions import LOCK, LOWEST, NEWEST, PYTHONS

COMMANDS = {
    "demo": ["demo", "-o", "demo"],
    "score": ["score", NORTHWIND],
    "plan": ["plan", "--format", "json", NORTHWIND],
    "sql": ["score", "--table", "answers", "--questionnaire", "organisational", "--sql", "duckdb"],
}

EXTRAS = ",".join(sorted({*versions.PROJECT["optional-dependencies"]} - {"dev", "spark"}))
"""What is installed besides; Spark is larger than all the rest, and no fast test takes it."""

NOT_FAST = {
    "build",
    "import-linter",
    "mypy",
    "pip",
    "playwright",
    "pyxform",
    "ruff",
    "types-jsonschema",
    "types-PyYAML",
}
"""The tools that no fast test takes, a third of all that there is to install."""


def fixed(path: Path) -> dict[str, str]:
    """The versions in a file of constraints that hold for the oldest Python."""
    lines = (line.partition(" ; ") for line in path.read_text().splitlines() if not line.startswith("#"))
    held = (pin for pin, _, marker in lines if marker in {"", f'python_version == "{PYTHONS[0]}"'})
    return dict(pin.split("==") for pin in held)


def test_every_library_is_fixed() -> None:
    named = {name.lower() for name in versions.floors()}
    assert len(named) == len(versions.LIBRARIES)
    for path in (LOCK, NEWEST, LOWEST):
        assert named <= set(fixed(path)), path


def test_the_lowest_are_the_lower_ends_of_the_ranges() -> None:
    for name, floor in versions.floors().items():
        found = fixed(LOWEST)[name.lower()]
        assert found.removesuffix(".0") == floor.removesuffix(".0")


def test_what_builds_is_fixed_to_what_the_lock_has() -> None:
    locked = fixed(LOCK)
    build = dict(one.split("==") for one in versions.BUILD_REQUIRES)
    assert set(versions.BUILD) <= set(build)
    assert {name: build[name] for name in build if name in locked} == {
        name: locked[name] for name in build if name in locked
    }


@pytest.mark.parametrize("command", ["README.md", ".ci/run"])
def test_what_the_readme_and_ci_install_is_locked(command: str) -> None:
    """CI runs the README's test command, word for word."""
    lines = [line for line in (ROOT / command).read_text().splitlines() if "pip install" in line and "venv" in line]
    assert lines
    assert all("-c constraints.txt" in line for line in lines)
    tests = [line for line in lines if "pytest" in line]
    assert tests
    assert set(tests) <= set((ROOT / "README.md").read_text().splitlines())


def test_the_newest_of_the_oldest_python_are_the_lock() -> None:
    """So all tests run with them."""
    assert fixed(NEWEST) == fixed(LOCK)


TRIED = [(path, python) for path in (LOWEST, NEWEST) for python in PYTHONS]
TRIED = [tried for tried in TRIED if tried not in {(NEWEST, PYTHONS[0]), (LOWEST, PYTHONS[1])}]
"""All but the newest of the oldest Python, which the tests themselves run with, and the lowest of the middle one, which
stands between two that are tried."""


@pytest.mark.slow
@pytest.mark.parametrize(("constraints", "python"), TRIED, ids=[f"{path.stem}-{python}" for path, python in TRIED])
def test_works_with(constraints: Path, python: str, built: Path) -> None:
    """A wheel in a new environment: the demo, a score, a plan; at both ends the fast tests, with every extra.

    The ends are the lowest of everything and the newest of everything; between them no tool is installed besides.
    The newest end builds from the source, with the pip that its Python brings; the others take the wheel of all.
    """
    own = (constraints, python) == (NEWEST, PYTHONS[-1])
    is_end = (constraints, python) in {(LOWEST, PYTHONS[0]), (NEWEST, PYTHONS[-1])}
    found = versions.interpreter(python)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"Python {python} is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = ROOT if own else next(built.glob("*.whl"))
        tools = [tool for tool in versions.TOOLS if re.split("[^-A-Za-z]", tool)[0] not in NOT_FAST]
        needed = [f"{package}[{EXTRAS}]", *(tools if is_end else ())]  # a tool may bring what an extra lacks
        environment = _installed(found, constraints, folder, needed, own=own)
        ran = {command: _run(environment, "cxmaturity", *words) for command, words in COMMANDS.items()}
        assert {command: (done.returncode, done.stderr) for command, done in ran.items() if command != "demo"} == {
            "score": (0, ""),
            "plan": (0, ""),
            "sql": (0, ""),
        }
        assert ran["demo"].returncode == 0, ran["demo"].stderr
        assert json.loads(ran["plan"].stdout)
        assert ran["sql"].stdout.startswith("WITH ")
        for command in ("score", "plan"):  # the same as with the lock
            assert ran[command].stdout == process(*COMMANDS[command], environment={"COLUMNS": "80"}).out
        if is_end:
            files = _with_fast_tests()
            tests = _run(environment, "python", "-m", "pytest", "-m", "fast", "-p", "no:cacheprovider", *files)
            assert tests.returncode == 0, tests.stdout + tests.stderr


def _installed(python: str, constraints: Path, folder: Path, needed: Sequence[str], *, own: bool) -> Path:
    """A new environment with what is needed, put there by its own pip or ours; no network, and out of CI, is a skip.

    Modules are compiled as they are imported: most of what is installed never is.
    """
    environment = folder / "environment"
    subprocess.run([python, "-m", "venv", *["--without-pip"] * (not own), environment], check=True)
    pip = (
        [environment / "bin" / "python", "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", environment]
    )
    done = _ran(environment, *pip, "install", "-q", "--no-compile", "-c", constraints, *needed)
    if done.returncode and os.environ.get("CI") != "true":
        pytest.skip(f"the package index can not be reached: {done.stderr[-200:]}")
    assert done.returncode == 0, done.stderr
    return environment


def _with_fast_tests() -> list[Path]:
    """The files that have fast tests: to look for them in all takes longer than to run them."""
    return [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if "pytest.mark.fast" in path.read_text()]


def _run(environment: Path, program: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a program of an environment."""
    return _ran(environment, environment / "bin" / program, *words)


def _ran(environment: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a command beside an environment, without what this run of the tests has set."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PYTEST", "CXMATURITY"))}
    return subprocess.run(
        [str(word) for word in words],
        cwd=ROOT if "pytest" in words else environment,
        env={**kept, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
