"""What a style sheet, or a style within a picture, would load from elsewhere."""

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([^\n]))")
_LOADS = re.compile(
    r"(?:url|src)\(\s*['\"]?(?!\s*['\"]?(?:#|data:|\)))([^)'\"\s]+)"
    r"|@import\s*(?:url\()?\s*['\"]?([^)'\"\s;]+)"
    r"|((?:-[a-z]+-)?image-set|cross-fade)\(",
    re.IGNORECASE,
)


def loads(style: str) -> Iterator[str]:
    """The addresses in a style that lie elsewhere, however they are spelt, and functions that may name some."""
    if "(" in style or "@" in style or "\\" in style:
        for match in _LOADS.finditer(_ESCAPE.sub(_meant, _COMMENT.sub("", style))):
            yield match[1] or match[2] or match[3]


def _meant(match: re.Match[str]) -> str:
    """The character that an escape stands for: `u\\72l` is url."""
    if match[2]:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
