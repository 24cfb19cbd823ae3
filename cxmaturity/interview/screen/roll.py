"""A place that draws its lines itself and scrolls them: the ground of the lists and of the question."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView

from cxmaturity.interview.wrapping import wrapped


class Roll(ScrollView, inherit_bindings=False):
    """Lines that scroll. More or fewer lines do not lay out the screen anew, which would take longest of all."""

    DEFAULT_CSS = """
    Roll { scrollbar-gutter: stable; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """
    virtual_size = Reactive(Size(0, 0))

    @property
    def room(self) -> int:
        """The width for text, whether there is a scroll bar or not."""
        return self.scrollable_content_region.width

    def set_lines(self, count: int) -> None:
        """Say how many lines there are to draw."""
        self.virtual_size = Size(self.room, count)
        self._scroll_update(self.virtual_size)
        self.refresh()

    def wrapped(self, text: str, width: int) -> list[str]:
        """The lines of a text at a width, at least one."""
        return [line.plain for line in wrapped(Text(text), self.app.console, width)]


def fitted(text: str, room: int) -> str:
    """The text in exactly this many cells, with an ellipsis where it does not fit."""
    return set_cell_size(cut(text, room), max(room, 0))


def cut(text: str, room: int) -> str:
    """A line that is at most this many cells long, with an ellipsis where it was longer."""
    return text if cell_len(text) <= room else set_cell_size(text, max(room - 1, 0)).rstrip() + "…"[: max(room, 0)]
