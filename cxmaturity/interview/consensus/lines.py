"""The meeting line by line: for dumb terminals, screen readers and pipes."""

import re
from collections.abc import Callable

from rich.console import Console

from cxmaturity.domain.answers import Dissent
from cxmaturity.domain.glossary import answering
from cxmaturity.domain.typed import options_named
from cxmaturity.interview.consensus import words
from cxmaturity.interview.consensus.meeting import Meeting, TooManyHandsError
from cxmaturity.interview.lines.prompts import LeftError, Talk, short
from cxmaturity.interview.lines.words import keyed

KEYS = (
    "v HANDS: the room votes, the hands for each option and then for don't know; v alone asks for them",
    "r: reveal what people answered alone, before the room has voted",
    "a number, or a point's id or name: agree on this option; 2-3: agree on between two",
    "d: agree that nobody knows",
    "c: put the answer back to what people said alone",
    "u: undo",
    "n: next open item; b: item before; g NUMBER: to an item; l: list of all",
    "t: how many people are in the room",
    "q: save and leave; works at every prompt",
)


def run(
    meeting: Meeting,
    clean: Callable[[str], str],
    console: Console,
    read: Callable[[], str],
    failures: tuple[type[Exception], ...],
) -> bool:
    """Hold a meeting line by line; True once all is settled, False when left with `q` or at the end of the input.

    `read`, `clean` and `failures` are as in an interview.
    """
    talk = Talk(console, read, clean)
    try:
        _Room(meeting, talk, failures).hold()
    except LeftError:
        talk.say(f"You left. {words.end(meeting)} All of it is saved.")
        return False
    return True


