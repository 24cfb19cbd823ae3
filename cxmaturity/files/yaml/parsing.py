"""The events of the YAML parser, by which `tree` reads a file and `spans` finds where its values stand."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HALF = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89a-fA-F][0-9a-fA-F]{2})")
"""An escaped half of a pair that stands for one character, as programs write JSON; YAML does not know such pairs."""
LONE = re.compile("[\ud800-\udfff]")
"""The half of a pair that is left alone, as it stands in the text of an event."""


def events(text: str) -> Iterator[Any]:
    """The parser's events. In texts between double quotes escaped pairs are characters, and lone halves surrogates."""
    if not _HALF.search(text):
        yield from yaml.parse(text, Loader=_Loader)
        return
    # the backslashes of halves are hidden from the parser, as only it knows between which quotes they stand
    hidden = 2 * next((character for character in map(chr, range(0xE000, 0xF900)) if character not in text), "\uf8ff")
    pair = re.compile(f"{hidden}([dD][89abAB]..){hidden}([dD][c-fC-F]..)|{hidden}(....)", re.DOTALL)

    def characters(match: re.Match[str]) -> str:
        if match[3]:
            return chr(int(match[3], 16))
        return bytes.fromhex(match[1] + match[2]).decode("utf-16-be")

    for event in yaml.parse(_HALF.sub(rf"\1{hidden}\2", text), Loader=_Loader):
        if type(event) is yaml.ScalarEvent and hidden in event.value:
            quoted = event.style == '"'
            event.value = pair.sub(characters, event.value) if quoted else event.value.replace(hidden, "\\u")
        yield event
