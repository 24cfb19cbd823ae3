"""The shape of a file that says what the columns and cells of an export mean, key by key."""

from typing import Literal

from msgspec import Struct

from cxmaturity.files.shapes.values import Rating, Reference, Text


class MappingShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping: `columns` by heading or letter, `answers` by practice, what a text in a cell means."""

    schema: Literal["cxmaturity/mapping@1"]
    questionnaire: Reference
    columns: dict[str, Text] | None = None
    answers: dict[str, dict[str, Rating]] | None = None
