"""The stages of a scale, lowest first: claimed, possible, documented, aimed at."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, box, circle, diamond, drawing, line, words

TAGS = ("claimed", "possible", "documented", "target")


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


def _row(head: Head, stages: Sequence[Stage], tags: Sequence[str]) -> str:
    n, across = len(stages), WIDE / len(stages)
    lines = 1 if across > 120 else 3
    names = 126 + (lines - 1) * 8
    lanes = [
        ("span", [i for i, one in enumerate(stages) if one.possible], tags[1]),
        ("solid", [i for i, one in enumerate(stages) if one.documented], tags[2]),
        ("ring", [i for i, one in enumerate(stages) if one.target], tags[3]),
    ]
    lanes = [lane for lane in lanes if lane[1]]
    first = names + lines * 10 + 10
    height = first + 26 * len(lanes)

    def shapes() -> Iterator[str]:
        for i, stage in enumerate(stages):
            x, high = i * across, 14 + 66 * (i + 1) / n
            yield line("guide", x + across / 2, first - 14, 0, height - first + 8) if lanes else ""
            yield box(_kind(stage), x + 3, 108 - high, across - 6, high)
            if stage.claimed:
                yield words(tags[0], x + across / 2, 98 - high, across, "tag", anchor="middle")
            kind = "name on" if stage.claimed else "name"
            yield words(stage.name, x + across / 2, names, across - 4, kind, anchor="middle", lines=lines)
        for lane, (kind, at, tag) in enumerate(lanes):
            yield from _mark(kind, (at[0] + 0.5) * across, (at[-1] + 0.5) * across, first + 26 * lane, tag)

    return drawing(head, "wide", WIDE, height, shapes())


def _mark(kind: str, start: float, end: float, y: float, tag: str) -> Iterator[str]:
    """A mark from one stage to another, with its word where there is room: on one side, or above its middle."""
    if kind == "span":
        yield line("span", start, y, end - start, 0)
        yield line("span", start, y - 6, 0, 12) + line("span", end, y - 6, 0, 12)
    elif kind == "solid":
        yield diamond("solid", start, y)
    else:
        yield circle("ring", start, y, 6) + circle("solid", start, y, 2)
    room = 110
    if WIDE - end >= room:
        yield words(tag, end + 14, y, room, "tag halo")
    elif start >= room:
        yield words(tag, start - 14, y, room, "tag halo", anchor="end")
    else:
        yield words(tag, (start + end) / 2, y - 1, room, "tag halo", anchor="middle")


def _ladder(head: Head, stages: Sequence[Stage], tags: Sequence[str]) -> str:
    n, row = len(stages), 46

    def shapes() -> Iterator[str]:
        for i, stage in enumerate(reversed(stages)):
            y, true = i * row, (stage.claimed, stage.possible and not stage.claimed, stage.documented, stage.target)
            said = " · ".join(tag for tag, holds in zip(tags, true, strict=True) if holds)
            yield box(_kind(stage), 1, y + 2, 24 + 72 * (n - i) / n, row - 4)
            yield words(
                stage.name, 112, y + (15 if said else row / 2), NARROW - 114, "name on" if stage.claimed else "name"
            )
            yield words(said, 112, y + 33, NARROW - 114, "tag")

    return drawing(head, "narrow", NARROW, n * row, shapes())
