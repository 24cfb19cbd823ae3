"""The shape of a brand file, key by key."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from cxmaturity.files.shapes.values import Colour, Line, Text


class ShadesShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A colour for light and one for dark paper."""

    light: Colour
    dark: Colour


class BrandShape(Struct, frozen=True, forbid_unknown_fields=True):
    """A brand file. A colour left out is the built-in one; an empty one is an error, as YAML reads `#` as a comment."""

    schema: Literal["cxmaturity/brand@1"]
    name: Text
    logo: str | None = None
    alt: Line | None = None
    accent: Colour | ShadesShape | UnsetType = UNSET
    second: Colour | ShadesShape | UnsetType = UNSET
    footer: Line | None = None
