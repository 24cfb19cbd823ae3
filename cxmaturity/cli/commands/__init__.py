"""The commands: one thin module each, which holds its `COMMAND`. Adding one is its module and its name here."""

from collections.abc import Callable
from keyword import iskeyword

from msgspec import Struct

COMMANDS = (
    "demo",
    "assess",
    "list",
    "show",
    "new",
    "form",
    "import",
    "score",
    "report",
    "team",
    "outcomes",
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
"""Every command by its name, in the order of the help."""


def module_of(name: str) -> str:
    """The module of a command, which has its name; with an underscore where that is a word of Python's."""
    return f"cxmaturity.cli.commands.{name}{'_' * iskeyword(name)}"


class Command(Struct, frozen=True):
    """A command: the function whose parameters are its options, and lines that show its use, ready to be typed."""

    run: Callable[..., int | None]
    examples: tuple[str, ...]
