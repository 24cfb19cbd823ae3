"""Which texts can stand in a file without quotes: none is taken for a number, a date or nothing; and quotes."""

import json
import re

import yaml

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PLAIN = re.compile(r"[^\W\d_](?:[\w.,;()/'’%+-]| (?=\S))*")
"""Texts that are themselves without quotes wherever they stand, but for commas between braces."""


def needs_no_quotes(text: str, *, between: bool = False) -> bool:
    """Whether any program takes a text for itself without quotes; `between` braces or brackets."""
    if not _PLAIN.fullmatch(text) or (between and "," in text):
        return False
    return not any(guess.match(text) for _, guess in yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], ()))


def quoted(text: str) -> str:
    """A text between double quotes, in which what would act instead of showing is escaped."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
