"""Completion in the shells themselves: what is installed for bash, zsh and fish offers values at the tabulator key.

A user would lose the names that nobody can type from memory.
"""

import shlex
import shutil
import sys

import pytest

from tests.cli.running import NORTHWIND, process
from tests.cli.test_assess_terminal import Terminal, terminal
from tests.conftest import Needs

__all__ = ["terminal"]
START = {
    "bash": "bash --norc --noprofile -i",
    "zsh": "zsh -f -i",
    "fish": "fish --no-config --interactive",
}
READY = {"bash": "source {0}", "zsh": "autoload -Uz compinit; compinit -u; source {0}", "fish": "source {0}"}
LINES = {
    "cxmaturity show dig": "cxmaturity show digital",
    "cxmaturity show digital agent.g": "cxmaturity show digital agent.guidance",
    "cxmaturity check --schema ans": "cxmaturity check --schema answers",
    "cxmaturity score answers.yaml --target ali": "cxmaturity score answers.yaml --target align",
    "cxmaturity score --format js": "cxmaturity score --format json",
    "cxmaturity check answ": "cxmaturity check answers.yaml",
}


@pytest.mark.slow
@pytest.mark.parametrize("shell", START)
def test_the_tabulator_key_completes(shell: str, terminal: Terminal, needs: Needs) -> None:
    needs(shell)
    script = terminal.folder.parent / f"completion.{shell}"
    script.write_text(process(environment={"_CXMATURITY_COMPLETE": f"source_{shell}"}).out)
    program = terminal.folder.parent / "bin" / "cxmaturity"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cxmaturity "$@"\n')
    program.chmod(0o755)
    shutil.copy(NORTHWIND, terminal.folder / "answers.yaml")
    where = f"PATH={program.parent}:/usr/bin:/bin HOME={terminal.folder.parent}"
    command = f"cd {terminal.folder}; exec env {where} {START[shell]}"
    terminal.run("new-session", "-d", "-x", "100", "-y", "30", command)
    terminal.type(f"{READY[shell].format(script)}; echo rea''dy")
    terminal.press("Enter")
    terminal.see("\nready")
    for typed, completed in LINES.items():
        terminal.type(typed)
        terminal.press("Tab")
        terminal.see(completed)
        terminal.press("C-u")
