"""An app that takes keys in the order they were typed, however fast, also while a dialog opens."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from textual.app import App
from textual.events import Event, Key, Paste

from cxmaturity.interview.screen.dialogs import Dialog, Tell
from cxmaturity.interview.screen.outside import is_text
from cxmaturity.interview.screen.words import Clean, many_lines

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds that a key waits for a dialog at most."""
NO_TEXT = "What was typed is no text in UTF-8, and was not taken. Set the terminal to UTF-8, or type it otherwise."


class Typed(App[bool]):
    """An app whose keys act one after the other.

    A key acts before the next one is looked at, and what is typed while a dialog opens waits for it; the library would
    hand a key from place to place first, and drop what came before the dialog is there.
    """

    _opening: Dialog[Any] | None = None

    def open(self, dialog: Dialog[T], then: Callable[[T | None], None] | None = None) -> None:
        """Open a dialog, and call `then` with what it came to."""
        self._opening = dialog
        self.clear_notifications()  # they would hide its keys
        self.push_screen(dialog, then)

    def saved(self, change: Callable[[], object], failures: tuple[type[Exception], ...], clean: Clean) -> bool:
        """Make a change, which saves it; False, with the reason in a dialog, where that fails."""
        try:
            change()
        except failures as error:
            reason = many_lines(clean, str(error))
            self.open(Tell("Not saved", f"{reason}\n\nNothing was changed; what was saved before is whole."))
            return False
        return True

    async def on_event(self, event: Event) -> None:
        """Take keys in the order they were typed."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            if not is_text(event.character if isinstance(event, Key) else event.text):
                self.notify(NO_TEXT, markup=False, severity="warning")
                return
            await self._opened()
            if isinstance(event, Key) and len(self.screen_stack) == 1 and await self._acts(event.key):
                return
        await super().on_event(event)

    async def _opened(self) -> None:
        if self._opening is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._opening.ready.wait(), PATIENCE)
            self._opening = None

    async def _acts(self, key: str) -> bool:
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)
