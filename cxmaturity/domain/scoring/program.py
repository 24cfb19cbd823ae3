"""The arithmetic of a rule: straight-line programs over a small closed table of primitives.

A program is a sequence of lines, each `name = primitive(arguments; constants)`. An argument is the name of an
earlier line or of an input. A value is a number or nothing (None): a practice with no option, or a group none
of whose practices has one. Every primitive gives nothing for an argument that is nothing, save those of groups
(`total`, `mass`), which leave such children out, and `stands`, for which nothing does not stand.
Numbers are whole or exact fractions, so that no decision is ever rounded.

Each row of the table says how a primitive is computed and how it is written out with its numbers. A further
way to run the same programs is a further column.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from heapq import heapify, heappop, heappush

from msgspec import Struct

from cxmaturity.domain.scoring.primitives import PRIMITIVES, Constants, Value, plain


class Line(Struct, frozen=True):
    """`name = primitive(args; constants)`. `about` is the id of what it is about, empty for the whole result."""

    name: str
    primitive: str
    args: tuple[str, ...]
    constants: Constants = ()
    about: str = ""


class Program:
    """Lines in order; every argument is an input or the name of an earlier line."""

    def __init__(self, inputs: Iterable[str], lines: Iterable[Line]) -> None:
        self.inputs = tuple(inputs)
        self.lines = tuple(lines)
        self._names = (*self.inputs, *(line.name for line in self.lines))
        slots = {name: i for i, name in enumerate(self._names)}
        self._compiled = [
            (PRIMITIVES[line.primitive].run, tuple(slots[a] for a in line.args), line.constants) for line in self.lines
        ]
        self._parts: dict[tuple[str, ...], Program] = {}

    def run(self, reading: Mapping[str, Value]) -> dict[str, Value]:
        """The value of every input and line. KeyError for an input that the reading lacks."""
        values: list[Value] = [reading[name] for name in self.inputs]
        for run, slots, constants in self._compiled:
            values.append(run([values[slot] for slot in slots], constants))
        return dict(zip(self._names, values, strict=True))

    def rerun(self, values: Mapping[str, Value], changes: Mapping[str, Value]) -> dict[str, Value]:
        """The values of a run after some of its inputs have changed: only what depends on them is computed again."""
        after = {**values, **changes}
        due = [
            place
            for name, value in changes.items()
            if value != values[name]
            for place in self._dependents.get(name, ())
        ]
        heapify(due)
        last = -1
        while due:
            place = heappop(due)  # in order, so that all arguments of a line are computed before it
            if place == last:
                continue
            last = place
            line = self.lines[place]
            value = PRIMITIVES[line.primitive].run([after[a] for a in line.args], line.constants)
            if value != after[line.name]:
                after[line.name] = value
                for further in self._dependents.get(line.name, ()):
                    heappush(due, further)
        return after

    @cached_property
    def _dependents(self) -> dict[str, list[int]]:
        """The places of the lines that use a name."""
        places: dict[str, list[int]] = {}
        for place, line in enumerate(self.lines):
            for name in dict.fromkeys(line.args):
                places.setdefault(name, []).append(place)
        return places

    def only(self, *names: str) -> "Program":
        """The part of the program that these lines need, made once."""
        if names not in self._parts:
            self._parts[names] = self._only(names)
        return self._parts[names]

    def _only(self, names: tuple[str, ...]) -> "Program":
        needed = set(names)
        kept: list[Line] = []
        for line in reversed(self.lines):
            if line.name in needed:
                kept.append(line)
                needed.update(line.args)
        return Program(self.inputs, reversed(kept))

    def show(self, line: Line, values: Mapping[str, Value]) -> str:
        """A line with its numbers, as one would write it on paper."""
        numbers = [values[a] for a in line.args]
        worked = PRIMITIVES[line.primitive].show(line.args, numbers, line.constants)
        value = values[line.name]
        if value is None:
            return f"{line.name} = -"
        shown = plain(value)
        return f"{line.name} = {worked} = {shown}" + (f" (about {float(value):.4f})" if "/" in shown else "")
