"""Writing a file so that at every moment either the old or the new one is whole on the disk, and only where it may be.

What is written stands beside its place until it is whole, under a name that begins with a dot and ends in `.tmp`,
and is held by its writer for as long as that lives: what a killed one left is told by that, and cleared.
"""

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_MARK = b"<!-- cxmaturity report -->\n"
MARKS = {"html": _MARK, "md": b"\n" + _MARK, "pdf": b"%cxmaturity report\n"}
"""The last line of a report, by format, which says who wrote it; JSON says so by its `schema`."""

_OURS = re.compile(
    rb'\{\s*"schema":\s*"cxmaturity/(?:view|result|plan|compare|history|benchmark|figures|units)@'
    rb'|\s*<.{,4000}?<meta name="generator" content="cxmaturity',
    re.S,
)
_DATA = re.compile(rb"""schema["']?\s*:\s*["']?cxmaturity/(answers|questionnaire|crosswalk|brand|mapping|outcomes)@""")
_NAMES = {
    b"questionnaire": "a questionnaire",
    b"crosswalk": "a crosswalk",
    b"brand": "a brand",
    b"mapping": "a mapping",
    b"outcomes": "a file of outcomes",
    b"answers": "an answers file",
}
_MOST_BYTES = 5 * 1024 * 1024  # the most that a file of data has


class NotWrittenError(Exception):
    """A result could not be written; the message says where and why."""


def marked(data: bytes, layout: str) -> bytes:
    """A report in which stands that this product wrote it."""
    mark = MARKS.get(layout, b"")
    return data if _OURS.match(data) or data.endswith(mark) else data + mark


def foreign(places: Iterable[Path], read: Iterable[Path]) -> list[Path]:
    """Those of the places that hold a file which this product did not write: to be replaced only by consent.

    NotWrittenError names every place that is one of the files read, by whatever name, or holds data of the user's;
    these are replaced by nothing.
    """
    inputs = {identity for path in read if (identity := _identity(path))}
    kept: list[Path] = []
    refused: list[str] = []
    for place in places:
        identity = _identity(place)
        if identity is None:
            continue
        holds = "a file that this command reads" if identity in inputs else _held(place)
        if holds is None:
            kept.append(place)
        elif holds:
            refused.append(f"{place} is {holds}, and was left as it is; name another file to write to")
    if refused:
        raise NotWrittenError("\n".join(refused))
    return kept


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from every other, whatever it is called; None where there is no ordinary one."""
    try:
        if not path.is_file():
            return None
        status = path.stat()
    except (OSError, ValueError, RuntimeError):  # writing says why
        return None
    return status.st_dev, status.st_ino


def _held(path: Path) -> str | None:
    """What a file is that nothing may replace, empty for what this product wrote, None where it did not."""
    try:
        with path.open("rb") as file:
            head = file.read(_MOST_BYTES)
            file.seek(-min(path.stat().st_size, 100), os.SEEK_END)
            end = file.read()
    except OSError:
        return None
    if _OURS.match(head) or end.endswith((_MARK, MARKS["pdf"])) or not head:
        return ""
    data = _DATA.search(head)
    return None if data is None else f"{_NAMES.get(data[1], data[1].decode())} of yours"


def write_text(path: Path, text: str, *, replace: bool = True) -> None:
    """Write text as UTF-8, as `write_bytes` does."""
    write_bytes(path, text.encode(), replace=replace)


def write_bytes(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write data beside the file, sync it, and give it the file's name; folders that are missing are made.

    With `replace` off an existing file is an error. NotWrittenError leaves what was there as it was.
    """
    try:
        _write(path, data, replace=replace)
    except FileExistsError:
        raise NotWrittenError(f"{path} exists already and was left as it is; choose another name") from None
    except (OSError, ValueError, RuntimeError) as error:  # the last two for names that can be none
        raise NotWrittenError(f"{path} can not be written: {getattr(error, 'strerror', None) or error}") from None


def make_folder(folder: Path) -> None:
    """Make a folder, and those around it, where they are missing. NotWrittenError where that can not be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise NotWrittenError(f"{folder} can not be made a folder: {why}; name another") from None


def clear_left(places: Iterable[Path]) -> None:
    """Clear what writers of these files that were killed have left beside them."""
    by_folder: dict[Path, set[str]] = {}
    for place in places:
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            target = place.resolve()
            by_folder.setdefault(target.parent, set()).add(_start(target))
    for folder, starts in by_folder.items():
        with contextlib.suppress(OSError):  # a folder that can not be read or changed keeps what it has
            for path in list(folder.iterdir()):
                start, _, end = path.name.rpartition(".")
                if end == "tmp" and start.rpartition(".")[0] + "." in starts:
                    _clear(path)


def _clear(path: Path) -> None:
    """Delete a file that nobody holds."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDWR)
        try:
            _hold(handle)
            path.unlink()
        finally:
            os.close(handle)


def _write(path: Path, data: bytes, *, replace: bool) -> None:
    if replace and path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)  # a device or a pipe is written to, never replaced
        return
    with _beside(path, replace=replace) as beside:
        beside.write_bytes(data)


@contextlib.contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A place for somebody else to write to, whose file has the name of `path` once the block has ended well.

    NotWrittenError where it can not get that; whatever else ends the block leaves what was there as it was.
    """
    try:
        with _beside(path, replace=True) as beside:
            yield beside
    except (OSError, ValueError) as error:
        raise NotWrittenError(f"{path} can not be written: {getattr(error, 'strerror', None) or error}") from None


@contextlib.contextmanager
def _beside(path: Path, *, replace: bool) -> Iterator[Path]:
    """A file beside another that takes its name, synced, at the end."""
    if path.is_dir():
        raise IsADirectoryError(21, "this is a folder")
    target = path.resolve()  # a link goes on pointing to the same file
    make_folder(target.parent)
    held, beside = _new_beside(target)  # the hold on it lasts until it has its name
    try:
        yield beside
        os.fsync(held)
        beside.chmod(_mode(target))
        if os.name == "nt":  # pragma: no cover  an open file is not renamed there
            os.close(held)
        if replace:
            beside.replace(target)
        else:
            _rename_to_new(beside, target)
        _sync_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    finally:
        if os.name != "nt":
            os.close(held)


def _start(target: Path) -> str:
    """How the names of files begin that are written beside this one."""
    return f".{target.name[:40]}."


def _new_beside(target: Path) -> tuple[int, Path]:
    """An open file beside the target that is held by this process, and its name."""
    import tempfile  # noqa: PLC0415  only commands that write wait for it

    while True:
        handle, name = tempfile.mkstemp(prefix=_start(target), suffix=".tmp", dir=target.parent)
        with contextlib.suppress(OSError):  # a file system that knows no locks: nothing is cleared there
            _hold(handle)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)  # somebody cleared it in the moment before it was held


def _hold(handle: int) -> None:
    """Hold an open file for as long as it is open; OSError where somebody else does, or nobody can."""
    if os.name != "nt":  # there a file that is open can not be deleted anyway
        import fcntl  # noqa: PLC0415  there is none on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _rename_to_new(beside: Path, target: Path) -> None:
    """Give a file a name that no file has yet; FileExistsError where one has."""
    try:
        os.link(beside, target)  # unlike a rename, this refuses an existing name
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: take the name with an empty file, then replace that
        os.close(os.open(target, os.O_CREAT | os.O_EXCL))
        beside.replace(target)
    else:
        beside.unlink()


def _mode(target: Path) -> int:
    """The permissions of the file there, else those that the process gives new files."""
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # pragma: no cover  folders can not be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
