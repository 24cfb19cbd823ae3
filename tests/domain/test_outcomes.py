"""Figures of what customers say: published worked figures, intervals that cover at their rate, and nobody found out.

A board would take noise for a success, or a handful of customers would be told apart.
"""

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.agreement.team import OTHERS
from cxmaturity.domain.outcomes.estimates import difference, figure, groups_of, mean_of
from cxmaturity.domain.outcomes.figures import MIN_CELL, Month
from cxmaturity.domain.outcomes.intervals import (
    Interval,
    Net,
    adjusted_wald,
    adjusted_wald_difference,
    newcombe,
    wilson,
)
from cxmaturity.domain.outcomes.measured import measured
from cxmaturity.domain.outcomes.run_chart import least_crossings, most_run, run_chart
from cxmaturity.domain.outcomes.sample import Measure, Place, Sample, sample_of_pairs
from cxmaturity.domain.outcomes.variants import AMBIGUOUS, VARIANTS
from cxmaturity.statistics.means import Bootstrap

CASES = Path(__file__).parents[1] / "cases" / "outcomes"
RESAMPLE = Bootstrap()


def cases(name: str) -> Any:
    return yaml.safe_load((CASES / name).read_text("utf-8"))


def each(name: str) -> list[Any]:
    pairs = [(group["variant"], case) for group in cases(name) for case in group["cases"]]
    return [pytest.param(variant, case, id=f"{variant} {case}"[:80]) for variant, case in pairs]


def near(value: float, wanted: float, variant: str) -> None:
    """The same to the last digit that is printed."""
    assert value == pytest.approx(wanted, abs=0.00005001 if VARIANTS[variant].unit == "share" else 0.0051)


@pytest.mark.parametrize(("variant", "case"), each("intervals.yaml"))
def test_an_interval_is_the_published_one(variant: str, case: dict[str, Any]) -> None:
    result = figure(VARIANTS[variant], case["counts"], RESAMPLE)
    assert result.n == sum(case["counts"].values())
    for name in {"value", "low", "high"} & set(case):
        near(getattr(result, name), case[name], variant)


@pytest.mark.parametrize(("variant", "case"), each("differences.yaml"))
def test_a_difference_is_the_published_one(variant: str, case: dict[str, Any]) -> None:
    value, (low, high) = difference(VARIANTS[variant], case["first"], case["second"], RESAMPLE)
    near(low, case["low"], variant)
    near(high, case["high"], variant)
    assert (low > 0 or high < 0) == case["clear"]
    near(value, case.get("value", value), variant)


@pytest.mark.parametrize("variant", [each.name for each in VARIANTS.values() if each.groups])
def test_groups_add_up_to_all_answers(variant: str) -> None:
    """A score that stands in the total and in no group is lost for whoever counts by groups."""
    formula = VARIANTS[variant]
    assert formula.least is not None and formula.most is not None
    counts = {float(value): value + 1 for value in range(formula.least, formula.most + 1)}
    assert sum(group.n for group in groups_of(formula, counts)) == sum(counts.values())


def test_names_that_several_formulas_share_are_none() -> None:
    assert len(AMBIGUOUS["ces"]) == 3 and not set(AMBIGUOUS) & set(VARIANTS)


# how often an interval holds the truth: 4,000 surveys each, drawn at once


@pytest.mark.parametrize(("p", "n"), [(0.5, 20), (0.9, 30), (0.05, 60), (0.8, 400)])
def test_wilson_covers_at_its_rate(p: float, n: int) -> None:
    yes = np.random.default_rng(1).binomial(n, p, 4000)
    ends = {int(k): wilson(int(k), n) for k in np.unique(yes)}
    assert 0.92 <= covered([ends[int(k)] for k in yes], p) <= 0.985


@pytest.mark.parametrize(("p", "q", "n"), [(0.5, 0.5, 20), (0.9, 0.7, 40), (0.1, 0.05, 100)])
def test_newcombe_covers_at_its_rate(p: float, q: float, n: int) -> None:
    draw = np.random.default_rng(2)
    pairs = list(zip(draw.binomial(n, p, 4000).tolist(), draw.binomial(n, q, 4000).tolist(), strict=True))
    ends = {pair: newcombe((pair[0], n), (pair[1], n)) for pair in set(pairs)}
    assert 0.925 <= covered([ends[pair] for pair in pairs], p - q) <= 0.985


