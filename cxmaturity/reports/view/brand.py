"""A brand, as templates see it."""

from msgspec import Struct


class PaletteView(Struct, frozen=True):
    """The colours of a brand on light or on dark paper, each as `#rrggbb`, and the colour of the text on each.

    `large` and `part` are tints of the accent, for cells and bars. A colour that the brand does not name is empty,
    and so is what is made of it: the built-in one stands. `owners` are the colours of owners in the picture of a plan,
    the accent first, with those of the text on them in `on_owners`.
    """

    accent: str
    on_accent: str
    large: str
    on_large: str
    part: str
    on_part: str
    second: str
    on_second: str
    owners: tuple[str, ...] = ()
    on_owners: tuple[str, ...] = ()


class BrandView(Struct, frozen=True):
    """Whose report it is. `logo` is a whole `data:` address of an image, empty where there is none.

    `alt` says what the logo shows; it is empty where that is the name, which stands beside it.
    """

    name: str
    logo: str
    alt: str
    footer: str
    light: PaletteView
    dark: PaletteView
