"""What the keys of the line mode do that answer: every change is saved, and then said."""

from collections.abc import Callable
from typing import Literal

from cxmaturity.domain.model import Practice
from cxmaturity.interview.lines import notes
from cxmaturity.interview.lines.prompts import Talk
from cxmaturity.interview.lines.who import ask_target, ask_who
from cxmaturity.interview.lines.words import answer_words
from cxmaturity.interview.session import Describe, Session

Move = Literal["stay", "ask", "end"]
"""What follows a line: the same prompt, the question at the session's position, or the end with its review."""


class Answering:
    """The keys that answer and remark."""

    def __init__(self, session: Session, describe: Describe, talk: Talk, failures: tuple[type[Exception], ...]) -> None:
        self.session = session
        self.describe = describe
        self.talk = talk
        self.failures = failures
        self.answering: dict[str, Callable[[], Move]] = {
            "=": self._take_suggestion,
            "d": self._dont_know,
            "c": self._clear,
            "u": self.undo,
        }
        self.worded: dict[str, Callable[[str], Move]] = {
            "x": self._not_applicable,
            "n": self._note,
            "e": self._evidence,
        }

    def forward(self) -> Move:
        """To the next question, once this one is answered."""
        raise NotImplementedError

    def saved(self, change: Callable[[], object]) -> bool:
        """Make a change, which saves it; False, with the reason said, where that fails."""
        return self.talk.saved(change, self.failures)

    def _change(self, change: Callable[[], object], words: str = "") -> bool:
        """Make a change and say it (without words: the answer as it now stands), and the stage where that moved."""
        before = self._stage()
        if not self.saved(change):
            return False
        words = words or f"{answer_words(self.session, self.session.position)}."
        self.talk.say(words[0].upper() + words[1:])
        if self._stage() != before and not self.session.blind:
            self.talk.say(f"The stage now: {self.describe(self.session.assessment).stage}")
        return True

    def _stage(self) -> tuple[object, ...]:
        stage = self.session.assessment.result.stage
        return stage.claimed, stage.rank, stage.worst, stage.best

    def _answered(self, change: Callable[[], None]) -> Move:
        return self.forward() if self._change(change) else "stay"

    def choose(self, practice: Practice, ranks: tuple[int, ...]) -> Move:
        """Answer with one option, or between two."""
        if len(ranks) == 1:
            return self._answered(lambda: self.session.choose(practice, ranks[0]))
        return self._answered(lambda: self.session.between(practice, *ranks))

    def _take_suggestion(self) -> Move:
        practice = self.session.position
        if self.session.suggestion(practice) is None:
            self.talk.say("Nothing is suggested for this question.")
            return "stay"
        return self._answered(lambda: self.session.take_suggestion(practice))

    def _dont_know(self) -> Move:
        return self._answered(lambda: self.session.dont_know(self.session.position))

    def _not_applicable(self, reason: str) -> Move:
        practice = self.session.position
        if not practice.na:
            self.talk.say("This question applies to everyone; type d for don't know, or s to skip it.")
            return "stay"
        reason = reason or self.talk.hear("Why does it not apply (Enter to leave the question as it is)?")
        return self._answered(lambda: self.session.not_applicable(practice, reason)) if reason else "stay"

    def _clear(self) -> Move:
        if self.session.mark(self.session.position) == "open":
            self.talk.say("There is no answer to take back.")
        else:
            self._change(lambda: self.session.clear(self.session.position), "The question is open again.")
        return "stay"

    def _note(self, text: str) -> Move:
        notes.note(self.talk, self.session, self.session.position, self._change, text)
        return "stay"

    def _evidence(self, text: str) -> Move:
        notes.evidence(self.talk, self.session, self.session.position, self._change, text)
        return "stay"

    def undo(self) -> Move:
        """Take back the last change, and ask the question where it was made."""
        if not self.session.undoable:
            self.talk.say("There is nothing to take back.")
            return "stay"
        return "ask" if self._change(self.session.undo, "Taken back.") else "stay"

    def who(self) -> None:
        """Ask whose assessment it is, of which day, until it is saved."""
        self._until_saved(self.session.who, ask_who(self.talk, self.session.answers))

    def aim(self) -> None:
        """Ask where it aims, until it is saved."""
        target = ask_target(self.talk, self.session.questionnaire, self.session.answers.target)
        self._until_saved(self.session.aim, (target,))

    def _until_saved(self, change: Callable[..., None], values: tuple[object, ...]) -> None:
        while not self.saved(lambda: change(*values)):
            self.talk.hear("Enter to try again, q to leave:")
