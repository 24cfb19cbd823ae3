"""What is said of a command line that can not be read: what is wrong in it, and what would be right."""

import re
from collections.abc import Sequence
from typing import Any

from cxmaturity.cli.commands import COMMANDS

_TOO_MANY = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)
_NO_VALUE = re.compile(r"Option '(\S+)' requires an argument\.")
_MISSING = re.compile(r"Missing argument '(\S+)'\.")


def refused(error: Any, arguments: Sequence[str]) -> str:
    """The message for an error of the library that reads command lines; it has no name in some versions."""
    context = getattr(error, "ctx", None)
    command = next((word for word in arguments if word in COMMANDS), "")
    path = context.command_path if context else " ".join(filter(None, ("cxmaturity", command)))
    examples: Sequence[str] = getattr(context.command, "examples", ()) if context else ()
    message: str = error.format_message()
    if missing := _MISSING.fullmatch(message):
        message = f"{missing[1]} is missing"
        message += f"; for example: {examples[0]}" if examples else ""
    elif value := _NO_VALUE.fullmatch(message):
        message = f"{value[1]} needs a value after it"
    elif extra := _TOO_MANY.fullmatch(message):
        message = f"{extra[1]!r} is too much here; a name of several words is written in quotes"
    return f"{path}: {message}\nTry: {path} --help"
