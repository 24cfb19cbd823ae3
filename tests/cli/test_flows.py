"""The first ten minutes in a real terminal, at three sizes: everything that is recommended is typed as it stands there.

A new user would lose the way: a next command that fails, words cut in two, a screen that does not fit, a pager that
swallows the exit code.
"""

import re
import shlex
import sys
from pathlib import Path

import pytest

from cxmaturity.cli.onward import OWN, REPORT
from tests.cli.running import NORTHWIND, ROOT
from tests.cli.test_assess_terminal import Terminal, terminal

__all__ = ["terminal"]
SIZES = [(80, 24), (100, 30), (140, 45)]
PROMPT = "typing-here"


class Shell:
    """A shell in a terminal, in which `cxmaturity` is this program."""

    def __init__(self, terminal: Terminal, size: tuple[int, int], **variables: str) -> None:
        self.terminal, self.size = terminal, size
        program = terminal.folder.parent / "bin" / "cxmaturity"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cxmaturity "$@"\n')
        program.chmod(0o755)
        chosen = {"PATH": f"{program.parent}:/usr/bin:/bin", "PS1": f"$? {PROMPT} ", **variables}
        setting = " ".join(f"{name}={shlex.quote(value)}" for name, value in chosen.items())
        shell = f"cd {shlex.quote(str(terminal.folder))}; exec env {setting} sh"
        width, height = map(str, size)
        terminal.run("new-session", "-d", "-x", width, "-y", height, shell)
        terminal.see(f"0 {PROMPT}")

    def enter(self, line: str) -> None:
        """Type a line on an empty screen."""
        self.terminal.type("clear")
        self.terminal.press("Enter")
        self.terminal.wait(lambda shown: shown.count(PROMPT) == 1 and "clear" not in shown, "an empty screen")
        self.terminal.type(line)
        self.terminal.see(line[:40])  # what is typed has arrived, before anything of it ends
        self.terminal.press("Enter")

    def ended(self, code: int = 0) -> str:
        """What stands on the screen once the program has ended, without the line that was typed."""

        def ended(text: str) -> bool:
            lines = text.rstrip().splitlines()
            return len(lines) > 1 and lines[-1].rstrip() == f"{code} {PROMPT}"

        shown = self.terminal.wait(ended, f"exit code {code}")
        lines = shown.rstrip().splitlines()[:-1]
        return "\n".join(lines[1:] if PROMPT in lines[0] else lines)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_from_the_welcome_to_the_reason(size: tuple[int, int], terminal: Terminal) -> None:
    shell = Shell(terminal, size)
    shell.enter("cxmaturity")
    welcome = shell.ended()
    assert all(line in welcome for line in ("cxmaturity demo", OWN, REPORT))

    shell.enter("cxmaturity demo")
    demo = shell.ended()
    assert demo.splitlines()[0].startswith("Northwind Telecom")  # its first line is still on the screen
    assert f"Next, your own  {OWN}" in demo

    shell.enter(OWN)
    terminal.see("Who and when", "from the past 12 months shows")
    terminal.press("Enter")
    shown = terminal.wait(lambda text: "Only the date" not in text and "In which channels" in text, "the question")
    assert "Choose the highest option" in shown
    terminal.press("Enter")  # impatient: nothing is chosen, so nothing is answered
    terminal.see("Nothing is chosen yet")
    terminal.type("3")
    terminal.see("1 of 15 answered")
    terminal.type("n")
    terminal.see("Note · question 1 · Reach of agent help")
    terminal.type("both ways")
    terminal.press("C-s")
    terminal.see("Note: both ways")
    terminal.type("q")
    assert "Saved in digital.yaml. Go on with: cxmaturity assess digital.yaml" in flat(shell.ended())
    assert re.search(r"agent.channels:\s.*is: loyalty\s.*note: .*both ways", _answers(terminal), re.DOTALL)

    shell.enter("cxmaturity score digital.yaml")
    score = shell.ended()
    assert "No stage is claimed: 1 of 15 practices is answered" in flat(score)
    assert REPORT in flat(score)
    shell.enter(REPORT)
    assert "Wrote report.html" in shell.ended()
    shell.enter("cxmaturity explain digital.yaml")
    explained = shell.ended()
    assert len(explained.splitlines()) < size[1]
    assert "Answer first: " in explained and "cxmaturity explain digital.yaml --trace" in explained


