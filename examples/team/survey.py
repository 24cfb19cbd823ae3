"""Makes `survey.csv`: what 38 people of a made-up insurer answered, as a form's export has it.

    python examples/team/survey.py

The same seed gives the same bytes. Leaders rate higher than those they lead; what happens after criticism (Closed loop)
looks better from marketing than from service, which makes the calls. Some do not know, and one person did not finish.
"""

import csv
import random
from pathlib import Path

from cxmaturity.domain.codes import BESIDE_OPTIONS, DONT_KNOW, codes_of, titled
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue

SEED = 38
PEOPLE = {  # by level, then function
    "Leader": {"Service": 1, "Marketing": 3, "Claims": 2},
    "Manager": {"Service": 3, "Marketing": 2, "Claims": 4},
    "Front line": {"Service": 10, "Marketing": 1, "Claims": 6},
    "Other": {"Service": 1, "Marketing": 2, "Claims": 3},
}
LENIENT = {"Leader": 0.55, "Manager": 0.15, "Front line": -0.2, "Other": 0.0}
"""How many points of the scale each level rates above what is so."""
CALLS_BACK = {"Service": -0.9, "Marketing": 1.3, "Claims": 0.2}
"""The same for Closed loop, by function."""
UNSURE = {"Leader": 0.0, "Manager": 0.004, "Front line": 0.006, "Other": 0.015}
AGREED = ("governance.coalition", "operations.metrics", "insight.complaints", "people.hiring")
"""What can be seen by everybody, so that people differ little."""


def about(draw: random.Random, width: float) -> float:
    """A number around 0 within about three widths: the sum of twelve even draws is close to normal."""
    return (sum(draw.random() for _ in range(12)) - 6) * width


def rated(draw: random.Random, practice: Practice, so: float, level: str, function: str, person: float) -> str:
    """The text of the option that a person chooses, or that they do not know."""
    if draw.random() < UNSURE[level]:
        return BESIDE_OPTIONS[DONT_KNOW]
    seen = so + LENIENT[level] + person + about(draw, 0.25 if practice.id in AGREED else 0.5)
    if practice.id == "insight.closed-loop":
        seen += CALLS_BACK[function] + (1.0 if level == "Leader" else 0)
    rank = min(max(round(seen), 1), len(practice.options))
    return practice.options[rank - 1].text


def rows(questionnaire: Questionnaire) -> list[list[str]]:
    """The header, a row for each person in the order in which they sent the form, and one that was sent half empty."""
    practices, codes = tuple(questionnaire.practices.values()), codes_of(questionnaire)
    draw = random.Random(SEED)  # noqa: S311  nothing here is secret
    so = {practice.id: 2.9 + about(draw, 0.6) for practice in practices}
    people = [(level, function) for level, each in PEOPLE.items() for function, n in each.items() for _ in range(n)]
    draw.shuffle(people)
    asked = [titled(f"{practice.title}: {practice.question}", codes[practice.id]) for practice in practices]
    made = [["Timestamp", "Finished", "Your level [level]", "Your function, such as marketing [function]", *asked]]
    for i, (level, function) in enumerate([*people, ("Front line", "Claims")]):
        minute = 8 * 60 + 40 + i * 11 + int(draw.random() * 9)
        time = f"2026/11/{16 + i // 20} {minute // 60 % 12 or 12}:{minute % 60:02}:{int(draw.random() * 60):02}"
        person = about(draw, 0.3)
        ratings = [rated(draw, one, so[one.id], level, function, person) for one in practices]
        answered = len(ratings) if i < len(people) else 6
        half = "AM" if minute // 60 % 24 < 12 else "PM"
        finished = str(answered == len(ratings)).upper()
        empty = [""] * (len(ratings) - answered)
        made.append([f"{time} {half} GMT", finished, level, function, *ratings[:answered], *empty])
    return made


def main() -> None:
    """Write the export beside this file."""
    questionnaire = Catalogue().find("organisational")
    assert questionnaire is not None  # noqa: S101  it is built in
    with (Path(__file__).parent / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows(questionnaire))


if __name__ == "__main__":
    main()
