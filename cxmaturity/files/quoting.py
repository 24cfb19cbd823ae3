"""Texts in a file that ruamel.yaml writes: none is taken for a number, a date or nothing, here or elsewhere."""

import re

from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

_PLAIN = re.compile(r"[^\W\d_](?:[\w.,;()/'’%+-]| (?=\S))*")
"""Texts that are themselves without quotes wherever they stand."""


class TextResolver(VersionedResolver):
    """Nothing is guessed from how a text looks, as in `tree`; only an empty value is none."""

    @property
    def versioned_resolver(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        """What a text without quotes may be, by its first character."""
        return {first: [("tag:yaml.org,2002:null", re.compile(r"(~|null)?$(?!\n)"))] for first in ("", "~", "n")}


def quoted(text: str) -> str:
    """A text as the file holds it: in quotes where any program could take it for something else."""
    guessed = VersionedResolver(version=(1, 1)).resolve(ScalarNode, text, (True, False))
    plain = guessed == VersionedResolver.DEFAULT_SCALAR_TAG and _PLAIN.fullmatch(text)
    return text if plain or not text else DoubleQuotedScalarString(text)
