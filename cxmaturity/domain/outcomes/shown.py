"""Which groups, months and periods of a measure can be shown, so that no handful of customers can be told apart.

Groups under `MIN_CELL` stand together, and what is left of a sum is never a small number: see `agreement.cells`. Months
and periods are groups of the same answers, so they are held against the groups of each column, too.
"""

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
    months: CellOf = _months(counts, grain)
    periods: CellOf = merged(_sizes(counts, lambda place: period_of(place.month, grain)), MIN_CELL)
    for i, cell_of in enumerate(groups):
        if months and not no_small_sum(_crossing(counts, (_group(i), cell_of), (_month, months)), MIN_CELL):
            months = {}
        periods = _against(
            counts,
            (_group(i), cell_of),
            (lambda place: period_of(place.month, grain), periods),
        )
    return Shown(tuple(groups), months, periods)


def period_of(month: str, grain: Grain | None) -> str:
    """The period that a month, as 2026-11, lies in: 2026, 2026-Q4 or the month itself; nothing without either."""
    if not month or grain is None:
        return ""
    if grain == "quarter":
        return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
    return month[:4] if grain == "year" else month


Label = Callable[[Place], str]


def _group(i: int) -> Label:
    return lambda place: place.groups[i]


def _month(place: Place) -> str:
    return place.month


def _sizes(counts: Mapping[Place, int], label: Label) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for place, n in counts.items():
        sizes[label(place)] += n
    return sizes


def _crossing(
    counts: Mapping[Place, int], first: tuple[Label, CellOf], second: tuple[Label, CellOf]
) -> Counter[tuple[str, str]]:
    crossing: Counter[tuple[str, str]] = Counter()
    for place, n in counts.items():
        crossing[first[1][first[0](place)], second[1][second[0](place)]] += n
    return crossing


def _against(counts: Mapping[Place, int], fixed: tuple[Label, CellOf], other: tuple[Label, CellOf]) -> CellOf:
    """The cells of the other kind, the smallest joined until sums over both kinds show no small number."""
    label, cell_of = other
    while len(set(cell_of.values())) > 1 and not no_small_sum(_crossing(counts, fixed, (label, cell_of)), MIN_CELL):
        sizes: Counter[str] = Counter()
        for name, n in _sizes(counts, label).items():
            if cell_of[name] != OTHERS:
                sizes[name] += n
        smallest = min(sizes, key=lambda name: (sizes[name], name))
        cell_of = {name: OTHERS if name == smallest else cell for name, cell in cell_of.items()}
    return cell_of


def _months(counts: Mapping[Place, int], grain: Grain | None) -> CellOf:
    """The cells of months: those that are hidden are enough together within every period."""
    sizes = _sizes(counts, _month)
    cell_of: dict[str, str] = {}
    for period in dict.fromkeys(period_of(month, grain) for month in sizes):
        inside = {month: n for month, n in sizes.items() if period_of(month, grain) == period}
        cell_of |= {
            month: cell if cell != OTHERS else f"{OTHERS} {period}" for month, cell in merged(inside, MIN_CELL).items()
        }
    return cell_of
