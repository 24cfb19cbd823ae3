"""Rows of answers as the cells of a table in a database, and the statements whose answers are known."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct

from cxmaturity.domain.answers import Answers
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.domain.tables.cells import answers_spelt
from cxmaturity.domain.tables.scored import Cells, score_columns
from cxmaturity.tables.warehouse.cells import Source, cells_of, keep_spelt
from cxmaturity.tables.warehouse.columns import IbisColumns
from cxmaturity.tables.warehouse.dialects import DIALECTS
from tests.build import questionnaire_of
from tests.tables.reference import Reference, reference
from tests.tables.rows import drawn
from tests.tables.same import Lines, all_lines, differences, parts
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

HEAVY = questionnaire_of(
    {
        "scale": [-1, 0, 100.25],
        "tree": {
            "a": {"weight": 999_983, "practices": {"x": {"weight": 1_000_000}, "y": {"na": True, "weight": 7}}},
            "b": {"practices": {"z": {"weight": 999_979}}},
        },
    }
)
"""Values that lie unevenly and weights whose products pass 32 bits: databases keep the numbers that are written so."""


class Asked(Struct, frozen=True):
    """A table of rows, and what a rule makes of it."""

    questionnaire: Questionnaire
    rows: Sequence[Answers]
    kinds: Kinds
    path: Path
    right: Reference


_DRAWN: dict[tuple[str | int, ...], tuple[Sequence[Answers], Reference]] = {}
"""What was drawn for one engine, for the others that are tried in the same process."""


def asked(questionnaire: Questionnaire, number: int, folder: Path, seed: int = 3) -> Asked:
    """So many random rows as a table of text: `row`, a column a practice, and beside each whether it is documented."""
    key: tuple[str | int, ...] = (*questionnaire.practices, number, seed)
    if key not in _DRAWN:
        drew: Sequence[Answers] = drawn(questionnaire, number, seed)
        _DRAWN[key] = drew, reference(questionnaire, drew)
    (rows, right), random = _DRAWN[key], Random(seed)
    kinds = {"row": "int64"}
    for place in range(len(questionnaire.practices)):
        kinds |= {f"p{place}": "string", f"d{place}": "boolean"}
    texts = {id_: _texts(practice, questionnaire) for id_, practice in questionnaire.practices.items()}
    cells = [_cells(texts, answers, random) for answers in rows]
    path = written(folder / f"{questionnaire.id}{seed}.csv", [{"row": i, **row} for i, row in enumerate(cells)])
    return Asked(questionnaire, rows, kinds, path, right)


Said = tuple[str, int | None, int | None]
"""What an answer says, apart from what is written beside it."""


def _texts(practice: Practice, questionnaire: Questionnaire) -> dict[Said, list[str]]:
    """All texts for each answer."""
    texts: dict[Said, list[str]] = {}
    for text, known in answers_spelt(practice, questionnaire).items():
        texts.setdefault((known.status, known.low, known.high), []).append(text)
    return texts


def _typed(text: str, random: Random) -> str:
    """A text as people type it: in capitals, with blanks around it and around dashes, or as it is."""
    if random.random() < 0.8:
        return text
    line = random.choice((text, text.upper(), text.title()))
    return random.choice((line, f" {line}\u00a0", line.replace("-", "  \u2013 "), line.replace(" ", " \t ")))


def _cells(texts: Mapping[str, Mapping[Said, Sequence[str]]], answers: Answers, random: Random) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for place, (id_, of) in enumerate(texts.items()):
        answer = answers.of(id_)
        text = _typed(random.choice(of[answer.status, answer.low, answer.high]), random)
        cells |= {f"p{place}": text, f"d{place}": bool(answer.evidence)}
    return cells


def table_of(case: Asked, name: str = "answers") -> tuple[IbisColumns, Cells]:
    """The table of a case, and what its columns say."""
    columns = IbisColumns(name, case.kinds)
    keep_spelt(columns, (name for name in case.kinds if name != "row"))
    sources = {id_: Source(f"p{i}", f"d{i}") for i, id_ in enumerate(case.questionnaire.practices)}
    return columns, cells_of(columns, case.questionnaire, sources)


def apart(case: Asked, store: Store, dialect: str) -> list[str]:
    """Where an engine says something else of a line than the interpreter."""
    columns, cells = table_of(case)
    lines: Lines = all_lines(columns, case.questionnaire, cells)
    wanted = parts(columns, lines)
    statement = columns.statement({"row": columns.column("row"), **wanted}, DIALECTS[dialect])
    return differences(case.right, lines, told_by(store, case, statement))


def results_apart(case: Asked, store: Store, dialect: str) -> list[str]:
    """Where the result of a row is not that of a file with the same answers."""
    columns, cells = table_of(case)
    results = score_columns(columns, case.questionnaire, cells)
    statement = columns.statement({"row": columns.column("row"), **results}, DIALECTS[dialect])
    return results_unequal(case.right, told_by(store, case, statement))


def told_by(store: Store, case: Asked, statement: str) -> dict[str, list[Any]]:
    """What an engine makes of the rows, in their order."""
    store.load("answers", case.kinds, case.path)
    told = store.columns(statement).sort("row")
    assert told["row"].to_list() == list(range(len(case.rows)))
    return {name: told[name].to_list() for name in told.columns if name != "row"}


def results_unequal(right: Reference, told: Mapping[str, Sequence[Any]]) -> list[str]:
    """Where the columns of results are not what is right, to the last digit."""
    assert list(told) == list(right.results)
    return [
        f"{name} of row {i}: {value} is not {wanted}"
        for name, values in right.results.items()
        for i, (value, wanted) in enumerate(zip(told[name], values, strict=True))
        if value != wanted
    ]
