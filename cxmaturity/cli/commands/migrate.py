"""`cxmaturity migrate`: answers to an older version of a questionnaire, moved to the one that is there now."""

import difflib
from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.options import Force
from cxmaturity.cli.places import ANSWERS_ENDINGS, format_of, settle
from cxmaturity.cli.settings import Settings, put, settings
from cxmaturity.cli.terminal import one_line, visible
from cxmaturity.domain.language import say
from cxmaturity.files.answers.migrating import Migrated, migrated
from cxmaturity.files.writing import write_text
from cxmaturity.files.yaml.source import Source, read_source
from cxmaturity.files.yaml.tree import read_tree


def migrate(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="An answers file; - is standard input.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="NEW", help="The file to write; FILE stays as it is.")
    ] = None,
    force: Force = False,
) -> None:
    """Move answers to the version of their questionnaire that is there now.

    Shows what changes as a diff, and lists what must be asked again: an answer whose option means something else is
    not known any more, and keeps its note and evidence. Nothing is guessed, and comments stay.
    """
    chosen = settings(context)
    if output is not None:
        format_of(str(output), None, ANSWERS_ENDINGS)
    source = read_source(file)
    moved = migrated(read_tree(source), chosen.catalogue())
    if moved is None:
        from cxmaturity.cli.loading import load_each

        load_each([lambda: source], chosen.catalogue())
        chosen.say(say("{file} is in the version that is there now: nothing to move.", file=one_line(file)))
        return
    if output is not None:
        settle([output], [file, chosen.questionnaires], force=force)
        write_text(output, moved.text)
    put("".join(map(visible, _diff(source, moved.text))).encode())
    _tell(moved, output, chosen)


def _diff(source: Source, text: str) -> list[str]:
    lines = source.text.splitlines(keepends=True), text.splitlines(keepends=True)
    named = difflib.unified_diff(*lines, one_line(source.name), "now")
    return [line if line.endswith("\n") else f"{line}\n" for line in named]


def _tell(moved: Migrated, output: Path | None, chosen: Settings) -> None:
    id_, version = moved.questionnaire.id, moved.questionnaire.version
    chosen.say(
        say(
            "Moved from {id}@{old} to {id}@{new}: {n} {n|answer|answers} to ask again.",
            id=id_,
            old=str(moved.from_version),
            new=str(version),
            n=len(moved.asked),
        )
    )
    for question in moved.asked:
        was = say(" (it was {said})", said=question.said) if question.said else ""
        chosen.say(f"  {question.practice}: {question.why}{was}")
    for note in moved.notes:
        chosen.say(f"  {note}")
    if output is None:
        chosen.say(
            "Nothing was written: name a file with -o NEW.yaml, then answer again with cxmaturity assess NEW.yaml"
        )
    else:
        chosen.say(say("Wrote {file}. Answer again: ", file=one_line(str(output))) + chosen.typed("assess", output))


COMMAND = Command(
    migrate,
    (
        "cxmaturity migrate organisational.yaml",
        "cxmaturity migrate organisational.yaml -o organisational-2.yaml",
    ),
)
