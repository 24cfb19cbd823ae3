"""`cxmaturity help`: the help of the program, or of a command."""

from typing import Annotated, Any

import typer

from cxmaturity.cli.commands import COMMANDS
from cxmaturity.cli.commands.command import Command
from cxmaturity.cli.settings import put
from cxmaturity.files.suggestions import suggestion


def help_(
    context: typer.Context,
    command: Annotated[
        str | None,
        typer.Argument(
            metavar="[COMMAND]", autocompletion=lambda: list(COMMANDS), help="A command; all commands if left out."
        ),
    ] = None,
) -> None:
    """Show how the program, or a command, is used.

    The same as --help.
    """
    root = context.find_root()
    text = root.get_help()
    if command is not None:
        known: dict[str, Any] = getattr(root.command, "commands", {})  # the root is the group of all commands
        if command not in known:
            raise typer.BadParameter(f"there is no command {command!r}; {suggestion(command, COMMANDS)}")
        asked = known[command]
        text = asked.get_help(asked.make_context(command, [], parent=root, resilient_parsing=True))
    put(f"{text}\n".encode())


COMMAND = Command(help_, ("cxmaturity help", "cxmaturity help plan"))
