"""What a shell completes: ids, stages, dimensions, practices, kinds of schemas. Nothing is imported before one asks."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cxmaturity.domain.model import Questionnaire
    from cxmaturity.files.questionnaire.catalogue import Catalogue


def questionnaires(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of questionnaires."""
    return _beginning(incomplete, _catalogue(context).names())


def practices(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of the practices of the questionnaire that is typed already."""
    return _beginning(incomplete, (id_ for questionnaire in _meant(context) for id_ in questionnaire.practices))


def parts(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of dimensions and practices of the answers file that is typed already."""
    from cxmaturity.domain.model import walk

    ids = (group.id for questionnaire in _meant(context) for group in walk(questionnaire.dimensions))
    return _beginning(
        incomplete, ("stage", *ids, *(id_ for questionnaire in _meant(context) for id_ in questionnaire.practices))
    )


def schema_kinds(context: typer.Context, incomplete: str) -> list[str]:
    """After --schema the kinds that there are schemas of; else nothing, so that a shell completes files."""
    from cxmaturity.cli.schemas import KINDS

    return _beginning(incomplete, KINDS) if context.params.get("schema") else []


def stages(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of the stages that a target can be, of the answers files that are typed already."""
    return _beginning(
        incomplete, dict.fromkeys(id_ for questionnaire in _meant(context) for id_ in _stage_ids(questionnaire))
    )


def targets(context: typer.Context, incomplete: str) -> list[str]:
    """What --target of a plan takes: a stage, or a dimension and then its level."""
    from cxmaturity.domain.model import walk

    dimension, equals, _ = incomplete.partition("=")
    if equals:
        meant = [
            questionnaire
            for questionnaire in _meant(context)
            if dimension in {group.id for group in walk(questionnaire.dimensions)}
        ]
        points = dict.fromkeys(point.id for questionnaire in meant for point in questionnaire.scale)
        return _beginning(incomplete, (f"{dimension}={point}" for point in points))
    groups = (f"{group.id}=" for questionnaire in _meant(context) for group in walk(questionnaire.dimensions))
    return [*stages(context, incomplete), *_beginning(incomplete, groups)]


def _beginning(incomplete: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]


def _stage_ids(questionnaire: "Questionnaire") -> list[str]:
    """What a stage is typed as: the ids of the points, or the ranks where a rule has stages of its own."""
    from cxmaturity.domain.scoring.rule import rule_of

    rule = rule_of(questionnaire)
    by_rank = {rule.stage_rank(questionnaire, point.id): point.id for point in questionnaire.scale}
    stages = rule.stages(questionnaire, len(questionnaire.dimensions))
    return [by_rank.get(stage.rank, str(stage.rank)) for stage in stages]


def _catalogue(context: typer.Context) -> "Catalogue":
    from cxmaturity.files.questionnaire.catalogue import Catalogue

    folder = context.find_root().params.get("questionnaires")
    return Catalogue(Path(folder) if folder else None)


def _meant(context: typer.Context) -> Iterator["Questionnaire"]:
    """The questionnaires that the words typed already speak of, else all; those with errors are left out."""
    from cxmaturity.domain.problems import ProblemsFoundError

    catalogue = _catalogue(context)
    named = context.params.get("questionnaire")
    file = context.params.get("file")
    # before an option whose value is being typed, what is no option waits in `args`
    files = [*(context.params.get("files") or ()), *([file] if file else ()), *context.args]
    for id_ in [named] if named else list(_answered(files)) or catalogue.names():
        try:
            questionnaire = catalogue.find(id_.partition("@")[0])
        except ProblemsFoundError:
            continue  # the command that is being typed will tell
        if questionnaire is not None:
            yield questionnaire


def _answered(files: Iterable[str]) -> Iterator[str]:
    """The questionnaires that answers files say they answer; of those that can be read."""
    from cxmaturity.domain.problems import ProblemsFoundError
    from cxmaturity.files.yaml.source import STANDARD_INPUT, read_source
    from cxmaturity.files.yaml.tree import read_tree

    for file in files:
        if file != STANDARD_INPUT:
            try:
                data = read_tree(read_source(file)).data
            except ProblemsFoundError:
                continue  # likewise
            yield str(data.get("questionnaire", ""))
