"""What `assess` offers for answers to an older version of a questionnaire: to move them, and keep the old file."""

import sys
from pathlib import Path

from cxmaturity.cli.settings import Settings
from cxmaturity.cli.terminal import visible
from cxmaturity.cli.wrapping import width_of, wrapped
from cxmaturity.domain.language import say
from cxmaturity.files.answers.migrating import migrated
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.writing import write_text
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import read_tree


def offer_to_move(path: Path, catalogue: Catalogue, chosen: Settings) -> None:
    """Move the answers of a file to the version of now after a yes on a terminal; the old text stays beside it.

    ProblemsFoundError where the file can not be read. Without a terminal, or after a no, nothing is done: reading the
    answers then says what is wrong.
    """
    if not (path.is_file() and sys.stdin.isatty() and sys.stderr.isatty()):
        return
    source = read_source(str(path))
    moved = migrated(read_tree(source), catalogue)
    if moved is None:
        return
    kept = _beside(path, moved.from_version)
    question = say(
        "{file} answers version {old}, and version {new} is here. Move it? {n:Word} {n|answer has|answers have} to be"
        " given again; the old file is kept as {kept}. [Y/n]",
        file=str(path),
        old=str(moved.from_version),
        new=str(moved.questionnaire.version),
        n=len(moved.asked),
        kept=str(kept),
    )
    lines = wrapped(visible(question), width_of(sys.stderr) or 80)
    sys.stderr.write("\n".join(lines) + " ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() in {"", "y", "yes"}:
        write_text(kept, source.text, replace=False)
        write_text(path, moved.text)
        for answer in moved.asked:
            chosen.say(say("  {title}: {why}", title=answer.title, why=answer.why))


def _beside(path: Path, version: int) -> Path:
    """A name that no file has yet, which says the version."""
    name = path.with_name(f"{path.stem}.version-{version}{path.suffix}")
    count = 1
    while name.exists():
        count += 1
        name = path.with_name(f"{path.stem}.version-{version}-{count}{path.suffix}")
    return name
