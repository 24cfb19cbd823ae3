"""What stands around the options on the full screen: where one is, and what is asked."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.events import Click, Resize
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from cxmaturity.domain.glossary import answering
from cxmaturity.domain.model import Practice
from cxmaturity.interview.screen.roll import Roll, cut, fitted
from cxmaturity.interview.screen.words import MARKS, Clean, Part, flat, many_lines
from cxmaturity.interview.session import Session
from cxmaturity.interview.suggestions import suggestion_words

SPARE = 2
"""Lines that the place of the question may have too many."""


class Heading(Static):
    """The first line: which questionnaire, whose answers, how far."""

    DEFAULT_CSS = "Heading { height: 1; background: $panel; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._left = self._right = self._open = ""

    def show(self, session: Session, clean: Clean) -> None:
        """Show a session."""
        parts = (session.questionnaire.title, session.answers.organisation, session.answers.date.isoformat())
        self._left = " · ".join(flat(clean, part) for part in parts if part)
        answered, all_ = session.answered  # what the sentence of the stage counts, too
        self._right = f"{'stage only · ' if session.quick else ''}{answered} of {all_} answered"
        self._open = f" · {len(session.open)} open"
        self._draw()

    def on_resize(self, _: Resize) -> None:
        """Draw for the new width."""
        self._draw()

    def _draw(self) -> None:
        right = self._right + self._open
        if cell_len(self._left) + 2 + cell_len(right) > self.size.width:  # whose answers these are goes first
            right = self._right
        left = fitted(self._left, max(0, self.size.width - cell_len(right) - 2))
        self.update(Content.assemble((left, "bold"), "  ", (right, "$text-primary")), layout=False)


class Marks(Static):
    """One line for a narrow terminal: the dimension with its progress, and the marks of all; a click jumps."""

    DEFAULT_CSS = "Marks { height: 1; padding: 0 1; display: none; }"

    class Clicked(Message):
        """A mark was clicked."""

        def __init__(self, practice: Practice) -> None:
            super().__init__()
            self.practice = practice

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown: tuple[Session, Clean] | None = None
        self._at: list[Practice | None] = []

    def show(self, session: Session, clean: Clean) -> None:
        """Show a session: as many marks around the position as there is room for."""
        self._shown = (session, clean)
        if self.size.width:
            self._draw(session, clean)

    def on_resize(self, _: Resize) -> None:
        """Draw for the new width."""
        if self._shown:
            self._draw(*self._shown)

    def _draw(self, session: Session, clean: Clean) -> None:
        here = next(group for group in session.progress if session.position in group.dimension.practices)
        name = cut(flat(clean, here.dimension.name), max(8, self.size.width // 3))
        label = f"{name} {here.done}/{here.of}  "
        cells = [cell for group in session.progress for cell in (*group.dimension.practices, None)][:-1]
        room = max(3, self.size.width - cell_len(label) - 2)
        start = max(0, min(cells.index(session.position) - room // 2, len(cells) - room))
        window = cells[start : start + room]
        parts: list[Part] = [(label, "$text-primary bold"), "…" if start else " "]
        parts += [self._cell(session, cell) for cell in window]
        parts.append("…" if start + room < len(cells) else "")
        self._at = [*([None] * (cell_len(label) + 1)), *window]
        self.update(Content.assemble(*parts), layout=False)

    def _cell(self, session: Session, practice: Practice | None) -> Part:
        if practice is None:
            return " "
        symbol = MARKS[session.mark(practice)][0]
        return (symbol, "reverse bold") if practice == session.position else symbol

    def on_click(self, event: Click) -> None:
        """Tell which practice was clicked."""
        offset = event.get_content_offset(self)
        practice = self._at[offset.x] if offset and 0 <= offset.x < len(self._at) else None
        if practice is not None:
            self.post_message(self.Clicked(practice))


class Beyond(Static):
    """One line below the options: those that have no room, by number and name, above and below what is seen."""

    DEFAULT_CSS = "Beyond { height: 1; padding: 0 1; color: $text-primary; }"

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, above: Sequence[str], below: Sequence[str]) -> None:
        """Show what lies above, and what lies below; nothing where all is seen."""
        parts = [f"{arrow} {' · '.join(names)}" for arrow, names in (("▴", above), ("▾", below)) if names]
        self.update(Content(cut("   ".join(parts), self.size.width)), layout=False)


class Question(Roll, can_focus=False):
    """What is asked: where it stands, the question, what was remarked on it, and its help."""

    DEFAULT_CSS = """
    Question { height: 7; max-height: 50%; padding: 0 0 0 1; }
    Question > .question--place { color: $text-primary; }
    Question > .question--hint { color: $text-warning; text-style: bold; }
    Question > .question--asked { text-style: bold; }
    Question > .question--remark { color: $text-success; }
    Question > .question--rule { color: $text-warning; }
    Question > .question--help { color: $foreground 70%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"question--{part}" for part in ("place", "hint", "asked", "remark", "rule", "help")
    }

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[str, str]] = []
        self._rows: list[tuple[str, str]] = []

    def show(self, session: Session, clean: Clean, hint: str = "") -> None:
        """Show the practice in front of the user; a `hint` of what is expected of them stands in its place."""
        practice = session.position
        at = f"{session.practices.index(practice) + 1} of {len(session.practices)}"
        symbol, word = MARKS[session.mark(practice)]
        place = f"{flat(clean, practice.title)} · {at} · {symbol} {word}"
        self._parts = [("hint", hint) if hint else ("place", place)]
        self._parts.append(("asked", many_lines(clean, practice.question.strip())))
        self._parts += [("remark", line) for line in self._notices(session, clean)]
        if not session.answers.answers:  # the first question of all
            self._parts.append(("rule", answering(session.questionnaire)))
        self._parts += [("help", many_lines(clean, practice.help.strip()))] if practice.help.strip() else []
        self._draw()
        self.scroll_home(animate=False)

    def on_resize(self, _: Resize) -> None:
        """Wrap the text for the new width."""
        self._draw()

    def _draw(self) -> None:
        if self.room < 1:
            return
        self._rows = [(part, line) for part, text in self._parts for line in self.wrapped(text, self.room)]
        self.set_lines(len(self._rows))
        self._take_room(len(self._rows) + self.gutter.height)

    def _take_room(self, needed: int) -> None:
        """Be as high as needed; a little more room is kept, as laying out anew is slow and makes options jump."""
        height = self.styles.height
        has = int(height.value) if height is not None else 0
        if not needed <= has <= needed + SPARE:
            self.styles.height = needed

    def render_line(self, y: int) -> Strip:
        """One line of it as it stands on the screen."""
        y += self.scroll_offset.y
        part, text = self._rows[y] if y < len(self._rows) else ("help", "")
        return Strip([Segment(fitted(text, self.room), self.get_component_rich_style(f"question--{part}"))])

    def _notices(self, session: Session, clean: Clean) -> Iterator[str]:
        answer = session.answer(session.position)
        if answer.because:
            yield f"Not applicable because: {_short(flat(clean, answer.because))}"
        if answer.note:
            yield f"Note: {_short(flat(clean, answer.note))}"
        if answer.evidence:
            yield f"Evidence: {_short(', '.join(flat(clean, piece.what) for piece in answer.evidence))}"
        if suggested := suggestion_words(session, session.position):
            yield flat(clean, suggested)


def _short(text: str) -> str:
    return cut(text, 150)
