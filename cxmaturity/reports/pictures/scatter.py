"""Units by two numbers: a mark each, with its name where there is room."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, SIZE, WIDE, Drawn, Head, across, circle, drawing, line, words

HEIGHT, TOP, EDGE, RADIUS = 240, 22, 16, 5
"""How high the values reach, what stands above, how far marks stand from the edges, and how large they are."""


class Mark(Struct, frozen=True):
    """A unit: its name, and both of its numbers."""

    name: str
    x: float
    y: float


class Axes(Struct, frozen=True):
    """What both numbers are called, and their ends in words: the lowest and the highest of each."""

    x: str
    y: str
    x_ends: tuple[str, str]
    y_ends: tuple[str, str]


def scatter(head: Head, marks: Sequence[Mark], axes: Axes) -> Drawn:
    """Marks by x to the right and y upwards, each between the lowest and the highest of them."""
    return Drawn(_scatter(head, marks, axes, WIDE, "wide"), _scatter(head, marks, axes, NARROW, "narrow"))


def _scatter(head: Head, marks: Sequence[Mark], axes: Axes, size: float, kind: str) -> str:
    left = min(max(across(end) for end in axes.y_ends) + 14, size * 0.4)
    right, bottom = size - EDGE, TOP + HEIGHT
    places = [
        (
            left + EDGE + _share(mark.x, [each.x for each in marks]) * (right - left - 2 * EDGE),
            bottom - EDGE - _share(mark.y, [each.y for each in marks]) * (HEIGHT - 2 * EDGE),
        )
        for mark in marks
    ]

    def shapes() -> Iterator[str]:
        yield words(axes.y, 0, 9, size, "soft")
        yield words(axes.y_ends[1], left - 8, TOP + EDGE, left - 10, anchor="end")
        yield words(axes.y_ends[0], left - 8, bottom - EDGE, left - 10, anchor="end")
        yield line("rule", left, TOP, 0, HEIGHT)
        yield line("rule", left, bottom, right - left, 0)
        room = (right - left) / 3
        yield words(axes.x_ends[0], left, bottom + 12, room)
        yield words(axes.x_ends[1], right, bottom + 12, room, anchor="end")
        yield words(axes.x, (left + right) / 2, bottom + 30, right - left, "soft", anchor="middle")
        taken = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in places]
        taken.append((0, 0, across(axes.y), 9 + SIZE * 0.7))
        for mark, (x, y) in zip(marks, places, strict=True):
            yield circle("here", x, y, RADIUS)
            wide = across(mark.name)
            middle = min(max(x - wide / 2, left + 2), size - wide - 1)
            beyond = SIZE * 1.4 + 1  # clear of a name beside
            beside = ((x + RADIUS + 5, y), (x - RADIUS - 5 - wide, y), (middle, y - beyond), (middle, y + beyond))
            for start, at in beside:
                box = (start, at - SIZE * 0.7, start + wide, at + SIZE * 0.7)
                inside = left < box[0] and box[2] < size and box[3] < bottom
                if inside and not any(_touch(box, other) for other in taken):
                    taken.append(box)
                    yield words(mark.name, start, at, wide + 2)
                    break

    return drawing(head, kind, size, bottom + 42, shapes())


def _share(value: float, among: Sequence[float]) -> float:
    low, high = min(among), max(among)
    return (value - low) / (high - low) if high > low else 0.5


def _touch(box: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
