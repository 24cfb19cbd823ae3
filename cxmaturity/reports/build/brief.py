"""Names that are longer than a body has room for: shortened there, in full in the annex."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.language import say, shortened
from cxmaturity.reports.view.report import Section, View

MOST = (40, 60, 80)
"""How many letters a long name keeps: more where names would be the same in fewer."""
_UNREAD = frozenset(
    {"result", "file", "command", "question", "help", "source", "note", "because", "evidence", "step", "measure"}
    | {"to_text", "profile_table", "cells", "rule", "glossary", "credits", "about", "licence", "sides", "aims"}
)
"""What no body reads, or what people type."""
_ID = re.compile(r"[a-z0-9.-]{1,64}")
"""What may be an id, which links lead to."""


def brief(view: View, longest: int) -> View:
    """A view for a body: the same, with the names of more letters than the longest shortened wherever they stand."""
    names = dict.fromkeys(
        name for section in view.sections for name in _names(section) if len(name) > longest and not _ID.fullmatch(name)
    )
    if not names:
        return view
    short = _shortened(list(names), [most for most in MOST if most <= longest] or [longest])
    in_order = {name: short[name] for name in sorted(names, key=len, reverse=True)}
    least = len(next(reversed(in_order)))

    @cache
    def shorter(text: str) -> str:
        for name, instead in in_order.items():
            if name in text:
                text = text.replace(name, instead)
        return text

    def renamed(text: str) -> str:
        return shorter(text) if len(text) >= least else text

    return replace(
        view,
        sections=tuple(_renamed(section, renamed) for section in view.sections),
        contradictions=_renamed(view.contradictions, renamed),
        outcomes=_renamed(view.outcomes, renamed),
        together=_renamed(view.together, renamed),
    )


def _shortened(names: list[str], lengths: Iterable[int]) -> dict[str, str]:
    """Each name in as few letters as tell all of them apart; where none do, with a number behind those that do not."""
    short: dict[str, str] = {}
    for most in lengths:
        short = {name: shortened(name, most) for name in names}
        if len(set(short.values())) == len(names):
            return short
    taken: dict[str, int] = {}
    for name, text in short.items():
        taken[text] = taken.get(text, 0) + 1
        short[name] = text if taken[text] == 1 else say("{name} ({n})", name=text, n=taken[text])
    return short


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


def _renamed(value: Any, renamed: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return renamed(value)
    if isinstance(value, Struct):
        parts = {name: getattr(value, name) for name in value.__struct_fields__ if name not in _UNREAD}
        changed = {name: new for name, part in parts.items() if (new := _renamed(part, renamed)) is not part}
        return replace(value, **changed) if changed else value
    if isinstance(value, tuple):
        items = [_renamed(item, renamed) for item in value]
        return type(value)(items) if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, dict):
        return {key: _renamed(item, renamed) for key, item in value.items()}
    return value
