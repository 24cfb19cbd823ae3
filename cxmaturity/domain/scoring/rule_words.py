"""What a rule says of a result: facts, sentences and the profile, each with its raw values beside the words."""

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from cxmaturity.domain.answers import Answers
from cxmaturity.domain.language import beside, counted_plain, say, signed
from cxmaturity.domain.model import Questionnaire, Scoring
from cxmaturity.domain.results.result import DimensionResult, Rating, Result
from cxmaturity.domain.scoring.known import coverage_text
from cxmaturity.domain.scoring.level import PARTLY
from cxmaturity.domain.scoring.outcome import Scores
from cxmaturity.domain.scoring.primitives import Number

Raw = float | int | str | bool | None


class Assessed(Protocol):
    """What a rule needs to know of an assessment to speak of it."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire, with the weights of these answers."""

    @property
    def answers(self) -> Answers:
        """The answers."""

    @property
    def scores(self) -> Scores:
        """The outcomes of the four readings."""

    @property
    def result(self) -> Result:
        """The result."""


class Fact(Struct, frozen=True):
    """A number or a name with what it is called: in words, and raw; `note` says what it is of."""

    label: str
    text: str
    value: Raw = None
    note: str = ""


class Column(Struct, frozen=True):
    """A column of the profile: a point of the scale by its id, or what else is known of a dimension."""

    id: str
    name: str
    numeric: bool


class ProfileCell(Struct, frozen=True):
    """What stands in a column: `rating` where it is a share, `reached` where the dimension has reached it."""

    value: Raw
    text: str
    rating: Rating | Literal[""] = ""
    reached: bool = False


class ProfileRow(Struct, frozen=True):
    """A dimension, how deep it lies inside others, and its cells by column; `note` says from how little they come."""

    id: str
    name: str
    depth: int
    cells: tuple[ProfileCell, ...]
    note: str = ""


class Profile(Struct, frozen=True):
    """The dimensions, each before those inside it, by what the rule knows of them."""

    columns: tuple[Column, ...]
    rows: tuple[ProfileRow, ...]


class RuleWords(Protocol):
    """The words of a rule. Every sentence is whole, and empty where there is nothing to say."""

    pictures: Literal["levels", "signs"]
    """What is drawn: shares that rise to levels, or values on either side of zero."""

    def level_words(self, questionnaire: Questionnaire) -> str:
        """When a dimension has reached what it can reach."""

    def stage_words(self, questionnaire: Questionnaire) -> str:
        """When a stage is reached."""

    def paragraphs(self, questionnaire: Questionnaire) -> tuple[str, ...]:
        """The whole rule, a paragraph each."""

    def profile_words(self, questionnaire: Questionnaire) -> str:
        """What the profile shows."""

    def condition_words(self, questionnaire: Questionnaire, rank: int) -> str:
        """What a stage asks of the whole, as one of the reasons why it can not be reached."""

    def dimension_target(self, rank: int) -> int | None:
        """The level that a stage aimed at sets for every dimension, None where it sets none."""

    def stage_sentence(self, assessment: Assessed) -> str:
        """The stage with its interval, or why none is claimed."""

    def facts(self, assessment: Assessed) -> tuple[Fact, ...]:
        """What the rule measures beside the stage."""

    def sentences(self, assessment: Assessed) -> tuple[str, ...]:
        """What stands out in a result."""

    def other_rules_sentence(self, assessment: Assessed) -> str:
        """What the stage as answered would be by other rules."""

    def reached_words(self, questionnaire: Questionnaire, reached: int | None) -> str:
        """What a dimension has reached (`Rule.reached`), in a cell of a table."""

    def left_sentence(self, assessment: Assessed, raised: Sequence[str]) -> str:
        """What does harm and stays as it is when some practices are raised."""

    def extremes(self, assessment: Assessed) -> tuple[Fact, ...]:
        """The strongest and the weakest dimensions, all that tie.

        Nothing where no stage is claimed, or where all dimensions stand the same or there is only one.
        """

    def profile(self, assessment: Assessed, digits: int = 1) -> Profile:
        """The dimensions as answered; shares with so many decimals, or as many as it takes (`share_text`)."""


