"""What is wrong with a line, and what all that look at lines share: its blanks, its key, and a line cut short."""

import re

from msgspec import Struct

SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]*")
_NAME = r"\"[^\"]*\"|'[^']*'|[^\W_][^\s:#\[\]{}\"',]*(?: [^\s:#\[\]{}\"',]+)*"
KEY = re.compile(rf"({_NAME})\s*:(?:\s+(.*))?$")
UNSPACED = re.compile(r"([^\W_][\w.-]*):(?!//)([^\s:].*)$")
"""A key and its value without a space between them."""


class Slip(Struct, frozen=True):
    """What is wrong with one line, counted from 1, and the line as it was probably meant."""

    line: int
    code: str
    message: str
    hint: str
    meant: str


def leading(text: str, pattern: re.Pattern[str]) -> str:
    """What a text begins with of a pattern that may be empty."""
    match = pattern.match(text)
    return match[0] if match else ""


def short(text: str) -> str:
    """A text as a hint shows it, in 60 letters at most."""
    return text if len(text) <= 60 else f"{text[:57]}..."
