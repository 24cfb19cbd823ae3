"""Whose report it is: a name, a logo, two colours, a line at the end."""

from msgspec import Struct

LIGHT = ("#fdfcfa", "#f4f2ed")
"""What text stands on in a report on light paper: the paper, and its wash (`templates/html/style.css`)."""

DARK = ("#14181a", "#1c2123")
"""The same on dark paper."""


class Shade(Struct, frozen=True):
    """A colour on light and on dark paper, each as `#rrggbb`: none can be read well on both."""

    light: str
    dark: str


class Logo(Struct, frozen=True):
    """A picture: an SVG (`image/svg+xml`) or a PNG (`image/png`)."""

    media_type: str
    data: bytes


class Brand(Struct, frozen=True):
    """A brand. `alt` says what the logo shows; empty where that is the name, which stands beside it."""

    name: str
    logo: Logo | None = None
    alt: str = ""
    accent: Shade | None = None
    second: Shade | None = None
    footer: str = ""
