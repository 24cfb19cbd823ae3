"""Bands of numbers as groups, such as months of tenure."""

from bisect import bisect_right
from collections.abc import Sequence

from cxmaturity.domain.language import rounded, say


def band(value: float | None, limits: Sequence[float]) -> str:
    """The name of the band that a number lies in, by limits that rise; nothing for none."""
    if value is None:
        return ""
    at = bisect_right(limits, value)
    if at == 0:
        return say("under {high}", high=rounded(limits[0], 3))
    if at == len(limits):
        return say("{low} or more", low=rounded(limits[-1], 3))
    return say("{low} to under {high}", low=rounded(limits[at - 1], 3), high=rounded(limits[at], 3))
