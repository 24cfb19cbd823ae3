"""From a brand to what templates see of it: the logo as an address, the tints that cells need."""

import base64

from msgspec.structs import replace

from cxmaturity.domain.brand import DARK, LIGHT, Brand, Shade
from cxmaturity.domain.colour import AA, contrast, mixed
from cxmaturity.reports.view.brand import BrandView, PaletteView
from cxmaturity.reports.view.report import View

INKS = {"light": ("#1c2226", "#ffffff"), "dark": ("#e9e7e2", "#0c1314")}
"""The colours of text on light and on dark paper, and on what is coloured there."""

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
        light=_palette(_of(brand.accent, "light"), _of(brand.second, "light"), LIGHT[0], INKS["light"]),
        dark=_palette(_of(brand.accent, "dark"), _of(brand.second, "dark"), DARK[0], INKS["dark"]),
    )
    return replace(view, brand=brand_view)


def _of(shade: Shade | None, paper: str) -> str:
    return str(getattr(shade, paper)) if shade else ""


def _palette(accent: str, second: str, paper: str, inks: tuple[str, ...]) -> PaletteView:
    large, part = (_tint(accent, paper, share, inks[0]) if accent else "" for share in (LARGE, PART))
    colours = {"accent": accent, "large": large, "part": part, "second": second}
    on = {f"on_{name}": _text_on(ground, inks) if ground else "" for name, ground in colours.items()}
    return PaletteView(**colours, **on)


def _tint(accent: str, paper: str, share: float, ink: str) -> str:
    """A tint of the accent that the paper's own ink can be read on, with less of the accent where it must be."""
    while contrast(tint := mixed(accent, paper, share), ink) < AA:
        share -= 0.01
    return tint


def _text_on(ground: str, inks: tuple[str, ...]) -> str:
    """The ink that can be read best on a ground; every ground here is one that some ink can be read on."""
    return max(inks, key=lambda ink: contrast(ground, ink))
