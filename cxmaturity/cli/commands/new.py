"""`cxmaturity new`: a file of answers or of outcomes, to fill in an editor."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.choosing import questionnaire_asked
from cxmaturity.cli.commands import Command
from cxmaturity.cli.options import Force, asked
from cxmaturity.cli.places import ANSWERS_ENDINGS, STANDARD_OUTPUT, format_of, settle
from cxmaturity.cli.settings import put, settings
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.files.writing import write_text

_OUTCOMES = "outcomes"
"""What is written besides answers to a questionnaire of that id."""


def new(
    context: typer.Context,
    questionnaire: Annotated[
        str | None, asked("A questionnaire's id or title, or outcomes; chosen from a list if left out.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write, named after the ID if left out; - is standard output. One with answers is kept.",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Write an answers file to fill in, or a file of outcomes.

    Every practice stands in it with its options as comments, for your editor; `new outcomes` writes what customers say.
    """
    chosen = settings(context)
    if output is not None and output != STANDARD_OUTPUT:
        format_of(str(output), None, ANSWERS_ENDINGS)
    if questionnaire == _OUTCOMES:
        form, id_ = (data_folder("templates") / "form" / "outcomes.yaml").read_text(encoding="utf-8"), _OUTCOMES
        onward, command = "Fill in the date and the measures, then:", "outcomes"
    else:
        from cxmaturity.reports.formats.form import answers_form

        asked = questionnaire_asked(questionnaire, chosen)
        form, id_ = answers_form(asked, data_folder("templates")), asked.id
        onward, command = "Fill in the date and the answers, then:", "score"
    if output == STANDARD_OUTPUT:
        put(form.encode())
        return
    output = output or Path(f"{id_}.yaml")
    settle([output], [chosen.questionnaires], force=force)
    write_text(output, form, replace=output.exists())
    chosen.say(f"Wrote {output}. {onward}\n  {chosen.typed(command, output)}")


COMMAND = Command(
    new,
    (
        "cxmaturity new ladder",
        "cxmaturity new digital -o new.yaml",
        "cxmaturity new outcomes",
    ),
)
