"""The line mode of the interview: one question at a time, for dumb terminals, screen readers and pipes.

Only `session` decides; here stands what a line of input asks it for, and what is said of what it did.
"""

from collections.abc import Callable
from contextlib import suppress

from rich.console import Console

from cxmaturity.domain.glossary import answering
from cxmaturity.domain.model import Practice
from cxmaturity.domain.typed import options_named
from cxmaturity.interview.lines import end, notices
from cxmaturity.interview.lines.answering import Answering, Move
from cxmaturity.interview.lines.prompts import LeftError, Talk
from cxmaturity.interview.lines.words import keyed, not_an_answer, place_of_each, prompt, words_so_far
from cxmaturity.interview.session import Describe, Session


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


class _Interview(Answering):
    def __init__(self, session: Session, describe: Describe, talk: Talk, failures: tuple[type[Exception], ...]) -> None:
        super().__init__(session, describe, talk, failures)
        self.places = place_of_each(session.questionnaire)
        self.before: list[Practice] = []  # the questions on the way here, for `b`
        self.skipped: set[str] = set()  # in this round
        self.second_round = False
        self.telling: dict[str, Callable[[], None]] = {
            "l": lambda: notices.tell_list(talk, session),
            "h": lambda: notices.tell_help(talk, session.position),
            "?": self._tell_keys,
            "p": lambda: notices.tell_standing(talk, session, describe),
            "w": self.who,
            "a": self.aim,
        }
        self.moving: dict[str, Callable[[], Move]] = {
            **self.answering,
            "s": self._skip,
            "b": self._back,
            "r": lambda: "ask",
            "f": lambda: "end",
        }
        self.worded["g"] = self._go

    # the way through

    def hold(self, *, ask_who: bool) -> None:
        """The whole interview, until the user confirms its review; LeftError when they leave before."""
        self._open()
        if ask_who:
            self.who()
        move: Move = "end" if self.session.finished else "ask"
        while move != "end" or not self._end():
            self._ask()
            move = "stay"
            while move == "stay":
                move = self._hear()
        if self.session.answers.target.stage is None:
            with suppress(LeftError):  # the end was confirmed: to leave here is to finish without a target
                self.talk.pause()
                self.talk.say("Where do you aim? The plan of the report leads there.", strong=True)
                self.aim()

    def _open(self) -> None:
        session = self.session
        done, all_ = len(session.practices) - len(session.open), len(session.practices)
        self.talk.say(session.questionnaire.title, strong=True)
        if session.quick:
            self.talk.say("Stage only: you are asked until no remaining answer can change the stage.")
        resumed = f", {done} of them done" if done else ""
        self.talk.say(f"{all_} questions{resumed}. Every answer is saved at once. ? explains all keys, q leaves.")
        self.talk.say(answering(session.questionnaire))

    def _ask(self) -> None:
        """Say the question at the session's position with every option in full."""
        session, practice, say = self.session, self.session.position, self.talk.say
        number, all_ = session.practices.index(practice) + 1, len(session.practices)
        far = f"stage only, at most {len(session.open)} to go" if session.quick else f"question {number} of {all_}"
        self.talk.pause()
        say(f"{self.places[practice.id]}; {far}")
        say(practice.title, strong=True)
        say(practice.question)
        for option in practice.options:
            name = "" if session.blind else f" {session.point_name(option.rank)}:"
            say(option.text, lead=f"{option.rank}.{name}")
        for line in words_so_far(session, practice):
            say(line)

    def _hear(self) -> Move:
        """Take one line at a question."""
        practice = self.session.position
        line = self.talk.hear(prompt(self.session))
        key, text = keyed(line)  # before answers: an option whose point is called like a key has its number
        if key in self.telling and not text:
            self.telling[key]()
            return "stay"
        if key in self.moving and not text:
            return self.moving[key]()
        if key in self.worded:
            return self.worded[key](text)
        ranks = options_named(line, practice, self.session.questionnaire)
        if not ranks:
            self.talk.say(not_an_answer(line, practice))
            return "stay"
        return self.choose(practice, ranks)

    def forward(self) -> Move:
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

    def _tell_keys(self) -> None:
        """All keys and words, which scroll the question away: it is asked again below them."""
        notices.tell_keys(self.talk, self.session)
        self._ask()

    # other questions

    def _skip(self) -> Move:
        self.skipped.add(self.session.position.id)
        return self.forward()

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
        practice = notices.find(self.talk, self.session, text)
        return "stay" if practice is None else self._to(practice)

    def _to(self, practice: Practice) -> Move:
        if practice != self.session.position:
            self.before.append(self.session.position)
            self.session.go(practice)
        return "ask"

    # the end

    def _end(self) -> bool:
        """In quick mode the offer to go on, then the review; False where the user goes on with the questions."""
        session = self.session
        if session.quick and session.spared and end.goes_on(self.talk, session, self.describe):
            session.quick = False
            session.advance()
            return False
        done = end.confirmed(
            self.talk, session, self.telling, lambda text: self._go(text) == "ask", lambda: self.undo() == "ask"
        )
        if done is None:  # back to the first open question, skipped or not; where none is open to the last one
            self.skipped.clear()
            session.go(session.next_open(including=True) or session.position)
        return done is True
