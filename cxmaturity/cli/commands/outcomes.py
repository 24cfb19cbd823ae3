"""`cxmaturity outcomes`: what customers say, in figures with their uncertainty, and what it is worth."""

from typing import Annotated

import typer
from msgspec.structs import replace

from cxmaturity.cli.commands import Command
from cxmaturity.cli.formats import format_option
from cxmaturity.cli.loading import is_folder
from cxmaturity.cli.settings import settings


def outcomes(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE|DIR", help="A file of outcomes, or a folder of units; new outcomes writes one."),
    ],
    format: Annotated[str, format_option("outcomes", "How to print the figures.")] = "table",
) -> None:
    """Show what customers say, in figures.

    Every measure of the file with its interval at 95 %, its groups and periods, what differs between them, and whether
    it has shifted over the months; and what is at stake, where the file says it. No group of fewer than five answers is
    shown.

    Of a folder whose folders each hold a unit's answers and its outcomes.yaml: whether both go together.
    """
    chosen = settings(context)
    from cxmaturity.cli.beside import reported_by, worth_of
    from cxmaturity.cli.printing import put_document
    from cxmaturity.reports.build.outcomes import outcomes_document

    if is_folder(file):
        from cxmaturity.cli.units import figures_of_links, links_of
        from cxmaturity.reports.build.links import links_document

        links = links_of(file, chosen)
        result = figures_of_links(links)
        put_document(links_document(result, links, drawn=format != "table"), format, chosen, None, result)
        return
    told = reported_by(file, chosen)
    worth = worth_of(told.stakes, None)
    result = replace(told.figures, value=worth.value) if worth else told.figures
    put_document(outcomes_document(result, worth, drawn=format != "table"), format, chosen, None, result)


COMMAND = Command(
    outcomes,
    (
        "cxmaturity outcomes outcomes.yaml",
        "cxmaturity outcomes outcomes.yaml --format json",
    ),
)
