"""A whole interview typed into a real terminal: tmux runs it, and the file says what arrived."""

import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import ROOT, surroundings
from tests.conftest import Needs

WAIT = 20
PRACTICES = 15
DONE = "all-done-with-"


class Terminal:
    """A terminal, by default of 80 columns and 24 rows."""

    def __init__(self, tmux: list[str], environment: dict[str, str], folder: Path) -> None:
        self.tmux, self.environment, self.folder = tmux, environment, folder

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [*self.tmux, *arguments], env=self.environment, capture_output=True, check=True, timeout=WAIT
        )
        return done.stdout.decode()

    def start(self, *arguments: str, size: tuple[int, int] = (80, 24)) -> None:
        program = shlex.join([sys.executable, "-m", "cxmaturity", *arguments])
        shell = f"cd {shlex.quote(str(self.folder))}; {program}; echo {DONE}$?; cat"
        self.run("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), shell)

    def close(self) -> None:
        """Close the window, and wait until nothing of it is left: a new one must not meet the old one's end."""
        self.run("kill-server")
        end = time.monotonic() + WAIT
        while (
            subprocess.run([*self.tmux, "ls"], env=self.environment, capture_output=True, check=False).returncode == 0
        ):
            assert time.monotonic() < end
            time.sleep(0.02)
        Path(self.tmux[2]).unlink(missing_ok=True)

    def see(self, *texts: str) -> str:
        """Wait until all texts stand on the screen."""
        return self.wait(lambda shown: all(text in shown for text in texts), str(texts))

    def wait(self, ready: Callable[[str], bool], what: str) -> str:
        end = time.monotonic() + WAIT
        while not ready(shown := self.run("capture-pane", "-p")):
            assert time.monotonic() < end, f"{what} did not appear:\n{shown}"
            time.sleep(0.02)
        return shown

    def type(self, text: str) -> None:
        self.run("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        self.run("send-keys", *keys)


@pytest.fixture
def terminal(needs: Needs, tmp_path: Path) -> Iterator[Terminal]:
    tmux = [needs("tmux"), "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    environment = surroundings(LC_ALL="C.UTF-8", TERM="screen-256color", XDG_CONFIG_HOME=str(tmp_path / "config"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TMUX", "ACCESSIBLE"):
        environment.pop(name, None)
    folder = tmp_path / "folder"
    folder.mkdir()
    yield Terminal(tmux, environment, folder)
    subprocess.run([*tmux, "kill-server"], env=environment, capture_output=True, check=False)


def expected(answers: dict[int, str]) -> str:
    """The file with option 1, 2, 3, 4, 1, ... of the practices in their order, but for some."""
    digital = Catalogue().find("digital")
    assert digital is not None
    lines = [f"  {id_}: {answers.get(i, digital.scale[i % 4].id)}" for i, id_ in enumerate(digital.practices)]
    return "\n".join(
        [
            "schema: cxmaturity/answers@1",
            "questionnaire: digital@2",
            'organisation: "Größe & Söhne שלום"',
            "date: 2026-11-22",
            "answers:",
            *lines,
            "",
        ]
    )


def written(terminal: Terminal) -> str:
    assert [one.name for one in terminal.folder.iterdir()] == ["f.yaml"]
    return (terminal.folder / "f.yaml").read_text()


def test_line_mode(terminal: Terminal) -> None:
    terminal.start("assess", "digital", "-o", "f.yaml", "--lines")
    who = (
        ("Organisation (", "Größe & Söhne שלום"),
        ("Date of", "2026-11-22"),
        *((prompt, "") for prompt in ("role", "level", "function")),
    )
    for prompt, text in who:
        terminal.see(prompt)
        terminal.type(text)
        terminal.press("Enter")
    special = {4: "d", 5: "2-3"}
    for i in range(PRACTICES):
        terminal.see(f"question {i + 1} of {PRACTICES}", "? all keys:")
        terminal.type(special.get(i, str(i % 4 + 1)))
        terminal.press("Enter")
    terminal.see("Review", "finish")
    terminal.press("Enter")
    terminal.see("Target stage")
    terminal.press("Enter")
    terminal.see(f"{DONE}0", "cxmaturity report f.yaml -o report.html")
    assert written(terminal) == expected({4: "dk", 5: "{is: [retention, loyalty]}"})


def test_full_screen(terminal: Terminal) -> None:
    digital = Catalogue().find("digital")
    assert digital is not None
    terminal.start("assess", "digital", "-o", "f.yaml")
    terminal.see("Organisation", "Ctrl+S")
    terminal.type("Größe & Söhne שלום")
    terminal.see("Größe & Söhne")
    terminal.press("Tab")
    terminal.press("C-u")
    terminal.see("2026-11-22: year, month, day")
    terminal.type("2026-11-22")
    terminal.see("Date            2026-11-22  ")
    terminal.press("Enter")
    for i, practice in enumerate(digital.practices.values()):
        terminal.see(practice.question[:30])
        terminal.wait(lambda shown: "Only the date is needed" not in shown, "the question")
        terminal.type({4: "d"}.get(i, str(i % 4 + 1)))
        terminal.press("Enter")
    terminal.see("Every question is answered.")
    terminal.type("f")
    terminal.see("Where do you aim?")
    terminal.press("Enter")
    terminal.see(f"{DONE}0", "cxmaturity report f.yaml -o report.html")
    assert written(terminal) == expected({4: "dk"})


def test_full_screen_left_and_gone_on_with(terminal: Terminal) -> None:
    (terminal.folder / "f.yaml").write_text(expected({}).replace("  agent.context: retention", "  agent.context:"))
    terminal.start("assess", "-o", "f.yaml")
    terminal.see("What does an agent know")
    terminal.type("2r3")
    terminal.see("between two options")
    terminal.press("Enter")
    terminal.see("Every question is answered.")
    terminal.press("Escape")
    terminal.wait(lambda shown: "Every question" not in shown, "the question")
    terminal.type("q")
    terminal.see(f"{DONE}0", "Go on with: cxmaturity assess f.yaml")
    assert written(terminal) == expected({1: "{is: [retention, loyalty]}"})


def test_answers_of_an_older_version_are_moved_after_a_yes(terminal: Terminal) -> None:
    """The old text stays beside it whole; after a no nothing is touched, and it says what to type instead."""
    old = (ROOT / "tests" / "cases" / "versions" / "moments-1.yaml").read_text()
    path, kept = terminal.folder / "f.yaml", terminal.folder / "f.version-1.yaml"
    path.write_text(old)
    terminal.start("assess", "f.yaml")
    terminal.see("f.yaml answers version 1", "[Y/n]")
    terminal.type("n")
    terminal.press("Enter")
    terminal.see(f"{DONE}1", "cxmaturity migrate f.yaml")
    assert [path.name for path in terminal.folder.iterdir()] == ["f.yaml"] and path.read_text() == old
    terminal.close()
    terminal.start("assess", "f.yaml")
    terminal.see(str(kept.name), "[Y/n]")
    terminal.press("Enter")
    terminal.wait(lambda _: "moments@2" in path.read_text(), "the new version")
    assert kept.read_text() == old


@pytest.mark.parametrize("mode", [(), ("--lines",)], ids=["full screen", "lines"])
def test_a_window_that_is_closed(mode: tuple[str, ...], terminal: Terminal) -> None:
    """The terminal is gone before the program is: no lock is left behind, and the answer that was given stands."""
    (terminal.folder / "f.yaml").write_text(expected({}).partition("  agent.context")[0])
    terminal.start("assess", "-o", "f.yaml", *mode)
    terminal.see("What does an agent know")
    terminal.type("3")
    terminal.press("Enter")
    end = time.monotonic() + WAIT
    while "agent.context: loyalty" not in (terminal.folder / "f.yaml").read_text():
        assert time.monotonic() < end
        time.sleep(0.02)
    terminal.run("kill-server")
    while [one.name for one in terminal.folder.iterdir()] != ["f.yaml"]:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert "agent.context: loyalty" in (terminal.folder / "f.yaml").read_text()
