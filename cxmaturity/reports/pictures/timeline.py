"""The plan in time: a bar for each step in its owner's colour, when each stage opens, what is spent, and the load."""

from collections.abc import Iterator

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, SIZE, WIDE, Drawn, Head, box, drawing, line, path, words

OWNERS = 8
"""How many owners have a colour of their own; all others share one."""


class Bar(Struct, frozen=True):
    """A step: its label, when it starts and ends in units of the line, its owner's colour, and a note on it."""

    label: str
    start: float
    end: float
    owner: int
    note: str
    late: bool = False


class Tick(Struct, frozen=True):
    """A place on the line: its name, and what is spent by then."""

    at: float
    name: str
    spent: str = ""


class Opening(Struct, frozen=True):
    """A day that matters: a stage opens, or the target's day; `kind` is `opens` or `due`."""

    at: float
    name: str
    kind: str = "opens"


class Load(Struct, frozen=True):
    """What is spent in a stretch of the line, and what it can carry: None where that has no limit."""

    start: float
    end: float
    days: int
    capacity: int | None
    text: str


class Plan(Struct, frozen=True):
    """A plan along a line of time that ends at `end`; `spent` and `load` name their rows."""

    end: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    openings: tuple[Opening, ...] = ()
    loads: tuple[Load, ...] = ()
    spent: str = ""
    load: str = ""


class _Frame(Struct, frozen=True):
    """Where the line lies: from `left`, `unit` a unit of time; rows of a height below `top`."""

    across: float
    left: float
    unit: float
    top: float
    row: float

    def x(self, at: float) -> float:
        return self.left + at * self.unit


def timeline(head: Head, plan: Plan) -> Drawn:
    """The plan on wide and on narrow pages, where labels stand above their bars."""
    return Drawn(_drawn(head, plan, narrow=False), _drawn(head, plan, narrow=True))


def owner_class(number: int) -> str:
    """The class of an owner's colour: the first eight have one of their own."""
    return f"owner-{number if 1 <= number <= OWNERS else 0}"


def _drawn(head: Head, plan: Plan, *, narrow: bool) -> str:
    across: float = NARROW if narrow else WIDE
    left: float = 0 if narrow else 232
    spent = any(tick.spent for tick in plan.ticks)
    marks = 22 * len(plan.openings)
    top = 24 + (18 if spent else 0) + marks
    frame = _Frame(across, left, (across - left - 6) / max(plan.end, 1), top, 44 if narrow else 30)
    bottom = top + frame.row * len(plan.bars)
    height = bottom + (92 if plan.loads else 6)

    def shapes() -> Iterator[str]:
        yield from _ticks(frame, plan, bottom, narrow=narrow)
        for i, bar in enumerate(plan.bars):
            yield from _bar(frame, bar, top + i * frame.row, narrow=narrow)
        for i, opening in enumerate(plan.openings):
            yield from _opening(frame, opening, top - marks + i * 22 + 8, bottom)
        if plan.loads:
            yield from _loads(frame, plan, bottom + 8)

    return drawing(head, "narrow timeline" if narrow else "wide timeline", across, height, shapes())


def _ticks(frame: _Frame, plan: Plan, bottom: float, *, narrow: bool) -> Iterator[str]:
    room = 78
    free = -float(room)
    for tick in plan.ticks:
        x = frame.x(tick.at)
        yield line("guide", x, 20, 0, bottom - 20)
        if x - free >= room - 8 and x + 60 <= frame.across:
            yield words(tick.name, x, 9, room, "soft")
            yield words(tick.spent, x, 27, room, "name") if tick.spent else ""
            free = x
    if plan.spent and not narrow:
        yield words(plan.spent, 0, 27, frame.left - 12, "soft")


def _bar(frame: _Frame, bar: Bar, y: float, *, narrow: bool) -> Iterator[str]:
    start, end = frame.x(bar.start), max(frame.x(bar.end), frame.x(bar.start) + 3)
    middle = y + (31 if narrow else frame.row / 2)
    if narrow:
        yield words(bar.label, 0, y + 10, frame.across)
    else:
        yield words(bar.label, 0, middle, frame.left - 12)
    owner = owner_class(bar.owner)
    yield box(f"bar {owner}{' late' if bar.late else ''}", start, middle - 9, end - start, 18)
    room = len(bar.note) * 7.6 + 10
    if frame.across - end >= room:
        yield words(bar.note, end + 6, middle, room, "soft halo")
    elif end - start >= room:
        yield words(bar.note, start + 7, middle, room, f"on-{owner}")
    elif start - frame.left >= room:
        yield words(bar.note, start - 6, middle, room, "soft halo", anchor="end")


def _opening(frame: _Frame, opening: Opening, y: float, bottom: float) -> Iterator[str]:
    x = min(frame.x(opening.at), frame.across - 2)
    yield line(opening.kind, x, y + 8, 0, bottom - y - 8)
    yield path(f"flag {opening.kind}", f"M{x - 5:.1f} {y + 1:.1f}h10l-5 8z")
    if x > frame.across / 2:
        yield words(opening.name, x - 9, y + 3, x - 12, "tag halo", anchor="end")
    else:
        yield words(opening.name, x + 9, y + 3, frame.across - x - 12, "tag halo")


def _loads(frame: _Frame, plan: Plan, y: float) -> Iterator[str]:
    most = max(1, *(max(one.days, one.capacity or 0) for one in plan.loads))
    base, tall = y + 62, 36
    yield words(plan.load, 0, base - 16, frame.left - 12, "soft", lines=2) if frame.left else ""
    yield line("rule", frame.left, base, frame.across - frame.left - 6, 0)
    for load in plan.loads:
        start, wide = frame.x(load.start), (load.end - load.start) * frame.unit
        high = tall * load.days / most
        yield box("load", start + 2, base - high, wide - 4, high)
        if load.capacity is not None:
            yield line("capacity", start, base - tall * load.capacity / most, wide, 0)
        if wide >= len(load.text) * SIZE * 0.6:
            yield words(load.text, start + wide / 2, base + 14, wide, "name", anchor="middle")
