"""What is answered in an interview.

Every change is saved before it is taken: when `save` raises, nothing has changed.
"""

import datetime
from collections.abc import Callable

from msgspec.structs import replace

from cxmaturity.domain.answers import MISSING, Answer, Answers, Evidence, Respondent, Status, Target
from cxmaturity.domain.model import Practice, Questionnaire

Save = Callable[[Answers], None]
"""Puts answers on the disk; raises where it can not, and then has left the old ones whole."""


class Record:
    """The answers to one questionnaire, as they are changed one by one."""

    def __init__(self, questionnaire: Questionnaire, answers: Answers, save: Save) -> None:
        self.questionnaire = questionnaire
        self.answers = answers
        self._save = save
        self._changes: list[tuple[Practice, Answer]] = []  # what was there before each, for `take_back`

    def answer(self, practice: Practice) -> Answer:
        """The answer to a practice, MISSING where there is none."""
        return self.answers.of(practice.id)

    def choose(self, practice: Practice, rank: int) -> None:
        """Answer with one option; what was noted stays."""
        self.put(practice, self._otherwise(practice, "answered", rank, rank))

    def between(self, practice: Practice, low: int, high: int) -> None:
        """Answer between two different options, in either order."""
        low, high = sorted((low, high))
        self.put(practice, self._otherwise(practice, "range", low, high))

    def not_applicable(self, practice: Practice, because: str) -> None:
        """Answer that a practice does not apply. ValueError where it applies to everyone, or without a reason."""
        if not practice.na or not because.strip():
            raise ValueError("this practice applies to everyone" if not practice.na else "a reason is needed")
        answer = self._otherwise(practice, "na", because=because.strip())
        self.put(practice, answer)

    def dont_know(self, practice: Practice) -> None:
        """Answer that nobody here knows."""
        self.put(practice, self._otherwise(practice, "dk"))

    def clear(self, practice: Practice) -> None:
        """Take an answer back; what was noted stays."""
        self.put(practice, self._otherwise(practice, "missing"))

    def note(self, practice: Practice, text: str) -> None:
        """Replace the note; an empty one is none."""
        self.put(practice, replace(self.answer(practice), note=text.strip()))

    def evidence(self, practice: Practice, evidence: tuple[Evidence, ...]) -> None:
        """Replace the evidence."""
        self.put(practice, replace(self.answer(practice), evidence=evidence))

    def who(self, organisation: str, date: datetime.date, respondent: Respondent) -> None:
        """Say whose assessment it is, and of which day."""
        self._take(replace(self.answers, organisation=organisation, date=date, respondent=respondent))

    def aim(self, target: Target) -> None:
        """Say where it aims."""
        self._take(replace(self.answers, target=target))

    @property
    def undoable(self) -> bool:
        """Whether there is a change that `undo` takes back."""
        return bool(self._changes)

    def take_back(self) -> Practice | None:
        """Take back the last change of an answer, its note or its evidence.

        Every one before it can follow, back to the start; the practice that was changed, None where none is left.
        """
        if not self._changes:
            return None
        practice, before = self._changes[-1]
        self._store(practice, before)
        self._changes.pop()
        return practice

    def put(self, practice: Practice, answer: Answer) -> None:
        """Replace an answer with all that was noted; the same one again is no change."""
        before = self.answer(practice)
        if answer != before:
            self._store(practice, answer)
            self._changes.append((practice, before))

    def _otherwise(
        self, practice: Practice, status: Status, low: int | None = None, high: int | None = None, because: str = ""
    ) -> Answer:
        """Another choice for a practice: what was noted stays; what a meeting agreed on does not, as it was another."""
        return replace(self.answer(practice), status=status, low=low, high=high, because=because, agreed=None)

    def _store(self, practice: Practice, answer: Answer) -> None:
        answers = dict(self.answers.answers)
        answers[practice.id] = answer
        if answer == MISSING:
            del answers[practice.id]
        self._take(replace(self.answers, answers=answers))

    def _take(self, answers: Answers) -> None:
        self._save(answers)
        self.answers = answers
