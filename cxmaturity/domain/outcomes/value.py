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

from cxmaturity.domain.outcomes.stakes import Estimate, Stakes

Input = Literal[
    "customers",
    "margin",
    "retained",
    "uplift",
    "cross_uplift",
    "cross_margin",
    "contacts",
    "fewer",
    "cost_per_contact",
    "days",
    "day_rate",
    "other_cost",
    "discount_rate",
]
INPUTS: tuple[Input, ...] = get_args(Input)
STEPS = 200
"""How often the search for the break-even halves its stretch: far more often than a number has digits."""

Amount = Any
"""A number, or an array of as many numbers as there are draws: the formula is the same."""


NOTHING = Estimate(0.0, 0.0, 0.0)


def certain(value: float) -> Estimate:
    """A number of which one is sure."""
    return Estimate(value, value, value)


def estimate_of(stakes: Stakes, name: Input) -> Estimate:
    """An input by its name; 0 where the file does not say it."""
    estimate: Estimate | None = getattr(stakes, name)
    return estimate or NOTHING


def is_certain(estimate: Estimate) -> bool:
    """Whether nothing is left open."""
    return estimate.low == estimate.high


def likely(stakes: Stakes) -> dict[Input, Amount]:
    """Every input at its most likely."""
    return {name: estimate_of(stakes, name).likely for name in INPUTS}


def costed(stakes: Stakes) -> bool:
    """Whether the cost of a plan is counted."""
    by_days = estimate_of(stakes, "days").high > 0 and estimate_of(stakes, "day_rate").high > 0
    return by_days or estimate_of(stakes, "other_cost").high > 0


def with_plan(stakes: Stakes, days: int | None) -> Stakes:
    """The same with the person-days of a plan, where the file gives a day rate and no days."""
    if days is None or stakes.days is not None or stakes.day_rate is None:
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
        stay = stay * (at["retained"] + at["uplift"])
        leave = leave * at["retained"]
        factor = factor * (1 + at["discount_rate"])
        kept = at["customers"] * (stay - leave)
        keeping = kept * at["margin"]
        buying = at["customers"] * stay * at["cross_uplift"] * at["cross_margin"]
        contacts = at["contacts"] * at["fewer"] * at["cost_per_contact"]
        yield Year(year, kept, keeping, buying, contacts, (keeping + buying + contacts) / factor)


def cost(at: Mapping[Input, Amount]) -> Amount:
    """What the plan costs at some inputs."""
    return at["days"] * at["day_rate"] + at["other_cost"]


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
    open_ = [(name, estimate) for name in INPUTS if not is_certain(estimate := estimate_of(stakes, name))]
    moved = [_driver(stakes, name, estimate) for name, estimate in open_]
    return tuple(sorted(moved, key=lambda driver: -driver.swing))


def _driver(stakes: Stakes, name: Input, estimate: Estimate) -> Driver:
    at_ends = (_net_with(stakes, name, end) for end in (estimate.low, estimate.high))
    return Driver(name, estimate.low, estimate.high, *at_ends)


def _net_with(stakes: Stakes, name: Input, value: float) -> float:
    worth: float = net(stakes, {**likely(stakes), name: value})
    return worth


def break_even_of(stakes: Stakes) -> Literal["uplift", "fewer"]:
    """The input whose break-even is looked for: of contacts alone it is the share that falls away."""
    return "fewer" if stakes.customers is None else "uplift"


def break_even(stakes: Stakes) -> float | None:
    """The uplift, or the share of contacts, at which the value is 0, all else at its most likely.

    0 where nothing is needed, None where nothing is enough. Found by halving: the value rises with it.
    """
    name = break_even_of(stakes)
    low, high = 0.0, 1 - estimate_of(stakes, "retained").likely
    if _net_with(stakes, name, low) >= 0:
        return low
    if _net_with(stakes, name, high) < 0:
        return None
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _net_with(stakes, name, middle) < 0:
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
    which on it pays, a share (None: at none); of contacts alone that of them which falls away, as `break_even_of` says.
    `cost` is that of the plan at the likely inputs, None where it is not
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
    break_even_of: Literal["uplift", "fewer"]
    drivers: tuple[Driver, ...]


def value_of(stakes: Stakes, spread: Spread) -> Value:
    """The value of some inputs, of which the percentiles are drawn already."""
    return Value(
        currency=stakes.currency,
        years=stakes.years,
        discount_rate=stakes.discount_rate.likely,
        p10=spread.p10,
        p50=spread.p50,
        p90=spread.p90,
        below_zero=spread.below_zero,
        likely=net(stakes, likely(stakes)),
        cost=cost(likely(stakes)) if costed(stakes) else None,
        break_even=break_even(stakes),
        break_even_of=break_even_of(stakes),
        drivers=drivers(stakes),
    )
