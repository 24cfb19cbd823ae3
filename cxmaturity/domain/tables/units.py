"""Units side by side: the results of groups of a table, in the shape that `report --table` prints as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from cxmaturity.domain.assessment import stage_id, stage_name
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.references import QuestionnaireRef
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.tables.scored import ROWS


class UnitStage(Struct, frozen=True):
    """A stage, and how many units stand there: as claimed, else in the worst case."""

    rank: int
    id: str
    name: str
    n: int


class UnitDimension(Struct, frozen=True):
    """A dimension of a unit: the rank of its level, and its index 0..100; None where nothing in it was answered."""

    id: str
    level: int | None
    index: float | None


class Unit(Struct, frozen=True):
    """A group of rows put together. `names` are what it has in the columns of `by`, None for nothing.

    `n` is how many rows it has; `stage` the rank claimed, None where none is, between `worst` and `best`.
    """

    names: tuple[str | None, ...]
    n: int
    stage: int | None
    worst: int | None
    best: int | None
    index: float | None
    coverage: float | None
    dimensions: tuple[UnitDimension, ...]

    @property
    def stands(self) -> int | None:
        """The rank of the stage claimed, else of the worst case."""
        return self.worst if self.stage is None else self.stage


class Units(Struct, frozen=True):
    """The units of a table, by name. `left_out` are how many groups had fewer than `min_cell` rows."""

    schema: Literal["cxmaturity/units@1"]
    questionnaire: QuestionnaireRef
    by: tuple[str, ...]
    min_cell: int
    left_out: int
    stages: tuple[UnitStage, ...]
    units: tuple[Unit, ...]


def units_of(
    questionnaire: Questionnaire, by: Sequence[str], rows: Iterable[Mapping[str, Any]], min_cell: int, left_out: int
) -> Units:
    """The units, from rows of results (`scored.result_names`) with the columns of groups and `n`."""
    units = tuple(_unit(questionnaire, by, row) for row in rows)
    dimensions = len(questionnaire.dimensions)
    stands = [unit.stands for unit in units]
    return Units(
        schema="cxmaturity/units@1",
        questionnaire=QuestionnaireRef(questionnaire.id, questionnaire.version, questionnaire.sha256),
        by=tuple(by),
        min_cell=min_cell,
        left_out=left_out,
        stages=tuple(
            UnitStage(
                stage.rank,
                stage_id(questionnaire, stage.rank),
                stage_name(questionnaire, stage.rank, dimensions),
                stands.count(stage.rank),
            )
            for stage in rule_of(questionnaire).stages(questionnaire, dimensions)
        ),
        units=units,
    )


def _unit(questionnaire: Questionnaire, by: Sequence[str], row: Mapping[str, Any]) -> Unit:
    return Unit(
        names=tuple(None if row[name] is None else str(row[name]) for name in by),
        n=row[ROWS],
        stage=row["stage"],
        worst=row["stage_worst"],
        best=row["stage_best"],
        index=row["index"],
        coverage=row["coverage"],
        dimensions=tuple(
            UnitDimension(d.id, row[f"{d.id}.level"], row[f"{d.id}.index"]) for d in questionnaire.dimensions
        ),
    )
