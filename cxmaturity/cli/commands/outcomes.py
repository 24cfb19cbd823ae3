"""`cxmaturity outcomes`: what customers say, in figures with their uncertainty."""

from typing import Annotated

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.formats import format_option
from cxmaturity.cli.settings import settings
from cxmaturity.cli.surveys import installed


def outcomes(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of outcomes; new outcomes writes one.")],
    format: Annotated[str, format_option("outcomes", "How to print the figures.")] = "table",
) -> None:
    """Show what customers say, in figures.

    Every measure of the file with its interval at 95 %, its groups and periods, what differs between them, and whether
    it has shifted over the months. No group of fewer than five answers is shown.
    """
    chosen = settings(context)
    from cxmaturity.domain.outcomes.estimates import Drawing
    from cxmaturity.domain.outcomes.measured import figures
    from cxmaturity.files.outcomes.load import outcomes_of_file
    from cxmaturity.statistics.bootstrap import DRAWS, SEED
    from cxmaturity.statistics.means import Bootstrap

    with installed(f"an export that {file} names"):
        read = outcomes_of_file(file)
    drawing = Drawing(Bootstrap(DRAWS, SEED), DRAWS, SEED)
    result = figures(read.organisation, read.date.isoformat(), read.samples, drawing)
    from cxmaturity.cli.printing import put_document
    from cxmaturity.reports.build.outcomes import outcomes_document

    put_document(outcomes_document(result, drawn=format != "table"), format, chosen, None, result)


COMMAND = Command(
    outcomes,
    (
        "cxmaturity outcomes outcomes.yaml",
        "cxmaturity outcomes outcomes.yaml --format json",
    ),
)
