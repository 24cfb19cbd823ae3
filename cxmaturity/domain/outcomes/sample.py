"""What was measured, and the answers to it as counts: never one row, and nobody's name."""

from collections import Counter
from collections.abc import Mapping
from math import fsum
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


class Place(NamedTuple):
    """Where answers belong: their month, as 2026-11, empty where nobody knows it; and their group in each of the
    measure's `by`, empty where nobody said.
    """

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


Pair = tuple[float, float]
"""What was expected, and what was perceived."""


NONE_LEFT_OUT = LeftOut()


class Sample(Struct, frozen=True):
    """A measure with how many answers have each value, by where they belong, and how many rows were left out.

    The value of a pair is what was perceived less what was expected; `means` are those of both, None without pairs.
    """

    measure: Measure
    counts: Mapping[Place, Mapping[float, int]]
    left_out: LeftOut = NONE_LEFT_OUT
    means: Pair | None = None

    @property
    def n(self) -> int:
        """How many answers there are."""
        return sum(sum(answers.values()) for answers in self.counts.values())


def sample_of_pairs(
    measure: Measure, counts: Mapping[Place, Mapping[Pair, int]], left_out: LeftOut = NONE_LEFT_OUT
) -> Sample:
    """A sample of pairs, of which there is one or more, by how many there are of each kind."""
    pairs: Counter[Pair] = Counter()
    gaps: dict[Place, Counter[float]] = {}
    for place, kinds in counts.items():
        pairs.update(kinds)
        of_place = gaps[place] = Counter()
        for (expected, perceived), n in kinds.items():
            of_place[perceived - expected] += n
    expected, perceived = (fsum(pair[at] * n for pair, n in pairs.items()) / pairs.total() for at in (0, 1))
    return Sample(measure, gaps, left_out, (expected, perceived))
