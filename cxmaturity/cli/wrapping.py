"""Plain text in lines: between words, numbers with their units, as wide as the terminal that it is read on."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from cxmaturity.domain.language import unparted

JOIN = "\ufdd0"
"""What stands for a blank at which no line ends; Unicode has no character there."""
GAP = 2
"""How many columns lie between a label and what is said of it."""
LEAST = 28
"""The columns that what is said of a label has beside it at least; where there are fewer it stands below."""
_OPTION = re.compile(r"(?<= )(--?[a-z-]+) (?=[^-])")
MORE = " \\"
"""The end of a line of a command that goes on in the next, as shells read it."""


def width_of(stream: IO[str]) -> int | None:
    """How many columns the terminal has that a stream writes to; None where it is none."""
    if not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except OSError:
        return None


def width_of_results(most: int | None = None) -> int:
    """How wide results are: as the terminal, or as the variable COLUMNS says, but no wider than `most`."""
    columns = max(1, shutil.get_terminal_size().columns)
    return columns if most is None else min(columns, most)


def wrapped(text: str, width: int, *, rest: str = "", ending: str = "") -> list[str]:
    """A text in lines of a width at most, where no word is longer; `rest` stands before all but the first.

    Each line keeps its own indent. `ending` ends every line but the last.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.strip(" "):
            lines.append("")
            continue
        indent = line[: len(line) - len(line.lstrip(" "))]
        lines += _filled(line.strip(" "), width, indent, indent + rest, ending)
    return lines


def _filled(line: str, width: int, first: str, rest: str, ending: str) -> Iterator[str]:
    held, blank = first, ""
    room = width - cells(rest)
    for joined in unparted(line, JOIN).split(" "):
        for word in [joined] if cells(joined) <= room else joined.split(JOIN):
            if blank and cells(held) + 1 + cells(word) + cells(ending) > width:
                yield held.replace(JOIN, " ") + ending
                held, blank = rest, ""
            held += blank + word
            blank = " "
    yield held.replace(JOIN, " ")


def command_lines(command: str, width: int) -> list[str]:
    """A command in lines that a shell reads as one; an option stays with its value."""
    whole = _OPTION.sub(rf"\1{JOIN}", command)
    return [command] if cells(command) <= width else wrapped(whole, width, rest="  ", ending=MORE)


def beside(rows: Iterable[Sequence[str]], width: int, indent: str = "  ") -> list[str]:
    """Labels with what is said of each beside it, or below where there is little room."""
    pairs = [(label, text) for label, text in rows]
    longest = max((cells(label) for label, _ in pairs), default=0)
    room = width - len(indent) - longest - GAP
    lines: list[str] = []
    for label, words in pairs:
        if room < LEAST:
            lines += command_lines(indent + label, width)
            lines += wrapped(f"{indent}    {words}", width)
        else:
            first, *others = wrapped(words, room)
            lines.append(f"{indent}{label}{' ' * (longest - cells(label) + GAP)}{first}".rstrip())
            lines += [f"{indent}{' ' * (longest + GAP)}{line}" for line in others]
    return lines


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    signs = text.replace(JOIN, " ")  # which Python takes for a wide one
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in signs)
