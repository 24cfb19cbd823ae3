"""Where a command writes: the format that a name says, and nothing replaced that somebody may miss."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import typer

from cxmaturity.cli.terminal import visible
from cxmaturity.files.writing import NotWrittenError, clear_left, foreign

OPTION = "-o"
MOST_NAMED = 5
"""How many files a question names one by one."""

STANDARD_OUTPUT = Path("-")
"""What names standard output in place of a file."""

ANSWERS_ENDINGS = {".yaml": "yaml", ".yml": "yaml"}
"""The endings of an answers file."""

Format = TypeVar("Format", bound=str)


def format_of(name: str, given: Format | None, endings: dict[str, Format]) -> Format:
    """The format of a file to write, by its ending; wrong usage where that is none, or not the one given.

    A device or pipe has no ending: there the given format, or else the first, is meant.
    """
    path = Path(name)
    if path.exists() and not path.is_file():
        return given or next(iter(endings.values()))
    format = endings.get(path.suffix.lower())
    if format is None:
        raise typer.BadParameter(f"{name} does not end in {_listed(endings)}", param_hint=OPTION)
    if given is not None and given != format:
        raise typer.BadParameter(f"{name} is no name for the format {given}", param_hint=OPTION)
    return format


def settle(places: Sequence[Path], read: Iterable[str | Path | None], *, force: bool) -> None:
    """Make sure that the places may be written to; `read` are the files and folders that the command reads.

    A file that is not of this product is replaced after a yes on a terminal, or with `force`; else NotWrittenError.
    """
    clear_left(places)
    others = foreign(places, [path for name in read if name for path in _files(Path(name))])
    if not others or force:
        return
    named = ", ".join(map(str, others[:MOST_NAMED])) + (", ..." if len(others) > MOST_NAMED else "")
    what = f"{named} {'was' if len(others) == 1 else 'were'} not written by cxmaturity"
    if sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty() and _agreed(f"{what}. Replace? [y/N] "):
        return
    left = "left as it is" if len(others) == 1 else "left as they are"
    raise NotWrittenError(f"{what}, and {left}; name another place, or replace with --force")


def _agreed(question: str) -> bool:
    sys.stderr.write(visible(question))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _files(path: Path) -> Iterable[Path]:
    return path.rglob("*") if path.is_dir() else [path]


def _listed(endings: Iterable[str]) -> str:
    *first, last = endings
    return f"{', '.join(first)} or {last}" if first else last


def means_folder(name: str) -> bool:
    """Whether a name says by its end that it is a folder's."""
    return name.endswith(tuple(filter(None, (os.sep, os.altsep))))
