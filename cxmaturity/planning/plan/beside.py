"""What stands beside a plan: what to prove, and what is cheap and not needed for it."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from cxmaturity.domain.ahead import unmet
from cxmaturity.domain.answers import is_documented
from cxmaturity.domain.assessment import Assessment, carrying_practices
from cxmaturity.domain.roadmap import CheapStep, ToProve
from cxmaturity.planning.situation import Situation

CHEAP = 5
"""How many steps are listed that a plan does not need."""


def to_prove(assessment: Assessment) -> Iterator[ToProve]:
    """The practices that carry the stage without valid evidence, in the questionnaire's order."""
    answers, scoring = assessment.answers, assessment.questionnaire.scoring
    reading = assessment.scores.readings.answered
    for id_ in carrying_practices(assessment.questionnaire, assessment.scores, assessment.result.stage.stands):
        rank = reading[id_]
        if rank is not None and not is_documented(answers.of(id_), answers.date, scoring.evidence_months):
            yield ToProve(id_, rank)


def cheap_and_not_needed(made: Situation, taken: Collection[int], most: int = CHEAP) -> list[CheapStep]:
    """The next steps of known answers whose practices the plan leaves as they are, those with the most gain a day."""
    raised = {made.steps[i].at.practice for i in taken}
    ruled_out = set(made.ruled_out)
    found: list[tuple[bool, Fraction, int]] = []
    for i, step in enumerate(made.steps):
        id_ = step.at.practice
        if id_ in raised or made.ahead.answers.of(id_).status != "answered" or step.below is not None:
            continue
        option = made.ahead.questionnaire.practices[id_].option(step.at.rank)
        if i not in ruled_out and not unmet(option, made.start):
            found.append((step.days > 0, Fraction(-step.gain, step.days or 1), i))
    ranked = sorted(found)[:most]
    return [
        CheapStep(made.steps[i].at.practice, made.steps[i].from_, made.steps[i].at.rank, made.steps[i].days)
        for _, _, i in ranked
    ]