@pytest.mark.parametrize(("shares", "n"), [((0.4, 0.3, 0.3), 20), ((0.7, 0.2, 0.1), 30), ((0.1, 0.2, 0.7), 200)])
def test_adjusted_wald_covers_at_its_rate(shares: tuple[float, float, float], n: int) -> None:
    draw = np.random.default_rng(3)
    nets = [Net(good, bad, n) for good, _, bad in draw.multinomial(n, shares, 4000).tolist()]
    others = [Net(good, bad, n) for good, _, bad in draw.multinomial(n, shares, 4000).tolist()]
    truth = shares[0] - shares[2]
    assert 0.925 <= covered(list(map(adjusted_wald, nets)), truth) <= 0.985
    apart = [adjusted_wald_difference(a, b) for a, b in zip(nets, others, strict=True)]
    assert 0.925 <= covered(apart, 0) <= 0.985


@pytest.mark.parametrize("n", [60, 1000])
def test_the_bootstrap_covers_at_its_rate(n: int) -> None:
    """Also of numbers that are far from normal, such as costs; below and above where draws are made by moments."""
    draw = np.random.default_rng(4)
    resample = Bootstrap(draws=1000)
    ends = [
        resample.interval(
            Counter(draw.exponential(1, n).round(3).tolist() if n < 400 else draw.exponential(1, n).tolist())
        )
        for _ in range(250)
    ]
    assert 0.89 <= covered(ends, 1) <= 0.985


def covered(ends: list[Interval], truth: float) -> float:
    return sum(low <= truth <= high for low, high in ends) / len(ends)


def test_the_mice_of_efron_and_tibshirani() -> None:
    """Efron and Tibshirani 1993, chapter 2: means 86.86 and 56.22, and 23.36 as the deviation of the first's draws."""
    first = Counter(map(float, (94, 197, 16, 38, 99, 141, 23)))
    second = Counter(map(float, (52, 104, 146, 10, 51, 30, 40, 27, 46)))
    value, ends = difference(VARIANTS["mean"], first, second, RESAMPLE)
    assert value == pytest.approx(30.63, abs=0.005)
    assert ends.low < 0 < ends.high
    assert Bootstrap(100_000)._means(first, 0).std() == pytest.approx(23.36, abs=0.15)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.floats(-1e6, 1e6), st.integers(1, 40), min_size=1, max_size=30))
def test_a_mean_lies_within_its_interval(counts: dict[float, int]) -> None:
    result = figure(VARIANTS["mean"], counts, Bootstrap(draws=200))
    slack = 1e-6 * max(map(abs, counts)) + 1e-9
    assert result.low - slack <= result.value <= result.high + slack


def test_the_same_answers_get_the_same_interval_whatever_else_is_measured() -> None:
    counts = Counter({1.0: 3, 4.0: 9, 5.0: 2})
    before = Bootstrap().interval(counts)
    other = Bootstrap()
    other.interval(Counter({2.0: 8}))
    assert other.interval(Counter(dict(reversed(counts.items())))) == before
    assert Bootstrap(seed=2).interval(counts) != before


@given(st.lists(st.tuples(st.floats(-1e9, 1e9), st.integers(1, 9)), min_size=2, max_size=20, unique_by=lambda p: p[0]))
@settings(max_examples=40, deadline=None)
def test_a_mean_is_the_same_whatever_the_order_of_rows(pairs: list[tuple[float, int]]) -> None:
    """Two exports of the same answers would differ in the last digit, and so would their reports."""
    assert mean_of(dict(pairs)) == mean_of(dict(reversed(pairs)))


@pytest.mark.parametrize("size", [1e-120, 1e-9, 1.0, 1e14])
def test_intervals_of_many_answers_grow_with_their_unit(size: float) -> None:
    """Also where the square of an answer is too small for a number, nobody sees a crash."""
    low, high = RESAMPLE.interval({size: 300, 2 * size: 300})
    assert low == pytest.approx(1.46 * size, rel=0.01, abs=1e-9) and high == pytest.approx(
        1.54 * size, rel=0.01, abs=1e-9
    )


# run charts


@pytest.mark.parametrize(("useful", "limits"), list(cases("run_charts.yaml")["limits"].items()))
def test_the_limits_of_run_charts_are_the_published_ones(useful: int, limits: list[int]) -> None:
    assert [most_run(useful), least_crossings(useful)] == limits


def months(values: list[float | None]) -> list[Month]:
    return [Month(f"{2025 + i // 12}-{i % 12 + 1:02}", None if v is None else 9, v) for i, v in enumerate(values)]


