"""One measure's answers from its export, as counts; or everything in the export that is not understood."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

from cxmaturity.domain.days import day_hint
from cxmaturity.domain.outcomes.sample import LeftOut, Measure, Sample, sample_of_pairs
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.outcomes.bands import band
from cxmaturity.files.outcomes.cells import Numbers, Read, formula, given_values, point, shortened, truth
from cxmaturity.files.outcomes.counted import counted, pairs_counted
from cxmaturity.files.outcomes.doubts import doubts
from cxmaturity.files.outcomes.export import Export
from cxmaturity.files.outcomes.groups import check_groups
from cxmaturity.files.outcomes.twice import check_twice
from cxmaturity.files.outcomes.wanted import Wanted
from cxmaturity.files.survey.about_responses import TIMES
from cxmaturity.files.survey.cells import Wrong, plain
from cxmaturity.files.survey.dates import Order, both_orders, order_of, read_day, without_time
from cxmaturity.files.survey.people import is_half_way, is_trial
from cxmaturity.files.tables.problems import counted_problems
from cxmaturity.files.tables.table import Row, Table

_YEARS = range(1900, 2101)
"""In which years an answer can be given: in others, a day is a slip, or what a tool writes for none."""
_STATUS = ("kind", "channel", "finished", "progress")


def tallied(table: Table, measure: Measure, wanted: Wanted) -> tuple[Sample, Sequence[Wrong]]:
    """The answers to a measure in an export, and what is to be asked of them.

    ProblemsFoundError names every cell that is not understood, by its row.
    """
    return _Reader(table, measure, wanted).sample()


class _Reader:
    def __init__(self, table: Table, measure: Measure, wanted: Wanted) -> None:
        self._measure = measure
        self._wanted = wanted
        self._export = Export(table, wanted.columns())
        self._name = table.name
        self._problems: list[Problem] = []

    def sample(self) -> tuple[Sample, Sequence[Wrong]]:
        places = {name: at for name in self._wanted.columns() if (at := self._place(name)) is not None}
        self._stop()
        self._problems += self._export.too_wide()
        trials, unfinished = self._leave_out(set(places.values()))
        outside = self._outside(places)
        values = [self._values(places[name]) for name in self._wanted.answers]
        empty = self._leave_out_empty(values)
        self._problems += check_twice(self._export)
        months, before = self._months(places)
        groups = [self._groups(name, places[name]) for name in self._measure.by]
        if self._measure.variant == "nps":
            self._problems += check_groups(self._export, places[self._wanted.answers[0]])
        self._stop()
        if not self._export.rows:
            problem = Problem(
                self._name, None, "", "no-rows", "no row of it holds an answer", "export the responses, too"
            )
            raise ProblemsFoundError([problem])
        left_out = LeftOut(trials, unfinished, empty, outside + before)
        answers = cast(list[Sequence[float]], values)  # rows without an answer are left out by now
        asked = tuple(doubts(self._measure, answers))
        if self._measure.formula.paired:
            pairs = pairs_counted(answers[0], answers[1], months, groups)
            return sample_of_pairs(self._measure, pairs, left_out), asked
        return Sample(self._measure, counted(answers[0], months, groups), left_out), asked

    def _stop(self) -> None:
        if self._problems:
            raise ProblemsFoundError(counted_problems(self._problems))

    def _place(self, name: str) -> int | None:
        """The column of a heading or a letter; a problem where there is none, or several."""
        places = self._export.places(name)
        if len(places) == 1:
            return places[0]
        if places:
            message = f"{len(places)} columns are called {name}"
            letters = " or ".join(self._export.column(at).letter for at in places)
            self._problems.append(
                Problem(self._name, None, "", "several-columns", message, f"write a letter: {letters}")
            )
            return None
        from cxmaturity.files.suggestions import suggestion  # noqa: PLC0415  only for files with errors

        hint = suggestion(name, self._export.headings()) or "write its heading, or its letter"
        self._problems.append(Problem(self._name, None, "", "no-column", f"there is no column {name}", hint))
        return None

    def _leave_out(self, used: set[int]) -> tuple[int, int]:
        """Leave out previews and answers left half-way, by the columns that say so; returns how many of each."""
        trials = unfinished = 0
        for what in _STATUS:
            places = [at for name in TIMES[what] for at in self._export.places(name)]
            for at in [at for at in dict.fromkeys(places) if at not in used][:1]:
                if what in {"kind", "channel"}:
                    trials += self._export.keep(at, lambda text: not is_trial(text, numbers=self._export.is_qualtrics))
                if not self._wanted.unfinished:
                    unfinished += self._export.keep(at, partial(_is_whole, what))
        return trials, unfinished

    def _outside(self, places: Mapping[str, int]) -> int:
        """Leave out the rows that `where` does not want; returns how many."""
        left = 0
        for name, texts in self._wanted.where.items():
            wanted = {plain(text) for text in texts}
            left += self._export.keep(places[name], lambda text, wanted=wanted: plain(text) in wanted)  # type: ignore[misc]
        return left

    def _leave_out_empty(self, values: list[Sequence[float | None]]) -> int:
        """Leave out the rows without an answer, or with half a pair, also of the values; returns how many."""
        if not any(None in column for column in values):
            return 0
        answered = [i for i, row in enumerate(zip(*values, strict=True)) if None not in row]
        left = len(self._export.rows) - len(answered)
        self._export.rows = [self._export.rows[i] for i in answered]
        values[:] = [[column[i] for i in answered] for column in values]
        return left

    def _values(self, at: int) -> Sequence[float | None]:
        """The value of each row in a column."""
        given = given_values(self._wanted.values)
        variant = self._measure.formula
        texts = self._export.texts(at)
        read: Callable[[str], Read]
        if (self._measure.scale and variant.kind != "share") or variant.name == "csat-top-two-of-five":
            assert self._measure.scale is not None  # noqa: S101  of every variant with points
            read = partial(point, variant=variant, scale=self._measure.scale, given=given)
        elif variant.kind == "share":
            read = partial(truth, given=given)
        else:
            numbers = Numbers(dict.fromkeys(texts), self._wanted.decimals, given)
            read = numbers.read
            if numbers.is_open:
                message = "its numbers can be read with decimals or with thousands"
                hint = "say which with `decimals: point` or `decimals: comma`"
                self._note(at, None, Wrong("open-decimals", message, hint))
        return self._each(at, texts, read)

    def _each(self, at: int, texts: Sequence[str], read: Callable[[str], Read]) -> Sequence[float | None]:
        """What is read of each text; each is looked at once, and what is wrong is noted with every row that has it."""
        known = {text: read(text) for text in dict.fromkeys(texts)}
        wrong = {text: value for text, value in known.items() if isinstance(value, Wrong)}
        for row, text in zip(self._export.rows, texts, strict=True) if wrong else ():
            if text in wrong:
                self._note(at, row, wrong[text])
        # a row with a wrong cell stays, so that its other cells are looked at, too
        right = {text: 0.0 if isinstance(value, Wrong) else value for text, value in known.items()}
        return list(map(right.__getitem__, texts))

    def _months(self, places: Mapping[str, int]) -> tuple[Sequence[str | None], int]:
        """The month of each row, None outside the days that count; and how many rows these are."""
        if self._wanted.date is None:
            return [""] * len(self._export.rows), 0
        at = places[self._wanted.date]
        texts = self._export.texts(at)
        days = {text: without_time(text) for text in dict.fromkeys(texts)}
        different = list(dict.fromkeys(days.values()))
        order = self._wanted.dates or order_of(different)
        if order is None:
            self._note_order(at, different)
            return [], 0
        months: dict[str, str | None] = {}
        wrong: dict[str, Wrong] = {}
        for text in different:
            day = read_day(text, order)
            if day is None or day.year not in _YEARS:
                wrong[text] = formula(text) or _no_day(text, order)
                months[text] = None
            else:
                months[text] = f"{day.year:04}-{day.month:02}" if self._wanted.counts(day) else None
        for row, text in zip(self._export.rows, texts, strict=True) if wrong else ():
            if days[text] in wrong:
                self._note(at, row, wrong[days[text]])
        month_of = {text: months[day] for text, day in days.items()}
        of_rows = list(map(month_of.__getitem__, texts))
        return of_rows, 0 if wrong else of_rows.count(None)

    def _note_order(self, at: int, days: Sequence[str]) -> None:
        """Say that nobody can tell the order of day and month: it is open, or there are both."""
        both = both_orders(days)
        if both is None:
            message = "its days can be read as day and month or as month and day"
            self._note(at, None, Wrong("open-dates", message, "say which with `dates: dmy` or `dates: mdy`"))
        for day, which in zip(both or (), ("day", "month"), strict=False):
            row = next(row for row in self._export.rows if without_time(row.cell(at)) == day)
            message = f"{shortened(day)} has the {which} first, and others have not"
            self._note(at, row, Wrong("two-orders", message, "write all days in one order, best as 2026-11-22"))

    def _groups(self, name: str, at: int) -> Sequence[str]:
        """The group of each row in a column of groups, in the spelling that comes first."""
        texts = self._export.texts(at)
        limits = self._wanted.bands.get(name)
        if limits:
            numbers = Numbers(dict.fromkeys(texts), self._wanted.decimals, {})
            values = self._each(at, texts, numbers.read)
            named = {value: band(value, limits) for value in set(values)}
            return [named[value] for value in values]
        different = dict.fromkeys(texts)
        spellings: dict[str, str] = {}
        for text in different:
            spellings.setdefault(plain(text), " ".join(text.split()))
        wrong = {text: problem for text in different if (problem := formula(text)) and text.lstrip().startswith("=")}
        for row, text in zip(self._export.rows, texts, strict=True) if wrong else ():
            if text in wrong:
                self._note(at, row, wrong[text])
        label = {text: spellings[plain(text)] for text in different}
        return list(map(label.__getitem__, texts))

    def _note(self, at: int, row: Row | None, wrong: Wrong) -> None:
        number, column = row.line if row else None, self._export.column(at).named
        self._problems.append(Problem(self._name, number, column, wrong.code, wrong.message, wrong.hint))


def _is_whole(what: str, text: str) -> bool:
    return not is_half_way(what, text)


def _no_day(text: str, order: Order) -> Wrong:
    """Why a cell is no day."""
    shown = shortened(text) if text.strip() else "nothing"
    if read_day(text, order):
        return Wrong("no-day", f"{shown} is no day of an answer", f"years are {_YEARS[0]} to {_YEARS[-1]}")
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", text.strip()):
        return Wrong("no-day", f"{shown} is no day", "where it is one as spreadsheets count them, format it as a date")
    hint = day_hint(text) if text.strip() else "write the day of every answer, or leave `date` out"
    if order != "iso" and (parts := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text.strip())):
        day, month = (parts[1], parts[2]) if order == "dmy" else (parts[2], parts[1])
        hint = day_hint(f"{parts[3]}-{month}-{day}")
    return Wrong("no-day", f"{shown} is no day", hint)
