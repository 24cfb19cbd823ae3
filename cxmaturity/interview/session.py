"""The logic of an interview: what is asked, where next, what is settled; what is answered is `record`'s.

It knows no screen.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.answers import Answers, counts
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.crosswalk import Suggestion
from cxmaturity.domain.improvement.prerequisites import unsupported_words
from cxmaturity.domain.model import Dimension, Practice, Questionnaire, walk
from cxmaturity.interview.record import Record, Save

Suggest = Callable[[str], Mapping[str, Suggestion]]
"""What earlier answers of an organisation, by its name, suggest for the practices of this questionnaire."""
Mark = Literal["answered", "between", "na", "dk", "open"]


class Spoken(Struct, frozen=True):
    """What a face says of the result as it stands, in sentences: plain text, empty where there is nothing to say."""

    stage: str
    way: str
    holds_back: tuple[str, ...]


Describe = Callable[[Assessment], Spoken]
"""Puts an assessment into words; handed in, as the words are the reports'."""


class Progress(Struct, frozen=True):
    """How far a dimension with practices of its own is: answered in any way, of all its practices."""

    dimension: Dimension
    done: int
    of: int


class Session(Record):
    """An interview with one questionnaire. `position` is the practice in front of the user.

    `suggest` says what answers to other questionnaires suggest. With `blind` no face shows the points' names or the
    stage, so that the options' wording decides, not ambition.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Answers,
        save: Save,
        *,
        quick: bool = False,
        suggest: Suggest | None = None,
        blind: bool = False,
    ) -> None:
        super().__init__(questionnaire, answers, save)
        self._suggest = suggest
        self._suggestions: tuple[str, Mapping[str, Suggestion]] | None = None
        self.quick = quick
        self.blind = blind
        self.practices: tuple[Practice, ...] = tuple(questionnaire.practices.values())
        self._assessed: tuple[Answers, Assessment] | None = None
        first = self.next_open(including=True)
        self.position = self.practices[0] if first is None else first

    # what stands

    @property
    def unsupported(self) -> tuple[str, ...]:
        """The answers that rest on what does not hold, each in a sentence; none when blind, as they name points."""
        if self.blind:
            return ()
        return tuple(sentence for _, sentence in unsupported_words(self.questionnaire, self.answers))

    def point_name(self, rank: int) -> str:
        """The name of the point with this rank; when blind "option 3"."""
        return f"option {rank}" if self.blind else self.questionnaire.point(rank).name

    def mark(self, practice: Practice) -> Mark:
        """What a list shows beside a practice."""
        status = self.answer(practice).status
        marks: dict[str, Mark] = {"answered": "answered", "range": "between", "na": "na", "dk": "dk"}
        return marks.get(status, "open")

    @property
    def open(self) -> tuple[Practice, ...]:
        """The practices that nobody has answered in any way."""
        return tuple(p for p in self.practices if self.answer(p).status == "missing")

    @property
    def progress(self) -> tuple[Progress, ...]:
        """How far each dimension with practices is."""
        groups = [d for d in walk(self.questionnaire.dimensions) if d.practices]
        return tuple(
            Progress(d, sum(self.answer(p).status != "missing" for p in d.practices), len(d.practices)) for d in groups
        )

    @property
    def assessment(self) -> Assessment:
        """The assessment as it stands."""
        if self._assessed is None or self._assessed[0] is not self.answers:
            self._assessed = self.answers, assess(self.questionnaire, self.answers)
        return self._assessed[1]

    @property
    def settled(self) -> bool:
        """Whether no open answer can change the stage: worst and best case agree."""
        stage = self.assessment.result.stage
        return stage.worst is not None and stage.worst == stage.best

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to ask: in quick mode as soon as the stage is settled."""
        return not self.open or (self.quick and self.settled)

    # where next

    def next_open(self, *, including: bool = False, besides: Collection[str] = ()) -> Practice | None:
        """The open practice to ask next, None where none is.

        In quick mode the one that can still change the stage the most; else the first after the position
        (with `including`, from the first practice on), going round. `besides` are ids to leave out, as skipped.
        """
        if self.quick:
            unknown = self.assessment.result.find_out
            ids = [u.practice for u in unknown if u.status == "missing" and u.practice not in besides]
            return self.questionnaire.practices[ids[0]] if ids else None
        start = 0 if including else self.practices.index(self.position) + 1
        around = (*self.practices[start:], *self.practices[:start])
        return next((p for p in around if self.answer(p).status == "missing" and p.id not in besides), None)

    def go(self, practice: Practice) -> None:
        """Put a practice in front of the user."""
        self.position = practice

    def step(self, by: int) -> None:
        """Go forward or back in the questionnaire's order, staying at its ends."""
        at = self.practices.index(self.position) + by
        self.position = self.practices[max(0, min(at, len(self.practices) - 1))]

    def advance(self, besides: Collection[str] = ()) -> bool:
        """Go to the next open practice besides these; False, and nowhere, where nothing is left to ask."""
        following = None if self.finished else self.next_open(besides=besides)
        if following is None:
            return False
        self.position = following
        return True

    def undo(self) -> bool:
        """Take back the last change of an answer, its note or its evidence, and go to its practice.

        Every one before it can follow, back to the start of this session; False where none is left.
        """
        practice = self.take_back()
        if practice is None:
            return False
        self.position = practice
        return True

    # what is suggested

    def suggestion(self, practice: Practice) -> Suggestion | None:
        """What an answer to another questionnaire suggests for an open practice; None where nothing does."""
        if self._suggest is None or self.answer(practice).status != "missing":
            return None
        organisation = self.answers.organisation
        if self._suggestions is None or self._suggestions[0] != organisation:
            self._suggestions = organisation, self._suggest(organisation)
        return self._suggestions[1].get(practice.id)

    def take_suggestion(self, practice: Practice) -> None:
        """Answer as is suggested, with the evidence of the earlier answer. ValueError where nothing is suggested."""
        suggestion = self.suggestion(practice)
        if suggestion is None:
            raise ValueError("nothing is suggested for this practice")
        before = self.answer(practice)
        evidence = before.evidence or suggestion.answer.evidence
        rank = suggestion.rank
        self.put(practice, replace(before, status="answered", low=rank, high=rank, because="", evidence=evidence))

    # how quick it was

    @property
    def spared(self) -> int:
        """How many questions quick mode did not need to ask."""
        return len(self.open) if self.quick and self.settled else 0

    @property
    def answered(self) -> tuple[int, int]:
        """How many practices are answered, and how many apply."""
        return counts(self.answers, self.practices)
