"""Parts that a report has where they are asked for: what moved since, assessments over time, one's own cohort."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cxmaturity.cli.changes import movement, others_of, standing, versions_of
from cxmaturity.cli.loading import Loaded, expand, is_folder, load, load_each
from cxmaturity.cli.settings import Settings
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.change.cohort import Cohort
from cxmaturity.domain.change.history import History, history
from cxmaturity.files.yaml.source import read_source, refused

if TYPE_CHECKING:
    from cxmaturity.cli.changes import Movement
    from cxmaturity.reports.document.blocks import Part
    from cxmaturity.reports.view.report import Section

Maker = Callable[["Section"], "tuple[Part, ...]"]


def added(
    read: Sequence[Loaded], since: str | None, cohort: str | None, chosen: Settings, *, planning: bool
) -> Mapping[str, Maker]:
    """What makes the further parts of each answers file's chapter; everything that they need is read here.

    `since` is an older answers file, or a commit, tag or branch; `cohort` a folder. ProblemsFoundError lists what is
    wrong with any of them.
    """
    then = _earlier(read, since, chosen) if since is not None else {}
    others = _others(read, cohort, chosen) if cohort is not None else {}
    makers: dict[str, Maker] = {}
    for now in read:
        file = now.answers.file
        moved = movement(then[file], now, planning=planning) if file in then else None
        told = _over_time(moved, file, since, chosen) if moved and since is not None else None
        if moved or file in others:
            makers[file] = partial(_parts, moved, told, others.get(file))
    return makers


def _parts(
    moved: "Movement | None", told: tuple[History, Assessment] | None, among: Cohort | None, section: "Section"
) -> "tuple[Part, ...]":
    return tuple(_each(moved, told, among, section))


def _each(
    moved: "Movement | None", told: tuple[History, Assessment] | None, among: Cohort | None, section: "Section"
) -> "Iterator[Part]":
    if moved:
        from cxmaturity.reports.build.change import change_part

        yield change_part(section, moved.comparison, moved.old, moved.new)
    if told:
        from cxmaturity.reports.build.history import over_time_part

        yield over_time_part(section, *told)
    if among:
        from cxmaturity.reports.build.cohort import cohort_part

        yield cohort_part(section, among)


def _earlier(read: Sequence[Loaded], since: str, chosen: Settings) -> dict[str, Loaded]:
    """The earlier answers by the file of the later ones: of a file those of its questionnaire, else what git has."""
    if Path(since).is_file():
        then = load_each([partial(read_source, since)], chosen.catalogue(), notify=chosen.say)[0]
        fitting = {now.answers.file: then for now in read if now.questionnaire.id == then.questionnaire.id}
        if not fitting:
            message = f"{since} answers {then.questionnaire.id}, and none of the files does"
            raise typer.BadParameter(message, param_hint="--since")
        return fitting
    from cxmaturity.files.history import at

    reads = [partial(at, now.answers.file, since) for now in read]
    loaded = load_each(reads, chosen.catalogue(), notify=chosen.say)
    return {now.answers.file: then for now, then in zip(read, loaded, strict=True)}


def _over_time(moved: "Movement", file: str, since: str, chosen: Settings) -> tuple[History, Assessment]:
    """Every version that git has of a file where `since` names one of them, else the two that are compared."""
    if Path(since).is_file():
        return history([moved.old, moved.new]), moved.new
    assessments, left_out = versions_of(file, chosen)
    return history(assessments, left_out), moved.new


def _others(read: Sequence[Loaded], folder: str, chosen: Settings) -> dict[str, Cohort]:
    """Where each stands among those of the folder that answer the same questionnaire."""
    if not is_folder(folder):
        raise refused(folder, None, "no-folder", "this is no folder", "name a folder of answers files")
    candidates = load(expand([folder]), chosen.catalogue())
    return {own.answers.file: standing(others_of(folder, candidates, own), own) for own in read}
