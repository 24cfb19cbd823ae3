"""Whether maturity and an outcome go together over one's own units: Spearman's rank correlation, and how sure it is.

Spearman (1904), American Journal of Psychology 15, 72-101; ranks that tie share their mean. The p is that of
permutations: how often values that were dealt out to the units by chance would go together as much, either way.
"""

from collections.abc import Callable, Sequence
from math import sqrt

from msgspec import Struct

from cxmaturity.domain.language import say

LEAST = 8
"""Of how many units at least anything is said."""

Chance = Callable[[Sequence[float], Sequence[float]], tuple[float, int]]
"""How likely two rows of ranks go together as much by chance, and from how many draws that is; 0 for all there are."""


class Unit(Struct, frozen=True):
    """A unit with its index (0..100) and the value of the measure."""

    name: str
    index: float
    value: float


class Link(Struct, frozen=True):
    """An index and a measure over several units.

    `rho` is -1 to 1, and `p` 0 to 1; both are None where `reason` says why. `draws` is from how many random
    permutations the p comes, 0 where all are counted.
    """

    questionnaire: str
    measure: str
    variant: str
    title: str
    n: int
    rho: float | None
    p: float | None
    draws: int
    reason: str
    units: tuple[Unit, ...]


class About(Struct, frozen=True):
    """What a link is about: the ids of the questionnaire and of the measure, its variant, and its title."""

    questionnaire: str
    measure: str
    variant: str
    title: str


def link(about: About, units: Sequence[Unit], chance: Chance) -> Link:
    """The link of the index and the measure over some units; `chance` gives the p of two rows of ranks."""
    first, second = ranks([unit.index for unit in units]), ranks([unit.value for unit in units])
    rho, p, draws, reason = None, None, 0, ""
    if len(units) < LEAST:
        sentence = "{n:word} {n|unit has|units have} both, which is too few: it takes {least:word}"
        reason = say(sentence, n=len(units), least=LEAST)
    elif (rho := correlation(first, second)) is None:
        reason = say("the index or the measure is the same in all units")
    else:
        p, draws = chance(first, second)
    of = about
    return Link(of.questionnaire, of.measure, of.variant, of.title, len(units), rho, p, draws, reason, tuple(units))


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value from 1, the lowest; those that tie have the mean of their ranks."""
    order = sorted(values)
    return [order.index(value) + (order.count(value) + 1) / 2 for value in values]


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's correlation of two rows; of ranks it is Spearman's. None where a row does not vary."""
    apart = [[value - sum(row) / len(row) for value in row] for row in (first, second)]
    spread = [sum(value * value for value in row) for row in apart]
    if not all(spread):
        return None
    together: float = sum(a * b for a, b in zip(*apart, strict=True))
    return max(-1.0, min(1.0, together / sqrt(spread[0] * spread[1])))
