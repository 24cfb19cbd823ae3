"""The weight that a level asks for, in whole numbers: the one place that says how `most` and `nearly` are met."""

from cxmaturity.domain.model import Scoring


def needed(scoring: Scoring, whole: int) -> tuple[int, int]:
    """The least weight at a level, and one level below it, of children that weigh `whole` together."""
    return scoring.most * whole // 100 + 1, scoring.nearly * whole // 100 + 1


def level_asked(scoring: Scoring, stage: int) -> int:
    """The level of the whole that a stage asks for, 1 or above."""
    return stage
