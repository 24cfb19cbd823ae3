"""How far many people agree over all practices, and how well the practices hang together.

A number that can not be given is a sentence instead that says why, as `Absent`.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import sqrt

from msgspec import Struct

from cxmaturity.domain.agreement.beta import f_quantile
from cxmaturity.domain.agreement.distribution import Counts, mean
from cxmaturity.domain.language import say

FEWEST = 30
"""From how many people on, who answered every practice, Cronbach's alpha and omega are given."""
FEWEST_ITEMS = 3
"""From how many practices on one factor can be found."""
INTERVAL = 0.95

Metric = Callable[[Mapping[int, int], int, int], int | Fraction]
"""The squared difference of two values, by how often each value was given."""
Row = Sequence[int]
"""One person's ranks, practice by practice."""

ALL_THE_SAME = "all answered every practice the same, so there is no difference to tell agreement from"


class Absent(Struct, frozen=True):
    """Why a number can not be given."""

    reason: str


def ordinal(counts: Mapping[int, int], low: int, high: int) -> Fraction:
    """Krippendorff's squared difference of two ranks, `low` the lower one: how many answers lie from one to the other.

    Of both ends half of the answers count.
    """
    inside = sum(n for rank, n in counts.items() if low <= rank <= high)
    return Fraction(2 * inside - counts[low] - counts[high], 2) ** 2


def krippendorff_alpha(units: Sequence[Counts], metric: Metric = ordinal) -> float | Absent:
    """Krippendorff's alpha, 1 for perfect agreement, 0 for none beyond chance: 1 - D_o / D_e (Krippendorff 2011).

    A unit is a practice with its votes; what nobody or one person answered can not be compared. D_o is what differs
    within units, each pair of votes weighing 1 / (votes - 1), D_e what differs between all votes whatever the unit.
    """
    parts = disagreement(units, metric)
    if isinstance(parts, Absent):
        return parts
    observed, expected = parts
    return float(1 - observed / expected)


def disagreement(units: Sequence[Counts], metric: Metric = ordinal) -> tuple[Fraction, Fraction] | Absent:
    """D_o and D_e of Krippendorff's alpha, the mean squared differences within units and between all votes."""
    pairable = [unit for unit in units if sum(unit.values()) > 1]
    totals: dict[int, int] = {}
    for unit in pairable:
        for value, n in unit.items():
            totals[value] = totals.get(value, 0) + n
    values = sorted(value for value, n in totals.items() if n)
    if not values:
        return Absent("no practice has two votes")
    differences = {(a, b): Fraction(metric(totals, a, b)) for a in values for b in values if a < b}
    expected = sum((totals[a] * totals[b] * d for (a, b), d in differences.items()), Fraction(0))
    if not expected:
        return Absent(ALL_THE_SAME)
    observed = Fraction(0)
    for unit in pairable:
        apart = sum((unit.get(a, 0) * unit.get(b, 0) * d for (a, b), d in differences.items()), Fraction(0))
        observed += apart / (sum(unit.values()) - 1)
    n = sum(totals.values())
    return 2 * observed / n, 2 * expected / (n * (n - 1))


def intraclass(targets: Sequence[Counts]) -> tuple[float, float] | Absent:
    """ICC(1) and ICC(2), one way, the targets being practices and the raters people (Shrout and Fleiss 1979).

    ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW), of one person's answer; ICC(2) = (MSB - MSW) / MSB, of the mean of all.
    MSB and MSW are the mean squares between and within targets; k is the number of votes, and where targets differ in
    it (N - sum n^2 / N) / (targets - 1). Below 0, people differ more on one practice than practices differ.
    """
    squares = mean_squares(targets)
    if isinstance(squares, Absent):
        return squares
    between, within, raters = squares
    if not between and not within:
        return Absent(ALL_THE_SAME)
    if not between:
        return Absent("all practices have the same mean, so nothing tells them apart")
    return float((between - within) / (between + (raters - 1) * within)), float((between - within) / between)


def mean_squares(targets: Sequence[Counts]) -> tuple[Fraction, Fraction, Fraction] | Absent:
    """MSB, MSW and k of the intraclass correlations."""
    rated = [target for target in targets if sum(target.values())]
    sizes = [sum(target.values()) for target in rated]
    total, groups = sum(sizes), len(rated)
    if groups < 2 or total <= groups:
        return Absent("it takes two practices, and two votes on one of them")
    means = [mean(target) for target in rated]
    centre = sum((size * m for size, m in zip(sizes, means, strict=True)), Fraction(0)) / total
    between = sum((size * (m - centre) ** 2 for size, m in zip(sizes, means, strict=True)), Fraction(0)) / (groups - 1)
    within = sum(
        (n * (rank - m) ** 2 for target, m in zip(rated, means, strict=True) for rank, n in target.items()), Fraction(0)
    ) / (total - groups)
    return between, within, (total - Fraction(sum(size**2 for size in sizes), total)) / (groups - 1)


