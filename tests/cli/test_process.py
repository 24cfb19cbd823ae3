"""The program as the system sees it: its handles take everything or nothing, and a signal ends it tidily."""

import contextlib
import os
import pty
import random
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from fcntl import ioctl
from pathlib import Path

import pytest

from tests.cli.running import NORTHWIND, ROOT, Cx, Ran, head, process, surroundings
from tests.cli.test_streams import RUNS

PYTHON = [sys.executable, "-m", "cxmaturity"]
LARGE = ["report", NORTHWIND, "--format", "json"]
INTERRUPTED = "Interrupted; nothing was lost.\n"
SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT]
DIGITAL = head("digital")
PRINTS = [name for name in RUNS if name not in {"check", "templates"}]

environment = surroundings()


def started(arguments: list[str], **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [*PYTHON, *arguments], **{"cwd": ROOT, "env": environment, "stderr": subprocess.PIPE, **options}
    )


def given(name: str, folder: Path) -> list[str]:
    return [argument.replace("{folder}", str(folder)) for argument in RUNS[name][0]]


# all or an error


def a_little() -> None:
    """Files of this process end at 100 bytes, as on a disk that is nearly full: the first write takes a part."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("name", [name for name in PRINTS if name not in {"demo", "list"}])
def test_a_result_that_does_not_fit_is_an_error(name: str, unbuffered: str, tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as out:
        more = {**environment, "PYTHONUNBUFFERED": unbuffered}
        running = started(given(name, tmp_path), stdout=out, env=more, preexec_fn=a_little)
        err = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 1
    assert err.splitlines()[-1] == "The result could not be written: File too large"


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_that_takes_little_at_a_time_gets_everything(unbuffered: str) -> None:
    whole = process(*LARGE).out.encode()
    assert len(whole) > 2 * select.PIPE_BUF
    read, write = os.pipe()
    os.set_blocking(write, False)
    running = started(LARGE, stdout=write, env={**environment, "PYTHONUNBUFFERED": unbuffered})
    os.close(write)
    time.sleep(1)  # by then the pipe is full
    with open(read, "rb") as file:  # noqa: PTH123  a handle
        assert file.read() == whole
    assert running.communicate(timeout=60)[1] == b""
    assert running.returncode == 0


def shell(line: str, folder: Path) -> Ran:
    command = f'cx() {{ {" ".join(PYTHON)} "$@"; }}; {line}'
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, check=False, timeout=60
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_closed_standard_output_is_an_error(tmp_path: Path) -> None:
    told = "The result could not be written: standard output is closed\n"
    assert shell(f"cx score {NORTHWIND} >&-", tmp_path) == Ran(1, "", told)


@pytest.mark.parametrize("arguments", ["score missing.yaml", "scor", "check --quiet missing.yaml", "new digital -o ."])
def test_messages_never_land_elsewhere(arguments: str, tmp_path: Path) -> None:
    """With standard error closed, the next file that is opened would get its handle."""
    other = shell(f"cx {arguments} 2>/dev/null", tmp_path)
    assert shell(f"cx {arguments} 2>&-", tmp_path) == other
    assert shell(f"cx {arguments} 2>/dev/full", tmp_path) == other
    assert shell(f"cx {arguments} <&- 2>&-", tmp_path) == other
    assert other.code in {1, 2}


def test_what_is_written_with_all_closed_is_whole(tmp_path: Path) -> None:
    assert shell(f"cx report {NORTHWIND} -o a.html", tmp_path).code == 0
    assert shell(f"cx report {NORTHWIND} -o b.html 2>&- <&-", tmp_path).code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_nobody_answers_a_closed_input(tmp_path: Path) -> None:
    for options in ("digital -o f.yaml", "digital -o f.yaml --lines", ""):
        ran = shell(f"cx assess {options} <&-", tmp_path)
        assert (ran.code, ran.out) == (1, "")
        assert "standard input is closed, so nobody can answer" in ran.err
    assert not list(tmp_path.iterdir())


def test_a_replacement_is_not_asked_for_where_nobody_can_answer(tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    ran = shell(f"cx report {NORTHWIND} -o mine.html <&-", tmp_path)
    assert (ran.code, ran.out, (tmp_path / "mine.html").read_text()) == (1, "", "mine")
    assert "bug" not in ran.err


@pytest.mark.parametrize("size", ["0", "000", ""])
def test_a_terminal_of_no_width_is_none(size: str, cx: Cx, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = cx("score", NORTHWIND, "--full")
    monkeypatch.setenv("COLUMNS", "80")
    ran = process("score", NORTHWIND, "--full", environment={"COLUMNS": size, "LINES": size})
    assert ran == usual
    assert len(ran.out) > 1000


# nobody else's words


@pytest.mark.parametrize("name", PRINTS)
def test_only_this_program_writes(name: str, cx: Cx, tmp_path: Path) -> None:
    """What arrives at the handles, at the very end of the process too, is what the program wrote."""
    ours = cx(*given(name, tmp_path / "a"))
    ran = process(*given(name, tmp_path / "b"), environment={"COLUMNS": "80", "NO_COLOR": "1"})
    # a long path is wrapped where it must be, so blanks are left out
    theirs, own = ("".join(each.out.split() + each.err.split()) for each in (ran, ours))
    assert ran.code == ours.code
    assert theirs.replace(str(tmp_path / "b"), str(tmp_path / "a")) == own


NOISE = """
import ctypes, os, sys, warnings
import cxmaturity.__main__ as main
from cxmaturity.cli.commands import score
load = score.load
def noisy(*given):
    os.write(1, b"noise"); os.write(2, b"noise")
    ctypes.CDLL(None).printf(b"noise that the language C keeps until the end")
    warnings.warn("noise"); warnings.warn("noise", DeprecationWarning)
    os.system("echo noise; echo noise >&2")
    return load(*given)
