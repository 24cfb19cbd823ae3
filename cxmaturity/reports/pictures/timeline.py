"""The plan in time: a bar for each step in its owner's colour, when each stage opens, what is spent, and the load."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.reports.pictures.numbered import whole
from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, across, box, drawing, fits, line, path, words

OWNERS = 8
"""How many owners have a colour of their own; all others share one."""


class Bar(Struct, frozen=True):
    """A step: its label, when it starts and ends in units of the line, its owner's colour, and a note on it.

    `mark` says what is special about it, such as that it is under way: it has a sign of its own, too.
    """

    label: str
    start: float
    end: float
    owner: int
    note: str
    late: bool = False
    mark: str = ""


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


class Timetable(Struct, frozen=True):
    """A plan along a line of time that ends at `end`; `spent` and `load` name their rows."""

    end: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    openings: tuple[Opening, ...] = ()
    loads: tuple[Load, ...] = ()
    spent: str = ""
    load: str = ""


class _Frame(Struct, frozen=True):
    """Where the line lies: from `left`, `unit` a unit of time; rows of a height, each label in so many lines.

    The names of days that matter have `flag_lines` in rows of their own, of the height `lane`.
    """

    wide: float
    left: float
    unit: float
    row: float
    lines: int
    lane: float
    flag_lines: int = 1

    def x(self, at: float) -> float:
        return self.left + at * self.unit


MOST_ROWS = 30
"""How many steps stand below one line of time: more are drawn in panels, each with a line of its own."""
LANE = 22
"""How high a row of days that matter is, with names of one line."""
LABELS = 248
"""How wide the labels of steps are on wide pages."""


def timeline(head: Head, plan: Timetable) -> Drawn:
    """The plan on wide and on narrow pages, where labels stand above their bars."""
    return Drawn(_drawn(head, plan, narrow=False), _drawn(head, plan, narrow=True))


def owner_class(number: int) -> str:
    """The class of an owner's colour: the first eight have one of their own."""
    return f"owner-{number if 1 <= number <= OWNERS else 0}"


