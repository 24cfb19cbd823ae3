"""`cxmaturity score`: non-interactive scoring."""

import datetime
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cxmaturity.cli.beside import each_with_told, reported, seen
from cxmaturity.cli.commands import Command
from cxmaturity.cli.completion import stages
from cxmaturity.cli.drops import before, dropped
from cxmaturity.cli.exit_codes import FailUnderError
from cxmaturity.cli.formats import format_option
from cxmaturity.cli.loading import Loaded, load
from cxmaturity.cli.naming import named_stage
from cxmaturity.cli.options import Force, Output
from cxmaturity.cli.planning import planned
from cxmaturity.cli.settings import Settings, put, settings
from cxmaturity.cli.tables import Asked, By, MinCell, Table, only_of_tables
from cxmaturity.cli.warehouse import Into, Keep, Sql, TableAsked, score_rows
from cxmaturity.domain.assessment import Assessment, assess

if TYPE_CHECKING:
    from cxmaturity.cli.paging import Put
    from cxmaturity.domain.outcomes.reported import Reported


def score(  # noqa: PLR0917  the options of the command
    context: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Answers files; - is standard input.")
    ] = None,
    format: Annotated[str, format_option("score", "How to print the result.")] = "table",
    full: Annotated[bool, typer.Option("--full", help="Everything that a report has, but for the answers.")] = False,
    target: Annotated[
        str | None,
        typer.Option(metavar="STAGE", autocompletion=stages, help="Look ahead to this stage: its id, name or rank."),
    ] = None,
    fail_under: Annotated[
        str | None,
        typer.Option(metavar="STAGE", autocompletion=stages, help="Exit with 3 where a file stands below this stage."),
    ] = None,
    fail_on_drop: Annotated[
        str | None,
        typer.Option(
            metavar="REF|FILE",
            help="Exit with 3 where a file stands below what it was, as git has it at REF, or below an older FILE.",
        ),
    ] = None,
    outcomes: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Add what customers say and what it is worth; if left out, outcomes.yaml beside FILE."
        ),
    ] = None,
    sure: Annotated[
        bool, typer.Option("--sure", help="Say too what would lose the stage, and how often other weights keep it.")
    ] = False,
    no_plan: Annotated[
        bool, typer.Option("--no-plan", help="Without the plan to the target: faster for many files.")
    ] = False,
    table: Table = None,
    questionnaire: Asked = None,
    by: By = None,
    min_cell: MinCell = None,
    output: Output = None,
    force: Force = False,
    into: Into = None,
    sql: Sql = None,
    keep: Keep = None,
) -> None:
    """Score answers files, or a table of answers.

    Prints the stage with its interval, what is documented, and the cheapest plan to the target; of a table a row of
    results for each of its rows.
    """
    chosen = settings(context)
    only_of_tables(context, table=table is not None)
    if table is not None:
        groups = tuple(dict.fromkeys(by or ()))
        asked = TableAsked(table, groups, min_cell, output, into, sql, tuple(keep or ()), force)
        score_rows(asked, questionnaire, chosen)
        return
    if not files:
        context.fail("Missing argument 'FILE...'.")
    if format == "badge" and len(files) > 1:
        raise typer.BadParameter(f"a badge is of one file, and {len(files)} are named", param_hint="--format")
    read = load(files, chosen.catalogue())
    targets = [named_stage(target, loaded.questionnaire, "--target") for loaded in read]
    floors = [named_stage(fail_under, loaded.questionnaire, "--fail-under") for loaded in read]
    earlier = [None] * len(read) if fail_on_drop is None else before(read, fail_on_drop, chosen)
    told = reported(read, outcomes, chosen)
    below: list[str] = []

    def scored() -> Iterator[Assessment]:  # one at a time, as they can be many
        for file, rank, floor, then in zip(read, targets, floors, earlier, strict=True):
            assessment = assess(file.questionnaire, file.answers, rank)
            if not no_plan:
                assessment = planned(assessment, rank)
            if sure or (full and not no_plan):
                from cxmaturity.domain.sensitivity.robustness import with_robustness

                assessment = with_robustness(assessment)
            if floor is not None:
                below.append(_below(assessment, floor))
            if then is not None:
                below.append(dropped(then, assessment))
            yield assessment

    if format == "json":
        _put_json(each_with_told(scored(), told), single=len(read) == 1)
    else:
        given = (("--target", target), ("--outcomes", outcomes))
        again = [word for option, value in given if value is not None for word in (option, value)]
        _print_all(scored(), list(zip(read, targets, strict=True)), format, chosen, told, again, full=full or sure)
    if any(below):
        raise FailUnderError("\n".join(filter(None, below)))


