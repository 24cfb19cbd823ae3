"""What ends the program from outside: the signals of a closed terminal, a system that shuts down, a user's Ctrl-C.

All of them end it as Ctrl-C does, with everything tidied up, and with the exit code that shells know: 128 and the
signal's number.
"""

import _thread
import os
import signal
import sys
import time
from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
IMPATIENT = 1.0
"""For so many seconds after a signal others change nothing: a closing terminal sends several at once."""

_LIKE_INTERRUPT = ("SIGTERM", "SIGHUP", "SIGQUIT")  # some systems lack the last two


class _Heard:
    """The first signal that came, and when the last did that had an effect."""

    first: int | None = None
    last: float | None = None


def listen() -> None:
    """From now on raise KeyboardInterrupt for every signal that ends a program; ignored ones stay ignored."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, _interrupt)
    for name in _LIKE_INTERRUPT:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _as_interrupt)
    sys.unraisablehook = _again


def stopped() -> int | None:
    """The exit code where a signal came, however it was taken on the way; else None."""
    return None if _Heard.first is None else 128 + _Heard.first


def _as_interrupt(number: int, _frame: FrameType | None) -> None:
    """Do what Ctrl-C does at this moment, as a search of a plan or a full screen has its own way to end."""
    if _Heard.first is None:
        _Heard.first = number
    if callable(signal.getsignal(signal.SIGINT)):
        signal.raise_signal(signal.SIGINT)
    else:  # ignored, as in a job in the background of a script
        _interrupt(number, _frame)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    now = time.monotonic()
    if _Heard.last is not None and now - _Heard.last < IMPATIENT:
        return
    _Heard.last = now
    if _Heard.first is None:
        _Heard.first = number
    raise KeyboardInterrupt


def _a_moment_later() -> None:
    time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)


def _again(unraisable: "sys.UnraisableHookArgs") -> None:
    """Where Python could not pass an interruption on, as while it lets go of a value, interrupt a moment later."""
    if unraisable.exc_type is KeyboardInterrupt:
        _Heard.last = None
        _thread.start_new_thread(_a_moment_later, ())  # here it would be lost again
    else:
        sys.__unraisablehook__(unraisable)