class Consistency(Struct, frozen=True):
    """How well practices hang together over people: Cronbach's alpha, its Feldt interval, and omega."""

    alpha: float | Absent
    feldt: tuple[float, float] | Absent
    omega: float | Absent


def consistency(rows: Sequence[Row]) -> Consistency:
    """Cronbach's alpha, its interval and omega, of people who answered every practice; from `FEWEST` of them on."""
    if len(rows) < FEWEST:
        sentence = (
            "{n:word} {n|person|people} answered every practice that was voted on; it is given from {least} people on"
        )
        absent = Absent(say(sentence, n=len(rows), least=FEWEST))
        return Consistency(absent, absent, absent)
    shared = covariances(rows)
    alpha = cronbach_alpha(shared)
    feldt = alpha if isinstance(alpha, Absent) else feldt_interval(alpha, len(rows), len(shared))
    return Consistency(alpha, feldt, omega_total(shared))


def covariances(rows: Sequence[Row]) -> list[list[Fraction]]:
    """The covariances (n - 1) of the practices over people, exact."""
    n = len(rows)
    columns = list(zip(*rows, strict=True))
    sums = [sum(column) for column in columns]
    matrix = [[Fraction(0)] * len(columns) for _ in columns]
    for i, column_ in enumerate(columns):
        for j in range(i, len(columns)):
            products = sum(map(int.__mul__, column_, columns[j]))
            matrix[i][j] = matrix[j][i] = Fraction(n * products - sums[i] * sums[j], n * (n - 1))
    return matrix


def cronbach_alpha(shared: Sequence[Sequence[Fraction]]) -> float | Absent:
    """Cronbach's alpha, at most 1: k / (k - 1) (1 - sum of the variances / variance of the sum) (Cronbach 1951)."""
    k = len(shared)
    if k < 2:
        return Absent("it takes two practices")
    whole = sum(map(sum, shared), Fraction(0))
    if not whole:
        return Absent("the sums of all people's answers are the same, so nothing tells people apart")
    own = sum((shared[i][i] for i in range(k)), Fraction(0))
    return float(Fraction(k, k - 1) * (1 - own / whole))


def feldt_interval(alpha: float, people: int, items: int, level: float = INTERVAL) -> tuple[float, float]:
    """The interval of Cronbach's alpha by Feldt: 1 - (1 - alpha) F, F at both ends of the level (Feldt et al. 1987).

    F has people - 1 and (people - 1)(items - 1) degrees of freedom.
    """
    first, second = people - 1, (people - 1) * (items - 1)
    ends = (f_quantile(p, first, second) for p in ((1 + level) / 2, (1 - level) / 2))
    low, high = (1 - (1 - alpha) * f for f in ends)
    return low, high


def omega_total(shared: Sequence[Sequence[Fraction]]) -> float | Absent:
    """Omega of one factor, 0..1: (sum of loadings)^2 / ((sum of loadings)^2 + sum of what is unique) (McDonald 1999).

    The loadings are those of least squares over the correlations (minres, Harman and Jones 1966). A practice that
    everybody answers the same has no correlation and is left out.
    """
    varied = [i for i in range(len(shared)) if shared[i][i]]
    if len(varied) < FEWEST_ITEMS:
        return Absent("it takes three practices that people answer differently")
    spread = [sqrt(shared[i][i]) for i in varied]
    related = [
        [float(shared[i][j]) / (a * b) for j, b in zip(varied, spread, strict=True)]
        for i, a in zip(varied, spread, strict=True)
    ]
    loadings = minres(related)
    if loadings is None:
        return Absent("one factor that all practices share can not be found: the search does not settle")
    if any(loading**2 >= 1 for loading in loadings):
        return Absent("one factor explains a practice in full or more than that (a Heywood case)")
    if min(loadings) < 0 < max(loadings):
        return Absent("some practices go against the one factor that the others share")
    common = sum(loadings) ** 2
    return common / (common + sum(1 - loading**2 for loading in loadings))


def minres(related: Sequence[Sequence[float]], rounds: int = 5_000) -> list[float] | None:
    """The loadings of one factor with the least squared distance from all correlations; None where none settle.

    Each in turn is what is best given the others: sum r_ij l_j / sum l_j^2.
    """
    loadings = [sqrt(max(0.01, sum(map(abs, row)) / len(row))) for row in related]
    for _ in range(rounds):
        moved = 0.0
        for i, row in enumerate(related):
            others = [(r, loading) for j, (r, loading) in enumerate(zip(row, loadings, strict=True)) if j != i]
            below = sum(loading**2 for _, loading in others)
            if below < 1e-12:
                return None
            best = sum(r * loading for r, loading in others) / below
            moved = max(moved, abs(best - loadings[i]))
            loadings[i] = best
            if abs(best) > 10:
                return None
        if moved < 1e-9:
            return loadings if sum(loadings) >= 0 else [-loading for loading in loadings]
    return None
