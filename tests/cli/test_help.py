"""Help: every command shows examples that run as they stand, and says what to write instead of what it refuses."""

import importlib
import shlex
import shutil
from pathlib import Path

import pytest

from cxmaturity.cli.commands import COMMANDS, Command, module_of
from cxmaturity.cli.exit_codes import FINE
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import NORTHWIND, ROOT, Cx, process
from tests.files.exports import limesurvey, table
from tests.repository import commit, repository

FILES = {
    "organisational.yaml": "northwind-telecom.yaml",
    "digital.yaml": "northwind-telecom-digital.yaml",
    "units.csv": "units.csv",
}
"""The answers that the examples speak of, and which of ours stand for them."""


def command_of(name: str) -> Command:
    command = importlib.import_module(module_of(name)).COMMAND
    assert isinstance(command, Command)
    return command


EXAMPLES = [(name, line) for name in COMMANDS for line in command_of(name).examples]


def survey(folder: Path) -> None:
    """An export of a survey with a day in each row."""
    found = Catalogue().find("digital")
    assert found is not None
    (folder / "survey.csv").write_text(table(limesurvey(found)))


def earlier_versions(folder: Path) -> None:
    """What the examples on earlier assessments speak of: a file of 2025, one in git, and folders of others."""
    earlier = ROOT / "examples" / "2025" / "northwind-telecom.yaml"
    now = (folder / "organisational.yaml").read_text()
    shutil.copy(earlier, folder / "2025.yaml")
    for name in ("assessments", "cohort"):
        (folder / name).mkdir()
    shutil.copy(earlier, folder / "assessments" / "2025.yaml")
    for i in range(5):
        text = now.replace("organisation: Northwind Telecom", f"organisation: Firm {i}")
        (folder / "cohort" / f"{i}.yaml").write_text(text)
    if shutil.which("git"):
        repository(folder)
        for day in ("2026-11-22", "2026-11-23"):
            (folder / "notes.txt").write_text(day)
            commit(folder, day)


def team(folder: Path) -> None:
    """A folder of eight people's answers to one questionnaire."""
    (folder / "answers").mkdir()
    for i in range(1, 9):
        shutil.copy(folder / "organisational.yaml", folder / "answers" / f"{i:04}.yaml")


def outcomes(folder: Path) -> None:
    """A file of outcomes, with an export beside it."""
    (folder / "nps.csv").write_text("NPS\n" + "9\n8\n3\n10\n" * 5)
    measure = "{id: relationship, variant: nps, file: nps.csv, column: NPS}"
    value = "{years: 3, discount_rate: 0.1, customers: 900, margin: 120, retention: {today: 0.85, uplift: 0.01}}"
    (folder / "outcomes.yaml").write_text(
        f"schema: cxmaturity/outcomes@1\ndate: 2026-11-22\nmeasures: [{measure}]\nvalue: {value}\n"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_the_examples(name: str, cx: Cx) -> None:
    shown = cx(name, "--help").out
    examples = command_of(name).examples
    assert 2 <= len(examples) <= 4
    assert shown.endswith("\nExamples:\n" + "".join(f"  {line}\n" for line in examples))


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_every_example_runs_as_it_stands(name: str, line: str, tmp_path: Path) -> None:
    for file, ours in FILES.items():
        shutil.copy(ROOT / "examples" / ours, tmp_path / file)
    (tmp_path / "own").mkdir()
    earlier_versions(tmp_path)
    survey(tmp_path)
    if name == "team":
        team(tmp_path)
    if "outcomes.yaml" in line:
        outcomes(tmp_path)
    program, *arguments = shlex.split(line)
    assert (program, arguments[0]) == ("cxmaturity", name)
    ran = process(*arguments, folder=tmp_path)
    assert ran.code == FINE, ran.err
    assert "bug" not in ran.err


def test_help_of_a_command_is_what_it_says_itself(cx: Cx) -> None:
    for name in COMMANDS:
        assert cx("help", name) == cx(name, "--help")
    assert cx("help") == cx("--help")


def test_help_of_nothing(cx: Cx) -> None:
    ran = cx("help", "scor")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no command 'scor'; did you mean score?" in ran.err


def test_short_names_of_global_options(cx: Cx) -> None:
    assert cx("-V") == cx("--version")
    assert cx("list", "-q") == cx("-q", "list") == cx("list", "--quiet")


REFUSED = {
    "plan --budget lots": "'lots': write whole person-days, for example 120",
    "plan --budget 12.5": "'12.5': write whole person-days, for example 120",
    "plan --budget -5": "-5: write person-days from 0 to 1,000,000,000, for example 120",
    f"plan --budget {'9' * 5000}": "write person-days from 0 to 1,000,000,000, for example 120",
    "plan --quarters soon": "'soon': write whole quarters, for example 6",
    "plan --quarters 41": "41: write quarters from 1 to 40, for example 6",
    "report --quarters 0": "0: write quarters from 1 to 40, for example 6",
    "plan --quarters 3 --capacity some": "'some': write whole person-days, for example 80, or one number for each",
    "plan --quarters 3 --capacity 80,80": "2 numbers do not fit 3 quarters; give one, or one for each",
    "plan --time-limit nan": "'nan': write seconds, for example 300",
    "plan --time-limit 1m": "'1m': write seconds, for example 300",
    "plan --time-limit 0": "0: write seconds from 0.01 to 86,400, for example 300",
    "plan --format xls": "there is no format 'xls' here; choose from",
    "explain --reading wrost": "'wrost' is none of these; did you mean worst?",
    "explain --reading median": "'median' is none of these; choose from answered, worst, best, documented",
}


@pytest.mark.parametrize("line", REFUSED, ids=lambda line: line[:40])
def test_what_is_refused_says_what_to_write(line: str, cx: Cx) -> None:
    command, *options = line.split()
    ran = cx(command, NORTHWIND, *options)
    assert (ran.code, ran.out) == (2, "")
    assert options[-2] in ran.err
    assert REFUSED[line] in ran.err
    assert "range" not in ran.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("score", "cxmaturity score: FILE... is missing; for example: cxmaturity score organisational.yaml"),
        ("explain", "cxmaturity explain: FILE is missing; for example: cxmaturity explain organisational.yaml"),
        ("templates", "cxmaturity templates: DIR is missing; for example: cxmaturity templates own"),
        ("plan a.yaml --budget", "cxmaturity plan: --budget needs a value after it"),
        ("show Low-effort journeys steps more", "cxmaturity show: 'steps more' is too much here; a name of several"),
        ("scor", "cxmaturity: No such command 'scor'. Did you mean 'score'?"),
    ],
)
def test_a_line_that_can_not_be_read_says_what_would_be_right(line: str, said: str, cx: Cx) -> None:
    """Else a new user would read of arguments, and not what to type."""
    ran = cx(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert ran.err.endswith(f"\nTry: {said.partition(':')[0]} --help\n")
