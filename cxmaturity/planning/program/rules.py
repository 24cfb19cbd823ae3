"""The rule of scoring as rows of a program: columns that can be yes only where a level holds.

What a program says is checked with the scoring engine itself. Where weights are so large that rows can not hold
them exactly, a row asks for a little too little; `correct` then adds rows that forbid what the engine refutes.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from cxmaturity.domain.model import Dimension, Requirement
from cxmaturity.domain.scoring.level import level_rule
from cxmaturity.domain.scoring.lines import groups
from cxmaturity.domain.scoring.outcome import Outcome, line_name
from cxmaturity.domain.scoring.values import Demand
from cxmaturity.planning.program.solver import Model, Solved
from cxmaturity.planning.situation import Situation

LARGEST = 10**6
"""The largest factor of a row: with larger ones HiGHS's tolerances could decide."""


class _Term(Struct, frozen=True):
    """A practice or group at a rank or above, what that weighs, and the column that says so."""

    about: str
    rank: int
    weight: int
    column: int


class _Row(Struct, frozen=True):
    """If `column` is yes, the terms that are yes weigh as much as is needed."""

    column: int
    terms: tuple[_Term, ...]
    needed: int


class Rules:
    """Columns for the levels of groups, over the columns that say which steps are taken."""

    def __init__(self, model: Model, situation: Situation, taken: Sequence[int]) -> None:
        self.model = model
        self.situation = situation
        self.taken = taken
        self.questionnaire = situation.basis.questionnaire
        self.groups = {group.id: group for group in groups(self.questionnaire)}
        self.levels: dict[tuple[str, int], int] = {}
        self.rows: list[_Row] = []

    def demand(self, demand: Demand) -> None:
        """Ask that something is so."""
        if demand.kind == "won":
            won = [self._won(group) for group in self.questionnaire.dimensions]
            self.model.at_least({column: 1 for column in won if column != self.model.no}, demand.rank)
            return
        column = (self.practice if demand.kind == "gate" else self.level)(demand.about, demand.rank)
        self.model.at_least({column: 1}, 1)

    def practice(self, id_: str, rank: int) -> int:
        """The column that says whether a practice stands at a rank or above."""
        stands = self.situation.start[id_]
        if stands is None:
            return self.model.no
        if stands >= rank:
            return self.model.yes
        step = self.questionnaire.practices[id_].option_at_least(rank)
        return self.taken[self.situation.number[Requirement(id_, step.rank)]]

    def level(self, id_: str, rank: int) -> int:
        """The column that says whether a group stands at a level."""
        group = self.groups[id_]
        if not self._scored(group):
            return self.model.no
        if rank <= 1:
            return self.model.yes
        if (id_, rank) not in self.levels:
            column = self.levels[id_, rank] = self.model.column()
            children = self._children(group)
            whole = sum(weight for _, weight in children)
            for need in level_rule(self.questionnaire.scoring).needed(rank):
                if need.limit.per_cent < 100:
                    self._share(column, children, need.rank, need.limit.least(whole))
                else:  # of everything each by itself, which says more than a sum of weights
                    for child, _ in children:
                        self.model.implies(column, self.at(child, need.rank))
        return self.levels[id_, rank]

    def at(self, id_: str, rank: int) -> int:
        """The column that says whether a practice or a group stands at a rank or above."""
        if rank <= 1:
            return self.model.yes
        return self.level(id_, rank) if id_ in self.groups else self.practice(id_, rank)

    def correct(self, solved: Solved, outcome: Outcome) -> bool:
        """Add rows that forbid levels which the program claims and the engine refutes; whether there were any."""
        before = len(self.model.rows)
        for row in self.rows:
            if solved.chosen(row.column):
                so = [outcome.reaches(self._line(term.about), term.rank) for term in row.terms]
                if sum(term.weight for term, is_so in zip(row.terms, so, strict=True) if is_so) < row.needed:
                    self._forbid(row, so)
        return len(self.model.rows) > before

    def _line(self, id_: str) -> str:
        """The line that says where a practice or a group stands."""
        return line_name("level", id_) if id_ in self.groups else id_

    def _forbid(self, row: _Row, so: Sequence[bool]) -> None:
        """One more term must be so than those that are, and than others that with these are not enough either."""
        weight = sum(term.weight for term, is_so in zip(row.terms, so, strict=True) if is_so)
        rest = [term for term, is_so in zip(row.terms, so, strict=True) if not is_so]
        terms = {row.column: -1}
        for term in sorted(rest, key=lambda term: -term.weight):
            if weight + term.weight < row.needed:
                weight += term.weight
            else:
                terms[term.column] = 1
        self.model.at_least(terms, 0)

    def _children(self, group: Dimension) -> tuple[tuple[str, int], ...]:
        practices = ((p.id, p.weight) for p in group.practices if self.situation.start[p.id] is not None)
        return (*practices, *((d.id, d.weight) for d in group.dimensions if self._scored(d)))

    def _scored(self, group: Dimension) -> bool:
        return any(self.situation.start[p.id] is not None for p in group.practices) or any(
            map(self._scored, group.dimensions)
        )

    def _share(self, column: int, children: Sequence[tuple[str, int]], rank: int, needed: int) -> None:
        """If the column is yes, children of so much weight stand at a rank."""
        terms = [_Term(child, rank, weight, self.at(child, rank)) for child, weight in children]
        certain = sum(term.weight for term in terms if term.column == self.model.yes)
        self._row(column, [term for term in terms if term.column != self.model.yes], needed - certain)

    def _row(self, column: int, terms: Sequence[_Term], needed: int) -> None:
        if needed <= 0:
            return
        self.rows.append(_Row(column, tuple(terms), needed))
        unit = math.gcd(*(term.weight for term in terms)) or 1
        least = -(-needed // unit)
        factors = {term.column: min(term.weight // unit, least) for term in terms}
        if least > LARGEST:  # factors rounded up ask for too little, never for too much
            factors = {at: -(-factor * LARGEST // least) for at, factor in factors.items()}
            least = LARGEST
        self.model.at_least({**factors, column: -least}, 0)

    def _won(self, group: Dimension) -> int:
        """The column that says whether a dimension's score is above 0."""
        if not self._scored(group):
            return self.model.no
        value = [0, *(int(point.value) for point in self.questionnaire.scale)]
        terms: list[_Term] = []
        score = 0
        for practice in group.practices:
            stands = self.situation.start[practice.id]
            if stands is not None:
                score += practice.weight * value[stands]
                terms += [
                    _Term(practice.id, to.rank, practice.weight * rise, self.practice(practice.id, to.rank))
                    for before, to in pairwise(practice.options)
                    if to.rank > stands and (rise := value[to.rank] - value[before.rank])
                ]
        column = self.model.column()
        self._row(column, terms, 1 - score)
        return column
