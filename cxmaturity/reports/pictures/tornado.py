"""Which inputs move a value most: a bar each, from the value at its low end to that at its high end."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, across, box, drawing, line, words

BAR = 18
"""How high a bar is."""
MOST = 0.35
"""Which share of the picture the words on either side of the bars take at most."""
TOP = 24
"""How much room the amounts above the bars take."""
LOW, HIGH = "shade-3", "here"
"""The classes of what lies towards an input's low end, and of what lies towards its high end."""


class Bar(Struct, frozen=True):
    """An input: its name, its ends in words, and the value at each."""

    name: str
    low: str
    high: str
    at_low: float
    at_high: float


class Middle(Struct, frozen=True):
    """Where all inputs are as likely: the value, and in words; `nothing` says 0 in words."""

    value: float
    said: str
    nothing: str


def tornado(head: Head, bars: Sequence[Bar], middle: Middle) -> Drawn:
    """Bars around the likely value, with the ends of each input beside them; a line at 0 where a bar reaches there."""
    return Drawn(_bars(head, bars, middle, narrow=False), _bars(head, bars, middle, narrow=True))


def _bars(head: Head, bars: Sequence[Bar], middle: Middle, *, narrow: bool) -> str:
    size, left = (NARROW, 0.0) if narrow else (WIDE, 230.0)
    row = 56 if narrow else 38
    place = _Place(bars, middle, left, size)

    def shapes() -> Iterator[str]:
        yield from place.marks(middle, TOP + row * len(bars))
        for i, bar in enumerate(bars):
            y = TOP + i * row
            centre = y + (38 if narrow else row / 2)
            if narrow:
                yield words(bar.name, 0, y + 14, size, "name on clear")
            else:
                yield words(bar.name, 0, centre, left - 16, "name on", lines=2)
            yield from place.bar(bar, middle, centre)

    return drawing(head, "narrow" if narrow else "wide", size, TOP + row * len(bars) + 4, shapes())


class _Place:
    """Where amounts stand: from the least to the most, with room for the ends' words on both sides."""

    def __init__(self, bars: Sequence[Bar], middle: Middle, left: float, size: float) -> None:
        beside = [(bar.low, bar.high) if bar.at_low <= bar.at_high else (bar.high, bar.low) for bar in bars]
        self._room = (size - left) * MOST
        self.left = left + min(max(across(before) for before, _ in beside), self._room) + 10
        self.right = size - min(max(across(after) for _, after in beside), self._room) - 10
        amounts = [middle.value, *(amount for bar in bars for amount in (bar.at_low, bar.at_high))]
        self.least, self.most = min(amounts), max(amounts)
        self.size = size

    def at(self, amount: float) -> float:
        """The place of an amount."""
        apart = self.most - self.least
        share = (amount - self.least) / apart if apart else 0.5
        return self.left + share * (self.right - self.left)

    def marks(self, middle: Middle, bottom: float) -> Iterator[str]:
        """The likely value with its amount, and 0 where a bar reaches below it."""
        x = self.at(middle.value)
        half = min(across(middle.said, "name on"), self.right - self.left) / 2
        yield words(middle.said, min(max(x, half), self.size - half), 9, 2 * half + 2, "name on", anchor="middle")
        yield line("zero", x, TOP - 4, 0, bottom - TOP + 4)
        zero = self.at(0)
        if self.least < 0 < self.most and abs(zero - x) > 4:
            yield line("opens", zero, TOP - 4, 0, bottom - TOP + 4)
            beside = across(middle.nothing) / 2
            if abs(zero - x) > half + beside + 8:
                yield words(middle.nothing, zero, 9, 2 * beside + 2, "soft", anchor="middle")

    def bar(self, bar: Bar, middle: Middle, y: float) -> Iterator[str]:
        """A bar in two parts, towards each end of its input, with the ends in words."""
        centre = self.at(middle.value)
        ends = sorted(((self.at(bar.at_low), LOW, bar.low), (self.at(bar.at_high), HIGH, bar.high)))
        for x, kind, _ in ends:
            yield box(kind, min(x, centre), y - BAR / 2, abs(x - centre), BAR)
        (before, _, first), (after, _, last) = ends
        yield words(first, before - 6, y, min(across(first), self._room) + 2, "soft clear", anchor="end")
        yield words(last, after + 6, y, min(across(last), self._room) + 2, "soft clear")
