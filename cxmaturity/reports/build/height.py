"""How high blocks stand in print, in lines: an estimate from above, so that what fits by it is so many pages.

A browser's print has the wider letters and the lower pages, so that what fits there fits in the PDF, too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.build.room import columns
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Facts,
    Group,
    Key,
    Labels,
    Move,
    Moves,
    Notice,
    Paragraph,
    Part,
    Picture,
    Row,
    Table,
    Words,
)

T = TypeVar("T")
LINES, PAGE = 57, 58
"""How many lines the page for a board has below its head, and any page of a body, by the estimate, which is above."""
ACROSS, BESIDE, NOTE, MOVE, HEADLINE, TITLE, CAPTION = 97, 17, 22, 30, 60, 44, 75
"""How many columns a line has, one of four facts and its note, one of three moves, a headline, a title, a caption."""
LABEL, LABELLED, CELLS, BETWEEN = 26, 73, 105, 2
"""The same of a label and its text, and of all the cells of a table, between which so many are left."""
HEADING, ABOUT, BRAND = 22, 36, 6
"""The same of the heading of a document, and of what it is about; and how many lines a logo takes."""
BOLD = 86
"""How many per cent of its columns the first cell of a row has, whose letters are bold."""
MARK = 8
"""How many columns the mark of an entry of a legend takes, with the room behind it."""
LONG, LONGEST = 22, 24
"""With a word of more letters than these, facts and moves stand one below the other, in some formats and in all."""
TALL, CAPITAL = 1.15, 0.4
"""How high a line is in other letters than ours, and how much wider a capital letter is than others."""
PART = 3.2
"""What the heading of a part takes, with the room above it."""
_VIEW = re.compile(r'viewBox="0 0 [0-9.]+ ([0-9.]+)"')
_PIXELS, _ACROSS_ALL = 24.5, 20.5
"""How many units of a picture are as high as a line, and where it is as wide as the page."""


def lines_of(parts: Sequence[Part]) -> int:
    """How many lines parts take on a page of their own."""
    return round(sum(sum(map(_block, part.blocks)) for part in parts))


def pages_of(parts: Sequence[Part], head: float = 0) -> int:
    """How many pages parts take below a head of so many lines: what is not split goes to the next as a whole."""
    pages, left = 1, PAGE - head
    for part in parts:
        for high in _pieces(part.blocks, PART):
            if high > left:
                pages, left = pages + 1, PAGE
            over = int(high // PAGE)  # what is higher than a page begins one, and goes on
            pages, left = pages + over, left - high + over * PAGE
    return pages


def head_lines(heading: str, about: str, brand: str) -> float:
    """How many lines the head of the first page takes beyond one of the heading, and a brand above it."""
    beside = max(2.2 * (_lines(heading, HEADING) - 1), _lines(about, ABOUT) - 1)
    return beside + (BRAND + 1.5 * _lines(brand, ABOUT) if brand else 0)


def title_lines(title: str) -> float:
    """How many lines the title of a chapter takes beyond its first."""
    return 1.8 * max(_lines(title, TITLE) - 1, 0)


def _pieces(blocks: Sequence[Block], above: float = 0) -> Iterator[float]:
    """What is not split between pages; a heading, which is so high, stands with the first of what follows it."""
    for block in blocks:
        for high in _piece(block):
            yield above + high
            above = 0


def _piece(block: Block) -> Iterator[float]:
    match block:
        case Group():
            yield from _pieces(block.blocks, 2 + _lines(block.title, TITLE))
        case Table():
            yield from _rows(block)
        case Bullets():
            yield from (0.25 + _lines(item) for item in block.items)
        case Labels():
            yield from (1 + max(_lines(item.label, LABEL), _lines(item.words, LABELLED)) for item in block.items)
        case _:
            yield _block(block)


def _block(block: Block) -> float:  # noqa: PLR0911  one case a block
    match block:
        case Paragraph(style="headline"):
            return 0.7 + 1.5 * _lines(block.words, HEADLINE)
        case Paragraph():
            return 0.55 + _lines(block.words)
        case Picture():
            return _picture(block)
        case Facts():
            return 1.8 + _beside(4, block.items, _fact, [fact.text for fact in block.items])
        case Moves():
            return _beside(3, block.items, _move, [f"{move.title} {move.says}" for move in block.items])
        case Notice():
            return 3.4 + _lines(block.title) + sum(0.5 + _lines(line, 78) for line in block.lines) + _lines(block.words)
        case Group():
            return 2 + sum(map(_block, block.blocks))
    return sum(_piece(block)) if isinstance(block, Bullets | Labels | Table) else 0


def _picture(block: Picture) -> float:
    high = _VIEW.search(block.wide)
    units = _ACROSS_ALL if re.search(r'class="wide (?:timeline|map)', block.wide) else _PIXELS
    return 1.2 + _lines(block.title, CAPTION) + (float(high[1]) / units if high else 0) + _legend(block.legend)


def _legend(keys: Sequence[Key]) -> float:
    """Entries beside each other, none of which is split between lines where one holds it."""
    lines, at = 0, ACROSS
    for key in keys:
        wide = columns(key.text) + MARK
        if at + wide > ACROSS:
            lines, at = lines + max(-(-wide // ACROSS), 1), 0
        at += wide
    return 1.4 + 1.1 * lines if keys else 0


def _rows(table: Table) -> Iterator[float]:
    """The rows of a table, the first with what stands above it."""
    shares = sum(column.share for column in table.columns)
    rooms = [max(CELLS * column.share // shares - BETWEEN, 4) for column in table.columns]
    titles = max(_lines(column.title, room) for column, room in zip(table.columns, rooms, strict=True))
    rooms[0] = rooms[0] * BOLD // 100
    above = 2 + _lines(table.caption) + titles
    for row in table.rows:
        yield above + _row(row, rooms)
        above = 0


def _row(row: Row, rooms: Sequence[int]) -> float:
    cells = zip(row.cells, rooms, strict=True)
    return 0.58 + 0.88 * max(_lines(cell.words, room) + _lines(cell.note, room) for cell, room in cells)


def _fact(fact: Fact, wider: float) -> float:
    return 0.9 + 1.1 * _lines(fact.text, int(wider * BESIDE)) + 0.9 * _lines(fact.note, int(wider * NOTE))


def _move(move: Move, wider: float) -> float:
    across = int(wider * MOVE)
    return 0.3 + _lines(move.title, across) + 0.9 * (_lines(move.says, across + 3) + _lines(move.facts, across + 3))


def _beside(most: int, items: Sequence[T], high: Callable[[T, float], float], texts: Sequence[str]) -> float:
    """The height of what stands beside each other; where a word is too long for that, as of one below the other."""
    heights = [high(item, 1) for item in items]
    beside = sum(0.6 + max(heights[at : at + most]) for at in range(0, len(heights), most))
    if not any(len(word) > LONG for text in texts for word in text.split()):
        return beside
    below = sum(0.6 + high(item, most) for item in items)
    return below if any(len(word) > LONGEST for text in texts for word in text.split()) else max(beside, below)


def _lines(words: Words, across: int = ACROSS) -> float:
    """On how many lines a text stands: a word that is longer than a line is broken there, others begin the next."""
    text = words if isinstance(words, str) else "".join(span.text for span in words)
    lines = _wrapped(text, across) if text else 0
    return lines if text.isascii() or max(text) < "\u0590" else TALL * lines


def _wrapped(text: str, across: int) -> int:
    lines, at = 1, 0.0
    for word in text.split():
        wide = columns(word) + CAPITAL * sum(map(str.isupper, word))
        wide *= 1.2 if len(word) > LONG else 1  # its end leaves a line, or some of one, empty
        if at and at + 1 + wide > across:
            lines, at = lines + 1, 0.0
        over = int(wide // across)
        lines, at = lines + over, at + wide - over * across + (1 if at else 0)
    return lines
