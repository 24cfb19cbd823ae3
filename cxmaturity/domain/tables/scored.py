"""The rule of a questionnaire run over all rows of a table at once: the readings, the stage claimed, the results."""

from collections.abc import Mapping
from functools import reduce
from operator import add

from msgspec import Struct

from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.domain.scoring.claim import INPUTS, claim_program
from cxmaturity.domain.scoring.columns import Column, Columns, Expression, scaled
from cxmaturity.domain.scoring.layers import Run, run_columns
from cxmaturity.domain.scoring.lines import groups
from cxmaturity.domain.scoring.outcome import ROOT, line_name
from cxmaturity.domain.scoring.rule import program_of

ROWS = "n"
"""The column of a result that says how many rows a group has."""
_MOST = 2**31 - 1
"""The size that the whole numbers of a result have at most."""


class Given(Struct, frozen=True):
    """What the columns of a table say of a practice.

    `low` and `high` are ranks, nothing where it is unknown or does not apply; `na` and `dk` are conditions, None where
    no row says so; `documented` is one, None where the table does not say.
    """

    low: Expression
    high: Expression
    na: Expression | None = None
    dk: Expression | None = None
    documented: Expression | None = None


Cells = Mapping[str, Given]
"""What a table says of each practice that it has a column of; the others are missing in all rows."""


def result_names(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The columns of a result, in order."""
    stages = ("stage", "stage_worst", "stage_best", "stage_documented")
    inner = [f"{group.id}.{what}" for group in groups(questionnaire)[1:] for what in ("level", "index")]
    return (*stages, "index", "score", "coverage", "answered", "applicable", *inner)


def score_columns(columns: Columns, questionnaire: Questionnaire, cells: Cells) -> dict[str, Expression]:
    """The results of every row by name (`result_names`): ranks of stages and levels, index 0..100, coverage 0..1.

    `stage` is the one claimed, nothing where none is. TooLargeError where weights are too large for any engine.
    """
    program = program_of(questionnaire)
    inside = [group.id for group in groups(questionnaire)]
    wanted = [line_name(what, group) for group in inside for what in ("level", "index")]
    stage = program.only("stage")
    readings = reading_columns(columns, questionnaire, cells)
    programs = {"a": program.only("stage", line_name("score", ROOT), *wanted), "w": stage, "b": stage, "d": stage}
    runs = {key: Run(programs[key], inputs) for key, inputs in readings.items()}
    values = run_columns(columns, runs)
    claim = _claim(columns, questionnaire, cells, {key: lines["stage"] for key, lines in values.items()})
    answered = values["a"]
    scores = {
        "stage": claim["stage"],
        "stage_worst": claim["worst"],
        "stage_best": claim["best"],
        "stage_documented": claim["proved"],
        "index": answered[line_name("index", ROOT)],
        "score": answered[line_name("score", ROOT)],
        "coverage": claim["coverage"],
        "answered": claim["answered"],
        "applicable": claim["applicable"],
    }
    scores |= {f"{group}.{what}": answered[line_name(what, group)] for group in inside[1:] for what in _INNER}
    return {
        name: number(columns, column) if name.endswith(_REAL) else columns.whole(column.above, _MOST)
        for name, column in scores.items()
    }


_INNER = ("level", "index")
_REAL = ("index", "score", "coverage")


def number(columns: Columns, column: Column) -> Expression:
    """A number as a double: rounded once where both parts of the fraction are below 2**53."""
    most = column.unit * column.most_below
    below = column.unit if column.below is None else scaled(columns, column.below, column.unit, most)
    return columns.over(columns.whole(column.above, column.most), below)


def reading_columns(columns: Columns, questionnaire: Questionnaire, cells: Cells) -> dict[str, dict[str, Column]]:
    """The readings of every row: `a` as answered, `w` worst case, `b` best case, `d` documented.

    They are those of `answers.readings`; `d` is there only where the table says what is documented.
    """
    readings: dict[str, dict[str, Column]] = {"a": {}, "w": {}, "b": {}, "d": {}}
    for id_, practice in questionnaire.practices.items():
        first, last = practice.options[0].rank, practice.options[-1].rank
        given = cells.get(id_, Given(columns.whole(None, last), columns.whole(None, last)))
        for key, rank in _ranks(columns, practice, given, missing=id_ not in cells).items():
            readings[key][id_] = Column(rank, first, last, nullable=key in "ad" or given.na is not None)
    if all(given.documented is None for given in cells.values()):
        del readings["d"]
    kept = {
        f"{key}p{place}": column.above
        for key, inputs in readings.items()
        for place, column in enumerate(inputs.values())
        if not isinstance(column.above, int)
    }
    columns.keep(kept)
    return {
        key: {
            id_: Column(
                columns.column(f"{key}p{place}") if f"{key}p{place}" in kept else column.above,
                column.low,
                column.high,
                nullable=column.nullable,
            )
            for place, (id_, column) in enumerate(inputs.items())
        }
        for key, inputs in readings.items()
    }


def _ranks(columns: Columns, practice: Practice, given: Given, *, missing: bool) -> dict[str, Expression]:
    lowest, highest = practice.options[0].rank, practice.options[-1].rank
    nothing = columns.whole(None, highest)
    if missing:
        return {"a": nothing, "w": lowest, "b": highest, "d": nothing}
    worst, best = columns.either(given.low, lowest), columns.either(given.high, highest)
    if given.na is not None:
        worst, best = columns.when(given.na, None, worst), columns.when(given.na, None, best)
    proved = nothing if given.documented is None else columns.when(given.documented, given.low, None)
    return {"a": given.low, "w": worst, "b": best, "d": proved}


def _claim(
    columns: Columns, questionnaire: Questionnaire, cells: Cells, stages: Mapping[str, Column]
) -> dict[str, Column]:
    """The lines of the program of the claim."""
    practices = len(questionnaire.practices)
    known = [columns.whole(~columns.is_null(given.low), practices) for given in cells.values()]
    apart = [columns.whole(given.na, practices) for given in cells.values() if given.na is not None]
    applicable = practices - reduce(add, apart) if apart else practices
    nothing = Column(columns.whole(None, 1), 0, 1)
    given = (
        Column(reduce(add, known), 0, practices, nullable=False),
        Column(applicable, 0 if apart else practices, practices, nullable=False),
        *(stages.get(key, nothing) for key in "awbd"),
    )
    inputs = dict(zip(INPUTS, given, strict=True))
    program = claim_program(questionnaire.scoring)
    if "d" not in stages:  # comparing with what is nothing in all rows, an engine holds back every row to count them
        program = program.only("stage", "coverage")
    return {"proved": nothing, **run_columns(columns, {"c": Run(program, inputs)})["c"]}