score.load = noisy
main.main()
"""


def test_words_of_libraries_go_nowhere() -> None:
    assert process("score", NORTHWIND, python=("-c", NOISE)) == process("score", NORTHWIND)


# interruptions

AT_IMPORT = """
import os, signal, sys
import cxmaturity.__main__ as main
def hook(event, given):
    if event == "import" and given[0] == sys.argv[1]:
        sys.argv[1] = ""  # once
        os.kill(os.getpid(), signal.{signal})
sys.addaudithook(hook)
run = main.run
main.run = lambda arguments: run(arguments[1:])
main.main()
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    "module", ["typer", "cxmaturity.cli.main", "cxmaturity.files.yaml.tree", "yaml", "numpy", "numpy.linalg", "highspy"]
)
def test_an_interruption_while_a_library_is_loaded(module: str, name: str) -> None:
    ran = process(module, "plan", NORTHWIND, "--budget", "9", python=("-c", AT_IMPORT.replace("{signal}", name)))
    assert ran == Ran(128 + getattr(signal, name), "", INTERRUPTED)


EARLY = """
import os, signal, sys
def hook(event, given):
    if event == "import" and given[0] == "{module}":
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(hook)
from cxmaturity.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "module", ["gc", "cxmaturity.cli", "cxmaturity.cli.streams", "select", "cxmaturity.cli.boundary"]
)
def test_an_interruption_before_anything_has_begun(module: str) -> None:
    ran = process("--version", python=("-c", EARLY.replace("{module}", module)))
    assert ran in {Ran(130, "", INTERRUPTED), Ran(0, process("--version").out, "")}
    assert ran.code == 130 or module == "gc"


ODD = """
import os, signal, sys, time
import cxmaturity.__main__ as main
from cxmaturity.cli.commands import score
def interrupt():
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(1000):
        pass
class Let:
    def __del__(self):
        interrupt()
def load(*given):
    {place}
    time.sleep(20)
