"""Where every target lies from today, for the view."""

from collections.abc import Iterator

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.model import walk
from cxmaturity.reports.view.aims import AimView
from cxmaturity.reports.words.aims import aim_words
from cxmaturity.reports.words.result import Words


def aims(assessment: Assessment, words: Words) -> Iterator[AimView]:
    """The target of the whole, if there is one, then those that the answers set for dimensions."""
    result, questionnaire = assessment.result, assessment.questionnaire
    if result.target is not None:
        today = words.name(result.stage.rank) if result.stage.claimed else "no stage claimed"
        target = words.name(result.target.rank)
        sentence = aim_words(assessment, "stage", result.target.rank, today, target)
        stands = result.stage.rank
        below, same = _below(stands, result.target.rank), stands == result.target.rank
        yield AimView("", "The whole", today, target, sentence, below, same)
    levels = assessment.answers.target.dimensions
    for dimension in walk(questionnaire.dimensions):
        line = f"level({dimension.id})"
        if dimension.id in levels and assessment.scores.worst[line] is not None:
            rank, level = levels[dimension.id], assessment.scores.answered[line]
            today = "not answered" if level is None else questionnaire.point(int(level)).name
            target = questionnaire.point(rank).name
            sentence = aim_words(assessment, line, rank, today, target)
            stands = None if level is None else int(level)
            yield AimView(dimension.id, dimension.name, today, target, sentence, _below(stands, rank), stands == rank)


def _below(stands: int | None, rank: int) -> bool:
    """Whether a target is lower than what stands today."""
    return stands is not None and stands > rank
