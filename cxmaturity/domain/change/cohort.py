"""Where an organisation stands among others that one has the answers of, in the shape that `benchmark` prints.

A percentile is the share of the others that stand lower, and half of those that stand the same (the mid-rank
percentile), 0..100. Where answers are open it is a range: from the worst case to the best. Others count as answered.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.references import AnswersRef, QuestionnaireRef
from cxmaturity.domain.scoring.outcome import ROOT, Outcome
from cxmaturity.domain.scoring.primitives import Number

LEAST = 5
"""Of how many others at least anything is said."""


class Percentile(Struct, frozen=True):
    """Where one stands: as answered, and between which the open answers leave it."""

    low: float
    stands: float | None
    high: float


class Compared(Struct, frozen=True):
    """An index among the others: of how many, their lowest, quartiles and highest, and one's own with its percentile.

    `dimension` is None for the whole. `index` and `percentile` are None where nobody's own answers were given, or none
    of them counts; the quartiles where fewer than `LEAST` others have an index.
    """

    dimension: str | None
    name: str
    n: int
    lowest: float | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    highest: float | None
    index: float | None
    percentile: Percentile | None


class StageCount(Struct, frozen=True):
    """How many of the others stand at a stage: as claimed, else in the worst case."""

    rank: int
    id: str
    name: str
    n: int


class Cohort(Struct, frozen=True):
    """One organisation among others. `answers` is None where only the others were looked at."""

    schema: Literal["cxmaturity/benchmark@1"]
    questionnaire: QuestionnaireRef
    answers: AnswersRef | None
    others: int
    stages: tuple[StageCount, ...]
    whole: Compared
    dimensions: tuple[Compared, ...]


def cohort(others: Sequence[Assessment], own: Assessment | None, stages: Iterable[tuple[int, str, str]]) -> Cohort:
    """One's own assessment among at least `LEAST` others of the same questionnaire and version."""
    questionnaire = others[0].questionnaire
    stands = [other.result.stage.stands for other in others]
    return Cohort(
        schema="cxmaturity/benchmark@1",
        questionnaire=others[0].result.questionnaire,
        answers=own.result.answers if own else None,
        others=len(others),
        stages=tuple(StageCount(rank, id_, name, stands.count(rank)) for rank, id_, name in stages),
        whole=_compared(None, "", ROOT, others, own),
        dimensions=tuple(_compared(d.id, d.name, d.id, others, own) for d in questionnaire.dimensions),
    )


def _compared(
    dimension: str | None, name: str, group: str, others: Sequence[Assessment], own: Assessment | None
) -> Compared:
    values = sorted(value for other in others if (value := other.scores.answered.index(group)) is not None)
    enough = len(values) >= LEAST
    lowest, lower, median, upper, highest = (_quantile(values, Fraction(i, 4)) if enough else None for i in range(5))
    index = own.scores.answered.index(group) if own else None
    return Compared(
        dimension,
        name,
        len(values),
        lowest,
        lower,
        median,
        upper,
        highest,
        index=None if index is None else float(index),
        percentile=_percentile(values, group, own) if own and enough else None,
    )


def _percentile(values: Sequence[Number], group: str, own: Assessment) -> Percentile | None:
    def among(outcome: Outcome) -> float | None:
        index = outcome.index(group)
        return None if index is None else _among(values, index)

    low, high = among(own.scores.worst), among(own.scores.best)
    return None if low is None or high is None else Percentile(low, among(own.scores.answered), high)


def _among(values: Sequence[Number], index: Number) -> float:
    lower, not_higher = bisect_left(values, index), bisect_right(values, index)
    return 100 * (lower + not_higher) / (2 * len(values))


def _quantile(values: Sequence[Number], share: Fraction) -> float:
    """The quantile of sorted values, between its neighbours in proportion (Hyndman and Fan 1996, type 7)."""
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return float(values[below] + (values[above] - values[below]) * (place - below))