class _Room:
    def __init__(self, meeting: Meeting, talk: Talk, failures: tuple[type[Exception], ...]) -> None:
        self.meeting, self.talk, self.failures = meeting, talk, failures
        self.keys: dict[str, Callable[[], bool]] = {
            "r": self._reveal,
            "d": lambda: self._agree(()),
            "c": self._reopen,
            "u": self._undo,
            "n": self._next,
            "b": lambda: self._to(meeting.position - 1),
            "l": self._list,
            "t": self._count,
            "?": self._help,
        }

    def hold(self) -> None:
        """The whole meeting; LeftError when it is left."""
        meeting = self.meeting
        self.talk.say(f"{meeting.questionnaire.title}: what people answered differently", strong=True)
        self.talk.say(f"{words.end(meeting)} Everything is saved at once. ? explains all keys, q leaves.")
        self.talk.say(answering(meeting.questionnaire))
        self._count()
        while meeting.settled < len(meeting.items) or not self._finished():
            self._tell()
            while not self._hear():
                pass

    def _finished(self) -> bool:
        """Say what the meeting came to; False where it goes back to an item."""
        self.talk.pause()
        self.talk.say(words.end(self.meeting), strong=True)
        self._list()
        while line := self.talk.hear("Type f or Enter to finish, g NUMBER to go back to an item, u undo, q leave:"):
            key, text = keyed(line)
            if key == "f" and not text:
                break
            if key == "g" and (_index(text) == self.meeting.position or self._to(_index(text))):
                return False
            if key == "u" and self._undo():
                return False
            if key not in {"g", "u"}:
                self.talk.say(f"“{short(line)}” is no key here.")
        return True

    def _tell(self) -> None:
        """Say the item in front of the room."""
        meeting, item, say = self.meeting, self.meeting.item, self.talk.say
        self.talk.pause()
        say(words.far(meeting))
        say(item.practice.title, strong=True)
        say(item.practice.question)
        for option in item.practice.options:
            say(option.text, lead=f"{option.rank}. {meeting.questionnaire.point(option.rank).name}:")
        for line in filter(None, (item.why, words.status(meeting, item))):
            say(line)
        self._tell_votes()

    def _tell_votes(self) -> None:
        meeting, item = self.meeting, self.meeting.item
        for who, how in words.votes(meeting, item):
            self.talk.say(f"{how}.", lead=f"{who}:")
        if meeting.are_votes_shown(item):
            for side in item.sides:
                self.talk.say(side)
        for line in words.agreed(meeting, item):
            self.talk.say(line)

    def _hear(self) -> bool:
        """Take one line; True where the item is to be told again, or another one."""
        practice = self.meeting.item.practice
        line = self.talk.hear(
            f"Type v for the room's vote, r reveal, {words.numbers(practice)} agree, d nobody knows, n next, b back,"
            " q save and leave, ? all keys:"
        )
        key, text = keyed(line)
        if key in self.keys and not text:
            return self.keys[key]()
        if key == "v":
            return self._vote(text)
        if key == "g" and text:
            return self._to(_index(text))
        ranks = options_named(line, practice, self.meeting.questionnaire)
        if ranks:
            return self._agree(ranks)
        self.talk.say(f"“{short(line)}” is neither an option nor a key here." if line else "Nothing was typed.")
        return False

    # what the room does

    def _saved(self, change: Callable[[], object]) -> bool:
        return self.talk.saved(change, self.failures)

    def _vote(self, text: str) -> bool:
        practice = self.meeting.item.practice
        order = words.ORDER.format(numbers=words.numbers(practice), example=words.example(practice))
        typed = text or self.talk.hear(f"{order} (Enter takes the hands back):")
        hands = words.hands_typed(typed, practice)
        if hands is None:
            self.talk.say(words.no_hands(short(typed), practice))
            return False
        try:
            if not self._saved(lambda: self.meeting.vote(hands)):
                return False
        except TooManyHandsError:
            present = self.meeting.present or 0
            self.talk.say(words.TOO_MANY.format(hands=sum(hands.values()), present=present))
            return False
        self.talk.say(words.status(self.meeting, self.meeting.item))
        self._tell_votes()
        return False

    def _reveal(self) -> bool:
        self.meeting.show_votes()
        self._tell_votes()
        return False

    def _agree(self, ranks: tuple[int, ...]) -> bool:
        why = self.talk.hear(f"{words.WHY} (Enter leaves the item open):")
        if not why:
            self.talk.say(f"Nothing was agreed on. {words.NEEDS_WHY}")
            return False
        dissent: list[Dissent] = []
        while typed := self.talk.hear(f"{words.WHO} (Enter: nobody{' else' if dissent else ''}):"):
            dissent.append(words.dissent_typed(typed))
        if not self._saved(lambda: self.meeting.agree(ranks, why, dissent)):
            return False
        for line in words.agreed(self.meeting, self.meeting.item):
            self.talk.say(line)
        self.meeting.advance()
        return True

    def _reopen(self) -> bool:
        changed: list[bool] = []
        if self._saved(lambda: changed.append(self.meeting.reopen())):
            self.talk.say("The item is open again." if changed == [True] else "Nothing was agreed on here.")
        return False

    def _undo(self) -> bool:
        if not self.meeting.undoable:
            self.talk.say("There is nothing to take back.")
            return False
        if not self._saved(self.meeting.undo):
            return False
        self.talk.say("Taken back.")
        return True

    # other items

    def _next(self) -> bool:
        self.meeting.advance()
        return True

    def _to(self, position: int) -> bool:
        if self.meeting.go(position):
            return True
        self.talk.say("There is no such other item.")
        return False

    def _list(self) -> bool:
        for line in words.listed_items(self.meeting):
            self.talk.say(line)
        return False

    def _help(self) -> bool:
        for line in KEYS:
            self.talk.say(line)
        return False

    def _count(self) -> bool:
        """Ask how many people are in the room; Enter leaves it unsaid."""
        while typed := self.talk.hear(f"{words.PRESENT} (Enter: not said; votes then show with the first hands)?"):
            present = words.present_typed(typed)
            if present is not None:
                self.meeting.present = present
                break
            self.talk.say(words.NO_PRESENT.format(typed=short(typed)))
        return False


def _index(text: str) -> int:
    """The place of an item that is typed by its number; -1 for what is no number."""
    return int(text) - 1 if re.fullmatch("[0-9]{1,4}", text) else -1
