"""What the firm claims of itself beside what its customers say: which practices act on a measure, and what clashes."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.answers import OUTCOMES
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.crosswalk import Crosswalk, Mark, Place, rank_at, stands_at
from cxmaturity.domain.language import plain_name
from cxmaturity.domain.model import Questionnaire, walk
from cxmaturity.domain.outcomes.figures import MeasureFigures
from cxmaturity.domain.outcomes.sample import Measure


def rule_of_measure(measure: str) -> str:
    """What an answers file calls the rule that a claim goes with a measure, by the id of the measure."""
    return f"{OUTCOMES}{measure}"


class Clash(Struct, frozen=True):
    """A claim and a figure that do not go together: the practice stands at `rank`, and customers say otherwise.

    `explained` is why both hold all the same, as an answers file that makes such a claim says; empty where none does.
    """

    figures: MeasureFigures
    assessment: Assessment
    practice: str
    rank: int
    limit: float
    at_most: bool
    explained: str = ""

    @property
    def rule(self) -> str:
        """What an answers file names to explain it."""
        return rule_of_measure(self.figures.id)


def acting(measure: Measure, questionnaires: Sequence[Questionnaire], crosswalk: Crosswalk | None) -> tuple[Place, ...]:
    """The practices that act on a measure, those that its file names first.

    Then those that its journey names (by the end of their id, or their title) and those of the dimension that is its
    engagement stage; then those that rest on a fact of the crosswalk with one of these.
    """
    named = [Place(acts.questionnaire, acts.practice) for acts in measure.practices]
    named += [place for questionnaire in questionnaires for place in _of_journey(measure, questionnaire)]
    facts = crosswalk.facts if crosswalk else ()
    shared = [place for fact in facts if set(named) & set(fact.places) for place in fact.places]
    return tuple(dict.fromkeys([*named, *shared]))


def _of_journey(measure: Measure, questionnaire: Questionnaire) -> Iterator[Place]:
    journey, stage = plain_name(measure.journey), plain_name(measure.stage)
    for practice in questionnaire.practices.values():
        if journey and journey in {practice.id.rpartition(".")[2], plain_name(practice.title)}:
            yield Place(questionnaire.id, practice.id)
    for dimension in walk(questionnaire.dimensions):
        if stage and stage in {dimension.id, plain_name(dimension.name)}:
            yield from (Place(questionnaire.id, practice.id) for practice in dimension.practices)


def limit_of(measure: Measure) -> tuple[float, bool] | None:
    """What a measure has to keep to, and whether that is the most; None where nothing is said.

    Where pairs say nothing else, customers are to perceive what they expect.
    """
    if measure.at_most is not None:
        return measure.at_most, True
    if measure.at_least is not None:
        return measure.at_least, False
    return (0.0, False) if measure.formula.paired else None


def clashes(
    measures: Sequence[tuple[Measure, MeasureFigures]], assessments: Sequence[Assessment], crosswalk: Crosswalk | None
) -> Iterator[Clash]:
    """The claims that figures speak against, those explained too: at most one for each measure, its practices in order.

    A figure does so where its whole interval lies beyond the limit, so that chance alone does not do it. A practice
    claims something from the point on that the file names, else at its highest, even in the worst case.
    """
    questionnaires = [assessment.questionnaire for assessment in assessments]
    for measure, figures in measures:
        limit = limit_of(measure)
        if limit is None or not beyond(figures, *limit):
            continue
        points = {Place(acts.questionnaire, acts.practice): acts.point for acts in measure.practices}
        marks = (Mark(place, points.get(place, "")) for place in acting(measure, questionnaires, crosswalk))
        claims = [claim for mark in marks for claim in _claims(figures, limit, mark, assessments)]
        if claims:
            reasons = (claim.assessment.answers.explained.get(claim.rule, "") for claim in claims)
            yield replace(claims[0], explained=next(filter(None, reasons), ""))


def beyond(figures: MeasureFigures, limit: float, at_most: bool) -> bool:
    """Whether the whole interval of a figure lies beyond its limit."""
    if figures.low is None or figures.high is None:
        return False
    return figures.low > limit if at_most else figures.high < limit


def _claims(
    figures: MeasureFigures, limit: tuple[float, bool], mark: Mark, assessments: Sequence[Assessment]
) -> Iterator[Clash]:
    for assessment in assessments:
        practice = assessment.questionnaire.practices.get(mark.place.id)
        if assessment.questionnaire.id != mark.place.questionnaire or practice is None:
            continue
        from_rank = rank_at(assessment.questionnaire, mark) if mark.point else practice.options[-1].rank
        stands = stands_at(assessment, mark.place, best=False)
        if from_rank is not None and stands is not None and stands >= from_rank:
            yield Clash(figures, assessment, practice.id, stands, *limit)
