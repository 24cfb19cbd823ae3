"""What the cells of a frame say of each practice, and which of them say nothing that can be taken."""

import uuid
from collections.abc import Iterator, Mapping

import polars as pl
from msgspec import Struct

from cxmaturity.domain.answers import Answer
from cxmaturity.domain.language import say
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.domain.tables.cells import (
    FALSE,
    TRUE,
    answer_of,
    answers_by_text,
    cell_hint,
    ranks_by_number,
)
from cxmaturity.domain.tables.headings import MOST_NAMED, Headings
from cxmaturity.domain.tables.scored import Given
from cxmaturity.tables.polars import kind_of
from cxmaturity.tables.scanning import Scanned, refused_as

_MOST_SHOWN = 60
"""How many characters of a cell a message shows."""
_DK, _NA, _MISSING = 0, 1, 2
_APART = {"dk": _DK, "na": _NA, "missing": _MISSING}
"""What a cell says that is no answer, by the place behind all answers."""
Spellings = Mapping[str, Mapping[str, Answer]]
"""Further texts that say something, by practice: those that were met, and that differ in blanks, capitals or names."""


class Wrong(Struct, frozen=True):
    """A text or number that says nothing: where it stands first, counted from 0, and in how many rows.

    `practice` is empty in a column about documents.
    """

    practice: str
    column: str
    text: str
    row: int
    times: int