def _drawn(head: Head, plan: Timetable, *, narrow: bool) -> str:
    wide, left = (NARROW, 0) if narrow else (WIDE, LABELS)
    labels = [bar.label for bar in plan.bars]
    lines = 1 if len(labels) > MOST_ROWS or whole(labels, (wide if narrow else left - 12)) else 2
    row = 28 + 16 * lines if narrow else 22 if len(labels) > MOST_ROWS else 24 + 7 * lines
    frame = _Frame(wide, left, (wide - left - 6) / max(plan.end, 1), row, lines, LANE)
    panels = -(-len(labels) // MOST_ROWS) or 1
    most = -(-len(labels) // panels)
    if any(not fits(opening.name, _room(frame, opening), "tag") for opening in plan.openings):
        frame = replace(frame, lane=LANE + 15, flag_lines=2)
    lanes = _lanes(frame, plan.openings)
    high = frame.lane * (max(lanes, default=-1) + 1)
    top = 24 + (18 if any(tick.spent for tick in plan.ticks) else 0) + high
    above = (18.0, 32.0) if narrow and plan.spent else (0.0, 14.0)
    bottoms = [0.0]
    for i in range(panels):
        bottoms.append(bottoms[-1] + above[i > 0] + top + row * len(plan.bars[i * most : (i + 1) * most]))

    def shapes() -> Iterator[str]:
        for i in range(panels):
            y = bottoms[i] + above[i > 0]
            yield from _ticks(frame, plan, y, bottoms[i + 1])
            flags = [y + top - high + frame.lane * (lane + 0.5) - 3 for lane in lanes]
            for opening, at in zip(plan.openings, flags, strict=True):
                yield _day(frame, opening, at, bottoms[i + 1])
            for k, bar in enumerate(plan.bars[i * most : (i + 1) * most]):
                yield from _bar(frame, bar, y + top + k * row)
            for opening, at in zip(plan.openings, flags, strict=True):
                yield from _flag(frame, opening, at)
        if plan.loads:
            yield from _loads(frame, plan, bottoms[-1] + 8)

    height = bottoms[-1] + ((112 if narrow and plan.load else 92) if plan.loads else 6)
    return drawing(head, "narrow timeline" if narrow else "wide timeline", wide, height, shapes())


def _ticks(frame: _Frame, plan: Timetable, y: float, bottom: float) -> Iterator[str]:
    """Names and sums beside their lines, where there is room: first those of the end and of the start."""
    if plan.spent:
        yield words(
            plan.spent, 0, y + 27 if frame.left else y - 9, frame.left - 12 if frame.left else frame.wide, "soft"
        )
    taken: list[tuple[float, float]] = []
    for tick in [*plan.ticks[:-2:-1], *plan.ticks[:-1]]:
        x = min(frame.x(tick.at), frame.wide - 1)
        yield line("guide", x, y + 20, 0, bottom - y - 20)
        room = max(across(tick.name), across(tick.spent))
        last = x + room + 3 > frame.wide
        start = x - room - 3 if last else x + 3
        if start >= frame.left and all(start + room + 8 <= other[0] or other[1] + 8 <= start for other in taken):
            side = ("end" if last else "start", x - 3 if last else x + 3)
            yield _beside(tick.name, side, y + 9, room, "soft") + _beside(tick.spent, side, y + 27, room, "name")
            taken.append((start, start + room))


def _beside(text: str, side: tuple[str, float], y: float, room: float, kind: str) -> str:
    return words(text, side[1], y, room + 1, kind, anchor="end" if side[0] == "end" else "start")


def _bar(frame: _Frame, bar: Bar, y: float) -> Iterator[str]:
    start, end = frame.x(bar.start), max(frame.x(bar.end), frame.x(bar.start) + 3)
    labelled = frame.left > 0
    middle = y + (frame.row / 2 if labelled else frame.row - 13)
    label = middle if labelled else y + 2 + 8 * frame.lines
    yield words(bar.label, 0, label, frame.left - 12 if labelled else frame.wide, "name clear", lines=frame.lines)
    owner, high = owner_class(bar.owner), min(frame.row - 6, 18.0)
    yield box(f"bar {owner}{' late' if bar.late else ''}", start, middle - high / 2, end - start, high)
    if bar.mark:
        yield path("ring", f"M{start + 1:.1f} {middle - 8:.1f}l9 8l-9 8z")
    note, sign = " · ".join(filter(None, (bar.note, bar.mark))), 12 if bar.mark else 0
    room = across(note) + 12 + sign
    if frame.wide - end >= room:
        yield words(note, end + 6, middle, room, "soft clear")
    elif end - start >= room:
        yield words(note, start + 7 + sign, middle, room, f"on-{owner}")
    elif start - frame.left >= room:
        yield words(note, start - 6, middle, room, "soft clear", anchor="end")


def _span(frame: _Frame, opening: Opening) -> tuple[float, float]:
    """From where to where a flag and its name reach: the name is where there is more room."""
    x, long = min(frame.x(opening.at), frame.wide - 6), across(opening.name, "tag") + 10
    if frame.wide - x >= long or x < frame.wide / 2:
        return x - 5, min(x + long, frame.wide)
    return max(x - long, 0), x + 5


def _lanes(frame: _Frame, openings: Sequence[Opening]) -> list[int]:
    """The row of each day that matters: the first in which its name lies over no other, nor over another's line."""
    taken: list[list[tuple[float, float]]] = []
    rows: list[int] = []
    for i, opening in enumerate(openings):
        start, end = _span(frame, opening)
        free = (
            lane
            for lane, spans in enumerate(taken)
            if all(end + 8 < other[0] or other[1] + 8 < start for other in spans) and lane >= max(rows[:i], default=0)
        )
        lane = next(free, len(taken))
        taken += [[]] if lane == len(taken) else []
        taken[lane].append((start, end))
        rows.append(lane)
    return rows


def _day(frame: _Frame, opening: Opening, y: float, bottom: float) -> str:
    """The line of a day, below its flag: what is written over it stays legible."""
    return line(opening.kind, min(frame.x(opening.at), frame.wide - 6), y + 8, 0, bottom - y - 8)


def _flag(frame: _Frame, opening: Opening, y: float) -> Iterator[str]:
    x = min(frame.x(opening.at), frame.wide - 6)
    yield path(f"flag {opening.kind}", f"M{x - 5:.1f} {y + 1:.1f}h10l-5 8z")
    room, lines = _room(frame, opening), frame.flag_lines
    if _span(frame, opening)[0] < x - 5:
        yield words(opening.name, x - 9, y + 4, room, "tag clear", lines=lines, anchor="end")
    else:
        yield words(opening.name, x + 9, y + 4, room, "tag clear", lines=lines)


def _room(frame: _Frame, opening: Opening) -> float:
    """How much of a row the name of a day has, beside its flag."""
    return _span(frame, opening)[1] - _span(frame, opening)[0] - 14


def _loads(frame: _Frame, plan: Timetable, y: float) -> Iterator[str]:
    """What is spent in each stretch against what it can carry; its text below: whole, else the days, else the most."""
    most = max(1, *(max(load.days, load.capacity or 0) for load in plan.loads))
    if plan.load and not frame.left:
        yield words(plan.load, 0, y + 10, frame.wide, "soft")
        y += 20
    elif plan.load:
        yield words(plan.load, 0, y + 44, frame.left - 12, "soft", lines=2)
    base, tall = y + 62, 44
    yield line("rule", frame.left, base, frame.wide - frame.left - 6, 0)
    for load in plan.loads:
        start, wide = frame.x(load.start), (load.end - load.start) * frame.unit
        gap = 2 if wide > 8 else 0.5
        high = tall * load.days / most
        yield box("load", start + gap, base - high, wide - 2 * gap, high)
        if load.capacity is not None:
            yield line("capacity", start, base - tall * load.capacity / most, wide, 0)
    yield from _said(frame, plan.loads, base + 14)


def _said(frame: _Frame, loads: Sequence[Load], y: float) -> Iterator[str]:
    texts = [load.text for load in loads]
    if not all(across(load.text) + 4 <= (load.end - load.start) * frame.unit for load in loads):
        texts = [f"{load.days:,}" for load in loads]
    if all(across(text) + 4 <= (load.end - load.start) * frame.unit for text, load in zip(texts, loads, strict=True)):
        for load, text in zip(loads, texts, strict=True):
            yield words(text, frame.x((load.start + load.end) / 2), y, frame.wide, anchor="middle")
        return
    highest = max(loads, key=lambda load: load.days)
    half = across(highest.text) / 2
    middle = min(max(frame.x((highest.start + highest.end) / 2), frame.left + half), frame.wide - half)
    yield words(highest.text, middle, y, frame.wide, anchor="middle")
