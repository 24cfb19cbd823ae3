"""One interview a file: a lock beside it that names the process which holds it."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from cxmaturity.files.writing import NotWrittenError, write_text


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file. NotWrittenError where a living process holds it; a dead one's is taken over."""
    target = path.resolve()  # a link has the lock of its file
    lock = target.with_name(f".{target.name[:50]}.lock")
    _take(lock, path)
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            lock.unlink()


def _take(lock: Path, path: Path) -> None:
    for _ in range(2):
        try:
            write_text(lock, f"{os.getpid()} {_started(os.getpid())}\n", replace=False)
        except NotWrittenError:
            if not lock.exists():
                raise
        else:
            return
        holder = _holder(lock)
        if holder is not None:
            raise NotWrittenError(
                f"{path} is being answered in another window (process {holder}); go on there, or end it first."
                f" If there is none, delete {lock}"
            )
        with contextlib.suppress(FileNotFoundError):
            lock.unlink()
    raise NotWrittenError(f"{path} is being answered in another window")


def _holder(lock: Path) -> int | None:
    """The living process that holds a lock, None where the one it names is gone."""
    try:
        number, _, started = lock.read_text().strip().partition(" ")
        process = int(number)
    except (OSError, ValueError):
        return None
    if os.name != "nt":
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return None
        except PermissionError:  # it lives, and belongs to somebody else
            pass
    return process if started == _started(process) else None


def _started(process: int) -> str:
    """When a process started, as its system says it: numbers of processes are used again. Empty where it can not."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]
