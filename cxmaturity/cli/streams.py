"""The streams of the process: what is written to them arrives whole or is an error, and only this program writes.

Libraries in other languages write to the handles 1 and 2 behind Python's back, some even when they are loaded or at
the very end. So these handles lead nowhere, and the program's own words have handles of their own.
"""

import contextlib
import io
import os
import select
import sys
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_INPUT, _RESULTS, _MESSAGES = range(3)


class Whole(io.RawIOBase):
    """A handle to write to: a write ends when all is out, also where the handle takes little at a time.

    OSError where it takes no more, unless nobody `needs` what is written.
    """

    def __init__(self, handle: int, *, needed: bool) -> None:
        self._handle = handle
        self._needed = needed

    def fileno(self) -> int:
        """The handle."""
        return self._handle

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return os.isatty(self._handle)

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write all of it."""
        with memoryview(data).cast("B") as view:
            done = 0
            while done < len(view):
                try:
                    done += os.write(self._handle, view[done:])
                except BlockingIOError:  # whoever opened it wants no waiting, but the rest has no other place
                    select.select([], [self._handle], [])
                except OSError:
                    if self._needed:
                        raise
                    break
            return len(view)


def take_over() -> None:
    """Give the program streams of its own in `sys`; `sys.stdout` is None where it is closed.

    No file that is opened later gets the handle of a closed stream, so that nothing is written into it by mistake.
    """
    if os.name == "nt":  # pragma: no cover  whose console takes letters from Python's own streams only
        return
    closed = _fill_closed()
    results = None if _RESULTS in closed else _text(_RESULTS, "utf-8", "replace", needed=True)
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    messages = _text(_MESSAGES, encoding, "backslashreplace", needed=False)
    sys.stderr = sys.__stderr__ = messages  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = results  # type: ignore[misc]  # as Python has it where it is closed
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (_RESULTS, _MESSAGES):
        os.dup2(nowhere, number)
    os.close(nowhere)
    if not sys.warnoptions:  # what is said to programmers; whoever wants to see it asks Python for it
        warnings.simplefilter("ignore")


def _fill_closed() -> set[int]:
    """Which of the three streams are closed; they lead nowhere from now on."""
    closed = set()
    for number in (_INPUT, _RESULTS, _MESSAGES):
        try:
            os.fstat(number)
        except OSError:
            closed.add(number)
    with contextlib.suppress(OSError):
        while (handle := os.open(os.devnull, os.O_RDWR)) <= _MESSAGES:
            pass
        os.close(handle)
    return closed


def _text(number: int, encoding: str, errors: str, *, needed: bool) -> io.TextIOWrapper:
    raw = Whole(os.dup(number), needed=needed)
    lines = raw.isatty() or not needed
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, errors=errors, line_buffering=lines)
