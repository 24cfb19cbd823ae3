"""The rule of a questionnaire in words, which are the rule's own."""

from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.scoring.rule import rule_of


def level_words(questionnaire: Questionnaire) -> str:
    """When a level is reached, or whatever a dimension reaches under its rule."""
    return rule_of(questionnaire).level_words(questionnaire)


def stage_words(questionnaire: Questionnaire) -> str:
    """When a stage is reached."""
    return rule_of(questionnaire).stage_words(questionnaire)


def rule_words(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The whole rule, a paragraph each."""
    return rule_of(questionnaire).paragraphs(questionnaire)
