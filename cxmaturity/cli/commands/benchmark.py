"""`cxmaturity benchmark`: where an organisation stands among the answers files that one has."""

from typing import Annotated

import typer

from cxmaturity.cli.changes import others_of, standing
from cxmaturity.cli.commands import Command
from cxmaturity.cli.formats import endings_of, format_option
from cxmaturity.cli.loading import expand, is_folder, load
from cxmaturity.cli.options import Force, Output
from cxmaturity.cli.places import format_of
from cxmaturity.cli.settings import settings
from cxmaturity.files.yaml.source import refused


def benchmark(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder with the answers files of the others.")],
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="Your own answers, to see where they stand; - is standard input."),
    ] = None,
    output: Output = None,
    format: Annotated[str | None, format_option("compare", "How to print it; else as the ending of PATH.")] = None,
    force: Force = False,
) -> None:
    """Show where an organisation stands among others.

    The index of the whole and of every dimension among the answers files of a folder, as percentiles. Only files of
    the same questionnaire and version count, nothing is said of fewer than five others, and nobody is named.
    """
    chosen = settings(context)
    if output is not None:
        format = format_of(str(output), format, endings_of("compare"))
    if not is_folder(folder):
        raise refused(folder, None, "no-folder", "this is no folder", "name a folder of answers files")
    names = expand([folder])
    read = load([*names, *([file] if file else [])], chosen.catalogue())
    own = read.pop() if file else None
    others = others_of(folder, read, own)
    among = standing(others, own)
    from cxmaturity.cli.printing import put_document, write_document
    from cxmaturity.reports.build.cohort import cohort_document

    document = cohort_document(among, others[0].questionnaire.title)
    if output is None:
        put_document(document, format or "table", chosen, None, among)
    else:
        write_document(document, format or "md", output, chosen, [*names, file], among, force=force)


COMMAND = Command(
    benchmark,
    (
        "cxmaturity benchmark cohort organisational.yaml",
        "cxmaturity benchmark cohort",
    ),
)