def _print_all(
    scored: Iterable[Assessment],
    read: Sequence[tuple[Loaded, int | None]],
    format: str,
    chosen: Settings,
    told: "Mapping[str, Reported]",
    asked: Sequence[str],
    *,
    full: bool,
) -> None:
    """Print the results for people, of several files a line each first; `asked` are options to type again."""
    from cxmaturity.cli.paging import collecting

    together = _together(read)
    with collecting(chosen, long=full) as to:
        if len(read) > 1:
            _print_each(read, format, chosen, to)
        alone = {file: beside for file, beside in told.items() if not any(file in group for group in together)}
        days = _print(scored, format, chosen, to, alone, asked, full=full)
        for group in together:
            _print_together(group, format, chosen, to, told, days, full=full)


def _put_json(scored: Iterable[Assessment], *, single: bool) -> None:
    """One result as an object, several as a list."""
    from cxmaturity.reports.formats import json

    before = "" if single else "[\n"
    for assessment in scored:
        text = json.text(assessment.result).rstrip("\n")
        put((before + (text if single else textwrap.indent(text, "  "))).encode())
        before = ",\n"
    put(b"\n" if single else b"\n]\n")


def _print_each(read: Iterable[tuple[Loaded, int | None]], format: str, chosen: Settings, to: "Put") -> None:
    """Print a line for each of several files: its stage, and whose it is."""
    from cxmaturity.cli.printing import put_document
    from cxmaturity.reports.build.lines import lines_document

    each = (assess(file.questionnaire, file.answers, target) for file, target in read)
    put_document(lines_document(each), format, chosen, to=to)
    to(b"\n")


def _print(
    scored: Iterable[Assessment],
    format: str,
    chosen: Settings,
    to: "Put",
    told: "Mapping[str, Reported]",
    asked: Sequence[str],
    *,
    full: bool,
) -> dict[str, int]:
    """Print each result; returns the days of the plans, by the file."""
    from cxmaturity.cli.printing import further, put_document
    from cxmaturity.reports.build.summary import summary_document

    crosswalk = chosen.catalogue().crosswalk()
    days: dict[str, int] = {}
    for i, assessment in enumerate(scored):
        if i:
            to(b"\n")
        file = assessment.answers.file
        report_view = seen([assessment], crosswalk, told.get(file))
        document = summary_document(report_view, full=full, lines=() if full else further(file, chosen, asked))
        put_document(document, format, chosen, report_view, assessment.result, to)
        days |= {file: assessment.result.plan.days} if assessment.result.plan else {}
    return days


Group = Mapping[str, tuple[Loaded, int | None]]
"""Files of one organisation and date, each with the target that is asked for, by their names."""


def _together(read: Iterable[tuple[Loaded, int | None]]) -> list[Group]:
    """The files that belong together, where these are several."""
    groups: dict[tuple[str, datetime.date], dict[str, tuple[Loaded, int | None]]] = {}
    for each in read:
        answers = each[0].answers
        groups.setdefault((answers.organisation, answers.date), {})[answers.file] = each
    return [group for group in groups.values() if len(group) > 1]


def _print_together(
    group: Group,
    format: str,
    chosen: Settings,
    to: "Put",
    told: "Mapping[str, Reported]",
    days: Mapping[str, int],
    *,
    full: bool,
) -> None:
    """Print what is said once of several files: of their customers, and what does not fit together."""
    from cxmaturity.cli.printing import put_document
    from cxmaturity.reports.build.summary import together_document

    assessments = [assess(file.questionnaire, file.answers, target) for file, target in group.values()]
    beside = next((told[file] for file in group if file in told), None)
    planned_days = [days[file] for file in group if file in days]
    all_days = sum(planned_days) if planned_days else None
    report_view = seen(assessments, chosen.catalogue().crosswalk(), beside, all_days)
    if document := together_document(report_view, full=full):
        to(b"\n")
        put_document(document, format, chosen, report_view, to=to)


def _below(assessment: Assessment, floor: int) -> str:
    """Why a file is below the stage asked for; nothing where it is not. Unclaimed counts as the worst case."""
    stage = assessment.result.stage
    if stage.stands is not None and stage.stands >= floor:
        return ""
    if stage.stands is None:
        return f"{assessment.answers.file}: there is nothing to score, so no stage is reached"
    from cxmaturity.reports.words.result import Words

    name = Words(assessment).name
    claimed = "" if stage.claimed else " (no stage is claimed, so the worst case counts)"
    return f"{assessment.answers.file}: {name(stage.stands)}{claimed}, where --fail-under asks for {name(floor)}"


COMMAND = Command(
    score,
    (
        "cxmaturity score organisational.yaml",
        "cxmaturity score organisational.yaml digital.yaml --format json",
        "cxmaturity score organisational.yaml --fail-on-drop 2025.yaml",
        "cxmaturity score --table units.csv --questionnaire organisational --by unit",
    ),
)
