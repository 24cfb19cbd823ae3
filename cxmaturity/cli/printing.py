"""Documents on standard output, in the format that was asked for."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxmaturity.cli.messages import tell
from cxmaturity.cli.onward import OWN
from cxmaturity.cli.places import settle
from cxmaturity.cli.rendering import written
from cxmaturity.cli.settings import Settings, put
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.files.writing import marked, write_bytes
from cxmaturity.reports.formats.format import FORMATS, Setting

if TYPE_CHECKING:
    from cxmaturity.cli.paging import Put
    from cxmaturity.domain.assessment import Assessment
    from cxmaturity.domain.outcomes.reported import Reported
    from cxmaturity.reports.document.blocks import Document, Labelled
    from cxmaturity.reports.view.report import View


def put_document(
    document: "Document",
    format: str,
    chosen: Settings,
    view: "View | None" = None,
    values: Any = None,
    to: "Put" = put,
) -> None:
    """Print a document; `view` and `values` are what it was made from, for formats that machines read.

    `to` is what prints its bytes.
    """
    console = chosen.console()
    color = chosen.colored and sys.stdout.isatty()
    setting = Setting(data_folder("templates"), view=view, values=values, tell=tell, width=console.width, color=color)
    to(written(FORMATS[format], document, setting))


def write_document(
    document: "Document",
    format: str,
    place: Path,
    chosen: Settings,
    read: Iterable[str | Path | None],
    values: Any,
    *,
    force: bool,
) -> None:
    """Write a document to a file; `read` are the files and folders that the command reads."""
    settle([place], [*read, chosen.questionnaires], force=force)
    setting = Setting(data_folder("templates"), values=values, tell=tell)
    write_bytes(place, marked(written(FORMATS[format], document, setting), format))
    chosen.say(f"Wrote {place}")


def put_summary(
    assessment: "Assessment", chosen: Settings, file: str, reported: "Reported | None", report: str = ""
) -> None:
    """Print an assessment on one screen, with what is reported beside it.

    `report` is where its report was written, empty where it was not.
    """
    from cxmaturity.cli.beside import seen
    from cxmaturity.reports.build.summary import summary_document

    report_view = seen([assessment], chosen.catalogue().crosswalk(), reported)
    document = summary_document(report_view, full=False, lines=further(file, chosen, report=report))
    put_document(document, "table", chosen, report_view)


def further(file: str, chosen: Settings, asked: Sequence[str] = (), report: str = "") -> Sequence["Labelled"]:
    """What to type next for an answers file, with the options that were `asked`.

    Where its report has been written, that is `report`: where it is, and how to answer oneself.
    """
    from cxmaturity.reports.document.blocks import Labelled, Span

    if report:
        return (Labelled("The report", (Span(report, "code"),)), Labelled("Next, your own", (Span(OWN, "code"),)))
    return (
        next_line("All of it", chosen.typed("score", file, *asked, "--full")),
        next_line("The report", chosen.typed("report", file, *asked, "-o", "report.html")),
    )


def next_line(label: str, command: str) -> "Labelled":
    """A command to type next, and what it is for."""
    from cxmaturity.reports.document.blocks import Labelled, Span

    return Labelled(label, (Span(command, "code"),))