def _answers(terminal: Terminal) -> str:
    return (terminal.folder / "digital.yaml").read_text()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_questionnaire_is_chosen_with_the_keys(size: tuple[int, int], terminal: Terminal) -> None:
    shell = Shell(terminal, size)
    shell.enter("cxmaturity new")
    shown = terminal.see("Which questionnaire?", "▸  1  digital", "15 questions, about 60 minutes: 20 to read aloud")
    assert "Measures what the technology in use lets customers and agents do" in flat(shown)
    terminal.press("Down", "Down")
    terminal.see("▸  3  ladder", "16 questions")
    terminal.type("m")
    terminal.see("▸  4  moments", "24 questions")
    terminal.press("Enter")
    ended = shell.ended()
    assert "Which questionnaire?" not in ended
    assert "Wrote moments.yaml. Fill in the date and the answers, then:\n  cxmaturity score moments.yaml" in ended
    assert "questionnaire: moments@2" in (terminal.folder / "moments.yaml").read_text()


def test_the_chooser_is_left(terminal: Terminal) -> None:
    shell = Shell(terminal, SIZES[0])
    for key, code, said in (("Escape", 0, "Nothing was chosen."), ("C-c", 130, "Interrupted; nothing was lost.")):
        shell.enter("cxmaturity assess")
        terminal.see("▸  1  digital")
        terminal.press(key)
        assert said in shell.ended(code)
    assert list(terminal.folder.iterdir()) == []


# what is longer than the screen


def test_all_of_it_goes_through_a_pager_and_keeps_the_exit_code(terminal: Terminal) -> None:
    shell = Shell(terminal, SIZES[0], PAGER="less")
    shell.enter(f"cxmaturity score {NORTHWIND} --full --fail-under embed")
    terminal.wait(lambda shown: shown.rstrip().endswith(":"), "the prompt of the pager")
    terminal.see("Northwind Telecom")
    terminal.press("C-c")  # is the pager's own

    def at_the_end(shown: str) -> bool:
        terminal.type("G")  # which the pager may miss while it hears of the interruption
        return "(END)" in shown

    terminal.wait(at_the_end, "the end")
    terminal.type("q")
    assert "Mobilise, where --fail-under asks for Embed" in flat(shell.ended(3))


def test_show_goes_through_the_pager_that_is_wanted(terminal: Terminal) -> None:
    other = terminal.folder.parent / "other"
    other.write_text("#!/bin/sh\ncat > copy; echo paged\n")
    other.chmod(0o755)
    shell = Shell(terminal, SIZES[0], PAGER=f"{other} -x")
    shell.enter("cxmaturity show digital")
    assert shell.ended().splitlines()[-1] == "paged"
    copy = (terminal.folder / "copy").read_text()
    assert "How to answer" in copy
    assert "\x1b" not in copy  # who knows whether it shows colours


@pytest.mark.parametrize(
    ("line", "variables"),
    [
        ("cxmaturity show digital --no-pager", {"PAGER": "false"}),
        ("cxmaturity --no-pager show digital", {"PAGER": "false"}),
        ("cxmaturity show digital", {"PAGER": ""}),
        ("cxmaturity show digital", {"PAGER": "no-such-pager"}),
        ("cxmaturity show digital | cat", {"PAGER": "false"}),
        ("cxmaturity show digital agent.channels", {"PAGER": "false"}),  # it fits
        ("TERM=dumb cxmaturity show digital", {"PAGER": "false"}),
    ],
)
def test_where_there_is_no_pager(line: str, variables: dict[str, str], terminal: Terminal) -> None:
    size = (100, 60) if line.endswith("channels") else SIZES[0]
    shell = Shell(terminal, size, **variables)
    shell.enter(line)
    last = shell.ended()
    assert "from the past 12 months shows." in flat(last) or "Licence of the texts" in last


def test_a_pager_without_colour(terminal: Terminal) -> None:
    shell = Shell(terminal, SIZES[0], PAGER="less", NO_COLOR="1")
    shell.enter(f"cxmaturity score {NORTHWIND} --full")
    terminal.wait(lambda shown: shown.rstrip().endswith(":"), "the prompt of the pager")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", terminal.run("capture-pane", "-p", "-e"))
    terminal.type("q")
    shell.ended()


def test_the_readme_recommends_the_same() -> None:
    readme = (ROOT / "README.md").read_text()
    for line in (OWN, REPORT, "cxmaturity score digital.yaml"):
        assert f"\n.venv/bin/{line}" in readme
    names = set(re.findall(r"assess (\w+) (\S+\.yaml)", readme + Path(ROOT / "docs" / "commands.md").read_text()))
    assert names and all(file == f"{id_}.yaml" for id_, file in names)
