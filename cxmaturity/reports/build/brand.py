"""From a brand to what templates see of it: the logo as an address, the tints that cells need."""

import base64

from msgspec import convert
from msgspec.structs import replace

from cxmaturity.domain.brand import DARK, LIGHT, Brand, Shade
from cxmaturity.domain.colour import AA, apart, contrast, mixed
from cxmaturity.reports.view.brand import BrandView, PaletteView
from cxmaturity.reports.view.report import View

INKS = {"light": ("#1c2226", "#ffffff"), "dark": ("#e9e7e2", "#0c1314")}
"""The colours of text on light and on dark paper, and on what is coloured there."""

OWNERS = {
    "light": (
        ("#0e5a61", "#ffffff"),
        ("#e6cf52", "#1c2226"),
        ("#cfd8f2", "#1c2226"),
        ("#7b86d8", "#1c2226"),
        ("#d6762f", "#1c2226"),
        ("#2a2022", "#ffffff"),
        ("#5cb697", "#1c2226"),
        ("#4030a0", "#ffffff"),
    ),
    "dark": (
        ("#7cc8c9", "#0c1314"),
        ("#c4b02a", "#0c1314"),
        ("#ffffff", "#0c1314"),
        ("#5f5ce6", "#f4f7f7"),
        ("#7a3596", "#f4f7f7"),
        ("#5b5a14", "#f4f7f7"),
        ("#3e9072", "#0c1314"),
        ("#cbe884", "#0c1314"),
    ),
}
"""The colours of owners in the picture of a plan, each with that of text on it, as the built-in templates have them."""

LARGE, PART = 0.4, 0.13
"""How much of the accent is in the tints of cells, the rest being paper."""


def branded(view: View, brand: Brand) -> View:
    """A view with a brand."""
    logo = brand.logo
    brand_view = BrandView(
        name=brand.name,
        logo=f"data:{logo.media_type};base64,{base64.b64encode(logo.data).decode()}" if logo else "",
        alt=brand.alt,
        footer=brand.footer,
        light=_palette(brand, "light", LIGHT[0]),
        dark=_palette(brand, "dark", DARK[0]),
    )
    return replace(view, brand=brand_view)


def _of(shade: Shade | None, paper: str) -> str:
    return str(getattr(shade, paper)) if shade else ""


def _palette(brand: Brand, kind: str, paper: str) -> PaletteView:
    accent, second, inks = _of(brand.accent, kind), _of(brand.second, kind), INKS[kind]
    large, part = (_tint(accent, paper, share, inks[0]) if accent else "" for share in (LARGE, PART))
    colours = {"accent": accent, "large": large, "part": part, "second": second}
    on = {f"on_{name}": _text_on(ground, inks) if ground else "" for name, ground in colours.items()}
    owners = _owners(accent, on["on_accent"], OWNERS[kind]) if accent else []
    palette = convert(colours | on, PaletteView)
    return replace(palette, owners=tuple(owner for owner, _ in owners), on_owners=tuple(text for _, text in owners))


def _owners(accent: str, on_accent: str, built_in: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The accent for the first owner, and the built-in colours for the others, save the one most like it."""
    nearest = min(built_in, key=lambda owner: apart(owner[0], accent))
    return [(accent, on_accent), *(owner for owner in built_in if owner is not nearest)]


def _tint(accent: str, paper: str, share: float, ink: str) -> str:
    """A tint of the accent that the paper's own ink can be read on, with less of the accent where it must be."""
    while contrast(tint := mixed(accent, paper, share), ink) < AA:
        share -= 0.01
    return tint


def _text_on(ground: str, inks: tuple[str, ...]) -> str:
    """The ink that can be read best on a ground; every ground here is one that some ink can be read on."""
    return max(inks, key=lambda ink: contrast(ground, ink))
