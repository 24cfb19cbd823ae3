"""Limits on the time and the memory that a template of the user's own may take, where the system has them."""

import contextlib
import signal
import threading
import time
from collections.abc import Iterator

from jinja2 import TemplateRuntimeError

MIB = 1024 * 1024


MOST_SECONDS = 30


MOST_MEMORY = 256 * MIB


class LimitError(TemplateRuntimeError):
    """A template takes more than it may; the message says of what."""


def deadline() -> float:
    """The reading of the monotonic clock by which a template must be done."""
    return time.monotonic() + MOST_SECONDS


def too_long() -> LimitError:
    """That a template takes too long."""
    return LimitError(f"it runs for over {MOST_SECONDS} seconds")


@contextlib.contextmanager
def limited_time() -> Iterator[None]:
    """Let time end what does not look at the clock itself, such as one filter, where the system has an alarm."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield  # pragma: no cover
        return

    def ring(_: int, __: object) -> None:
        raise too_long()

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def limited_memory() -> Iterator[None]:
    """Let memory grow by so much and no more, where the system has such a limit."""
    try:
        import resource  # noqa: PLC0415  there is none on Windows
        from pathlib import Path  # noqa: PLC0415

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):  # pragma: no cover
        yield
        return
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + MOST_MEMORY
    if before == resource.RLIM_INFINITY or wanted < before:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))
