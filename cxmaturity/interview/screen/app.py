"""The full-screen interview. It stands on the session, which holds all logic, and is a face only.

Textual is imported here and in the modules beside it that only this one imports.
"""

import asyncio
from typing import ClassVar

from textual.binding import Binding, BindingType

from cxmaturity.domain.glossary import glossary
from cxmaturity.domain.model import Practice
from cxmaturity.interview.screen.answers import Answering, Failures
from cxmaturity.interview.screen.dialogs import Tell
from cxmaturity.interview.screen.keys import help_page
from cxmaturity.interview.screen.outside import ending_signals, take_any_bytes
from cxmaturity.interview.screen.panels import Marks
from cxmaturity.interview.screen.places import Offers, Places, Search, Then
from cxmaturity.interview.screen.words import Clean, flat, many_lines, unsupported_lines
from cxmaturity.interview.session import Describe, Session


def run(
    session: Session,
    describe: Describe,
    clean: Clean,
    *,
    ask_who: bool,
    help_text: str = "",
    failures: Failures = (),
) -> bool:
    """Show the interview on the full screen; True when the user finished, False when they left.

    `help_text` stands above the keys in the help, such as where the answers lie and what to type to go on.
    A save that raises OSError or one of `failures` is told and changes nothing; anything else is raised. A signal
    that ends the program leaves the screen first.
    """
    interview = Interview(session, describe, clean, ask_who=ask_who, help_text=help_text, failures=failures)
    take_any_bytes()
    with ending_signals(interview.end):
        finished = interview.run()
    if interview._exception is not None:
        raise interview._exception
    return bool(finished)


class Interview(Answering):
    """The screen of an interview, and what its keys do: True when the user finished, False when they left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(rank), f"number({rank})", show=False) for rank in range(1, 10)),
        Binding("equals_sign", "take_suggestion", show=False),
        Binding("r", "between", show=False),
        Binding("x", "not_applicable", show=False),
        Binding("d", "dont_know", show=False),
        Binding("c", "clear", show=False),
        Binding("n", "note", show=False),
        Binding("e", "evidence", show=False),
        Binding("right,right_square_bracket", "step(1)", show=False),
        Binding("left,left_square_bracket", "step(-1)", show=False),
        Binding("o", "next_open", show=False),
        Binding("j", "jump", show=False),
        Binding("slash", "search", show=False),
        Binding("shift+up", "scroll_question(-1)", show=False),
        Binding("shift+down", "scroll_question(1)", show=False),
        Binding("v", "review", show=False),
        Binding("s", "stage", show=False),
        Binding("w", "who", show=False),
        Binding("t", "light_or_dark", show=False),
        Binding("f", "finish", show=False),
        Binding("question_mark,f1", "help", show=False),
        Binding("escape", "back_to_options", show=False),
        Binding("q", "leave", show=False),
        # also from inside a dialog, where a terminal's user expects it to end the program
        Binding("ctrl+c", "leave", show=False, priority=True, system=True),
    ]

    def __init__(
        self,
        session: Session,
        describe: Describe,
        clean: Clean,
        *,
        ask_who: bool = False,
        help_text: str = "",
        failures: Failures = (),
    ) -> None:
        super().__init__(session, describe, clean, failures)
        self.ask_who, self.help_text = ask_who, help_text
        self._ended = False
        self._home: asyncio.AbstractEventLoop | None = None

    def on_mount(self) -> None:
        """Ask who answers before the first question, which is there already behind the dialog."""
        self._home = asyncio.get_running_loop()
        if self._ended:
            self.exit(False)
        if self.ask_who:
            self.call_after_refresh(self.action_who)

    def _print_error_renderables(self) -> None:
        """Print no traceback over the terminal: `run` raises the error, and its caller has a place for it."""

    # moving

    def action_step(self, by: int) -> None:
        """Go to the next or the previous practice."""
        self.session.step(by)
        self.show()

    def action_next_open(self) -> None:
        """Go to the next open practice."""
        following = self.session.next_open()
        if following is None:
            self.say("No question is open.")
        else:
            self.go(following)

    def on_marks_clicked(self, event: Marks.Clicked) -> None:
        """Go to the practice whose mark was clicked."""
        self.go(event.practice)

    def action_jump(self) -> None:
        """Into the list; where there is no room for it, into one over the screen."""
        if self.outline.display and self.outline.region:
            self.outline.focus()
        else:
            self.open(Places("Jump", "", self.session, self.clean), self._then)

    def action_back_to_options(self) -> None:
        """Give up what was begun, and come back to the options."""
        if self.first_of_two is not None:
            self.show_first_of_two(None)
        self.show()
        self.options.focus()

    def action_scroll_question(self, by: int) -> None:
        """Scroll a question that has no room."""
        self.question.scroll_relative(y=by, animate=False)

    def action_search(self) -> None:
        """Search practices."""
        self.open(Search(self.session, self.clean), self._then)

    # looking

    def _terms(self) -> list[tuple[str, str]]:
        return [(flat(self.clean, t.term), flat(self.clean, t.means)) for t in glossary(self.session.questionnaire)]

    def action_help(self) -> None:
        """Show all keys."""
        self.open(Tell("Keys", help_page(many_lines(self.clean, self.help_text), self._terms())))

    def action_stage(self) -> None:
        """Show the stage so far in full."""
        self.show_stage_now()
        self.open(Tell("The stage so far", self.stage.whole))

    def action_light_or_dark(self) -> None:
        """Change between light and dark."""
        self.theme = "textual-dark" if self.theme == "textual-light" else "textual-light"

    # the end

    def action_review(self) -> None:
        """Show all answers."""
        self._review("Review")

    def offer_end(self) -> None:
        """Show all answers, as nothing is left to ask."""
        self.action_finish()

    def action_finish(self) -> None:
        """Show all answers, and finish from there."""
        self._review("Finish?")

    def _review(self, title: str) -> None:
        session = self.session
        open_ = len(session.open)
        offers: Offers = ("finish",)
        if not open_:
            headline = "Every question is answered."
        elif session.quick and session.settled:
            offers = ("finish", "go on")
            name = flat(self.clean, session.assessment.result.stage.name or "")
            headline = f"The stage is settled: {name}. Quick mode spared you {counted(session.spared)}."
        else:
            headline = f"Still open, marked ○: {counted(open_)}."
        headline = "\n".join([headline, *unsupported_lines(session, self.clean)])
        self.open(Places(title, headline, session, self.clean, offers), self._then)

    def _then(self, then: Then | None) -> None:
        if then == "finish":
            self.exit(True)
        elif then == "go on":
            self.session.quick = False
            self.end_offered = False
            self.action_next_open()
        elif isinstance(then, Practice):
            self.go(then)

    def action_leave(self) -> None:
        """Leave; every answer is saved already."""
        self.exit(False)

    def end(self) -> None:
        """Leave as soon as may be, asked from outside at any moment."""
        self._ended = True
        if self._home is not None:
            self._home.call_soon_threadsafe(self.exit, False)


def counted(count: int) -> str:
    """So many questions."""
    return "1 question" if count == 1 else f"{count} questions"
