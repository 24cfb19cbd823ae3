"""Which groups of people can be shown, so that none of fewer than a number of people is, nor can be found out.

People who share a level or a function are a cell. Cells under the least number stand together as `OTHERS`, and where
these are still too few the next smallest cell joins them: what is missing in the total is then never a small group.
Levels and functions cross: whoever knows that all leaders but two are in marketing could subtract. So of both together
only what no subtraction takes apart is shown.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from cxmaturity.domain.agreement.team import OTHERS

MOST_CELLS = 12
"""How many cells of levels are looked at with those of functions; with more, the smallest stand together."""


def cells(labels: Sequence[str], least: int, most: int = 10_000) -> tuple[str, ...]:
    """The cell of each person, by a label each that is empty where somebody gave none; see `merged`."""
    cell_of = merged(Counter(labels), least, most)
    return tuple(cell_of[label] for label in labels)


def merged(sizes: Mapping[str, int], least: int, most: int = 10_000) -> dict[str, str]:
    """The cell of each label, by how many people gave it; the label is empty for those who gave none.

    Every cell has `least` people or more, or there is one only; at most `most` cells stand. `least` is at least 1.
    """
    together = {label for label, n in sizes.items() if n < least or label in {"", OTHERS}}
    apart = sorted((label for label in sizes if label not in together), key=lambda label: (sizes[label], label))
    hidden = sum(sizes[label] for label in together)
    while apart and (0 < hidden < least or len(apart) + bool(hidden) > most):
        together.add(apart[0])
        hidden += sizes[apart.pop(0)]
    return {label: OTHERS if label in together else label for label in sizes}


def crossed(levels: Sequence[str], functions: Sequence[str], least: int) -> tuple[str, ...]:
    """The cells of functions, fewer of them where levels and functions together would show fewer than `least` people.

    The smallest join the others until nothing does; at worst one cell is left, which is everybody.
    """
    shown = tuple(functions)
    while len(set(shown)) > 1 and not holds(levels, shown, least):
        sizes = Counter(cell for cell in shown if cell != OTHERS)
        smallest = min(sizes, key=lambda cell: (sizes[cell], cell))
        shown = tuple(OTHERS if cell == smallest else cell for cell in shown)
    return shown


def holds(levels: Sequence[str], functions: Sequence[str], least: int) -> bool:
    """Whether no number of people from 1 to `least` - 1 can be told from sums over cells of levels and of functions."""
    return no_small_sum(Counter(zip(levels, functions, strict=True)), least)


def no_small_sum(crossing: Mapping[tuple[str, str], int], least: int) -> bool:
    """The same by how many people are in both a cell of the first kind and one of the second.

    What sums over both can tell apart are unions of cells of levels less the cells of functions that lie wholly in
    them: every other set is made of such (the incidence of people in two partitions is totally unimodular).
    """
    sizes: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for pair, n in crossing.items():
        for sums, name in zip(sizes, pair, strict=True):
            sums[name] += n
    if any(n < least for sums in sizes for n in sums.values()):
        return False
    names = sorted(sizes[0])
    if len(names) > MOST_CELLS:
        return False
    return all(
        not 0 < sum(sizes[0][name] for name in union) - _inside(crossing, union) < least
        for n in range(1, len(names) + 1)
        for union in combinations(names, n)
    )


def _inside(crossing: Mapping[tuple[str, str], int], union: Iterable[str]) -> int:
    """How many people are in cells of functions that lie wholly in a union of cells of levels."""
    within = set(union)
    outside = {function for level, function in crossing if level not in within}
    return sum(n for (_, function), n in crossing.items() if function not in outside)
