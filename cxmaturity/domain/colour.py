"""Colours as `#rrggbb`, and how well one can be read on another.

Luminance and contrast are those of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

import colorsys
import math
from collections.abc import Iterable

AA = 4.5
"""The contrast that WCAG 2.2 asks of text at level AA."""

_STEPS = 512  # of lightness, from black to white: finer than eight bits


def contrast(colour: str, other: str) -> float:
    """The contrast between two colours, 1 (none) to 21 (black and white)."""
    low, high = sorted((_luminance(colour), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def weakest(colour: str, grounds: Iterable[str]) -> tuple[float, str]:
    """The lowest contrast of a colour to any of some grounds, and the ground that it is to."""
    return min((contrast(colour, ground), ground) for ground in grounds)


def nearest(colour: str, grounds: tuple[str, ...], least: float = AA) -> str:
    """The colour of the same hue and saturation, lighter or darker as little as needed, with a contrast to all grounds.

    Grounds are all light or all dark; where no lightness is enough, the answer is white or black.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    if weakest(colour, grounds)[0] >= least:
        return colour.lower()
    towards = -1 if all(_luminance(ground) > 0.18 for ground in grounds) else 1
    at = round(lightness * _STEPS)
    while 0 <= at <= _STEPS:
        tried = _hex(tuple(255 * part for part in colorsys.hls_to_rgb(hue, at / _STEPS, saturation)))
        if weakest(tried, grounds)[0] >= least:
            return tried
        at += towards
    return "#000000" if towards < 0 else "#ffffff"


def apart(colour: str, other: str) -> float:
    """How far apart two colours are, 0 to 1.7, as they see who can tell them apart least.

    That is everybody, those who do not see red, and those who do not see green (matrices for these of Machado, Oliveira
    and Fernandes 2009, "A physiologically-based model for simulation of color vision deficiency").
    """
    return min(math.dist(_seen(colour, sight), _seen(other, sight)) for sight in _SIGHTS)


_SIGHTS = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
)


def _seen(colour: str, sight: tuple[tuple[float, ...], ...]) -> list[float]:
    linear = [(part / 255) ** 2.2 for part in _parts(colour)]
    return [max(0.0, sum(a * b for a, b in zip(row, linear, strict=True))) ** (1 / 2.2) for row in sight]


def mixed(colour: str, ground: str, share: float) -> str:
    """A share (0..1) of a colour in a ground."""
    return _hex(tuple(share * a + (1 - share) * b for a, b in zip(_parts(colour), _parts(ground), strict=True)))


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _hex(parts: tuple[float, ...]) -> str:
    return "#" + bytes(round(part) for part in parts).hex()


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
