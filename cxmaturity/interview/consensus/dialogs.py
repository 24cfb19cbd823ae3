"""The dialogs of the meeting's screen: how many are in the room, how they vote, and what they agree on."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static, TextArea

from cxmaturity.domain.answers import Dissent
from cxmaturity.interview.consensus import words
from cxmaturity.interview.screen.dialogs import Dialog

Take = Callable[[str], str]
"""Takes what was typed; what is wrong with it in words, nothing where it was taken."""


class Ask(Dialog[bool]):
    """Asks for one line."""

    KEYS = (("Enter take it", "save"), ("Esc not now", "close"))

    def __init__(self, title: str, label: str, text: str, take: Take) -> None:
        super().__init__(title)
        self.label, self.text, self.take = label, text, take

    def content(self) -> ComposeResult:
        """One line to type in."""
        yield Static(self.label, classes="label", markup=False)
        yield Input(self.text, compact=True, select_on_focus=True)

    def unsaved(self) -> bool:
        """Whether something else was typed."""
        return self.query_one(Input).value != self.text

    def on_input_submitted(self) -> None:
        """Enter takes it."""
        self.action_save()

    def action_save(self) -> None:
        """Take it, or say what is wrong."""
        wrong = self.take(self.query_one(Input).value)
        if wrong:
            self.say(wrong)
        else:
            self.dismiss(True)


class _Reason(Input):
    """A line from which Enter goes on to the next field before the next key is looked at: keys may come fast."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", show=False, priority=True)]

    def action_go_on(self) -> None:
        """Go on to who dissents."""
        self.screen.set_focus(self.screen.query_one(TextArea))


class Agree(Dialog[bool]):
    """Asks for the reason of what was agreed on, and who dissents."""

    DEFAULT_CSS = """
    Agree TextArea { height: 5; border: none; padding: 0; background: $background; }
    Agree Input { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]
    SAVES = "Ctrl+S"
    KEYS = (("Ctrl+S save", "save"), ("Tab next field", ""), ("Esc leave it open", "close"))

    def __init__(
        self, title: str, because: str, dissent: Sequence[str], save: Callable[[str, Sequence[Dissent]], bool]
    ) -> None:
        super().__init__(title)
        self.because, self.dissent, self.save = because, "\n".join(dissent), save

    def content(self) -> ComposeResult:
        """The reason, and a line for each who dissents."""
        yield Static(f"{words.WHY}:", classes="label", markup=False)
        yield _Reason(self.because, compact=True, select_on_focus=False)
        yield Static(f"{words.WHO}; a line each, none where nobody does:", classes="label", markup=False)
        yield TextArea(self.dissent, compact=True, highlight_cursor_line=False, tab_behavior="focus")

    def unsaved(self) -> bool:
        """Whether something else was typed."""
        return (self.query_one(Input).value, self.query_one(TextArea).text) != (self.because, self.dissent)

    def action_save(self) -> None:
        """Save it; there must be a reason."""
        because = self.query_one(Input).value
        lines = [line for line in self.query_one(TextArea).text.splitlines() if line.strip()]
        if not because.strip():
            self.say(words.NEEDS_WHY)
            self.query_one(Input).focus()
        elif self.save(because, [words.dissent_typed(line) for line in lines]):
            self.dismiss(True)
