"""What efforts are for and what they count, in words."""

from decimal import Decimal
from fractions import Fraction

from cxmaturity.domain.answers import STAFF
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import counted_plain, listed
from cxmaturity.domain.model import Step


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
    heads = f"about {STAFF:,} heads, as the answers say no number" if staff is None else f"{staff:,} heads"
    return (
        f"Efforts are for {heads}. Steps of {listed(growing)} grow with that number, as the time of all who take part"
        " is counted; elsewhere only the time of those who do the work is."
    )


def step_effort(step: Step) -> str:
    """The effort of a step whatever the size of the organisation: "20 person-days and 0.02 for each head"."""
    days = counted_plain(step.effort_days, "person-day")
    return f"{days} and {decimal(step.per_head)} for each head" if step.per_head else days


def decimal(value: Fraction) -> str:
    """A number that has a finite decimal form, in full."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
