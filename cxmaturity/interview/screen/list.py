"""A list that draws itself line by line: options in full, three hundred practices, what a search found.

Textual's own list lays out every entry anew when one changes; this one repaints the lines that changed.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.message import Message
from textual.strip import Strip

from cxmaturity.interview.screen.roll import Roll, fitted
from cxmaturity.interview.screen.rows import CURSOR, Entry, Row, rows_of


class PickList(Roll, can_focus=True, inherit_bindings=False):
    """Entries to pick from with arrows and Enter, or the mouse."""

    DEFAULT_CSS = """
    PickList { height: 1fr; }
    PickList > .pick--plain { color: $foreground; }
    PickList > .pick--head { text-style: bold; }
    PickList > .pick--body { color: $foreground 90%; }
    PickList > .pick--heading { color: $text-primary; text-style: bold; }
    PickList > .pick--aside { color: $foreground 70%; }
    PickList > .pick--cursor { background: $surface-lighten-1; }
    PickList:focus > .pick--cursor { background: $primary-muted; }
    PickList > .pick--answered { color: $text-success; }
    PickList > .pick--between { color: $text-warning; }
    PickList > .pick--na { color: $foreground 70%; }
    PickList > .pick--dk { color: $text-accent; }
    PickList > .pick--open { color: $foreground 70%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"pick--{part}"
        for part in ("plain", "head", "body", "heading", "aside", "cursor", "answered", "between", "na", "dk", "open")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "pick(True)", show=False),
        Binding("space", "pick(False)", show=False),
    ]

    class Picked(Message):
        """An entry was picked: by Enter, which confirms and goes on, or by the space bar or a click, which stay.

        Enter where no entry has the cursor picks -1.
        """

        def __init__(self, picklist: "PickList", index: int, *, confirmed: bool) -> None:
            super().__init__()
            self.picklist = picklist
            self.index = index
            self.confirmed = confirmed

        @property
        def control(self) -> "PickList":
            """The list it was picked from."""
            return self.picklist

    def __init__(self, entries: Sequence[Entry] = (), *, id: str | None = None, roomy: bool = False) -> None:  # noqa: A002  Textual's name
        """`roomy` lists show heads in full and, where `gap` is set, leave a line between entries."""
        super().__init__(id=id)
        self.entries = list(entries)
        self.cursor = self._next_choice(-1, 1)
        self.roomy = roomy
        self.gap = False
        self._rows: list[Row] = []
        self._first: list[int] = []
        self._laid_out_for = (0, False)

    # what is shown

    def set_entries(self, entries: Sequence[Entry], cursor: int | None = None) -> None:
        """Show other entries, the cursor on one of them, on none (-1), or on the first choice."""
        self.entries = list(entries)
        self.cursor = self._next_choice(-1, 1) if cursor is None else cursor
        self._lay_out()
        self._show_cursor(from_top=True)

    def set_entry(self, index: int, entry: Entry) -> None:
        """Change one entry; where it keeps its height, only its lines are painted again."""
        if self.entries[index] == entry:
            return
        self.entries[index] = entry
        if not self._rows:
            return
        rows = self._rows_of(index, entry)
        start, end = self._lines_of(index)
        if len(rows) == end - start:
            self._rows[start:end] = rows
            self.refresh_lines(start, end - start)
        else:
            self._lay_out()

    def move_to(self, index: int) -> None:
        """Put the cursor on an entry and bring it into view."""
        before, self.cursor = self.cursor, index
        for entry in {before, index}:
            if self._rows and 0 <= entry < len(self.entries):
                start, end = self._lines_of(entry)
                self.refresh_lines(start, end - start)
        self._show_cursor()

    def set_gap(self, gap: bool) -> None:
        """Leave a line between the entries, or none."""
        self.gap = gap
        self._lay_out_if_changed()

    # how it is laid out

    def on_resize(self, _: Resize) -> None:
        """Wrap the texts anew for another width."""
        self._lay_out_if_changed()
        self._show_cursor()

    def _lay_out_if_changed(self) -> None:
        if self._laid_out_for != (self.room, self.gap):
            self._lay_out()

    def _lay_out(self) -> None:
        width = self.room
        if not self.is_mounted or width < 1:
            return
        self._laid_out_for = (width, self.gap)
        self._rows, self._first = [], []
        for index, entry in enumerate(self.entries):
            self._first.append(len(self._rows))
            self._rows += self._rows_of(index, entry)
        self.set_lines(len(self._rows))

    def _rows_of(self, index: int, entry: Entry) -> list[Row]:
        rows = rows_of(index, entry, self._laid_out_for[0], self.wrapped, roomy=self.roomy)
        gap = self.gap and index < len(self.entries) - 1
        return [*rows, rows[-1]._replace(lead="", text="", part="body")] if gap else rows

    def _lines_of(self, index: int) -> tuple[int, int]:
        end = self._first[index + 1] if index + 1 < len(self._first) else len(self._rows)
        return self._first[index], end

    def render_line(self, y: int) -> Strip:
        """One line of the list as it stands on the screen."""
        y += self.scroll_offset.y
        width = self.room
        plain = self._part("plain", at_cursor=False)
        if not 0 <= y < len(self._rows):
            return Strip.blank(width, plain)
        row = self._rows[y]
        entry = self.entries[row.entry]
        starts = y == self._first[row.entry]
        at_cursor = row.entry == self.cursor and (starts or bool(row.text))  # not the gap below
        aside = f" {entry.aside}" if starts and entry.aside else ""
        room = max(0, width - len(CURSOR) - cell_len(row.lead) - cell_len(aside))
        part = row.part if self.roomy or entry.heading else "plain"
        segments = [
            Segment(CURSOR if at_cursor and starts else "  ", self._part("plain", at_cursor)),
            Segment(row.lead, self._part(entry.tone, at_cursor)),
            Segment(fitted(row.text, room), self._part(part, at_cursor)),
            Segment(aside, self._part("aside", at_cursor)),
        ]
        return Strip(segments).adjust_cell_length(width, self._part("plain", at_cursor))

    def _part(self, part: str, at_cursor: bool) -> Style:
        style = self.get_component_rich_style(f"pick--{part}")
        return style + Style(bgcolor=self.get_component_rich_style("pick--cursor").bgcolor) if at_cursor else style

    # how one moves

    def _next_choice(self, start: int, by: int) -> int:
        at = start + by
        while 0 <= at < len(self.entries):
            if not self.entries[at].heading:
                return at
            at += by
        return start

    def action_move(self, by: int) -> None:
        """Move the cursor; where an entry is taller than the list, first show the rest of it."""
        if self.cursor < 0:
            self.action_edge(-1)
            return
        if not self._rows:
            self.cursor = self._next_choice(self.cursor, by)
            return
        start, end = self._lines_of(self.cursor)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        hidden = end > top + height if by > 0 else start < top
        if hidden and end - start > height:
            self.scroll_to(y=top + by * max(1, height - 1), animate=False)
        elif (index := self._next_choice(self.cursor, by)) != self.cursor:
            self.move_to(index)

    def action_page(self, by: int) -> None:
        """Move the cursor by about a page."""
        target, step = self.cursor, 0
        while step < self.scrollable_content_region.height and (following := self._next_choice(target, by)) != target:
            step += 1 if not self._rows else self._lines_of(following)[1] - self._lines_of(following)[0]
            target = following
        if target >= 0:
            self.move_to(target)

    def action_edge(self, by: int) -> None:
        """Move the cursor to the first or the last choice."""
        index = self._next_choice(len(self.entries), -1) if by > 0 else self._next_choice(-1, 1)
        if 0 <= index < len(self.entries):
            self.move_to(index)

    def action_pick(self, confirmed: bool) -> None:
        """Pick the entry at the cursor."""
        if confirmed or 0 <= self.cursor < len(self.entries):
            self.post_message(self.Picked(self, self.cursor, confirmed=confirmed))

    def on_click(self, event: Click) -> None:
        """Pick the entry under the mouse."""
        offset = event.get_content_offset(self)
        y = -1 if offset is None else offset.y + self.scroll_offset.y
        if 0 <= y < len(self._rows) and not self.entries[self._rows[y].entry].heading:
            self.move_to(self._rows[y].entry)
            self.action_pick(False)

    def beyond(self) -> tuple[list[int], list[int]]:
        """The entries whose first line lies above what is seen, and those whose first line lies below it."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        above = [index for index, first in enumerate(self._first) if first < top]
        return above, [index for index, first in enumerate(self._first) if first >= top + height]

    def _show_cursor(self, *, from_top: bool = False) -> None:
        if not self._rows or not 0 <= self.cursor < len(self.entries):
            if from_top:
                self.scroll_to(y=0, animate=False)
            return
        height = self.scrollable_content_region.height
        start, end = self._lines_of(self.cursor)
        if self._next_choice(self.cursor, -1) == self.cursor:
            start = 0  # the headings above the first choice come into view with it
        top = 0 if from_top else self.scroll_offset.y
        if end > top + height:
            top = end - height
        top = min(top, start)
        self.scroll_to(y=top, animate=False)
