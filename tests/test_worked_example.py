"""The worked example of many respondents runs as its page shows it. `CXMATURITY_GOLDEN=write` rewrites the page."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, TEAM, surroundings

PAGE = ROOT / "docs" / "teams.md"
BLOCK = re.compile(r"```console\n\$ ([^\n]*)\n(.*?)```", re.DOTALL)
HEADING = "## A worked example\n"


def shown(line: str, folder: Path) -> str:
    """What a terminal shows of a line of a shell: what goes to standard output, then what goes to standard error."""
    program = f'cxmaturity() {{ {shlex.quote(sys.executable)} -m cxmaturity "$@"; }}; {line}'
    environment = surroundings(COLUMNS="100", NO_COLOR="1")
    ran = subprocess.run(["bash", "-c", program], cwd=folder, env=environment, capture_output=True, check=True)
    lines = (ran.stdout + ran.stderr).decode().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the example was followed, line by line; its page rewritten where that is asked for."""
    folder = tmp_path_factory.mktemp("followed")
    (folder / "examples").symlink_to(ROOT / "examples")
    before, _, example = PAGE.read_text().partition(HEADING)
    example = BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{shown(block[1], folder)}```", example)
    (folder / "page.md").write_text(f"{before}{HEADING}{example}")
    if os.environ.get("CXMATURITY_GOLDEN") == "write":
        PAGE.write_text((folder / "page.md").read_text())
    return folder


def test_the_page_shows_what_its_commands_print(followed: Path) -> None:
    """Whoever types the lines sees what the page shows, from the form to the report."""
    text = PAGE.read_text()
    assert [line.split()[1] for line, _ in BLOCK.findall(text.partition(HEADING)[2])] == [
        *("form", "import", "team", "assess", "score", "report")
    ]
    assert (followed / "page.md").read_text() == text


def test_the_files_of_the_example_are_what_its_commands_write(followed: Path) -> None:
    assert (followed / "team.yaml").read_text() == TEAM.read_text()
    assert len(list((followed / "answers").iterdir())) == 38
    assert "How far we agree" in (followed / "report.html").read_text()


def test_the_export_is_what_its_script_makes_and_names_nobody(tmp_path: Path) -> None:
    """A file that somebody edited by hand would no longer be what the seed gives."""
    script, made = ROOT / "examples" / "team" / "survey.py", tmp_path / "survey.csv"
    (tmp_path / script.name).write_bytes(script.read_bytes())
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(tmp_path / script.name)], env=environment, check=True)
    assert made.read_bytes() == (ROOT / "examples" / "team" / "survey.csv").read_bytes()
    heading = made.read_text().partition("\n")[0]
    assert "[level]" in heading
    assert not re.search("name|mail|[Rr]espondent id", heading.replace("not your name", ""))
