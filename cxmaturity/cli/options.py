"""Options that several commands have alike."""

from pathlib import Path
from typing import Annotated

import typer
from typer.models import ArgumentInfo

from cxmaturity.cli.completion import questionnaires


def asked(help: str) -> ArgumentInfo:
    """The argument that names a questionnaire, by its id or title."""
    argument: ArgumentInfo = typer.Argument(metavar="[ID]", autocompletion=questionnaires, help=help)
    return argument


Asked = Annotated[str | None, asked("A questionnaire's id or title; chosen from a list if left out.")]
"""`ID`: a questionnaire, which is chosen from a list where it is left out."""
Force = Annotated[
    bool, typer.Option("--force", help="Replace files too that cxmaturity did not write, without asking.")
]
"""`--force`: a file of somebody else's is replaced without a question."""
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="The file to write: its ending says the format.")
]
"""`-o`: the file, by whose ending the format is known."""
