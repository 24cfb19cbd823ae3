"""`cxmaturity templates`: the built-in templates of reports, to start one's own from."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.built_in_templates import shipped
from cxmaturity.cli.commands.command import Command
from cxmaturity.cli.settings import settings
from cxmaturity.domain.language import counted_plain
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.files.writing import write_bytes

MOST_NAMED = 5


def templates(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to copy them to; existing files are kept.")],
) -> None:
    """Copy the built-in templates of reports into a folder.

    Change them there, delete those that you do not change, and name the folder: report FILE --templates DIR.
    """
    written: Counter[str] = Counter()
    kept: list[str] = []
    for name in shipped():
        place = folder / name
        if place.exists():
            kept.append(name)
            continue
        write_bytes(place, (data_folder("templates") / name).read_bytes(), replace=False)
        written[name.partition("/")[0]] += 1
    say = settings(context).say
    for part, count in written.items():
        say(f"Wrote {counted_plain(count, 'file')} into {folder / part}")
    if kept:
        named = ", ".join(kept[:MOST_NAMED]) + (", ..." if len(kept) > MOST_NAMED else "")
        say(f"Kept {counted_plain(len(kept), 'file')} that stood there already: {named}")
    say(
        "Delete what you do not change: the built-in templates stand in for it, also in later versions. Then:\n"
        f"  cxmaturity report FILE --templates {folder}"
    )


COMMAND = Command(
    templates,
    ("cxmaturity templates own",),
)
