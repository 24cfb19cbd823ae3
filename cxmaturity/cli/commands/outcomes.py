"""`cxmaturity outcomes`: what customers say, in figures with their uncertainty, and what it is worth."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from cxmaturity.cli.commands import Command
from cxmaturity.cli.formats import endings_of, format_option
from cxmaturity.cli.loading import is_folder
from cxmaturity.cli.options import Force
from cxmaturity.cli.places import format_of
from cxmaturity.cli.printing import put_document, write_document
from cxmaturity.cli.settings import Settings, settings

if TYPE_CHECKING:
    from cxmaturity.domain.outcomes.figures import Figures
    from cxmaturity.reports.document.blocks import Document


def outcomes(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE|DIR", help="A file of outcomes, or a folder of units; new outcomes writes one."),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="The file to write; its ending says how.")
    ] = None,
    format: Annotated[
        str | None, format_option("outcomes", "How to print the figures; else as the ending of PATH.")
    ] = None,
    force: Force = False,
) -> None:
    """Show what customers say, in figures.

    Every measure of the file with its interval at 95 %, its groups and periods, what differs between them, and whether
    it has shifted over the months; and what is at stake, where the file says it. Groups of fewer than five answers are
    left out.

    Of a folder whose folders each hold a unit's answers and its outcomes.yaml: whether both go together.
    """
    chosen = settings(context)
    if output is not None:
        format = format_of(str(output), format, endings_of("outcomes"))
    drawn = output is not None or format not in {None, "table"}
    document, result = _linked(file, chosen, drawn=drawn) if is_folder(file) else _said(file, chosen, drawn=drawn)
    if output is None:
        put_document(document, format or "table", chosen, None, result)
    else:
        write_document(document, format or "md", output, chosen, [file], result, force=force)


def _said(file: str, chosen: Settings, *, drawn: bool) -> "tuple[Document, Figures]":
    """What customers say by a file, and what it is worth."""
    from cxmaturity.cli.beside import reported_by, worth_of
    from cxmaturity.reports.build.outcomes import outcomes_document

    told = reported_by(file, chosen)
    worth = worth_of(told.stakes, None, beside_answers=False)
    result = replace(told.figures, value=worth.value) if worth else told.figures
    return outcomes_document(result, worth, drawn=drawn), result


def _linked(folder: str, chosen: Settings, *, drawn: bool) -> "tuple[Document, Figures]":
    """Whether maturity and outcomes go together over the units of a folder."""
    from cxmaturity.cli.units import figures_of_links, links_of
    from cxmaturity.reports.build.links import links_document

    links = links_of(folder, chosen)
    return links_document(links, drawn=drawn), figures_of_links(links)


COMMAND = Command(
    outcomes,
    (
        "cxmaturity outcomes outcomes.yaml",
        "cxmaturity outcomes outcomes.yaml --format json",
        "cxmaturity outcomes outcomes.yaml -o customers.html",
    ),
)
