"""What customers say, as parts of a report: one picture, a table, three findings; in the annex every figure."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.claims import acting, clashes
from cxmaturity.domain.crosswalk import Crosswalk, Place
from cxmaturity.domain.language import NOTHING, rounded, say, shortened
from cxmaturity.domain.outcomes.figures import MeasureFigures
from cxmaturity.domain.outcomes.reported import Reported
from cxmaturity.domain.outcomes.sample import Measure
from cxmaturity.reports.build.common import cell, fitting, further, group, paragraph, row, stands
from cxmaturity.reports.build.drawing import pictured
from cxmaturity.reports.build.measures import measure_blocks, run_chart_picture
from cxmaturity.reports.build.room import WHOLE, Room
from cxmaturity.reports.document.blocks import Block, Bullets, Cell, Column, Key, Part, Picture, Row, Span, Table, Words
from cxmaturity.reports.pictures.gaps import EXPECTED, PERCEIVED, Gap, gaps
from cxmaturity.reports.pictures.svg import Head
from cxmaturity.reports.view.customers import ActingView, CustomersView, MeasureView
from cxmaturity.reports.view.report import Section, View
from cxmaturity.reports.words.customers import CUSTOMERS, clash_view, findings
from cxmaturity.reports.words.fit import in_order
from cxmaturity.reports.words.outcomes import MeasureWords, finding

MOST_MEASURES, MEASURE_WORDS = 8, 200
MOST_ACTING = 3
FINDING_WORDS = 100
"""How many measures, and practices of one, the body has, and in how many words; the annex has all."""
MOST_LETTERS = 60
"""How long the name of a measure is there."""


def with_customers(
    view: View, assessments: Sequence[Assessment], crosswalk: Crosswalk | None, reported: Reported
) -> View:
    """The view with what customers say, and with the claims that they do not bear out among what does not fit."""
    if not reported.measures:
        return view
    named = [(measure, replace(each, title=shortened(each.title, MOST_LETTERS))) for measure, each in reported.pairs]
    short = replace(reported.figures, measures=tuple(each for _, each in named))
    met = list(clashes(named, assessments, crosswalk))
    placed = {id(assessment): section for section, assessment in zip(view.sections, assessments, strict=True)}
    misfits = tuple(
        clash_view(clash, placed[id(clash.assessment)].anchor, placed[id(clash.assessment)].title) for clash in met
    )
    questionnaires = [assessment.questionnaire for assessment in assessments]
    customers = CustomersView(
        lead=finding(short),
        findings=findings(short.measures, met),
        measures=tuple(
            _measure(view.sections, figures, acting(measure, questionnaires, crosswalk))
            for measure, figures in reported.pairs
        ),
        scale=_scale(reported.measures),
    )
    return replace(view, outcomes=customers, contradictions=in_order((*view.contradictions, *misfits)))


def _measure(sections: Sequence[Section], figures: MeasureFigures, places: Sequence[Place]) -> MeasureView:
    words = MeasureWords(figures)
    return MeasureView(
        figures=figures,
        value_said=words.value(figures.value),
        interval_said=words.interval(figures.low, figures.high),
        n_said=say("{n}", n=figures.n),
        expected_said="" if figures.expectation is None else rounded(figures.expectation, 2),
        perceived_said="" if figures.perception is None else rounded(figures.perception, 2),
        acting=tuple(
            ActingView(section.anchor, section.title, practice.id, practice.title, stands(practice))
            for place in places
            for section in sections
            if section.questionnaire_id == place.questionnaire
            for practice in section.practices
            if practice.id == place.id
        ),
    )


def _scale(measures: Sequence[Measure]) -> tuple[float, float] | None:
    """The ends of the scale that all pairs share."""
    scales = {measure.scale for measure in measures if measure.formula.paired}
    only = scales.pop() if len(scales) == 1 else None
    return (float(only[0]), float(only[1])) if only else None


def customers_part(customers: CustomersView, at: str, room: Room = WHOLE) -> Part:
    """The part of the body; `at` is the id of what it stands in."""
    blocks = tuple(block for block in _blocks(customers, at, room) if block is not None)
    return Part("customers", f"{at}.customers", CUSTOMERS, blocks)


def customers_annex(customers: CustomersView, at: str) -> Part:
    """The part of the annex: every measure with its groups, periods and months."""
    blocks = tuple(block for block in _in_full(customers, at) if block is not None)
    return Part("customers_figures", f"{at}.customers-figures", "What customers say, in figures", blocks)


def _blocks(customers: CustomersView, at: str, room: Room) -> Iterator[Block | None]:
    yield paragraph(customers.lead, "lead")
    shown, _ = fitting(customers.findings, len(customers.findings), FINDING_WORDS, room.lists)
    yield Bullets(tuple(shown), ordered=True) if shown else None
    yield _picture(customers, at)
    rows, left = fitting([_row(measure) for measure in customers.measures], MOST_MEASURES, MEASURE_WORDS, room.lists)
    columns = (
        Column("Measure", share=3),
        Column("Value", numbers=True, share=2),
        Column("95 % interval", numbers=True, share=2),
        Column("Answers", numbers=True),
        Column("Practices that act on it", share=4),
    )
    caption = "What customers say, beside the practices that act on it; each number is rounded by itself"
    yield Table(f"{at}.customers-table", caption, columns, tuple(rows))
    yield further(left)
    to = f"{at}.customers-figures"
    yield paragraph((Span("Groups, periods, months and formulas are in the annex.", to=to),), "small")


def _row(measure: MeasureView) -> Row:
    expected, perceived = measure.expected_said, measure.perceived_said
    pairs = say("expected {expected}, perceived {perceived}", expected=expected, perceived=perceived)
    return row(
        cell(shortened(measure.figures.title, MOST_LETTERS), measure.figures.id),
        cell(measure.value_said, measure.figures.value, pairs if expected else ""),
        cell(measure.interval_said),
        cell(measure.n_said, measure.figures.n),
        Cell(_acting(measure.acting[:MOST_ACTING]) or NOTHING, note=_more(len(measure.acting) - MOST_ACTING)),
    )


def _more(left: int) -> str:
    return say("and {n:word} more", n=left) if left > 0 else ""


def _acting(practices: Sequence[ActingView]) -> Words:
    spans: list[Span] = []
    for practice in practices:
        spans += [Span("; ")] if spans else []
        spans.append(Span(practice.title, to=f"{practice.anchor}.{practice.practice}"))
        spans.append(Span(f" ({practice.stands})"))
    return tuple(spans)


def _picture(customers: CustomersView, at: str) -> Picture | None:
    """What is expected and perceived, where pairs share a scale; else the first measure that has months."""
    pairs = [measure for measure in customers.measures if measure.expected_said]
    if pairs and customers.scale:
        return _gaps(pairs, customers.scale, at)
    charts = [MeasureWords(measure.figures) for measure in customers.measures]
    shifted = sorted(charts, key=lambda words: not (words.measure.run_chart and words.measure.run_chart.shift))
    return next(filter(None, (run_chart_picture(words, f"{at}.customers") for words in shifted)), None)


def _gaps(pairs: Sequence[MeasureView], scale: tuple[float, float], at: str) -> Picture:
    low, high = scale

    def share(value: float | None) -> float:
        return ((value or 0) - low) / (high - low)

    rows = [
        Gap(
            measure.figures.title,
            share(measure.figures.expectation),
            share(measure.figures.perception),
            measure.value_said,
            clear=_clear(measure.figures),
        )
        for measure in pairs[:MOST_MEASURES]
    ]
    n = sum(_clear(measure.figures) and (measure.figures.value or 0) < 0 for measure in pairs)
    sentence = "In {n:word} of {pairs:word} {pairs|measure|measures} customers clearly perceive less than they expect"
    title = say(sentence, n=n, pairs=len(pairs))
    says = (
        "What is expected and what is perceived on one scale; a thick line is a gap that is more than chance. The table"
        " has the numbers."
    )
    head = Head(f"{at}.gaps", title, says)
    ends = (say("{end}, the lowest", end=rounded(low)), say("{end}, the highest", end=rounded(high)))
    legend = (Key(EXPECTED, "", "expected"), Key(PERCEIVED, "", "perceived"))
    return pictured(head, gaps(head, rows, ends), legend)


def _clear(figures: MeasureFigures) -> bool:
    return figures.low is not None and figures.high is not None and (figures.high < 0 or figures.low > 0)


def _in_full(customers: CustomersView, at: str) -> Iterator[Block | None]:
    for measure in customers.measures:
        figures = measure.figures
        blocks: list[Block | None] = list(measure_blocks(figures, f"{at}.measure.{figures.id}"))
        if measure.acting:
            blocks.append(paragraph((Span("Practices that act on it: "), *_acting(measure.acting), Span("."))))
        yield group(figures.title, blocks)
