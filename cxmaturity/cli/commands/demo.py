"""`cxmaturity demo`: the main job in one command, on a bundled example."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.beside import reported
from cxmaturity.cli.browser import open_in_browser
from cxmaturity.cli.commands import Command
from cxmaturity.cli.loading import load
from cxmaturity.cli.messages import tell
from cxmaturity.cli.options import Force
from cxmaturity.cli.places import settle
from cxmaturity.cli.planning import NO_QUARTERS
from cxmaturity.cli.rendering import Case, Maker, Style
from cxmaturity.cli.settings import settings
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.files.writing import write_bytes
from cxmaturity.reports.formats.format import Format, format_of_suffix

EXAMPLE = "northwind-telecom.yaml"
CUSTOMERS = "customers/outcomes.yaml"


def demo(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write the reports to.")
    ] = Path(),
    force: Force = False,
    open: Annotated[bool, typer.Option("--open", help="Open the HTML report in the browser.")] = False,
) -> None:
    """Score an example and write its reports.

    The reports go to report.html and report.md in the folder.
    """
    from cxmaturity.cli.printing import put_summary

    chosen = settings(context)
    example = data_folder("examples") / EXAMPLE
    read = load([str(example)], chosen.catalogue())[0]
    page, text = output / "report.html", output / "report.md"
    settle([page, text], [chosen.questionnaires], force=force)
    case = Case(read.questionnaire, read.answers, None)
    told = reported([read], str(data_folder("examples") / CUSTOMERS), chosen)
    styles = {place: Style(_format(place), plan=NO_QUARTERS, outcomes=told) for place in (page, text)}
    makers = {place: Maker(style, tell) for place, style in styles.items()}
    for place, data in {place: maker.report([case]) for place, maker in makers.items()}.items():
        write_bytes(place, data)
    put_summary(makers[page].assessed(case), chosen, str(example), told[str(example)], report=str(page))
    chosen.say(f"Wrote {page} and {text}")
    if open:
        open_in_browser(page)


def _format(place: Path) -> Format:
    format = format_of_suffix("report", place.suffix)
    assert format is not None, f"{place} has no ending of a report"  # noqa: S101  the names stand here
    return format


COMMAND = Command(
    demo,
    (
        "cxmaturity demo",
        "cxmaturity demo -o reports",
    ),
)
