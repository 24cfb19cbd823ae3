"""Which rows are people's answers: no previews and tests, none left half-way, nobody twice; and how long it took."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from cxmaturity.domain.language import counted_plain, say
from cxmaturity.domain.problems import Problem
from cxmaturity.files.survey.dates import Order, read_moment
from cxmaturity.files.tables.columns import Column
from cxmaturity.files.tables.table import Row

Keep = Literal["first", "last"]
_TRIALS = frozenset(
    {
        *("survey preview", "survey test", "preview", "test", "spam", "possible spam"),
        *("possible survey preview spam", "survey preview spam", "offline survey preview"),
    }
)
_TRIAL_NUMBERS = frozenset({"1", "2", "8", "9", "17"})
"""What a column on the kind of a response says of previews, tests and spam, in words and in Qualtrics' numbers."""
_HALF = frozenset({"partial", "started", "incomplete", "in progress"})
"""What such a column says of answers left half-way."""
_NOBODY = frozenset({"", "anonymous", "n/a", "na", "-", "none"})
"""What stands for a person whom a tool does not know: not one person."""
_SUBMITTED = frozenset({"submitdate", "date submitted"})
"""What the column is called that is empty where somebody left half-way."""
_NOT_FINISHED = frozenset({"false", "0", "no", "incomplete", "partial"})
MOST_NAMED = 20


class Chosen(Struct, frozen=True):
    """The rows that count, what there is to say of the others, and what keeps the table from being read."""

    rows: Sequence[Row]
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]


def people(
    name: str,
    rows: Sequence[Row],
    times: Mapping[str, Column],
    persons: Sequence[Column],
    *,
    unfinished: bool,
    keep: Keep | None,
) -> Chosen:
    """The rows of people who answered; `unfinished` takes those left half-way too, `keep` one of several of a person.

    Nobody is named: a person is told from others by what an export has for that, which is written nowhere.
    """
    notices: list[str] = []
    real = [row for row in rows if not any(is_trial(_cell(row, times, what)) for what in ("kind", "channel"))]
    if len(real) < len(rows):
        notices.append(_left_out(len(rows) - len(real), "of previews and tests"))
    done = real if unfinished else [row for row in real if _finished(row, times)]
    if len(done) < len(real):
        half = _left_out(len(real) - len(done), "not finished")
        notices.append(f"{half} (--unfinished takes them)")
    twice = list(_several(done, persons))
    if twice and keep is None:
        return Chosen(done, tuple(notices), tuple(_twice(name, twice)))
    if twice:
        left = {id(row) for _, several in twice for row in (several[1:] if keep == "first" else several[:-1])}
        notices.append(
            say(
                "{n} {n|person|people} answered more than once: the {keep} answer counts", n=len(twice), keep=keep or ""
            )
        )
        done = [row for row in done if id(row) not in left]
    return Chosen(done, tuple(notices), ())


def is_trial(text: str, *, numbers: bool = True) -> bool:
    """Whether what stands in a column on a response's kind, or its channel, says that it is a preview, a test or spam.

    Without `numbers` only words do: elsewhere than in exports of survey tools a number means something else.
    """
    kind = text.strip().casefold()
    return kind in _TRIALS or (numbers and kind in _TRIAL_NUMBERS)


def is_half_way(what: str, text: str) -> bool:
    """Whether what stands in a column says that somebody left half-way; `what` is the column, as in `TIMES`."""
    status = text.strip().casefold()
    if what == "progress":
        progress = status.rstrip("%")
        return progress.isdigit() and int(progress) < 100
    return status in _NOT_FINISHED if what == "finished" else what == "kind" and status in _HALF


def _several(rows: Sequence[Row], persons: Sequence[Column]) -> Iterator[tuple[Column, list[Row]]]:
    """The rows of each person who has more than one, by the first column that says so."""
    told: set[tuple[int, ...]] = set()
    for column in persons:
        by_person: dict[str, list[Row]] = {}
        for row in rows:
            person = row.cell(column.at).strip().casefold()
            if person not in _NOBODY:
                by_person.setdefault(person, []).append(row)
        for several in by_person.values():
            numbers = tuple(row.line for row in several)
            if len(several) > 1 and numbers not in told:
                told.add(numbers)
                yield column, several


def durations(rows: Sequence[Row], times: Mapping[str, Column], order: Order | None) -> str:
    """How long people took, in a sentence; nothing where the export does not say."""
    minutes = sorted(taken for row in rows if (taken := _minutes(row, times, order)) is not None)
    if len(minutes) < 2:
        return ""
    return say(
        "answering took {median} minutes in the median, between {least} and {most}",
        median=str(round(statistics.median(minutes))),
        least=str(round(minutes[0])),
        most=str(round(minutes[-1])),
    )


def _minutes(row: Row, times: Mapping[str, Column], order: Order | None) -> float | None:
    seconds = _cell(row, times, "seconds")
    if seconds.replace(".", "", 1).isdigit():
        return float(seconds) / 60
    if order is None or "started" not in times or "ended" not in times:
        return None
    started = read_moment(row.cell(times["started"].at), order)
    ended = read_moment(row.cell(times["ended"].at), order)
    if started is None or ended is None or ended < started:
        return None
    return (ended - started).total_seconds() / 60


def _cell(row: Row, times: Mapping[str, Column], what: str) -> str:
    column = times.get(what)
    return row.cell(column.at).strip().casefold() if column else ""


def _finished(row: Row, times: Mapping[str, Column]) -> bool:
    if any(is_half_way(what, _cell(row, times, what)) for what in ("finished", "kind", "progress")):
        return False
    ended = times.get("ended")
    return ended is None or ended.title.lower() not in _SUBMITTED or _cell(row, times, "ended") not in _NOBODY


def _left_out(n: int, why: str) -> str:
    return f"{counted_plain(n, 'row')} left out: {why}"


def _twice(name: str, twice: Sequence[tuple[Column, Sequence[Row]]]) -> Iterator[Problem]:
    hint = "keep one of them with --keep first or --keep last"
    for column, several in twice[:MOST_NAMED]:
        numbers = ", ".join(str(row.line) for row in several)
        yield Problem(name, several[-1].line, column.named, "twice", f"lines {numbers} are of the same person", hint)
    if len(twice) > MOST_NAMED:
        more = f"and {len(twice) - MOST_NAMED:,} more people answered more than once"
        yield Problem(name, None, "", "twice", more, hint)
