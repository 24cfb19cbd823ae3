"""Agreement is what the literature says it is: figures that others printed come out, and nothing is ever NaN."""

import math
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.agreement.beta import f_quantile, incomplete_beta
from cxmaturity.domain.agreement.distribution import agreed, average_deviation, quartiles, rwg, same
from cxmaturity.domain.agreement.reliability import (
    ALL_THE_SAME,
    Absent,
    consistency,
    covariances,
    cronbach_alpha,
    feldt_interval,
    intraclass,
    krippendorff_alpha,
    minres,
    omega_total,
)

NONE = None
KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3),
    (NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE),
)
"""Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units."""

SHROUT_FLEISS = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
"""Shrout and Fleiss (1979), table 2: six targets, four judges."""

PINGOUIN = (
    (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    (1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0),
    (1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0),
    (1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0),
    (1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0),
    (1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0),
    (0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0),
    (1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    (1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
)
"""The complete rows of a data set of pingouin 0.7.0, which gives 0.8016949152542373 with 0.533 to 0.947."""


def units(rows: Iterable[Iterable[int | None]]) -> list[Counter[int]]:
    return [Counter(value for value in column if value is not None) for column in zip(*rows, strict=True)]


def test_krippendorffs_alpha_is_what_krippendorff_prints() -> None:
    """Wrong, a team would read agreement that is none, under the name of a statistic that others can look up."""
    found = units(KRIPPENDORFF)
    assert krippendorff_alpha(found) == pytest.approx(0.815, abs=0.0005)
    assert krippendorff_alpha(found, lambda n, a, b: 1) == pytest.approx(0.743, abs=0.0005)
    assert krippendorff_alpha(found, lambda n, a, b: (a - b) ** 2) == pytest.approx(0.849, abs=0.0005)
    assert krippendorff_alpha(found, lambda n, a, b: Fraction(a - b, a + b) ** 2) == pytest.approx(0.797, abs=0.0005)


def test_an_intraclass_correlation_is_what_shrout_and_fleiss_print() -> None:
    """Wrong, the practices would seem told apart, or not, by the many or the one."""
    found = intraclass(units(zip(*SHROUT_FLEISS, strict=True)))
    assert found == pytest.approx((0.17, 0.44), abs=0.005)


def test_an_intraclass_correlation_of_unequal_raters_takes_the_harmonic_like_number() -> None:
    """Wrong, one practice that few answered would move the figure. By hand: means 1.5, 4, 3 of 2, 3, 1 votes."""
    found = intraclass([{1: 1, 2: 1}, {3: 1, 4: 1, 5: 1}, {3: 1}])
    assert not isinstance(found, Absent)
    between = (2 * (1.5 - 3) ** 2 + 3 * (4 - 3) ** 2 + 0) / 2
    within = (0.5 + 2) / 3
    raters = (6 - (4 + 9 + 1) / 6) / 2
    assert found[0] == pytest.approx((between - within) / (between + (raters - 1) * within))
    assert found[1] == pytest.approx((between - within) / between)


def test_cronbachs_alpha_and_its_interval_are_what_pingouin_gives() -> None:
    """Wrong, an instrument would be called reliable that is not."""
    alpha = cronbach_alpha(covariances(PINGOUIN))
    assert alpha == pytest.approx(0.8016949152542373, abs=1e-14)
    assert not isinstance(alpha, Absent)
    low, high = feldt_interval(alpha, 9, 11)
    assert (round(low, 3), round(high, 3)) == (0.533, 0.947)


def test_feldts_interval_is_what_others_print_of_his_example() -> None:
    """Feldt, Woodruff and Salih (1987): alpha .79 of 26 items and 41 people; Bonett: .85 of 7 and 89."""
    low, high = feldt_interval(0.79, 41, 26, 0.9)
    assert (round(low, 3), round(high, 3)) == (0.705, 0.862)
    assert feldt_interval(0.85, 89, 7) == pytest.approx((0.7971, 0.8931), abs=1e-4)


SCIPY = (
    (0.95, 1, 10, 4.964602743730711),
    (0.975, 88, 528, 1.3529008064339298),
    (0.025, 88, 528, 0.7122227084194723),
    (0.025, 40, 1000, 0.6067431612984681),
    (0.975, 40, 1000, 1.4993462777775524),
    (0.5, 3, 7, 0.870944253187285),
    (0.975, 4999, 134973, 1.040343865930992),
    (0.025, 29, 812, 0.5496659323055338),
)
"""What scipy 1.17.1 gives: stats.f.ppf(p, first, second)."""


@pytest.mark.parametrize(("p", "first", "second", "quantile"), SCIPY)
def test_quantiles_of_f_are_those_of_scipy(p: float, first: int, second: int, quantile: float) -> None:
    """Wrong, every interval would be."""
    assert f_quantile(p, first, second) == pytest.approx(quantile, rel=1e-9)


@given(st.floats(0.1, 200), st.floats(0.1, 200), st.floats(0.001, 0.999))
def test_the_incomplete_beta_function_has_its_symmetry(a: float, b: float, x: float) -> None:
    value = incomplete_beta(a, b, x)
    assert 0 <= value <= 1 + 1e-12
    assert value == pytest.approx(1 - incomplete_beta(b, a, 1 - x), abs=1e-9)


def test_one_factor_is_found_where_there_is_one() -> None:
    """Correlations that one factor makes give back its loadings, and omega the share that it explains."""
    loadings = [0.8, 0.7, 0.6, 0.5, 0.4]
    related = [[1.0 if i == j else a * b for j, b in enumerate(loadings)] for i, a in enumerate(loadings)]
    assert minres(related) == pytest.approx(loadings, abs=1e-6)
    exact = [[Fraction(value) for value in row] for row in related]
    assert omega_total(exact) == pytest.approx(9 / (9 + 5 - sum(x * x for x in loadings)), abs=1e-6)


def test_one_factor_of_spearmans_school_subjects() -> None:
    """Spearman's (1904) six subjects; the loadings were computed once with scipy 1.17.1, by least squares."""
    upper = ((0.83, 0.78, 0.70, 0.66, 0.63), (0.67, 0.67, 0.65, 0.57), (0.64, 0.54, 0.51), (0.45, 0.51), (0.40,))
    related = [[1.0] * 6 for _ in range(6)]
    for i, row in enumerate(upper):
        for j, value in enumerate(row, i + 1):
            related[i][j] = related[j][i] = value
    assert minres(related) == pytest.approx([0.9577, 0.88193, 0.80271, 0.75, 0.67328, 0.64595], abs=1e-4)


def test_what_one_factor_can_not_explain_has_a_reason() -> None:
    """Without it a search that went astray would be printed as a number."""
    heywood = [[1.0, 0.9, 0.9], [0.9, 1.0, 0.3], [0.9, 0.3, 1.0]]
    against = [[1.0, 0.5, -0.5], [0.5, 1.0, -0.5], [-0.5, -0.5, 1.0]]
    for related, words in ((heywood, "Heywood"), (against, "go against")):
        found = omega_total([[Fraction(value) for value in row] for row in related])
        assert isinstance(found, Absent)
        assert words in found.reason
    assert minres([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]) is None


@pytest.mark.parametrize(
    ("counts", "low", "median", "high"),
    [
        ({1: 1}, 1, 1, 1),
        ({1: 1, 4: 1}, 1, 1, 4),
        ({1: 1, 2: 1, 3: 1}, 1, 2, 3),
        ({1: 1, 2: 2, 3: 1}, 1, 2, 3),
        ({1: 1, 2: 3, 3: 1}, 2, 2, 2),
        ({1: 1, 2: 0, 3: 7}, 3, 3, 3),
        ({1: 2, 2: 0, 3: 6}, 1, 3, 3),
        ({2: 5, 5: 5}, 2, 2, 5),
    ],
)
def test_quartiles_are_ranks_that_somebody_chose(counts: dict[int, int], low: int, median: int, high: int) -> None:
    """Wrong, the organisation's answer would be one that nobody gave."""
    found = quartiles(counts)
    assert found is not None
    assert (found.low, found.median, found.high) == (low, median, high)


VOTES = st.dictionaries(st.integers(1, 6), st.integers(0, 30), min_size=2, max_size=6)


@given(VOTES)
def test_fewer_than_a_quarter_stand_outside_the_quartiles(counts: dict[int, int]) -> None:
    """The range of the organisation holds half of its people at least, whatever they answered."""
    found, n = quartiles(counts), sum(counts.values())
    if found is None:
        assert n == 0
        return
    assert found.low <= found.median <= found.high
    assert counts[found.low] and counts[found.median] and counts[found.high]
    assert 4 * sum(votes for rank, votes in counts.items() if rank < found.low) < n
    assert 4 * sum(votes for rank, votes in counts.items() if rank > found.high) < n
    assert 2 * sum(votes for rank, votes in counts.items() if rank < found.median) < n
    assert 2 * sum(votes for rank, votes in counts.items() if rank <= found.median) >= n


def test_rwg_of_james_demaree_and_wolf() -> None:
    """Five options: chance has the variance 2. Ten raters with a variance of 0.5 agree to 0.75; all the same is 1."""
    assert rwg({1: 0, 2: 0, 3: 10, 4: 0, 5: 0}) == 1
    assert rwg({1: 0, 2: 1, 3: 2, 4: 1, 5: 0}) == pytest.approx(1 - (2 / 3) / 2)
    assert rwg({1: 5, 2: 0, 3: 0, 4: 0, 5: 5}) == 0
    assert rwg({1: 1, 2: 0, 3: 0, 4: 0, 5: 0}) is None


def test_the_chance_of_a_practice_without_some_options_is_its_own() -> None:
    """Options at 1, 2 and 6 are not five apart: their variance by chance is that of these three."""
    centre = 3
    by_chance = ((1 - centre) ** 2 + (2 - centre) ** 2 + (6 - centre) ** 2) / 3
    assert rwg({1: 1, 2: 1, 6: 0}) == pytest.approx(1 - 0.5 / by_chance)


def test_the_average_deviation_of_burke_and_dunlap() -> None:
    """Five options allow a deviation of 5 / 6."""
    assert average_deviation({1: 0, 2: 0, 3: 4, 4: 0, 5: 0}) == 0
    assert average_deviation({1: 1, 2: 1, 3: 1, 4: 1, 5: 1}) == pytest.approx(6 / 5)
    assert average_deviation({1: 0, 2: 1, 3: 0, 4: 0, 5: 1}) == pytest.approx(1.5)
    assert average_deviation({1: 1, 2: 0}) is None
    assert agreed({1: 0, 2: 1, 3: 1, 4: 1, 5: 0})
    assert not agreed({1: 1, 2: 1, 3: 1, 4: 1, 5: 1})
    assert same({1: 1, 2: 3}) == 0.75


def test_where_all_answer_the_same_there_is_a_reason_and_no_number() -> None:
    """Other tools print 0, or NaN, where everybody agrees."""
    everybody = [{1: 0, 2: 8, 3: 0}, {1: 0, 2: 8, 3: 0}]
    assert krippendorff_alpha(everybody) == Absent(ALL_THE_SAME)
    assert intraclass(everybody) == Absent(ALL_THE_SAME)
    assert all(rwg(counts) == 1 and average_deviation(counts) == 0 for counts in everybody)
    found = consistency([[2, 2, 2]] * 30)
    assert isinstance(found.alpha, Absent)
    assert isinstance(found.feldt, Absent)
    assert isinstance(found.omega, Absent)


def test_perfect_agreement_on_different_practices_is_one() -> None:
    assert krippendorff_alpha([{1: 8, 2: 0}, {1: 0, 2: 8}]) == 1
    assert intraclass([{1: 8, 2: 0}, {1: 0, 2: 8}]) == (1, 1)


def test_below_thirty_people_no_consistency_is_given() -> None:
    """From few people an alpha of .9 can be chance; so there is none, and it says from when on there is."""
    rows = [[i % 3, i % 4, (i + i // 7) % 3] for i in range(30)]
    assert not isinstance(consistency(rows).alpha, Absent)
    found = consistency(rows[:29]).alpha
    assert isinstance(found, Absent)
    assert found.reason == "29 people answered every practice that was voted on; it is given from 30 people on"


@given(st.lists(VOTES, max_size=6))
def test_every_statistic_is_a_number_or_says_why_not(found: list[dict[int, int]]) -> None:
    """Whatever was answered: no NaN, no infinity, nothing above what perfect agreement has."""
    alpha, icc = krippendorff_alpha(found), intraclass(found)
    values = [alpha, *(icc if isinstance(icc, tuple) else (icc,))]
    for value in values:
        if isinstance(value, Absent):
            assert value.reason
        else:
            assert math.isfinite(value)
            assert value <= 1 + 1e-12
    for counts in found:
        agreement = rwg(counts)
        assert agreement is None or 0 <= agreement <= 1


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.integers(1, 6), min_size=4, max_size=4), min_size=30, max_size=40))
def test_consistency_is_a_number_or_says_why_not(rows: list[list[int]]) -> None:
    found = consistency(rows)
    for value in (found.alpha, found.omega):
        assert isinstance(value, Absent) or (math.isfinite(value) and value <= 1)
    if not isinstance(found.feldt, Absent) and not isinstance(found.alpha, Absent):
        assert found.feldt[0] <= found.alpha <= found.feldt[1]
