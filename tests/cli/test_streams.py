"""What every command has in common: exit codes, what goes to which stream, global options, and a quick start."""

import re
import tempfile
from pathlib import Path

import pytest

import cxmaturity
from cxmaturity.cli.commands import COMMANDS
from cxmaturity.cli.commands import score as score_module
from tests.cli.running import CUSTOMERS, NORTHWIND, RETAIL, ROOT, Cx, Ran, process

INTERACTIVE = {"assess"}
ONCE = {"import"}
"""Commands that fill a new folder, and can not be run twice alike; `test_import.py` runs them."""
SURVEY, THEN, OLD_VERSION = (
    str(ROOT / name)
    for name in (
        "examples/team/survey.csv",
        "examples/2025/northwind-telecom.yaml",
        "tests/cases/versions/organisational-1.yaml",
    )
)
HEAVY = {"rich", "jinja2", "textual", "highspy", "jsonschema"}
OWN = ROOT / "tests" / "cases" / "bad" / "own"
# a run of every command, and whether it also says something to the person at the terminal
RUNS: dict[str, tuple[list[str], bool]] = {
    "": ([], False),
    "demo": (["demo", "-o", "{folder}"], True),
    "list": (["list"], True),
    "show": (["show", "digital"], False),
    "show as md": (["show", "digital", "--format", "md"], False),
    "new": (["new", "digital", "-o", "-"], False),
    "score": (["score", NORTHWIND], False),
    "score several": (["score", NORTHWIND, RETAIL], False),
    "score as md": (["score", NORTHWIND, "--format", "md"], False),
    "score as json": (["score", NORTHWIND, "--format", "json"], False),
    "report": (["report", NORTHWIND], False),
    "report without a plan": (["report", NORTHWIND, "--no-plan"], False),
    "plan": (["plan", NORTHWIND], False),
    "templates": (["templates", "{folder}/own"], True),
    "explain": (["explain", NORTHWIND], True),
    "help": (["help"], False),
    "help on one": (["help", "plan"], False),
    "check": (["check", RETAIL], True),
    "form": (["form", "digital", "-o", "-"], False),
    "team": (["team", SURVEY, "--questionnaire", "organisational", "--date", "2026-11-20"], True),
    "compare": (["compare", THEN, NORTHWIND, "--no-plan"], False),
    "history": (["history", str(ROOT / "examples" / "2025")], False),
    "benchmark": (["benchmark", str(ROOT / "tests" / "cases" / "cohort")], False),
    "migrate": (["migrate", OLD_VERSION], True),
    "outcomes": (["outcomes", str(CUSTOMERS)], False),
    "check schema": (["check", "--schema"], False),
}


@pytest.mark.parametrize("name", RUNS)
def test_results_go_to_standard_output_and_the_rest_to_standard_error(name: str, cx: Cx, tmp_path: Path) -> None:
    arguments, says = RUNS[name]
    given = [argument.replace("{folder}", str(tmp_path)) for argument in arguments]
    ran = cx(*given)
    assert ran.code == 0
    assert bool(ran.out) == (name not in {"check", "templates"})
    assert bool(ran.err) == says
    assert cx(*given, "--quiet") == cx("--quiet", *given) == Ran(0, ran.out, "")


def test_every_command_is_run_here() -> None:
    assert {name.partition(" ")[0] for name in RUNS} == {"", *COMMANDS} - INTERACTIVE - ONCE


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command: str, cx: Cx) -> None:
    ran = cx(command, "--help")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith(f"Usage: cxmaturity {command}")
    assert cx(command, "-h") == ran
    assert re.search(rf"^  {command} ", cx("--help").out, re.MULTILINE)


def test_version(cx: Cx) -> None:
    assert cx("--version") == Ran(0, f"cxmaturity {cxmaturity.__version__}\n", "")


@pytest.mark.parametrize("place", ["before", "after", "equals", "between"])
def test_questionnaires_of_ones_own(place: str, cx: Cx) -> None:
    ran = {
        "before": lambda: cx("--questionnaires", OWN, "show", "mini"),
        "after": lambda: cx("show", "mini", "--questionnaires", OWN),
        "equals": lambda: cx("show", "mini", f"--questionnaires={OWN}"),
        "between": lambda: cx("show", "--questionnaires", OWN, "mini"),
    }[place]()
    assert ran.code == 0
    assert "Who hires?" in ran.out
    assert cx("show", "mini").code == 2


def test_global_options_end_with_two_dashes(cx: Cx) -> None:
    ran = cx("score", "--", "--quiet")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("--quiet: no such file")


def test_interrupt(cx: Cx, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(score_module, "load", interrupt)
    assert cx("score", NORTHWIND) == Ran(130, "", "Interrupted; nothing was lost.\n")


@pytest.fixture
def bug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A bug in the program, and where temporary files go."""

    def fail(*_: object) -> None:
        raise RuntimeError("a bug with \ud800 in it")

    monkeypatch.setattr(score_module, "load", fail)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_bug(bug: Path, cx: Cx) -> None:
    ran = cx("score", NORTHWIND)
    (details,) = bug.iterdir()
    told = "This is a bug in cxmaturity, not in your files (RuntimeError); the details are in {}. Please report it.\n"
    assert ran == Ran(70, "", told.format(details))
    text = details.read_text()
    assert text.startswith("Traceback (most recent call last)")
    assert r"RuntimeError: a bug with \ud800 in it" in text


def test_bug_whose_details_can_not_be_written(bug: Path, cx: Cx) -> None:
    bug.rmdir()
    ran = cx("score", NORTHWIND)
    assert ran.code == 70
    assert ran.out == ""
    assert "(RuntimeError); it could not be written to a file. Please report it." in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        [],
        ["score", NORTHWIND, "--format", "json"],
        ["report", NORTHWIND, "--format", "json"],
    ],
    ids=lambda arguments: " ".join(Path(one).name for one in arguments) or "no arguments",
)
def test_start_waits_for_no_library_that_is_not_used(arguments: list[str]) -> None:
    program = (
        "import sys; from cxmaturity.cli.boundary import run; code = run(sys.argv[1:]);"
        f"print(code, sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    ran = process(*arguments, python=("-c", program))
    assert ran.out
    assert ran.err == "0 []\n"


def test_the_check_above_would_see_them() -> None:
    program = (
        "import sys; from cxmaturity.cli.boundary import run; run(sys.argv[1:]);"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    ran = process("score", NORTHWIND, "--format", "md", python=("-c", program))
    assert "jinja2" in ran.err
