"""Which groups, months and periods of a measure can be shown, so that no handful of customers can be told apart.

Groups under `MIN_CELL` stand together, and what is left of a sum is never a small number: see `agreement.cells`. Months
and periods are groups of the same answers, so they are held against the groups of all columns taken together, too.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import combinations

from msgspec import Struct

from cxmaturity.domain.agreement.cells import MOST_CELLS, merged, no_small_sum
from cxmaturity.domain.agreement.team import OTHERS
from cxmaturity.domain.outcomes.figures import MIN_CELL
from cxmaturity.domain.outcomes.sample import Grain, Place

CellOf = Mapping[str, str]
"""The cell that a label stands in: itself, or `OTHERS`."""


class Shown(Struct, frozen=True):
    """The cell of every label: of each column of groups, of months, of periods; empty where nothing can be shown."""

    groups: tuple[CellOf, ...]
    months: CellOf
    periods: CellOf


def shown(counts: Mapping[Place, int], columns: int, grain: Grain | None) -> Shown:
    """What can be shown of answers, by how many there are at each place; `columns` is how many columns of groups."""
    groups: list[CellOf] = [merged(_sizes(counts, _group(i)), MIN_CELL, MOST_CELLS) for i in range(columns)]
    for i, j in combinations(range(len(groups)), 2):
        groups[j] = _against(counts, (_group(i), groups[i]), (_group(j), groups[j]))
    together: Grouping = (lambda place: "\n".join(groups[i][place.groups[i]] for i in range(columns)), None)
    by_period: Label = lambda place: period_of(place.month, grain)  # noqa: E731
    periods = _against(counts, together, (by_period, merged(_sizes(counts, by_period), MIN_CELL)))
    months = _months(counts, grain, periods)
    if not _holds(_crossing(counts, together, (_month, months))):
        months = {}
    return Shown(tuple(groups), months, periods)


def _holds(crossing: Mapping[tuple[str, str], int]) -> bool:
    """Whether no small number can be told: no two groups share one, or sums over groups of both kinds show none."""
    return all(n >= MIN_CELL for n in crossing.values()) or no_small_sum(crossing, MIN_CELL)


def period_of(month: str, grain: Grain | None) -> str:
    """The period that a month, as 2026-11, lies in: 2026, 2026-Q4 or the month itself; nothing without either."""
    if not month or grain is None:
        return ""
    if grain == "quarter":
        return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
    return month[:4] if grain == "year" else month


def running_period(date: str, grain: Grain | None) -> str:
    """The period that a day in ISO 8601 lies in and that goes on after it; nothing where none does."""
    if not date or grain is None:
        return ""
    after = (datetime.date.fromisoformat(date) + datetime.timedelta(days=1)).isoformat()
    period = period_of(date[:7], grain)
    return period if period_of(after[:7], grain) == period else ""


Label = Callable[[Place], str]
Grouping = tuple[Label, CellOf | None]
"""A label, and the cells that labels stand in; None where labels are cells themselves."""


def _group(i: int) -> Label:
    return lambda place: place.groups[i]


def _month(place: Place) -> str:
    return place.month


def _sizes(counts: Mapping[Place, int], label: Label) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for place, n in counts.items():
        sizes[label(place)] += n
    return sizes


def _crossing(counts: Mapping[Place, int], first: Grouping, second: Grouping) -> Counter[tuple[str, str]]:
    """How many answers are in both a cell of the first kind and one of the second."""
    crossing: Counter[tuple[str, str]] = Counter()
    for place, n in counts.items():
        crossing[_cell(first, place), _cell(second, place)] += n
    return crossing


def _cell(grouping: Grouping, place: Place) -> str:
    label, cell_of = grouping
    return label(place) if cell_of is None else cell_of[label(place)]


def _against(counts: Mapping[Place, int], fixed: Grouping, other: tuple[Label, CellOf]) -> CellOf:
    """The cells of the other kind, the smallest joined until sums over both kinds show no small number."""
    label, cell_of = other
    while len(set(cell_of.values())) > 1 and not _holds(_crossing(counts, fixed, (label, cell_of))):
        sizes: Counter[str] = Counter()
        for name, n in _sizes(counts, label).items():
            if cell_of[name] != OTHERS:
                sizes[name] += n
        smallest = min(sizes, key=lambda name: (sizes[name], name))
        cell_of = {name: OTHERS if name == smallest else cell for name, cell in cell_of.items()}
    return cell_of


def _months(counts: Mapping[Place, int], grain: Grain | None, periods: CellOf) -> CellOf:
    """The cells of months: those that are hidden are enough together within every period, and within those together."""
    sizes = _sizes(counts, _month)
    within = {month: periods[period_of(month, grain)] for month in sizes}
    cell_of: dict[str, str] = {}
    for period in dict.fromkeys(within.values()):
        inside = merged({month: n for month, n in sizes.items() if within[month] == period}, MIN_CELL)
        cell_of |= {month: f"{OTHERS} {period}" if cell == OTHERS else cell for month, cell in inside.items()}
    return cell_of
