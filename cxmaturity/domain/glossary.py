"""The rule for answering, and what the words mean that outputs use of every questionnaire."""

from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire, Term
from cxmaturity.domain.scoring.rule import rule_of

_EVERYWHERE = (
    Term("practice", "one question; each of its options describes behaviour that one can see"),
    Term("dimension", "a group of practices, or of dimensions, counted by weight"),
    Term("point", "a step of the scale on which options stand: a stage, a level, a rung"),
    Term("documented", "shown by evidence that is dated and from the months before the assessment"),
    Term("index", "where the weighted mean of all answers lies between the lowest point, 0, and the highest, 100"),
    Term("coverage", "the share of the practices that apply that are answered"),
    Term("worst and best case", "what is not known at its lowest, and at its highest"),
    Term("step", "what leads to an option from the one below it, with its person-days and months at least"),
    Term("plan", "the steps that reach the target for the fewest person-days, from the worst case"),
)


def answering(questionnaire: Questionnaire) -> str:
    """The rule for answering, which stands wherever somebody answers or reads the questions.

    What shows an answer is from the months for which the questionnaire lets evidence count.
    """
    months = questionnaire.scoring.evidence_months
    if months == 0:
        return say(
            "Choose the highest option that is wholly true today, with those before it, and that something from the day"
            " of the assessment shows."
        )
    if months == 1:
        return say(
            "Choose the highest option that is wholly true today, with those before it, and that something from the"
            " past month shows."
        )
    return say(
        "Choose the highest option that is wholly true today, with those before it, and that something from the past"
        " {months} months shows.",
        months=months,
    )


def glossary(questionnaire: Questionnaire) -> tuple[Term, ...]:
    """The terms of a questionnaire, its own first, those of its rule last."""
    return (*questionnaire.glossary, *_EVERYWHERE, *rule_of(questionnaire).terms)
