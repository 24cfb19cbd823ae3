"""The documentation says what the program does. `CXMATURITY_GOLDEN=write` rewrites the samples in it."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from cxmaturity.cli.commands import COMMANDS
from cxmaturity.cli.main import app, introduction
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import surroundings

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
JSON = ROOT / "docs" / "json.md"
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
FOLLOWED = ROOT / "docs" / "teams.md"
"""Its commands write files, one after the other: `test_worked_example.py` follows them."""
PAGES = [README, *sorted({*(ROOT / "docs").glob("*.md")} - {FOLLOWED})]
SAMPLES = [
    (page, line) for page in PAGES for line in re.findall(r"```console\n\$ cxmaturity ([^\n]+)\n", page.read_text())
]
"""The blocks that show a command and what it prints."""
MOST_WORDS = 1500
"""How long a README is that one reads."""


def output(*words: str) -> str:
    environment = surroundings(COLUMNS="100", NO_COLOR="1")
    command = [sys.executable, "-m", "cxmaturity", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def sample(page: Path, language: str, real: str, start: str = "") -> str:
    """The first block of a language in a page that starts so; written anew where that is asked for."""
    text = page.read_text()
    block = re.compile(rf"```{language}\n({re.escape(start)}.*?)```", re.DOTALL)
    if os.environ.get("CXMATURITY_GOLDEN") == "write":
        page.write_text(block.sub(lambda _: f"```{language}\n{real}\n```", text, count=1))
        text = page.read_text()
    found = block.search(text)
    assert found is not None
    return tidy(found[1])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_on_the_page_of_commands(name: str) -> None:
    text = COMMANDS_PAGE.read_text()
    assert f"`cxmaturity {name}" in text
    command = typer.main.get_command(app(name)).commands[name]  # type: ignore[attr-defined]
    for parameter in command.params:
        for option in parameter.opts:
            assert not option.startswith("--") or option in text or "-o" in parameter.opts, option


def test_global_options_are_on_the_page_of_commands() -> None:
    for parameter in typer.main.get_command(app(None)).params:
        assert parameter.opts[0] in COMMANDS_PAGE.read_text() or parameter.opts[0] == "--show-completion"


@pytest.mark.parametrize(("page", "line"), SAMPLES, ids=[f"{page.stem} {line}" for page, line in SAMPLES])
def test_a_page_shows_what_a_command_prints(page: Path, line: str) -> None:
    asked = f"$ cxmaturity {line}\n"
    real = asked + tidy(output(*shlex.split(line)))
    assert sample(page, "console", real, asked) == real


def test_the_commands_that_pages_show() -> None:
    assert {line.split()[0] for _, line in SAMPLES} >= {"score", "plan", "compare"}


def test_the_readme_is_one_that_one_reads() -> None:
    assert len(README.read_text().split()) <= MOST_WORDS
    for page in re.findall(r"\]\((docs/[^)]+)\)", README.read_text()):
        assert (ROOT / page).is_file(), page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_modules_that_a_page_names_are_there(page: Path) -> None:
    named = re.findall(r"`(?:python3? )?([\w/-]+/[\w-]+\.py)`", page.read_text())
    assert [name for name in named if not any((place / name).is_file() for place in (ROOT, ROOT / "cxmaturity"))] == []


def test_the_readme_says_how_the_program_is_typed_as_it_writes_itself() -> None:
    """Who follows the first commands would else be told to type what their terminal does not know."""
    before, _, after = README.read_text().partition("`. .venv/bin/activate`")
    assert "\ncxmaturity " not in before and "$ cxmaturity " not in before
    assert "$ cxmaturity " in after


def test_the_sample_of_the_json_page_is_what_score_prints() -> None:
    real = output("score", "examples/corner-retail.yaml", "--format", "json").strip()
    assert json.loads(sample(JSON, "json", real)) == json.loads(real)


def test_the_welcome_counts_the_questions_that_there_are() -> None:
    found = Catalogue().find("digital")
    assert found is not None
    assert f"an interview of {len(found.practices)} questions" in introduction(80)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"```sh\n(python3 -m venv .*?)\n```", README.read_text())
    assert len(commands) == 2
    assert f"\n{commands[1]}\n" in (ROOT / ".ci" / "run").read_text()
