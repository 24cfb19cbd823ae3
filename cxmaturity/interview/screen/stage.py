"""The stage so far on the full screen: as sentences, and as an interval on the scale."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click, Resize
from textual.widgets import Static

from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.interview.screen.roll import cut
from cxmaturity.interview.screen.words import Clean, Part, flat
from cxmaturity.interview.session import Session, Spoken

MORE = " (s)"
"""What stands where more is to be seen, by the key that shows it."""
SHORT = 3
"""Up to this many lines the scale and the way are left to the place with room."""
SLACK = 16
"""What wrapping at words may leave empty at the end of a line."""


class Stage(Static):
    """The stage so far, its interval on the scale, and what holds the next one back; a click shows all of it."""

    DEFAULT_CSS = """
    Stage { height: 3; padding: 0 1; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False, id="stage")
        self._shown: tuple[Spoken, str] | None = None

    def show(self, standing: Spoken, scale: str, clean: Clean) -> None:
        """Show sentences, and the scale with the interval between brackets."""
        cleaned = Spoken(
            flat(clean, standing.stage), flat(clean, standing.way), tuple(flat(clean, s) for s in standing.holds_back)
        )
        self._shown = (cleaned, scale)
        self.draw()

    def draw(self) -> None:
        """Draw what is shown for the room there is: three lines, or the whole."""
        if self._shown is None:
            return
        standing, scale = self._shown
        width = self.size.width
        if self.size.height <= SHORT:
            last = _held(standing.holds_back, width) or cut(standing.way, width)
            room = (self.size.height - 1) * width - (SLACK if self.size.height > 2 else 0)
            parts: list[Part] = [(_cut_to_more(standing.stage, room), "bold"), "\n", last]
        else:
            held = _held(standing.holds_back, 2 * width - SLACK)
            parts = [("Stage  ", "$text-primary bold"), scale, "\n", (standing.stage, "bold")]
            parts += [part for line in (standing.way, held) if line for part in ("\n", line)]
        self.update(Content.assemble(*parts), layout=False)

    @property
    def whole(self) -> str:
        """All of it as text, for a place with room."""
        if self._shown is None:
            return ""
        standing, scale = self._shown
        held = "".join(f"\n  · {practice}" for practice in standing.holds_back)
        parts = (scale, standing.stage, standing.way, f"What holds the next stage back:{held}" if held else "")
        return "\n\n".join(part for part in parts if part)

    def on_click(self, _: Click) -> None:
        """Show all of it."""
        self.app.call_later(self.app.run_action, "stage")

    def on_resize(self, _: Resize) -> None:
        """Draw for the new room."""
        self.draw()


def scale_of(session: Session, clean: Clean) -> str:
    """Every stage that there is, those that it can still be between brackets."""
    stage, questionnaire = session.assessment.result.stage, session.questionnaire
    if stage.worst is None or stage.best is None:
        return ""
    shown = []
    for point in rule_of(questionnaire).stages(questionnaire, len(questionnaire.dimensions)):
        start, end = "[" if point.rank == stage.worst else "", "]" if point.rank == stage.best else ""
        shown.append(f"{start}{flat(clean, point.short)}{end}")
    return " · ".join(shown)


def _cut_to_more(text: str, room: int) -> str:
    """The text in this room, with the key that shows all of it where it was cut."""
    return text if cell_len(text) <= room else cut(text, room - len(MORE)) + MORE


def _held(holds_back: Sequence[str], room: int) -> str:
    """As many of them as there is room for, at least one, and how many more there are."""
    if not holds_back:
        return ""
    for count in range(len(holds_back), 0, -1):
        more = f"; {len(holds_back) - count} more{MORE}" if count < len(holds_back) else ""
        shown = f"Held back by: {'; '.join(holds_back[:count])}"
        if cell_len(shown + more) <= room or count == 1:
            return cut(shown, room - len(more)) + more
    return ""
