"""Many reports: made and written one after the other, with a bar that shows how far; an interruption loses nothing."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from cxmaturity.cli.messages import tell
from cxmaturity.cli.rendering import Case, Maker, Style
from cxmaturity.cli.settings import Settings
from cxmaturity.files.writing import write_bytes

MANY = 24
"""From how many reports on each is written as soon as it is made, and a bar shows how far."""


class Task(Struct, frozen=True):
    """A report to make, and where to write it."""

    place: Path
    cases: tuple[Case, ...]


def write_all(style: Style, tasks: Sequence[Task], chosen: Settings) -> None:
    """Make and write reports.

    Few are made before any is written; of many the first, so that a template with an error leaves nothing behind.
    ProblemsFoundError and NotWrittenError end it early; what was written by then is whole.
    """
    maker = Maker(style, tell)
    if len(tasks) < MANY:
        reports = [maker.report(task.cases) for task in tasks]
        for task, report in zip(tasks, reports, strict=True):
            write_bytes(task.place, report)
        return
    with _progress(len(tasks), chosen) as advance:
        for task in tasks:
            write_bytes(task.place, maker.report(task.cases))
            advance()


@contextlib.contextmanager
def _progress(total: int, chosen: Settings) -> Iterator[Callable[[], None]]:
    """A bar on standard error if that is a terminal; it leaves nothing behind."""
    if chosen.quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Writing reports"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=chosen.console(sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
