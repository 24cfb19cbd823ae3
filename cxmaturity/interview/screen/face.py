"""What the full screen shows of a session; what its keys do is in `answers` and `app`."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from cxmaturity.domain.answers import Answers
from cxmaturity.domain.model import Practice
from cxmaturity.interview.screen.keys import Keys
from cxmaturity.interview.screen.list import PickList
from cxmaturity.interview.screen.panels import Beyond, Heading, Marks, Question
from cxmaturity.interview.screen.rows import Entry
from cxmaturity.interview.screen.stage import Stage, scale_of
from cxmaturity.interview.screen.typing import Typed
from cxmaturity.interview.screen.words import MARKS, Clean, entry_of, flat, outline
from cxmaturity.interview.session import Describe, Mark, Session, Spoken

QUIET = 0.15
"""Seconds without a change before the stage is worked out: no key press waits for it."""
WIDE, TALL = 104, 32
"""From how many columns on the list has a place of its own, and from how many lines on there is air."""


class Face(Typed):
    """The places of the screen, and what they show."""

    CSS = """
    #body { height: 1fr; }
    #outline { width: 36; display: none; border-right: solid $primary-muted; height: 100%; }
    #middle { width: 1fr; }
    .-wide #outline { display: block; }
    .-narrow Marks { display: block; }
    .-tall Question { padding: 1; max-height: 45%; }
    .-tall Stage { height: 8; background: transparent; border-top: solid $primary-muted; }
    .-short Stage { height: 2; }
    Toast { width: 50; }
    ToastRack { margin-bottom: 4; }
    """
    TITLE = "cxmaturity"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  the library declares no ClassVar
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012  the library declares no ClassVar

    def __init__(self, session: Session, describe: Describe, clean: Clean) -> None:
        super().__init__()
        self.session, self.describe, self.clean = session, describe, clean
        self.first_of_two: int | None = None
        """The first of two options, while the second is being picked."""
        self._places: list[Practice | None] = []
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """The places; what they show comes with `show`."""
        self.heading, self.marks, self.question, self.stage = Heading(), Marks(), Question(), Stage()
        self.beyond, self.keys = Beyond(), Keys()
        self.outline, self.options = PickList(id="outline"), PickList(id="options", roomy=True)
        yield self.heading
        yield self.marks
        with Horizontal(id="body"):
            yield self.outline
            with Vertical(id="middle"):
                yield self.question
                yield self.options
                yield self.beyond
                if not self.session.blind:
                    yield self.stage
        yield self.keys

    def on_mount(self) -> None:
        """Show where the session stands; the stage follows when the first picture is there."""
        entries, self._places = outline(self.session, self.clean)
        self.outline.set_entries(entries)
        self.show()
        self.options.focus()
        self.watch(self.options, "scroll_y", self._show_beyond, init=False)
        if not self.session.blind:
            self.call_after_refresh(self._work_out)

    def on_resize(self, event: Resize) -> None:
        """Leave lines between the options where there is room for it."""
        self.options.set_gap(event.size.height >= TALL)
        self.call_after_refresh(self._show_beyond)

    def place(self, index: int) -> Practice | None:
        """The practice of an entry of the outline, None at a heading."""
        return self._places[index]

    # the practice in front of the user

    def show(self) -> None:
        """Show the practice in front of the user, and how far the session is.

        Where it has no answer no option has the cursor, so that a key pressed too often answers nothing.
        """
        self.first_of_two = None
        self.options.set_entries(self._options(), self._answered())
        self.outline.move_to(self._places.index(self.session.position))
        self._show_around()

    def show_answer(self) -> None:
        """Show the answer that was just given or taken back, while the options stay where they are."""
        self.first_of_two = None
        for index, entry in enumerate(self._options()):
            self.options.set_entry(index, entry)
        self.options.move_to(self._answered())
        self._show_around()

    def _show_around(self) -> None:
        self.question.show(self.session, self.clean)
        self.marks.show(self.session, self.clean)
        self.heading.show(self.session, self.clean)
        self.keys.show(self.session)
        self.call_after_refresh(self._show_beyond)

    def _answered(self) -> int:
        """Which option the answer names, the lower of two; -1 where it names none."""
        low = self.session.answer(self.session.position).low
        return next((i for i, option in enumerate(self.session.position.options) if option.rank == low), -1)

    def _show_beyond(self) -> None:
        """Show the numbers of the options that are out of sight."""
        options = self.session.position.options
        sides = [[self._named(options[i].rank) for i in side if i < len(options)] for side in self.options.beyond()]
        self.beyond.show(*sides)

    def _named(self, rank: int) -> str:
        name = "" if self.session.blind else f" {flat(self.clean, self.session.point_name(rank))}"
        return f"{rank}{name}"

    def _options(self) -> list[Entry]:
        """The options with their numbers, and marks at those that the answer names."""
        here = self.session.position
        width = len(str(here.options[-1].rank))
        entries = []
        for option in here.options:
            mark = self._mark_of(option.rank)
            text = flat(self.clean, option.text)
            name, body = (
                (text, "") if self.session.blind else (flat(self.clean, self.session.point_name(option.rank)), text)
            )
            lead = f"{MARKS[mark][0] if mark != 'open' else ' '} {option.rank:>{width}}  "
            entries.append(Entry(name, body, lead, mark))
        return entries

    def _mark_of(self, rank: int) -> Mark:
        if self.first_of_two is not None:
            return "between" if rank == self.first_of_two else "open"
        answer = self.session.answer(self.session.position)
        return self.session.mark(self.session.position) if rank in {answer.low, answer.high} else "open"

    def show_first_of_two(self, rank: int | None) -> None:
        """Show that the second of two options is to be picked, or no longer."""
        self.first_of_two = rank
        for index, entry in enumerate(self._options()):
            self.options.set_entry(index, entry)
        hint = "" if rank is None else f"Between {rank} and … pick the second option, or r again to give this up."
        self.question.show(self.session, self.clean, hint)

    def show_mark(self, practice: Practice) -> None:
        """Show the mark of a practice and the progress of its dimension: two lines of the list."""
        at = self._places.index(practice)
        indent = " " * (self.outline.entries[at].lead.count(" ") - 1)
        self.outline.set_entry(at, entry_of(self.session, practice, self.clean, indent))
        while not self.outline.entries[at].heading:
            at -= 1
        progress = next(group for group in self.session.progress if practice in group.dimension.practices)
        self.outline.set_entry(at, self.outline.entries[at]._replace(aside=f"{progress.done}/{progress.of}"))

    # the stage so far

    def work_out_soon(self) -> None:
        """Work the stage out as soon as the user pauses."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = None if self.session.blind else self.set_timer(QUIET, self._work_out)

    def _work_out(self) -> None:
        """Work the stage out and put it into words, in a thread: both may take longer than a key press may wait."""
        # a session of its own, as a thread must not work on one that goes on changing; quick mode knows it already
        known = self.session if self.session.quick else Session(self.session.questionnaire, self.session.answers, _keep)

        def work() -> tuple[Spoken, str]:
            return self.describe(known.assessment), scale_of(known, self.clean)

        self.run_worker(work, thread=True, exclusive=True)

    def show_stage_now(self) -> None:
        """Work the stage out while the user waits, for a place that shows it once."""
        self.stage.show(self.describe(self.session.assessment), scale_of(self.session, self.clean), self.clean)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show the stage when its words are there."""
        if event.state is WorkerState.SUCCESS and event.worker.result is not None:
            standing, scale = event.worker.result
            self.stage.show(standing, scale, self.clean)


def _keep(_: Answers) -> None:
    """Save nothing: for a session that nobody answers in."""
