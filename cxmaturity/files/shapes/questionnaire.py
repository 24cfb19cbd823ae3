"""The shape of a questionnaire file, key by key."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from cxmaturity.domain.model import STAGED
from cxmaturity.domain.scoring.rule import RULES
from cxmaturity.files.shapes.values import (
    Boolean,
    Days,
    Decimal,
    Effort,
    Id,
    Lead,
    Minutes,
    Months,
    PerCent,
    PerHead,
    Point,
    Text,
    Version,
    Weight,
)


class PointShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A point of the scale."""

    id: Id
    name: Text
    meaning: Text
    value: Decimal | None = None


class ScoringShape(Struct, frozen=True, forbid_unknown_fields=True):
    """The rule and its thresholds."""

    rule: str = STAGED
    most: PerCent = "50"
    nearly: PerCent = "75"
    coverage_floor: PerCent = "70"
    evidence_months: Months = "12"
    lead: Lead = "0"

    def __post_init__(self) -> None:
        """Which rules there are is not known before they are asked for. ValueError for another one."""
        if self.rule not in RULES:
            raise ValueError(f"there is no rule {self.rule!r}")


class GateShape(Struct, frozen=True, forbid_unknown_fields=True):
    """The practices that a stage needs at its own point or above."""

    stage: Point
    practices: Annotated[list[str], Meta(min_length=1)]


class EffortShape(Struct, frozen=True, forbid_unknown_fields=True):
    """The effort of a step that grows with the head count: the time of all who take part counts."""

    per_head: PerHead
    days: Days = "0"


class StepShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What to do to reach an option from the one below it."""

    do: Text
    effort: Effort | EffortShape
    months: Months
    owner: Text
    measure: Text
    requires: dict[str, Point] | None = None


class OptionShape(Struct, frozen=True, forbid_unknown_fields=True):
    """Observable behaviour at one point of the scale."""

    point: Point
    text: Text
    step: StepShape | None = None


class PracticeShape(Struct, frozen=True, forbid_unknown_fields=True):
    """One question with its options in scale order."""

    id: Id
    title: Text
    question: Text
    options: list[OptionShape]
    help: str | None = None
    source: str | None = None
    na: Boolean = "false"
    weight: Weight = "1"


class DimensionShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of practices, or of dimensions."""

    id: Id
    name: Text
    about: str | None = None
    weight: Weight = "1"
    practices: list[PracticeShape] | None = None
    dimensions: list["DimensionShape"] | None = None


class ChangeShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What a version changed that answers rest on.

    Practices by their full ids: `renamed` and `split` by the old one, `merged` by the new one. `moved_option` says
    where an option stands now; `ask_again` lists the points whose options mean something else, all for an empty list.
    """

    version: Version
    what: Text
    renamed: dict[str, str] | None = None
    split: dict[str, list[str]] | None = None
    merged: dict[str, list[str]] | None = None
    moved_option: dict[str, dict[str, str]] | None = None
    ask_again: dict[str, list[str]] | None = None


class TermShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A word of the field, and what the questionnaire means by it."""

    term: Text
    means: Text


class QuestionnaireShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A questionnaire file."""

    schema: Literal["cxmaturity/questionnaire@1"]
    id: Id
    version: Version
    title: Text
    scale: Annotated[list[PointShape], Meta(min_length=2)]
    dimensions: Annotated[list[DimensionShape], Meta(min_length=1)]
    about: str | None = None
    minutes: Minutes | None = None
    credits: str | None = None
    licence: str | None = None
    changes: list[ChangeShape] | None = None
    scoring: ScoringShape = ScoringShape()
    gates: list[GateShape] | None = None
    glossary: list[TermShape] | None = None
