"""What keeps a group below a level: the practices, with the rank that each would need."""

from collections.abc import Iterator

from cxmaturity.domain.model import Dimension, Questionnaire
from cxmaturity.domain.scoring.level import level_rule
from cxmaturity.domain.scoring.outcome import Outcome
from cxmaturity.domain.scoring.values import Obstacle, Reading


def below(
    questionnaire: Questionnaire, reading: Reading, outcome: Outcome, group: Dimension, level: int
) -> Iterator[Obstacle]:
    """The practices of a group that keep it below a level. Raising all of them reaches it; not all may be needed."""
    missing = [
        need.rank
        for need in level_rule(questionnaire.scoring).needed(level)
        if not outcome.reaches(f"{need.quantity}({group.id}, {questionnaire.point(need.rank).id})", need.bound)
    ]

    def needed(stands: int | None) -> int | None:
        return None if stands is None else next((rank for rank in missing if stands < rank), None)

    for practice in group.practices:
        if rank := needed(reading[practice.id]):
            yield Obstacle(practice.id, rank, "share")
    for inner in group.dimensions:
        if rank := needed(outcome.level(inner.id)):
            yield from below(questionnaire, reading, outcome, inner, rank)
