"""An interview on a screen that tests look at and type into."""

import asyncio
import datetime
import functools
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from msgspec.structs import replace
from textual.events import Key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from cxmaturity.domain.answers import Answer, Answers
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.interview.preferences import Preferences
from cxmaturity.interview.screen.app import Interview
from cxmaturity.interview.session import Session, Spoken
from cxmaturity.reports.sanitise import visible
from tests.build import Case, questionnaire_of

DAY = datetime.date(2026, 11, 22)
SMALL_SCREEN, LARGE_SCREEN = (80, 24), (120, 40)
SMALL: Case = {
    "scale": [1, 2, 3],
    "tree": {
        "a": {"practices": {"one": {}, "two": {"na": True}}},
        "b": {"dimensions": {"c": {"practices": {"three": {"points": [1, 3]}, "four": {}}}}},
    },
}


NAMES = {"[": "left_square_bracket", "]": "right_square_bracket", "/": "slash", "?": "question_mark"}


class FullError(Exception):
    """A save that failed for a reason of its own."""


class Disk:
    """Keeps what is saved, or refuses it."""

    def __init__(self) -> None:
        self.saved: list[Answers] = []
        self.error: Exception | None = None

    def __call__(self, answers: Answers) -> None:
        if self.error is not None:
            raise self.error
        self.saved.append(answers)


class Seen:
    """An interview on a screen that a test looks at and types into."""

    def __init__(self, app: Interview, pilot: Pilot[bool], disk: Disk) -> None:
        self.app, self.pilot, self.disk = app, pilot, disk

    @property
    def session(self) -> Session:
        return self.app.session

    @property
    def here(self) -> str:
        return self.session.position.id

    def answer(self, practice: str) -> Answer:
        return self.session.answers.of(practice)

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has been dealt with, and let the screen be painted.

        The pilot's own way waits a tenth of a second after each.
        """
        for key in keys:
            self.app.post_message(Key(NAMES.get(key, key), key if len(key) == 1 else None))
            await self.quiet()
        for _ in range(2):  # what is painted may ask for more, such as a list for its size
            self.app.screen._on_timer_update()
            await self.quiet()

    async def quiet(self) -> None:
        """Wait until no part of the screen has a message left."""
        calm = 0
        while calm < 4:
            await asyncio.sleep(0)
            parts: list[MessagePump] = [self.app, *self.app.screen_stack]
            parts += [widget for screen in self.app.screen_stack for widget in screen.walk_children()]
            calm = 0 if any(part.message_queue_size or part._next_callbacks for part in parts) else calm + 1

    async def type(self, text: str) -> None:
        """Put a text into the field that has the focus, as if it had been pasted."""
        field = self.app.focused
        assert isinstance(field, Input | TextArea)
        if isinstance(field, Input):
            field.insert_text_at_cursor(text)
        else:
            field.insert(text)
        await self.pilot.pause()

    async def click(self, text: str) -> None:
        """Click on the first place of the screen where a text stands."""
        lines = self.lines
        y = next(y for y, line in enumerate(lines) if text in line)
        await self.pilot.click(offset=(lines[y].index(text), y))
        await self.pilot.pause()

    async def settle(self) -> None:
        """Wait until the stage has been worked out for the answers as they are."""
        word = f"Answered {self.session.answered[0]}."
        for _ in range(500):
            if self.app.stage.whole.count(word):
                break
            await self.pilot.pause(0.01)
        await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        return ["".join(s.text for s in strip) for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines) + "\n"

    def shows(self, text: str) -> bool:
        """Whether a text stands on the screen, over however many lines."""
        inner = (re.sub(r"[│╭╮╰╯─▸▁▂▃▄▅▆▇█]", " ", line) for line in self.lines)
        return " ".join(text.split()) in " ".join(" ".join(inner).split())


def describe(assessment: Assessment) -> Spoken:
    """Words for a test: short, and different for different answers."""
    result = assessment.result
    blockers = () if result.target is None else result.target.blockers
    practices = assessment.questionnaire.practices
    return Spoken(
        stage=f"Between {result.stage.worst} and {result.stage.best}. Answered {result.answered}.",
        way=f"{len(blockers)} to raise.",
        holds_back=tuple(practices[blocker.practice].title for blocker in blockers),
    )


@functools.cache
def built_in(name: str) -> Questionnaire:
    found = Catalogue().find(name)
    assert found is not None
    return found


@asynccontextmanager
async def on_screen(
    questionnaire: Questionnaire | Case | None = None,
    size: tuple[int, int] = SMALL_SCREEN,
    *,
    answers: dict[str, Answer] | None = None,
    quick: bool = False,
    move_on: bool = True,
    **options: Any,
) -> AsyncIterator[Seen]:
    """An interview about a questionnaire, or a case of one, of somebody who likes choices to move on."""
    asked = built_in("digital") if questionnaire is None else questionnaire
    asked = questionnaire_of(asked) if isinstance(asked, dict) else asked
    disk = Disk()
    given = options.pop("given", Answers("a.yaml", "", DAY))
    session = Session(asked, replace(given, answers=answers or {}), disk, quick=quick)
    words = options.pop("describe", describe)
    session.blind = options.pop("blind", False)
    likes = Preferences(move_on=move_on)
    app = Interview(session, words, visible, failures=(FullError,), preferences=likes, **options)
    app.animation_level = "none"  # nothing on the screen is still on its way when it is looked at
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Seen(app, pilot, disk)


def screen_test(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Run a test that waits for the screen."""

    @functools.wraps(test)
    def whole(*args: Any, **kwargs: Any) -> None:
        async def waited() -> None:
            await test(*args, **kwargs)

        asyncio.run(waited())

    return whole


def answered(rank: int) -> Answer:
    return Answer("answered", rank, rank)
