"""Every line of a rule over the columns of a table, beside what the interpreter makes of each row."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from cxmaturity.domain.answers import Answers
from cxmaturity.domain.assessment import assess
from cxmaturity.domain.model import Questionnaire, walk
from cxmaturity.domain.results.result import DimensionResult
from cxmaturity.domain.scoring.columns import Column, Columns, Expression
from cxmaturity.domain.scoring.layers import Run, run_columns
from cxmaturity.domain.scoring.rule import program_of
from cxmaturity.domain.tables.scored import Cells, reading_columns
from tests.tables.reference import READINGS, Reference

Lines = Mapping[str, Mapping[str, Column]]


def all_lines(columns: Columns, questionnaire: Questionnaire, cells: Cells) -> Lines:
    """Every line in every reading, as columns."""
    readings = reading_columns(columns, questionnaire, cells)
    return run_columns(columns, {key: Run(program_of(questionnaire), inputs) for key, inputs in readings.items()})


def parts(columns: Columns, lines: Lines) -> dict[str, Expression]:
    """What has to be collected to compare them: `t0`, and where it is a fraction `u0`."""
    wanted: dict[str, Expression] = {}
    for place, column in enumerate(each for of in lines.values() for each in of.values()):
        wanted[f"t{place}"] = columns.whole(column.above, column.most)
        if column.below is not None:
            wanted[f"u{place}"] = columns.whole(column.below, column.most_below)
    return wanted


def differences(right: Reference, lines: Lines, collected: Mapping[str, Sequence[Any]]) -> list[str]:
    """Where a column says something else than the interpreter, or leaves the bounds that it promises."""
    told: list[str] = []
    place = 0
    for key, of in lines.items():
        for name, column in of.items():
            aboves, belows = collected[f"t{place}"], collected.get(f"u{place}")
            place += 1
            line = f"{READINGS[key]} {name}"
            told.extend(f"{line} of row {i}" for i in unequal(column, aboves, belows, right.lines[key][name]))
            known = [above for above in aboves if above is not None]
            if known and not column.low <= min(known) <= max(known) <= column.high:
                told.append(f"{line}: {min(known)} to {max(known)} leaves {column}")
            if not column.nullable and len(known) < len(aboves):
                told.append(f"{line}: nothing where {column} promises a number")
            if (
                belows
                and not 1 <= min(belows_of(aboves, belows)) <= max(belows_of(aboves, belows)) <= column.most_below
            ):
                told.append(f"{line}: a denominator leaves {column}")
    return told


def belows_of(aboves: Sequence[Any], belows: Sequence[Any]) -> list[int]:
    """The denominators of what is not nothing, and 1."""
    return [1, *(below for above, below in zip(aboves, belows, strict=True) if above is not None)]


def unequal(
    column: Column, aboves: Sequence[Any], belows: Sequence[Any] | None, right: Sequence[int | Fraction | None]
) -> list[int]:
    """The rows in which a column is not the number that is right; fractions are compared across, as that is fast."""
    if belows is None and column.unit == 1 and list(aboves) == right:
        return []
    wrong = []
    for i, (above, number) in enumerate(zip(aboves, right, strict=True)):
        if above is None or number is None:
            if above is not number:
                wrong.append(i)
        elif int(above) * number.denominator != number.numerator * column.unit * int(belows[i] if belows else 1):
            wrong.append(i)
    return wrong


def result_row(questionnaire: Questionnaire, row: Answers) -> dict[str, float | int | None]:
    """What the result of a row has to be, by the names of its columns."""
    result = assess(questionnaire, row).result
    inner: dict[str, DimensionResult] = {}
    waiting = list(result.dimensions)
    while waiting:
        dimension = waiting.pop()
        inner[dimension.id] = dimension
        waiting.extend(dimension.dimensions)
    stage = result.stage
    wanted: dict[str, float | int | None] = {
        "stage": stage.rank,
        "stage_worst": stage.worst,
        "stage_best": stage.best,
        "stage_documented": stage.documented,
        "index": result.index,
        "score": result.score,
        "coverage": result.coverage,
        "answered": result.answered,
        "applicable": result.applicable,
    }
    for group in walk(questionnaire.dimensions):
        wanted[f"{group.id}.level"] = inner[group.id].level
        wanted[f"{group.id}.index"] = inner[group.id].index
    return wanted
