"""The shape of an answers file, key by key."""

import datetime
from typing import Literal

from msgspec import Struct, field

from cxmaturity.files.shapes.values import (
    Between,
    Days,
    Hands,
    People,
    Point,
    Rating,
    Reference,
    RuleId,
    Staff,
    Text,
    Weight,
)


class EvidenceShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What shows that an answer is true."""

    what: Text
    date: datetime.date | None = None
    ref: str | None = None


class DissentShape(Struct, frozen=True, forbid_unknown_fields=True):
    """Who holds to another answer, by role or level and never by name, and why."""

    who: Text
    because: str | None = None


class AgreedShape(Struct, frozen=True, forbid_unknown_fields=True):
    """How a meeting settled the answer: why, who dissents, and what it was before."""

    because: Text
    dissent: list[DissentShape] | None = None
    was: Rating | Between | None = None


class AnswerShape(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer with its words. `is` left out or empty: not answered yet.

    `votes` are how many of a team chose each point, or `dk` or `na`; `medians` where its levels stand. `hands` are
    those raised in a meeting, by point or `dk`.
    """

    is_: Rating | Between | None = field(name="is", default=None)
    because: str | None = None
    note: str | None = None
    evidence: list[EvidenceShape] | None = None
    votes: dict[str, People] | None = None
    medians: dict[Text, Point] | None = None
    hands: dict[str, Hands] | None = None
    agreed: AgreedShape | None = None


class TeamShape(Struct, frozen=True, forbid_unknown_fields=True):
    """Who stands behind answers that were put together: how many people, and of which levels and functions."""

    respondents: People
    levels: dict[Text, People] | None = None
    functions: dict[Text, People] | None = None


class RespondentShape(Struct, frozen=True, forbid_unknown_fields=True):
    """Who answered: a role, never a name."""

    role: str | None = None
    level: str | None = None
    function: str | None = None


class TargetShape(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the organisation wants to stand. Under sweep the stage is a number of dimensions."""

    stage: Point | None = None
    by: datetime.date | None = None
    dimensions: dict[str, Point] | None = None


class PlanShape(Struct, frozen=True, forbid_unknown_fields=True):
    """The organisation's head count and own efforts, and steps (`practice@point`) ruled out, under way or wanted."""

    staff: Staff | None = None
    effort: dict[str, dict[str, Days]] | None = None
    exclude: list[str] | None = None
    started: list[str] | None = None
    must: list[str] | None = None


class ExplainedShape(Struct, frozen=True, forbid_unknown_fields=True):
    """Why answers hold all the same that a rule of the crosswalk, or a measure, says do not fit together."""

    rule: RuleId
    because: Text


class AnswersShape(Struct, frozen=True, forbid_unknown_fields=True):
    """An answers file."""

    schema: Literal["cxmaturity/answers@1"]
    questionnaire: Reference
    date: datetime.date
    organisation: str | None = None
    respondent: RespondentShape | None = None
    team: TeamShape | None = None
    target: TargetShape | None = None
    weights: dict[str, Weight] | None = None
    plan: PlanShape | None = None
    owners: dict[Text, Text] | None = None
    explained: list[ExplainedShape] | None = None
    answers: dict[str, Rating | Between | AnswerShape | None] | None = None
