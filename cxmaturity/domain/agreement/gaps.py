"""How differently groups see the same practices: leaders and the front line first, then any two of one kind."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, Protocol

from cxmaturity.domain.agreement.people import FRONT_LINE, KINDS, LEADERS, Answered, Cells, key
from cxmaturity.domain.agreement.team import OTHERS, By, Gap, GroupView, TeamPractice
from cxmaturity.domain.model import Dimension, Questionnaire, walk

Matrix = Sequence[Sequence[int | None]]
"""The votes of a group: people by practices."""
Weights = Sequence[float]
"""How much each practice counts in a mean; they add up to 1."""


class Contrast(NamedTuple):
    """Two groups, by their places, and the weighted means on which they are compared."""

    first: int
    second: int
    sums: Sequence[Weights]


class Resample(Protocol):
    """What draws people of each group again and again, and says how far differences of means move by that."""

    def __call__(
        self, groups: Sequence[Matrix], contrasts: Sequence[Contrast], draws: int, seed: int
    ) -> Sequence[Sequence[tuple[float, float]]]:
        """The 95 % percentile interval of the first group's mean less the second's: for every contrast, every sum."""
        ...


class _About(NamedTuple):
    """What two groups are compared on: a practice, or a dimension with the weights of its practices."""

    kind: str
    id: str
    weights: Mapping[str, int]


class _Pair(NamedTuple):
    by: By
    names: tuple[str, str]
    standings: tuple[dict[str, GroupView], dict[str, GroupView]]

    @property
    def practices(self) -> set[str]:
        """The practices on which both are shown."""
        return set(self.standings[0]) & set(self.standings[1])


class Drawing(NamedTuple):
    """How gaps get their intervals."""

    resample: Resample
    draws: int
    seed: int


def gaps(
    questionnaire: Questionnaire,
    practices: Sequence[TeamPractice],
    answers: Mapping[str, Answered],
    cells: Cells,
    drawing: Drawing,
) -> tuple[Gap, ...]:
    """Every gap between two groups that can be shown, on practices and dimensions.

    Leaders and front line before all else; then the clear ones, whose interval leaves out 0, and the widest first. A
    dimension's gap is the weighted mean of the gaps of those practices on which both groups are shown.
    """
    pairs = list(_pairs(practices))
    names = list(dict.fromkeys((pair.by, name) for pair in pairs for name in pair.names))
    columns = [answers[practice.practice].votes for practice in practices]
    people = list(zip(*columns, strict=True))
    groups = [[row for row, cell in zip(people, cells.of(by), strict=True) if cell == name] for by, name in names]
    compared = [list(_compared(questionnaire, pair.practices)) for pair in pairs]
    order = [practice.practice for practice in practices]
    contrasts = []
    for pair, abouts in zip(pairs, compared, strict=True):
        first, second = (names.index((pair.by, name)) for name in pair.names)
        contrasts.append(Contrast(first, second, [_spread(about, order) for about in abouts]))
    intervals = drawing.resample(groups, contrasts, drawing.draws, drawing.seed) if contrasts else []
    differences = [
        _gap(pair, about, interval)
        for pair, abouts, bounds in zip(pairs, compared, intervals, strict=True)
        for about, interval in zip(abouts, bounds, strict=True)
    ]
    return tuple(sorted(differences, key=lambda gap: (not leading(gap), not gap.clear, -abs(gap.difference))))


def leading(gap: Gap) -> bool:
    """Whether it is between leaders and the front line."""
    return key(gap.groups[0]) in LEADERS and key(gap.groups[1]) in FRONT_LINE


def _pairs(practices: Sequence[TeamPractice]) -> Iterator[_Pair]:
    """Any two groups of one kind, leaders before the front line, else in the order of the alphabet."""
    for by in KINDS:
        shown: dict[str, dict[str, GroupView]] = {}
        for practice in practices:
            for standing in practice.groups:
                if standing.by == by and standing.name != OTHERS:
                    shown.setdefault(standing.name, {})[practice.practice] = standing
        order = sorted(shown, key=lambda name: (key(name) not in LEADERS, key(name) in FRONT_LINE, name))
        for first, second in combinations(order, 2):
            pair = _Pair(by, (first, second), (shown[first], shown[second]))
            if pair.practices:
                yield pair


def _compared(questionnaire: Questionnaire, practices: set[str]) -> Iterator[_About]:
    for id_ in questionnaire.practices:
        if id_ in practices:
            yield _About("practice", id_, {id_: 1})
    for dimension in walk(questionnaire.dimensions):
        weights = {id_: weight for id_, weight in _weights(dimension).items() if id_ in practices}
        if weights:
            yield _About("dimension", dimension.id, weights)


def _weights(dimension: Dimension) -> dict[str, int]:
    return {practice.id: practice.weight for group in walk((dimension,)) for practice in group.practices}


def _spread(about: _About, order: Sequence[str]) -> list[float]:
    whole = sum(about.weights.values())
    return [about.weights.get(id_, 0) / whole for id_ in order]


def _gap(pair: _Pair, about: _About, interval: tuple[float, float]) -> Gap:
    first, second = pair.standings
    whole = sum(about.weights.values())
    difference = sum(w * (first[id_].mean - second[id_].mean) for id_, w in about.weights.items()) / whole
    is_practice = about.kind == "practice"
    return Gap(
        by=pair.by,
        groups=pair.names,
        kind="practice" if is_practice else "dimension",
        about=about.id,
        difference=round(difference, 9),
        low=interval[0],
        high=interval[1],
        medians=(first[about.id].median, second[about.id].median) if is_practice else None,
    )
