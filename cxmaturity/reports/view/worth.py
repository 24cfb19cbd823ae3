"""A value at stake, as templates and machines see it: every number with its text beside it."""

from msgspec import Struct

from cxmaturity.domain.outcomes.value import Value


class InputView(Struct, frozen=True):
    """An input of the formula: its sign there, and its ends; `said` is the likely one, with its ends if they differ."""

    input: str
    sign: str
    name: str
    low: float
    likely: float
    high: float
    said: str
    likely_said: str


class YearView(Struct, frozen=True):
    """A year at the likely inputs: customers kept who would have left, what all brings, and that as of today."""

    year: int
    kept: float
    kept_said: str
    brings: float
    brings_said: str
    discounted: float
    discounted_said: str


class DriverView(Struct, frozen=True):
    """An uncertain input: its ends, and the value at each of them while all others are as likely."""

    input: str
    name: str
    low: float
    low_said: str
    high: float
    high_said: str
    value_at_low: float
    at_low_said: str
    value_at_high: float
    at_high_said: str


class WorthView(Struct, frozen=True):
    """What the plan is worth: the value itself, sentences on it (empty where there is nothing to say), and its parts.

    `headline` says the range with the horizon and the rate, `short` that and `pays` where there is little room,
    `pays` from which uplift on it pays, `risk` how often it does not, `moves_most` which input matters most, `not_said`
    what it is not, `uncounted` that the days of a plan are missing.
    """

    value: Value
    headline: str
    short: str
    pays: str
    risk: str
    moves_most: str
    formula: str
    formula_said: str
    not_said: str
    uncounted: str
    draws_said: str
    p10_said: str
    p50_said: str
    p90_said: str
    likely_said: str
    cost_said: str
    break_even_said: str
    inputs: tuple[InputView, ...]
    years: tuple[YearView, ...]
    drivers: tuple[DriverView, ...]
