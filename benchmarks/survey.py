"""Measures what it costs to take a survey back.

`python -m benchmarks.survey`: an export of 5,000 respondents and 28 practices with options by their whole texts, read,
and written as answers files, the best of a few runs, in seconds. What they answer is drawn with a fixed seed.
"""

import csv
import datetime
import tempfile
from pathlib import Path
from random import Random

from benchmarks.team import PEOPLE, best
from cxmaturity.domain.codes import BESIDE_OPTIONS, LEVELS, codes_of, titled
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.answers.written import answers_text
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.survey.read import read_survey


def export(file: Path, questionnaire: Questionnaire, number: int = PEOPLE, seed: int = 1) -> None:
    """Write so many people's answers as Google Forms does: three in a hundred are not known."""
    draw = Random(seed)
    codes = codes_of(questionnaire)
    practices = questionnaire.practices.values()
    began = datetime.datetime(2026, 11, 2, 9)
    with file.open("w", encoding="utf-8", newline="") as text:
        rows = csv.writer(text)
        rows.writerow(["Timestamp", "level", *(titled(one.title, codes[one.id]) for one in practices)])
        for i in range(number):
            given = [
                BESIDE_OPTIONS["dk"] if draw.random() < 0.03 else draw.choice(practice.options).text
                for practice in practices
            ]
            rows.writerow([f"{began + datetime.timedelta(minutes=i)}", draw.choice(list(LEVELS)), *given])


def measured(number: int = PEOPLE) -> tuple[float, float]:
    """How long so many people's export takes to be read, and the answers in it to be written."""
    catalogue = Catalogue()
    questionnaire = catalogue.find("organisational")
    assert questionnaire is not None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "survey.csv")
        export(file, questionnaire, number)
        survey = read_survey(str(file), questionnaire, catalogue)
        assert len(survey.respondents) == number

        def write() -> None:
            for i, answers in enumerate(survey.respondents):
                Path(folder, f"{i:04}.yaml").write_text(answers_text(answers, questionnaire), encoding="utf-8")

        return best(lambda: read_survey(str(file), questionnaire, catalogue)), best(write)


def main() -> None:
    """Measure and print."""
    read, written = measured()
    print(f"{PEOPLE:,} people's export read: {read:.2f} s; written as answers files: {written:.2f} s")


if __name__ == "__main__":
    main()
