"""One interview a file: the second is told who holds it, and a lock that nobody holds any more stops nobody."""

import contextlib
import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxmaturity.files.answers.locking import locked
from cxmaturity.files.writing import NotWrittenError
from tests.cli.running import HEAD, NORTHWIND, process, surroundings

HOLD = """
import sys
from pathlib import Path
from cxmaturity.files.answers.locking import locked
with locked(Path(sys.argv[1])):
    print(flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the lock of a file."""
    environment = surroundings()
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe) as other:
        assert other.stdout
        other.stdout.readline()
        yield other


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "answers.yaml"
    made.write_text(HEAD)
    return made


def lock_of(path: Path) -> Path:
    return path.with_name(".answers.yaml.lock")


def test_the_lock_is_there_while_it_is_held(path: Path) -> None:
    with locked(path):
        assert lock_of(path).exists()
    assert not lock_of(path).exists()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_the_lock_goes_with_an_exception(error: type[BaseException], path: Path) -> None:
    with pytest.raises(error), locked(path):
        raise error
    assert [one.name for one in path.parent.iterdir()] == ["answers.yaml"]


def test_the_second_is_told(path: Path) -> None:
    with holder(path):
        ran = process("assess", "organisational", "-o", path, "--lines")
        assert (ran.code, ran.out) == (1, "")
        told = r".*answers\.yaml is being answered in another window, .*; go on there, or end it and start again\n"
        assert re.fullmatch(told, ran.err)
        link = path.with_name("link.yaml")
        link.symlink_to(path.name)
        assert path.read_text() == HEAD
        assert lock_of(path).exists()
        with pytest.raises(NotWrittenError, match="another window"), locked(link):
            pass
    with locked(path):
        pass


def test_a_killed_process_holds_nothing(path: Path) -> None:
    """Not even as a zombie, that is before anybody has asked how it ended."""
    with holder(path) as other:
        other.kill()
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
        assert lock_of(path).exists()
        with locked(path):
            assert lock_of(path).exists()
        assert not lock_of(path).exists()


@pytest.mark.parametrize(
    "text",
    [b"{me} 1\n", b"{parent} 12\n", b"1 1\n", b"", b"garbled", b"4711 other-machine", b"9" * 5000, b"\xff\xfe"],
    ids=lambda text: str(text[:20]),
)
def test_a_file_in_the_place_of_the_lock_stops_nobody(text: bytes, path: Path) -> None:
    """Whatever it says: of a process of another machine, or of one before the last start of this one."""
    me, parent = str(os.getpid()).encode(), str(os.getppid()).encode()
    lock_of(path).write_bytes(text.replace(b"{me}", me).replace(b"{parent}", parent))
    with locked(path):
        pass
    assert not lock_of(path).exists()


def test_folders_are_made(tmp_path: Path) -> None:
    with locked(tmp_path / "missing" / "inner" / "a.yaml"):
        assert (tmp_path / "missing" / "inner").is_dir()


def test_a_folder_that_takes_no_lock(path: Path) -> None:
    with pytest.raises(NotWrittenError, match="can not be made a folder: "), locked(path / "a.yaml"):
        pass


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    ran = process("assess", "digital", "-o", tmp_path / "a.yaml", "--lines")
    assert (ran.code, ran.out) == (1, "")
    assert "a.yaml" in ran.err
    ran = process("report", NORTHWIND, "-o", tmp_path / "a.yaml")
    assert ran.code == 2
    (tmp_path / "a.html").symlink_to("a.html")
    ran = process("report", NORTHWIND, "-o", tmp_path / "a.html")
    assert (ran.code, ran.out) == (1, "")
    assert "a.html can not be written: " in ran.err


def test_what_a_killed_writer_left_is_cleared(path: Path) -> None:
    """By the next command that opens the file, and only what nobody is writing."""
    beside = path.with_name(".answers.yaml.k1lled_0.tmp")
    other = path.with_name(".other.yaml.k1lled_0.tmp")
    for command in (["score", path], ["report", path], ["check", path], ["assess", "-o", path, "--lines"]):
        beside.write_text("half")
        other.write_text("half")
        process(*command)
        assert not beside.exists(), command
        assert other.exists()
    beside.write_text("half")
    with beside.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert process("score", path).code == 0
        assert beside.exists()
    assert process("report", path.parent, "-o", path.parent / "out").code == 0
    assert not beside.exists()


def test_an_interruption_while_it_tidies_up_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closing terminal ends the input first, and its signal may come while the lock is let go."""
    path, unlink, calls = tmp_path / "a.yaml", Path.unlink, []

    def interrupted(self: Path, missing_ok: bool = False) -> None:
        calls.append(self)
        if len(calls) == 1:
            raise KeyboardInterrupt
        unlink(self, missing_ok=missing_ok)

    with pytest.raises(KeyboardInterrupt), locked(path):
        monkeypatch.setattr(Path, "unlink", interrupted)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    with locked(path):
        pass
