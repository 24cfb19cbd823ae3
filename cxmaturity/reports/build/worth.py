"""What it is worth: the value at stake as a part of a report, its picture, and in the annex all that it rests on."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import say
from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.build.common import cell, group, paragraph, row
from cxmaturity.reports.build.drawing import pictured
from cxmaturity.reports.document.blocks import Block, Column, Facts, Key, Part, Picture, Span, Table
from cxmaturity.reports.pictures.svg import Head
from cxmaturity.reports.pictures.tornado import HIGH, LOW, Bar, Middle, tornado
from cxmaturity.reports.view.worth import DriverView, WorthView

TITLE = "What it is worth"
COMMAND = "cxmaturity explain ANSWERS value"
MOST_BARS = 5
"""How many inputs the picture has: those that move the value most; the annex has all."""


def worth_part(worth: WorthView, at: str, *, drawn: bool = True) -> Part:
    """The part of the body; `at` is the id of what it stands in. Without `drawn` a table stands for the picture."""
    blocks = tuple(block for block in _blocks(worth, at, drawn=drawn) if block is not None)
    return Part("worth", f"{at}.worth", TITLE, blocks)


def worth_annex(worth: WorthView, at: str, *, plans: int = 1) -> Part:
    """The part of the annex: the formula, its inputs, its years, and what prints every line with the days of a plan."""
    blocks = tuple(block for block in _in_full(worth, at, plans) if block is not None)
    return Part("worth_inputs", f"{at}.worth-inputs", "What the value rests on", blocks)


def _blocks(worth: WorthView, at: str, *, drawn: bool) -> Iterator[Block | None]:
    yield paragraph(worth.headline, "lead")
    yield paragraph(" ".join(filter(None, [worth.pays, worth.risk])))
    yield paragraph(worth.uncounted)
    yield _facts(worth)
    if worth.drivers:
        yield _picture(worth, at) if drawn else _drivers(worth.drivers[:MOST_BARS], f"{at}.tornado-table")
    yield paragraph(worth.formula_said)
    yield group("What it is not", [paragraph(worth.not_said)])
    rests = Span("What it rests on: the formula, its inputs and its years.", to=f"{at}.worth-inputs")
    yield paragraph((Span(f"{worth.draws_said} ".lstrip()), rests), "small")


def _facts(worth: WorthView) -> Facts:
    value = worth.value
    of = "rise of retention" if value.break_even_of == "uplift" else "contacts that fall away"
    costed = (Fact("Cost of the plan", worth.cost_said, value.cost, "at the start"),) if value.cost is not None else ()
    even = (Fact("Break-even", worth.break_even_said, value.break_even, of),) if value.cost is not None else ()
    estimate = next(each for each in worth.inputs if each.input == value.break_even_of)
    drawn = (
        Fact("P10", worth.p10_said, value.p10, "one in ten draws is below"),
        Fact("P50", worth.p50_said, value.p50, "half of them are"),
        Fact("P90", worth.p90_said, value.p90, "nine in ten are"),
    )
    return Facts(
        (
            *(drawn if value.drivers else ()),
            Fact("Likely", worth.likely_said, value.likely, "at the likely inputs"),
            *costed,
            *even,
            Fact("Estimate", estimate.likely_said, estimate.likely, say("{of}, the likely one", of=of)),
        )
    )


def _picture(worth: WorthView, at: str) -> Picture:
    """The inputs by how far they move the value."""
    says = "The value with each open input at its low and at its high end, all others as likely."
    head = Head(f"{at}.tornado", worth.moves_most.removesuffix("."), says)
    bars = [
        Bar(driver.name, driver.low_said, driver.high_said, driver.value_at_low, driver.value_at_high)
        for driver in worth.drivers[:MOST_BARS]
    ]
    middle = Middle(worth.value.likely, worth.likely_said, "0")
    legend = (Key(LOW, "", "towards the low end of the input"), Key(HIGH, "", "towards its high end"))
    return pictured(
        head, tornado(head, bars, middle), legend, _drivers(worth.drivers[:MOST_BARS], f"{at}.tornado-table")
    )


def _drivers(drivers: Sequence[DriverView], id_: str) -> Table:
    columns = (
        Column("Input", share=3),
        Column("From", numbers=True),
        Column("To", numbers=True),
        Column("Value at the low end", numbers=True, share=2),
        Column("Value at the high end", numbers=True, share=2),
    )
    rows = (
        row(
            cell(driver.name, driver.input),
            cell(driver.low_said, driver.low),
            cell(driver.high_said, driver.high),
            cell(driver.at_low_said, driver.value_at_low),
            cell(driver.at_high_said, driver.value_at_high),
        )
        for driver in drivers
    )
    return Table(id_, "The value at the ends of each open input", columns, tuple(rows))


def _in_full(worth: WorthView, at: str, plans: int) -> Iterator[Block | None]:
    yield paragraph((Span(worth.formula, "code"),))
    inputs = (row(cell(view.sign), cell(view.name, view.input), cell(view.said, view.likely)) for view in worth.inputs)
    of_inputs = (Column("In the formula"), Column("Input", share=3), Column("Likely, and from where to where", share=3))
    yield Table(f"{at}.inputs", "The inputs of the formula, as the outcomes file gives them", of_inputs, tuple(inputs))
    kept = any(each.input == "customers" for each in worth.inputs)
    years = (
        row(
            cell(say("Year {n}", n=year.year), year.year),
            *([cell(year.kept_said, year.kept)] if kept else []),
            cell(year.brings_said, year.brings),
            cell(year.discounted_said, year.discounted),
        )
        for year in worth.years
    )
    columns = (
        Column("Year"),
        *([Column("More customers kept", numbers=True, share=2)] if kept else []),
        Column("What the year brings", numbers=True, share=2),
        Column("As of today", numbers=True, share=2),
    )
    yield Table(f"{at}.years", "The years of the formula, at the likely inputs", columns, tuple(years))
    if len(worth.drivers) > MOST_BARS:
        yield _drivers(worth.drivers, f"{at}.drivers")
    if plans == 1:  # that command knows one
        yield paragraph((Span("Every line of it: "), Span(COMMAND, "code")), "small")
