"""Measures in figures as blocks: a table of all, and of each its groups and periods, and its months."""

from collections.abc import Iterable, Iterator

from cxmaturity.domain.language import say, short_month
from cxmaturity.domain.outcomes.figures import Figure, Figures, MeasureFigures
from cxmaturity.reports.build.common import cell, paragraph, row
from cxmaturity.reports.build.drawing import pictured
from cxmaturity.reports.document.blocks import Block, Bullets, Column, Picture, Row, Table
from cxmaturity.reports.pictures.run_chart import Middle, Point, run_chart
from cxmaturity.reports.pictures.svg import Head
from cxmaturity.reports.words.outcomes import MeasureWords, group_name

MOST_DIFFERENCES = 6
"""How many differences a document names; JSON has all."""


def measures_table(figures: Figures, id_: str) -> Table:
    """A line for each measure: what it is, its value, its interval, and of how many answers."""
    columns = (
        Column("Measure", share=3),
        Column("Variant", share=3),
        Column("Value", numbers=True, share=2),
        Column("95 % interval", numbers=True, share=3),
        Column("Answers", numbers=True, share=2),
    )
    rows = []
    for measure in figures.measures:
        words = MeasureWords(measure)
        rows.append(
            row(
                cell(measure.title, measure.id),
                cell(words.variant.title, measure.variant),
                cell(words.value(measure.value), measure.value),
                cell(words.interval(measure.low, measure.high)),
                cell(say("{n}", n=measure.n), measure.n),
            )
        )
    return Table(id_, "", columns, tuple(rows))


def measure_blocks(measure: MeasureFigures, at: str, *, drawn: bool = True) -> Iterator[Block]:
    """All that is said of a measure; `at` begins the ids of its blocks."""
    words = MeasureWords(measure)
    yield from _there(paragraph(words.stands(), "lead"), paragraph(words.about()), paragraph(words.pairs()))
    for number, by in enumerate(dict.fromkeys(segment.by for segment in measure.by), 1):
        named = [(group_name(each.name), each) for each in measure.by if each.by == by]
        yield _figures_table(f"{at}.by-{number}", by, named, words)
    if measure.periods:
        named_ = [(words.period(each.name), each) for each in measure.periods]
        yield _figures_table(f"{at}.periods", "Period", named_, words)
    yield from differences(words)
    yield from _there(run_chart_picture(words, at) if drawn else None)
    notes = (words.shift(), words.hidden_months(), words.left_out(), words.formula())
    yield from _there(*(paragraph(note, "" if note is notes[0] else "small") for note in notes))


def differences(words: MeasureWords) -> Iterator[Block]:
    """The differences, those between periods first, then those that can be seen, the widest first."""
    order = sorted(words.measure.differences, key=lambda each: (each.by is not None, not each.clear, -abs(each.value)))
    if order:
        yield Bullets(tuple(words.difference(each) for each in order[:MOST_DIFFERENCES]))
    left = len(order) - MOST_DIFFERENCES
    if left > 0:
        yield from _there(paragraph(say("And {n:word} more, which --format json has.", n=left), "small"))


def run_chart_picture(words: MeasureWords, at: str) -> Picture | None:
    """The measure by month; none where fewer than two months can be shown."""
    chart = words.measure.run_chart
    if chart is None or chart.centre is None or sum(each.value is not None for each in chart.months) < 2:
        return None
    shifted = _shifted(words.measure)
    points = [Point(short_month(f"{each.month}-01"), each.value, each.month in shifted) for each in chart.months]
    values = [each.value for each in chart.months if each.value is not None]
    middle = say("middle: {value}", value=words.value(chart.centre))
    ends = words.value(min(values)), words.value(max(values))
    says = say(
        "{title} by month, from {low} to {high}, around {centre}. {shift}",
        title=words.measure.title,
        low=ends[0],
        high=ends[1],
        centre=words.value(chart.centre),
        shift=words.shift(),
    )
    head = Head(f"{at}.run-chart", say("{title} by month", title=words.measure.title), says)
    return pictured(head, run_chart(head, points, Middle(chart.centre, middle, *ends)))


def _shifted(measure: MeasureFigures) -> set[str]:
    """The months of the longest run, where it is too long."""
    chart = measure.run_chart
    if chart is None or chart.since is None or chart.centre is None:
        return set()
    centre = chart.centre
    later = [each for each in chart.months if each.month >= (chart.since or "") and each.value is not None]
    above = (later[0].value or 0) > centre
    run: set[str] = set()
    for each in later:
        if each.value is not None and each.value != centre and (each.value > centre) != above:
            break
        run.add(each.month)
    return run


def _figures_table(id_: str, title: str, named: Iterable[tuple[str, Figure]], words: MeasureWords) -> Table:
    columns = (
        Column(title, share=3),
        Column("Value", numbers=True, share=2),
        Column("95 % interval", numbers=True, share=3),
        Column("Answers", numbers=True, share=2),
    )
    return Table(id_, "", columns, tuple(_row(name, figure, words) for name, figure in named))


def _row(name: str, figure: Figure, words: MeasureWords) -> Row:
    return row(
        cell(name),
        cell(words.value(figure.value), figure.value),
        cell(words.interval(figure.low, figure.high)),
        cell(say("{n}", n=figure.n), figure.n),
    )


def _there(*blocks: Block | None) -> Iterator[Block]:
    yield from (block for block in blocks if block is not None)
