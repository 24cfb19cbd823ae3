"""How a command talks with somebody: what comes in, and whether there is a full screen."""

import io
import os
import sys

from cxmaturity.files.yaml.source import STANDARD_INPUT, refused

NARROWEST = (80, 24)
"""The columns and rows below which the line mode serves better than the full screen."""


def prepare_input() -> None:
    """Let what is typed arrive as it is: bytes that are no text come as surrogates, and are asked for again."""
    if sys.stdin is None:
        why, hint = "standard input is closed, so nobody can answer", "start it in a terminal, or pipe answers into it"
        raise refused(STANDARD_INPUT, None, "closed", why, hint)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def next_line() -> str:
    """The next line of standard input; EOFError at its end."""
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def has_full_screen() -> bool:
    """Whether the terminal can show a full screen, and nobody is likely to have it read aloud."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    if os.environ.get("TERM", "dumb") in {"dumb", "unknown"} or os.environ.get("ACCESSIBLE"):
        return False
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    return columns >= NARROWEST[0] and rows >= NARROWEST[1]
