"""How people's votes on one practice are spread: quartiles, and how far they agree.

Votes are counts of people by rank; every option of the practice has its count, 0 where nobody chose it.
"""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

Counts = Mapping[int, int]
"""How many people chose each rank."""

NO_VOTES = "nobody who answered knew where it stands"


class Quartiles(Struct, frozen=True):
    """Ranks that were chosen: fewer than a quarter of the votes lie below `low`, and fewer than a quarter above `high`.

    `median` is the lower one: half of the votes or more lie at it or below, and fewer than half below it.
    """

    low: int
    median: int
    high: int


def quartiles(counts: Counts) -> Quartiles | None:
    """The quartiles of the votes, None without any. All three are ranks that somebody chose, never means."""
    n = sum(counts.values())
    if not n:
        return None
    quarter = -(-n // 4)
    return Quartiles(_nth(counts, quarter), _nth(counts, -(-n // 2)), _nth(counts, n + 1 - quarter))


def _nth(counts: Counts, n: int) -> int:
    """The rank of the n-th vote from below, from 1."""
    passed = 0
    for rank in sorted(counts):
        passed += counts[rank]
        if passed >= n:
            return rank
    raise ValueError(n)


def mean(counts: Counts) -> Fraction:
    """The mean rank of the votes, of which there is at least one."""
    return Fraction(sum(rank * n for rank, n in counts.items()), sum(counts.values()))


def rwg(counts: Counts) -> float | None:
    """Agreement within a group on one item, 0..1: rwg = 1 - s^2 / v (James, Demaree and Wolf 1984).

    s^2 is the variance of the votes (n - 1), v the variance that there would be if every option were as likely (the
    uniform null; (A^2 - 1) / 12 for A options that follow each other). 1 where all agree. Below 0, people are further
    apart than by chance, and 0 stands for it. None with fewer than two votes.
    """
    if sum(counts.values()) < 2:
        return None
    return max(0.0, float(1 - variance(counts) / by_chance(counts)))


def variance(counts: Counts) -> Fraction:
    """The variance (n - 1) of two votes or more."""
    return _squares(counts) / (sum(counts.values()) - 1)


def by_chance(counts: Counts) -> Fraction:
    """The variance that there would be if every option were as likely."""
    return _squares(dict.fromkeys(counts, 1)) / len(counts)


def average_deviation(counts: Counts) -> float | None:
    """The mean distance of the votes from their median, in points (Burke, Finkelstein and Dusig 1999).

    Any median gives the same. 0 where all agree; None with fewer than two votes.
    """
    quarters = quartiles(counts)
    n = sum(counts.values())
    if quarters is None or n < 2:
        return None
    return sum(abs(rank - quarters.median) * votes for rank, votes in counts.items()) / n


def agreed(counts: Counts) -> bool:
    """Whether the average deviation is within a sixth of the number of options (Burke and Dunlap 2002)."""
    deviation = average_deviation(counts)
    return deviation is not None and 6 * deviation <= len(counts)


def same(counts: Counts) -> float | None:
    """The share of the votes that the most chosen option has, 0..1; None without votes."""
    n = sum(counts.values())
    return max(counts.values()) / n if n else None


def _squares(counts: Counts) -> Fraction:
    """The sum of the squared distances from the mean."""
    centre = mean(counts)
    return sum((votes * (rank - centre) ** 2 for rank, votes in counts.items()), Fraction(0))
