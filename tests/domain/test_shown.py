"""Which groups, months and periods can be shown: an attacker with paper and pencil finds no handful of customers.

Whoever has the figures can add and subtract them. So the tests do that: every number of answers that sums of shown
groups can give is looked at.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.agreement.cells import merged, no_small_sum
from cxmaturity.domain.agreement.team import OTHERS
from cxmaturity.domain.outcomes.figures import MIN_CELL
from cxmaturity.domain.outcomes.sample import Place
from cxmaturity.domain.outcomes.shown import Shown, period_of, running_period, shown

MONTHS = ("2026-01", "2026-02", "2026-04")


def smallest(counts: dict[Place, int], groups: Iterable[set[Place]]) -> int:
    """The least number of answers, above 0, that sums and differences of groups can tell from the others.

    A set of places is told where its members lie in the span of the groups: every set is tried.
    """
    places = list(counts)
    told = np.array([[float(place in group) for place in places] for group in groups] or [[0.0] * len(places)])
    _, spread, vectors = np.linalg.svd(told)
    free = vectors[(spread > 1e-9).sum() :]  # what no sum of groups says anything of
    every = np.array(list(product((0.0, 1.0), repeat=len(places))))
    within = np.abs(every @ free.T).max(axis=1, initial=0) < 1e-9
    sizes = every @ np.array([counts[place] for place in places], dtype=float)
    return int(min((n for n in sizes[within] if n > 0), default=0))


def groups_shown(counts: dict[Place, int], visible: Shown, *, grain: str | None) -> list[set[Place]]:
    """The sets of places whose figures are printed: all, each column's groups, the months and the periods."""
    sets = [set(counts)]
    for i, cell_of in enumerate(visible.groups):
        sets += [{p for p in counts if cell_of[p.groups[i]] == cell} for cell in set(cell_of.values())]
    sets += [{p for p in counts if p.month == month} for month, cell in visible.months.items() if cell == month]
    sets += [
        {p for p in counts if period_of(p.month, grain) == period}  # type: ignore[arg-type]
        for period, cell in visible.periods.items()
        if grain and cell == period
    ]
    return [group for group in sets if group]


counted = st.dictionaries(
    st.builds(Place, st.sampled_from(MONTHS), st.tuples(st.sampled_from("AB"), st.sampled_from("xy"))),
    st.integers(1, 12),
    min_size=1,
    max_size=9,
)


@given(counted, st.sampled_from(["quarter", "month", "year", None]), st.sampled_from([0, 1, 2]))
@settings(max_examples=250, deadline=None)
def test_no_sum_of_columns_months_and_periods_tells_a_handful(
    counts: dict[Place, int], grain: str | None, columns: int
) -> None:
    if sum(counts.values()) < MIN_CELL:
        return
    fewer: Counter[Place] = Counter()
    for place, n in counts.items():
        fewer[Place(place.month, place.groups[:columns])] += n
    visible = shown(fewer, columns, grain)  # type: ignore[arg-type]
    assert smallest(dict(fewer), groups_shown(dict(fewer), visible, grain=grain)) >= MIN_CELL


def test_the_attacker_of_these_tests_has_its_eyes_open() -> None:
    """The tests above can fail: without hiding, the three of the south are found."""
    counts = {Place("2026-01", ("A", "x")): 9, Place("2026-01", ("B", "x")): 3}
    every = [set(counts), {Place("2026-01", ("A", "x"))}]
    assert smallest(counts, every) == 3
    assert smallest(counts, every[:1]) == 12


@pytest.mark.parametrize(
    ("sizes", "cells"),
    [
        ({"A": 30, "B": 20}, {"A": "A", "B": "B"}),
        ({"A": 30, "B": 20, "C": 4}, {"A": "A", "B": OTHERS, "C": OTHERS}),
        ({"A": 30, "B": 3, "C": 2}, {"A": "A", "B": OTHERS, "C": OTHERS}),
        ({"A": 4}, {"A": OTHERS}),
        ({"A": 30, "": 6}, {"A": "A", "": OTHERS}),
        ({"A": 30, "B": 5, "": 4}, {"A": "A", "B": OTHERS, "": OTHERS}),
        ({"A": 30, OTHERS: 9}, {"A": "A", OTHERS: OTHERS}),
    ],
    ids=str,
)
def test_groups_too_small_stand_together_with_the_next(sizes: dict[str, int], cells: dict[str, str]) -> None:
    assert merged(sizes, MIN_CELL) == cells
    counts = {Place("", (name,)): n for name, n in sizes.items()}
    assert dict(shown(counts, 1, None).groups[0]) == cells


def test_of_many_groups_the_smallest_stand_together() -> None:
    """A table of a hundred towns helps nobody, and its sums can not be looked through."""
    sizes = {f"town {i}": 10 + i for i in range(40)}
    cells = shown({Place("", (name,)): n for name, n in sizes.items()}, 1, None).groups[0]
    kept = {cell for cell in cells.values() if cell != OTHERS}
    assert len(kept) == 11 and min(sizes[name] for name in kept) == 39


def test_months_that_a_quarter_gives_away_are_hidden_with_another_of_that_quarter() -> None:
    """The quarter less its other two months would be the month of three."""
    counts = {Place(month, ()): n for month, n in {"2026-01": 9, "2026-02": 3, "2026-03": 8, "2026-04": 30}.items()}
    visible = shown(counts, 0, "quarter")
    assert [month for month, cell in visible.months.items() if cell == month] == ["2026-01", "2026-04"]
    assert dict(visible.periods) == {"2026-Q1": "2026-Q1", "2026-Q2": "2026-Q2"}


def test_months_that_groups_give_away_are_not_shown_at_all() -> None:
    """All of May are of the north but for two: the north less May would be nearly everybody else's."""
    counts = {
        Place("2026-05", ("North",)): 20,
        Place("2026-06", ("North",)): 2,
        Place("2026-06", ("South",)): 20,
    }
    visible = shown(counts, 1, None)
    assert visible.months == {} and set(visible.groups[0].values()) == {"North", "South"}


@pytest.mark.parametrize(
    ("month", "grain", "period"),
    [
        ("2026-01", "quarter", "2026-Q1"),
        ("2026-03", "quarter", "2026-Q1"),
        ("2026-04", "quarter", "2026-Q2"),
        ("2026-12", "quarter", "2026-Q4"),
        ("2026-12", "year", "2026"),
        ("2026-12", "month", "2026-12"),
        ("2026-12", None, ""),
        ("", "quarter", ""),
    ],
)
def test_a_month_lies_in_its_period(month: str, grain: str | None, period: str) -> None:
    assert period_of(month, grain) == period  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("date", "grain", "running"),
    [
        ("2026-11-22", "quarter", "2026-Q4"),
        ("2026-12-31", "quarter", ""),
        ("2026-09-30", "quarter", ""),
        ("2026-09-30", "year", "2026"),
        ("2026-02-28", "month", ""),
        ("2028-02-28", "month", "2028-02"),
        ("2026-11-22", None, ""),
        ("", "year", ""),
    ],
)
def test_a_period_goes_on_until_its_last_day(date: str, grain: str | None, running: str) -> None:
    """Else seven weeks would be held against thirteen, and nobody told."""
    assert running_period(date, grain) == running  # type: ignore[arg-type]


def test_two_groupings_alike_show_no_small_difference() -> None:
    crossing = Counter({("North", "Web"): 10, ("South", "Shop"): 10})
    assert no_small_sum(crossing, MIN_CELL)
    assert not no_small_sum(crossing + Counter({("North", "Shop"): 2}), MIN_CELL)
