"""Rows of answers drawn at random, as values and as a frame of whole numbers."""

import datetime
from collections.abc import Iterator, Sequence
from random import Random

import polars as pl

from cxmaturity.domain.answers import MISSING, Answer, Answers, Evidence
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.tables.scored import Given

DAY = datetime.date(2026, 11, 22)


def drawn(questionnaire: Questionnaire, number: int, seed: int) -> list[Answers]:
    """So many rows: in each as many answers as a number drawn for it, so that empty and full ones are among them."""
    random = Random(seed)
    return [Answers("", "", DAY, answers=dict(_row(questionnaire, random))) for _ in range(number)]


def _row(questionnaire: Questionnaire, random: Random) -> Iterator[tuple[str, Answer]]:
    share, around = random.choice((0.0, 0.5, 0.8, 1.0)), random.random()
    for id_, practice in questionnaire.practices.items():
        ranks = [option.rank for option in practice.options]
        evidence = (Evidence("record", DAY),) if random.random() < 0.5 else ()
        if random.random() >= share:
            kinds = ("dk", "missing", "na") if practice.na else ("dk", "missing")
            status = random.choice(kinds)
            yield id_, MISSING if status == "missing" else Answer(status)  # type: ignore[arg-type]
        elif random.random() < 0.15:
            low, high = sorted(random.sample(ranks, 2))
            yield id_, Answer("range", low, high, evidence=evidence)
        else:
            rank = random.choice(ranks) if random.random() < 0.5 else ranks[int(around * len(ranks))]
            yield id_, Answer("answered", rank, rank, evidence=evidence)


def frame(questionnaire: Questionnaire, rows: Sequence[Answers]) -> tuple[pl.LazyFrame, dict[str, Given]]:
    """The rows as columns, and what these say of each practice."""
    columns: dict[str, list[int | bool | None]] = {}
    cells: dict[str, Given] = {}
    for place, (id_, practice) in enumerate(questionnaire.practices.items()):
        given = [row.of(id_) for row in rows]
        columns[f"low{place}"] = [answer.low for answer in given]
        columns[f"high{place}"] = [answer.high for answer in given]
        columns[f"na{place}"] = [answer.status == "na" for answer in given]
        columns[f"dk{place}"] = [answer.status == "dk" for answer in given]
        columns[f"documented{place}"] = [bool(answer.evidence) for answer in given]
        low, high, na, dk, documented = (pl.col(f"{name}{place}") for name in ("low", "high", "na", "dk", "documented"))
        cells[id_] = Given(low, high, na if practice.na else None, dk, documented)
    whole = {name: pl.Int8 for name in columns if name.startswith(("low", "high"))}
    return pl.LazyFrame(columns, schema_overrides=whole), cells