def share_text(value: float | None, scoring: Scoring, digits: int = 1) -> str:
    """A share in per cent with as many decimals as it takes to stand on its own side of every limit."""
    return beside(value, (0, PARTLY, scoring.most, scoring.nearly, 100), digits)


def applying(result: Result) -> int:
    """How many top-level dimensions have a practice that applies."""
    return sum(dimension.worst is not None for dimension in result.dimensions)


def why_open(assessment: Assessed) -> tuple[str, dict[str, int]]:
    """Why a stage lies in an interval: the end of a sentence, and the numbers in it."""
    statuses = [assessment.answers.of(practice).status for practice in assessment.questionnaire.practices]
    ranges, unknown = statuses.count("range"), statuses.count("dk") + statuses.count("missing")
    if unknown and ranges:
        end = (
            "while {unknown:word} {unknown|practice is|practices are} open"
            " and {ranges:word} {ranges|lies|lie} between two options"
        )
    elif unknown:
        end = "while {unknown:word} {unknown|practice is|practices are} open"
    else:
        end = "while {ranges:word} {ranges|practice lies|practices lie} between two options"
    return end, {"unknown": unknown, "ranges": ranges}


def unclaimed_sentence(assessment: Assessed, worst: str, best: str) -> str:
    """Why no stage is claimed, and between which stages it lies."""
    result = assessment.result
    only = result.applicable == 1
    return say(
        "No stage is claimed: the one practice is not answered. The stage lies between {worst} and {best}."
        if only
        else "No stage is claimed: {answered} of {applicable} practices {answered|is|are} answered ({coverage},"
        " {floor} % needed). The stage lies between {worst} and {best}.",
        answered=result.answered,
        applicable=result.applicable,
        coverage=coverage_text(result, assessment.questionnaire.scoring),
        floor=assessment.questionnaire.scoring.coverage_floor,
        worst=worst,
        best=best,
    )


NOTHING_TO_SCORE = "No practice applies, so there is nothing to score."


def paragraphs_of_all(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What every rule has in common: when a stage is claimed, the index, and the order of steps."""
    claim = say(
        "A stage is claimed when at least {floor} % of the practices that apply are answered, or when the worst and the"
        " best case agree. Documented is what the answers with valid evidence carry alone, never more than all answers"
        " do. Evidence is valid when it is dated, not from after the assessment and not older than {months}.",
        floor=questionnaire.scoring.coverage_floor,
        months=counted_plain(questionnaire.scoring.evidence_months, "month"),
    )
    index = say("The index runs from 0, everything at the lowest point, to 100, everything at the highest.")
    order = say(
        "What to find out and what to prove comes before any step. The steps are those of the cheapest plan from the"
        " worst case: the longest chain of months first, then what there is no way round, then the gain in index for"
        " each person-day. What a step needs comes before it."
    )
    return claim, index, order


def balance_said(score: float | None) -> str:
    """The balance of a dimension in the unit of the whole: 100 times its score."""
    return signed(None if score is None else 100 * score)


def ends(
    assessment: Assessed, standing: Callable[[DimensionResult], tuple[Number, ...]]
) -> tuple[list[DimensionResult], list[DimensionResult]]:
    """The strongest and the weakest top-level dimensions by where they stand, none where that says nothing."""
    known = [(standing(dimension), dimension) for dimension in assessment.result.dimensions if dimension.level]
    places = {at for at, _ in known}
    if not assessment.result.stage.claimed or len(places) < 2:
        return [], []
    return [dimension for at, dimension in known if at == max(places)], [
        dimension for at, dimension in known if at == min(places)
    ]
