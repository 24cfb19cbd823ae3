"""What customers say, as a document: every measure with its interval, its groups and periods, and its months."""

from collections.abc import Iterator

from cxmaturity.domain.language import day, say
from cxmaturity.domain.outcomes.figures import Figures, MeasureFigures
from cxmaturity.reports.build.common import paragraph
from cxmaturity.reports.build.measures import measure_blocks, measures_table
from cxmaturity.reports.build.sheet import Sheet
from cxmaturity.reports.build.worth import worth_annex, worth_part
from cxmaturity.reports.document.blocks import Block, Document, Part
from cxmaturity.reports.view.worth import WorthView
from cxmaturity.reports.words.outcomes import finding

TITLE = "What customers say"


def outcomes_document(figures: Figures, worth: WorthView | None = None, *, drawn: bool = True) -> Document:
    """The figures of a file of outcomes, and what is at stake, where it says so; for a terminal nothing is `drawn`."""
    sheet = Sheet(
        "outcomes", "", figures.organisation or TITLE, TITLE, day(figures.date), figures.date, finding(figures)
    )
    measured = (
        sheet.part("measures", "The measures", (measures_table(figures, "outcomes.measures-table"),)),
        *(
            Part("measure", f"measure.{measure.id}", measure.title, _blocks(measure, drawn=drawn))
            for measure in figures.measures
        ),
        sheet.part("method", "Method", _method(figures)),
    )
    at_stake = (worth_part(worth, sheet.name, drawn=drawn), worth_annex(worth, sheet.name)) if worth else ()
    return sheet.document((*(measured if figures.measures else ()), *at_stake))


def _blocks(measure: MeasureFigures, *, drawn: bool) -> tuple[Block, ...]:
    return tuple(measure_blocks(measure, f"measure.{measure.id}", drawn=drawn))


def _method(figures: Figures) -> Iterator[Block | None]:
    sentence = (
        "Intervals are at 95 %; those of means by {draws} bootstrap draws. Of many differences that are looked at, one"
        " in twenty is there by chance. docs/outcomes.md has each formula and its source."
    )
    yield paragraph(say(sentence, draws=figures.draws), "small")
