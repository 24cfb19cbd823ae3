"""Own units: whether maturity and what customers say go together, as a document."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import rounded, say
from cxmaturity.domain.outcomes.link import Link
from cxmaturity.domain.outcomes.variants import VARIANTS
from cxmaturity.reports.build.common import cell, paragraph, row
from cxmaturity.reports.build.drawing import pictured
from cxmaturity.reports.build.sheet import Sheet
from cxmaturity.reports.document.blocks import Block, Column, Document, Part, Picture, Table
from cxmaturity.reports.pictures.scatter import Axes, Mark, scatter
from cxmaturity.reports.pictures.svg import Head
from cxmaturity.reports.words.outcomes import valued

TITLE = "Maturity and outcomes of own units"
CHANCE = 0.05
"""Below which p a link is called one."""
NO_CAUSE = (
    "It shows what goes together in these units, and no cause: what makes one better may make the other so, too. They"
    " are your own units, and no sample of others."
)


def links_document(links: Sequence[Link], *, drawn: bool = True) -> Document:
    """The links over the units of a folder; without `drawn` none is pictured, for a terminal."""
    sheet = Sheet("links", "", TITLE, TITLE, "", "", _finding(links))
    each = (Part("link", _id(link), link.title, tuple(_blocks(link, drawn=drawn))) for link in links)
    return sheet.document((*each, sheet.part("method", "Method", (paragraph(NO_CAUSE),))))


def _id(link: Link) -> str:
    return f"link.{link.questionnaire}.{link.measure}"


def _finding(links: Sequence[Link]) -> str:
    clear = sum(link.p is not None and link.p < CHANCE for link in links)
    return say("{n:word} of {all:word} {all|link|links} can be told from chance.", n=clear, all=len(links))


def link_said(link: Link) -> str:
    """Whether an index and a measure go together, in a sentence."""
    if link.rho is None or link.p is None:
        return say("{title} and the index of {questionnaire}: {reason}.", **_names(link), reason=link.reason)
    counted = "all permutations" if not link.draws else say("{n} random permutations", n=link.draws)
    if link.p >= CHANCE:
        sentence = (
            "Over {n} units no link of {title} and the index of {questionnaire} can be told from chance: {numbers}."
        )
    elif link.rho > 0:
        sentence = "Over {n} units {title} is higher where the index of {questionnaire} is: {numbers}."
    else:
        sentence = "Over {n} units {title} is lower where the index of {questionnaire} is higher: {numbers}."
    numbers = "Spearman's rho is {rho}, p {p}, by {counted}"
    rho = rounded(link.rho, 2).replace("-", "−")
    return say(sentence, **_names(link), n=link.n, numbers=say(numbers, rho=rho, p=_p(link.p), counted=counted))


def _names(link: Link) -> dict[str, str]:
    return {"title": link.title, "questionnaire": link.questionnaire}


def _p(p: float) -> str:
    return "below 0.001" if p < 0.001 else say("= {p}", p=rounded(p, 3))


def _blocks(link: Link, *, drawn: bool) -> Iterator[Block]:
    table, lead = _table(link), paragraph(link_said(link), "lead")
    if drawn and link.rho is not None:  # the picture says it
        yield _picture(link, table)
        return
    yield from [lead] if lead else []
    yield from [table] if link.units else []


def _value(link: Link, value: float) -> str:
    return valued(VARIANTS[link.variant], value)


def _picture(link: Link, table: Table) -> Picture:
    indices, values = [unit.index for unit in link.units], [unit.value for unit in link.units]
    says = "Each unit by its index, to the right, and the value of the measure, upwards."
    head = Head(f"{_id(link)}.picture", link_said(link).removesuffix("."), says)
    marks = [Mark(unit.name, unit.index, unit.value) for unit in link.units]
    axes = Axes(
        x=say("Index of {questionnaire}", questionnaire=link.questionnaire),
        y=link.title,
        x_ends=(rounded(min(indices)), rounded(max(indices))),
        y_ends=(_value(link, min(values)), _value(link, max(values))),
    )
    return pictured(head, scatter(head, marks, axes), (), table)


def _table(link: Link) -> Table:
    columns = (Column("Unit", share=3), Column("Index", numbers=True), Column(link.title, numbers=True, share=2))
    rows = (
        row(
            cell(unit.name),
            cell(rounded(unit.index), unit.index),
            cell(_value(link, unit.value), unit.value),
        )
        for unit in sorted(link.units, key=lambda unit: -unit.index)
    )
    return Table(f"{_id(link)}.table", "", columns, tuple(rows))
