"""The commands: one thin module each, which holds its `COMMAND`. Adding one is its module and its name here."""

from collections.abc import Callable

from msgspec import Struct

COMMANDS = (
    "demo",
    "assess",
    "list",
    "show",
    "new",
    "form",
    "score",
    "report",
    "templates",
    "plan",
    "compare",
    "history",
    "benchmark",
    "migrate",
    "explain",
    "check",
    "help",
)
"""Every command by its name, which is its module's too, in the order of the help."""


class Command(Struct, frozen=True):
    """A command: the function whose parameters are its options, and lines that show its use, ready to be typed."""

    run: Callable[..., int | None]
    examples: tuple[str, ...]
