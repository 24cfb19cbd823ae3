"""The command line's commands and global options."""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.commands import COMMANDS, module_of
from cxmaturity.cli.helping import WIDEST, HelpedCommand, HelpedGroup
from cxmaturity.cli.onward import OWN, REPORT
from cxmaturity.cli.settings import Settings
from cxmaturity.cli.wrapping import beside, width_of_results, wrapped

INTRODUCTION = (
    "cxmaturity: customer-experience maturity as plain text. Answers are files you can read, diff and keep; every"
    " number can be redone by hand; the advice says what to do first, and why."
)
NEXT = (
    ("cxmaturity demo", "an example with its reports"),
    (OWN, "an interview of 15 questions"),
    (REPORT, "the report of your answers"),
)
"""What to type next, and what it does."""


def introduction(width: int) -> str:
    """What is said without a command, in lines of a width at most."""
    first = [*wrapped(INTRODUCTION, width), "", "What to type next:", *beside(NEXT, width), ""]
    more = wrapped("The questionnaires: cxmaturity list\nAll commands: cxmaturity --help", width)
    return "\n".join([*first, *more]) + "\n"


def app(wanted: str | None) -> typer.Typer:
    """The command line: with the one command that is wanted, else with all of them.

    Start-up is a feature: a command does not wait for what only the others need.
    """
    group = typer.Typer(
        name="cxmaturity",
        help="Customer-experience maturity self-assessment: questionnaires, scores, gap reports.",
        rich_markup_mode=None,  # rich would make --help half as slow again
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
        cls=HelpedGroup,
    )
    group.callback(invoke_without_command=True)(start)
    alone = wanted in COMMANDS and wanted != "help"  # which speaks of all
    for name in [str(wanted)] if alone else COMMANDS:
        module = importlib.import_module(module_of(name))
        helped = type("Helped", (HelpedCommand,), {"examples": module.COMMAND.examples})
        group.command(name, cls=helped)(module.COMMAND.run)
    return group


def _version(wanted: bool) -> None:
    if wanted:
        from cxmaturity import __version__

        typer.echo(f"cxmaturity {__version__}")
        raise typer.Exit


def start(
    context: typer.Context,
    questionnaires: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder of your own questionnaires, beside the built-in.")
    ] = None,
    no_color: Annotated[
        bool, typer.Option("--no-color", help="No colours; the variable NO_COLOR does the same.")
    ] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print long results at once; else PAGER shows them on a terminal.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")] = False,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the global options; without a command, say what to type."""
    context.obj = Settings(questionnaires=questionnaires, color=not no_color, quiet=quiet, pager=not no_pager)
    if context.invoked_subcommand is None:
        sys.stdout.write(introduction(width_of_results(WIDEST)))


FLAGS = ("--no-color", "--no-pager", "--quiet", "-q")
WITH_VALUE = "--questionnaires"


def split_global(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The global options, and the command with the rest: global options may be typed anywhere."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments[:end])
    for argument in waiting:
        if argument in FLAGS or argument.startswith(WITH_VALUE + "="):
            first.append(argument)
        elif argument == WITH_VALUE:
            value = next(waiting, None)
            if value is None:
                raise typer.BadParameter("it needs a folder", param_hint=WITH_VALUE)
            first += [argument, value]
        else:
            rest.append(argument)
    return first, [*rest, *arguments[end:]]
