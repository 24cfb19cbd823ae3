"""Units side by side, as a document: how many stand where, and every unit with every dimension as a map."""

from collections.abc import Iterator, Sequence

import cxmaturity
from cxmaturity.domain.language import NOTHING, listed, rounded, say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.tables.units import Unit, Units, UnitStage
from cxmaturity.reports.build.common import cell, paragraph, row
from cxmaturity.reports.build.drawing import pictured
from cxmaturity.reports.build.method import hashed
from cxmaturity.reports.build.sheet import Sheet
from cxmaturity.reports.document.blocks import Block, Cell, Column, Document, Key, Labelled, Labels, Row, Span, Table
from cxmaturity.reports.pictures.heat import Heat, Point, Share, heat
from cxmaturity.reports.pictures.heat import Row as Drawn
from cxmaturity.reports.pictures.svg import Head

MOST_DRAWN = 40
"""How many units the map shows: with more, those of the lowest index; the table has all."""
MOST_NAMED = 6
"""How many units are named beside a stage."""
_SHADES = ((75, "F"), (50, "L"), (25, "P"), (0, "N"))
"""The shade of an index, from which on it has it."""


def units_document(units: Units, questionnaire: Questionnaire, table: str) -> Document:
    """The document of the units of a table, which is called `table`."""
    by = listed(units.by)
    sheet = Sheet("units", questionnaire.title, table, say("Side by side, by {by}", by=by), "", "", _finding(units))
    return sheet.document(
        (
            sheet.part("stand", "Where the units stand", _stand(units, sheet.finding)),
            sheet.part("stages", "Stages", _stages(units, sheet.name)),
            sheet.part("map", "Units and dimensions", _map(units, questionnaire, sheet.name)),
        ),
        (
            sheet.part("all", "Every unit", _all(units, questionnaire, sheet.name)),
            sheet.part("method", "Method", _method(units)),
        ),
    )


def unit_name(unit: Unit) -> str:
    """What a unit is called."""
    return ", ".join(name or say("without a name") for name in unit.names)


def _finding(units: Units) -> str:
    """Between which stages the units stand, in a sentence."""
    reached = [stage for stage in units.stages if stage.n]
    if not reached:
        return "No unit can be shown." if not units.units else "No unit has anything to score."
    n, low, high = len(units.units), reached[0], reached[-1]
    if low == high:
        several = "Both units stand at {stage}." if n == 2 else "All {n} units stand at {stage}."
        return say(several if n > 1 else "The one unit stands at {stage}.", n=n, stage=low.name)
    return say(
        "{lowest} of {n} units {lowest|stands|stand} at {low}, {highest} at {high}.",
        n=n,
        lowest=low.n,
        low=low.name,
        highest=high.n,
        high=high.name,
    )


def _stand(units: Units, finding: str) -> Iterator[Block | None]:
    yield paragraph(finding, "headline")
    sentence = (
        "The answers of a unit are put together before it is scored: a range between the quartiles of each practice's"
        " answers. A unit without a claimed stage counts in its worst case."
    )
    yield paragraph(sentence, "small")
    if units.left_out:
        sentence = "{n:Word} {n|group|groups} of fewer than {least} rows {n|is|are} not shown."
        yield paragraph(say(sentence, n=units.left_out, least=units.min_cell), "small")


def _stages(units: Units, at: str) -> Iterator[Block | None]:
    columns = (Column("Stage", share=2), Column("Units", numbers=True), Column("Which", share=5))
    rows = [
        row(cell(stage.name, stage.id), cell(str(stage.n), stage.n), _named(units, stage)) for stage in units.stages
    ]
    yield Table(f"{at}.stages-table", "", columns, tuple(rows))


def _named(units: Units, stage: UnitStage) -> str:
    names = [unit_name(unit) for unit in units.units if unit.stands == stage.rank]
    if len(names) > MOST_NAMED:
        names = [*names[:MOST_NAMED], say("{n:word} more", n=len(names) - MOST_NAMED)]
    return listed(names) or NOTHING


