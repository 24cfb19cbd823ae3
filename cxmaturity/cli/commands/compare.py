"""`cxmaturity compare`: what moved between two assessments, and why."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from cxmaturity.cli.commands import Command
from cxmaturity.cli.formats import endings_of, format_option
from cxmaturity.cli.loading import Loaded, load_each
from cxmaturity.cli.places import format_of
from cxmaturity.cli.planning import planned
from cxmaturity.cli.settings import Settings, settings
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.change.comparison import compared
from cxmaturity.files.yaml.source import STANDARD_INPUT, read_source, refused


def compare(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="OLD NEW", help="Two answers files of one questionnaire, or one with --since."),
    ],
    since: Annotated[
        str | None,
        typer.Option(metavar="REF", help="The old one is FILE as git has it at this commit, tag or branch."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="The file to write: its ending says the format."),
    ] = None,
    format: Annotated[
        str | None, format_option("compare", "How to print what moved; else as the ending of PATH.")
    ] = None,
    no_plan: Annotated[bool, typer.Option("--no-plan", help="Without what became of the plan: faster.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file too that cxmaturity did not write, without asking.")
    ] = False,
) -> None:
    """Say what moved between two assessments, and why.

    The stage with the fewest changes that explain it, the index by terms that add up exactly, evidence that grew too
    old, and what became of the targets and steps of the old plan.
    """
    chosen = settings(context)
    if len(files) != (1 if since is not None else 2):
        named = "one file with --since" if since is not None else "two files, the older one first, or one with --since"
        raise typer.BadParameter(f"name {named}", param_hint="OLD NEW")
    if output is not None:
        format = format_of(str(output), format, endings_of("compare"))
    then, now = _read(files, since, chosen)
    _check_pair(then, now)
    old, new = (assess(each.questionnaire, each.answers) for each in (then, now))
    again = None
    if not no_plan:
        old = planned(old, None)
        again = _planned_again(old, now)
    comparison = compared(old, new, now.questionnaire, again)
    from cxmaturity.cli.printing import put_document, write_document
    from cxmaturity.reports.build.change import change_document

    document = change_document(comparison, old, new)
    if output is None:
        put_document(document, format or "table", chosen, None, comparison)
    else:
        write_document(document, format or "md", output, chosen, files, comparison, force=force)


def _read(files: list[str], since: str | None, chosen: Settings) -> tuple[Loaded, Loaded]:
    """The answers of then and of now. ProblemsFoundError lists every error in both."""
    if files.count(STANDARD_INPUT) > 1:
        raise typer.BadParameter("standard input (-) can be read once only")
    if since is None:
        reads = [partial(read_source, name) for name in files]
    else:
        from cxmaturity.files.history import at

        reads = [partial(at, files[0], since), partial(read_source, files[0])]
    then, now = load_each(reads, chosen.catalogue(), notify=chosen.say)
    return then, now


def _planned_again(old: Assessment, now: Loaded) -> Assessment:
    """The answers of now, planned to the target of then."""
    goal, target = old.result.target, old.answers.target
    aim = replace(target, stage=goal.rank if goal else None)
    return planned(assess(now.questionnaire, replace(now.answers, target=aim)), None)


def _check_pair(then: Loaded, now: Loaded) -> None:
    """ProblemsFoundError where the two can not be compared."""
    if then.questionnaire.id != now.questionnaire.id:
        message = f"this answers {now.questionnaire.id}, and {then.answers.file} answers {then.questionnaire.id}"
        raise refused(now.answers.file, None, "other-questionnaire", message, "name two files of one questionnaire")
    if then.answers.date > now.answers.date:
        message = f"this is of {now.answers.date}, before {then.answers.file} of {then.answers.date}"
        raise refused(now.answers.file, None, "older", message, "name the older file first")


COMMAND = Command(
    compare,
    (
        "cxmaturity compare 2025.yaml organisational.yaml",
        "cxmaturity compare organisational.yaml --since HEAD~1",
        "cxmaturity compare 2025.yaml organisational.yaml -o compare.html",
    ),
)