@pytest.mark.parametrize("case", cases("run_charts.yaml")["charts"], ids=lambda case: case["name"])
def test_a_real_shift_is_flagged_and_no_other(case: dict[str, Any]) -> None:
    chart = run_chart(months(case["values"]))
    assert chart.shift == case["shift"]
    assert chart.centre == case.get("centre", chart.centre)
    assert chart.since == case.get("since")
    assert bool(chart.reason) == (case["shift"] is None)


def test_chance_alone_is_seldom_flagged() -> None:
    """Of two thousand charts of two years of nothing but noise, fewer than one in ten."""
    values = np.random.default_rng(5).normal(size=(2000, 24)).tolist()
    flagged = sum(bool(run_chart(months(row)).shift) for row in values)
    assert 20 < flagged < 200


# nobody is found out

groups = st.sampled_from(["Consumer", "Business", "Public", ""])
cells = st.tuples(st.sampled_from([0.0, 7.0, 9.0]), st.integers(1, 14), groups, st.sampled_from(["North", "South"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(cells, min_size=1, max_size=120), st.sampled_from(["month", "quarter", "year", None]))
def test_no_group_of_fewer_than_five_is_shown_or_found_by_subtraction(
    answers: list[tuple[float, int, str, str]], grain: Any
) -> None:
    counts: defaultdict[Place, Counter[float]] = defaultdict(Counter)
    for value, m, a, b in answers:
        counts[Place(f"{2025 + (m - 1) // 12}-{(m - 1) % 12 + 1:02}", (a, b))][value] += 1
    sample = Sample(Measure("m", "nps", "M", "f", by=("kind", "region"), period=grain), counts)
    result = measured(sample, RESAMPLE)
    assert result.n == len(answers)
    if result.n < MIN_CELL:
        assert result.value is None and not result.by and not result.periods and result.run_chart is None
        return
    for by in ("kind", "region"):
        shown = [segment.n for segment in result.by if segment.by == by]
        assert all(n >= MIN_CELL for n in shown)
        assert sum(shown) in {0, result.n}
    assert all(period.n >= MIN_CELL for period in result.periods)
    hidden = result.n - sum(period.n for period in result.periods)
    assert not result.periods or hidden == 0 or hidden >= MIN_CELL
    chart = result.run_chart
    assert chart is not None
    assert all(month.n is None or month.n == 0 or month.n >= MIN_CELL for month in chart.months)
    hidden = result.n - sum(month.n or 0 for month in chart.months)
    assert hidden == 0 or hidden >= MIN_CELL
    assert all(before.month < after.month for before, after in pairwise(chart.months))


def test_a_small_group_takes_the_next_with_it() -> None:
    """Else whoever subtracts the shown groups from the whole knows the three."""
    sizes = {"Consumer": 30, "Business": 8, "Public": 3}
    counts = {Place("", (name,)): {9.0: n} for name, n in sizes.items()}
    result = measured(Sample(Measure("m", "nps", "M", "f", by=("kind",)), counts), RESAMPLE)
    assert [(segment.name, segment.n) for segment in result.by] == [("Consumer", 30), (OTHERS, 11)]
    assert result.differences == ()


def test_a_pair_is_what_was_perceived_less_what_was_expected() -> None:
    """SERVQUAL as Parasuraman, Zeithaml and Berry 1988 count it: below 0 expectations are not met. Worked by hand."""
    counts = {Place("", ()): {(7.0, 5.0): 6, (6.0, 6.0): 3, (5.0, 6.0): 1}}
    measure = Measure("m", "expectation-perception", "M", "f", scale=(1, 7))
    result = measured(sample_of_pairs(measure, counts), RESAMPLE)
    assert (result.value, result.expectation, result.perception) == pytest.approx((-1.1, 6.5, 5.4))
    assert result.high is not None and result.high < 0


@pytest.mark.parametrize("case", cases("means.yaml"), ids=lambda case: f"{case['variant']} {case['value']}")
def test_a_mean_is_the_one_worked_by_hand(case: dict[str, Any]) -> None:
    given = case.get("pairs") or [[value, n] for value, n in case["counts"].items()]
    measure, place = Measure("m", case["variant"], "M", "f"), Place("", ())
    if measure.formula.paired:
        sample = sample_of_pairs(measure, {place: {(expected, perceived): n for expected, perceived, n in given}})
    else:
        sample = Sample(measure, {place: dict(given)})
    result = measured(sample, RESAMPLE)
    assert result.value == pytest.approx(case["value"])
    slack = (case["high"] - case["low"]) / 10
    assert (result.low, result.high) == pytest.approx((case["low"], case["high"]), abs=slack)
    assert (result.expectation, result.perception) == (case.get("expectation"), case.get("perception"))
