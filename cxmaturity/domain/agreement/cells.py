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
    """The cell of each person, by a label each that is empty where somebody gave none.

    Every cell has `least` people or more, or there is one only; at most `most` cells stand. `least` is at least 1.
    """
    sizes = Counter(labels)
    together = {label for label, n in sizes.items() if n < least or label in {"", OTHERS}}
    apart = sorted((label for label in sizes if label not in together), key=lambda label: (sizes[label], label))
    hidden = sum(sizes[label] for label in together)
    while apart and (0 < hidden < least or len(apart) + bool(hidden) > most):
        together.add(apart[0])
        hidden += sizes[apart.pop(0)]
    return tuple(OTHERS if label in together else label for label in labels)


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
    """Whether no number of people from 1 to `least` - 1 can be told from sums over cells of levels and of functions.

    What sums over both can tell apart are unions of cells of levels less the cells of functions that lie wholly in
    them: every other set is made of such (the incidence of people in two partitions is totally unimodular).
    """
    if any(n < least for cell_of in (levels, functions) for n in Counter(cell_of).values()):
        return False
    crossing = Counter(zip(levels, functions, strict=True))
    names = sorted(set(levels))
    if len(names) > MOST_CELLS:
        return False
    sizes = Counter(levels)
    return all(
        not 0 < sum(sizes[name] for name in union) - _inside(crossing, union) < least
        for n in range(1, len(names) + 1)
        for union in combinations(names, n)
    )


def _inside(crossing: Mapping[tuple[str, str], int], union: Iterable[str]) -> int:
    """How many people are in cells of functions that lie wholly in a union of cells of levels."""
    within = set(union)
    outside = {function for level, function in crossing if level not in within}
    return sum(n for (_, function), n in crossing.items() if function not in outside)
