"""Questionnaires and the crosswalk as a wheel ships them besides their YAML: ready to load, by their file's hash.

Reading the YAML of a large questionnaire takes as long as starting the interpreter. The hash in the name makes
it impossible to load anything but what the YAML says.
"""

from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from cxmaturity.domain.crosswalk import Crosswalk
from cxmaturity.domain.model import Questionnaire

_Made = TypeVar("_Made", Questionnaire, Crosswalk)


def save_compiled(parsed: Questionnaire | Crosswalk, folder: Path) -> None:
    """Write a questionnaire or the crosswalk into a folder of compiled ones."""
    _place(folder, parsed.sha256).write_bytes(msgspec.json.encode(parsed, enc_hook=_encoded))


def load_compiled(folder: Path, sha256: str, kind: type[_Made]) -> _Made | None:
    """What the file with this hash says, None where it was not compiled."""
    place = _place(folder, sha256)
    if not place.is_file():
        return None
    return msgspec.json.decode(place.read_bytes(), type=kind, dec_hook=_decoded)


def _place(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.json"


def _encoded(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError


def _decoded(kind: type, text: Any) -> Fraction:
    if kind is Fraction:
        return Fraction(text)
    raise NotImplementedError
