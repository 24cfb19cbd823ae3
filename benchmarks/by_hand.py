"""The rule of stages written by hand in Polars, as one would for one questionnaire: what `benchmarks.tables` compares.

It knows no range, no practice that does not apply, no documented answer, no fraction kept exact: less than the product
does. Weights are 1, as in the built-in questionnaires.
"""

from collections.abc import Sequence

import polars as pl

from cxmaturity.domain.model import Questionnaire


def by_hand(frame: pl.LazyFrame, questionnaire: Questionnaire) -> pl.LazyFrame:
    """The results of every row of ranks, by the names that the product gives them."""
    names = frame.collect_schema().names()
    points, scoring = len(questionnaire.scale), questionnaire.scoring
    dimensions = {d.id: [p.id for p in d.practices if p.id in names] for d in questionnaire.dimensions}
    sizes = {d.id: len(d.practices) for d in questionnaire.dimensions}
    absent = {d.id: sizes[d.id] - len(dimensions[d.id]) for d in questionnaire.dimensions}
    readings = {"worst": 1, "best": points}
    frame = frame.with_columns(
        pl.col(name).fill_null(rank).alias(f"{name} {reading}") for reading, rank in readings.items() for name in names
    )
    stages = []
    for reading in ("", *readings):
        ending = f" {reading}" if reading else ""
        levels = []
        for id_, practices in dimensions.items():
            ranks = [pl.col(name + ending) for name in practices]
            known = pl.sum_horizontal([rank.is_not_null() for rank in ranks]) if not reading else pl.lit(sizes[id_])
            extra = {"": 0, "worst": 1, "best": points}[reading]
            standing = [
                pl.sum_horizontal([rank >= k for rank in ranks]) + (absent[id_] if extra >= k else 0)
                for k in range(1, points + 1)
            ]
            levels.append(_level(standing, known, scoring.most, scoring.nearly).alias(f"{id_}.level{ending}"))
            if not reading:
                score = pl.mean_horizontal(ranks)
                levels.append(score.alias(f"{id_}.score"))
                levels.append((100 * (score - 1) / (points - 1)).alias(f"{id_}.index"))
        frame = frame.with_columns(levels)
        tops = [pl.col(f"{id_}.level{ending}") for id_ in dimensions]
        known = pl.sum_horizontal([top.is_not_null() for top in tops])
        standing = [pl.sum_horizontal([top >= k for top in tops]) for k in range(1, points + 1)]
        frame = frame.with_columns(_level(standing, known, scoring.most, scoring.nearly).alias(f"level{ending}"))
        stages.append(_stage(questionnaire, names, ending, reading).alias(f"stage_{reading}"))
    frame = frame.with_columns(
        *stages,
        pl.mean_horizontal([pl.col(f"{id_}.score") for id_ in dimensions]).alias("score"),
        pl.sum_horizontal([pl.col(name).is_not_null() for name in names]).alias("answered"),
        pl.lit(len(questionnaire.practices)).alias("applicable"),
    )
    covered = 100 * pl.col("answered") >= scoring.coverage_floor * pl.col("applicable")
    claimed = ((pl.col("answered") > 0) & covered) | (pl.col("stage_worst") == pl.col("stage_best"))
    return frame.select(
        pl.when(claimed).then(pl.coalesce("stage_", "stage_worst")).alias("stage"),
        "stage_worst",
        "stage_best",
        pl.lit(None, pl.Int32).alias("stage_documented"),
        (100 * (pl.col("score") - 1) / (points - 1)).alias("index"),
        "score",
        (pl.col("answered") / pl.col("applicable")).alias("coverage"),
        "answered",
        "applicable",
        *[f"{id_}.{what}" for id_ in dimensions for what in ("level", "index")],
    )


def _level(standing: Sequence[pl.Expr], known: pl.Expr, most: int, nearly: int) -> pl.Expr:
    """The level of a group, from how many stand at each point or above."""
    level = pl.lit(1)
    for k in range(2, len(standing) + 1):
        holds = (100 * standing[k - 1] > most * known) & (100 * standing[k - 2] >= nearly * known)
        level = level + (holds & (standing[k - 3] == known) if k > 2 else holds)
    return pl.when(known > 0).then(level)


def _stage(questionnaire: Questionnaire, names: Sequence[str], ending: str, reading: str) -> pl.Expr:
    """The stage: its gates and those of all before, and the level of the whole with its lead."""
    passed = pl.lit(1)
    passing: pl.Expr | None = None
    for point in questionnaire.scale[1:]:
        holds = pl.col(f"level{ending}") >= point.rank - questionnaire.scoring.lead
        for gate in questionnaire.gates:
            if gate.stage == point.rank:
                open_ = (
                    pl.col(gate.practice + ending) >= gate.stage
                    if gate.practice in names
                    else pl.lit(reading == "best")
                )
                holds = holds & open_.fill_null(value=False)
        passing = holds if passing is None else passing & holds
        passed = passed + passing
    return passed
