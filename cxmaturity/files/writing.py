"""Writing a file so that at every moment either the old or the new one is whole on the disk."""

import contextlib
import os
from pathlib import Path


class NotWrittenError(Exception):
    """A result could not be written; the message says where and why."""


def write_text(path: Path, text: str, *, replace: bool = True) -> None:
    """Write text as UTF-8, as `write_bytes` does."""
    write_bytes(path, text.encode(), replace=replace)


def write_bytes(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write data beside the file, sync it, and give it the file's name.

    With `replace` off an existing file is an error. NotWrittenError leaves what was there as it was.
    """
    try:
        _write(path, data, replace=replace)
    except FileExistsError:
        raise NotWrittenError(f"{path} exists already and was left as it is; choose another name") from None
    except OSError as error:
        raise NotWrittenError(f"{path} can not be written: {error.strerror or error}") from None


def _write(path: Path, data: bytes, *, replace: bool) -> None:
    import tempfile  # noqa: PLC0415  only commands that write wait for it

    if path.is_dir():
        raise IsADirectoryError(21, "this is a folder")
    if replace and path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
        path.write_bytes(data)
        return
    target = path.resolve()  # a link goes on pointing to the same file
    handle, beside = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_mode(target))
        if replace:
            Path(beside).replace(target)
        else:
            _rename_to_new(Path(beside), target)
        _sync_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise


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
