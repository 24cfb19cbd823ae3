"""From a value at stake to what reports say of it."""

from cxmaturity.domain.language import NOTHING, grouped, money, say
from cxmaturity.domain.outcomes import value_words as words
from cxmaturity.domain.outcomes.stakes import Stakes
from cxmaturity.domain.outcomes.value import Driver, Input, Value, Year, estimate_of, likely, yearly
from cxmaturity.reports.view.worth import DriverView, InputView, WorthView, YearView


def worth_view(stakes: Stakes, value: Value, draws: int, seed: int, *, beside_answers: bool = True) -> WorthView:
    """The view of a value, which is that of these stakes; its percentiles are those of so many draws from a seed.

    `beside_answers`: whether it stands beside answers, whose plan would say how many days it takes.
    """
    sentence = (
        "The range is that of {draws} draws (seed {seed}) of the inputs that are open, each from a triangular"
        " distribution between its ends."
    )
    return WorthView(
        value=value,
        headline=words.headline(value),
        short=words.short(value),
        pays=words.pays(value),
        risk=words.risk(value),
        moves_most=words.moves_most(value),
        formula=words.formula(stakes),
        formula_said=words.formula_said(stakes),
        not_said=words.NOT,
        uncounted=words.uncounted(stakes, beside_answers=beside_answers),
        draws_said=say(sentence, draws=draws, seed=seed) if value.drivers else words.NOTHING_OPEN,
        p10_said=money(value.p10, value.currency),
        p50_said=money(value.p50, value.currency),
        p90_said=money(value.p90, value.currency),
        likely_said=money(value.likely, value.currency),
        cost_said=NOTHING if value.cost is None else money(value.cost, value.currency),
        break_even_said=words.break_even_said(value),
        inputs=tuple(_input(stakes, name) for name in words.given(stakes)),
        years=tuple(_year(year, value.currency) for year in yearly(stakes, likely(stakes))),
        drivers=tuple(_driver(driver, value.currency) for driver in value.drivers),
    )


def _input(stakes: Stakes, name: Input) -> InputView:
    estimate = estimate_of(stakes, name)
    return InputView(
        input=name,
        sign=words.SIGNS[name],
        name=words.NAMES[name],
        low=estimate.low,
        likely=estimate.likely,
        high=estimate.high,
        said=words.estimate_said(stakes, name),
        likely_said=words.input_said(name, estimate.likely, stakes.currency),
    )


def _year(year: Year, currency: str) -> YearView:
    brings = year.keeping + year.buying + year.contacts
    return YearView(
        year=year.year,
        kept=year.kept,
        kept_said=grouped(year.kept, 0),
        brings=brings,
        brings_said=money(brings, currency),
        discounted=year.discounted,
        discounted_said=money(year.discounted, currency),
    )


def _driver(driver: Driver, currency: str) -> DriverView:
    return DriverView(
        input=driver.input,
        name=words.NAMES[driver.input],
        low=driver.low,
        low_said=words.input_said(driver.input, driver.low, currency),
        high=driver.high,
        high_said=words.input_said(driver.input, driver.high, currency),
        value_at_low=driver.value_at_low,
        at_low_said=money(driver.value_at_low, currency),
        value_at_high=driver.value_at_high,
        at_high_said=money(driver.value_at_high, currency),
    )
