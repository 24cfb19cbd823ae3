"""The result of an assessment, in exactly the shape that `score --format json` prints it.

Names are the format's: they change only with `SCHEMA`. Scores, indices, shares and coverages are unrounded;
ids of dimensions and practices are full ids; None stands where there is no number.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from cxmaturity.domain.answers import Status
from cxmaturity.domain.sure import Robustness

Reason = Literal["gate", "share"]
Rating = Literal["N", "P", "L", "F"]


class QuestionnaireRef(Struct, frozen=True):
    """The instrument, and the hash of its file."""

    id: str
    version: int
    sha256: str


class AnswersRef(Struct, frozen=True):
    """The answers file as it was named, and its hash."""

    file: str
    organisation: str
    date: str
    sha256: str


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
    why: tuple[Reason, ...]
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


class Recommendation(Struct, frozen=True):
    """One step: from where the practice stands to its next option.

    `rank` is its place in the order, from 1; `index_gain` what it adds to the index, in points of 100, seen
    from the worst case; `unlocks` which of a blocker's reasons it settles; `waits_for` the points
    (`practice@point`) that it needs and that no step of the list brings.
    """

    rank: int
    practice: str
    from_: int = field(name="from")
    to: int
    step: str
    effort_days: int
    months: int
    owner: str
    measure: str
    index_gain: float
    unlocks: tuple[Reason, ...]
    waits_for: tuple[str, ...]


class FindOut(Struct, frozen=True):
    """A practice that applies and that nobody has answered."""

    practice: str
    status: Literal["dk", "missing"]


class Result(Struct, frozen=True):
    """Everything that an assessment says of one answers file.

    `balance` (100 x the score) only under sweep; `robustness` only where it was asked for.
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
    recommendations: tuple[Recommendation, ...]
    find_out: tuple[FindOut, ...]
    balance: float | UnsetType | None = UNSET
    robustness: Robustness | UnsetType = UNSET
