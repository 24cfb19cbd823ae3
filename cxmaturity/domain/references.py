"""What a result or a plan was made from: names and hashes."""

from msgspec import Struct


class QuestionnaireRef(Struct, frozen=True):
    """The instrument, and the hash of its file."""

    id: str
    version: int
    sha256: str


class AnswersRef(Struct, frozen=True):
    """The answers file as it was named, and its hash."""

    file: str
    organisation: str
    date: str
    sha256: str
