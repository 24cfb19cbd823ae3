"""`cxmaturity templates`: the built-in templates of reports, to start one's own from."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.settings import settings
from cxmaturity.domain.language import counted_plain
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.files.writing import write_bytes

FOLDERS = ("html", "markdown", "typst")
NOT_OF_REPORTS = {"markdown/questionnaire.md.j2", "markdown/summary.md.j2"}
"""Templates of other commands, which look into no folder of the user's."""

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


def shipped() -> list[str]:
    """The names of the templates that reports are made of, as they call each other."""
    root = data_folder("templates")
    files = (path for folder in FOLDERS for path in sorted((root / folder).rglob("*")) if path.is_file())
    return [name for name in (path.relative_to(root).as_posix() for path in files) if name not in NOT_OF_REPORTS]


def misplaced(folder: Path) -> str:
    """What to say of a folder in which nothing stands where a built-in template does; nothing where something does.

    Such a folder changes nothing, and so does an empty one, of which that is expected.
    """
    known = shipped()
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    if not names or set(names) & set(known):
        return ""
    meant = next(
        (
            f"; {folder / name} would be {folder / one}"
            for name in names
            for one in known
            if Path(one).name == Path(name).name
        ),
        "",
    )
    return f"Nothing in {folder} replaces a built-in template{meant}. Start from: cxmaturity templates {folder}"
