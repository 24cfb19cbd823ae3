"""Long results through a pager on a terminal: the variable PAGER, or less, or more; never where a result fits."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import FrameType

from cxmaturity.cli.settings import Settings, put
from cxmaturity.cli.stopping import stopped
from cxmaturity.cli.wrapping import cells

PAGERS = ("less", "more")
LESS = "FRX"
"""How less shows a result where its user has not said: with colours, and gone with what fits a screen."""
_COLOUR = re.compile(rb"\x1b\[[0-9;]*m")
Put = Callable[[bytes], None]


def put_paged(data: bytes, chosen: Settings) -> None:
    """Print a result, through a pager where it is longer than the terminal that it is read on."""
    pager = pager_for(data, chosen)
    if pager:
        _page(data, pager)
    else:
        put(data)


@contextlib.contextmanager
def collecting(chosen: Settings, *, long: bool) -> Iterator[Put]:
    """What prints a result in pieces: at once, or where it is `long` and read on a terminal all of it in a pager."""
    if not (long and _interactive(chosen)):
        yield put
        return
    pieces: list[bytes] = []
    yield pieces.append
    put_paged(b"".join(pieces), chosen)


def pager_for(data: bytes, chosen: Settings) -> list[str]:
    """The command of the pager that a result goes through; nothing where it is printed at once."""
    if not _interactive(chosen):
        return []
    size = shutil.get_terminal_size()
    if _lines(data, max(1, size.columns)) < size.lines:
        return []
    named = os.environ.get("PAGER")
    if named is not None:
        try:
            words = shlex.split(named)
        except ValueError:  # quotes left open
            return []
        return words if words and shutil.which(words[0]) else []
    return next(([name] for name in PAGERS if shutil.which(name)), [])


def _interactive(chosen: Settings) -> bool:
    """Whether somebody reads on a terminal and can type there, and wants a pager."""
    dumb = os.environ.get("TERM", "dumb") in {"dumb", "unknown"} or bool(os.environ.get("ACCESSIBLE"))
    read = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    return chosen.pager and read and not dumb


def _lines(data: bytes, width: int) -> int:
    """How many lines of a terminal a result takes."""
    text = _COLOUR.sub(b"", data).decode(errors="replace")
    return sum(max(1, -(-cells(line) // width)) for line in text.splitlines())


def _page(data: bytes, pager: list[str]) -> None:
    """Show a result in a pager until its reader leaves it, also before its end.

    Ctrl-C is the pager's meanwhile; another signal ends the program as ever.
    """
    plain = data if "less" in os.path.basename(pager[0]) else _COLOUR.sub(b"", data)  # noqa: PTH119
    before = signal.signal(signal.SIGINT, _left_to_the_pager)
    try:
        process = subprocess.Popen(  # noqa: S603  the reader's own pager
            pager,
            stdin=subprocess.PIPE,
            stdout=sys.stdout,
            stderr=sys.stderr,
            env={"LESS": LESS, **os.environ},
        )
        with contextlib.suppress(BrokenPipeError):
            process.communicate(plain)
        process.wait()
    except OSError:  # it can not be started after all
        put(plain)
    finally:
        signal.signal(signal.SIGINT, before)


def _left_to_the_pager(number: int, _frame: FrameType | None) -> None:
    if stopped() is not None:  # not Ctrl-C, but what closes a terminal or ends the system
        raise KeyboardInterrupt(number)
