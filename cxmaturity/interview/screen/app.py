"""The full-screen interview. It stands on the session, which holds all logic, and is a face only.

Textual is imported here and in the modules beside it that only this one imports.
"""

import asyncio
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType
from textual.content import Content

from cxmaturity.domain.glossary import answering, glossary
from cxmaturity.domain.language import counted_plain
from cxmaturity.domain.model import Practice
from cxmaturity.interview.preferences import Keep, Preferences, forget
from cxmaturity.interview.screen.answers import Answering, Failures
from cxmaturity.interview.screen.bindings import BINDINGS
from cxmaturity.interview.screen.dialogs import Tell
from cxmaturity.interview.screen.keys import help_page
from cxmaturity.interview.screen.outside import ending_signals, take_any_bytes
from cxmaturity.interview.screen.panels import Marks
from cxmaturity.interview.screen.places import Offers, Places, Search, Then
from cxmaturity.interview.screen.words import Clean, flat, many_lines, unsupported_lines
from cxmaturity.interview.session import Describe, Session

THEMES = {"dark": "textual-dark", "light": "textual-light"}


def run(  # noqa: PLR0913  what a face is handed; the options by name
    session: Session,
    describe: Describe,
    clean: Clean,
    *,
    ask_who: bool,
    help_text: str = "",
    failures: Failures = (),
    preferences: Preferences = Preferences(),  # noqa: B008  it is frozen
    keep: Keep = forget,
) -> bool:
    """Show the interview on the full screen; True when the user finished, False when they left.

    `help_text` stands above the keys in the help, such as where the answers lie and what to type to go on.
    `preferences` are what the user likes, which `keep` keeps when they change it. A save that raises OSError or one of
    `failures` is told and changes nothing; anything else is raised. A signal that ends the program leaves the screen
    first.
    """
    interview = Interview(
        session,
        describe,
        clean,
        ask_who=ask_who,
        help_text=help_text,
        failures=failures,
        preferences=preferences,
        keep=keep,
    )
    take_any_bytes()
    with ending_signals(interview.end):
        finished = interview.run()
    if interview._exception is not None:
        raise interview._exception
    return bool(finished)


class Interview(Answering):
    """The screen of an interview, and what its keys do: True when the user finished, False when they left."""

    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(  # noqa: PLR0913  as of `run`
        self,
        session: Session,
        describe: Describe,
        clean: Clean,
        *,
        ask_who: bool = False,
        help_text: str = "",
        failures: Failures = (),
        preferences: Preferences = Preferences(),  # noqa: B008  it is frozen
        keep: Keep = forget,
    ) -> None:
        super().__init__(session, describe, clean, failures, preferences)
        self.ask_who, self.help_text, self.keep = ask_who, help_text, keep
        self._ended = False
        self._home: asyncio.AbstractEventLoop | None = None

    def on_mount(self) -> None:
        """Ask who answers before the first question, which is there already behind the dialog."""
        self._home = asyncio.get_running_loop()
        self.theme = THEMES[self.preferences.theme]
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

    def _help_page(self) -> Content:
        rule = answering(self.session.questionnaire)
        return help_page(many_lines(self.clean, self.help_text), rule, self._terms())

    def action_help(self) -> None:
        """Show all keys."""
        self.open(Tell("Keys", self._help_page()))

    def action_stage(self) -> None:
        """Show the stage so far in full."""
        if self.session.blind:
            self.say("The stage is hidden until the end, so that the options' wording decides.")
            return
        self.show_stage_now()
        self.open(Tell("The stage so far", self.stage.whole))

    # what the user likes

    def action_light_or_dark(self) -> None:
        """Change between light and dark, now and from the next interview on."""
        self._like(replace(self.preferences, theme="light" if self.preferences.theme == "dark" else "dark"))
        self.theme = THEMES[self.preferences.theme]

    def action_move_on_or_stay(self) -> None:
        """Change whether a choice moves on by itself, now and from the next interview on."""
        self._like(replace(self.preferences, move_on=not self.preferences.move_on))
        self.say(
            "A choice now moves on to the next open question."
            if self.preferences.move_on
            else "A choice now stays until Enter or →."
        )

    def _like(self, preferences: Preferences) -> None:
        self.preferences = preferences
        try:
            self.keep(preferences)
        except self.failures as error:
            self.say(f"Not kept for the next time: {flat(self.clean, str(error))}")

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
            name = "" if session.blind else f": {flat(self.clean, session.assessment.result.stage.name or '')}"
            headline = f"The stage is settled{name}. Quick mode spared you {counted_plain(session.spared, 'question')}."
        else:
            headline = f"Still open, marked ○: {counted_plain(open_, 'question')}."
        headline = "\n".join([headline, *unsupported_lines(session, self.clean)])
        self.open(Places(title, headline, session, self.clean, offers), self._then)

    def _then(self, then: Then | None) -> None:
        if then == "finish":
            self._finish()
        elif then == "go on":
            self.session.quick = False
            self.end_offered = False
            self.action_next_open()
        elif isinstance(then, Practice):
            self.go(then)

    def _finish(self) -> None:
        """Ask at last where it aims, if nobody has said; Esc goes back to the questions."""
        if self.session.answers.target.stage is None:
            self.ask_target(lambda asked: self.exit(True) if asked else None)
        else:
            self.exit(True)

    def action_leave(self) -> None:
        """Leave; every answer is saved already."""
        self.exit(False)

    def end(self) -> None:
        """Leave as soon as may be, asked from outside at any moment."""
        self._ended = True
        if self._home is not None:
            self._home.call_soon_threadsafe(self.exit, False)
