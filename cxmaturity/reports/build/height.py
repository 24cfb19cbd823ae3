"""How high a page stands in print, in lines: an estimate from above, so that what fits by it is one page."""

import re
from collections.abc import Sequence

from cxmaturity.reports.build.room import columns
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Facts,
    Group,
    Move,
    Moves,
    Notice,
    Paragraph,
    Part,
    Picture,
    Words,
)

LINES = 59
"""How many lines a page has below its head."""
ACROSS, BESIDE, NOTE, MOVE, HEADLINE = 93, 17, 22, 30, 60
"""How many columns of letters a line has, one of four facts and its note, one of three moves, and a headline."""
LONG = 22
"""With a word of more letters than these, facts and moves stand one below the other."""
TALL = 1.15
"""How high a line is in other letters than ours."""
_VIEW = re.compile(r'viewBox="0 0 [0-9.]+ ([0-9.]+)"')
_PIXELS = 24.5
"""How many units of a picture are as high as a line."""


def lines_of(parts: Sequence[Part]) -> int:
    """How many lines parts take."""
    return round(sum(_blocks(part.blocks) for part in parts))


def _blocks(blocks: Sequence[Block]) -> float:
    return sum(map(_block, blocks))


def _block(block: Block) -> float:  # noqa: PLR0911  one case a block
    match block:
        case Paragraph(style="headline"):
            return 0.7 + 1.5 * _lines(block.words, HEADLINE)
        case Paragraph():
            return 0.6 + _lines(block.words)
        case Bullets():
            return sum(0.4 + _lines(item) for item in block.items)
        case Picture():
            high = _VIEW.search(block.wide)
            return 1.2 + _lines(block.title) + (float(high[1]) / _PIXELS if high else 0)
        case Facts():
            facts = [1 + 1.1 * _lines(fact.text, BESIDE) + _lines(fact.note, NOTE) for fact in block.items]
            return 2.5 + _beside(facts, 4, [fact.text for fact in block.items])
        case Moves():
            moves = [0.3 + _move(move) for move in block.items]
            return _beside(moves, 3, [f"{move.title} {move.says}" for move in block.items])
        case Notice():
            return 4 + _lines(block.title) + sum(0.5 + _lines(line, 78) for line in block.lines) + _lines(block.words)
        case Group():
            return 2.2 + _blocks(block.blocks)
    return 0


def _move(move: Move) -> float:
    return sum(_lines(text, MOVE) for text in (move.title, move.says, move.facts))


def _beside(heights: Sequence[float], most: int, texts: Sequence[str]) -> float:
    """The height of what stands beside each other; one below the other where a word is too long for that."""
    if any(len(word) > LONG for text in texts for word in text.split()):
        most = 1
    return sum(0.6 + max(heights[at : at + most]) for at in range(0, len(heights), most))


def _lines(words: Words, across: int = ACROSS) -> float:
    """On how many lines a text stands: a word that is cut off at the end of a line leaves some of it empty."""
    text = words if isinstance(words, str) else "".join(span.text for span in words)
    lines = -(-columns(text) * 105 // (100 * across)) if text else 0
    return lines if text.isascii() or max(text) < "\u0590" else TALL * lines
