"""The values that rules give: stages, demands, what stands in the way, and what is wrong with a questionnaire."""

from collections.abc import Mapping
from typing import Literal, Protocol

from msgspec import UNSET, Struct, UnsetType

from cxmaturity.domain.results.result import OtherRules, Why
from cxmaturity.domain.scoring.outcome import line_name
from cxmaturity.domain.scoring.primitives import Value

Reading = Mapping[str, int | None]
"""The rank of every practice, None where it is left out."""


class Stage(Struct, frozen=True):
    """A stage that a result can have: a point of the scale, or a number of dimensions won.

    `name` stands in a table ("Mobilise", "2 of 5"), `said` in a sentence ("2 of 5 dimensions"), `full` alone ("2 of 5
    dimensions won"), `short` where there is little room ("2"). `meaning` is what the questionnaire says of it, empty
    where it does not.
    """

    rank: int
    id: str
    name: str
    said: str
    full: str
    short: str
    meaning: str


class Obstacle(Struct, frozen=True):
    """A practice that stands in the way of a stage or a level, the rank that it needs, and why."""

    practice: str
    rank: int
    why: Why


class Demand(Struct, frozen=True):
    """One thing that a target asks for.

    `level`: a group stands at a level; `gate`: a practice stands at a rank, for a gate; `won`: so many
    dimensions have a score above 0, about the whole.
    """

    kind: Literal["level", "gate", "won"]
    about: str
    rank: int

    def met(self, outcome: Mapping[str, Value]) -> bool:
        """Whether an outcome of the scoring engine meets it."""
        line = {"level": line_name("level", self.about), "gate": self.about, "won": "stage"}[self.kind]
        return (outcome[line] or 0) >= self.rank


class Measures(Struct, frozen=True):
    """What a rule says beside the stage, as it stands in the result: None or UNSET where it does not."""

    breadth: int | None = None
    other_rules: OtherRules = OtherRules(None, None)
    balance: float | UnsetType | None = UNSET
    free_of_harm: int | UnsetType | None = UNSET


class RuleProblem(Struct, frozen=True):
    """What a rule does not allow in a questionnaire: where in the file, or in which dimension, what, and what to do."""

    code: str
    message: str
    hint: str
    place: tuple[str | int, ...] = ()
    dimension: str = ""


class WeightSensitivity(Protocol):
    """Where practices stand in one reading, apart from the weights: for those who ask for thousands of weights."""

    weights: list[int]
    """Those of the questionnaire: each dimension's before those of its practices or inner dimensions."""

    @property
    def certain(self) -> bool:
        """Whether weights that move as far as they may give no other stage."""

    def stage(self, weights: list[int]) -> int:
        """The stage under these weights."""
