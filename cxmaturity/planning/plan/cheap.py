"""What stands beside a plan: what is cheap and not needed for it."""

from collections.abc import Collection
from fractions import Fraction

from cxmaturity.domain.improvement.needs import unmet
from cxmaturity.domain.results.roadmap import CheapStep
from cxmaturity.planning.situation import Situation

CHEAP, LISTED = 5, 5
"""Up to how many person-days a step is cheap, and how many are listed."""


def cheap_and_not_needed(situation: Situation, taken: Collection[int], most: int = LISTED) -> list[CheapStep]:
    """The next steps of known answers whose practices the plan leaves as they are, those with the most gain a day."""
    raised = {situation.steps[i].at.practice for i in taken}
    ruled_out = set(situation.ruled_out)
    candidates: list[tuple[bool, Fraction, int]] = []
    for i, step in enumerate(situation.steps):
        id_ = step.at.practice
        known = situation.basis.answers.of(id_).status == "answered" and step.below is None
        if step.days > CHEAP or id_ in raised or not known:
            continue
        option = situation.basis.questionnaire.practices[id_].option(step.at.rank)
        if i not in ruled_out and not unmet(option, situation.start):
            candidates.append((step.days > 0, Fraction(-step.gain, step.days or 1), i))
    ranked = sorted(candidates)[:most]
    return [
        CheapStep(
            situation.steps[i].at.practice,
            situation.steps[i].from_,
            situation.steps[i].at.rank,
            situation.steps[i].days,
        )
        for _, _, i in ranked
    ]
