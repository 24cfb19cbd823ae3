"""Names that are longer than a body has room for: shortened there, in full in the annex."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.language import shortened
from cxmaturity.reports.view.report import Section

LONG = 140
"""Names of more letters than these are shortened."""
MOST = (40, 60, 80)
"""How many letters of a name a body holds: more where names would be the same in fewer."""


def brief(section: Section) -> Section:
    """A section for a body: the same, with the names that are too long for one shortened wherever they stand."""
    names = set(_names(section))
    long = sorted((name for name in names if len(name) > LONG), key=len)
    for most in MOST:
        if len({shortened(name, most) for name in long}) == len(long):
            renamed: Section = _renamed(section, {name: shortened(name, most) for name in long}) if long else section
            return renamed
    return section


def _names(section: Section) -> Iterator[str]:
    """What things are called; a title that repeats, and so is named with its dimension, as its two parts."""
    dimensions = [dimension.name for dimension in section.profile]
    yield section.title
    yield from dimensions
    yield from (name for _, name in section.stages)
    yield from (point.name for point in section.scale)
    for practice in section.practices:
        within = next((name for name in dimensions if practice.title.startswith(f"{name}: ")), "")
        yield practice.title.removeprefix(f"{within}: ") if within else practice.title
    if section.way is not None:
        yield from (step.owner for step in section.way.steps)


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        for name, short in names.items():
            value = value.replace(name, short)
        return value
    if isinstance(value, Struct):
        parts = {name: getattr(value, name) for name in value.__struct_fields__}
        changed = {name: new for name, part in parts.items() if (new := _renamed(part, names)) is not part}
        return replace(value, **changed) if changed else value
    if isinstance(value, tuple):
        items = [_renamed(item, names) for item in value]
        return type(value)(items) if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, dict):
        return {key: _renamed(item, names) for key, item in value.items()}
    return value
