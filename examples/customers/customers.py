"""Makes the exports beside this file: what customers of Northwind Telecom, which is made up, say of it.

    python examples/customers/customers.py

The same seed gives the same bytes. Customers recommend it more since spring, those of Halyard least; bills and repairs
are less than they expect; and of the detractors many say that nobody called, though Care calls those from 0 to 4.
"""

import csv
import datetime
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

SEED = 18
HERE = Path(__file__).parent
FIRST, LAST = datetime.date(2025, 9, 1), datetime.date(2026, 10, 31)
SPRING = datetime.date(2026, 3, 1)
BRANDS = {"Northwind": (0.5, 6.9), "Polar": (0.3, 6.7), "Halyard": (0.2, 5.9)}
"""The share of each brand among those who answer, and how likely its customers are to recommend it, 0 to 10."""
JOURNEYS = {  # expected and perceived on a scale from 1 to 7
    "Choosing": (5.6, 5.5),
    "Activation": (5.9, 5.4),
    "Bills": (6.1, 4.7),
    "Repair": (6.3, 5.0),
    "Leaving": (5.0, 4.9),
}
UNCALLED = {True: 0.12, False: 0.56}
"""The share of detractors who say that nobody called: of those from 0 to 4, and of those at 5 and 6."""


def about(draw: random.Random, middle: float, width: float, least: int, most: int) -> int:
    """A whole number near a middle: the sum of twelve even draws is close to normal."""
    return min(max(round(middle + (sum(draw.random() for _ in range(12)) - 6) * width), least), most)


def days(draw: random.Random, n: int) -> list[datetime.date]:
    """Days in their order."""
    span = (LAST - FIRST).days
    return sorted(FIRST + datetime.timedelta(draw.randint(0, span)) for _ in range(n))


def recommending(draw: random.Random) -> Iterable[Sequence[object]]:
    """A row for each customer who answered the relationship survey."""
    yield "RecordedDate", "Finished", "Brand", "NPS"
    for day in days(draw, 1260):
        brand = draw.choices(list(BRANDS), [share for share, _ in BRANDS.values()])[0]
        middle = BRANDS[brand][1] + (1.2 if day >= SPRING else 0)
        finished = draw.random() < 0.97
        yield day.isoformat(), finished, brand, about(draw, middle, 2.3, 0, 10) if finished else ""


def expecting(draw: random.Random) -> Iterable[Sequence[object]]:
    """A row for each customer who was asked after a journey."""
    yield "Date", "Journey", "Expected", "Perceived"
    for day in days(draw, 700):
        journey = draw.choice(list(JOURNEYS))
        expected, perceived = JOURNEYS[journey]
        yield day.isoformat(), journey, about(draw, expected, 0.8, 1, 7), about(draw, perceived, 1.2, 1, 7)


def called(draw: random.Random) -> Iterable[Sequence[object]]:
    """A row for each detractor who was asked a week later whether anybody had called."""
    yield "Date", "NPS", "Called"
    for day in days(draw, 240):
        score = draw.choices(range(7), [3, 2, 3, 4, 6, 8, 8])[0]
        yield day.isoformat(), score, "No" if draw.random() < UNCALLED[score <= 4] else "Yes"


def write(name: str, rows: Iterable[Sequence[object]]) -> None:
    """Write a file of comma-separated values."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    draw = random.Random(SEED)  # noqa: S311  nothing here is secret
    write("relationship.csv", recommending(draw))
    write("journeys.csv", expecting(draw))
    write("detractors.csv", called(draw))
