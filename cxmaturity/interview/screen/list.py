"""A list that draws itself line by line: options in full, three hundred practices, what a search found.

Textual's own list lays out every entry anew when one changes; this one repaints the lines that changed.
"""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.message import Message
from textual.strip import Strip

from cxmaturity.interview.screen.roll import Roll, fitted

CURSOR = "▸ "


class Entry(NamedTuple):
    """One entry: what stands before its first line, that line, a text below it, and a word at the right.

    `tone` is the style of what stands before; a heading is no choice. All text is plain and already harmless.
    """

    head: str
    body: str = ""
    lead: str = ""
    tone: str = "open"
    aside: str = ""
    heading: bool = False


class _Row(NamedTuple):
    entry: int
    lead: str
    text: str
    part: str


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
        Binding("enter", "pick", show=False),
    ]

    class Picked(Message):
        """An entry was picked, by Enter or by a click."""

        def __init__(self, picklist: "PickList", index: int) -> None:
            super().__init__()
            self.picklist = picklist
            self.index = index

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
        self._rows: list[_Row] = []
        self._first: list[int] = []
        self._laid_out_for = (0, False)

    # what is shown

    def set_entries(self, entries: Sequence[Entry], cursor: int | None = None) -> None:
        """Show other entries, the cursor on one of them or on the first choice."""
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

    def _rows_of(self, index: int, entry: Entry) -> list[_Row]:
        indent = " " * cell_len(entry.lead)
        width = max(8, self._laid_out_for[0] - len(CURSOR) - len(indent))
        heads = self.wrapped(entry.head, width) if self.roomy else [entry.head]
        rows = [_Row(index, indent, text, "heading" if entry.heading else "head") for text in heads]
        rows[0] = rows[0]._replace(lead=entry.lead)
        rows += [_Row(index, indent, text, "body") for text in self.wrapped(entry.body, width) if entry.body]
        return [*rows, _Row(index, indent, "", "body")] if self.gap and index < len(self.entries) - 1 else rows

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
        if not self._rows or self.cursor < 0:
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

    def action_pick(self) -> None:
        """Pick the entry at the cursor."""
        if 0 <= self.cursor < len(self.entries):
            self.post_message(self.Picked(self, self.cursor))

    def on_click(self, event: Click) -> None:
        """Pick the entry under the mouse."""
        offset = event.get_content_offset(self)
        y = -1 if offset is None else offset.y + self.scroll_offset.y
        if 0 <= y < len(self._rows) and not self.entries[self._rows[y].entry].heading:
            self.move_to(self._rows[y].entry)
            self.action_pick()

    def _show_cursor(self, *, from_top: bool = False) -> None:
        if not self._rows or not 0 <= self.cursor < len(self.entries):
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
