"""Assessments of one organisation over time, in exactly the shape that `history --format json` prints."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.references import QuestionnaireRef
from cxmaturity.domain.results.result import StageResult


class Entry(Struct, frozen=True):
    """One assessment: its day, where it was read (`file` or `file@commit`), and what it came to."""

    date: str
    file: str
    sha256: str
    stage: StageResult
    index: float | None
    coverage: float | None
    answered: int
    applicable: int


class LeftOut(Struct, frozen=True):
    """A version that could not be scored, and why."""

    file: str
    why: str


class History(Struct, frozen=True):
    """Assessments of one organisation and questionnaire, the oldest first, one a day."""

    schema: Literal["cxmaturity/history@1"]
    questionnaire: QuestionnaireRef
    organisation: str
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...] = ()


def history(assessments: Iterable[Assessment], left_out: Iterable[LeftOut] = ()) -> History:
    """The history of at least one assessment; of several of one day the last that is given counts."""
    by_day = {each.answers.date: each for each in assessments}
    in_order = [by_day[day] for day in sorted(by_day)]
    last = in_order[-1]
    entries = tuple(map(_entry, in_order))
    ref = last.result.questionnaire
    return History("cxmaturity/history@1", ref, last.answers.organisation, entries, tuple(left_out))


def _entry(assessment: Assessment) -> Entry:
    result = assessment.result
    return Entry(
        result.answers.date,
        result.answers.file,
        result.answers.sha256,
        result.stage,
        result.index,
        result.coverage,
        result.answered,
        result.applicable,
    )
