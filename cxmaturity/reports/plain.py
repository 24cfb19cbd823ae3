"""Text from files, made harmless wherever it is printed."""

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def visible(text: str) -> str:
    """Text without characters that act instead of showing: control codes, changes of direction, noncharacters."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The same without line ends, for a place that has one line."""
    return visible(" ".join(text.split()))
