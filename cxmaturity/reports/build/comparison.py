"""How the questionnaires of a report relate: scales side by side, shared facts, and what does not fit together."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.answers import Answer
from cxmaturity.domain.assessment import Assessment, dimensions_won_of, stage_name
from cxmaturity.domain.crosswalk import (
    ConflictRule,
    Crosswalk,
    Fact,
    Level,
    Mark,
    Place,
    contradictions,
    rank_at,
    stands_at,
)
from cxmaturity.domain.model import Questionnaire, walk
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.reports.view.comparison import (
    ComparisonView,
    ContradictionView,
    FactPlace,
    FactView,
    InstrumentView,
    ScaleRow,
    SideView,
)
from cxmaturity.reports.words.fit import fit_said, in_order

APART = (
    "The questionnaires measure different things, so their results stand side by side and are never added together or"
    " averaged. Read each word with its scale."
)
"""What is said of questionnaires of which not all are built in; of those the crosswalk knows more."""
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

    def comparison(self) -> ComparisonView:
        """The scales side by side, with the answers that rest on the same facts."""
        return _comparison(self.crosswalk, self.instruments, self._no_conflict())

    def contradictions(self) -> tuple[ContradictionView, ...]:
        """The answers that do not fit together: contradictions first, then tensions, then what is explained."""
        views = (
            _conflict(
                contradiction.conflict,
                self._stands(contradiction.conflict.claim.place, contradiction.claiming, lowest=True),
                self._stands(contradiction.conflict.denial.place, contradiction.denying, lowest=False),
                contradiction.explained,
            )
            for contradiction in contradictions(self.crosswalk, self.assessments)
        )
        return in_order(views)

    def _no_conflict(self) -> str:
        """That nothing was found, where a rule of the crosswalk speaks of these questionnaires and none is met."""
        ids = {instrument.questionnaire.id for instrument in self.instruments}
        looked_for = any(_concerns(conflict, ids) for conflict in self.crosswalk.conflicts)
        met = any(True for _ in contradictions(self.crosswalk, self.assessments))
        return "Nothing was found that does not fit together." if looked_for and not met else ""

    def _stands(self, place: Place, assessment: Assessment, *, lowest: bool) -> SideView:
        """Where a side stands: the lower end for what is claimed, the upper for what speaks against it."""
        instrument = next(instrument for instrument in self.instruments if instrument.assessment is assessment)
        rank = stands_at(assessment, place, best=not lowest)
        assert rank is not None, "a contradiction rests on answers"  # noqa: S101
        return _side(instrument, place, rank)


def crosswalk_view(
    crosswalk: Crosswalk, questionnaires: Sequence[Questionnaire], about: str | None = None
) -> tuple[ComparisonView, tuple[ContradictionView, ...]]:
    """A crosswalk as a document, and what it says does not fit together; with `about` an id, all that concerns it."""
    by_id = {questionnaire.id: _Instrument("", questionnaire.title, questionnaire) for questionnaire in questionnaires}
    meant = tuple(fact for fact in crosswalk.facts if about in {None, *(p.questionnaire for p in fact.places)})
    conflicts = tuple(
        _conflict(conflict, _said(by_id, conflict.claim), _said(by_id, conflict.denial))
        for conflict in crosswalk.conflicts
        if _concerns(conflict, by_id.keys()) and about in {None, *_ids(conflict)}
    )
    return _comparison(replace(crosswalk, facts=meant), list(by_id.values())), conflicts


def _ids(conflict: ConflictRule) -> set[str]:
    return {conflict.claim.place.questionnaire, conflict.denial.place.questionnaire}


def _concerns(conflict: ConflictRule, ids: AbstractSet[str]) -> bool:
    """Whether a conflict lies within these questionnaires."""
    return _ids(conflict) <= ids


def _conflict(conflict: ConflictRule, claim: SideView, denial: SideView, explained: str = "") -> ContradictionView:
    return ContradictionView(
        id=conflict.id,
        title=conflict.title,
        kind=conflict.kind,
        claim=claim,
        denial=denial,
        why=conflict.why,
        explained=explained,
        said=fit_said(conflict.kind, conflict.why, explained),
    )


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
    else:
        scores = instrument.assessment and instrument.assessment.scores
        all_ = dimensions_won_of(questionnaire, scores) if scores else len(questionnaire.dimensions)
        stage = rule_of(questionnaire).stage(questionnaire, rank, all_)
        title, point, text = "", stage.name, stage.meaning
    return SideView(instrument.anchor, instrument.title, place.id, title, point, text)


def _comparison(crosswalk: Crosswalk, instruments: Sequence[_Instrument], no_conflict: str = "") -> ComparisonView:
    named = {mark.place.questionnaire for row in crosswalk.equivalents for mark in row.at}
    columns = list(
        {
            instrument.questionnaire.id: instrument
            for instrument in instruments
            if instrument.questionnaire.id in named
        }.values()
    )
    facts = (_fact(fact, instruments) for fact in crosswalk.facts)
    return ComparisonView(
        title=crosswalk.title,
        about=crosswalk.about if all(instrument.questionnaire.built_in for instrument in instruments) else APART,
        instruments=tuple(
            InstrumentView(i.anchor, i.questionnaire.id, i.title, _measures(crosswalk, i)) for i in instruments
        ),
        columns=tuple(instrument.questionnaire.title for instrument in columns) if len(columns) > 1 else (),
        scales=tuple(_rows(crosswalk.equivalents, columns)) if len(columns) > 1 else (),
        facts=tuple(fact for fact in facts if len(fact.places) > 1),
        no_conflict=no_conflict,
    )


def _measures(crosswalk: Crosswalk, instrument: _Instrument) -> str:
    return crosswalk.measures.get(instrument.questionnaire.id, "")


def _rows(levels: Iterable[Level], columns: Sequence[_Instrument]) -> Iterator[ScaleRow]:
    for level in levels:
        points = tuple(
            _point(level, Place(instrument.questionnaire.id), instrument.questionnaire) for instrument in columns
        )
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
            anchor=instrument.anchor,
            questionnaire=instrument.title,
            practice=place.id,
            title=instrument.questionnaire.practices[place.id].title,
            points=tuple(_point(level, place, instrument.questionnaire) for level in fact.levels),
            stands=_stands(instrument, place.id),
        )
        for place in fact.places
        for instrument in instruments
        if instrument.questionnaire.id == place.questionnaire and place.id in instrument.questionnaire.practices
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
