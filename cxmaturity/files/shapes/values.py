"""The types of single values in files, from which the shapes of both file kinds are built.

Every scalar of a file is text (see `tree`), so numbers and booleans are text of a pattern here; `x-yaml` says
what they are to other programs that read the same files, and goes into the published schemas.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta

from cxmaturity.domain.outcomes.variants import VARIANTS

Kind = Literal["questionnaire", "answers", "crosswalk", "brand", "mapping", "outcomes"]
"""The kinds of files; their `schema` says `cxmaturity/KIND@1`."""

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
RuleId = Annotated[
    str,
    _text(
        _ID.replace("^", "^(outcomes/)?", 1),
        "the id of a rule of a crosswalk, or outcomes/ and the id of a measure, as outcomes/recommend",
    ),
]
Boolean = Annotated[str, _text(f"^(true|false){_END}", "`true` or `false`", {"type": "boolean"})]
Decimal = Annotated[
    str, _text(rf"^-?[0-9]{{1,9}}(\.[0-9]{{1,9}})?{_END}", "a decimal number such as 3 or 0.5", {"type": "number"})
]
Estimate = Annotated[list[Decimal], Meta(min_length=3, max_length=3, description="[low, likely, high]")]
"""A number of which nobody is sure: the lowest, the likely and the highest."""
Amount = Decimal | Estimate
"""A number, or between which it lies."""
Lead = Annotated[str, _whole(0, 1, "0|1")]
PerCent = Annotated[str, _whole(0, 100, "0|[1-9][0-9]?|100")]
Months = Annotated[str, _whole(0, 120, "0|[1-9][0-9]?|1[01][0-9]|120")]
Minutes = Annotated[str, _whole(1, 999, "[1-9][0-9]{0,2}")]
VariantName = Annotated[str, _text(r"\S", "the name of a formula, such as nps", {"enum": list(VARIANTS)})]
Years = Annotated[str, _whole(1, 10, "[1-9]|10")]
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
PerHead = Annotated[
    str,
    _text(
        rf"^([0-9]{{1,2}}(\.[0-9]{{1,9}})?|100(\.0{{1,9}})?){_END}",
        "a decimal number of person-days from 0 to 100, such as 0.02",
        {"type": "number", "minimum": 0, "maximum": 100},
    ),
]
People = Annotated[str, _whole(0, 1_000_000, "0|[1-9][0-9]{0,5}|1000000")]
Hands = Annotated[str, _whole(0, 9999, "0|[1-9][0-9]{0,3}")]
Staff = Annotated[str, _whole(1, 10_000_000, "[1-9][0-9]{0,6}|10000000")]
Point = Annotated[str, _text(r"\S", "a point's id, name or rank", _POINT_TYPES)]
Reference = Annotated[
    str,
    _text(rf"^[a-z][a-z0-9-]*@[1-9][0-9]{{0,3}}{_END}", "a questionnaire's id and version, such as organisational@1"),
]
PracticeText = Annotated[
    str,
    _text(
        rf"^[a-z][a-z0-9-]*/[a-z][a-z0-9.-]*(@[a-z0-9][a-z0-9-]*)?{_END}",
        "a practice such as digital/agent.context, or one from a point on, such as digital/agent.context@loyalty",
    ),
]
MarkText = Annotated[
    str,
    _text(
        rf"^[a-z][a-z0-9-]*(/[a-z][a-z0-9.-]*)?@[a-z0-9][a-z0-9-]*{_END}",
        "a stage such as organisational@align, or a practice at a point such as digital/agent.context@loyalty",
    ),
]
Colour = Annotated[str, _text(f"^#[0-9a-fA-F]{{6}}{_END}", 'a colour between quotes, such as "#0e5a61"')]
Line = Annotated[str, Meta(max_length=300, description="text of at most 300 characters")]
Rating = Annotated[
    str,
    _text(r"\S", "a point's id or name, two of them (2-3), or `dk` (don't know)", _POINT_TYPES),
]
Between = Annotated[list[Point], Meta(min_length=2, max_length=2, description="two points, the lower one first")]
"""Between which two points an answer lies."""
