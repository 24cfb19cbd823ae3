"""The shape of both file kinds, key by key: what is decoded, and what the JSON Schemas are made from.

Every scalar of a file is text (see `tree`), so numbers and booleans are text of a pattern here; `x-yaml` says
what they are to other programs that read the same files, and goes into the published schemas.
"""

import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

Kind = Literal["questionnaire", "answers"]

_END = r"$(?!\n)"  # `$` alone also stands before a last line end


def _text(pattern: str, description: str, yaml: dict[str, Any] | None = None) -> Meta:
    extra = {"x-yaml": yaml} if yaml else None
    return Meta(pattern=pattern, description=description, extra_json_schema=extra)


def _whole(least: int, most: int, pattern: str) -> Meta:
    yaml = {"type": "integer", "minimum": least, "maximum": most}
    return _text(f"^({pattern}){_END}", f"a whole number from {least} to {most:,}", yaml)


_ID = rf"^(?!(dk|na)$)[a-z][a-z0-9-]{{0,63}}{_END}"
_POINT_TYPES = {"type": ["string", "integer"]}

Text = Annotated[str, _text(r"\S", "some text")]
Id = Annotated[str, _text(_ID, "an id: a small letter, then small letters, digits and hyphens, not `dk` or `na`")]
Boolean = Annotated[str, _text(f"^(true|false){_END}", "`true` or `false`", {"type": "boolean"})]
Decimal = Annotated[
    str, _text(rf"^-?[0-9]{{1,9}}(\.[0-9]{{1,9}})?{_END}", "a decimal number such as 3 or 0.5", {"type": "number"})
]
PerCent = Annotated[str, _whole(0, 100, "0|[1-9][0-9]?|100")]
Months = Annotated[str, _whole(0, 120, "0|[1-9][0-9]?|1[01][0-9]|120")]
Minutes = Annotated[str, _whole(1, 999, "[1-9][0-9]{0,2}")]
Version = Annotated[str, _whole(1, 9999, "[1-9][0-9]{0,3}")]
Weight = Annotated[str, _whole(1, 1_000_000, "[1-9][0-9]{0,5}|1000000")]
Days = Annotated[str, _whole(0, 100_000, "0|[1-9][0-9]{0,4}|100000")]
Effort = Annotated[
    str,
    _text(
        f"^(S|M|L|XL|0|[1-9][0-9]{{0,4}}|100000){_END}",
        "S, M, L or XL (5, 20, 60 or 200 person-days), or whole person-days up to 100,000",
        {"anyOf": [{"enum": ["S", "M", "L", "XL"]}, {"type": "integer", "minimum": 0, "maximum": 100_000}]},
    ),
]
Point = Annotated[str, _text(r"\S", "a point's id, or its rank", _POINT_TYPES)]
Rating = Annotated[str, _text(r"\S", "a point's id, its rank, or `dk` (don't know)", _POINT_TYPES)]


class PointShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A point of the scale."""

    id: Id
    name: Text
    meaning: Text
    value: Decimal | None = None


class ScoringShape(Struct, frozen=True, forbid_unknown_fields=True):
    """The rule and its thresholds."""

    rule: Literal["staged", "sweep"] = "staged"
    most: PerCent = "50"
    nearly: PerCent = "75"
    coverage_floor: PerCent = "70"
    evidence_months: Months = "12"


class GateShape(Struct, frozen=True, forbid_unknown_fields=True):
    """The practices that a stage needs at its own point or above."""

    stage: Point
    practices: Annotated[list[str], Meta(min_length=1)]


class StepShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What to do to reach an option from the one below it."""

    do: Text
    effort: Effort
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
    options: Annotated[list[OptionShape], Meta(min_length=2)]
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
    """What a version changed that answers rest on."""

    version: Version
    what: Text


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


class EvidenceShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What shows that an answer is true."""

    what: Text
    date: datetime.date | None = None
    ref: str | None = None


class AnswerShape(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer with its words. `is` left out or empty: not answered yet."""

    is_: Rating | Annotated[list[Point], Meta(min_length=2, max_length=2)] | None = field(name="is", default=None)
    because: str | None = None
    note: str | None = None
    evidence: list[EvidenceShape] | None = None


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
    """The organisation's own efforts, and steps (`practice@point`) ruled out, under way or wanted."""

    effort: dict[str, dict[str, Days]] | None = None
    exclude: list[str] | None = None
    started: list[str] | None = None
    must: list[str] | None = None


class AnswersShape(Struct, frozen=True, forbid_unknown_fields=True):
    """An answers file."""

    schema: Literal["cxmaturity/answers@1"]
    questionnaire: Annotated[
        str,
        _text(
            rf"^[a-z][a-z0-9-]*@[1-9][0-9]{{0,3}}{_END}", "a questionnaire's id and version, such as organisational@1"
        ),
    ]
    date: datetime.date
    organisation: str | None = None
    respondent: RespondentShape | None = None
    target: TargetShape | None = None
    weights: dict[str, Weight] | None = None
    plan: PlanShape | None = None
    answers: dict[str, Rating | AnswerShape | None] | None = None


SHAPES: dict[str, type[QuestionnaireShape] | type[AnswersShape]] = {
    "questionnaire": QuestionnaireShape,
    "answers": AnswersShape,
}


def text_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a file whose scalars are all text, as `tree` gives it."""
    return msgspec.json.schema(SHAPES[kind])


def published_schema(*kinds: Kind) -> dict[str, Any]:
    """The JSON Schema of one file kind, or of either, as other programs read files: with numbers and booleans."""
    (*roots,), definitions = msgspec.json.schema_components(
        [SHAPES[kind] for kind in kinds], ref_template="#/$defs/{name}"
    )
    root = roots[0] if len(roots) == 1 else {"oneOf": list(roots)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"cxmaturity {' or '.join(kinds)}",
        **root,
        "$defs": _as_yaml(definitions),
    }


def _as_yaml(node: Any) -> Any:
    if isinstance(node, list):
        return [_as_yaml(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _as_yaml(value) for key, value in node.items() if key != "x-yaml"}
    if "x-yaml" in node:
        for key in ("type", "pattern", "default"):
            made.pop(key, None)
        made |= node["x-yaml"]
    return made
