"""The arithmetic behind a value at stake, line by line, to be redone on paper."""

from collections.abc import Iterator

from cxmaturity.domain.language import cents, counted_plain, grouped, percent
from cxmaturity.domain.outcomes.stakes import Stakes
from cxmaturity.domain.outcomes.value import Amount, Input, Value, cost, costed, likely, yearly
from cxmaturity.domain.outcomes.value_words import (
    NAMES,
    NOT,
    NOTHING_OPEN,
    SIGNS,
    estimate_said,
    exact,
    formula,
    formula_said,
    given,
    input_said,
    pays,
)

VALUE = "value"
"""What asks for these lines, where a practice or a dimension could stand."""


def value_lines(stakes: Stakes, value: Value, draws: int, seed: int) -> Iterator[str]:
    """Every line of a value: its formula, inputs, years, draws, drivers and break-even."""
    yield f"value = {_exact(value.likely, value)}, at the likely inputs"
    yield formula(stakes)
    yield formula_said(stakes)
    for name in given(stakes):
        yield f"  {SIGNS[name]} = {estimate_said(stakes, name)}: {NAMES[name][0].lower()}{NAMES[name][1:]}"
    yield f"  t = 1 to {stakes.years}: the horizon is {counted_plain(stakes.years, 'year')}, and nothing follows it"
    yield ""
    yield from _years(stakes, value)
    yield ""
    yield from _draws(value, draws, seed)
    yield from _drivers(value)
    yield _break_even(stakes, value)
    yield ""
    yield NOT


def _years(stakes: Stakes, value: Value) -> Iterator[str]:
    at = likely(stakes)
    inside = set(given(stakes))
    n, m, r, u, d = (
        exact(at[name] + (name == "discount_rate"))
        for name in ("customers", "margin", "retained", "uplift", "discount_rate")
    )
    total = 0.0
    for year in yearly(stakes, at):
        t = year.year
        total += year.discounted
        parts = []
        if "customers" in inside:
            more = f"{n} x (({r} + {u})^{t} - {r}^{t}) = {grouped(year.kept, 4)}"
            yield f"year {t}: {more}, customers kept who would have left"
            parts.append(f"{grouped(year.kept, 4)} x {m}")
        if "cross_uplift" in inside:
            parts.append(f"{n} x ({r} + {u})^{t} x {_product(at, 'cross_uplift', 'cross_margin')}")
        if "contacts" in inside:
            parts.append(_product(at, "contacts", "fewer", "cost_per_contact"))
        brings = cents(year.keeping + year.buying + year.contacts)
        begin = "  they bring" if "customers" in inside else f"year {t}: contacts that fall away bring"
        yield f"{begin} {' + '.join(parts)} = {brings}"
        yield f"  as of today {brings} / {d}^{t} = {cents(year.discounted)}"
    yield f"all years: {cents(total)}"
    if costed(stakes):
        parts = [_product(at, "days", "day_rate")] if "days" in inside else []
        parts += [_product(at, "other_cost")] if "other_cost" in inside else []
        yield f"cost of the plan: {' + '.join(parts)} = {cents(cost(at))}"
        yield f"value = {cents(total)} - {cents(cost(at))} = {_exact(value.likely, value)}"


def _product(at: dict[Input, Amount], *names: Input) -> str:
    return " x ".join(exact(at[name]) for name in names)


def _draws(value: Value, draws: int, seed: int) -> Iterator[str]:
    if not value.drivers:
        yield NOTHING_OPEN
        return
    yield f"Of {draws:,} draws (seed {seed}), each uncertain input from a triangular distribution between its ends:"
    for name, amount in (("P10", value.p10), ("P50", value.p50), ("P90", value.p90)):
        yield f"  {name} = {_exact(amount, value)}"
    yield f"  below 0: {percent(value.below_zero)} of the draws"


def _drivers(value: Value) -> Iterator[str]:
    if value.drivers:
        yield "Each uncertain input from its low to its high end, all others as likely, the one that moves most first:"
    for driver in value.drivers:
        low, high = (input_said(driver.input, end, value.currency) for end in (driver.low, driver.high))
        at_low, at_high = cents(driver.value_at_low), cents(driver.value_at_high)
        moved = f"value from {at_low} to {at_high}, {cents(driver.swing)} apart"
        yield f"  {SIGNS[driver.input]} from {low} to {high}: {moved}"


def _break_even(stakes: Stakes, value: Value) -> str:
    if value.cost is None or not value.break_even:
        return f"break-even: {pays(value)}"
    at = f"{SIGNS[value.break_even_of]} = {grouped(value.break_even, 6)}"
    rate = f"r = {grouped(stakes.retained.likely, 6)} and " if stakes.retained else ""
    return f"break-even: value = 0 at {at}, with {rate}all else as likely. {pays(value)}"


def _exact(amount: float, value: Value) -> str:
    text = f"{value.currency} {cents(abs(amount))}".lstrip()
    return f"−{text}" if amount < 0 else text
