"""Text from files, made harmless wherever it is printed."""

from itertools import chain

_ACTING = chain(
    range(0x09),  # control codes but tab and line end
    range(0x0B, 0x20),
    range(0x7F, 0xA0),
    range(0x2028, 0x202F),  # line and paragraph separators, embeddings and overrides of the direction
    range(0x2066, 0x206A),  # isolates
    (0xFEFF, 0xFFFE, 0xFFFF),  # byte-order mark, noncharacters
)
# a table, as compiling a pattern with characters from so far apart takes milliseconds
_SHOWN = dict.fromkeys(_ACTING, "\N{REPLACEMENT CHARACTER}")

_INVISIBLE = chain(
    (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F),
    range(0x2060, 0x2066),  # joiners and operators without a width
    range(0x206A, 0x2070),
    (0x3164, 0xFFA0),  # letters that fill a place
    range(0xFFF9, 0xFFFC),
    range(0x1D173, 0x1D17B),
    range(0xE0000, 0xE0080),  # tags
)
INVISIBLE = frozenset(map(chr, _INVISIBLE))
"""Characters that do not show, but for those within words and signs: joiners (U+200C, U+200D), variant selectors."""

_ESCAPED = {code: f"\\u{code:04x}" for code in _SHOWN if code >= 0x20}


def safe_json(text: str) -> str:
    """JSON in which every character that acts instead of showing is escaped; it says the same."""
    return text.translate(_ESCAPED)


def visible(text: str) -> str:
    """Text without characters that act instead of showing: control codes, changes of direction, noncharacters."""
    return text if text.isprintable() else text.translate(_SHOWN)  # most texts are, which is known much faster


def one_line(text: str) -> str:
    """The same without line ends, for a place that has one line."""
    return visible(" ".join(text.split()))


_LEFT = "A-Za-z\u00c0-\u02b8\u0370-\u058f\u1e00-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uff21-\uff5a"
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"


def isolated(text: str) -> str:
    """Text in which parts that run from right to left keep their direction to themselves, where others stand beside.

    A part reaches from its first letter to its last, over everything between but letters of the other direction, and
    over the bracket that closes what it opened (Unicode Standard Annex 9, the isolates U+2068 and U+2069). Text of one
    direction stays as it is.
    """
    if text.isascii():
        return text
    import re  # noqa: PLC0415  a command that prints JSON waits for none of it

    if not re.search(f"[{_RIGHT}]", text) or not re.search(f"[{_LEFT}]", text):
        return text
    return re.sub(
        f"([{_RIGHT}](?:[^{_LEFT}\\n]*[{_RIGHT}])?)([)\\]}}]?)", lambda match: _part(match[1], match[2]), text
    )


def _part(part: str, closing: str) -> str:
    opening = {")": "(", "]": "[", "}": "{"}.get(closing)
    if opening and part.count(opening) > part.count(closing):
        return f"\u2068{part}{closing}\u2069"
    return f"\u2068{part}\u2069{closing}"


def begins_against(text: str) -> bool:
    """Whether a text begins with a letter that runs from right to left, though most of its letters do not.

    A sentence that begins with such a name: taken for the direction of its first letter, it would be turned.
    """
    if text.isascii():
        return False
    import re  # noqa: PLC0415  likewise

    rightward = [letter > "\u0590" and bool(re.match(f"[{_RIGHT}]", letter)) for letter in text if letter.isalpha()]
    return any(rightward[:1]) and 2 * sum(rightward) <= len(rightward)
