"""What customers say in figures, in exactly the shape that `outcomes --format json` prints it.

Names are the format's: they change only with `SCHEMA`. Shares are 0..1, net shares points from -100 to 100, means in
points of their scale or in their own unit. Intervals are at 95 %. What would show fewer than `MIN_CELL` answers is
None, or not there.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from cxmaturity.domain.outcomes.link import Link
from cxmaturity.domain.outcomes.sample import Grain, LeftOut
from cxmaturity.domain.outcomes.value import Value

SCHEMA: Literal["cxmaturity/figures@1"] = "cxmaturity/figures@1"
MIN_CELL = 5
"""Of how many answers at least anything is said."""


class Figure(Struct, frozen=True):
    """A value with its interval, and of how many answers it is."""

    n: int
    value: float
    low: float
    high: float


class Segment(Figure, frozen=True, kw_only=True):
    """The figure of a group; `by` is the column whose groups these are, `name` may be `OTHERS` for all too small."""

    by: str
    name: str


class Period(Figure, frozen=True, kw_only=True):
    """The figure of a period: 2026, 2026-Q3 or 2026-11; `running` where it goes on after the day of the file."""

    name: str
    running: bool = False


class Difference(Struct, frozen=True):
    """The first's value less the second's. `by` is the column whose groups these are, None for two periods.

    It is `clear` where the interval leaves out 0; else no difference can be seen at this number of answers.
    """

    by: str | None
    first: str
    second: str
    value: float
    low: float
    high: float
    clear: bool


class Month(Struct, frozen=True):
    """A month of a run chart; n and value are None where too few answered, or where it would show too few elsewhere."""

    month: str
    n: int | None
    value: float | None


class RunChart(Struct, frozen=True):
    """A measure by month, around the median of its months (Anhøj and Olesen 2014).

    `useful` are the months that do not lie on the median; `longest_run` is the longest row of them on one side of it,
    which chance keeps to `most_run`; `crossings` is how often they change sides, which chance keeps to
    `least_crossings` or more. `shift` says that either limit is broken: None where there are too few months to
    tell, as `reason` says. `since` is the first month of the longest run where that is too long.
    """

    centre: float | None
    months: tuple[Month, ...]
    useful: int
    longest_run: int | None
    most_run: int | None
    crossings: int | None
    least_crossings: int | None
    shift: bool | None
    since: str | None
    reason: str


class GroupCount(Struct, frozen=True):
    """How many answers are in a group of the variant, such as promoters; these add up to n."""

    name: str
    n: int


class MeasureFigures(Struct, frozen=True):
    """A measure in figures; value, low and high are None of fewer than `MIN_CELL` answers.

    `by` are its groups; `expectation` and `perception` are the means of pairs, None for others; `run_chart` is None
    without a column of days.
    """

    id: str
    variant: str
    title: str
    unit: str
    journey: str
    stage: str
    n: int
    value: float | None
    low: float | None
    high: float | None
    by: tuple[Segment, ...]
    differences: tuple[Difference, ...]
    period: Grain | None
    periods: tuple[Period, ...]
    run_chart: RunChart | None
    groups: tuple[GroupCount, ...]
    expectation: float | None
    perception: float | None
    left_out: LeftOut


class Figures(Struct, frozen=True):
    """The figures of a file of outcomes; `draws` and `seed` are those of the bootstrap and of the value at stake.

    `value` only where the file says what is at stake; `links` only of a folder of units, which has no measures itself.
    """

    schema: Literal["cxmaturity/figures@1"]
    organisation: str
    date: str
    measures: tuple[MeasureFigures, ...]
    draws: int
    seed: int
    value: Value | UnsetType = UNSET
    links: tuple[Link, ...] | UnsetType = UNSET
