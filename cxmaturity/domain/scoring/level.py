"""When a level is reached: the one definition, read by scoring, by what stands in the way, and by planning.

A level is reached when most of what counts stands at it, nearly all of it one level below, and nothing is further
behind. The idea is ISO/IEC 33020's (largely achieved at a level, fully below it); the thresholds and their use over
weighted shares are this project's own.
"""

from collections.abc import Sequence

from msgspec import Struct

from cxmaturity.domain.model import Scoring
from cxmaturity.domain.scoring.primitives import Limit

PARTLY = 15
"""The share above which a level counts as partly reached, in per cent."""
LARGELY, FULLY = 2, 3
RATINGS = "NPLF"
"""Letters of the ratings 0..3: not, partly, largely, fully."""
BEHIND = 2
"""By how many levels the parts of a whole may stand behind it."""
_EVERYTHING = Limit(100, at_least=True)


class Needed(Struct, frozen=True):
    """What a level asks for: that the share at a rank passes a limit.

    `quantity` and `bound` say the same of the lines of the program: `rating` at least 2 or 3, `all` at least 1.
    """

    rank: int
    limit: Limit
    quantity: str
    bound: int


class LevelRule(Struct, frozen=True):
    """The rule of levels; `limits` are what a share passes to count as partly, largely and fully."""

    limits: tuple[Limit, Limit, Limit]

    def needed(self, level: int) -> tuple[Needed, ...]:
        """What a level asks for: at it, one level below it and two below, as far as there are such levels."""
        _, most, nearly = self.limits
        asked = ((most, "rating", LARGELY), (nearly, "rating", FULLY), (_EVERYTHING, "all", 1))
        return tuple(Needed(level - behind, *share) for behind, share in enumerate(asked) if level > behind)

    def least(self, whole: int) -> tuple[int, int]:
        """The weights, out of a whole, that have to stand at a level, and one below it."""
        _, most, nearly = self.limits
        return most.least(whole), nearly.least(whole)


def level_rule(scoring: Scoring) -> LevelRule:
    """The rule of levels with a questionnaire's thresholds: over 15 %, over `most`, at least `nearly`.

    Where both are the same number, a share of exactly that is not over `most`, and so not nearly all either.
    """
    nearly = Limit(scoring.nearly, at_least=scoring.nearly > scoring.most)
    return LevelRule((Limit(PARTLY), Limit(scoring.most), nearly))


def highest(levels: Sequence[int], top: int) -> int:
    """The highest level that the one furthest behind allows, at most `top`."""
    return min(min(levels) + BEHIND, top)


def level_of(weights: Sequence[int], levels: Sequence[int], needed: Sequence[int], top: int) -> int:
    """The level of a group whose children have these weights and levels: whole numbers only, as it is asked often.

    `needed` is the weight that is asked for at a level, and one below it (`LevelRule.least`). The level is at least
    1, which always holds, and at most `top`.
    """
    for level in range(highest(levels, top), 1, -1):
        at = below = 0
        for weight, stands in zip(weights, levels, strict=True):
            if stands >= level - 1:
                below += weight
                if stands >= level:
                    at += weight
        if at >= needed[0] and below >= needed[1]:
            return level
    return 1
