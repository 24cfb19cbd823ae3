"""How the scales of several questionnaires relate: what rests on the same fact, and what does not fit together.

A crosswalk never adds scales together. It says what each measures, which answers one fact supports, which answer
suggests another, and which answers contradict each other or ask for an explanation.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.answers import Answer, Answers
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.scoring.rule import rule_of


class Place(Struct, frozen=True):
    """A practice or dimension of a questionnaire, or, where `id` is empty, the questionnaire's stage."""

    questionnaire: str
    id: str = ""


class Mark(Struct, frozen=True):
    """A place, and a point of its questionnaire's scale by its id; a number of dimensions for a sweep's stage."""

    place: Place
    point: str


class Level(Struct, frozen=True):
    """What is true where practices of several questionnaires stand at these points."""

    says: str
    at: tuple[Mark, ...]


class Fact(Struct, frozen=True):
    """One fact on which practices of several questionnaires rest. `levels` go from the least to the most."""

    id: str
    title: str
    fact: str
    evidence: str
    levels: tuple[Level, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The practices that rest on the fact, in the order in which they are first named."""
        return tuple(dict.fromkeys(mark.place for level in self.levels for mark in level.at))


ConflictKind = Literal["contradiction", "tension"]
"""Two answers can not both be true of one organisation, or can, and it should say how."""


class ConflictRule(Struct, frozen=True):
    """What does not fit together: `claim` at its point or above, and `denial` at its point or below."""

    id: str
    title: str
    kind: ConflictKind
    claim: Mark
    denial: Mark
    why: str


class Crosswalk(Struct, frozen=True):
    """How questionnaires relate. `measures` says in a phrase what each is about; `equivalents` are rows of scales.

    `sha256` is the hash of its file.
    """

    title: str
    about: str
    measures: dict[str, str]
    equivalents: tuple[Level, ...]
    facts: tuple[Fact, ...]
    conflicts: tuple[ConflictRule, ...]
    sha256: str


class Contradiction(Struct, frozen=True):
    """A conflict that two assessments meet; both are one where it lies within one questionnaire."""

    conflict: ConflictRule
    claiming: Assessment
    denying: Assessment

    @property
    def explained(self) -> str:
        """Why both hold all the same, as one of the answers files says; empty where none does."""
        reasons = (
            assessment.answers.explained.get(self.conflict.id, "") for assessment in (self.claiming, self.denying)
        )
        return next(filter(None, reasons), "")


class Suggestion(Struct, frozen=True):
    """What an earlier answer to another questionnaire suggests for a practice: never more than an offer.

    `says` is what is then true; `answer` is the earlier answer, to a practice of `source`.
    """

    rank: int
    fact: Fact
    says: str
    source: Questionnaire
    practice: str
    answer: Answer
    answers: Answers


def merged(crosswalks: Sequence[Crosswalk]) -> Crosswalk:
    """One crosswalk that says what several say, under the title of the first; at least one."""
    first = crosswalks[0]
    return replace(
        first,
        measures={id_: measure for crosswalk in reversed(crosswalks) for id_, measure in crosswalk.measures.items()},
        equivalents=tuple(row for crosswalk in crosswalks for row in crosswalk.equivalents),
        facts=tuple(fact for crosswalk in crosswalks for fact in crosswalk.facts),
        conflicts=tuple(conflict for crosswalk in crosswalks for conflict in crosswalk.conflicts),
    )


def contradictions(crosswalk: Crosswalk, assessments: Sequence[Assessment]) -> Iterator[Contradiction]:
    """The conflicts that assessments of one organisation on one day meet, those explained too.

    In the order of the crosswalk.
    """
    for conflict in crosswalk.conflicts:
        for claiming, denying in product(assessments, repeat=2):
            if claiming is not denying and _same(conflict):
                continue  # two people's answers to one questionnaire may differ
            if _claimed(claiming, conflict.claim) and _denied(denying, conflict.denial):
                yield Contradiction(conflict, claiming, denying)


def _same(conflict: ConflictRule) -> bool:
    return conflict.claim.place.questionnaire == conflict.denial.place.questionnaire


def rank_at(questionnaire: Questionnaire, mark: Mark) -> int | None:
    """The rank that a mark means in its questionnaire, None where there is no such point."""
    if not mark.place.id:
        return rule_of(questionnaire).stage_rank(questionnaire, mark.point)
    return next((point.rank for point in questionnaire.scale if point.id == mark.point), None)


def stands_at(assessment: Assessment, place: Place, *, best: bool) -> int | None:
    """The rank at which a place stands: as claimed, or in the worst case; with `best` in the best case.

    None where no stage is claimed, or nothing is known of a practice or dimension.
    """
    if not place.id:
        return assessment.result.stage.best if best else assessment.result.stage.rank
    if place.id in assessment.questionnaire.practices:
        answer = assessment.answers.of(place.id)
        return answer.high if best else answer.low
    outcome = assessment.scores.best if best else assessment.scores.worst
    return outcome.count("level", place.id)


def _claimed(assessment: Assessment, mark: Mark) -> bool:
    """Whether an assessment claims a mark: it stands there or above, even in the worst case."""
    rank, stands = _meant(assessment, mark), stands_at(assessment, mark.place, best=False)
    return rank is not None and stands is not None and stands >= rank


def _denied(assessment: Assessment, mark: Mark) -> bool:
    """Whether an assessment rules out anything above a mark, even in the best case."""
    rank, stands = _meant(assessment, mark), stands_at(assessment, mark.place, best=True)
    return rank is not None and stands is not None and stands <= rank


def _meant(assessment: Assessment, mark: Mark) -> int | None:
    same = assessment.questionnaire.id == mark.place.questionnaire
    return rank_at(assessment.questionnaire, mark) if same else None


def suggestions(
    crosswalk: Crosswalk, questionnaire: Questionnaire, earlier: Sequence[tuple[Questionnaire, Answers]]
) -> dict[str, Suggestion]:
    """What earlier answers to other questionnaires suggest, by the practice: of several the newest.

    An answer suggests the last level of a shared fact whose point it reaches; a range counts at its lower end.
    To one practice only the newest answer counts, so that it can take back what an older one says.
    """
    latest: dict[Place, tuple[Questionnaire, Answers]] = {}
    for source, answers in sorted(earlier, key=lambda pair: pair[1].date, reverse=True):
        for id_, answer in answers.answers.items():
            if source.id != questionnaire.id and not answer.unknown:
                latest.setdefault(Place(source.id, id_), (source, answers))
    suggested: dict[str, Suggestion] = {}
    for practice in questionnaire.practices.values():
        here = Place(questionnaire.id, practice.id)
        offers = [
            offer
            for fact in crosswalk.facts
            for place in fact.places
            if place in latest and (offer := _suggested(fact, here, questionnaire, place, *latest[place]))
        ]
        if offers:
            suggested[practice.id] = max(offers, key=lambda offer: offer.answers.date)
    return suggested


def _suggested(
    fact: Fact, here: Place, questionnaire: Questionnaire, place: Place, source: Questionnaire, answers: Answers
) -> Suggestion | None:
    """What the answer at a place suggests for another place by a fact, None where it suggests nothing."""
    answer = answers.of(place.id)
    marks = [
        (level.says, mark) for level in _reached(fact, place, source, answer) for mark in level.at if mark.place == here
    ]
    if not marks:
        return None
    says, mark = marks[-1]
    rank = rank_at(questionnaire, mark)
    if rank is None or all(option.rank != rank for option in questionnaire.practices[here.id].options):
        return None
    return Suggestion(rank, fact, says, source, place.id, answer, answers)


def _reached(fact: Fact, place: Place, source: Questionnaire, answer: Answer) -> tuple[Level, ...]:
    """The levels of a fact up to the last whose point for this place the answer reaches."""
    last = 0
    for i, level in enumerate(fact.levels, 1):
        for mark in level.at:
            rank = rank_at(source, mark)
            if mark.place == place and answer.low is not None and rank is not None and answer.low >= rank:
                last = i
    return fact.levels[:last]
