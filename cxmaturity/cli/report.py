"""`cxmaturity report`: gap reports as HTML, Markdown, PDF or JSON."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from cxmaturity.cli.loading import assess_all, expand, is_folder, load
from cxmaturity.cli.settings import put, settings
from cxmaturity.domain.assessment import Assessment
from cxmaturity.files.catalogue import data_folder
from cxmaturity.files.source import refused
from cxmaturity.files.writing import NotWrittenError, write_bytes
from cxmaturity.reports.view import View

ReportFormat = Literal["html", "md", "pdf", "json"]


def report(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...|DIR", help="Answers files, or a folder of them.")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="The file to write, or a folder for several reports."),
    ] = None,
    format: Annotated[ReportFormat, typer.Option(help="html, md, pdf, or json: what templates see.")] = "html",
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder of your own templates, looked in first.")
    ] = None,
    target: Annotated[
        str | None, typer.Option(metavar="STAGE", help="The gap to this stage: a point's id, or its rank.")
    ] = None,
    open: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
) -> None:
    """Write gap reports.

    Files of one organisation and date make one report. Without -o the report goes to standard output; HTML or a
    PDF on a terminal goes to a file named after the organisation.
    """
    chosen = settings(context)
    if templates is not None and not is_folder(str(templates)):
        raise refused(str(templates), None, "no-folder", "this is no folder of templates")
    reports = _grouped(assess_all(load(expand(files), chosen.catalogue()), target))
    several = len(reports) > 1 or any(map(is_folder, files))
    if several and output is None:
        raise typer.BadParameter("several reports, or those of a folder, need a folder to go to", param_hint="-o")
    rendered = [(stem, _render(view, format, templates)) for stem, view in reports.items()]
    if output is None and not open and (format not in {"html", "pdf"} or not sys.stdout.isatty()):
        put(rendered[0][1])
        return
    written = _write(rendered, output, format, several)
    for path in written:
        chosen.say(f"Wrote {path}")
    if open:
        open_in_browser(written[0])


def _grouped(assessments: Sequence[Assessment]) -> dict[str, View]:
    """The views of the reports by the name of their file: one an organisation and date."""
    from cxmaturity.reports.making import file_stem, view

    groups: dict[tuple[str, str], list[Assessment]] = {}
    for assessment in assessments:
        answers = assessment.answers
        groups.setdefault((answers.organisation, answers.date.isoformat()), []).append(assessment)
    named: dict[str, View] = {}
    for group in groups.values():
        made = view(group)
        stem = first = file_stem(made)
        while stem in named:  # organisations whose names differ in signs only
            stem = f"{first}-{sum(name.startswith(first) for name in named) + 1}"
        named[stem] = made
    return named


def _render(view: View, format: ReportFormat, templates: Path | None) -> bytes:
    if format == "json":
        import msgspec

        from cxmaturity.reports.plain import safe_json

        return safe_json(msgspec.json.format(msgspec.json.encode(view), indent=2).decode() + "\n").encode()
    if format == "pdf":
        return _pdf(view, templates)
    from cxmaturity.reports.render import render

    return render(view, format, data_folder("templates"), templates).encode()


def _pdf(view: View, templates: Path | None) -> bytes:
    from cxmaturity.cli.boundary import tell
    from cxmaturity.reports.pdf import pdf

    try:
        return pdf(view, data_folder("templates"), templates, tell)
    except ModuleNotFoundError as error:
        if error.name != "typst":
            raise
        message = 'A PDF is made by Typst, which is not installed; install it with: pip install "cxmaturity[pdf]"'
        raise NotWrittenError(message) from None


def _write(rendered: list[tuple[str, bytes]], output: str | None, format: str, several: bool) -> list[Path]:
    """Write the reports and say where: into a folder by their names, or one to the path given."""
    path = Path(output or ".")
    if several or is_folder(str(path)) or (output or "").endswith("/"):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotWrittenError(f"{path} can not be made a folder: {error.strerror}; name another") from None
        places = [(path / f"{stem}.{format}", data) for stem, data in rendered]
    else:
        places = [(path, rendered[0][1])]
    for place, data in places:
        write_bytes(place, data)
    return [place for place, _ in places]


def open_in_browser(path: Path) -> None:
    """Open a report in the user's browser; NotWrittenError says that there is none."""
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        raise NotWrittenError(f"no browser could be started; open {path} yourself")
