"""What was measured, and the answers to it as counts: never one row, and nobody's name."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from cxmaturity.domain.outcomes.variants import VARIANTS, Variant

Grain = Literal["month", "quarter", "year"]
"""How long the periods are that are compared."""


class Acts(Struct, frozen=True):
    """A practice, by its full id, that acts on a measure, and from which point on; empty for its highest."""

    questionnaire: str
    practice: str
    point: str = ""


class Measure(Struct, frozen=True):
    """A measure as its file declares it: `by` are the columns whose groups are compared, `journey` and `stage` what it
    is about, `unit` what a `mean` is counted in; `scale` are the ends of the scale, None for numbers of any size.
    `practices` act on it, and claim from their point on that the value is `at_most` or
    `at_least` so much.
    """

    id: str
    variant: str
    title: str
    file: str
    by: tuple[str, ...] = ()
    period: Grain | None = None
    journey: str = ""
    stage: str = ""
    unit: str = ""
    scale: tuple[int, int] | None = None
    practices: tuple[Acts, ...] = ()
    at_most: float | None = None
    at_least: float | None = None

    @property
    def formula(self) -> Variant:
        """The variant with all that it means."""
        return VARIANTS[self.variant]


class Cell(NamedTuple):
    """Answers that are alike: the value, or expectation and perception; the month, as 2026-11, empty where nobody knows
    it; and the group in each of the measure's `by`, empty where nobody said.
    """

    values: tuple[float, ...]
    month: str
    groups: tuple[str, ...]


class Place(NamedTuple):
    """Where answers belong: their month, and their group in each of the measure's `by`, as a cell has them."""

    month: str
    groups: tuple[str, ...]


class LeftOut(Struct, frozen=True):
    """How many rows do not count: previews and tests, those not finished, those without an answer, those outside the
    days or groups that the measure is about.
    """

    trials: int = 0
    unfinished: int = 0
    empty: int = 0
    outside: int = 0


class Sample(Struct, frozen=True):
    """A measure with how many answers there are of each kind, and how many rows were left out."""

    measure: Measure
    counts: Mapping[Cell, int]
    left_out: LeftOut = LeftOut()

    @property
    def n(self) -> int:
        """How many answers there are."""
        return sum(self.counts.values())
