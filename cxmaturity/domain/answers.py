"""What an organisation answered, and the four readings of it that everything is scored from."""

import calendar
import datetime
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct, field

from cxmaturity.domain.model import Practice, Questionnaire, Requirement

Status = Literal["answered", "range", "dk", "missing", "na"]
Reading = Mapping[str, int | None]
"""A rank for every practice, or None where it has no option: unknown and left out, or not applicable."""


class Evidence(Struct, frozen=True):
    """What shows that an answer is true; `ref` says where it lies."""

    what: str
    date: datetime.date | None = None
    ref: str = ""


class Dissent(Struct, frozen=True):
    """Who holds to another answer than the agreed one, by role or level and never by name, and why."""

    who: str
    because: str = ""


class Agreed(Struct, frozen=True):
    """How a meeting settled an answer: its reason, who dissents, and where the answer stood before.

    `was` are the ranks before, equal for a point, None where it was open or not known.
    """

    because: str
    dissent: tuple[Dissent, ...] = ()
    was: tuple[int, int] | None = None


class Votes(Struct, frozen=True):
    """How the people of a team answered one practice.

    `counts` has the people by rank, `dk`, `na` and `missing` those who gave no vote; `medians` the lower median of each
    level that is large enough to be shown, by its name.
    """

    counts: dict[int, int] = field(default_factory=dict)
    dk: int = 0
    na: int = 0
    missing: int = 0
    medians: dict[str, int] = field(default_factory=dict)


class Behind(Struct, frozen=True):
    """Who stands behind answers that were put together: how many, and of which levels and functions."""

    respondents: int
    levels: dict[str, int] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)


class Answer(Struct, frozen=True):
    """The answer to one practice.

    `low` and `high` are ranks, equal for a point, different for a range, None for don't know, na and missing. `votes`
    are those of a team, None where one person answered; `hands` those raised in a meeting, by rank, 0 for don't know;
    `agreed` is how a meeting settled the answer, None where it has not.
    """

    status: Status
    low: int | None = None
    high: int | None = None
    because: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    votes: Votes | None = None
    hands: dict[int, int] = field(default_factory=dict)
    agreed: Agreed | None = None

    @property
    def unknown(self) -> bool:
        """Whether the practice applies and nobody said where it stands."""
        return self.status in {"dk", "missing"}


MISSING = Answer("missing")


class Respondent(Struct, frozen=True):
    """Who answered: a role, never a name."""

    role: str = ""
    level: str = ""
    function: str = ""


class Target(Struct, frozen=True):
    """Where the organisation wants to stand: a rank for the whole, ranks by dimension, and a day."""

    stage: int | None = None
    by: datetime.date | None = None
    dimensions: dict[str, int] = field(default_factory=dict)


STAFF = 1000
"""For how many heads efforts are where the answers do not say how many there are."""


class PlanChoices(Struct, frozen=True):
    """What the organisation knows of its own steps: other efforts, and steps ruled out, under way or wanted.

    `staff` is how many heads it has, 1..10,000,000, None where the answers do not say.
    """

    effort: dict[Requirement, int] = field(default_factory=dict)
    exclude: tuple[Requirement, ...] = ()
    started: tuple[Requirement, ...] = ()
    must: tuple[Requirement, ...] = ()
    staff: int | None = None


OUTCOMES = "outcomes/"
"""What the id of a measure follows where an answers file explains what customers say: `rule: outcomes/recommend`."""


class Answers(Struct, frozen=True):
    """One answers file: one organisation, one questionnaire, one day.

    `owners` has the organisation's own titles by those of the questionnaire; `explained`, by the id of a rule of the
    crosswalk or by `OUTCOMES` and the id of a measure, why answers that it names hold all the same. `team` says who
    stands behind answers put together.
    """

    file: str
    sha256: str
    date: datetime.date
    organisation: str = ""
    respondent: Respondent = Respondent()
    target: Target = Target()
    weights: dict[str, int] = field(default_factory=dict)
    plan: PlanChoices = PlanChoices()
    owners: dict[str, str] = field(default_factory=dict)
    explained: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    team: Behind | None = None

    def of(self, practice: str) -> Answer:
        """The answer to a practice, MISSING where the file has none."""
        return self.answers.get(practice, MISSING)


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month that many months earlier (later, if negative), else that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < datetime.MINYEAR:
        return datetime.date.min
    if year > datetime.MAXYEAR:
        return datetime.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def is_valid(evidence: Evidence, assessed: datetime.date, months: int) -> bool:
    """Whether evidence counts: dated, not older than `months` and not from after the assessment, ends included."""
    return evidence.date is not None and months_before(assessed, months) <= evidence.date <= assessed


def is_documented(answer: Answer, assessed: datetime.date, months: int) -> bool:
    """Whether at least one piece of evidence for the answer counts."""
    return any(is_valid(evidence, assessed, months) for evidence in answer.evidence)


class Readings(Struct, frozen=True):
    """The four readings of the same answers; `documented` leaves out every answer without valid evidence."""

    answered: dict[str, int | None]
    worst: dict[str, int | None]
    best: dict[str, int | None]
    documented: dict[str, int | None]


def readings(questionnaire: Questionnaire, answers: Answers) -> Readings:
    """The four readings: as answered, worst case, best case and documented."""
    result = Readings({}, {}, {}, {})
    months = questionnaire.scoring.evidence_months
    for id_, practice in questionnaire.practices.items():
        answer = answers.of(id_)
        if answer.status == "na":
            low = worst = best = documented = None
        else:
            low = answer.low
            worst = practice.options[0].rank if low is None else low
            best = practice.options[-1].rank if answer.high is None else answer.high
            documented = low if is_documented(answer, answers.date, months) else None
        result.answered[id_] = low
        result.worst[id_] = worst
        result.best[id_] = best
        result.documented[id_] = documented
    return result


def counts(answers: Answers, practices: Iterable[Practice]) -> tuple[int, int]:
    """How many of these practices are answered (a range is, don't know is not), and how many apply."""
    statuses = [answers.of(practice.id).status for practice in practices]
    return sum(s in {"answered", "range"} for s in statuses), sum(s != "na" for s in statuses)
