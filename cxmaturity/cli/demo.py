"""`cxmaturity demo`: the main job in one command, on a bundled example."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.loading import load
from cxmaturity.cli.planning import planned
from cxmaturity.cli.report import open_in_browser
from cxmaturity.cli.settings import settings
from cxmaturity.files.catalogue import data_folder
from cxmaturity.files.writing import NotWrittenError, write_text

EXAMPLE = "northwind-telecom.yaml"


def demo(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write the reports to.")
    ] = Path(),
    open: Annotated[bool, typer.Option("--open", help="Open the HTML report in the browser.")] = False,
) -> None:
    """Score an example and write its reports.

    The reports go to report.html and report.md in the folder.
    """
    from cxmaturity.cli.summary import print_summary
    from cxmaturity.domain.assessment import assess
    from cxmaturity.domain.robustness import with_robustness
    from cxmaturity.reports.making import view
    from cxmaturity.reports.render import render

    chosen = settings(context)
    example = data_folder("examples") / EXAMPLE
    (read,) = load([str(example)], chosen.catalogue())
    assessment = with_robustness(planned(assess(read.questionnaire, read.answers), None))
    made = view([assessment])
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError(f"{output} can not be made a folder: {error.strerror}; name another") from None
    page, text = output / "report.html", output / "report.md"
    write_text(page, render(made, "html", data_folder("templates")))
    write_text(text, render(made, "md", data_folder("templates")))
    print_summary(chosen.console(), assessment)
    chosen.say(
        f"\nWrote {page} and {text}, from the answers in {example}\n"
        "Next, your own: cxmaturity assess organisational -o answers.yaml"
    )
    if open:
        open_in_browser(page)
