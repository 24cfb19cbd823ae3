"""The line mode of the interview: one question at a time, for dumb terminals, screen readers and pipes.

Only `session` decides; here stands what a line of input asks it for, and what is said of what it did.
"""

from collections.abc import Callable
from typing import Literal

from rich.console import Console

from cxmaturity.domain.model import Practice
from cxmaturity.interview.lines import end as lines_end
from cxmaturity.interview.lines import notes as lines_notes
from cxmaturity.interview.lines import notices as lines_told
from cxmaturity.interview.lines.prompts import LeftError, Talk, short
from cxmaturity.interview.lines.who import ask_who as ask_who_and_when
from cxmaturity.interview.lines.words import (
    answer_words,
    keyed,
    places,
    prompt,
    ranks_said,
    said_words,
)
from cxmaturity.interview.session import Describe, Session

Move = Literal["stay", "ask", "end"]
"""What follows a line: the same prompt, the question at the session's position, or the end with its review."""


def run(  # noqa: PLR0913  what a face is handed; the options by name
    session: Session,
    describe: Describe,
    clean: Callable[[str], str],
    console: Console,
    read: Callable[[], str],
    *,
    ask_who: bool,
    failures: tuple[type[Exception], ...],
) -> bool:
    """Interview somebody line by line; True when finished, False when left with `q` or at the end of the input.

    `read` returns the next line and raises EOFError at the end; `clean` makes texts harmless for a terminal;
    `failures` are what saving may raise, which is told and changes nothing.
    """
    talk = Talk(console, read, clean)
    try:
        _Interview(session, describe, talk, failures).hold(ask_who=ask_who)
    except LeftError:
        talk.say("You left. Every answer that was taken is saved.")
        return False
    return True


