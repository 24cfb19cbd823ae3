"""Many reports: made and written on every core, with a bar that shows how far, and an interruption that loses nothing.

The workers are processes of their own, started anew (so that no thread or lock is copied into them), and get small
batches. An interruption reaches the command only: the workers end what they are writing, and are handed nothing more.
"""

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from cxmaturity.cli.boundary import tell
from cxmaturity.cli.rendering import Case, Maker, Style
from cxmaturity.cli.settings import Settings
from cxmaturity.domain.answers import Answers
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.writing import NotWrittenError, write_bytes

PAYS = 24
"""From how many reports on starting other processes saves time."""

BATCH = 4
"""How many reports a worker is handed at once."""


class Task(Struct, frozen=True):
    """A report to make, and where to write it."""

    place: Path
    cases: tuple[Case, ...]


_Sent = tuple[Path, tuple[tuple[str, Answers, int | None], ...]]
"""A task without its questionnaires, which every worker has: their hashes stand for them."""


def write_all(style: Style, tasks: Sequence[Task], chosen: Settings) -> None:
    """Make and write reports.

    Few are made before any is written; of many the first, so that a template with an error leaves nothing behind.
    ProblemsFoundError and NotWrittenError end it early; what was written by then is whole.
    """
    maker = Maker(style, tell)
    if len(tasks) < PAYS:
        made = [maker.report(task.cases) for task in tasks]
        for task, data in zip(tasks, made, strict=True):
            write_bytes(task.place, data)
        return
    maker.report(tasks[0].cases)
    cores = _cores()
    with _progress(len(tasks), chosen) as step:
        if cores > 1:
            _write_in_parallel(style, tasks, step, cores)
            return
        for task in tasks:
            write_bytes(task.place, maker.report(task.cases))
            step()


def _write_in_parallel(style: Style, tasks: Sequence[Task], step: Callable[[], None], cores: int) -> None:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    questionnaires = {case.questionnaire.sha256: case.questionnaire for task in tasks for case in task.cases}
    pool = ProcessPoolExecutor(cores, multiprocessing.get_context("spawn"), _start_worker, (style, questionnaires))
    try:
        with _no_interruption():  # which the workers take over, for as long as they live
            waiting = pool.map(_work, map(_sent, tasks), chunksize=BATCH)
        for told in waiting:
            for message in told:
                tell(message)
            step()
    except BrokenProcessPool:
        message = "the reports could not all be made: a process that made some was ended from outside; start again"
        raise NotWrittenError(message) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _sent(task: Task) -> _Sent:
    return task.place, tuple((case.questionnaire.sha256, case.answers, case.target) for case in task.cases)


class _Worker:
    """What a worker process keeps between reports."""

    maker: Maker
    questionnaires: dict[str, Questionnaire]
    told: list[str]


def _start_worker(style: Style, questionnaires: dict[str, Questionnaire]) -> None:
    gc.set_threshold(50_000)  # as in the command itself
    _Worker.told = []
    _Worker.maker = Maker(style, _Worker.told.append)
    _Worker.questionnaires = questionnaires
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End the worker when the command is killed, which could not tell it to."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(sent: _Sent) -> list[str]:
    """Make and write a report; gives back what there is to say about it."""
    place, cases = sent
    _Worker.told.clear()
    known = _Worker.questionnaires
    write_bytes(
        place, _Worker.maker.report([Case(known[sha256], answers, target) for sha256, answers, target in cases])
    )
    return list(_Worker.told)


def _cores() -> int:
    """How many cores this process may use."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return min(len(affinity(0)) if affinity else os.cpu_count() or 1, 61)  # the most that Windows waits for


@contextlib.contextmanager
def _no_interruption() -> Iterator[None]:
    """Hold interruptions back until the end; processes started meanwhile never see one."""
    mask: Callable[..., Any] | None = getattr(signal, "pthread_sigmask", None)
    if mask is None:  # pragma: no cover  Windows
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


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
