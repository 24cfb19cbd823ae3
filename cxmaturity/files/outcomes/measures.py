"""Whether the keys of a measure go together, and what they say of its export."""

from collections.abc import Iterator

from cxmaturity.domain.outcomes.variants import Variant
from cxmaturity.files.outcomes.cells import MOST, NONE
from cxmaturity.files.outcomes.wanted import Wanted
from cxmaturity.files.shapes.outcomes import MeasureShape
from cxmaturity.files.survey.cells import plain

Misfit = tuple[tuple[str, ...], str, str, str]
"""The keys that lead to it, its code, what is wrong, and what would be right."""
_TRUTHS = {"yes": 1.0, "true": 1.0, "no": 0.0, "false": 0.0}


def misfits(shape: MeasureShape, variant: Variant) -> Iterator[Misfit]:
    """The keys of a measure that do not go together."""
    yield from _columns(shape, variant)
    yield from _days(shape)
    yield from _bands(shape)
    if shape.scale and not _is_scale(shape.scale):
        yield ("scale",), "no-scale", "this is no scale of whole numbers", "write its ends, as in [1, 7]"
    for text, meaning in (shape.values or {}).items():
        if _meaning(meaning, variant) is False:
            what = "yes, no" if variant.name == "share" else "a number"
            if variant.least is not None and variant.name != "share":
                what = f"a whole number from {variant.least} to {variant.most}"
            yield ("values", text), "no-value", f"{meaning!r} is no value of {variant.name}", f"write {what} or {NONE}"


def _columns(shape: MeasureShape, variant: Variant) -> Iterator[Misfit]:
    for key in ("expectation", "perception") if variant.paired else ("column",):
        if getattr(shape, key) is None:
            yield (), "missing-key", f"the key `{key}` is missing", f"add `{key}: ...`, the heading of its column"
    if shape.expectation and shape.perception and plain(shape.expectation) == plain(shape.perception):
        hint = "name the column of what was perceived"
        yield ("perception",), "same-column", "this is the column of `expectation` already", hint
    unused = ["column"] if variant.paired else ["expectation", "perception", "scale"]
    for key in (*unused, *(() if variant.unit == "own" else ("unit",))):
        if getattr(shape, key) is not None:
            yield (key,), "unused-key", f"{variant.name} has no `{key}`", "leave it out, or name another variant"


def _days(shape: MeasureShape) -> Iterator[Misfit]:
    given = {"period": shape.period, "from": shape.from_, "to": shape.to, "dates": shape.dates}
    for key, value in given.items():
        if value is not None and shape.date is None:
            hint = "add `date: ...`, the heading of their column"
            yield (key,), "no-date", f"`{key}` needs the days of answers", hint
    if shape.from_ and shape.to and shape.from_ > shape.to:
        yield ("to",), "not-in-order", "this is before `from`", "write the first day, and the last"


def _bands(shape: MeasureShape) -> Iterator[Misfit]:
    for key, limits in (shape.bands or {}).items():
        if key not in (shape.by or ()):
            yield ("bands", key), "unused-key", f"`by` does not name {key}", f"add it to `by`, as in `by: [{key}]`"
        numbers = [float(limit) for limit in limits]
        if numbers != sorted(set(numbers)):
            yield ("bands", key), "not-in-order", "these do not rise", "write the limits from the lowest, each once"


def _is_scale(given: list[str]) -> bool:
    return all("." not in end for end in given) and -100 <= int(given[0]) < int(given[1]) <= 100


def scale_of(shape: MeasureShape, variant: Variant) -> tuple[int, int] | None:
    """The ends of the scale of a measure: its own, else those of its variant; None for numbers of any size."""
    if shape.scale and _is_scale(shape.scale):
        return int(shape.scale[0]), int(shape.scale[1])
    return None if variant.least is None or variant.most is None else (variant.least, variant.most)


def _meaning(text: str, variant: Variant) -> float | None:
    """What a text of `values` means: a value, None for no answer; False where it is none."""
    word = text.strip().casefold()
    if word == NONE:
        return None
    if variant.name == "share":
        return _TRUTHS.get(word, False)
    try:
        value = float(word)
    except ValueError:
        return False
    if not abs(value) < MOST:
        return False
    if variant.least is None or variant.most is None or variant.paired:
        return value
    return value if value.is_integer() and variant.least <= value <= variant.most else False


def wanted_of(shape: MeasureShape, variant: Variant) -> Wanted:
    """What a sound measure wants of its export."""
    answers = (shape.expectation, shape.perception) if variant.paired else (shape.column,)
    return Wanted(
        answers=tuple(name for name in answers if name is not None),
        by=tuple(shape.by or ()),
        date=shape.date,
        dates=shape.dates,
        since=shape.from_,
        until=shape.to,
        where=shape.where or {},
        bands={name: [float(limit) for limit in limits] for name, limits in (shape.bands or {}).items()},
        values={text: _meaning(meaning, variant) for text, meaning in (shape.values or {}).items()},
        decimals=shape.decimals,
        unfinished=shape.unfinished == "true",
    )
