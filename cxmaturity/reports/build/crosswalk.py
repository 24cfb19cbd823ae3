"""How questionnaires relate, as a document: what each measures, equivalent points, shared evidence, contradictions."""

from collections.abc import Iterable, Iterator, Sequence

from cxmaturity.reports.build.common import cell, group, paragraph, row
from cxmaturity.reports.build.fit import notice
from cxmaturity.reports.build.untitled import untitled
from cxmaturity.reports.document.blocks import Block, Column, Document, Part, Row, Span, Table
from cxmaturity.reports.view.comparison import ComparisonView, ContradictionView, FactView


def crosswalk_document(together: ComparisonView, conflicts: Sequence[ContradictionView]) -> Document:
    """What a crosswalk says of its questionnaires; `conflicts` are the answers that do not fit together."""
    return untitled("", together.title, "", together.about, _parts(together, conflicts))


def _parts(together: ComparisonView, conflicts: Sequence[ContradictionView]) -> Iterator[Part]:
    parts: Iterable[tuple[str, str, Iterable[Block | None]]] = (
        ("about", "", (paragraph(together.about), _instruments(together))),
        ("scales", "Points that mean roughly the same", _scales(together)),
        ("facts", "Evidence that serves several answers", map(_fact, together.facts)),
        ("fit", "What does not fit together", _conflicts(conflicts)),
    )
    for name, title, blocks in parts:
        there = tuple(block for block in blocks if block is not None)
        if there:
            yield Part(name, f"part-{name}", title, there)


def _instruments(together: ComparisonView) -> Table:
    rows = [
        row(
            cell((Span(f"{instrument.title} ("), Span(instrument.id, "code"), Span(")")), instrument.id),
            cell(instrument.measures),
        )
        for instrument in together.instruments
    ]
    return Table("instruments", "", (Column("Questionnaire"), Column("Measures", share=2)), tuple(rows))


def _scales(together: ComparisonView) -> Iterator[Block | None]:
    if together.scales:
        rows = [_equivalent(scale.points, scale.says) for scale in together.scales]
        columns = (*(Column(title) for title in together.columns), Column("What is true there", share=3))
        yield Table("scales-table", "", columns, tuple(rows))
        yield paragraph("No other scale has an equivalent.", "small")


def _equivalent(points: Sequence[str], says: str) -> Row:
    return row(*points, says)


def _fact(fact: FactView) -> Block | None:
    """A fact, where to look for it, and what each of its levels means for every practice that rests on it."""
    columns = (
        *(Column(f"{place.title} ({place.questionnaire})") for place in fact.places),
        Column("What is true there", share=2),
    )
    rows = [_equivalent([place.points[i] for place in fact.places], says) for i, says in enumerate(fact.levels)]
    look = (Span(f"{fact.fact} Look at: {fact.evidence}"),)
    return group(fact.title, [paragraph(look), Table(f"fact-{fact.id}", "", columns, tuple(rows))])


def _conflicts(conflicts: Sequence[ContradictionView]) -> Iterator[Block | None]:
    if conflicts:
        yield paragraph("The first side is at its point or above, the second at its point or below.", "lead")
        yield from map(notice, conflicts)
