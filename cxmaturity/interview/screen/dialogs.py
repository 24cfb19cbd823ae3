"""The dialogs of the full screen: a text to read, a reason, a note.

Each hands what was typed to a function that saves it, and stays open where that fails.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click, Resize
from textual.screen import ModalScreen, ScreenResultType
from textual.style import Style
from textual.widgets import Input, Static, TextArea

Save = Callable[[str], bool]
"""Saves a text; False where that failed and has been told."""


class Dialog(ModalScreen[ScreenResultType]):
    """A box over the screen with a title, its content and a line of keys."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > #box {
        width: 84; max-width: 100%; height: auto; max-height: 100%; overflow-y: auto;
        background: $surface; border: round $primary; padding: 0 1;
    }
    Dialog .label { height: auto; color: $text-primary; }
    Dialog #error { height: auto; color: $text-error; }
    Dialog #keys {
        height: auto; margin-top: 1; color: $foreground 70%;
        link-style: none; link-color: $foreground 70%; link-background-hover: $primary; link-style-hover: none;
    }
    Dialog Input { background: $background; }
    Dialog Input:focus { background: $primary-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]
    KEYS: Sequence[tuple[str, str]] = (("Esc close", "close"),)
    """What the keys do, and the action of each, as it can be clicked too."""

    FIRST = "Input"
    """What has the focus at first."""

    SAVES = "Enter"
    """The key that saves what was typed."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.head = title
        self.warned = False
        self.ready = asyncio.Event()
        """Set when it can be typed into."""

    def compose(self) -> ComposeResult:
        """The box around the content."""
        with Vertical(id="box") as box:
            box.border_title = Content(self.head)
            yield from self.content()
            yield from self._hidden_error()
            yield Static(self.keys(), id="keys", markup=False)

    def content(self) -> ComposeResult:
        """What the dialog holds."""
        yield from ()

    def on_mount(self) -> None:
        """Put the focus where one types; called after the dialog's own `on_mount`."""
        self.set_focus(self.query(self.FIRST).first())
        self.ready.set()

    def _hidden_error(self) -> ComposeResult:
        error = Static(id="error", markup=False)
        error.display = False
        yield error

    def keys(self) -> Content:
        """The line of keys."""
        parts = [
            Content(text).stylize(Style.from_meta({"@click": f"screen.{action}"})) if action else Content(text)
            for text, action in self.KEYS
        ]
        return Content(" · ").join(parts)

    def show_keys(self) -> None:
        """Show the line of keys anew, as others can apply now."""
        self.query_one("#keys", Static).update(self.keys())

    def say(self, error: str) -> None:
        """Say what is wrong, above the keys."""
        place = self.query_one("#error", Static)
        place.update(Content(error))
        place.display = bool(error)

    def unsaved(self) -> bool:
        """Whether it holds what was typed and not saved."""
        return False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it, once: the second of two impatient keys meets a box that is gone already."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def action_close(self) -> None:
        """Close it and change nothing; what was typed is given up at the second time only."""
        if self.unsaved() and not self.warned:
            self.warned = True
            self.say(f"This is not saved: {self.SAVES} saves it, Esc again gives it up.")
        else:
            self.dismiss(None)


class Tell(Dialog[None]):
    """A text to read."""

    DEFAULT_CSS = "Tell VerticalScroll { height: auto; scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q,question_mark", "close", show=False)]
    FIRST = "VerticalScroll"
    KEYS = (("Enter or Esc close", "close"), ("↑ ↓ scroll", ""))

    def __init__(self, title: str, text: str | Content) -> None:
        super().__init__(title)
        self.text = text if isinstance(text, Content) else Content(text)

    def content(self) -> ComposeResult:
        """The text, which scrolls."""
        with VerticalScroll():
            yield Static(self.text, markup=False)

    def on_resize(self, event: Resize) -> None:
        """Leave room for the border and the keys."""
        self.query_one(VerticalScroll).styles.max_height = max(1, event.size.height - 4)

    def on_click(self, event: Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.action_close()


class Why(Dialog[bool]):
    """Asks why a practice does not apply."""

    KEYS = (("Enter save", "save"), ("Esc cancel", "close"))

    def __init__(self, title: str, text: str, save: Save) -> None:
        super().__init__(title)
        self.text, self.save = text, save

    def content(self) -> ComposeResult:
        """One line to type in."""
        yield Static("Why does it not apply here?", classes="label", markup=False)
        yield Input(self.text, compact=True, select_on_focus=False)

    def unsaved(self) -> bool:
        """Whether the reason was changed."""
        return self.query_one(Input).value != self.text

    def on_input_submitted(self) -> None:
        """Enter saves it."""
        self.action_save()

    def action_save(self) -> None:
        """Save the reason; there must be one."""
        because = self.query_one(Input).value
        if not because.strip():
            self.say("A reason is needed, so that a reader understands why it was left out.")
        elif self.save(because):
            self.dismiss(True)


class Note(Dialog[bool]):
    """A note of any length."""

    DEFAULT_CSS = "Note TextArea { height: 12; max-height: 60vh; border: none; padding: 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]
    FIRST = "TextArea"
    SAVES = "Ctrl+S"
    KEYS = (("Ctrl+S save", "save"), ("Esc cancel", "close"), ("an empty note is none", ""))

    def __init__(self, title: str, text: str, save: Save) -> None:
        super().__init__(title)
        self.text, self.save = text, save

    def content(self) -> ComposeResult:
        """Room to type in."""
        yield TextArea(self.text, compact=True, highlight_cursor_line=False)

    def unsaved(self) -> bool:
        """Whether the note was changed."""
        return self.query_one(TextArea).text != self.text

    def on_mount(self) -> None:
        """Go on where the note ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Save it, if it was changed."""
        text = self.query_one(TextArea).text
        if text == self.text or self.save(text):
            self.dismiss(True)
