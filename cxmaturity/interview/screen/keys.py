"""The keys of the full screen: the line at the bottom, and the page that names them all."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.events import Resize
from textual.style import Style
from textual.widgets import Static

from cxmaturity.domain.model import Practice
from cxmaturity.interview.screen.words import EVIDENCED, MARKS, NOTED, Part
from cxmaturity.interview.session import Session

ROOMY = 130
"""From how many columns on keys have their long names."""
LINES = 2
"""How many lines the keys take."""
GAP = 2
"""How many columns stand between two keys."""


class Key(NamedTuple):
    """A key, its action, its long and its short name, and how late it gives way where there is little room."""

    key: str
    action: str
    name: str
    short: str
    needed: int


KEYS = (
    Key("{}", "choose", "choose", "choose", 0),
    Key("Enter", "confirm", "go on", "go on", 1),
    Key("=", "take_suggestion", "take what is suggested", "suggested", 5),
    Key("r", "between", "between two", "between", 6),
    Key("x", "not_applicable", "not applicable", "n/a", 7),
    Key("d", "dont_know", "don't know", "don't know", 8),
    Key("n", "note", "note", "note", 9),
    Key("e", "evidence", "evidence", "evidence", 10),
    Key("u", "undo", "undo", "undo", 4),
    Key("c", "clear", "clear", "clear", 17),
    Key("←", "step(-1)", "back", "back", 14),
    Key("→", "step(1)", "next", "next", 13),
    Key("o", "next_open", "next open", "next open", 12),
    Key("/", "search", "search", "search", 15),
    Key("v", "review", "review", "review", 16),
    Key("s", "stage", "stage so far", "stage", 18),
    Key("f", "finish", "finish", "finish", 11),
    Key("?", "help", "all keys", "keys", 2),
    Key("q", "leave", "leave", "leave", 3),
)


def applicable(session: Session) -> frozenset[str]:
    """The actions that can do something at the practice in front of the user."""
    here, answer = session.position, session.answer(session.position)
    at_hand = {
        "confirm": answer.status != "missing",
        "take_suggestion": session.suggestion(here) is not None,
        "not_applicable": here.na,
        "undo": session.undoable,
        "clear": answer.status != "missing",
        "stage": not session.blind,
        "step(-1)": here != session.practices[0],
        "step(1)": here != session.practices[-1],
        "next_open": any(practice != here for practice in session.open),
    }
    return frozenset(key.action for key in KEYS if at_hand.get(key.action, True))


def numbers(practice: Practice) -> str:
    """The numbers that choose an option: "1-4", or "1 3" where points are left out."""
    ranks = [option.rank for option in practice.options if option.rank <= 9]
    gapless = ranks[-1] - ranks[0] == len(ranks) - 1
    return f"{ranks[0]}-{ranks[-1]}" if gapless and len(ranks) > 2 else " ".join(map(str, ranks))


class Keys(Static):
    """The last lines: the keys that can do something now, each of which can be clicked."""

    DEFAULT_CSS = """
    Keys {
        height: 2; background: $panel; padding: 0 1;
        link-style: none; link-color: $foreground; link-background-hover: $primary; link-style-hover: none;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._now: tuple[str, frozenset[str]] = ("", frozenset())

    def show(self, session: Session) -> None:
        """Show the keys for the practice in front of the user."""
        now = (numbers(session.position), applicable(session))
        if now != self._now:
            self._now = now
            self._draw()

    def on_resize(self, _: Resize) -> None:
        """Draw for the new width."""
        self._draw()

    def _draw(self) -> None:
        """As many keys as there is room for, the most needed first."""
        shown = [key for key in KEYS if key.action in self._now[1]]
        while len(shown) > 1 and len(self._lines(shown)) > LINES:
            shown.remove(max(shown, key=lambda key: key.needed))
        lines = [Content(" " * GAP).join(map(self._label, line)) for line in self._lines(shown)]
        self.update(Content("\n").join(lines), layout=False)

    def _lines(self, keys: Sequence[Key]) -> list[list[Key]]:
        """The keys in lines as wide as there is room for."""
        lines: list[list[Key]] = []
        left = 0
        for key in keys:
            width = cell_len(self._text(key))
            if not lines or width + GAP > left:
                lines.append([])
                left = self.size.width + GAP
            lines[-1].append(key)
            left -= width + GAP
        return lines

    def _text(self, key: Key) -> str:
        return f"{key.key.format(self._now[0])} {key.name if self.size.width >= ROOMY else key.short}"

    def _label(self, key: Key) -> Content:
        text = self._text(key)
        label = Content(text)
        if key.action != "choose":
            label = label.stylize(Style.from_meta({"@click": f"app.{key.action}"}))
        return label.stylize("bold", 0, text.rindex(key.short if key.short in text else key.name))


HELP = (
    ("Answer", ""),
    ("1 to 9", "choose the option with this number, and stay; so does a click"),
    ("↑ ↓", "move to an option; Space chooses it and stays"),
    ("Enter", "go on to the next open question, with the option moved to"),
    ("r", "between two options: the one at the cursor and a second one"),
    ("x", "not applicable, with the reason; where the question allows it"),
    ("=", "take what an answer to another questionnaire suggests"),
    ("d", "don't know: nobody here knows"),
    ("c", "clear, take the answer back"),
    ("n", "note"),
    ("e", "evidence: what, date, reference"),
    ("u", "undo: take back the last answer, note or evidence"),
    ("Move", ""),
    ("→ ]", "next question"),
    ("← [", "question before"),
    ("o", "next open question"),
    ("j", "jump: pick from the list; or click in it"),
    ("/", "search titles, questions and options"),
    ("Shift+↑ ↓", "scroll a question that has no room"),
    ("Look", ""),
    ("v", "review all answers"),
    ("s", "the stage so far, in full"),
    ("w", "who and when: organisation, date, role"),
    ("a", "aim: target stage and date; asked at the end, too"),
    ("Settings", ""),
    ("t", "light or dark"),
    ("m", "move on by itself after a choice, or stay until Enter"),
    ("End", ""),
    ("f", "finish, after a review"),
    ("q", "leave, and so does Ctrl+C; every answer is saved already"),
    ("Marks", ""),
    *MARKS.values(),
    (NOTED, "at the right of a list: there is a note"),
    (EVIDENCED, "at the right of a list: there is evidence"),
)
"""Keys and marks with what they mean; those without are headings."""


def help_page(first: str, rule: str, terms: Iterable[tuple[str, str]]) -> Content:
    """All keys and marks, below a text that may be empty and the rule for answering, and what words mean: terms."""
    parts: list[Part] = [first, "\n\n"] if first else []
    parts += [("How to answer", "bold $text-primary"), "\n", rule, "\n"]
    for key, meaning in HELP:
        parts += [(f"{key:<11}", "bold" if meaning else "bold $text-primary"), meaning, "\n"]
    parts += [("Words", "bold $text-primary"), "\n"]
    for term, means in terms:
        parts += [(term, "bold"), f": {means}", "\n"]
    return Content.assemble(*parts[:-1])
