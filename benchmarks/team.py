"""Measures what it costs to put many people's answers together.

`python -m benchmarks.team`: 10,000 bootstrap draws over 23 practices, and 5,000 people put together, also from the
export of a survey tool: the best of a few runs, in seconds of processor time. Who they are and what they answer is
drawn with a fixed seed.
"""

import csv
import datetime
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from cxmaturity.domain.agreement.aggregation import Choices, aggregated
from cxmaturity.domain.agreement.gaps import Contrast, Drawing
from cxmaturity.domain.answers import Answer, Answers, Respondent
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.survey.read import read_survey
from cxmaturity.statistics.bootstrap import DRAWS, SEED, intervals

PEOPLE, PRACTICES, RUNS = 5_000, 23, 3
LEVELS, FUNCTIONS = ("leader", "manager", "front-line", "other"), ("sales", "service", "claims", "it", "finance")


def people(questionnaire: Questionnaire, number: int, seed: int = 1) -> list[Answers]:
    """So many people's answers: three in a hundred are not known."""
    draw = Random(seed)

    def answers() -> Answers:
        given = {
            id_: Answer("dk") if draw.random() < 0.03 else Answer("answered", rank, rank)
            for id_, practice in questionnaire.practices.items()
            for rank in [draw.choice(practice.options).rank]
        }
        who = Respondent("", draw.choice(LEVELS), draw.choice(FUNCTIONS))
        return Answers("", "", datetime.date(2026, 11, 22), respondent=who, answers=given)

    return [answers() for _ in range(number)]


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """The shortest of a few runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def bootstrap() -> float:
    """10,000 draws of 8 leaders and 15 of the front line over 23 practices."""
    draw = Random(1)
    groups = [[[draw.randint(1, 6) for _ in range(PRACTICES)] for _ in range(n)] for n in (8, 15)]
    each = [[float(i == j) for j in range(PRACTICES)] for i in range(PRACTICES)]
    return best(lambda: intervals(groups, [Contrast(0, 1, each)], DRAWS, SEED))


def export(questionnaire: Questionnaire, number: int, path: Path, seed: int = 1) -> None:
    """What a survey tool exports of so many people: a day, level and function, and options in words."""
    draw = Random(seed)
    practices = questionnaire.practices.values()
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Timestamp", "level", "function", *(practice.question for practice in practices)])
        for _ in range(number):
            texts = [draw.choice(practice.options).text for practice in practices]
            table.writerow(["2026-11-22 10:00:00", draw.choice(LEVELS), draw.choice(FUNCTIONS), *texts])


def whole(number: int = PEOPLE, runs: int = RUNS) -> tuple[float, float]:
    """So many people put together, with every gap, statistic and topic: from answers, and from their export."""
    catalogue = Catalogue()
    questionnaire = catalogue.find("organisational")
    assert questionnaire is not None
    choices = Choices(Drawing(intervals, DRAWS, SEED))
    crowd = people(questionnaire, number)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.csv"
        export(questionnaire, number, path)

        def imported() -> None:
            aggregated(questionnaire, read_survey(str(path), questionnaire, catalogue).respondents, choices)

        return best(lambda: aggregated(questionnaire, crowd, choices), runs), best(imported, runs)


def main() -> None:
    """Measure and print."""
    print(f"{DRAWS:,} bootstrap draws over {PRACTICES} practices: {bootstrap():.2f} s")
    alone, imported = whole()
    print(f"{PEOPLE:,} people put together: {alone:.2f} s; with reading their export: {imported:.2f} s")


if __name__ == "__main__":
    main()
