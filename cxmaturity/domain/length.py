"""How long a questionnaire takes: to read aloud, measured in words, and with looking for evidence, as it says."""

from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire

ALOUD = 150
"""How many words a minute are read aloud, so that they are understood."""
STEP = 5
"""To how many minutes times are rounded, upwards: nobody reads to the minute."""


def reading_minutes(questionnaire: Questionnaire) -> int:
    """How many minutes it takes to read every question with its help and options aloud, in fives."""
    texts = (
        text
        for practice in questionnaire.practices.values()
        for text in (practice.question, practice.help, *(option.text for option in practice.options))
    )
    words = sum(len(text.split()) for text in texts)
    return STEP * max(1, -(-words // (ALOUD * STEP)))


def length_words(questionnaire: Questionnaire) -> str:
    """How many questions it has and how long they take, in a sentence.

    The whole time is what the questionnaire's file says; where it says none, or less than reading alone takes, only
    reading is measured.
    """
    questions, aloud, whole = len(questionnaire.practices), reading_minutes(questionnaire), questionnaire.minutes
    if whole <= aloud:
        return say(
            "{questions} {questions|question|questions}: about {aloud} minutes to read aloud, more to find evidence.",
            questions=questions,
            aloud=aloud,
        )
    return say(
        "{questions} {questions|question|questions}, about {whole} minutes: {aloud} to read aloud, {rest} to find"
        " evidence.",
        questions=questions,
        whole=whole,
        aloud=aloud,
        rest=whole - aloud,
    )
