"""Talking in lines: what is said stands as plain text, what is asked waits for one line of input.

No boxes, no movement of the cursor and no meaning in a colour: a screen reader speaks it, a pipe carries it.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct
from rich.console import Console
from rich.text import Text

from cxmaturity.interview.wrapping import wrapped

T = TypeVar("T")

LEAVE = "q"
_NO_TEXT = re.compile("[\ud800-\udfff]")  # how bytes come in that are none in the input's encoding
SHORT = 60


class LeftError(Exception):
    """The user left, or the input has ended."""


class Talk:
    """One conversation: a console to say things on, and where the next line of input comes from."""

    def __init__(self, console: Console, read: Callable[[], str], clean: Callable[[str], str]) -> None:
        """`read` raises EOFError at the end of the input; `clean` makes text harmless for a terminal."""
        self._console = console
        self._read = read
        self._clean = clean

    def say(self, text: str, *, lead: str = "", strong: bool = False) -> None:
        """Say one paragraph, `lead` standing out at its start.

        Whatever lines it had, it is one: no text of a file can pass for another sentence.
        """
        shown = Text(self._line(lead), style="bold") if lead else Text()
        shown.append(" " if lead else "", style="")
        shown.append(self._line(text), style="bold" if strong else "")
        for line in wrapped(shown, self._console, self._console.width):
            self._console.print(line, no_wrap=True, crop=False, overflow="ignore")

    def _line(self, text: str) -> str:
        return self._clean(" ".join(text.split()))

    def pause(self) -> None:
        """Leave a line empty."""
        self._console.print()

    def hear(self, prompt: str) -> str:
        """Ask for one line; LeftError where the user leaves or the input ends.

        The prompt has a line of its own: over a pipe nothing that is typed would end it.
        """
        self.say(prompt)
        while True:
            try:
                line = self._read()
            except EOFError:
                raise LeftError from None
            if not _NO_TEXT.search(line):
                break
            self.say(
                "That holds bytes which are no text in the encoding of this input, and was not taken. Type it anew:"
            )
        text = line.removeprefix("\ufeff").strip()
        if text.lower() == LEAVE:
            raise LeftError
        return text

    def ask(self, label: str, current: str = "", *, needed: bool = False) -> str:
        """Ask for a text. Enter keeps the current one; a hyphen removes it, unless it is needed."""
        remove = "" if needed else ", - removes it"
        keep = f"now {short(current)}; Enter keeps it{remove}" if current else "Enter skips"
        typed = self.hear(f"{label} ({keep}):")
        if not typed:
            return current
        return "" if typed == "-" and not needed else typed

    def ask_for(self, label: str, current: T | None, kind: "Kind[T]", *, needed: bool = False) -> T | None:
        """Ask for a value of a kind until what is typed is one, or the current one is kept, or none is typed."""
        shown = "" if current is None else kind.show(current)
        while True:
            typed = self.ask(label, shown, needed=needed)
            if typed == shown:
                return current
            if not typed:
                return None
            if (value := kind.known(typed)) is not None:
                return value
            self.explain(typed, kind)

    def saved(self, change: Callable[[], object], failures: tuple[type[Exception], ...]) -> bool:
        """Make a change, which saves it; False, with the reason said, where that fails."""
        try:
            change()
        except failures as error:
            self.say(f"Not saved, nothing has changed: {error}")
            return False
        return True

    def explain(self, typed: str, kind: "Kind[T]") -> None:
        """Say why what was typed is no value of a kind."""
        self.say(f"“{short(typed)}” {kind.explanation}")


class Kind(Struct, Generic[T], frozen=True):
    """What a prompt waits for: how it is shown, what a text means (None: nothing), and why a text is none."""

    show: Callable[[T], str]
    known: Callable[[str], T | None]
    explanation: str


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


DATE: Kind[datetime.date] = Kind(
    datetime.date.isoformat, _date, "is no date. Write year, month and day, such as 2026-11-22."
)


def short(text: str, most: int = SHORT) -> str:
    """A text that somebody typed or wrote, short enough to stand inside a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def either(names: Sequence[str]) -> str:
    """Names to choose from, in a sentence: "1, 2 or 4"."""
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
