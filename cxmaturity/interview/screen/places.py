"""The lists of practices over the full screen: all of them, and what a search finds."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from cxmaturity.domain.model import Practice
from cxmaturity.interview.screen.dialogs import Dialog
from cxmaturity.interview.screen.list import PickList
from cxmaturity.interview.screen.rows import Entry
from cxmaturity.interview.screen.words import Clean, entry_of, flat, outline
from cxmaturity.interview.search import Hit, excerpt, search
from cxmaturity.interview.session import Session

End = Literal["finish", "go on"]
Offers = tuple[End, ...]
Then = Practice | End
"""What to do after the list of practices: go to one, finish, or go on for the full picture."""


class Places(Dialog[Then]):
    """All practices with their marks, or those that a search finds; picking one goes there."""

    DEFAULT_CSS = "Places > #box { width: 100; height: 100%; } Places #headline { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "end('finish')", show=False),
        Binding("g", "end('go on')", show=False),
        Binding("v,j", "close", show=False),
        Binding("q", "app.leave", show=False),
    ]

    FIRST = "PickList"

    def __init__(self, title: str, headline: str, session: Session, clean: Clean, offers: Offers = ()) -> None:
        """`offers` are the ends that the dialog may come to besides a practice."""
        super().__init__(title)
        self.headline, self.session, self.clean, self.offers = headline, session, clean, offers
        self.practices: list[Practice | None] = []

    def content(self) -> ComposeResult:
        """The list."""
        entries, self.practices = outline(self.session, self.clean, words=True)
        if self.headline:
            yield Static(self.headline, id="headline", markup=False)
        yield PickList(entries)

    def on_mount(self) -> None:
        """Start at the first open practice, else at the one in front of the user."""
        open_ = self.session.open if self.offers else ()
        start = open_[0] if open_ else self.session.position
        self.query_one(PickList).move_to(self.practices.index(start))

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Go to the practice that was picked."""
        practice = self.practices[event.index] if event.index >= 0 else None
        if practice is not None:
            self.dismiss(practice)

    def keys(self) -> Content:
        """The line of keys, with the ends on offer."""
        words = {"finish": "f finish", "go on": "g go on for the full picture"}
        offered = tuple((words[end], f"end('{end}')") for end in self.offers)
        self.KEYS = (("↑ ↓ Enter go there", ""), *offered, ("Esc close", "close"))
        return super().keys()

    def action_end(self, end: End) -> None:
        """Finish, or go on, where that is on offer."""
        if end in self.offers:
            self.dismiss(end)


class Search(Dialog[Then]):
    """Finds practices by the words they hold."""

    DEFAULT_CSS = "Search > #box { width: 100; height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]
    KEYS = (("↑ ↓ Enter go there", ""), ("Esc close", "close"))

    def __init__(self, session: Session, clean: Clean) -> None:
        super().__init__("Search")
        self.session, self.clean = session, clean
        self.hits: tuple[Hit, ...] = ()

    def content(self) -> ComposeResult:
        """A line to type in and what it finds."""
        yield Input(placeholder="words of a title, question or option", compact=True)
        yield PickList(roomy=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds all the words typed so far, and where it holds them."""
        self.hits = search(self.session.practices, event.value)
        self.query_one(PickList).set_entries([self._entry(hit, event.value) for hit in self.hits])
        self.say("" if self.hits or not event.value.strip() else "Nothing holds all these words.")

    def _entry(self, hit: Hit, sought: str) -> Entry:
        option = "" if hit.rank is None else f"{hit.rank}: "
        body = f"{option}{excerpt(flat(self.clean, hit.text), sought)}"
        return entry_of(self.session, hit.practice, self.clean)._replace(body=body)

    def action_move(self, by: int) -> None:
        """Move in the list while typing goes on."""
        self.query_one(PickList).action_move(by)

    def on_input_submitted(self) -> None:
        """Go to the practice at the cursor."""
        self.query_one(PickList).action_pick(True)

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Go to the practice that was picked."""
        if event.index >= 0:
            self.dismiss(self.hits[event.index].practice)
