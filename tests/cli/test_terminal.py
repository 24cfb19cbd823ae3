"""The program in a real terminal: tmux runs it, and says what stands on the screen."""

import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.running import HEAD, ROOT, surroundings
from tests.conftest import Needs

SIZES = [(80, 24), (120, 40)]
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:[34]|9|10)[0-7][;\d]*m")
DONE = "all-done-with-"
Screen = Callable[..., str]


@pytest.fixture
def screen(needs: Needs, tmp_path: Path) -> Iterator[Screen]:
    """Types a command line into a terminal, waits for its end, and returns all that stands on the screen or above."""
    tmux = [needs("tmux"), "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    environment = surroundings(LC_ALL="C.UTF-8", TERM="screen-256color", PAGER="cat")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TMUX"):
        environment.pop(name, None)

    def run(*arguments: str) -> str:
        done = subprocess.run([*tmux, *arguments], env=environment, capture_output=True, check=True, timeout=20)
        return done.stdout.decode()

    def typed(line: str, size: tuple[int, int] = SIZES[0], *, folder: Path = ROOT, colours: bool = False) -> str:
        python = shlex.quote(sys.executable)
        program = f'cxmaturity() {{ {python} -m cxmaturity "$@"; }}'
        shell = f"cd {shlex.quote(str(folder))}; {program}; {line}; echo {DONE}$?; cat"
        history = ["set-option", "-g", "history-limit", "5000", ";"]
        run(*history, "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), shell)
        for _ in range(400):
            text = run("capture-pane", "-p", "-S", "-", *(["-e"] if colours else []))
            if DONE in text:
                return text[: text.index(DONE) + len(DONE) + 3].rstrip()
            time.sleep(0.05)
        raise AssertionError(f"{line} did not end:\n{text}")

    yield typed
    subprocess.run([*tmux, "kill-server"], env=environment, capture_output=True, check=False)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_score(size: tuple[int, int], screen: Screen) -> None:
    text = screen("cxmaturity score examples/northwind-telecom.yaml", size)
    lines = text.splitlines()
    assert text.endswith(f"{DONE}0")
    assert "Mobilise, between Mobilise and Operationalise while three practices are open" in words(text)
    assert "The first moves" in lines
    assert len(lines) <= 24
    assert "…" not in text  # what rich puts where it cuts
    assert size[0] * 0.8 < max(map(len, lines)) <= size[0]
    # no table, and no line, is wider than the terminal: its rest would stand on a line of its own
    assert not [line for line in lines if re.fullmatch(r"\S{1,2}", line)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_help(size: tuple[int, int], screen: Screen) -> None:
    text = screen("cxmaturity --help", size)
    assert text.startswith("Usage: cxmaturity [OPTIONS]")
    assert text.endswith(f"{DONE}0")
    for name in ("demo", "list", "show", "new", "score", "report", "explain", "check"):
        (line,) = re.findall(rf"^  {name} .*", text, re.MULTILINE)
        assert not line.endswith("..."), "the description is cut"
    assert "--questionnaires DIR" in text


def test_error(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(f"{HEAD}answers:\n  people.hirring: 3\n")
    text = screen("cxmaturity score bad.yaml", folder=tmp_path)
    told = "bad.yaml, line 5: answers.people.hirring: no such practice; did you mean people.hiring?"
    assert "".join(text.split()) == f"{told} {DONE}1".replace(" ", "")


def test_page_goes_to_a_file_named_after_the_organisation(screen: Screen, tmp_path: Path) -> None:
    text = screen(f"cxmaturity report {ROOT}/examples/northwind-telecom.yaml", folder=tmp_path)
    assert text == f"Wrote northwind-telecom-2026-11-22.html\n{DONE}0"
    assert (tmp_path / "northwind-telecom-2026-11-22.html").read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("line", "coloured"),
    [
        ("cxmaturity score examples/northwind-telecom.yaml", True),
        ("cxmaturity score examples/northwind-telecom.yaml --no-color", False),
        ("cxmaturity --no-color score examples/northwind-telecom.yaml", False),
        ("NO_COLOR=1 cxmaturity score examples/northwind-telecom.yaml", False),
        ("cxmaturity --no-color show digital", False),
    ],
)
def test_colour(line: str, coloured: bool, screen: Screen) -> None:
    text = screen(line, colours=True)
    assert text.endswith(f"{DONE}0")
    assert bool(COLOUR.search(text)) == coloured
