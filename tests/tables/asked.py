"""Rows of answers as the cells of a table in a database, and the statements whose answers are known."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct

from cxmaturity.domain.answers import Answer, Answers
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.tables.cells import answers_by_text
from cxmaturity.domain.tables.scored import Cells, score_columns
from cxmaturity.tables.warehouse.cells import Source, cells_of
from cxmaturity.tables.warehouse.columns import IbisColumns
from cxmaturity.tables.warehouse.dialects import DIALECTS
from tests.build import questionnaire_of
from tests.tables.rows import drawn
from tests.tables.same import Lines, all_lines, differences, parts, result_row
from tests.tables.stores import Kinds, Store, written

NESTED = questionnaire_of(
    {
        "scale": [0, 0.5, 2],
        "scoring": {"most": 50, "nearly": 75},
        "gates": {3: ["a.x", "b.c.u"]},
        "tree": {
            "a": {"weight": 3, "practices": {"x": {}, "y": {"na": True, "weight": 2}, "z": {"points": [1, 3]}}},
            "b": {"dimensions": {"c": {"practices": {"u": {}, "v": {"na": True}}}, "d": {"practices": {"w": {}}}}},
        },
    }
)
"""A few practices on points that lie apart, in dimensions within dimensions, with gates; weights make many ties."""
FEW = questionnaire_of(
    {
        "scale": [1, 2, 3],
        "gates": {3: ["a.x"]},
        "tree": {"a": {"practices": {"x": {}, "y": {"na": True}}}, "b": {"practices": {"z": {"weight": 2}}}},
    }
)
"""As few as make a stage of dimensions: for Spark, which plans each line for as long as it takes others to run all."""
SWEEP = questionnaire_of(
    {
        "scale": [-1, 0, 1],
        "scoring": {"rule": "sweep"},
        "tree": {
            "a": {"practices": {"x": {"na": True}, "y": {"weight": 2}}},
            "b": {"practices": {"z": {}, "u": {"na": True}}},
        },
    }
)


class Asked(Struct, frozen=True):
    """A table of rows, and what a rule makes of it."""

    questionnaire: Questionnaire
    rows: Sequence[Answers]
    kinds: Kinds
    path: Path


def asked(questionnaire: Questionnaire, number: int, folder: Path, seed: int = 3) -> Asked:
    """So many random rows as a table of text: `row`, a column a practice, and beside each whether it is documented."""
    rows, random = drawn(questionnaire, number, seed), Random(seed)
    kinds = {"row": "int64"}
    for place in range(len(questionnaire.practices)):
        kinds |= {f"p{place}": "string", f"d{place}": "boolean"}
    cells = [_cells(questionnaire, answers, random) for answers in rows]
    path = written(folder / f"{questionnaire.id}{seed}.csv", [{"row": i, **row} for i, row in enumerate(cells)])
    return Asked(questionnaire, rows, kinds, path)


def _cells(questionnaire: Questionnaire, answers: Answers, random: Random) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for place, (id_, practice) in enumerate(questionnaire.practices.items()):
        answer = answers.of(id_)
        plain = Answer(answer.status, answer.low, answer.high)
        texts = [text for text, known in answers_by_text(practice, questionnaire).items() if known == plain]
        cells |= {f"p{place}": random.choice(texts), f"d{place}": bool(answer.evidence)}
    return cells


def table_of(case: Asked, name: str = "answers") -> tuple[IbisColumns, Cells]:
    """The table of a case, and what its columns say."""
    columns = IbisColumns(name, case.kinds)
    sources = {id_: Source(f"p{i}", f"d{i}") for i, id_ in enumerate(case.questionnaire.practices)}
    return columns, cells_of(columns, case.questionnaire, sources)


def apart(case: Asked, store: Store, dialect: str) -> list[str]:
    """Where an engine says something else of a line than the interpreter."""
    columns, cells = table_of(case)
    lines: Lines = all_lines(columns, case.questionnaire, cells)
    wanted = parts(columns, lines)
    statement = columns.statement({"row": columns.column("row"), **wanted}, DIALECTS[dialect])
    store.load("answers", case.kinds, case.path)
    rows = sorted(store.rows(statement), key=lambda row: int(row["row"]))
    assert [row["row"] for row in rows] == list(range(len(case.rows)))
    told = {name: [row[name] for row in rows] for name in wanted}
    return differences(case.questionnaire, case.rows, lines, told)


def results_apart(case: Asked, store: Store, dialect: str) -> list[str]:
    """Where the result of a row is not that of a file with the same answers."""
    columns, cells = table_of(case)
    results = score_columns(columns, case.questionnaire, cells)
    statement = columns.statement({"row": columns.column("row"), **results}, DIALECTS[dialect])
    store.load("answers", case.kinds, case.path)
    told: list[str] = []
    for row in store.rows(statement):
        wanted = result_row(case.questionnaire, case.rows[row.pop("row")])
        told += [f"{name}: {row[name]} is not {right}" for name, right in wanted.items() if row[name] != right]
        assert list(row) == list(wanted)
    return told
