"""Assessments beside others: earlier ones, versions that git has, and a folder of other organisations'."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.cli.loading import Loaded, load, load_each
from cxmaturity.cli.planning import planned
from cxmaturity.cli.settings import Settings
from cxmaturity.domain.assessment import Assessment, assess, stages_of
from cxmaturity.domain.change.cohort import LEAST, Cohort, cohort
from cxmaturity.domain.change.comparison import Comparison, compared
from cxmaturity.domain.change.history import LeftOut
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.yaml.source import refused


class Movement(Struct, frozen=True):
    """What moved, and the two assessments between which it did."""

    comparison: Comparison
    old: Assessment
    new: Assessment


def movement(then: Loaded, now: Loaded, *, planning: bool) -> Movement:
    """What moved from answers to later ones; `planning` says what became of the plan, too.

    ProblemsFoundError where the two can not be compared.
    """
    _check_pair(then, now)
    old, new = (assess(each.questionnaire, each.answers) for each in (then, now))
    again = None
    if planning:
        old = planned(old, None)
        again = _planned_again(old, now)
    return Movement(compared(old, new, now.questionnaire, again), old, new)


def _planned_again(old: Assessment, now: Loaded) -> Assessment:
    """The answers of now, planned to the target of then."""
    goal, target = old.result.target, old.answers.target
    aim = replace(target, stage=goal.rank if goal else None)
    return planned(assess(now.questionnaire, replace(now.answers, target=aim)), None)


def _check_pair(then: Loaded, now: Loaded) -> None:
    """ProblemsFoundError where the two can not be compared."""
    if then.questionnaire.id != now.questionnaire.id:
        message = f"this answers {now.questionnaire.id}, and {then.answers.file} answers {then.questionnaire.id}"
        raise refused(now.answers.file, None, "other-questionnaire", message, "name two files of one questionnaire")
    if then.answers.date > now.answers.date:
        message = f"this is of {now.answers.date}, before {then.answers.file} of {then.answers.date}"
        raise refused(now.answers.file, None, "older", message, "name the older file first")


def versions_of(file: str, chosen: Settings) -> tuple[list[Assessment], list[LeftOut]]:
    """Every version that git has, and the file as it is now, which has to be right."""
    from cxmaturity.files.history import versions

    catalogue = chosen.catalogue()
    now = load([file], catalogue)[0]
    assessments: list[Assessment] = []
    left_out: list[LeftOut] = []
    for version in versions(file):
        try:
            read = load_each([version.text], catalogue, notify=lambda _: None)[0]
        except ProblemsFoundError as error:
            first = error.problems[0]
            left_out.append(LeftOut(version.source.name, first.message))
            continue
        if read.questionnaire.id != now.questionnaire.id:
            left_out.append(LeftOut(version.source.name, f"it answers {read.questionnaire.id}"))
            continue
        assessments.append(assess(read.questionnaire, read.answers))
    return [*assessments, assess(now.questionnaire, now.answers)], left_out


def others_of(folder: str, read: list[Loaded], own: Loaded | None) -> list[Loaded]:
    """Those of the folder that answer the same questionnaire, without one's own; an error where they are too few."""
    ids = {file.questionnaire.id for file in read}
    if own is None and len(ids) > 1:
        message = f"the files in it answer {len(ids)} questionnaires: {', '.join(sorted(ids))}"
        raise refused(folder, None, "mixed", message, "name your own answers as well, or a folder for each")
    wanted = own.questionnaire.id if own else next(iter(ids))
    same = [file for file in read if file.questionnaire.id == wanted]
    others = [file for file in same if own is None or not _is_own(file, own)]
    if len(others) < LEAST:
        message = f"{len(others)} of the files in it can be compared, and at least {LEAST} are needed"
        raise refused(folder, None, "too-few", message, f"add other organisations' answers to {wanted}")
    return others


def _is_own(loaded: Loaded, own: Loaded) -> bool:
    """Whether these answers are one's own: the same file, or an earlier assessment of the same organisation."""
    same = loaded.answers.organisation == own.answers.organisation and bool(own.answers.organisation)
    return same or loaded.answers.sha256 == own.answers.sha256


def standing(others: Sequence[Loaded], own: Loaded | None) -> Cohort:
    """Where one's own answers stand among others of the same questionnaire, without them the others alone."""
    assessed = [assess(other.questionnaire, other.answers) for other in others]
    mine = assess(own.questionnaire, own.answers) if own else None
    stages = [(stage.rank, stage.id, stage.name) for stage in stages_of(assessed[0].questionnaire, assessed[0].scores)]
    return cohort(assessed, mine, stages)
