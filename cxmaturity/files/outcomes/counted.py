"""Rows of answers as counts, by the places that they belong to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from cxmaturity.domain.outcomes.sample import Pair, Place


def counted(
    answers: Iterable[float], months: Sequence[str | None], groups: Sequence[Sequence[str]]
) -> dict[Place, Counter[float]]:
    """How many answers of each kind there are at every place; those of no month are outside the days that count.

    They are put apart by their places first: counting all kinds at all places at once takes four times as long.
    """
    apart: defaultdict[tuple[str | None, ...], list[float]] = defaultdict(list)
    for answer, place in zip(answers, zip(months, *groups, strict=True), strict=True):
        apart[place].append(answer)
    return {
        Place(month, tuple(map(str, of))): Counter(kinds) for (month, *of), kinds in apart.items() if month is not None
    }


def pairs_counted(
    expected: Sequence[float], perceived: Sequence[float], months: Sequence[str | None], groups: Sequence[Sequence[str]]
) -> dict[Place, dict[Pair, int]]:
    """The same of pairs, of which there are few kinds: these are counted at once, in half the time."""
    counts: defaultdict[Place, dict[Pair, int]] = defaultdict(dict)
    kinds = Counter(zip(months, expected, perceived, *groups, strict=True))
    for (month, expectation, perception, *of), n in kinds.items():
        if month is not None:
            counts[Place(month, tuple(map(str, of)))][expectation, perception] = n
    return counts
