"""What the full screen of a meeting shows; what its keys do is in `screen`."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.style import Style
from textual.widgets import Static

from cxmaturity.interview.consensus import words
from cxmaturity.interview.consensus.meeting import DONT_KNOW, Meeting
from cxmaturity.interview.screen.list import PickList
from cxmaturity.interview.screen.roll import cut
from cxmaturity.interview.screen.rows import Entry
from cxmaturity.interview.screen.typing import Typed
from cxmaturity.interview.screen.words import Clean, Part, flat, many_lines

BAR = 12
"""How many cells the bar of the most votes takes."""
TALL = 32
"""From how many lines on there is air between the options."""


class RoomFace(Typed):
    """The places of a meeting's screen, and what they show."""

    CSS = """
    #heading { height: 1; background: $panel; padding: 0 1; }
    #asked { height: auto; max-height: 45%; padding: 0 1; }
    #asked Static { height: auto; }
    #middle { height: 1fr; }
    #keys {
        height: 2; background: $panel; padding: 0 1;
        link-style: none; link-color: $foreground; link-background-hover: $primary; link-style-hover: none;
    }
    Toast { width: 50; }
    """
    TITLE = "cxmaturity"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, meeting: Meeting, clean: Clean) -> None:
        super().__init__()
        self.meeting, self.clean = meeting, clean
        self.first_of_two: int | None = None
        """The first of two options, while the second is being picked."""
        self.wording: bool | None = None
        """Whether the options stand in full; None: while votes are hidden, or where there is room for both."""

    def compose(self) -> ComposeResult:
        """The places; what they show comes with `show`."""
        self.heading = Static(id="heading", markup=False)
        self.asked = Static(markup=False)
        self.options = PickList(id="options", roomy=True)
        self.keys = Static(id="keys", markup=False)
        yield self.heading
        with Vertical(id="middle"):
            with VerticalScroll(id="asked", can_focus=False):
                yield self.asked
            yield self.options
        yield self.keys

    def on_mount(self) -> None:
        """Show the item in front of the room."""
        self.show()
        self.options.focus()

    def on_resize(self, event: Resize) -> None:
        """Leave lines between the options where there is room for it."""
        self.options.set_gap(event.size.height >= TALL)
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show the item in front of the room as it stands."""
        self.first_of_two = None
        self.options.set_entries(self.entries(), self._agreed_on())
        self.show_around()

    def show_around(self, hint: str = "") -> None:
        """Show what stands around the options; a `hint` of what is expected stands in the place of the title."""
        meeting, item, practice = self.meeting, self.meeting.item, self.meeting.item.practice
        parts: list[Part] = [(hint or flat(self.clean, practice.title), "$text-warning bold" if hint else "bold")]
        parts += ["\n", many_lines(self.clean, practice.question.strip())]
        parts += [part for line in filter(None, [item.why]) for part in ("\n", (flat(self.clean, line), "$text-muted"))]
        parts += ["\n", (words.status(meeting, item), "$text-primary")]
        for line in words.agreed(meeting, item):
            parts += ["\n", (flat(self.clean, line), "$text-success")]
        self.asked.update(Content.assemble(*parts))
        self._show_heading()
        self._show_keys()

    def _show_keys(self) -> None:
        """Show the keys that can do something, each whole on its line, and each a link."""
        lines: list[list[Content]] = [[]]
        for text, action in self._keys():
            label = Content(text).stylize(Style.from_meta({"@click": f"app.{action}"})) if action else Content(text)
            if lines[-1] and sum(part.cell_length + 2 for part in (*lines[-1], label)) - 2 > self.keys.size.width:
                lines.append([])
            lines[-1].append(label)
        self.keys.update(Content("\n").join(Content("  ").join(line) for line in lines))

    def _show_heading(self) -> None:
        meeting = self.meeting
        right = words.far(meeting)
        parts = (meeting.answers.organisation, meeting.questionnaire.title)
        left = " · ".join(flat(self.clean, part) for part in parts if part)
        room = self.heading.size.width - len(right) - 2
        left = cut(left, room)
        gap = " " * max(2, room - Content(left).cell_length + 2)
        self.heading.update(Content.assemble((left, "bold"), gap, (right, "$text-primary")))

    def _keys(self) -> Sequence[tuple[str, str]]:
        meeting, item = self.meeting, self.meeting.item
        shown = meeting.are_votes_shown(item)
        keys: list[tuple[str, str]] = [("v vote", "vote")]
        keys += [("s levels and sides", "sides")] if shown else [("r reveal", "reveal")]
        keys += [(f"{words.numbers(item.practice)} agree", ""), ("b between two", "between")]
        keys += [("w wording", "wording")] if shown else []
        keys += [("d nobody knows", "dont_know")]
        keys += [("c open again", "reopen")] if meeting.is_settled(item) else []
        keys += [("u undo", "undo")] if meeting.undoable else []
        keys += [("← back", "step(-1)")] if meeting.position else []
        keys += [("→ next", "step(1)")] if meeting.position < len(meeting.items) - 1 else []
        return [*keys, ("l list", "items"), ("? keys", "help"), ("q leave", "leave")]

    def entries(self) -> list[Entry]:
        """The options, with the votes where they may be seen, and don't know."""
        item, questionnaire = self.meeting.item, self.meeting.questionnaire
        answer = self.meeting.answer(item.practice)
        entries = []
        for option in item.practice.options:
            name = flat(self.clean, questionnaire.point(option.rank).name)
            body = flat(self.clean, option.text) if self._in_full() else ""
            settled = answer.agreed is not None and option.rank in {answer.low, answer.high}
            on = settled or self.first_of_two == option.rank
            entries.append(
                Entry(
                    name,
                    body,
                    f"{'●' if on else ' '} {option.rank}  ",
                    "answered" if on else "open",
                    self._aside(option.rank),
                )
            )
        on = answer.agreed is not None and answer.low is None
        entries.append(Entry("Don't know", "", f"{'●' if on else ' '} d  ", "dk", self._aside(DONT_KNOW)))
        return entries

    def _in_full(self) -> bool:
        roomy = self.size.height >= TALL or not self.meeting.are_votes_shown(self.meeting.item)
        return roomy if self.wording is None else self.wording

    def _aside(self, rank: int) -> str:
        """The votes for an option: those of the room, then those that were given alone, with a bar."""
        item = self.meeting.item
        hands = self.meeting.hands(item)
        parts = [f"room {hands.get(rank, 0):>2}"] if hands else []
        if self.meeting.are_votes_shown(item) and item.counts:
            count, most = item.counts.get(rank, 0), max(item.counts.values()) or 1
            bar = "█" * round(BAR * count / most) or ("▏" if count else "")
            parts.append(f"alone {count:>2} {bar:<{BAR}}")
        return "  ".join(parts)

    def _agreed_on(self) -> int:
        answer = self.meeting.answer(self.meeting.item.practice)
        if answer.agreed is None:
            return -1
        ranks = [option.rank for option in self.meeting.item.practice.options]
        return ranks.index(answer.low) if answer.low in ranks else len(ranks)
