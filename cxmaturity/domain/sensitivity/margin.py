"""The fewest drops that bring a line of the rule down: exact, from the rule's own program.

A drop takes one practice to its next lower option. The search follows the program backwards. A line of
conditions falls with whichever of them falls most cheaply. A weighted sum falls when enough weight drops out
of it: a covering problem over its children, solved exactly by dynamic programming over the number of drops,
so that the size of weights costs nothing.

That the number found is the smallest follows line by line: every line rises with its arguments, and the
children of a sum share no practice, so that their drops add up. A set of the fewest drops holds none to spare:
each child that counts falls by a set of its own fewest drops, which is how all sets are listed.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from heapq import merge
from itertools import chain

from msgspec import Struct

from cxmaturity.domain.model import Practice
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.primitives import Number
from cxmaturity.domain.scoring.program import Line, Program

Places = tuple[int, ...]
"""Drops as the places of their practices in the questionnaire, rising; a practice that drops twice stands twice."""


class _Choice(Struct, frozen=True):
    """A child that comes to stand at `top` at most: the drops it takes, and what the sum loses by it."""

    line: str
    top: Number
    drops: int
    loss: Number


_Table = list[list[Number]]
"""`table[i][n]`: the most that the sum can lose by n drops at most among the children from the i-th on."""


class _Way(Struct, frozen=True):
    """One cheapest way down: drops of one practice (`places`), or enough of the choices of a sum."""

    drops: int
    places: Places = ()
    choices: tuple[tuple[_Choice, ...], ...] = ()
    loss: Number = 0
    table: _Table = []


class Margin:
    """What it takes to bring lines of one run down. Only practices that have an option in that run drop."""

    def __init__(self, program: Program, outcome: Outcome, practices: Mapping[str, Practice]) -> None:
        self._lines = {line.name: line for line in program.lines}
        self._outcome = outcome
        self._practices = practices
        self._places = {practice: i for i, practice in enumerate(program.inputs)}
        self._known: dict[tuple[str, Number], list[_Way]] = {}

    def fewest(self, line: str, top: Number) -> int | None:
        """The fewest drops after which a line that stands above `top` does not; None where no drops do."""
        ways = self._ways(line, top)
        return ways[0].drops if ways else None

    def sets(self, line: str, top: Number) -> Iterator[Places]:
        """All sets of the fewest drops that bring a line to `top`, once each, in the questionnaire's order."""
        before: Places | None = None
        for places in merge(*map(self._sets, self._ways(line, top))):
            if places != before:
                yield places
            before = places

    def _ways(self, line: str, top: Number) -> list[_Way]:
        """The cheapest ways, all of the same number of drops."""
        if (line, top) not in self._known:
            ways = [way for name, bound in self._parts(line, top) if (way := self._way(name, bound))]
            least = min((way.drops for way in ways), default=0)
            self._known[line, top] = [way for way in ways if way.drops == least]
        return self._known[line, top]

    def _parts(self, line: str, top: Number) -> Iterator[tuple[str, Number]]:
        """The practices and sums of which any one, brought down, brings the line down."""
        waiting, seen = [(line, top)], {(line, top)}
        while waiting:
            name, bound = waiting.pop()
            if name in self._places or self._lines[name].primitive in {"mass", "total"}:
                yield name, bound
            else:
                further = [line for line in self._either(self._lines[name], bound) if line not in seen]
                seen.update(further)
                waiting += further

    def _either(self, line: Line, top: Number) -> Iterator[tuple[str, Number]]:
        """The arguments of a line, each with the bound that brings the line to `top` once the argument is there."""
        args, constants = line.args, line.constants
        if line.primitive == "each":
            yield from ((arg, bound - 1) for arg, bound in zip(args, constants, strict=True))
        elif line.primitive == "add":
            # what is added up holds or not, in order: a level only where all before it hold
            place = int(top) - constants[0]
            if place >= 0:
                yield args[place], 0
        elif line.primitive == "stands":
            yield args[0], constants[0] - 1
        elif line.primitive == "value":
            yield args[0], sum(value <= top for value in constants)
        else:
            # `bands` and `whole`: the whole stays, as a drop leaves no practice without an option
            whole = self._outcome.counted(args[1])
            yield args[0], (whole if line.primitive == "whole" else constants[int(top)].least(whole)) - 1

    def _way(self, name: str, top: Number) -> _Way | None:
        if name in self._places:
            stands, options = self._outcome.counted(name), self._practices[name].options
            drops = sum(top < option.rank <= stands for option in options)
            return _Way(drops, (self._places[name],) * drops) if options[0].rank <= top else None
        choices = tuple(filter(None, self._choices(self._lines[name])))
        loss = self._outcome.counted(name) - top
        most = _enough(choices, loss)
        if most is None:
            return None
        table = _table(choices, most)
        return _Way(next(n for n, lost in enumerate(table[0]) if lost >= loss), (), choices, loss, table)

    def _choices(self, line: Line) -> Iterator[tuple[_Choice, ...]]:
        """For each child of a sum how far it can fall, and what the sum loses: the most drops first."""
        weights = line.constants[1] if line.primitive == "mass" else line.constants
        for arg, weight in zip(line.args, weights, strict=True):
            stands = self._outcome[arg]
            if stands is None:
                continue
            if line.primitive == "mass":
                least = line.constants[0]
                falls = [(least - 1, weight)] if stands >= least else []
            else:
                falls = [(lower, weight * (stands - lower)) for lower in self._lower(arg)]
            yield tuple(
                _Choice(arg, top, drops, loss) for top, loss in falls if (drops := self.fewest(arg, top)) is not None
            )

    def _lower(self, name: str) -> list[Number]:
        """The values that a line can fall to, lowest first: those of a practice's lower options, or counts."""
        line, stands = self._lines[name], self._outcome.counted(name)
        if line.primitive != "value":
            return list(range(int(stands)))
        rank = self._outcome.counted(line.args[0])
        return [line.constants[o.rank - 1] for o in self._practices[line.args[0]].options if o.rank < rank]

    def _sets(self, way: _Way) -> Iterator[Places]:
        if way.places:
            yield way.places
            return
        taken: list[Places] = []
        open_ = [self._further(way, 0, way.drops, way.loss)]
        while open_:
            place_below = next(open_[-1], None)
            if place_below is None:
                open_.pop()
                taken = taken[:-1]
                continue
            place, left, loss, drops = place_below
            if loss <= 0:
                yield tuple(chain(*taken, drops))
            else:
                taken.append(drops)
                open_.append(self._further(way, place, left, loss))

    def _further(self, way: _Way, place: int, left: int, loss: Number) -> Iterator[tuple[int, int, Number, Places]]:
        """The next child to fall, with every set of its drops: only where the children after it can do the rest."""
        for i in range(place, len(way.choices)):
            if way.table[i][left] < loss:
                return
            for choice in way.choices[i]:
                after, rest = left - choice.drops, loss - choice.loss
                if after >= 0 and way.table[i + 1][after] >= rest:
                    for drops in self.sets(choice.line, choice.top):
                        yield i + 1, after, rest, drops


def _enough(children: tuple[tuple[_Choice, ...], ...], loss: Number) -> int | None:
    """A number of drops that is enough, though perhaps not the fewest; None where no number is."""
    drops, lost = 0, Fraction(0)
    furthest = (max(choices, key=lambda choice: choice.loss) for choices in children)
    for choice in sorted(furthest, key=lambda choice: Fraction(choice.drops) / choice.loss):
        if lost >= loss:
            break
        drops, lost = drops + choice.drops, lost + choice.loss
    return drops if lost >= loss else None


def _table(children: tuple[tuple[_Choice, ...], ...], most: int) -> _Table:
    table: _Table = [[0] * (most + 1)]
    for choices in reversed(children):
        after = table[-1]
        here = list(after)
        for choice in choices:
            for n in range(choice.drops, most + 1):
                here[n] = max(here[n], after[n - choice.drops] + choice.loss)
        table.append(here)
    return table[::-1]
