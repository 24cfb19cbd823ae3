"""What a user likes of the full screen, kept between interviews."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct


class Preferences(Struct, frozen=True):
    """The theme, and whether a choice moves on by itself to the next open question or stays until Enter."""

    theme: Literal["dark", "light"] = "dark"
    move_on: bool = False


Keep = Callable[[Preferences], None]
"""Keeps preferences for the next interview; raises where it can not."""


def forget(_: Preferences) -> None:
    """Keep them for this interview only."""
