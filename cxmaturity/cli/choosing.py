"""Choosing a questionnaire where none was named: with the arrow keys on a terminal, by a line where that serves better.

Without a terminal nobody can choose, and the command says what there is to name.
"""

import os
import re
import sys
from collections.abc import Callable, Sequence

import typer
from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.cli.settings import Settings
from cxmaturity.cli.terminal import one_line
from cxmaturity.cli.wrapping import cells, wrapped
from cxmaturity.domain.language import capital, say
from cxmaturity.domain.length import length_words
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue

KEYS = "↑ ↓ a number or the first letters choose, Enter takes it, Esc leaves"
MOST_ROWS = 12
"""How many questionnaires are seen at once."""
_KEY = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z])|.", re.DOTALL)
_MOVES = {"A": -1, "B": 1}
_FIRST, _LAST = {"H", "1~"}, {"F", "4~"}


class Choice(Struct, frozen=True):
    """Something to choose: its id, its title, and what is said of it once it is at the cursor."""

    id: str
    title: str
    about: tuple[str, ...]


class Chooser(Struct, frozen=True):
    """The choices, which is at the cursor, and the letters typed so far."""

    choices: tuple[Choice, ...]
    at: int = 0
    typed: str = ""

    def moved(self, to: int) -> "Chooser":
        """With another choice at the cursor, staying at the ends."""
        return replace(self, at=max(0, min(to, len(self.choices) - 1)), typed="")

    def letter(self, letter: str) -> "Chooser":
        """With the first choice whose id or title begins with the letters typed, or with this one alone."""
        for typed in (self.typed + letter.casefold(), letter.casefold()):
            for at, choice in enumerate(self.choices):
                if choice.id.casefold().startswith(typed) or choice.title.casefold().startswith(typed):
                    return replace(self, at=at, typed=typed)
        return replace(self, typed="")

    def after(self, key: str) -> "Chooser | str | None":
        """What a key makes of it: a chooser again, the id that was chosen, or None for leaving."""
        if key in {"\r", "\n"}:
            return self.choices[self.at].id
        if key in {"\x1b", "\x03", "\x04"}:
            return None
        if key.startswith("\x1b"):
            return self._after_escape(key.removeprefix("\x1b[").removeprefix("\x1bO"))
        pressed = self.letter(key)
        if key in "123456789" and (not self.typed or not pressed.typed):
            return self.moved(int(key) - 1) if int(key) <= len(self.choices) else self
        return None if key == "q" and not pressed.typed else pressed

    def _after_escape(self, end: str) -> "Chooser":
        if end in _FIRST | _LAST:
            return self.moved(0 if end in _FIRST else len(self.choices))
        return self.moved(self.at + _MOVES.get(end, 0))

    def lines(self, width: int) -> list[str]:
        """What stands on the screen, each line within a width; the one at the cursor begins with ▸."""
        first = max(0, min(self.at - MOST_ROWS // 2, len(self.choices) - MOST_ROWS))
        longest = max(cells(choice.id) for choice in self.choices)
        rows = []
        for i, choice in list(enumerate(self.choices))[first : first + MOST_ROWS]:
            mark, blank = "▸" if i == self.at else " ", " " * (longest - cells(choice.id))
            rows.append(f"{mark} {i + 1:>2}  {choice.id}{blank}  {choice.title}")
        about = [line for text in self.choices[self.at].about for line in wrapped(text, width)]
        head, keys = wrapped("Which questionnaire?", width), wrapped(KEYS, width)
        return [*head, *(_cut(row, width) for row in rows), "", *about, "", *keys]


def questionnaire_asked(text: str | None, chosen: Settings, *, lines: bool = False) -> Questionnaire:
    """The questionnaire that a text names, or without one that the user chooses; wrong usage where nobody can.

    With `lines` it is asked for line by line. typer.Exit where the user leaves.
    """
    catalogue = chosen.catalogue()
    if text is None:
        if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
            ids = ", ".join(catalogue.names())
            raise typer.BadParameter(f"name a questionnaire; choose from {ids}", param_hint="ID")
        choices = tuple(_choice(id_, catalogue) for id_ in catalogue.ids())
        by_lines = lines or os.environ.get("TERM", "dumb") in {"dumb", "unknown"} or bool(os.environ.get("ACCESSIBLE"))
        text = _by_lines(choices) if by_lines else _by_keys(choices, typer.getchar, color=chosen.colored)
        if text is None:
            chosen.say("Nothing was chosen.")
            raise typer.Exit
    return named_questionnaire(text, catalogue)


def _choice(id_: str, catalogue: Catalogue) -> Choice:
    questionnaire = named_questionnaire(id_, catalogue)
    asks = one_line(questionnaire.about).partition(". ")[0].removesuffix(".")
    about = tuple(filter(None, (f"{capital(asks)}." if asks else "", length_words(questionnaire))))
    return Choice(id_, one_line(questionnaire.title), about)


def _by_keys(choices: tuple[Choice, ...], read: Callable[[], str], *, color: bool) -> str | None:
    """Let the user choose with keys; None where they leave. Nothing of it stays on the screen."""
    state, drawn = Chooser(choices), 0
    try:
        while True:
            drawn = _draw(state, drawn, color=color)
            for key in _KEY.findall(read()):
                after = state.after(key)
                if not isinstance(after, Chooser):
                    return after
                state = after
    except EOFError:
        return None
    finally:
        _erase(drawn)


def _draw(state: Chooser, drawn: int, *, color: bool) -> int:
    """Draw it where it was drawn before; returns how many lines it takes."""
    lines = state.lines(os.get_terminal_size(sys.stderr.fileno()).columns or 80)
    _erase(drawn)
    for line in lines:
        sys.stderr.write(f"\x1b[1m{line}\x1b[0m\n" if color and line.startswith("▸") else f"{line}\n")
    sys.stderr.flush()
    return len(lines)


def _erase(lines: int) -> None:
    if lines:
        sys.stderr.write(f"\x1b[{lines}A\r\x1b[J")
        sys.stderr.flush()


def _by_lines(choices: Sequence[Choice]) -> str | None:
    """Let the user choose by a number, an id or a title; None at the end of the input."""
    width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
    for i, choice in enumerate(choices, 1):
        lines = wrapped(f"{i}  {choice.id}: {choice.title}", width, rest="   ")
        lines += [line for text in choice.about for line in wrapped(f"   {text}", width)]
        sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.write("".join(f"{line}\n" for line in wrapped(_question(choices), width)))
    sys.stderr.flush()
    typed = sys.stdin.readline().strip()
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= len(choices):
        return choices[int(typed) - 1].id
    return typed or None


def _question(choices: Sequence[Choice]) -> str:
    return say("Which questionnaire (1 to {n}, its id or title)?", n=len(choices))


def _cut(line: str, width: int) -> str:
    """A line that fits a width, with an ellipsis where it was longer."""
    if cells(line) <= width:
        return line
    while line and cells(line) >= width:
        line = line[:-1]
    return f"{line}…"
