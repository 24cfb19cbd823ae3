"""What customers expect against what they perceive: a row each, two marks on one scale with the gap between them."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.reports.pictures.svg import NARROW, WIDE, Drawn, Head, across, circle, diamond, drawing, line, words

TOP = 24
"""How much room the ends of the scale take above the rows."""
EXPECTED, PERCEIVED = "proven", "here"
"""The classes of both marks."""


class Gap(Struct, frozen=True):
    """A journey or stage: what is expected and perceived as places between the ends (0..1), and the gap in words."""

    name: str
    expected: float
    perceived: float
    text: str
    clear: bool


def gaps(head: Head, rows: Sequence[Gap], ends: tuple[str, str]) -> Drawn:
    """Rows with a diamond for what is expected and a disc for what is perceived; a gap that is clear is drawn thick."""
    return Drawn(_rows(head, rows, ends, narrow=False), _rows(head, rows, ends, narrow=True))


def _rows(head: Head, rows: Sequence[Gap], ends: tuple[str, str], *, narrow: bool) -> str:
    size, start = (NARROW, 8.0) if narrow else (WIDE, 200.0)
    row = 56 if narrow else 38
    texts = min(max(across(each.text) for each in rows), size / 3)
    long = size - start - (8 if narrow else texts + 22)

    def shapes() -> Iterator[str]:
        yield words(ends[0], start, 9, long / 2 - 4, "soft")
        yield words(ends[1], start + long, 9, long / 2 - 4, "soft", anchor="end")
        for i, each in enumerate(rows):
            y = TOP + i * row
            middle = y + (38 if narrow else row / 2)
            if narrow:
                yield words(each.name, 0, y + 14, size - texts - 12, "name on")
                yield words(each.text, size, y + 14, texts + 2, "name", anchor="end")
            else:
                yield words(each.name, 0, middle, start - 20, "name on", lines=2)
                yield words(each.text, size, middle, texts + 2, "name", anchor="end")
            yield line("rule", start, middle, long, 0)
            expected, perceived = (start + share * long for share in (each.expected, each.perceived))
            yield line("goal" if each.clear else "zero", expected, middle, perceived - expected, 0)
            yield diamond(EXPECTED, expected, middle)
            yield circle(PERCEIVED, perceived, middle, 6)

    return drawing(head, "narrow" if narrow else "wide", size, TOP + row * len(rows) + 4, shapes())
