"""What many people's answers come to together, in exactly the shape that `team --format json` prints it.

Names are the format's: they change only with `SCHEMA`. Ranks count the points of the scale from 1; a number that can
not be given is None, and `reason` says why, by its name. Groups that would show fewer than `min_cell` people stand
together under the name `OTHERS`; none of the people, and none of their files, is named anywhere.
"""

from typing import Literal

from msgspec import Struct, field

from cxmaturity.domain.references import QuestionnaireRef

SCHEMA = "cxmaturity/team@1"
By = Literal["level", "function"]
Status = Literal["answered", "range", "dk", "missing", "na"]

OTHERS = "the rest"
"""The name of those who stand together, as a group of theirs is too small to be shown, or as they gave none."""


class Group(Struct, frozen=True):
    """People of one level or function. `name` is as they gave it, `OTHERS` for all too small to be shown alone."""

    by: By
    name: str
    people: int


class GroupView(Struct, frozen=True):
    """Where a group sees a practice: the mean of its votes' ranks, and their lower median."""

    by: By
    name: str
    votes: int
    mean: float
    median: int


class TeamPractice(Struct, frozen=True):
    """The answers of all to one practice.

    `counts` has the people by rank, every option of the practice; a range counts at its lower end. `dk`, `na` and
    `missing` are no votes and counted apart. `low`, `median` and `high` are ranks: the lower quartile, the lower
    median and the upper quartile of the votes, None without a vote; `status` is that of the organisation's answer: a
    range from `low` to `high` where they differ. `rwg` (0..1), `ad` (0 and up, in points) and `same` (the share of the
    votes in one option, 0..1) say how far people agree. `groups` is empty where they can not be shown.
    """

    practice: str
    status: Status
    counts: dict[int, int]
    votes: int
    dk: int
    na: int
    missing: int
    low: int | None
    median: int | None
    high: int | None
    rwg: float | None
    ad: float | None
    same: float | None
    groups: tuple[GroupView, ...] = ()
    reason: dict[str, str] = field(default_factory=dict)


class Statistics(Struct, frozen=True):
    """How far people agree over all practices, and how well the practices hang together; `reason` by name."""

    krippendorff_alpha: float | None = None
    icc1: float | None = None
    icc2: float | None = None
    cronbach_alpha: float | None = None
    feldt: tuple[float, float] | None = None
    omega: float | None = None
    rwg_median: float | None = None
    reason: dict[str, str] = field(default_factory=dict)


class Side(Struct, frozen=True):
    """One side of a practice to talk about: its option, how many stand there or beyond, and their notes if asked."""

    rank: int
    people: int
    text: str
    notes: tuple[str, ...] = ()


class Topic(Struct, frozen=True):
    """A practice to talk about.

    `settled_low` and `settled_high` are the stage's rank once it is settled at either side, all others at their median;
    `moves` by how many stages they differ, and `joint` by how many where all topics are settled but this one.
    """

    practice: str
    low: int
    high: int
    ad: float
    settled_low: int | None
    settled_high: int | None
    moves: int
    joint: int
    sides: tuple[Side, Side]


class Gap(Struct, frozen=True):
    """How much higher one group sees a practice or dimension than another, in points of the scale.

    `difference` is that of the means, the first group's less the second's, with its 95 % bootstrap interval `low` to
    `high`; `medians` are the lower medians of both, None for a dimension.
    """

    by: By
    groups: tuple[str, str]
    kind: Literal["practice", "dimension"]
    about: str
    difference: float
    low: float
    high: float
    medians: tuple[int, int] | None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


class TeamStage(Struct, frozen=True):
    """The stage of the organisation's answers, by rank: all at their lower quartile, median and upper quartile."""

    low: int | None
    median: int | None
    high: int | None


class Team(Struct, frozen=True):
    """Everything that many people's answers say together.

    `min_cell` is how many people at least a group that is shown has; `seed` and `draws` are the bootstrap's.
    `agenda` is in the order in which to talk, `gaps` with the widest clear ones first.
    """

    schema: Literal["cxmaturity/team@1"]
    questionnaire: QuestionnaireRef
    organisation: str
    date: str
    respondents: int
    min_cell: int
    groups: tuple[Group, ...]
    stage: TeamStage
    practices: tuple[TeamPractice, ...]
    statistics: Statistics
    agenda: tuple[Topic, ...]
    gaps: tuple[Gap, ...]
    seed: int
    draws: int

    def of(self, practice: str) -> TeamPractice:
        """What is known of one practice, by its full id; KeyError where there is none."""
        return {practice.practice: practice for practice in self.practices}[practice]
