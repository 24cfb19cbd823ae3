"""Questionnaires as a wheel ships them besides their YAML: ready to load, by the hash of the file they stand for.

Reading the YAML of a large questionnaire takes as long as starting the interpreter. The hash in the name makes
it impossible to load anything but what the YAML says.
"""

from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from cxmaturity.domain.model import Questionnaire


def save_compiled(questionnaire: Questionnaire, folder: Path) -> None:
    """Write a questionnaire into a folder of compiled ones."""
    _place(folder, questionnaire.sha256).write_bytes(msgspec.json.encode(questionnaire, enc_hook=_encoded))


def load_compiled(folder: Path, sha256: str) -> Questionnaire | None:
    """The questionnaire of a file with this hash, None where it was not compiled."""
    place = _place(folder, sha256)
    if not place.is_file():
        return None
    return msgspec.json.decode(place.read_bytes(), type=Questionnaire, dec_hook=_decoded)


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
