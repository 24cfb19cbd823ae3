"""One interview a file: the second is told who holds it, and a lock that nobody holds any more stops nobody."""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxmaturity.files.locking import locked
from cxmaturity.files.writing import NotWrittenError
from tests.cli.running import HEAD, ROOT, process

HOLD = """
import sys
from pathlib import Path
from cxmaturity.files.locking import locked
with locked(Path(sys.argv[1])):
    print(flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the lock of a file."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
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
        assert lock_of(path).read_text().startswith(f"{os.getpid()} ")
    assert not lock_of(path).exists()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_the_lock_goes_with_an_exception(error: type[BaseException], path: Path) -> None:
    with pytest.raises(error), locked(path):
        raise error
    assert [one.name for one in path.parent.iterdir()] == ["answers.yaml"]


def test_the_second_is_told(path: Path) -> None:
    with holder(path) as other:
        ran = process("assess", "organisational", "-o", path, "--lines")
        assert (ran.code, ran.out) == (1, "")
        told = rf".*answers\.yaml is being answered in another window \(process {other.pid}\); .* delete .*\.lock\n"
        assert re.fullmatch(told, ran.err)
        link = path.with_name("link.yaml")
        link.symlink_to(path.name)
        assert path.read_text() == HEAD
        assert lock_of(path).exists()
        with pytest.raises(NotWrittenError, match="another window"), locked(link):
            pass
    with locked(path):
        pass


def test_the_lock_of_a_killed_process_is_taken_over(path: Path) -> None:
    with holder(path) as other:
        other.kill()
    assert lock_of(path).exists()
    with locked(path):
        assert lock_of(path).read_text().startswith(f"{os.getpid()} ")
    assert not lock_of(path).exists()


@pytest.mark.parametrize(
    "text",
    [
        b"{me} 1\n",
        b"{parent} 12\n",
        b"",
        b"\n",
        b"garbled",
        b"-1 5",
        b"0 5",
        b"9" * 20 + b" 1",
        b"9" * 5000,
        b"\xff\xfe",
    ],
    ids=lambda text: str(text[:20]),
)
def test_a_lock_that_nobody_holds_is_taken_over(text: bytes, path: Path) -> None:
    me, parent = str(os.getpid()).encode(), str(os.getppid()).encode()
    lock_of(path).write_bytes(text.replace(b"{me}", me).replace(b"{parent}", parent))
    with locked(path):
        assert lock_of(path).read_text().startswith(f"{os.getpid()} ")
    assert not lock_of(path).exists()


def test_a_folder_that_takes_no_lock(tmp_path: Path) -> None:
    with pytest.raises(NotWrittenError, match="can not be written: No such file"), locked(tmp_path / "missing" / "a"):
        pass
