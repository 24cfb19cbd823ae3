"""The stages of a scale, lowest first: claimed, possible, documented, aimed at."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.numbered import Key, whole
from cxmaturity.reports.pictures.svg import (
    NARROW,
    WIDE,
    Drawn,
    Head,
    across,
    box,
    circle,
    diamond,
    drawing,
    line,
    words,
)

TAGS = ("claimed", "possible", "documented", "target")
MOST_NAMED = 20
"""How many stages are named one by one: of more the ends of the scale, and those of which something is true."""


class Stage(Struct, frozen=True):
    """A stage of the scale, lowest first, and what is true of it."""

    name: str
    reached: bool = False
    claimed: bool = False
    possible: bool = False
    documented: bool = False
    target: bool = False


def stage_picture(head: Head, stages: Sequence[Stage], tags: Sequence[str] = TAGS) -> Drawn:
    """A row of rising bars with a mark below for what is possible, documented and aimed at; on narrow pages a ladder.

    `tags` are the words for claimed, possible, documented and target.
    """
    return Drawn(_row(head, stages, tags), _ladder(head, stages, tags))


def _kind(stage: Stage) -> str:
    if stage.claimed:
        return "here"
    if stage.reached:
        return "reached"
    return "maybe" if stage.possible else "ahead"


def _named(stages: Sequence[Stage]) -> list[int]:
    """The places of the stages that are named."""
    if len(stages) <= MOST_NAMED:
        return list(range(len(stages)))
    possible = [i for i, stage in enumerate(stages) if stage.possible]
    true = [i for i, stage in enumerate(stages) if stage.claimed or stage.documented or stage.target]
    return sorted({0, len(stages) - 1, *true, *possible[:1], *possible[-1:]})


def _numbers(stages: Sequence[Stage], named: Sequence[int]) -> dict[int, float]:
    """Where the numbers of the stages that are named stand; none lies over another, and that of the claimed goes first.

    A number that has no room is left out: its mark stands at its place, and the key has its name.
    """
    wide, placed = WIDE / len(stages), dict[int, float]()
    for i in sorted(named, key=lambda place: (not stages[place].claimed, 0 < place < len(stages) - 1)):
        half = across(str(i + 1), "name on") / 2
        x = min(max((i + 0.5) * wide, half), WIDE - half)
        if all(abs(x - other) >= half + across(str(j + 1), "name on") / 2 + 2 for j, other in placed.items()):
            placed[i] = x
    return placed


def _row(head: Head, stages: Sequence[Stage], tags: Sequence[str]) -> str:
    n, wide = len(stages), WIDE / len(stages)
    names = [stage.name for stage in stages]
    named = _named(stages)
    lines = next((count for count in range(1, 4) if whole(names, wide - 4, "name on", lines=count)), 0)
    lines = lines if len(named) == n else 0
    numbers = {i: (i + 0.5) * wide for i in named} if lines else _numbers(stages, named)
    key = Key([] if lines else names, WIDE, [] if lines else named)
    name_at = 126 + max(lines - 1, 0) * 8
    lanes = [
        ("span", [i for i, stage in enumerate(stages) if stage.possible], tags[1]),
        ("solid", [i for i, stage in enumerate(stages) if stage.documented], tags[2]),
        ("ring", [i for i, stage in enumerate(stages) if stage.target], tags[3]),
    ]
    lanes = [lane for lane in lanes if lane[1]]
    first = name_at + max(lines, 1) * 9 + 14
    height = first + 26 * len(lanes)

    def shapes() -> Iterator[str]:
        for i, stage in enumerate(stages):
            x, high = i * wide, 14 + 66 * (i + 1) / n
            yield line("guide", x + wide / 2, first - 10, 0, height - first) if lanes else ""
            yield box(_kind(stage), x + 3, 108 - high, wide - 6, high)
            if stage.claimed:
                yield _tag(tags[0], x + wide / 2, 98 - high)
            kind = "name on" if stage.claimed else "name"
            text = stage.name if lines else str(i + 1)
            if i in numbers:
                room = wide - 4 if lines else across(text, kind)
                yield words(text, numbers[i], name_at, room, kind, anchor="middle", lines=max(lines, 1))
        for lane, (kind, at, tag) in enumerate(lanes):
            yield from _mark(kind, (at[0] + 0.5) * wide, (at[-1] + 0.5) * wide, first + 26 * lane, tag)
        yield from key.shapes(height - 8)

    return drawing(head, "wide", WIDE, height + key.height, shapes())


def _tag(tag: str, x: float, y: float) -> str:
    """A word above a bar, moved in where it would reach out of the picture."""
    half = min(across(tag, "tag"), WIDE) / 2
    return words(tag, min(max(x, half), WIDE - half), y, WIDE, "tag", anchor="middle")


def _mark(kind: str, start: float, end: float, y: float, tag: str) -> Iterator[str]:
    """A mark from one stage to another, with its word where there is room: on one side, or above its middle."""
    if kind == "span":
        yield line("span", start, y, end - start, 0)
        yield line("span", start, y - 6, 0, 12) + line("span", end, y - 6, 0, 12)
    elif kind == "solid":
        yield diamond("solid", start, y)
    else:
        yield circle("ring", start, y, 6) + circle("solid", start, y, 2)
    room = across(tag, "tag") + 16
    if WIDE - end >= room:
        yield words(tag, end + 14, y, room, "tag clear")
    elif start >= room:
        yield words(tag, start - 14, y, room, "tag clear", anchor="end")
    else:  # on the line itself, where nothing else is
        yield words(tag, (start + end) / 2, y, end - start, "tag clear", anchor="middle")


def _ladder(head: Head, stages: Sequence[Stage], tags: Sequence[str]) -> str:
    n, left, named = len(stages), 112, _named(stages)
    room = NARROW - left - 2
    lines = 1 if whole([stage.name for stage in stages], room, "name on") else 2
    row = 30 + 16 * lines

    def shapes() -> Iterator[str]:
        for i, place in enumerate(reversed(named)):
            stage = stages[place]
            y, true = i * row, (stage.claimed, stage.possible and not stage.claimed, stage.documented, stage.target)
            marks = " · ".join(tag for tag, holds in zip(tags, true, strict=True) if holds)
            middle = y + row / 2 - (10 if marks else 0)
            kind = "name on" if stage.claimed else "name"
            yield box(_kind(stage), 1, y + 2, 24 + 72 * (place + 1) / n, row - 4)
            yield words(stage.name, left, middle, room, kind, lines=lines)
            yield words(marks, left, y + row / 2 + 8 * lines + 2, room, "tag")

    return drawing(head, "narrow", NARROW, len(named) * row, shapes())
