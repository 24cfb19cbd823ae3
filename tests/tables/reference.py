"""What the interpreter makes of many rows: line by line down the rows, as most lines meet the same numbers again.

The primitives are the interpreter's own. `test_columns` holds the first rows equal to what it says of them one by one.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from cxmaturity.domain.answers import Answers, counts, readings
from cxmaturity.domain.model import Questionnaire, walk
from cxmaturity.domain.scoring.claim import INPUTS, claim_program
from cxmaturity.domain.scoring.outcome import ROOT, line_name
from cxmaturity.domain.scoring.primitives import PRIMITIVES, Value
from cxmaturity.domain.scoring.program import Program
from cxmaturity.domain.scoring.rule import program_of

READINGS = {"a": "answered", "w": "worst", "b": "best", "d": "documented"}
Columns = Mapping[str, Sequence[Value]]
Codes = npt.NDArray[np.int64]


class Reference(Struct, frozen=True):
    """Every input and line of every reading, by the key of the reading, and the results, by name: a value a row."""

    lines: Mapping[str, Columns]
    results: Columns


def reference(questionnaire: Questionnaire, rows: Sequence[Answers]) -> Reference:
    """What is right of these rows."""
    lines = _lines(questionnaire, rows)
    return Reference(lines, _results(questionnaire, rows, lines))


def _lines(questionnaire: Questionnaire, rows: Sequence[Answers]) -> dict[str, Columns]:
    read = [readings(questionnaire, row) for row in rows]
    inputs = {
        id_: [getattr(each, reading)[id_] for reading in READINGS.values() for each in read]
        for id_ in questionnaire.practices
    }
    values = run(program_of(questionnaire), inputs)
    n = len(rows)
    return {key: {name: of[i * n : (i + 1) * n] for name, of in values.items()} for i, key in enumerate(READINGS)}


class _Coded(Struct, frozen=True):
    """A column by its different values, and for each row the place of its value among them."""

    values: Sequence[Value]
    codes: Codes

    def rows(self) -> list[Value]:
        """The value of every row."""
        return [self.values[code] for code in self.codes.tolist()]


def run(program: Program, inputs: Columns) -> Columns:
    """A program over columns; what a line makes of the same arguments is worked out once."""
    columns = {name: _coded(values) for name, values in inputs.items()}
    for line in program.lines:
        arguments = [columns[name] for name in line.args]
        firsts, codes = _together(arguments)
        primitive = PRIMITIVES[line.primitive].run
        met = [_Coded(each.values, each.codes[firsts]).rows() for each in arguments]
        results = [primitive(each, line.constants) for each in zip(*met, strict=True)]
        of = _coded(results)
        columns[line.name] = _Coded(of.values, of.codes[codes])
    return {name: column.rows() for name, column in columns.items()}


def _coded(values: Sequence[Value]) -> _Coded:
    places = {value: i for i, value in enumerate(dict.fromkeys(values))}
    return _Coded(list(places), np.array([places[value] for value in values], np.int64))


def _together(arguments: Sequence[_Coded]) -> tuple[Codes, Codes]:
    """For every different combination of arguments the first row that has it, and for every row which one it has."""
    combined, size = arguments[0].codes, len(arguments[0].values)
    for each in arguments[1:]:
        if size * len(each.values) >= 2**63:
            different, combined = np.unique(combined, return_inverse=True)
            size = len(different)
        combined, size = combined * len(each.values) + each.codes, size * len(each.values)
    _, firsts, codes = np.unique(combined, return_index=True, return_inverse=True)
    return firsts, codes


def _results(questionnaire: Questionnaire, rows: Sequence[Answers], lines: Mapping[str, Columns]) -> Columns:
    answered = [counts(row, questionnaire.practices.values()) for row in rows]
    given = (*zip(*answered, strict=True), *(lines[key]["stage"] for key in "awbd"))
    claim = run(claim_program(questionnaire.scoring), dict(zip(INPUTS, given, strict=True)))
    of = lines["a"]
    results = {
        "stage": claim["stage"],
        "stage_worst": claim["worst"],
        "stage_best": claim["best"],
        "stage_documented": claim["proved"],
        "index": _floats(of[line_name("index", ROOT)]),
        "score": _floats(of[line_name("score", ROOT)]),
        "coverage": _floats(claim["coverage"]),
        "answered": claim["answered"],
        "applicable": claim["applicable"],
    }
    for group in walk(questionnaire.dimensions):
        results[f"{group.id}.level"] = of[line_name("level", group.id)]
        results[f"{group.id}.index"] = _floats(of[line_name("index", group.id)])
    return results


def _floats(values: Sequence[Value]) -> list[Value]:
    return [None if value is None else float(value) for value in values]  # type: ignore[misc]
