"""What efforts are for and what they count, in words."""

from decimal import Decimal
from fractions import Fraction

from cxmaturity.domain.answers import STAFF
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import listed, say
from cxmaturity.domain.model import Action


def effort_words(assessment: Assessment) -> str:
    """For how many heads the efforts are, and where the time of those who take part counts; nothing where none does."""
    growing = [
        practice.title
        for practice in assessment.questionnaire.practices.values()
        if any(option.step and option.step.per_head for option in practice.options)
    ]
    if not growing or not assessment.result.applicable:
        return ""
    staff = assessment.answers.plan.staff
    sentence = (
        "Efforts are for about {heads} heads, as the answers say no number. Steps of {practices} grow with that number,"
        " as the time of all who take part is counted; elsewhere only the time of those who do the work is."
        if staff is None
        else "Efforts are for {heads} {heads|head|heads}. Steps of {practices} grow with that number, as the time of"
        " all who take part is counted; elsewhere only the time of those who do the work is."
    )
    return say(sentence, heads=STAFF if staff is None else staff, practices=listed(growing))


def step_effort(step: Action) -> str:
    """The effort of a step whatever the size of the organisation: "20 person-days and 0.02 for each head"."""
    sentence = (
        "{n} {n|person-day|person-days} and {each} for each head" if step.per_head else "{n} {n|person-day|person-days}"
    )
    return say(sentence, n=step.effort_days, each=decimal(step.per_head))


def decimal(value: Fraction) -> str:
    """A number that has a finite decimal form, in full."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
