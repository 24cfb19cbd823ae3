"""One interview a file: a lock beside it, held by the system for as long as its process lives, on whatever machine."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cxmaturity.files.writing import NotWrittenError, clear_left, make_folder

if TYPE_CHECKING:
    from filelock import FileLock


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file, whose folder is made where it is missing; what a killed writer left there is cleared.

    NotWrittenError where another process holds it.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415  only the interview waits for it

    try:
        target = path.resolve()  # a link has the lock of its file
        make_folder(target.parent)
        lock = FileLock(target.with_name(f".{target.name[:50]}.lock"), timeout=0)
        lock.acquire()
    except Timeout:
        raise NotWrittenError(
            f"{path} is being answered in another window, or by a program that still runs on this machine or on"
            " another that shares the folder; go on there, or end it and start again"
        ) from None
    except (OSError, RuntimeError, NotImplementedError) as error:
        raise NotWrittenError(f"{path} can not be written: {getattr(error, 'strerror', None) or error}") from None
    try:
        clear_left([target])
        yield
    finally:
        try:
            _let_go(lock)
        except KeyboardInterrupt:  # a closing terminal ends the input first, and signals while this tidies up
            _let_go(lock)
            raise


def _let_go(lock: "FileLock") -> None:
    """Leave nothing of a lock; a second time does no harm."""
    if lock.is_locked:
        if os.name != "nt":  # there the library does it, after the release
            Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()
