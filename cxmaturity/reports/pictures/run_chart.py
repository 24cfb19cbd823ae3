"""A measure by month: a point for each, the middle as a line, and what has shifted behind it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, across, box, circle, drawing, line, path, words

HEIGHT, TOP, EDGE, GAP = 150, 16, 14, 8
"""How high the values reach, what stands above, how far months stand from the edges, and names from each other."""


class Point(Struct, frozen=True):
    """A month: its name, its value (None where too few answered), and whether it is part of a shift."""

    text: str
    value: float | None
    shifted: bool = False


class Middle(Struct, frozen=True):
    """The line in the middle with its words, and those of the lowest and the highest value."""

    value: float
    text: str
    low: str
    high: str


def run_chart(head: Head, points: Sequence[Point], middle: Middle) -> Drawn:
    """Months to the right, values upwards; a month without a value is a gap in the line."""
    return Drawn(_chart(head, points, middle, WIDE, "wide"), _chart(head, points, middle, NARROW, "narrow"))


def _chart(head: Head, points: Sequence[Point], middle: Middle, width: int, kind: str) -> str:
    values = [point.value for point in points if point.value is not None]
    low, high = min([*values, middle.value]), max([*values, middle.value])
    left = max(across(text) for text in (middle.low, middle.high)) + 14
    step = (width - 10 - left - 2 * EDGE) / max(1, len(points) - 1)

    def at(i: int) -> float:
        return left + EDGE + i * step if len(points) > 1 else (left + width) / 2

    def up(value: float) -> float:
        return TOP + (HEIGHT * (high - value) / (high - low) if high > low else HEIGHT / 2)

    def shapes() -> Iterator[str]:
        shifted = [i for i, point in enumerate(points) if point.shifted]
        if shifted:
            beside = min(step / 2, EDGE)
            start, end = at(shifted[0]) - beside, at(shifted[-1]) + beside
            yield box("unsure", start, TOP - 8, end - start, HEIGHT + 16)
        for text, value in {middle.high: high, middle.low: low}.items():  # once where all are the same
            yield words(text, left - 10, up(value), left - 12, "name", anchor="end")
            yield line("rule", left, up(value), width - 10 - left, 0)
        yield line("goal", left, up(middle.value), width - 10 - left, 0)
        yield path(
            "span", _way([(at(i), None if point.value is None else up(point.value)) for i, point in enumerate(points)])
        )
        for i, point in enumerate(points):
            if point.value is not None:
                yield circle("here", at(i), up(point.value), 4)
        yield words(middle.text, left + 4, up(middle.value) - 10, width - left - 14, "tag clear")
        yield from _months([(at(i), point.text) for i, point in enumerate(points)], width - 10)

    return drawing(head, kind, width, TOP + HEIGHT + 36, shapes())


def _way(places: Sequence[tuple[float, float | None]]) -> str:
    """The line through months that follow each other; it ends where one has no value."""
    way, drawn = [], False
    for x, y in places:
        if y is not None:
            way.append(f"{'L' if drawn else 'M'}{x:.1f} {y:.1f}")
        drawn = y is not None
    return "".join(way)


def _months(names: Sequence[tuple[float, str]], right: float) -> Iterator[str]:
    """The names of months below, each where it does not touch the one before; the last always."""
    x, last = names[-1]
    end = min(x, right - across(last) / 2) - across(last) / 2
    free = 0.0
    for i, (middle, text) in enumerate(names):
        half = across(text) / 2
        place = min(middle, right - half)
        if i == len(names) - 1 or (place - half >= free and place + half <= end - GAP):
            yield words(text, place, TOP + HEIGHT + 24, 2 * half + 4, "soft", anchor="middle")
            free = place + half + GAP
