"""Answers to other questionnaires that suggest answers in an interview."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cxmaturity.cli.loading import load
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.answers.load import ReadAnswers, read_answers
from cxmaturity.files.questionnaire.catalogue import SUFFIXES, Catalogue
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import read_tree

if TYPE_CHECKING:
    from cxmaturity.domain.crosswalk import Suggestion
    from cxmaturity.interview.session import Suggest

MOST_BESIDE = 50
"""How many files beside the answers are looked at; a folder with more is an archive."""


def suggesting(
    questionnaire: Questionnaire, path: Path, named: Sequence[str] | None, catalogue: Catalogue
) -> "Suggest":
    """What the answers named, or else those beside a file, suggest for a questionnaire, by the organisation.

    ProblemsFoundError lists what is wrong with files that were named; of those beside, only sound ones count.
    Files beside are read when the first suggestion is asked for.
    """
    read = load(named, catalogue) if named else None
    if read and all(answered.questionnaire.id == questionnaire.id for answered in read):
        message = f"it names answers to {questionnaire.id} only; answers to another questionnaire suggest answers to it"
        raise typer.BadParameter(message, param_hint="--from")
    crosswalk = catalogue.crosswalk()

    def suggest(organisation: str) -> "Mapping[str, Suggestion]":
        from cxmaturity.domain.crosswalk import suggestions

        candidates = list(_beside(path, catalogue)) if read is None else read
        meant = [
            answered for answered in candidates if answered.answers.organisation == organisation or not organisation
        ]
        if len({answered.answers.organisation for answered in meant}) > 1:
            return {}  # whose answers are meant can not be told
        return suggestions(crosswalk, questionnaire, [(answered.questionnaire, answered.answers) for answered in meant])

    return suggest


def _beside(path: Path, catalogue: Catalogue) -> Iterator[ReadAnswers]:
    """The sound answers files in the folder of a file, besides that file."""
    try:
        beside = sorted(p for p in path.parent.iterdir() if p.suffix in SUFFIXES and p.name != path.name)
        others = [p for p in beside if p.is_file()]  # a pipe that nobody writes into would be waited for
    except OSError:
        return  # the folder does not exist yet, or may not be looked into: nothing stands beside
    for other in others if len(others) <= MOST_BESIDE else ():
        try:
            source = read_source(str(other))
            yield read_answers(read_tree(source), source.sha256, catalogue)
        except ProblemsFoundError:
            continue  # whatever it is, nobody named it
