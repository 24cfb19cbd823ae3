"""What the newest version of a questionnaire says that it changed: every practice and point in it has to be there."""

from collections.abc import Iterator

from cxmaturity.domain.model import Questionnaire, VersionChange
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Path


def check_changes(questionnaire: Questionnaire, findings: Findings) -> None:
    """Note every practice or point that the changes to this version name and that is none.

    Changes to earlier versions name what may be gone by now.
    """
    declared = findings.document.data.get("changes") or []
    change = questionnaire.changes.get(questionnaire.version)
    places = [i for i, change in enumerate(declared) if str(change.get("version")) == str(questionnaire.version)]
    if change is None or not places:
        return
    here: Path = ("changes", places[-1])
    practices = questionnaire.practices
    names = [id_ for id_ in practices if not id_.endswith("#")]
    for path, id_ in _new_practices(change):
        if id_ not in practices:
            findings.unknown((*here, *path), "practice", id_, names)
    for path, id_, point in _new_points(change):
        if id_ in practices:
            points = [questionnaire.point(option.rank) for option in practices[id_].options]
            if point not in {known.id for known in points}:
                findings.unknown_point((*here, *path), point, points)


def _new_practices(change: VersionChange) -> Iterator[tuple[Path, str]]:
    """The practices that have to be there now."""
    yield from ((("renamed", old), new) for old, new in change.renamed.items())
    yield from ((("split", old, i), new) for old, all_ in change.split.items() for i, new in enumerate(all_))
    yield from ((("merged", new), new) for new in change.merged)
    yield from ((("moved_option", id_), id_) for id_ in change.moved_option)
    yield from ((("ask_again", id_), id_) for id_ in change.ask_again)


def _new_points(change: VersionChange) -> Iterator[tuple[Path, str, str]]:
    """The points of practices that have to be there now."""
    for id_, moved in change.moved_option.items():
        yield from ((("moved_option", id_, old), id_, new) for old, new in moved.items())
    for id_, points in change.ask_again.items():
        yield from ((("ask_again", id_, i), id_, point) for i, point in enumerate(points))
