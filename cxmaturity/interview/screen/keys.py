"""The keys of the full screen: the line at the bottom, and the page that names them all."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.events import Resize
from textual.style import Style
from textual.widgets import Static

from cxmaturity.interview.screen.words import MARKS, Part

ROOMY = 130
"""From how many columns on keys have their long names."""


class Key(NamedTuple):
    """A key, its action, its long and its short name, and how late it gives way where there is little room."""

    key: str
    action: str
    name: str
    short: str
    needed: int


KEYS = (
    Key("1-{}", "", "choose", "choose", 0),
    Key("r", "between", "between two", "between", 3),
    Key("x", "not_applicable", "not applicable", "n/a", 4),
    Key("d", "dont_know", "don't know", "don't know", 5),
    Key("n", "note", "note", "note", 6),
    Key("e", "evidence", "evidence", "evidence", 9),
    Key("[", "step(-1)", "back", "back", 11),
    Key("]", "step(1)", "next", "next", 10),
    Key("o", "next_open", "next open", "next open", 8),
    Key("/", "search", "search", "search", 12),
    Key("v", "review", "review", "review", 13),
    Key("f", "finish", "finish", "finish", 7),
    Key("?", "help", "all keys", "keys", 1),
    Key("q", "leave", "leave", "leave", 2),
)


class Keys(Static):
    """The last line: the keys, each of which can be clicked."""

    DEFAULT_CSS = """
    Keys {
        height: 1; background: $panel; padding: 0 1;
        link-style: none; link-color: $foreground; link-background-hover: $primary; link-style-hover: none;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._last = 9

    def show(self, last: int) -> None:
        """Show the keys of a question whose last option has this number."""
        if last != self._last:
            self._last = last
            self._draw()

    def on_resize(self, _: Resize) -> None:
        """Draw for the new width."""
        self._draw()

    def _draw(self) -> None:
        """As many keys as there is room for, the most needed first."""
        shown = sorted(KEYS, key=lambda key: key.needed)
        while len(shown) > 1 and sum(cell_len(self._text(key)) + 2 for key in shown) - 2 > self.size.width:
            shown.pop()
        self.update(Content("  ").join(self._label(key) for key in KEYS if key in shown), layout=False)

    def _text(self, key: Key) -> str:
        return f"{key.key.format(min(self._last, 9))} {key.name if self.size.width >= ROOMY else key.short}"

    def _label(self, key: Key) -> Content:
        text = self._text(key)
        label = Content(text)
        if key.action:
            label = label.stylize(Style.from_meta({"@click": f"app.{key.action}"}))
        return label.stylize("bold", 0, text.index(" "))


HELP = (
    ("Answer", ""),
    ("↑ ↓ Enter", "choose an option; so does its number, or a click"),
    ("r", "between two options: the one at the cursor and a second one"),
    ("x", "not applicable, with the reason; where the question allows it"),
    ("=", "take what an answer to another questionnaire suggests"),
    ("d", "don't know: nobody here knows"),
    ("c", "clear, take the answer back"),
    ("n", "note"),
    ("e", "evidence: what, date, reference"),
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
    ("w", "who and when: organisation, date, role, target"),
    ("t", "light or dark"),
    ("End", ""),
    ("f", "finish, after a review"),
    ("q", "leave, and so does Ctrl+C; every answer is saved already"),
    ("Marks", ""),
    *MARKS.values(),
)
"""Keys and marks with what they mean; those without are headings."""


def help_page(first: str, terms: Iterable[tuple[str, str]]) -> Content:
    """All keys and marks, below a text that may be empty, and what words mean: terms with their meanings."""
    parts: list[Part] = [first, "\n\n"] if first else []
    for key, meaning in HELP:
        parts += [(f"{key:<11}", "bold" if meaning else "bold $text-primary"), meaning, "\n"]
    parts += [("Words", "bold $text-primary"), "\n"]
    for term, means in terms:
        parts += [(term, "bold"), f": {means}", "\n"]
    return Content.assemble(*parts[:-1])
