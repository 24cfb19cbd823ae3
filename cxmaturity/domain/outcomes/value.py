"""What keeping more customers is worth: a sum over a few years, by a formula that can be redone on paper.

In year t there are N (r + u)^t of today's N customers left, where without the plan N r^t would be: the difference are
the extra customers kept, and each brings its margin at the year's end. Beside it may stand what those who stay buy
besides, and contacts that are no longer made. Every amount is discounted from its year's end; what the plan costs is
paid at the start. New customers are left out, and nothing is counted beyond the last year: it is no perpetuity.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

Input = Literal[
    "customers",
    "margin",
    "retention",
    "uplift",
    "buyers",
    "buyer_margin",
    "contacts",
    "contact_cost",
    "days",
    "day_rate",
]
INPUTS: tuple[Input, ...] = get_args(Input)
MOST_YEARS = 10
"""The longest horizon: who counts on more counts on a perpetuity."""
LEAST_YEARS = 1
STEPS = 200
"""How often the search for the break-even halves its stretch: far more often than a number has digits."""

Amount = Any
"""A number, or an array of as many numbers as there are draws: the formula is the same."""


class Estimate(Struct, frozen=True):
    """A number that may be uncertain: at least, most likely, at most; all three are the same where it is certain."""

    low: float
    likely: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether nothing is left open."""
        return self.low == self.high


def certain(value: float) -> Estimate:
    """A number of which one is sure."""
    return Estimate(value, value, value)


NOTHING = certain(0.0)


class Stakes(Struct, frozen=True, kw_only=True):
    """The inputs of a value, `value:` of an outcomes file; what is not given is 0.

    `years` (1 to 10) and `discount_rate` (a share a year, 0 or more) are the horizon and the rate. `customers` are
    those of today, `margin` is what one brings a year; `retention` is the share (0 to 1) of them that stays from one
    year to the next, and `uplift` by how much the plan raises that share: their sum is at most 1. `buyers` is the share
    of the customers who buy more each year, `buyer_margin` what that brings; `contacts` are those avoided a year, and
    `contact_cost` what one costs; `days` are the person-days of the plan and `day_rate` the cost of one. Amounts are in
    one `currency`, which may be left unnamed.
    """

    years: int
    discount_rate: float
    customers: Estimate
    margin: Estimate
    retention: Estimate
    uplift: Estimate
    buyers: Estimate = NOTHING
    buyer_margin: Estimate = NOTHING
    contacts: Estimate = NOTHING
    contact_cost: Estimate = NOTHING
    days: Estimate = NOTHING
    day_rate: Estimate = NOTHING
    currency: str = ""

    def estimate(self, name: Input) -> Estimate:
        """An input by its name."""
        estimate: Estimate = getattr(self, name)
        return estimate

    @property
    def likely(self) -> dict[Input, Amount]:
        """Every input at its most likely."""
        return {name: self.estimate(name).likely for name in INPUTS}

    @property
    def open(self) -> tuple[Input, ...]:
        """The inputs that are uncertain."""
        return tuple(name for name in INPUTS if not self.estimate(name).certain)

    @property
    def costed(self) -> bool:
        """Whether the cost of a plan is counted."""
        return self.days.high > 0 and self.day_rate.high > 0


def with_plan(stakes: Stakes, days: int | None) -> Stakes:
    """The same with the person-days of a plan, where a day rate but no days are given."""
    if days is None or stakes.days.high or not stakes.day_rate.high:
        return stakes
    return replace(stakes, days=certain(float(days)))


class Year(Struct, frozen=True):
    """A year of the formula: the extra customers kept, what they, those who buy more and contacts avoided bring.

    `discounted` is the sum as of today.
    """

    year: int
    kept: Amount
    keeping: Amount
    buying: Amount
    contacts: Amount
    discounted: Amount


