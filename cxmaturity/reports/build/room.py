"""How much a body and a page hold, for any input: names are shortened first, then lists, then texts, until it fits.

What is cut short in a body stands in full in the annex.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from unicodedata import east_asian_width

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.reports.build.common import UNREAD
from cxmaturity.reports.document.blocks import Bullets, Facts, Group, Labels, Moves, Part, Picture, Span, Table


class Room(Struct, frozen=True):
    """How much is said: names of at most so many letters, and lists of so many per cent of what they hold at most."""

    letters: int = 140
    lists: int = 100


WHOLE = Room()
ROOMS = (WHOLE, Room(80), Room(60), Room(60, 85), Room(60, 60), Room(40, 60), Room(40, 40), Room(28, 25), Room(20, 25))
"""From the most to the least: what fits first is taken."""
TEXTS = (60, 40, 25, 16, 10, 6)
"""In how many words each text stands where even the least room is too much."""
WORD = 9
"""How many columns a word takes with its blank: where words are longer, they count as more."""
_BAR = re.compile(r'<text class="name clear".*?</text>')
_DATES = 3
"""The label of a bar in a picture that is a diagram in words where pictures are; and how many words stand behind it."""


Measure = Callable[[Sequence[Part]], int]
"""What parts take of a room."""


class Held(Struct, frozen=True):
    """What a body holds, in which room, and in full the texts that are cut short in it."""

    parts: tuple[Part, ...]
    room: Room
    whole: tuple[str, ...]


def held(most: int, make: Callable[[Room], tuple[Part, ...]], measure: Measure | None = None) -> Held:
    """What is made in the first room in which it takes no more than so many words; else the last, its texts cut.

    `measure` is asked what parts take where that is not words.
    """
    takes = measure or taken
    for room in ROOMS:
        parts = make(room)
        if takes(parts) <= most:
            return Held(parts, room, ())
    for words in TEXTS:
        short = tuple(_cut(part, words) for part in parts)
        if takes(short) <= most:
            break
    return Held(short, room, tuple(dict.fromkeys(_longer(parts, words))))


def taken(value: object) -> int:
    """How many words a text, blocks or parts of a body take, with the signs between them; long words as several."""
    return max(_counted(value, _words), _counted(value, columns) // WORD)


def _words(text: str) -> int:
    return len(text.split())


def columns(text: str) -> int:
    """How wide a text is, in letters of ours."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _counted(value: object, count: Callable[[str], int]) -> int:
    if isinstance(value, str):
        return count(value)
    if isinstance(value, Struct):
        unread = UNREAD | {"legend"} if count is _words else UNREAD  # a legend has no words without its picture
        inside = (getattr(value, name) for name in value.__struct_fields__ if name not in unread)
        return count(" ".join("|" * _signs(value))) + sum(_counted(part, count) for part in inside)
    return sum(_counted(item, count) for item in value) if isinstance(value, Sequence) else 0


def _signs(value: Struct) -> int:
    """How many marks of lists and headings and lines of tables stand in a block, and words of a diagram."""
    match value:
        case Bullets() | Facts() | Labels() | Moves():
            return len(value.items)
        case Table():
            return (len(value.rows) + 2) * (len(value.columns) + 1) + len(value.columns)
        case Picture():
            return sum(_DATES + len(re.sub("<.*?>", " ", bar).split()) for bar in _BAR.findall(value.wide))
        case Part() | Group():
            return 1
    return 0


def _cut(value: Any, words: int) -> Any:
    """The same with every text in at most so many words."""
    if isinstance(value, str):
        return ended(value, words)
    if isinstance(value, Struct):
        parts = {name: getattr(value, name) for name in value.__struct_fields__ if name not in UNREAD}
        changed = {name: new for name, part in parts.items() if (new := _cut(part, words)) is not part}
        return replace(value, **changed) if changed else value
    if isinstance(value, tuple) and value and all(isinstance(item, Span) for item in value):
        return _spans(value, words)
    if isinstance(value, tuple):
        items = tuple(_cut(item, words) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    return value


def _spans(spans: tuple[Span, ...], words: int) -> tuple[Span, ...]:
    """The spans of one text, as far as its words go."""
    kept: list[Span] = []
    left = words
    for span in spans:
        text = ended(span.text, left)
        kept.append(span if text is span.text else replace(span, text=text))
        left -= taken(span.text)
        if left <= 0:
            break
    if len(kept) < len(spans) and not kept[-1].text.endswith("…"):
        kept[-1] = replace(kept[-1], text=f"{kept[-1].text}…")
    return (
        tuple(kept) if any(a is not b for a, b in zip(kept, spans, strict=False)) or len(kept) < len(spans) else spans
    )


def ended(text: str, words: int) -> str:
    """A text that ends at a word, with an ellipsis, where it takes more than so many words."""
    if taken(text) <= words:
        return text
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}".lstrip()
        if taken(longer) > words:
            break
        kept = longer
    return f"{kept or _letters(text, words * WORD)}…"


def _letters(text: str, most: int) -> str:
    """The beginning of a text without blanks."""
    while columns(text) > most:
        text = text[: min(len(text) - 1, most)]
    return text


def _longer(value: object, words: int) -> Iterator[str]:
    """The texts that take more than so many words."""
    if isinstance(value, str):
        if taken(value) > words:
            yield value
    elif isinstance(value, tuple) and value and all(isinstance(item, Span) for item in value):
        yield from _longer("".join(span.text for span in value), words)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if name not in UNREAD:
                yield from _longer(getattr(value, name), words)
    elif isinstance(value, tuple):
        for item in value:
            yield from _longer(item, words)