score.load = load
main.main()
"""
PLACES = {
    "where Python ignores errors": "Let()",
    "in code that is made while it runs": "exec('interrupt()', globals())",  # for which Python has an end of its own
    "where a library takes every error": """
    try:
        interrupt()
    except BaseException:
        raise ImportError""",
    "where a library takes every error and goes on": """
    try:
        interrupt()
    except BaseException:
        return []""",
}


@pytest.mark.parametrize("place", PLACES)
def test_an_interruption_in_an_odd_place(place: str) -> None:
    ran = process("score", NORTHWIND, python=("-c", ODD.replace("{place}", PLACES[place])))
    assert ran == Ran(143, "", INTERRUPTED)


@pytest.mark.slow
def test_interruptions_at_any_moment() -> None:
    moments, codes, before = random.Random(20261122), [], time.monotonic()
    process("plan", NORTHWIND)
    longest = time.monotonic() - before
    for _ in range(60):
        running = started(["plan", NORTHWIND], stdout=subprocess.PIPE)
        time.sleep(moments.uniform(0.1, 1) * longest)
        running.send_signal(signal.SIGINT)
        err = running.communicate(timeout=60)[1]
        codes.append(running.returncode)
        # until it comes to us, Python itself is interrupted
        assert running.returncode in {0, 130} or b"/cxmaturity/" not in err
        assert running.returncode != 130 or err.decode() == INTERRUPTED
    assert codes.count(130) > 10


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_while_a_command_waits(number: signal.Signals) -> None:
    running = started(["score", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    time.sleep(1)
    running.send_signal(number)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err.decode()) == (128 + number, b"", INTERRUPTED)


def ignoring() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    """As `nohup` has it."""
    running = started(["score", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=ignoring)
    time.sleep(1)
    running.send_signal(signal.SIGHUP)
    out, _ = running.communicate(Path(NORTHWIND).read_bytes(), timeout=60)
    assert running.returncode == 0
    assert b"Northwind" in out


# interviews


class Terminal:
    """An interview in a terminal of 100 columns and 30 rows, and all that it wrote there."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        (folder / "f.yaml").write_text(f"{DIGITAL}answers:\n")
        self.handle, other = pty.openpty()
        ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        own = {name: value for name, value in environment.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
        self.before = termios.tcgetattr(other)
        self.running = started(
            ["assess", "-o", "f.yaml", *options],
            cwd=folder,
            env={**own, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
            **dict.fromkeys(("stdin", "stdout", "stderr"), other),
        )
        self.other = other
        self.shown = b""

    def wait(self, ready: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not ready():
            assert time.monotonic() < end, self.shown[-2000:]
            if select.select([self.handle], [], [], 0.05)[0]:
                self.shown += os.read(self.handle, 65536)

    def type(self, keys: bytes) -> None:
        os.write(self.handle, keys)

    @property
    def file(self) -> str:
        return (self.folder / "f.yaml").read_text()

    def end(self) -> int:
        self.wait(lambda: self.running.poll() is not None)
        while select.select([self.handle], [], [], 0.1)[0]:
            self.shown += os.read(self.handle, 65536)
        return int(self.running.wait())

    def restored(self) -> bool:
        """Whether every mode that was switched is back: the screen, the mouse, pasting, the cursor, the keys."""
        switched = {b"1049": b"hl", b"1000": b"hl", b"1003": b"hl", b"1006": b"hl", b"2004": b"hl", b"25": b"lh"}
        back = [
            self.shown.rfind(b"\x1b[?%s%c" % (mode, on)) <= self.shown.rfind(b"\x1b[?%s%c" % (mode, off))
            for mode, (on, off) in switched.items()
        ]
        return all(back) and termios.tcgetattr(self.other) == self.before


@pytest.fixture
def interview(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    with contextlib.ExitStack() as stack:

        def made(*options: str) -> Terminal:
            terminal = Terminal(tmp_path, *options)
            stack.callback(os.close, terminal.handle)
            stack.callback(os.close, terminal.other)
            stack.callback(terminal.running.kill)
            return terminal

        yield made


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("mode", ["full screen", "lines"])
def test_a_signal_ends_an_interview_tidily(
    mode: str, number: signal.Signals, interview: Callable[..., Terminal]
) -> None:
    terminal = interview(*["--lines"] * (mode == "lines"))
    terminal.wait(lambda: b"question 1 of 15" in terminal.shown or b"1049h" in terminal.shown)
    terminal.wait(lambda: b"phone" in terminal.shown or b"all keys:" in terminal.shown)
    terminal.type(b"3\n" if mode == "lines" else b"3")
    terminal.wait(lambda: "agent.channels: loyalty" in terminal.file)
    if mode == "full screen":
        terminal.type(b"n")  # a dialog is open as well
        terminal.wait(lambda: b"Ctrl+S" in terminal.shown)
    terminal.running.send_signal(number)
    assert terminal.end() == 128 + number
    assert terminal.shown.endswith(b"Interrupted; nothing was lost.\r\n")
    assert b"Saved in f.yaml" in terminal.shown
    assert b"Traceback" not in terminal.shown
    assert terminal.restored()
    assert [one.name for one in terminal.folder.iterdir()] == ["f.yaml"]
    assert "agent.channels: loyalty" in terminal.file


def test_bytes_that_are_no_text_are_not_taken(interview: Callable[..., Terminal]) -> None:
    """They would be stored as something that nobody typed, or end the screen."""
    terminal = interview()
    terminal.wait(lambda: b"phone" in terminal.shown)
    terminal.type(b"n")
    terminal.wait(lambda: b"Ctrl+S" in terminal.shown)
    terminal.type(b"caf\xe9 ")
    terminal.wait(lambda: b"What was typed" in terminal.shown)
    terminal.type(b"et th\xc3\xa9\x13")
    terminal.wait(lambda: "et th" in terminal.file)
    terminal.type(b"q")
    assert terminal.end() == 0
    assert "\ufffd" not in terminal.file
    assert "note: >-\n      caf et thé\n" in terminal.file