def yearly(stakes: Stakes, at: Mapping[Input, Amount]) -> Iterator[Year]:
    """Each year of the formula at some inputs."""
    stay = leave = factor = 1.0
    for year in range(1, stakes.years + 1):
        # products, not powers: these are the same to the last digit on every machine
        stay = stay * (at["retention"] + at["uplift"])
        leave = leave * at["retention"]
        factor = factor * (1 + stakes.discount_rate)
        kept = at["customers"] * (stay - leave)
        keeping = kept * at["margin"]
        buying = at["customers"] * stay * at["buyers"] * at["buyer_margin"]
        contacts = at["contacts"] * at["contact_cost"]
        yield Year(year, kept, keeping, buying, contacts, (keeping + buying + contacts) / factor)


def cost(at: Mapping[Input, Amount]) -> Amount:
    """What the plan costs at some inputs."""
    return at["days"] * at["day_rate"]


def net(stakes: Stakes, at: Mapping[Input, Amount]) -> Amount:
    """The formula: what all years bring as of today, less what the plan costs."""
    return sum(year.discounted for year in yearly(stakes, at)) - cost(at)


class Driver(Struct, frozen=True):
    """An input that is uncertain: the value at its low and at its high end, all others at their most likely."""

    input: Input
    low: float
    high: float
    value_at_low: float
    value_at_high: float

    @property
    def swing(self) -> float:
        """How far it moves the value."""
        return abs(self.value_at_high - self.value_at_low)


def drivers(stakes: Stakes) -> tuple[Driver, ...]:
    """The uncertain inputs, the one that moves the value most first (a tornado)."""
    moved = [_driver(stakes, name, stakes.estimate(name)) for name in stakes.open]
    return tuple(sorted(moved, key=lambda driver: -driver.swing))


def _driver(stakes: Stakes, name: Input, estimate: Estimate) -> Driver:
    at_ends = (_net_with(stakes, name, end) for end in (estimate.low, estimate.high))
    return Driver(name, estimate.low, estimate.high, *at_ends)


def _net_with(stakes: Stakes, name: Input, value: float) -> float:
    worth: float = net(stakes, {**stakes.likely, name: value})
    return worth


def break_even(stakes: Stakes) -> float | None:
    """The uplift at which the value is 0, all else at its most likely.

    0 where no rise is needed, None where none is enough. Found by halving: the value rises with the uplift.
    """
    low, high = 0.0, 1 - stakes.retention.likely
    if _net_with(stakes, "uplift", low) >= 0:
        return low
    if _net_with(stakes, "uplift", high) < 0:
        return None
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _net_with(stakes, "uplift", middle) < 0:
            low = middle
        else:
            high = middle
    return high


class Spread(Struct, frozen=True):
    """The values that one in ten draws, half of them and nine in ten stay below, and the share (0 to 1) below 0."""

    p10: float
    p50: float
    p90: float
    below_zero: float


class Value(Struct, frozen=True):
    """The value at stake, in the shape that JSON has: a present value, less the cost of the plan where it is given.

    `likely` is the formula at the likely inputs, the percentiles are those of draws. `break_even` is the uplift from
    which on it pays, a share (None: at none). `cost` is that of the plan at the likely inputs, None where it is not
    given. The first of the `drivers` moves the value most.
    """

    currency: str
    years: int
    discount_rate: float
    p10: float
    p50: float
    p90: float
    below_zero: float
    likely: float
    cost: float | None
    break_even: float | None
    drivers: tuple[Driver, ...]


def value_of(stakes: Stakes, spread: Spread) -> Value:
    """The value of some inputs, of which the percentiles are drawn already."""
    return Value(
        currency=stakes.currency,
        years=stakes.years,
        discount_rate=stakes.discount_rate,
        p10=spread.p10,
        p50=spread.p50,
        p90=spread.p90,
        below_zero=spread.below_zero,
        likely=net(stakes, stakes.likely),
        cost=cost(stakes.likely) if stakes.costed else None,
        break_even=break_even(stakes),
        drivers=drivers(stakes),
    )
