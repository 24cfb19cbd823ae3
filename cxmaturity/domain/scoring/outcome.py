"""What a run of a rule's program says, by what one asks for: the stage, the level of a group, a share at a point."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import Struct

from cxmaturity.domain.answers import Readings
from cxmaturity.domain.scoring.primitives import Number, Value
from cxmaturity.domain.scoring.program import Program

ROOT = "ROOT"
"""The id of the group that holds everything."""


def line_name(quantity: str, *about: str) -> str:
    """The name of the line of a quantity: `level(people)`, `share(people, align)`; `stage` is about nothing."""
    return f"{quantity}({', '.join(about)})" if about else quantity


@dataclass(frozen=True, slots=True, eq=False)
class Outcome(Mapping[str, Value]):
    """The values of every line of one run, exact. None stands where there is nothing to count.

    As a mapping it gives a line by its name, the way `explain` prints it.
    """

    lines: dict[str, Value]

    def __getitem__(self, line: str) -> Value:
        return self.lines[line]

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def after(self, program: Program, changes: Mapping[str, Value]) -> "Outcome":
        """The outcome once some practices stand elsewhere; `program` is the one that was run, or a part of it."""
        return Outcome(program.rerun(self.lines, changes))

    def of(self, quantity: str, *about: str) -> Value:
        """A quantity of the rule's own, None where this rule has none of that name."""
        return self.lines.get(line_name(quantity, *about))

    def count(self, quantity: str, *about: str) -> int | None:
        """The same as a whole number."""
        return _whole(self.of(quantity, *about))

    def holds(self, quantity: str, *about: str) -> bool:
        """Whether a condition of the rule is met."""
        return self.of(quantity, *about) == 1

    @property
    def stage(self) -> int | None:
        """The rank of the stage."""
        return _whole(self.lines["stage"])

    def level(self, group: str = ROOT) -> int | None:
        """The rank of the level of a group."""
        return _whole(self.lines[f"level({group})"])

    def score(self, group: str = ROOT) -> Number | None:
        """The weighted mean of a group, in the values of the scale."""
        return self.lines[f"score({group})"]

    def index(self, group: str = ROOT) -> Number | None:
        """Where the score of a group lies between the ends of the scale, 0..100."""
        return self.lines[f"index({group})"]

    def share(self, group: str, point: str) -> Number | None:
        """The share of a group that stands at a point or above, in per cent."""
        return self.lines[f"share({group}, {point})"]

    def rating(self, group: str, point: str) -> int | None:
        """That share as a rating, 0..3: not, partly, largely, fully."""
        return _whole(self.lines[f"rating({group}, {point})"])

    def value(self, practice: str) -> Number | None:
        """The value of a practice's option."""
        return self.lines[f"value({practice})"]

    def rank(self, practice: str) -> int | None:
        """The rank of a practice's option."""
        return _whole(self.lines[practice])

    def is_open(self, point: str, practice: str) -> bool:
        """Whether the gate of a stage on a practice is open."""
        return self.holds("open", point, practice)

    def reaches(self, line: str, rank: int) -> bool:
        """Whether a line, by its name, stands at a rank or above; nothing stands below every rank."""
        return (self.lines[line] or 0) >= rank

    def counted(self, line: str) -> Number:
        """A line by its name where nothing counts as 0, as for the width of an interval."""
        return self.lines[line] or 0


class Scores(Struct, frozen=True):
    """The rule of one questionnaire, run over the four readings of one set of answers."""

    program: Program
    readings: Readings
    answered: Outcome
    worst: Outcome
    best: Outcome
    documented: Outcome


def _whole(value: Value) -> int | None:
    return None if value is None else int(value)
