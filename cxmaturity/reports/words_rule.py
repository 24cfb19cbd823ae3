"""The rule of a questionnaire and its terms, in words: the one wording for reports, documents and the terminal."""

from cxmaturity.domain.language import counted_plain
from cxmaturity.domain.model import Questionnaire


def level_words(questionnaire: Questionnaire) -> str:
    """When a level is reached, or under sweep when a dimension is won."""
    scoring = questionnaire.scoring
    if scoring.rule == "sweep":
        return "A dimension is won when its score, the weighted mean of its answers' values, is above 0."
    return (
        f"A level is reached when most of what counts stands at it (over {scoring.most} %), nearly all of it one level"
        f" below (at least {scoring.nearly} %), and nothing is further behind. Practices make dimensions, and"
        " dimensions the whole, by weight."
    )


def stage_words(questionnaire: Questionnaire) -> str:
    """When a stage is reached."""
    if questionnaire.scoring.rule == "sweep":
        return "The stage is the number of dimensions won. The balance is 100 times the score of the whole."
    if not questionnaire.gates:
        return "The stage is the level of the whole; this questionnaire has no gates."
    behind = " or one below" if questionnaire.scoring.lead else ""
    return (
        "The stage is the highest whose gates, and those of the stages below it, are open, with the whole at that"
        f" level{behind}."
    )


def rule_words(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The whole rule, a paragraph each."""
    scoring = questionnaire.scoring
    claim = (
        f"A stage is claimed when at least {scoring.coverage_floor} % of the practices that apply are answered, or when"
        " the worst and the best case agree. Documented is what the answers with valid evidence carry alone, never more"
        " than all answers do. Evidence is valid when it is dated, not from after the assessment and not older than"
        f" {counted_plain(scoring.evidence_months, 'month')}."
    )
    index = "The index runs from 0, everything at the lowest point, to 100, everything at the highest."
    order = (
        "What to find out and what to prove comes before any step. The steps are those of the cheapest plan from the"
        " worst case: the longest chain of months first, then what there is no way round, then the gain in index for"
        " each person-day. What a step needs comes before it."
    )
    idea = (
        "The idea is that of ISO/IEC 33020: a level largely achieved, the one below fully. Thresholds and the use over"
        " weighted shares are this project's own."
    )
    staged = (idea,) if scoring.rule != "sweep" else ()
    return (f"{level_words(questionnaire)} {stage_words(questionnaire)}", claim, index, order, *staged)
