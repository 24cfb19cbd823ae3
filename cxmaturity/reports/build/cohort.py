"""Where an organisation stands among others, as a document."""

from collections.abc import Iterator

from cxmaturity.domain.change.cohort import LEAST, Cohort, Compared, Percentile
from cxmaturity.domain.language import NOTHING, day, rounded, say
from cxmaturity.reports.build.common import cell, paragraph, part, row
from cxmaturity.reports.build.sheet import Sheet
from cxmaturity.reports.document.blocks import Block, Column, Document, Part, Row, Table
from cxmaturity.reports.view.report import Section


def cohort_document(cohort: Cohort, title: str) -> Document:
    """The document of a cohort; `title` is that of the questionnaire."""
    organisation, iso = (cohort.answers.organisation, cohort.answers.date) if cohort.answers else ("", "")
    heading = organisation or say("{n} assessments", n=cohort.others)
    sheet = Sheet("cohort", title, heading, "Among others", day(iso), iso, _finding(cohort))
    return sheet.document(
        (
            sheet.part("stand", "Among others", _stand(sheet.finding, "headline")),
            sheet.part("profile", "Index among the others", _indices(cohort, sheet.name)),
            sheet.part("stages", "Stages of the others", _stages(cohort, sheet.name)),
        )
    )


def cohort_part(section: Section, cohort: Cohort) -> Part:
    """Where an organisation stands among others, as a part of the annex of a report."""
    blocks = (*_stand(_finding(cohort), "lead"), *_indices(cohort, section.anchor), *_stages(cohort, section.anchor))
    return part(section, "cohort", "Among others", blocks)


def _finding(cohort: Cohort) -> str:
    """Where the whole stands, in a sentence."""
    whole = cohort.whole
    if whole.median is None:
        return say("Fewer than {n:word} of the others have an index.", n=LEAST)
    if whole.percentile is None:
        return say("The median index of {n} others is {median}.", n=whole.n, median=rounded(whole.median))
    return say(
        "The index of {index} is at percentile {percentile} of {n} others, whose median is {median}.",
        n=whole.n,
        percentile=_percentile(whole.percentile),
        index=rounded(whole.index),
        median=rounded(whole.median),
    )


def _percentile(percentile: Percentile) -> str:
    """A percentile as a whole number, or the range that open answers leave."""
    low, high = rounded(percentile.low, 0), rounded(percentile.high, 0)
    if low == high:
        return low
    return say("{low} to {high}", low=low, high=high)


def _stand(finding: str, style: str) -> Iterator[Block | None]:
    yield paragraph(finding, style)
    yield paragraph(
        "A percentile is the share of the others that stand lower, and half of those that stand the same. It is a range"
        " where your own answers are open. These are the files in your folder: they are no sample of a market.",
        "small",
    )


def _indices(cohort: Cohort, at: str) -> Iterator[Block | None]:
    columns = (
        Column("Index", share=3),
        Column("Others", numbers=True),
        Column("Quartiles", numbers=True, share=2),
        Column("Yours", numbers=True),
        Column("Percentile", numbers=True),
    )
    yield Table(f"{at}.cohort-table", "", columns, tuple(map(_line, (cohort.whole, *cohort.dimensions))))


def _line(compared: Compared) -> Row:
    quartiles = (compared.lower_quartile, compared.median, compared.upper_quartile)
    middle = " / ".join(map(rounded, quartiles)) if compared.median is not None else NOTHING
    return row(
        cell(compared.name or "Everything together", compared.dimension),
        cell(str(compared.n), compared.n),
        cell(middle, compared.median),
        cell(rounded(compared.index), compared.index),
        cell(_percentile(compared.percentile) if compared.percentile else NOTHING),
    )


def _stages(cohort: Cohort, at: str) -> Iterator[Block | None]:
    columns = (Column("Stage", share=3), Column("Others", numbers=True))
    rows = [row(cell(stage.name, stage.id), cell(str(stage.n), stage.n)) for stage in cohort.stages]
    yield Table(f"{at}.stages-table", "", columns, tuple(rows))
