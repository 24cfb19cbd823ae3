"""Which texts can stand in a file without quotes: none is taken for a number, a date or nothing, here or elsewhere."""

import re

import yaml

_PLAIN = re.compile(r"[^\W\d_](?:[\w.,;()/'’%+-]| (?=\S))*")
"""Texts that are themselves without quotes wherever they stand, but for commas between braces."""


def needs_no_quotes(text: str, *, between: bool = False) -> bool:
    """Whether any program takes a text for itself without quotes; `between` braces or brackets."""
    if not _PLAIN.fullmatch(text) or (between and "," in text):
        return False
    return not any(guess.match(text) for _, guess in yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], ()))