class _Interview:
    def __init__(self, session: Session, describe: Describe, talk: Talk, failures: tuple[type[Exception], ...]) -> None:
        self.session = session
        self.describe = describe
        self.talk = talk
        self.failures = failures
        self.places = places(session.questionnaire)
        self.before: list[Practice] = []  # the questions on the way here, for `b`
        self.skipped: set[str] = set()  # in this round
        self.second_round = False
        self.telling: dict[str, Callable[[], None]] = {
            "l": lambda: lines_told.tell_list(talk, session),
            "h": lambda: lines_told.tell_help(talk, session.position),
            "?": lambda: lines_told.tell_keys(talk, session),
            "p": lambda: lines_told.tell_standing(talk, session, describe),
            "w": self._who,
        }
        self.moving: dict[str, Callable[[], Move]] = {
            "=": self._take_suggestion,
            "d": self._dont_know,
            "c": self._clear,
            "s": self._skip,
            "b": self._back,
            "r": lambda: "ask",
            "f": lambda: "end",
        }
        self.worded: dict[str, Callable[[str], Move]] = {
            "x": self._not_applicable,
            "n": self._note,
            "e": self._evidence,
            "g": self._go,
        }

    # the way through

    def hold(self, *, ask_who: bool) -> None:
        """The whole interview, until the user confirms its review; LeftError when they leave before."""
        self._open()
        if ask_who:
            self._who()
        move: Move = "end" if self.session.finished else "ask"
        while move != "end" or not self._end():
            self._ask()
            move = "stay"
            while move == "stay":
                move = self._hear()

    def _open(self) -> None:
        session = self.session
        done, of = len(session.practices) - len(session.open), len(session.practices)
        self.talk.say(session.questionnaire.title, strong=True)
        if session.quick:
            self.talk.say("Stage only: you are asked until no remaining answer can change the stage.")
        resumed = f", {done} of them done" if done else ""
        self.talk.say(f"{of} questions{resumed}. Every answer is saved at once. ? explains all keys, q leaves.")

    def _ask(self) -> None:
        """Say the question at the session's position with every option in full."""
        session, practice, say = self.session, self.session.position, self.talk.say
        number, of = session.practices.index(practice) + 1, len(session.practices)
        far = f"stage only, at most {len(session.open)} to go" if session.quick else f"question {number} of {of}"
        self.talk.pause()
        say(f"{self.places[practice.id]}; {far}")
        say(practice.title, strong=True)
        say(practice.question)
        for option in practice.options:
            say(option.text, lead=f"{option.rank}. {session.questionnaire.point(option.rank).name}:")
        for said in said_words(session, practice):
            say(said)

    def _hear(self) -> Move:
        """Take one line at a question."""
        practice = self.session.position
        line = self.talk.hear(prompt(practice))
        key, text = keyed(line)  # before answers: an option whose point is called like a key has its number
        if key in self.telling and not text:
            self.telling[key]()
            return "stay"
        if key in self.moving and not text:
            return self.moving[key]()
        if key in self.worded:
            return self.worded[key](text)
        ranks = ranks_said(line, practice, self.session.questionnaire)
        if not ranks:
            self.talk.say(f"“{short(line)}” is neither an option nor a key here." if line else "Nothing was typed.")
            return "stay"
        return self._choose(practice, ranks)

    def _forward(self) -> Move:
        """To the next open question; once all are asked, to the skipped ones, once."""
        session, here = self.session, self.session.position
        if session.finished:
            return "end"
        if not session.advance(besides=self.skipped):
            if self.second_round or not self.skipped:
                return "end"
            self.second_round = True
            self.skipped.clear()
            self.talk.say("Now the questions that were skipped.")
            session.go(session.next_open(including=True) or here)
        if session.position != here:
            self.before.append(here)
        return "ask"

    # answers

    def _saved(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except self.failures as error:
            self.talk.say(f"Not saved, nothing has changed: {error}")
            return False
        return True

    def _change(self, change: Callable[[], None], said: str = "") -> bool:
        """Make a change and say it (without words: the answer as it now stands), and the stage where that moved."""
        before = self._stage()
        if not self._saved(change):
            return False
        words = said or f"{answer_words(self.session, self.session.position)}."
        self.talk.say(words[0].upper() + words[1:])
        if self._stage() != before:
            self.talk.say(f"The stage now: {self.describe(self.session.assessment).stage}")
        return True

    def _stage(self) -> tuple[object, ...]:
        stage = self.session.assessment.result.stage
        return stage.claimed, stage.rank, stage.worst, stage.best

    def _answered(self, change: Callable[[], None]) -> Move:
        return self._forward() if self._change(change) else "stay"

    def _choose(self, practice: Practice, ranks: tuple[int, ...]) -> Move:
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
        lines_notes.note(self.talk, self.session, self.session.position, self._change, text)
        return "stay"

    def _evidence(self, text: str) -> Move:
        lines_notes.evidence(self.talk, self.session, self.session.position, self._change, text)
        return "stay"

    # other questions

    def _skip(self) -> Move:
        self.skipped.add(self.session.position.id)
        return self._forward()

    def _back(self) -> Move:
        here = self.session.position
        if self.before:
            self.session.go(self.before.pop())
        else:
            self.session.step(-1)
        if self.session.position == here:
            self.talk.say("This is the first question.")
            return "stay"
        return "ask"

    def _go(self, text: str) -> Move:
        practice = lines_told.find(self.talk, self.session, text)
        return "stay" if practice is None else self._to(practice)

    def _to(self, practice: Practice) -> Move:
        if practice != self.session.position:
            self.before.append(self.session.position)
            self.session.go(practice)
        return "ask"

    def _who(self) -> None:
        said = ask_who_and_when(self.talk, self.session.questionnaire, self.session.answers)
        while not self._saved(lambda: self.session.who(*said)):
            self.talk.hear("Enter to try again, q to leave:")

    # the end

    def _end(self) -> bool:
        """In quick mode the offer to go on, then the review; False where the user goes on with the questions."""
        session = self.session
        if session.quick and session.spared and lines_end.goes_on(self.talk, session, self.describe):
            session.quick = False
            session.advance()
            return False
        done = lines_end.confirmed(self.talk, session, self.telling, lambda text: self._go(text) == "ask")
        if done is None:  # back to the first open question, skipped or not; where none is open to the last one
            self.skipped.clear()
            session.go(session.next_open(including=True) or session.position)
        return done is True
