"""The result of an assessment, in exactly the shape that `score --format json` prints it.

Names are the format's: they change only with `SCHEMA`. Scores, indices, shares and coverages are unrounded;
ids of dimensions and practices are full ids; None stands where there is no number.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from cxmaturity.domain.answers import Status
from cxmaturity.domain.references import AnswersRef, QuestionnaireRef
from cxmaturity.domain.results.roadmap import CheapStep, Plan, ToProve
from cxmaturity.domain.results.robustness import Robustness

Why = Literal["gate", "share"]
Rating = Literal["N", "P", "L", "F"]


class StageResult(Struct, frozen=True):
    """The stage: as claimed, its interval, what the documented answers alone carry, and the level of the whole.

    Where no stage is claimed `rank`, `id` and `name` are None. `documented` is never above the stage as answered,
    and None where nothing is documented; `breadth` is the level of the whole, None under sweep.
    `documented_answers` of the `carrying_answers` (those at the claimed stage's point or above) have valid
    evidence; None where nothing is claimed.
    """

    claimed: bool
    rank: int | None
    id: str | None
    name: str | None
    worst: int | None
    best: int | None
    documented: int | None
    breadth: int | None
    documented_answers: int | None
    carrying_answers: int | None

    @property
    def stands(self) -> int | None:
        """The rank that counts: the claimed one, else the worst case's."""
        return self.rank if self.claimed else self.worst


class PracticeResult(Struct, frozen=True):
    """Where a practice stands: `rank` as answered, `low` and `high` in the worst and the best case."""

    id: str
    status: Status
    rank: int | None
    low: int | None
    high: int | None


class DimensionResult(Struct, frozen=True):
    """A dimension as answered; `shares` and `ratings` by point, lowest first."""

    id: str
    name: str
    score: float | None
    index: float | None
    level: int | None
    worst: int | None
    best: int | None
    documented: int | None
    coverage: float | None
    shares: tuple[float | None, ...]
    ratings: tuple[Rating | None, ...]
    practices: tuple[PracticeResult, ...]
    dimensions: tuple["DimensionResult", ...]


class GateResult(Struct, frozen=True):
    """Whether a gate is open as answered; `stage` is the id of the stage that it guards."""

    stage: str
    practice: str
    open: bool


class Blocker(Struct, frozen=True):
    """A practice that could bring the target closer: from its worst case to the rank needed, and why."""

    practice: str
    from_: int = field(name="from")
    to: int
    why: tuple[Why, ...]
    unknown: bool


class TargetResult(Struct, frozen=True):
    """The stage aimed at and what stands in the way, seen from the worst case. Blockers are candidates."""

    id: str
    rank: int
    blockers: tuple[Blocker, ...]


class OtherRules(Struct, frozen=True):
    """What other common rules would say of the same answers, without gates; None under sweep."""

    weakest_dimension: int | None
    rounded_down: int | None


class FindOut(Struct, frozen=True):
    """A practice that applies and that nobody has answered.

    `saves_at_best` is how many person-days the plan loses if it proves to stand where that saves the most; None
    where nothing was planned.
    """

    practice: str
    status: Literal["dk", "missing"]
    saves_at_best: int | None = None


class Result(Struct, frozen=True):
    """Everything that an assessment says of one answers file.

    `plan` is the cheapest plan to the target: None where nothing was planned, or no steps reach it. `balance`
    (100 x the score) and `free_of_harm` (the dimensions in which nothing takes away) only under sweep; `robustness`
    only where it was asked for.
    """

    schema: Literal["cxmaturity/result@2"]
    questionnaire: QuestionnaireRef
    answers: AnswersRef
    stage: StageResult
    score: float | None
    index: float | None
    coverage: float | None
    answered: int
    applicable: int
    dimensions: tuple[DimensionResult, ...]
    gates: tuple[GateResult, ...]
    target: TargetResult | None
    other_rules: OtherRules
    plan: Plan | None
    find_out: tuple[FindOut, ...]
    prove: tuple[ToProve, ...]
    cheap_and_not_needed: tuple[CheapStep, ...]
    balance: float | UnsetType | None = UNSET
    free_of_harm: int | UnsetType | None = UNSET
    robustness: Robustness | UnsetType = UNSET
