"""`cxmaturity report`: gap reports as HTML, Markdown, PDF or JSON."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmaturity.cli.adding import added
from cxmaturity.cli.batches import Task, write_all
from cxmaturity.cli.beside import reported
from cxmaturity.cli.browser import open_in_browser
from cxmaturity.cli.commands import Command
from cxmaturity.cli.completion import stages
from cxmaturity.cli.formats import endings_of, format_option
from cxmaturity.cli.loading import Loaded, expand, is_folder, load
from cxmaturity.cli.messages import tell
from cxmaturity.cli.naming import named_stage
from cxmaturity.cli.options import Force
from cxmaturity.cli.places import format_of, means_folder, settle
from cxmaturity.cli.planning import MOST_QUARTERS, quarters_of
from cxmaturity.cli.rendering import Case, Maker, Style
from cxmaturity.cli.settings import Settings, put, settings
from cxmaturity.cli.tables import Asked, By, MinCell, Table, TableOptions, only_of_tables
from cxmaturity.cli.unit_pages import report_table
from cxmaturity.cli.values import whole
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.yaml.source import STANDARD_INPUT, refused
from cxmaturity.reports.formats.format import FORMATS

if TYPE_CHECKING:
    from cxmaturity.domain.brand import Brand

MOST_NAMED = 20
"""How many reports are named one by one when they have been written."""


def report(  # noqa: PLR0917  the options of the command
    context: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...|DIR", help="Answers files, or a folder of them.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="The file to write, or a folder for several reports."),
    ] = None,
    format: Annotated[
        str | None,
        format_option("report", "If left out, what the ending of PATH says, or html; json holds all values."),
    ] = None,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder of your own templates, looked in first.")
    ] = None,
    brand: Annotated[
        str | None, typer.Option(metavar="FILE", help="A brand file: name, logo, colours and footer of the reports.")
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(metavar="STAGE", autocompletion=stages, help="The gap to this stage: its id, name or rank."),
    ] = None,
    no_plan: Annotated[
        bool, typer.Option("--no-plan", help="Without the plan to the target and how sure the stage is: faster.")
    ] = False,
    quarters: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            parser=whole("quarters", 6, least=1, most=MOST_QUARTERS),
            help="Schedule the plan over so many quarters.",
        ),
    ] = None,
    capacity: Annotated[
        str | None,
        typer.Option(metavar="DAYS", help="Person-days a quarter can carry: one number, or one for each: 80,80,120."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REF|FILE", help="Add what moved: since a commit, tag or branch in git, or an older answers file."
        ),
    ] = None,
    outcomes: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Add what customers say and what it is worth; if left out, outcomes.yaml beside FILE."
        ),
    ] = None,
    cohort: Annotated[
        str | None, typer.Option(metavar="DIR", help="Add where it stands among the answers files of a folder.")
    ] = None,
    one_page: Annotated[
        bool, typer.Option("--one-page", help="One page for a board: stage, proof, first moves, cost, decisions.")
    ] = False,
    force: Force = False,
    open: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    table: Table = None,
    questionnaire: Asked = None,
    by: By = None,
    min_cell: MinCell = None,
) -> None:
    """Write gap reports, or the page that shows the units of a table side by side.

    Files of one organisation and date make one report. Without -o the report goes to standard output; HTML or a
    PDF on a terminal goes to a file named after the organisation. No answers, questionnaire or brand is ever
    written over.
    """
    chosen = settings(context)
    only_of_tables(context, table=table is not None, shared=("output", "format", "force"))
    if table is not None:
        report_table(TableOptions(table, questionnaire, tuple(by or ()), min_cell), output, format, chosen, force=force)
        return
    if not files:
        context.fail("Missing argument 'FILE...|DIR'.")
    if no_plan and (quarters is not None or capacity is not None):
        raise typer.BadParameter("with --no-plan there is no plan to schedule", param_hint="--quarters")
    wanted = None if no_plan else quarters_of(quarters, capacity)
    if templates is not None:
        _check_templates(templates, chosen)
    if [*files, brand, outcomes].count(STANDARD_INPUT) > 1:
        raise typer.BadParameter("standard input (-) can be read once only")
    made_by, read = _read(brand, files, chosen)
    options = (("--quarters", quarters), ("--capacity", capacity))
    asked = "".join(f" {option} {given}" for option, given in options if given is not None)
    reports = _grouped(read, target)
    several = len(reports) > 1 or any(map(is_folder, files))
    if several and output is None:
        raise typer.BadParameter("several reports, or those of a folder, need a folder to go to", param_hint="-o")
    folder = _folder(output or ".", several=several)
    if output is not None and folder is None:
        format = format_of(output, format, endings_of("report"))
    chosen_format = FORMATS[format or "html"]
    further = added(read, since, cohort, chosen, planning=not no_plan) if since or cohort else {}
    told = reported(read, outcomes, chosen)
    style = Style(
        chosen_format, templates, made_by, chosen.catalogue().crosswalk(), wanted, asked, one_page, further, told
    )
    if output is None and not open and (chosen_format.is_text or not sys.stdout.isatty()):
        put(Maker(style, tell).report(*reports.values()))
        return
    places = [folder / f"{stem}{chosen_format.suffixes[0]}" for stem in reports] if folder else [Path(output or ".")]
    settle(places, [*expand(files), brand, templates, since, outcomes, cohort, chosen.questionnaires], force=force)
    write_all(style, list(map(Task, places, reports.values())), chosen)
    _tell_written(places, chosen)
    if open:
        open_in_browser(places[0])


def _tell_written(places: Sequence[Path], chosen: Settings) -> None:
    """Name what was written, of many the folder alone."""
    if len(places) > MOST_NAMED:
        chosen.say(f"Wrote {len(places):,} reports into {places[0].parent}")
        return
    for place in places:
        chosen.say(f"Wrote {place}")


def _check_templates(templates: Path, chosen: Settings) -> None:
    """Say what in a folder of templates is never looked at; ProblemsFoundError where it is no folder."""
    if not is_folder(str(templates)):
        raise refused(str(templates), None, "no-folder", "this is no folder of templates")
    from cxmaturity.cli.built_in_templates import misplaced

    if advice := misplaced(templates):
        chosen.say(advice)


def _folder(output: str, *, several: bool) -> Path | None:
    """The folder for reports that are named after their organisations; None where the output is the one file."""
    if is_folder(output) or means_folder(output):
        return Path(output)
    if several and Path(output).suffix.lower() in endings_of("report"):
        message = f"several reports, or those of a folder, go to a folder, and {output} is the name of a file"
        raise typer.BadParameter(message, param_hint="-o")
    return Path(output) if several else None


def _grouped(read: Iterable[Loaded], target: str | None) -> dict[str, tuple[Case, ...]]:
    """What goes into each report by the name of its file: one report an organisation and date."""
    from cxmaturity.reports.build.view import file_stem

    groups: dict[tuple[str, str], list[Case]] = {}
    for file in read:
        answers = file.answers
        case = Case(file.questionnaire, answers, named_stage(target, file.questionnaire, "--target"))
        groups.setdefault((answers.organisation, answers.date.isoformat()), []).append(case)
    named: dict[str, tuple[Case, ...]] = {}
    for (organisation, date), cases in groups.items():
        stem = first = file_stem(organisation, date)
        count = 1
        while stem in named:  # organisations whose names differ in signs only
            count += 1
            stem = f"{first}-{count}"
        named[stem] = tuple(cases)
    return named


def _read(brand: str | None, files: list[str], chosen: Settings) -> "tuple[Brand | None, list[Loaded]]":
    """The brand and the answers. ProblemsFoundError lists every error in all of these files."""
    made_by: Brand | None = None
    problems: list[Problem] = []
    if brand is not None:
        from cxmaturity.files.brand.load import brand_of_file

        try:
            made_by = brand_of_file(brand)
        except ProblemsFoundError as error:
            problems += error.problems
    try:
        read = load(expand(files), chosen.catalogue())
    except ProblemsFoundError as error:
        raise ProblemsFoundError([*problems, *error.problems]) from None
    if problems:
        raise ProblemsFoundError(problems)
    return made_by, read


COMMAND = Command(
    report,
    (
        "cxmaturity report organisational.yaml -o report.html",
        "cxmaturity report organisational.yaml digital.yaml -o all.md",
        "cxmaturity report organisational.yaml -o report.pdf --quarters 6",
        "cxmaturity report organisational.yaml --format md --one-page",
    ),
)
