"""The level of a group in whole numbers, for those who ask it thousands of times: what `rule()` says line by line."""

from collections.abc import Sequence


def level_of(weights: Sequence[int], levels: Sequence[int], needed: Sequence[int], top: int) -> int:
    """The level of a group whose children have these weights and levels.

    `needed` is the weight that is asked for at a level, and one below it; nothing may stand further behind. The
    level is at least 1, which always holds, and at most `top`.
    """
    for level in range(min(min(levels) + 2, top), 1, -1):
        at = below = 0
        for weight, stands in zip(weights, levels, strict=True):
            if stands >= level - 1:
                below += weight
                if stands >= level:
                    at += weight
        if at >= needed[0] and below >= needed[1]:
            return level
    return 1
