"""The shape of a crosswalk file, key by key."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from cxmaturity.domain.crosswalk import ConflictKind
from cxmaturity.files.shapes.values import Id, MarkText, Text


class LevelShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What is true where practices, or stages, stand at these points."""

    says: Text
    at: Annotated[list[MarkText], Meta(min_length=1)]


class FactShape(Struct, frozen=True, forbid_unknown_fields=True):
    """One fact on which practices rest, from its least level to its most."""

    id: Id
    title: Text
    fact: Text
    evidence: Text
    levels: Annotated[list[LevelShape], Meta(min_length=1)]


class ConflictShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What does not fit together: the claim at its point or above, and the denial at its point or below.

    A contradiction can not be true of one organisation; a tension can, and `why` asks how.
    """

    id: Id
    title: Text
    kind: ConflictKind
    claim: MarkText
    denial: MarkText
    why: Text


class CrosswalkShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A crosswalk file."""

    schema: Literal["cxmaturity/crosswalk@1"]
    title: Text
    about: str | None = None
    measures: dict[str, Text] | None = None
    equivalents: list[LevelShape] | None = None
    facts: list[FactShape] | None = None
    contradictions: list[ConflictShape] | None = None
