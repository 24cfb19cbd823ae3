"""`cxmaturity benchmark`: where an organisation stands among the answers files that one has."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.formats import endings_of, format_option
from cxmaturity.cli.loading import Loaded, expand, is_folder, load
from cxmaturity.cli.places import format_of
from cxmaturity.cli.settings import settings
from cxmaturity.domain.assessment import assess, stages_of
from cxmaturity.domain.change.cohort import LEAST, cohort
from cxmaturity.files.yaml.source import refused


def benchmark(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder with the answers files of the others.")],
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="Your own answers, to see where they stand; - is standard input."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="The file to write: its ending says the format."),
    ] = None,
    format: Annotated[str | None, format_option("compare", "How to print it; else as the ending of PATH.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file too that cxmaturity did not write, without asking.")
    ] = False,
) -> None:
    """Show where an organisation stands among others.

    The index of the whole and of every dimension among the answers files of a folder, as percentiles. Only files of
    the same questionnaire and version count, nothing is said of fewer than five others, and nobody is named.
    """
    chosen = settings(context)
    if output is not None:
        format = format_of(str(output), format, endings_of("compare"))
    if not is_folder(folder):
        raise refused(folder, None, "no-folder", "this is no folder", "name a folder of answers files")
    names = expand([folder])
    read = load([*names, *([file] if file else [])], chosen.catalogue())
    own = read.pop() if file else None
    others = _others(folder, read, own)
    assessed = [assess(other.questionnaire, other.answers) for other in others]
    mine = assess(own.questionnaire, own.answers) if own else None
    stages = [(stage.rank, stage.id, stage.name) for stage in stages_of(assessed[0].questionnaire, assessed[0].scores)]
    among = cohort(assessed, mine, stages)
    from cxmaturity.cli.printing import put_document, write_document
    from cxmaturity.reports.build.cohort import cohort_document

    document = cohort_document(among, assessed[0].questionnaire.title)
    if output is None:
        put_document(document, format or "table", chosen, None, among)
    else:
        write_document(document, format or "md", output, chosen, [*names, file], among, force=force)


def _others(folder: str, read: list[Loaded], own: Loaded | None) -> list[Loaded]:
    """Those of the folder that answer the same questionnaire, without one's own; an error where they are too few."""
    ids = {file.questionnaire.id for file in read}
    if own is None and len(ids) > 1:
        message = f"the files in it answer {len(ids)} questionnaires: {', '.join(sorted(ids))}"
        raise refused(folder, None, "mixed", message, "name your own answers as well, or a folder for each")
    wanted = own.questionnaire.id if own else next(iter(ids))
    same = [file for file in read if file.questionnaire.id == wanted]
    others = [file for file in same if own is None or not _is_own(file, own)]
    if len(others) < LEAST:
        message = f"{len(others)} of its files can be compared with, and at least {LEAST} are needed"
        raise refused(folder, None, "too-few", message, f"add answers of others to {wanted}")
    return others


def _is_own(loaded: Loaded, own: Loaded) -> bool:
    """Whether these answers are one's own: the same file, or an earlier assessment of the same organisation."""
    same = loaded.answers.organisation == own.answers.organisation and bool(own.answers.organisation)
    return same or loaded.answers.sha256 == own.answers.sha256


COMMAND = Command(
    benchmark,
    (
        "cxmaturity benchmark cohort organisational.yaml",
        "cxmaturity benchmark cohort",
    ),
)
