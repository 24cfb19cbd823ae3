"""How the questionnaires of a report relate: scales side by side, shared facts, and what can not both hold."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.answers import Answer
from cxmaturity.domain.assessment import Assessment, dimensions_won_of, stage_name
from cxmaturity.domain.crosswalk import Crosswalk, Fact, Level, Mark, Place, contradictions, rank_at, stands_at
from cxmaturity.domain.model import Questionnaire, walk
from cxmaturity.reports.together_view import (
    ContradictionView,
    FactPlace,
    FactView,
    InstrumentView,
    ScaleRow,
    SideView,
    Together,
)

_STATUS = {"dk": "not known", "missing": "not answered", "na": "does not apply"}


class _Instrument(Struct, frozen=True):
    anchor: str
    title: str
    questionnaire: Questionnaire
    assessment: Assessment | None = None


class Related:
    """The questionnaires of one report, under a crosswalk: each assessment with its anchor and title."""

    def __init__(self, crosswalk: Crosswalk, assessments: Sequence[tuple[Assessment, str, str]]) -> None:
        self.crosswalk = crosswalk
        self.assessments = [assessment for assessment, _, _ in assessments]
        self.instruments = [
            _Instrument(anchor, title, assessment.questionnaire, assessment)
            for assessment, anchor, title in assessments
        ]

    def together(self) -> Together:
        """The scales side by side, with the answers that rest on the same facts."""
        return _together(self.crosswalk, self.instruments)

    def contradictions(self) -> Iterator[ContradictionView]:
        """The answers that can not both hold, in their own words."""
        for found in contradictions(self.crosswalk, self.assessments):
            conflict = found.conflict
            yield ContradictionView(
                id=conflict.id,
                title=conflict.title,
                claim=self._stands(conflict.claim.place, found.claiming, lowest=True),
                denial=self._stands(conflict.denial.place, found.denying, lowest=False),
                why=conflict.why,
            )

    def _stands(self, place: Place, assessment: Assessment, *, lowest: bool) -> SideView:
        """Where a side stands: the lower end for what is claimed, the upper for what speaks against it."""
        instrument = next(one for one in self.instruments if one.assessment is assessment)
        rank = stands_at(assessment, place, best=not lowest)
        assert rank is not None, "a contradiction rests on answers"  # noqa: S101
        return _side(instrument, place, rank)


def crosswalk_document(
    crosswalk: Crosswalk, questionnaires: Sequence[Questionnaire], about: str | None = None
) -> tuple[Together, tuple[ContradictionView, ...]]:
    """A crosswalk as a document, and what it says can not both hold; with `about` an id, all that concerns that one."""
    by_id = {one.id: _Instrument("", one.title, one) for one in questionnaires}

    def concerns(*places: Place) -> bool:
        ids = {place.questionnaire for place in places}
        return ids <= by_id.keys() and about in {None, *ids}

    meant = tuple(fact for fact in crosswalk.facts if about in {None, *(p.questionnaire for p in fact.places)})
    conflicts = tuple(
        ContradictionView(
            id=conflict.id,
            title=conflict.title,
            claim=_said(by_id, conflict.claim),
            denial=_said(by_id, conflict.denial),
            why=conflict.why,
        )
        for conflict in crosswalk.conflicts
        if concerns(conflict.claim.place, conflict.denial.place)
    )
    return _together(replace(crosswalk, facts=meant), list(by_id.values())), conflicts


def _said(by_id: dict[str, _Instrument], mark: Mark) -> SideView:
    instrument = by_id[mark.place.questionnaire]
    rank = rank_at(instrument.questionnaire, mark)
    assert rank is not None, f"{mark} stands for nothing"  # noqa: S101  the loader refuses such marks
    return _side(instrument, mark.place, rank)


def _side(instrument: _Instrument, place: Place, rank: int) -> SideView:
    questionnaire = instrument.questionnaire
    practice = questionnaire.practices.get(place.id)
    if practice is not None:
        title, point, text = practice.title, questionnaire.point(rank).name, practice.option(rank).text
    elif place.id:
        title = next(d.name for d in walk(questionnaire.dimensions) if d.id == place.id)
        point, text = questionnaire.point(rank).name, questionnaire.point(rank).meaning
    elif questionnaire.scoring.rule == "sweep":
        scores = instrument.assessment and instrument.assessment.scores
        of = dimensions_won_of(questionnaire, scores) if scores else len(questionnaire.dimensions)
        title, point, text = "", stage_name(questionnaire, rank, of), ""
    else:
        title, point, text = "", questionnaire.point(rank).name, questionnaire.point(rank).meaning
    return SideView(instrument.anchor, instrument.title, place.id, title, point, text)


def _together(crosswalk: Crosswalk, instruments: Sequence[_Instrument]) -> Together:
    named = {mark.place.questionnaire for row in crosswalk.equivalents for mark in row.at}
    columns = list({one.questionnaire.id: one for one in instruments if one.questionnaire.id in named}.values())
    facts = (_fact(fact, instruments) for fact in crosswalk.facts)
    return Together(
        title=crosswalk.title,
        about=crosswalk.about,
        instruments=tuple(
            InstrumentView(i.anchor, i.questionnaire.id, i.title, _measures(crosswalk, i)) for i in instruments
        ),
        columns=tuple(one.questionnaire.title for one in columns) if len(columns) > 1 else (),
        scales=tuple(_rows(crosswalk.equivalents, columns)) if len(columns) > 1 else (),
        facts=tuple(fact for fact in facts if len(fact.places) > 1),
    )


def _measures(crosswalk: Crosswalk, instrument: _Instrument) -> str:
    return crosswalk.measures.get(instrument.questionnaire.id, "")


def _rows(levels: Iterable[Level], columns: Sequence[_Instrument]) -> Iterator[ScaleRow]:
    for level in levels:
        points = tuple(_point(level, Place(one.questionnaire.id), one.questionnaire) for one in columns)
        if any(points):
            yield ScaleRow(level.says, points)


def _point(level: Level, place: Place, questionnaire: Questionnaire) -> str:
    """The name of the point that a level means for a place, empty where it means none."""
    mark = next((mark for mark in level.at if mark.place == place), None)
    rank = None if mark is None else rank_at(questionnaire, mark)
    if rank is None:
        return ""
    if place.id:
        return questionnaire.point(rank).name
    return stage_name(questionnaire, rank, len(questionnaire.dimensions))


def _fact(fact: Fact, instruments: Sequence[_Instrument]) -> FactView:
    places = tuple(
        FactPlace(
            anchor=one.anchor,
            questionnaire=one.title,
            practice=place.id,
            title=one.questionnaire.practices[place.id].title,
            points=tuple(_point(level, place, one.questionnaire) for level in fact.levels),
            stands=_stands(one, place.id),
        )
        for place in fact.places
        for one in instruments
        if one.questionnaire.id == place.questionnaire and place.id in one.questionnaire.practices
    )
    return FactView(fact.id, fact.title, fact.fact, fact.evidence, tuple(level.says for level in fact.levels), places)


def _stands(instrument: _Instrument, practice: str) -> str:
    """Where an answer stands, in words; nothing outside a report."""
    if instrument.assessment is None:
        return ""
    answer: Answer = instrument.assessment.answers.of(practice)
    if answer.low is None or answer.high is None:
        return _STATUS[answer.status]
    low, high = (instrument.questionnaire.point(rank).name for rank in (answer.low, answer.high))
    return low if answer.low == answer.high else f"{low} to {high}"