class Answering:
    """The answers in a table, by the columns that hold them."""

    def __init__(self, scanned: Scanned, questionnaire: Questionnaire, headings: Headings) -> None:
        self.scanned = scanned
        self.questionnaire = questionnaire
        self.headings = headings
        self.types = scanned.frame.collect_schema()

    @property
    def numeric(self) -> list[str]:
        """The practices whose columns hold numbers."""
        return [id_ for id_, name in self.headings.practices.items() if self.types[name].is_numeric()]

    def frame(self, spellings: Spellings) -> pl.LazyFrame:
        """The columns that are needed under names of their own: `x0`, `m0` marks, `g0` groups, `o0` all others.

        Where Polars meets a text that is none it raises InvalidOperationError. Numbers are not looked at:
        `check_numbers` does that before.
        """
        codes = {f"x{i}": self._code(id_, spellings.get(id_, {})) for i, id_ in enumerate(self.headings.practices)}
        marks = {f"m{i}": self._mark(name) for i, name in enumerate(self.headings.documented.values())}
        groups = {f"g{i}": pl.col(name) for i, name in enumerate(self.headings.by)}
        others = {f"o{i}": pl.col(name) for i, name in enumerate(self.headings.others)}
        return self.scanned.rows.select(**codes, **marks, **groups, **({} if groups else others))

    def cells(self) -> dict[str, Given]:
        """What the columns of that frame say of each practice."""
        marks = {id_: pl.col(f"m{i}") for i, id_ in enumerate(self.headings.documented)}
        return {
            id_: self._given(self.questionnaire.practices[id_], pl.col(f"x{i}"), marks.get(id_))
            for i, id_ in enumerate(self.headings.practices)
        }

    def check_numbers(self) -> None:
        """ProblemsFoundError for numbers that are no ranks; whole columns of texts are not read."""
        numeric = self.numeric
        if not numeric:
            return
        with refused_as(self.scanned.file):
            bad = self.scanned.frame.select(self._bad(id_).any().alias(id_) for id_ in numeric)
            told = bad.collect(engine="streaming").row(0)
        if any(told):
            raise ProblemsFoundError(self.problems())

    def problems(self) -> list[Problem]:
        """All in the columns that is no answer, texts and numbers alike; columns of wrong types have none."""
        wrong = [
            each
            for id_, name in self.headings.practices.items()
            if self._holds_answers(name)
            for each in self._wrong(id_)
            if id_ in self.numeric or self._meant(id_, each.text) is None
        ]
        wrong.extend(self._wrong_marks())
        return self._problems(wrong) if wrong else []

    def spellings(self) -> Spellings:
        """What the texts mean that Polars could not take. ProblemsFoundError where one means nothing."""
        wrong: list[Wrong] = []
        spellings: dict[str, dict[str, Answer]] = {}
        for id_ in self.headings.practices:
            for each in self._wrong(id_):
                answer = self._meant(id_, each.text)
                if answer is None:
                    wrong.append(each)
                else:
                    spellings.setdefault(id_, {})[each.text] = answer
        wrong.extend(self._wrong_marks())
        if wrong:
            raise ProblemsFoundError(self._problems(wrong))
        return spellings

    def _meant(self, id_: str, text: str) -> Answer | None:
        """What a text says that is not spelt as answers are."""
        return answer_of(text, self.questionnaire.practices[id_], self.questionnaire)

    def wrong_types(self) -> Iterator[Problem]:
        """The columns whose types hold no answers."""
        practices, documented = self.headings.practices.values(), self.headings.documented.values()
        for name in (*practices, *documented):
            if not self._holds_answers(name):
                hint = "make it text or whole numbers" if name in practices else "make it true and false"
                message = say("its type is {kind}, which holds no answers", kind=str(self.types[name]).lower())
                yield Problem(self.scanned.file, None, name, "wrong-type", message, hint)

    def _holds_answers(self, name: str) -> bool:
        kind = self.types[name]
        if isinstance(kind, pl.String | pl.Categorical | pl.Enum | pl.Null):
            return True
        if name in self.headings.documented.values():
            return kind == pl.Boolean or kind.is_integer()
        return kind.is_numeric()

    def _code(self, id_: str, further: Mapping[str, Answer]) -> pl.Expr:
        practice, column = self.questionnaire.practices[id_], pl.col(self.headings.practices[id_])
        points = len(self.questionnaire.scale)
        if self.types[self.headings.practices[id_]] == pl.Null:
            return pl.lit(None, pl.Int32)
        if id_ in self.numeric:
            return column.cast(kind_of(points), strict=False)  # what is no number (NaN) is nothing
        known = {**answers_by_text(practice, self.questionnaire), **further}
        return column.cast(pl.String).cast(pl.Enum(_categories(known, points))).to_physical().cast(pl.Int16) % _slots(
            points
        )

    def _given(self, practice: Practice, code: pl.Expr, mark: pl.Expr | None) -> Given:
        points = len(self.questionnaire.scale)
        if practice.id in self.numeric:
            return Given(code, code, documented=mark)
        answered = code < points * points
        return Given(
            pl.when(answered).then((code // points + 1).cast(kind_of(points))),
            pl.when(answered).then((code % points + 1).cast(kind_of(points))),
            code.eq_missing(points * points + _NA) if practice.na else None,
            code.eq_missing(points * points + _DK),
            mark,
        )

    def _mark(self, name: str) -> pl.Expr:
        column = pl.col(name)
        if self.types[name] == pl.Boolean:
            return column.fill_null(value=False)
        text = column.cast(pl.String).str.strip_chars().str.to_lowercase()
        return (text.cast(pl.Enum([*TRUE, *FALSE])).to_physical() < len(TRUE)).fill_null(value=False)

    def _bad(self, id_: str) -> pl.Expr:
        practice, name = self.questionnaire.practices[id_], self.headings.practices[id_]
        column, kind = pl.col(name), self.types[name]
        if not kind.is_numeric():
            known = answers_by_text(practice, self.questionnaire)
            return ~column.cast(pl.String).is_in(list(known)).fill_null(value=True)
        ranks = ranks_by_number(practice, self.questionnaire)
        fits = column.is_in([float(rank) for rank in ranks]) if kind.is_float() else column.is_in(list(ranks))
        return ~(fits | column.is_nan() if kind.is_float() else fits).fill_null(value=True)

    def _wrong(self, id_: str) -> Iterator[Wrong]:
        return self._met(self.headings.practices[id_], self._bad(id_), id_)

    def _wrong_marks(self) -> Iterator[Wrong]:
        """What stands in columns about documents and is neither true nor false."""
        for name in self.headings.documented.values():
            if self.types[name] != pl.Boolean and self._holds_answers(name):
                text = pl.col(name).cast(pl.String).str.strip_chars().str.to_lowercase()
                yield from self._met(name, ~text.is_in([*TRUE, *FALSE]).fill_null(value=True))

    def _met(self, column: str, bad: pl.Expr, practice: str = "") -> Iterator[Wrong]:
        """Every text of a column that is bad, in the order of the rows."""
        with refused_as(self.scanned.file):
            met = (
                self.scanned.frame.select(pl.col(column).cast(pl.String).alias("text"), bad.alias("bad"))
                .with_row_index("row")
                .filter("bad")
                .group_by("text")
                .agg(pl.col("row").min(), pl.len().alias("times"))
                .collect(engine="streaming")
                .sort("row")
            )
        for text, row, times in met.iter_rows():
            yield Wrong(practice, column, text, row, times)

    def _problems(self, wrong: list[Wrong]) -> list[Problem]:
        """The first in the order of the rows, and in how many cells the others stand."""
        ordered = sorted(wrong, key=lambda each: each.row)
        problems = [self._problem(each) for each in ordered[:MOST_NAMED]]
        rest = ordered[MOST_NAMED:]
        if rest:
            cells = sum(each.times for each in rest)
            message = say("and in {cells} more cells", cells=f"{cells:,}")
            problems.append(Problem(self.scanned.file, None, "", "more", message))
        return problems

    def _problem(self, wrong: Wrong) -> Problem:
        text = wrong.text if len(wrong.text) <= _MOST_SHOWN else f"{wrong.text[: _MOST_SHOWN - 1]}…"
        times = say(" ({n} times, first here)", n=f"{wrong.times:,}") if wrong.times > 1 else ""
        if wrong.practice:
            message = say("“{text}” is no answer{times}", text=text, times=times)
            hint = cell_hint(wrong.text, self.questionnaire.practices[wrong.practice], self.questionnaire)
        else:
            message = say("“{text}” is neither true nor false{times}", text=text, times=times)
            hint = "write true where the answer is documented, else false"
        file, row = self.scanned.place(wrong.row)
        if self.scanned.kind == "csv":  # the first line has the names
            return Problem(file, row + 2, wrong.column, "no-answer", message, hint)
        return Problem(file, None, f"row {row + 1}, {wrong.column}", "no-answer", message, hint)


def _slots(points: int) -> int:
    """How many things a cell can say: every lower with every higher point, and three that are no answers."""
    return points * points + len(_APART)


def _categories(answers: Mapping[str, Answer], points: int) -> list[str]:
    """The texts in an order from which Polars' number of a text says what it means: the remainder by `_slots`.

    A text is looked up as a category because that streams, as looking up in a table does not. Places that no text has
    are filled with texts that nobody can have written.
    """
    texts: list[list[str]] = [[] for _ in range(_slots(points))]
    for text, answer in answers.items():
        if answer.low is None or answer.high is None:
            slot = points * points + _APART[answer.status]
        else:
            slot = (answer.low - 1) * points + answer.high - 1
        texts[slot].append(text)
    nobodys = uuid.uuid4().hex
    blocks = max(map(len, texts))
    return [
        of[block] if block < len(of) else f"{nobodys}-{block}-{slot}"
        for block in range(blocks)
        for slot, of in enumerate(texts)
    ]
