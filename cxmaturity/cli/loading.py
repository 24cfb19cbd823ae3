"""From the files that a command names to assessments: all loaded first, every problem of all of them at once."""

import datetime
import functools
import os.path
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import typer
from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.cli.naming import named_stage
from cxmaturity.domain.answers import Answers
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.answers.load import ReadAnswers, read_answers
from cxmaturity.files.questionnaire.catalogue import SUFFIXES, Catalogue
from cxmaturity.files.writing import clear_left
from cxmaturity.files.yaml.source import STANDARD_INPUT, Source, read_source, refused
from cxmaturity.files.yaml.tree import Document, read_mended

OUTCOMES = "outcomes.yaml"
"""What a file of outcomes is called that lies beside the answers: it holds none itself."""


class Loaded(Struct, frozen=True):
    """Answers with the questionnaire that they answer; of their file nothing else is kept, as they can be many."""

    questionnaire: Questionnaire
    answers: Answers


def load(names: Sequence[str], catalogue: Catalogue) -> list[Loaded]:
    """Answers of all files. ProblemsFoundError lists every error in all of them."""
    if names.count(STANDARD_INPUT) > 1:
        raise typer.BadParameter("standard input (-) can be read once only")
    clear_left(Path(name) for name in names if name != STANDARD_INPUT)
    return load_each([functools.partial(read_source, name) for name in names], catalogue)


def load_each(
    reads: Iterable[Callable[[], Source]], catalogue: Catalogue, *, notify: Callable[[str], None] | None = None
) -> list[Loaded]:
    """Answers of everything that is read. ProblemsFoundError lists every error in all of it.

    With `notify`, answers to an older version are moved to the one of now, and it is handed a sentence on each.
    """
    loaded: list[Loaded] = []
    problems: dict[Problem, None] = {}  # several answers can meet the same error in their questionnaire
    for read in reads:
        try:
            source = read()
            document = read_mended(source)
            if notify is not None and not document.slips:
                document = _moved(document, source, catalogue, notify)
            answered = read_answers(document, source.sha256, catalogue)
            loaded.append(Loaded(answered.questionnaire, answered.answers))
        except ProblemsFoundError as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise ProblemsFoundError(problems)
    return loaded


def _moved(document: Document, source: Source, catalogue: Catalogue, notify: Callable[[str], None]) -> Document:
    from cxmaturity.files.answers.migrating import migrated

    moved = migrated(document, catalogue)
    if moved is None:
        return document
    sentence = "{file} is moved from version {old} to {new}: {n} {n|answer is|answers are} not known for that."
    old, new = str(moved.from_version), str(moved.questionnaire.version)
    notify(say(sentence, file=source.name, old=old, new=new, n=len(moved.asked)))
    return read_mended(replace(source, text=moved.text))


def assess_all(read: Iterable[Loaded | ReadAnswers], target: str | None) -> list[Assessment]:
    """An assessment of each, with the command line's target if it gives one."""
    return [
        assess(each.questionnaire, each.answers, named_stage(target, each.questionnaire, "--target")) for each in read
    ]


def by_organisation(assessments: Iterable[Assessment]) -> list[list[Assessment]]:
    """Assessments that belong together: those of one organisation on one day, in the order given."""
    groups: dict[tuple[str, datetime.date], list[Assessment]] = {}
    for assessment in assessments:
        groups.setdefault((assessment.answers.organisation, assessment.answers.date), []).append(assessment)
    return list(groups.values())


def is_folder(name: str) -> bool:
    """Whether a name is that of a folder: not where it is too long, or lies where nobody may look."""
    return os.path.isdir(name)  # noqa: PTH112  for such names Path.is_dir raises


def _holds_answers(path: Path) -> bool:
    """Whether a file of a folder is one to read: no outcomes, no hidden one, as editors leave, no pipe, no folder."""
    named = path.suffix in SUFFIXES and path.name != OUTCOMES and not path.name.startswith(".")
    return named and (path.is_file() or not path.exists())


def expand(names: Sequence[str]) -> list[str]:
    """The names with each folder replaced by the answers files in it. ProblemsFoundError where it has none."""
    files: list[str] = []
    for name in names:
        if name != STANDARD_INPUT and is_folder(name):
            try:
                inside = sorted(str(path) for path in Path(name).iterdir() if _holds_answers(path))
            except OSError as error:
                raise refused(name, None, "unreadable", f"the folder can not be read: {error.strerror}") from None
            if not inside:
                raise refused(name, None, "empty-folder", "no .yaml or .yml file is in this folder", "name another")
            files += inside
        else:
            files.append(name)
    return files
