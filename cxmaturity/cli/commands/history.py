"""`cxmaturity history`: assessments over time."""

from functools import partial
from typing import Annotated

import typer

from cxmaturity.cli.changes import versions_of
from cxmaturity.cli.commands import Command
from cxmaturity.cli.formats import endings_of, format_option
from cxmaturity.cli.loading import expand, is_folder, load_each
from cxmaturity.cli.options import Force, Output
from cxmaturity.cli.places import format_of
from cxmaturity.cli.settings import Settings, settings
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.change.history import LeftOut, history
from cxmaturity.files.yaml.source import read_source, refused


def over_time(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|DIR",
            help="An answers file, of which git has the versions, or a folder of dated answers files.",
        ),
    ],
    output: Output = None,
    format: Annotated[
        str | None, format_option("compare", "How to print the history; else as the ending of PATH.")
    ] = None,
    force: Force = False,
) -> None:
    """Show assessments over time.

    A line for each day that was assessed: every version of a file that git keeps and the file as it is now, or the
    files of a folder. A version that can not be scored any more is named, and left out.
    """
    chosen = settings(context)
    if output is not None:
        format = format_of(str(output), format, endings_of("compare"))
    assessments, left_out = _of_folder(file, chosen) if is_folder(file) else versions_of(file, chosen)
    development = history(assessments, left_out)
    last = max(assessments, key=lambda assessment: assessment.answers.date)
    from cxmaturity.cli.printing import put_document, write_document
    from cxmaturity.reports.build.history import history_document

    document = history_document(development, last, drawn=output is not None or format not in {None, "table"})
    if output is None:
        put_document(document, format or "table", chosen, None, development)
    else:
        write_document(document, format or "md", output, chosen, [file], development, force=force)


def _of_folder(folder: str, chosen: Settings) -> tuple[list[Assessment], list[LeftOut]]:
    """The files of a folder: all of one organisation and questionnaire."""
    files = expand([folder])
    read = load_each([partial(read_source, name) for name in files], chosen.catalogue(), notify=chosen.say)
    for what, names in (
        ("organisations", {file.answers.organisation for file in read}),
        ("questionnaires", {file.questionnaire.id for file in read}),
    ):
        if len(names) > 1:
            message = f"the files in it are of {len(names)} {what}: {', '.join(sorted(names))}"
            raise refused(folder, None, "mixed", message, "name a folder with the assessments of one")
    return [assess(file.questionnaire, file.answers) for file in read], []


COMMAND = Command(
    over_time,
    (
        "cxmaturity history organisational.yaml",
        "cxmaturity history assessments -o history.html",
    ),
)
