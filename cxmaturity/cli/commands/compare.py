"""`cxmaturity compare`: what moved between two assessments, and why."""

from functools import partial
from typing import Annotated

import typer

from cxmaturity.cli.changes import movement
from cxmaturity.cli.commands import Command
from cxmaturity.cli.formats import endings_of, format_option
from cxmaturity.cli.loading import Loaded, load_each
from cxmaturity.cli.options import Force, Output
from cxmaturity.cli.places import format_of
from cxmaturity.cli.settings import Settings, settings
from cxmaturity.files.yaml.source import STANDARD_INPUT, read_source


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
    output: Output = None,
    format: Annotated[
        str | None, format_option("compare", "How to print what moved; else as the ending of PATH.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Every term of the index, step and answer.")] = False,
    no_plan: Annotated[bool, typer.Option("--no-plan", help="Without what became of the plan: faster.")] = False,
    force: Force = False,
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
    moved = movement(then, now, planning=not no_plan)
    from cxmaturity.cli.printing import next_line, put_document, write_document
    from cxmaturity.reports.build.change import change_document

    full = full or output is not None
    asked = ["--since", since] if since else []
    lines = () if full else (next_line("All of it", chosen.typed("compare", *files, *asked, "--full")),)
    document = change_document(moved.comparison, moved.old, moved.new, full=full, lines=lines)
    if output is None:
        put_document(document, format or "table", chosen, None, moved.comparison)
    else:
        write_document(document, format or "md", output, chosen, files, moved.comparison, force=force)


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


COMMAND = Command(
    compare,
    (
        "cxmaturity compare 2025.yaml organisational.yaml",
        "cxmaturity compare organisational.yaml --since HEAD~1",
        "cxmaturity compare 2025.yaml organisational.yaml -o compare.html",
    ),
)
