"""What comes to the full screen from outside: signals that end it, and typed bytes that are no text."""

import codecs
import contextlib
import functools
import signal
from collections.abc import Callable, Iterator
from types import FrameType

from textual.drivers import linux_driver

ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")  # some systems lack the last two


@contextlib.contextmanager
def ending_signals(end: Callable[[], None]) -> Iterator[None]:
    """Call `end` when a signal would end the program; afterwards whoever listened before hears it.

    The library would leave a terminal as it is in the middle of things. Ignored signals stay ignored.
    """
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        heard.append(number)
        end()

    numbers = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, hear)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if heard:
        signal.raise_signal(heard[0])


def take_any_bytes() -> None:
    """Let bytes that are no UTF-8 arrive as surrogates: the library's reader of keys would end at the first of them."""

    def decoder(name: str) -> Callable[[], codecs.IncrementalDecoder]:
        return functools.partial(codecs.getincrementaldecoder(name), "surrogateescape")

    vars(linux_driver)["getincrementaldecoder"] = decoder


def is_text(typed: str | None) -> bool:
    """Whether what was typed is text, which a file can hold."""
    return not any("\ud800" <= character <= "\udfff" for character in typed or "")
