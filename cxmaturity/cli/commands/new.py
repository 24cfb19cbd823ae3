"""`cxmaturity new`: an answers file to fill in an editor."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.commands.command import Command
from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.cli.places import ANSWERS_ENDINGS, format_of, settle
from cxmaturity.cli.settings import put, settings
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.files.writing import write_text


def new(
    context: typer.Context,
    questionnaire: Annotated[str, typer.Argument(metavar="ID", help="A questionnaire's id, as `list` prints it.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write; one that holds answers is kept."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file too that cxmaturity did not write, without asking.")
    ] = False,
) -> None:
    """Write an answers file to fill in.

    Every practice stands in it with its options as comments, for your editor.
    """
    from cxmaturity.reports.formats.form import answers_form

    chosen = settings(context)
    if output is not None:
        format_of(str(output), None, ANSWERS_ENDINGS)
    form = answers_form(named_questionnaire(questionnaire, chosen.catalogue()), data_folder("templates"))
    if output is None:
        put(form.encode())
        return
    settle([output], [chosen.questionnaires], force=force)
    write_text(output, form, replace=output.exists())
    chosen.say(f"Wrote {output}. Fill in the date and the answers, then: cxmaturity score {output}")


COMMAND = Command(
    new,
    (
        "cxmaturity new digital",
        "cxmaturity new organisational -o new.yaml",
    ),
)
