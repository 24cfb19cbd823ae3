"""The help of the program and of its commands, laid out for any width: no word is broken, and examples can be typed."""

import inspect
from collections.abc import Iterator
from typing import Any

import typer
import typer.core

from cxmaturity.cli.wrapping import beside, command_lines, width_of_results, wrapped

WIDEST = 100
"""The columns up to which help is wide: longer lines are hard to read."""


class HelpedCommand(typer.core.TyperCommand):
    """A command that lays out its own help; `examples` are lines ready to be typed."""

    examples: tuple[str, ...] = ()

    def get_help(self, ctx: Any) -> str:
        """The help."""
        return "\n".join(help_lines(self, ctx, width_of_results(WIDEST)))


class HelpedGroup(typer.core.TyperGroup):
    """The program, which lays out its own help."""

    examples: tuple[str, ...] = ()

    def get_help(self, ctx: Any) -> str:
        """The help."""
        return "\n".join(help_lines(self, ctx, width_of_results(WIDEST)))


def help_lines(command: HelpedCommand | HelpedGroup, context: Any, width: int) -> Iterator[str]:
    """The help of a command in lines of a width at most."""
    pieces = [piece.strip("{}") for piece in command.collect_usage_pieces(context)]
    yield from wrapped(" ".join(["Usage:", context.command_path, *pieces]), width, rest="  ")
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield ""
        yield from wrapped("  " + " ".join(paragraph.split()), width)
    commands = [(name, sub.get_short_help_str(width)) for name, sub in getattr(command, "commands", {}).items()]
    parts = (
        ("Arguments", _rows(command, context, "argument")),
        ("Options", _rows(command, context, "option")),
        ("Commands", commands),
    )
    for title, rows in parts:
        if rows:
            yield from ("", f"{title}:")
            yield from beside(rows, width)
    if command.examples:
        yield from ("", "Examples:")
        for line in command.examples:
            yield from command_lines(f"  {line}", width)


def _rows(command: HelpedCommand | HelpedGroup, context: Any, kind: str) -> list[tuple[str, str]]:
    """The parameters of a kind, each with what is said of it."""
    records = [
        parameter.get_help_record(context)
        for parameter in command.get_params(context)
        if parameter.param_type_name == kind
    ]
    return [(label, " ".join(help_text.split())) for label, help_text in filter(None, records)]