def _map(units: Units, questionnaire: Questionnaire, at: str) -> Iterator[Block | None]:
    if not units.units:
        return
    drawn = sorted(units.units, key=lambda unit: -1.0 if unit.index is None else unit.index)[:MOST_DRAWN]
    title = _title(units, questionnaire)
    says = "The index of each dimension in each unit, 0 to 100, the lowest unit first; the annex has all."
    head = Head(f"{at}.heat", title, says)
    points = tuple(Point(dimension.name) for dimension in questionnaire.dimensions)
    rows = tuple(
        Drawn(
            unit_name(unit),
            0,
            tuple(Share(rounded(d.index, 0), _shade(d.index)) for d in unit.dimensions),
            rounded(unit.index, 0),
        )
        for unit in drawn
    )
    yield pictured(head, heat(head, Heat(points, rows, "", "Index")), _LEGEND)
    if len(drawn) < len(units.units):
        yield paragraph(
            say("Of {n} units the {most} of the lowest index.", n=len(units.units), most=MOST_DRAWN), "small"
        )


_LEGEND = (
    Key("F", "F", "75 and above"),
    Key("L", "L", "50 to below 75"),
    Key("P", "P", "25 to below 50"),
    Key("N", "N", "below 25"),
)


def _title(units: Units, questionnaire: Questionnaire) -> str:
    """In which dimension the units stand lowest, by the middle of their indices."""
    middles = [
        (_median([unit.dimensions[i].index for unit in units.units]), dimension.name)
        for i, dimension in enumerate(questionnaire.dimensions)
    ]
    known = [(middle, name) for middle, name in middles if middle is not None]
    if not known:
        return "No dimension has an index"
    low, name = min(known)
    return say("Lowest across units: {name}, with a median index of {low}", name=name, low=rounded(low, 0))


def _median(values: Sequence[float | None]) -> float | None:
    known = sorted(value for value in values if value is not None)
    return known[(len(known) - 1) // 2] if known else None


def _shade(index: float | None) -> str:
    return "" if index is None else next(shade for least, shade in _SHADES if index >= least)


def _all(units: Units, questionnaire: Questionnaire, at: str) -> Iterator[Block | None]:
    """Every unit with its stage, index and dimensions."""
    columns = (
        Column(listed(units.by), share=3),
        Column("Rows", numbers=True),
        Column("Stage", share=2),
        Column("Index", numbers=True),
        *(Column(dimension.name, numbers=True) for dimension in questionnaire.dimensions),
    )
    names = {stage.rank: stage.name for stage in units.stages}
    rows = [_line(unit, names) for unit in units.units]
    yield Table(f"{at}.all-table", "", columns, tuple(rows)) if rows else None
    shades = "; ".join(say("{letter} {what}", letter=key.letter, what=key.text) for key in _LEGEND)
    yield paragraph(say("The index of dimensions: {shades}.", shades=shades), "small")


def _method(units: Units) -> Iterator[Block | None]:
    """What it takes to score the table again."""
    questionnaire = units.questionnaire
    named = Span(f"{questionnaire.id}@{questionnaire.version}", "code")
    least = say("{by}, of {least} rows or more", by=listed(units.by), least=units.min_cell)
    yield paragraph("A unit is scored by the rule that scores one file of answers; stages are never averaged.")
    yield Labels(
        (
            Labelled("Questionnaire", (named, *hashed(questionnaire.sha256))),
            Labelled("Units", (Span(least),)),
            Labelled("Software", (Span(f"cxmaturity {cxmaturity.__version__}", "code"),)),
        )
    )


def _line(unit: Unit, names: dict[int, str]) -> Row:
    return row(
        cell(unit_name(unit)),
        cell(str(unit.n), unit.n),
        _stage(unit, names),
        cell(rounded(unit.index, 0), unit.index),
        *(Cell(rounded(d.index, 0), d.index, shade=_shade(d.index)) for d in unit.dimensions),
    )


def _stage(unit: Unit, names: dict[int, str]) -> Cell:
    """The stage claimed; where open answers could change it, between which it lies, and where none is claimed, that."""
    if unit.worst is None or unit.best is None:
        return cell(NOTHING)
    between = say("{low} to {high}", low=names[unit.worst], high=names[unit.best])
    if unit.stage is None:
        return cell(between, unit.worst, "none claimed")
    return cell(names[unit.stage], unit.stage, between if unit.worst != unit.best else "")
