"""What is said on standard error, and how problems are printed."""

import contextlib
import sys
from collections.abc import Sequence
from typing import IO

from cxmaturity.domain.problems import Problem

MOST_PROBLEMS = 100
"""How many problems of one file are listed."""


def tell(message: str) -> None:
    """Say something on standard error."""
    from cxmaturity.cli.terminal import visible

    if sys.stderr is not None:  # `print` would take standard output for it
        with contextlib.suppress(OSError):
            print("\n".join(_lines(visible(message), sys.stderr)), file=sys.stderr)  # noqa: T201


def tell_problems(problems: Sequence[Problem], stream: IO[str]) -> None:
    """Print problems, one a line, and how many more there are where one file has many."""
    from cxmaturity.cli.terminal import one_line

    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    for file, problems_of_file in by_file.items():
        for problem in problems_of_file[:MOST_PROBLEMS]:
            for line in _lines(one_line(str(problem)), stream, rest="  "):
                print(line, file=stream)
        if len(problems_of_file) > MOST_PROBLEMS:
            more = f"{one_line(file)}: ... and {len(problems_of_file) - MOST_PROBLEMS:,} more"
            print("\n".join(_lines(more, stream)), file=stream)


def _lines(message: str, stream: IO[str], rest: str = "") -> list[str]:
    """A message in lines that end between words on a terminal; elsewhere each line stays one."""
    from cxmaturity.cli.wrapping import width_of, wrapped

    width = width_of(stream)
    return [message] if width is None else wrapped(message, width, rest=rest)
