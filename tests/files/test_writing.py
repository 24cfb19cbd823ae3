"""Writing: at every moment the old or the new file is whole, and what can not be written is told and undone."""

import errno
import itertools
import multiprocessing
import os
import random
import stat
import tempfile
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from cxmaturity.files.questionnaire.catalogue import SUFFIXES
from cxmaturity.files.writing import NotWrittenError, clear_left, write_text

SIZE = 1_000_000
KILLS = 50


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that was there before."""
    path = tmp_path / "result.yaml"
    path.write_text("old")
    path.chmod(0o640)
    return path


def test_new_file(tmp_path: Path) -> None:
    path, plain = tmp_path / "new.yaml", tmp_path / "plain"
    write_text(path, "a: ü\n")
    plain.touch()
    assert path.read_bytes() == "a: ü\n".encode()
    assert path.stat().st_mode == plain.stat().st_mode
    assert names(tmp_path) == ["new.yaml", "plain"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "b" / "new.yaml", "new")
    assert (tmp_path / "a" / "b" / "new.yaml").read_text() == "new"


def test_replaced_file_keeps_its_permissions(old: Path) -> None:
    write_text(old, "new")
    assert old.read_text() == "new"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert names(old.parent) == ["result.yaml"]


def test_link_goes_on_pointing_to_its_file(old: Path) -> None:
    link = old.parent / "link.yaml"
    link.symlink_to(old.name)
    write_text(link, "new")
    assert link.is_symlink()
    assert old.read_text() == "new"


@pytest.mark.parametrize("name", ["é" * 120 + ".yaml", "🙂" * 62 + ".yaml", "a" * 250 + ".yaml"])
def test_long_names(name: str, tmp_path: Path) -> None:
    write_text(tmp_path / name, "new")
    assert names(tmp_path) == [name]


def test_existing_file_is_kept_where_asked(old: Path) -> None:
    with pytest.raises(
        NotWrittenError, match=r"result\.yaml exists already and was left as it is; choose another name"
    ):
        write_text(old, "new", replace=False)
    assert old.read_text() == "old"
    assert names(old.parent) == ["result.yaml"]


@pytest.mark.parametrize("error", [errno.EPERM, errno.ENOTSUP, errno.EMLINK])
def test_new_file_where_links_are_unknown(error: int, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "link", refuse)
    write_text(old.parent / "new.yaml", "new", replace=False)
    with pytest.raises(NotWrittenError, match="exists already"):
        write_text(old, "new", replace=False)
    assert (old.parent / "new.yaml").read_text() == "new"
    assert old.read_text() == "old"
    assert names(old.parent) == ["new.yaml", "result.yaml"]


@pytest.mark.parametrize(
    ("place", "call", "error", "message"),
    [
        (os, "fsync", errno.ENOSPC, "No space left on device"),
        (Path, "write_bytes", errno.EIO, "Input/output error"),
        (tempfile, "mkstemp", errno.EROFS, "Read-only file system"),
        (Path, "replace", errno.EACCES, "Permission denied"),
        (Path, "chmod", errno.EPERM, "Operation not permitted"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_failure_leaves_the_old_file(
    place: object, call: str, error: int, message: str, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(error, message)

    with monkeypatch.context() as patched:
        patched.setattr(place, call, fail)
        with pytest.raises(NotWrittenError, match=f"result.yaml can not be written: {message}"):
            write_text(old, "new")
    assert old.read_text() == "old"
    assert names(old.parent) == ["result.yaml"]


def test_interrupt_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(old, "new")
    assert old.read_text() == "old"
    assert names(old.parent) == ["result.yaml"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "can not be written: this is a folder"),
        ("result.yaml/below", "result.yaml can not be made a folder: "),
        ("n" * 300, "can not be written: File name too long"),
    ],
)
def test_impossible_places(name: str, message: str, old: Path) -> None:
    with pytest.raises(NotWrittenError, match=message):
        write_text(old.parent / name, "new")
    assert names(old.parent) == ["result.yaml"]
    assert old.read_text() == "old"


def test_devices_are_written_to_and_never_replaced() -> None:
    """As root, a rename would put an ordinary file in their place for the whole machine."""
    write_text(Path("/dev/null"), "new")
    with pytest.raises(NotWrittenError, match="/dev/full can not be written: No space left on device"):
        write_text(Path("/dev/full"), "new")
    with pytest.raises(NotWrittenError, match="/dev/null exists already"):
        write_text(Path("/dev/null"), "new", replace=False)
    assert Path("/dev/null").is_char_device()
    assert Path("/dev/full").is_char_device()


def test_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert names(tmp_path) == ["pipe"]


def write_for_ever(folder: Path, replace: bool, started: Event) -> None:
    started.set()
    for n in itertools.count():
        write_text(folder / ("result.yaml" if replace else f"result-{n}.yaml"), "ab"[n % 2] * SIZE, replace=replace)


@pytest.mark.parametrize("replace", [True, False])
def test_kill_at_any_moment(replace: bool, tmp_path: Path) -> None:
    """Every file whose name a report would read is whole; what a kill leaves beside them has another name."""
    moments = random.Random(20261122)
    server = multiprocessing.get_context("forkserver")  # a plain fork of a process with threads is frowned upon
    server.set_forkserver_preload([__name__])
    whole = 0
    for _ in range(KILLS):
        started = server.Event()
        writer = server.Process(target=write_for_ever, args=(tmp_path, replace, started))
        writer.start()
        assert started.wait(30)
        time.sleep(moments.uniform(0, 0.03))
        writer.kill()
        writer.join()
        for path in (one for one in tmp_path.iterdir() if one.suffix in SUFFIXES):
            text = path.read_text()
            assert text in {"a" * SIZE, "b" * SIZE}, f"{path.name} has {len(text):,} characters"
            whole += 1
            if not replace:
                path.unlink()
    strays = [one for one in tmp_path.iterdir() if one.suffix not in SUFFIXES]
    assert strays, "no kill came in the middle of writing, so nothing was tested"
    assert all(one.name.startswith(".result") and one.suffix == ".tmp" for one in strays)
    assert whole, "all kills came before the first file was there"
    clear_left(tmp_path / ("result.yaml" if replace else f"result-{n}.yaml") for n in range(1000))
    assert not any(one.suffix == ".tmp" for one in tmp_path.iterdir())


def test_what_is_being_written_is_never_cleared(tmp_path: Path) -> None:
    """Another command that opens the file meanwhile takes nothing away from under the writer."""
    server = multiprocessing.get_context("forkserver")
    started = server.Event()
    writer = server.Process(target=write_for_ever, args=(tmp_path, True, started))
    writer.start()
    assert started.wait(30)
    end = time.monotonic() + 1
    while time.monotonic() < end:
        clear_left([tmp_path / "result.yaml"])
    assert writer.is_alive(), "the writer was stopped by an error"
    writer.kill()
    writer.join()
