"""What the keys that answer do: every change is saved by the session before the screen shows it."""

from collections.abc import Callable

from cxmaturity.domain.answers import Evidence, Target
from cxmaturity.domain.glossary import answering
from cxmaturity.domain.model import Practice
from cxmaturity.interview.preferences import Preferences
from cxmaturity.interview.screen.dialogs import Note, Why
from cxmaturity.interview.screen.face import Face
from cxmaturity.interview.screen.list import PickList
from cxmaturity.interview.screen.words import Clean, flat, many_lines
from cxmaturity.interview.session import Describe, Session

SECONDS = 4
"""How long what is said in passing stands."""
Failures = tuple[type[Exception], ...]


class Answering(Face):
    """The screen with the keys that answer and remark."""

    def __init__(
        self, session: Session, describe: Describe, clean: Clean, failures: Failures, preferences: Preferences
    ) -> None:
        super().__init__(session, describe, clean)
        self.failures: Failures = (OSError, *failures)
        self.preferences = preferences
        self._saying = ""
        self.end_offered = not session.open
        """Whether the end was offered since there was something to ask; mending a finished file is no end."""

    def offer_end(self) -> None:
        """Called when nothing is left to ask."""
        raise NotImplementedError

    def change(self, change: Callable[[], object]) -> bool:
        """Make a change, which saves it; False, with the reason in a dialog, where that fails."""
        done = self.saved(change, self.failures, self.clean)
        if done:
            self.work_out_soon()
        return done

    def _answer(self, change: Callable[[], None], *, confirmed: bool = False) -> None:
        """Answer; go on where that was confirmed, or the user likes it so, else stay and show the answer."""
        if self.change(change):
            self._after_answer(confirmed=confirmed)

    def _after_answer(self, *, confirmed: bool = False) -> None:
        self.show_mark(self.session.position)
        if confirmed or self.preferences.move_on:
            self._go_on()
        else:
            self.end_offered = self.end_offered and not self.session.open
            self.show_answer()

    def _go_on(self) -> None:
        """Go on to the next open practice; where nothing is left to ask offer the end, once."""
        moved = self.session.advance()
        self.show()
        if moved:
            self.end_offered = False
        elif self.end_offered:
            self.say("Saved. Nothing is left to ask: f finishes.")
        else:
            self.end_offered = True
            self.offer_end()

    def _after_remark(self, saved: bool | None) -> None:
        if saved:
            self.show_mark(self.session.position)
            self.show_answer()

    def say(self, text: str) -> None:
        """Say something in passing; what stands there still is not said again, however often a key is pressed."""
        if text != self._saying:
            self._saying = text
            self.notify(text, markup=False, timeout=SECONDS)
            self.set_timer(SECONDS, self._forget_said)

    def _forget_said(self) -> None:
        self._saying = ""

    def _title(self) -> str:
        return flat(self.clean, self.session.position.title)

    def _title_of(self, kind: str) -> str:
        """The title of a box about the practice in front of the user, by its kind, number and title."""
        return f"{kind} · question {self.session.practices.index(self.session.position) + 1} · {self._title()}"

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Take an option, or go to a practice of the list."""
        if event.picklist is not self.options:
            practice = self.place(event.index) if event.index >= 0 else None
            if practice is not None:
                self.go(practice)
        elif event.confirmed:
            self._confirm(event.index)
        else:
            self._pick(self.session.position.options[event.index].rank)

    def action_confirm(self) -> None:
        """Do what Enter does at the options."""
        self._confirm(self.options.cursor)

    def _confirm(self, index: int) -> None:
        """Take the option that was moved to, unless it is the answer already, and go on; without either stay."""
        here, answer = self.session.position, self.session.answer(self.session.position)
        rank = here.options[index].rank if index >= 0 else None
        if rank is not None and (self.first_of_two is not None or rank not in {answer.low, answer.high}):
            self._pick(rank, confirmed=True)
        elif answer.status == "missing":
            self.say("Nothing is chosen yet: type an option's number, or move to it with ↑ ↓.")
        else:
            self._go_on()

    def action_number(self, rank: int) -> None:
        """Take the option with a number."""
        if any(option.rank == rank for option in self.session.position.options):
            self._pick(rank)
        else:
            self.say(f"This question has no option {rank}.")

    def _pick(self, rank: int, *, confirmed: bool = False) -> None:
        here, first = self.session.position, self.first_of_two
        if first is None:
            self._answer(lambda: self.session.choose(here, rank), confirmed=confirmed)
        elif first != rank:
            self._answer(lambda: self.session.between(here, first, rank), confirmed=confirmed)
        else:
            self.say("Pick a second option, or press r again to give this up.")

    def action_between(self) -> None:
        """Take the option at the cursor as the first of two; again gives it up."""
        if self.options.cursor < 0:
            self.say("Choose the first of the two, or move to it with ↑ ↓; then press r, and choose the second.")
            return
        rank = self.session.position.options[self.options.cursor].rank
        self.show_first_of_two(rank if self.first_of_two is None else None)

    def action_take_suggestion(self) -> None:
        """Take what an answer to another questionnaire suggests."""
        here = self.session.position
        if self.session.suggestion(here) is None:
            self.say("Nothing is suggested for this question.")
        else:
            self._answer(lambda: self.session.take_suggestion(here))

    def action_dont_know(self) -> None:
        """Answer that nobody here knows."""
        here = self.session.position
        self._answer(lambda: self.session.dont_know(here))

    def action_clear(self) -> None:
        """Take the answer back and stay."""
        here = self.session.position
        if self.change(lambda: self.session.clear(here)):
            self.end_offered = False
            self.show_mark(here)
            self.show()

    def action_undo(self) -> None:
        """Take back the last answer, note or evidence, and go where it was given."""
        if not self.session.undoable:
            self.say("There is nothing to take back.")
        elif self.change(self.session.undo):
            self.end_offered = self.end_offered and not self.session.open
            self.show_mark(self.session.position)
            self.show()
            self.say(f"Taken back: {self._title()}.")

    def action_not_applicable(self) -> None:
        """Ask why it does not apply, where it may not."""
        here = self.session.position
        if not here.na:
            self.say("This question applies to everyone. If nobody knows the answer, press d.")
            return

        def save(because: str) -> bool:
            return self.change(lambda: self.session.not_applicable(here, because))

        text = flat(self.clean, self.session.answer(here).because)
        self.open(
            Why(self._title_of("Not applicable"), text, save), lambda saved: self._after_answer() if saved else None
        )

    def action_note(self) -> None:
        """Write a note."""
        here = self.session.position

        def save(text: str) -> bool:
            return self.change(lambda: self.session.note(here, text))

        text = many_lines(self.clean, self.session.answer(here).note)
        self.open(Note(self._title_of("Note"), text, save), self._after_remark)

    def action_evidence(self) -> None:
        """Add, change and remove evidence."""
        from cxmaturity.interview.screen.evidence import EvidenceForm, counts_as  # noqa: PLC0415  not before it is wanted

        here = self.session.position

        def save(evidence: tuple[Evidence, ...]) -> bool:
            return self.change(lambda: self.session.evidence(here, evidence))

        counts = counts_as(self.session.answers, self.session.questionnaire)

        def pieces() -> tuple[Evidence, ...]:
            return self.session.answer(here).evidence

        form = EvidenceForm(self._title_of("Evidence"), pieces, save, counts, self.clean)
        self.open(form, lambda _: self._after_remark(saved=True))

    def action_who(self) -> None:
        """Say whose assessment it is, and of which day."""
        from cxmaturity.interview.screen.forms import Who, WhoForm  # noqa: PLC0415  not before it is wanted

        def save(who: Who) -> bool:
            return self.change(lambda: self.session.who(*who))

        self.open(
            WhoForm(answering(self.session.questionnaire), self.session.answers, save, self.clean), self._after_remark
        )

    def action_aim(self) -> None:
        """Say where the assessment aims."""
        self.ask_target(self._after_remark)

    def ask_target(self, then: Callable[[bool | None], None]) -> None:
        """Ask where the assessment aims, and call `then` with whether that was said."""
        from cxmaturity.interview.screen.forms import TargetForm  # noqa: PLC0415  not before it is wanted

        def save(target: Target) -> bool:
            return self.change(lambda: self.session.aim(target))

        self.open(TargetForm(self.session.questionnaire, self.session.answers.target, save, self.clean), then)

    def go(self, practice: Practice) -> None:
        """Put a practice in front of the user."""
        self.session.go(practice)
        self.show()
        self.options.focus()
