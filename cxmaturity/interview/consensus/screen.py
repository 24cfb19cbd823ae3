"""The meeting on a full screen, for a room that looks at it together. It stands on the meeting, which holds all logic.

Textual is imported here and beside it only.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from cxmaturity.domain.answers import Dissent
from cxmaturity.interview.consensus import words
from cxmaturity.interview.consensus.dialogs import Agree, Ask
from cxmaturity.interview.consensus.face import RoomFace
from cxmaturity.interview.consensus.keys import BINDINGS, HELP
from cxmaturity.interview.consensus.meeting import DONT_KNOW, Meeting, TooManyHandsError
from cxmaturity.interview.screen.dialogs import Tell
from cxmaturity.interview.screen.list import PickList
from cxmaturity.interview.screen.outside import ending_signals, take_any_bytes
from cxmaturity.interview.screen.words import Clean, Part, flat


def run(meeting: Meeting, clean: Clean, *, failures: tuple[type[Exception], ...]) -> bool:
    """Hold a meeting on the full screen; True once all is settled, False when it is left before.

    A save that raises OSError or one of `failures` is told and changes nothing; anything else is raised.
    """
    room = Room(meeting, clean, failures=failures)
    take_any_bytes()
    with ending_signals(room.end):
        finished = room.run()
    if room._exception is not None:
        raise room._exception
    return bool(finished)


class Room(RoomFace):
    """The screen of a meeting, and what its keys do: True once all is settled, False when it is left before."""

    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(self, meeting: Meeting, clean: Clean, *, failures: tuple[type[Exception], ...] = ()) -> None:
        super().__init__(meeting, clean)
        self.failures: tuple[type[Exception], ...] = (OSError, *failures)
        self._ended = False
        self._home: asyncio.AbstractEventLoop | None = None

    def on_mount(self) -> None:
        """Ask how many are in the room, before the first item."""
        self._home = asyncio.get_running_loop()
        if self._ended:
            self.exit(False)
        elif not self.meeting.reveal:
            self.call_after_refresh(self.action_present)

    def _print_error_renderables(self) -> None:
        """Print no traceback over the terminal: `run` raises the error, and its caller has a place for it."""

    # what the room does

    def change(self, change: Callable[[], object]) -> bool:
        """Make a change, which saves it; False, with the reason in a dialog, where that fails."""
        done = self.saved(change, self.failures, self.clean)
        if done:
            self.show()
        return done

    def say(self, text: str) -> None:
        """Say something in passing."""
        self.notify(text, markup=False, timeout=4)

    def _title(self, kind: str) -> str:
        return f"{kind} · {flat(self.clean, self.meeting.item.practice.title)}"

    def action_present(self) -> None:
        """Ask how many people are in the room."""

        def take(typed: str) -> str:
            present = words.present_typed(typed)
            if typed.strip() and present is None:
                return words.NO_PRESENT.format(typed=typed.strip())
            self.meeting.present = present
            self.show()
            return ""

        now = "" if self.meeting.present is None else str(self.meeting.present)
        label = (
            f"{words.PRESENT}? Votes given alone show once all of them have voted; left empty, with the first hands."
        )
        self.open(Ask("The room", label, now, take))

    def action_vote(self) -> None:
        """Ask for the hands of the room."""
        practice, hands = self.meeting.item.practice, self.meeting.hands(self.meeting.item)
        ranks = [*(option.rank for option in practice.options), DONT_KNOW]

        def take(typed: str) -> str:
            raised = words.hands_typed(typed, practice)
            if raised is None:
                return words.no_hands(typed.strip(), practice)
            try:
                self.change(lambda: self.meeting.vote(raised))
            except TooManyHandsError:
                return words.TOO_MANY.format(hands=sum(raised.values()), present=self.meeting.present)
            return ""

        label = words.ORDER.format(numbers=words.numbers(practice), example=words.example(practice))
        now = " ".join(str(hands.get(rank, 0)) for rank in ranks) if hands else ""
        self.open(Ask(self._title("The room votes"), f"{label}:", now, take))

    def action_reveal(self) -> None:
        """Show what people answered alone."""
        self.meeting.show_votes()
        self.show()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Agree on an option."""
        options = self.meeting.item.practice.options
        if event.index < 0:
            self.say("Type an option's number to agree on it, or move to it with ↑ ↓.")
        elif event.index == len(options):
            self.action_dont_know()
        else:
            self._pick(options[event.index].rank)

    def action_number(self, rank: int) -> None:
        """Agree on the option with a number."""
        if any(option.rank == rank for option in self.meeting.item.practice.options):
            self._pick(rank)
        else:
            self.say(f"This question has no option {rank}.")

    def action_between(self) -> None:
        """Take the option at the cursor as the first of two."""
        options, cursor = self.meeting.item.practice.options, self.options.cursor
        if not 0 <= cursor < len(options):
            self.say("Move to the first of the two with ↑ ↓, press b, and choose the second.")
            return
        self.first_of_two = options[cursor].rank
        self.options.set_entry(cursor, self.entries()[cursor])
        self.show_around(f"Between {self.first_of_two} and … pick the second option, or Esc to give this up.")

    def action_give_up(self) -> None:
        """Give up what was begun."""
        self.show()
        self.options.focus()

    def _pick(self, rank: int) -> None:
        first = self.first_of_two
        if first == rank:
            self.say("Pick a second option, or press Esc to give this up.")
            return
        self._agree((rank,) if first is None else tuple(sorted((first, rank))))

    def action_dont_know(self) -> None:
        """Agree that nobody knows."""
        self._agree(())

    def _agree(self, ranks: tuple[int, ...]) -> None:
        names = [f"{rank} {flat(self.clean, self.meeting.questionnaire.point(rank).name)}" for rank in ranks]
        on = f"Agree on {' to '.join(names)}" if names else "Agree that nobody knows"
        now = self.meeting.answer(self.meeting.item.practice).agreed
        because = flat(self.clean, now.because) if now else ""
        dissent = [flat(self.clean, words.dissent_words(voice)) for voice in now.dissent] if now else []

        def save(why: str, dissenting: Sequence[Dissent]) -> bool:
            return self.change(lambda: self.meeting.agree(ranks, why, dissenting))

        self.first_of_two = None
        self.open(Agree(self._title(on), because, dissent, save), self._after_agreeing)

    def _after_agreeing(self, saved: bool | None) -> None:
        if not saved or self.meeting.advance():
            self.show()
        else:
            self.exit(True)

    def action_reopen(self) -> None:
        """Put the answer back to what people said alone."""
        if self.meeting.is_settled(self.meeting.item):
            self.change(self.meeting.reopen)
        else:
            self.say("Nothing was agreed on here.")

    def action_undo(self) -> None:
        """Take back the last change."""
        if self.meeting.undoable:
            self.change(self.meeting.undo)
        else:
            self.say("There is nothing to take back.")

    # moving and looking

    def action_step(self, by: int) -> None:
        """Go to the next or the previous item."""
        if self.meeting.go(self.meeting.position + by):
            self.show()

    def action_next_open(self) -> None:
        """Go to the next open item."""
        if self.meeting.advance():
            self.show()
        else:
            self.say(words.end(self.meeting))

    def action_sides(self) -> None:
        """Show how each level voted, and what people noted."""
        meeting, item = self.meeting, self.meeting.item
        if not meeting.are_votes_shown(item):
            self.say(words.HIDDEN)
            return
        rows = [f"{flat(self.clean, who)}: {flat(self.clean, how)}" for who, how in words.votes(meeting, item)]
        sides = [flat(self.clean, side) for side in item.sides]
        self.open(Tell(self._title("Votes"), "\n".join(rows) + "".join(f"\n\n{side}" for side in sides)))

    def action_wording(self) -> None:
        """Show the options in full, or only their names with the votes."""
        self.wording = bool(self.options.entries) and not self.options.entries[0].body
        self.show()

    def action_items(self) -> None:
        """Show the whole agenda."""
        lines = [flat(self.clean, line) for line in words.listed_items(self.meeting)]
        self.open(Tell("The agenda", "\n".join(lines)))

    def action_help(self) -> None:
        """Show all keys."""
        parts: list[Part] = []
        for key, meaning in HELP:
            parts += [(f"{key:<11}", "bold"), meaning, "\n"]
        self.open(Tell("Keys", Content.assemble(*parts[:-1])))

    # the end

    def action_leave(self) -> None:
        """Leave; everything is saved already."""
        self.exit(self.meeting.settled == len(self.meeting.items))

    def end(self) -> None:
        """Leave as soon as may be, asked from outside at any moment."""
        self._ended = True
        if self._home is not None:
            self._home.call_soon_threadsafe(self.exit, False)
