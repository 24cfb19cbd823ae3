"""What holds between the parts of a questionnaire: references, gates, circles, stages that can be reached."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from cxmaturity.domain.model import Option, Practice, Questionnaire, Requirement, rank_of
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.files.questionnaire.versions import check_changes
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Path

MOST_CIRCLES = 100  # listed at once; each is found on its own


def check_structure(questionnaire: Questionnaire, paths: dict[str, Path], findings: Findings) -> None:
    """Note every error between the parts of a questionnaire; `paths` says where each practice stands."""
    _check_gates(questionnaire, findings)
    check_changes(questionnaire, findings)
    for problem in rule_of(questionnaire).problems(questionnaire):
        place = paths[problem.dimension] if problem.dimension else problem.place
        findings.error(place, problem.code, problem.message, problem.hint)
    sound = _check_requires(questionnaire, paths, findings)
    if sound:
        _check_circles(questionnaire, paths, findings)


def step_path(paths: dict[str, Path], practice: Practice, option: Option) -> Path:
    """Where the step of an option stands in the file."""
    return (*paths[f"{practice.id}@{option.rank}"], "step")


def _check_gates(questionnaire: Questionnaire, findings: Findings) -> None:
    seen: set[object] = set()
    practices = questionnaire.practices
    names = _names(practices)
    declared = findings.document.data.get("gates") or []
    for i, gate in enumerate(declared):
        for j, id_ in enumerate(gate["practices"]):
            path: Path = ("gates", i, "practices", j)
            if id_ not in practices:
                findings.unknown(path, "practice", id_, names)
            elif practices[id_].na:
                hint = "ask for another practice, or set `na: false`"
                findings.error(path, "gate-on-na", f"{id_} may be answered na, so it can be no gate", hint)
            stage = rank_of(gate["stage"], questionnaire.scale)
            if stage and (stage, id_) in seen:
                findings.error(path, "repeated-gate", f"this gate on {id_} stands here already", "leave it out")
            seen.add((stage, id_))


def _names(practices: Iterable[str]) -> list[str]:
    """The ids that a name can mean: not those that stand in for repeated ones."""
    return [id_ for id_ in practices if not id_.endswith("#")]


def _check_requires(questionnaire: Questionnaire, paths: dict[str, Path], findings: Findings) -> bool:
    before = len(findings.problems)
    practices = questionnaire.practices
    names = _names(practices)
    for practice in practices.values():
        for option in practice.options:
            for need in option.step.requires if option.step else ():
                path = (*step_path(paths, practice, option), "requires", need.practice)
                other = practices.get(need.practice)
                if other is None:
                    findings.unknown(path, "practice", need.practice, names)
                elif all(o.rank != need.rank for o in other.options):
                    has = ", ".join(questionnaire.point(o.rank).id for o in other.options)
                    message = f"{need.practice} has no option {questionnaire.point(need.rank).id}"
                    findings.error(path, "no-option", message, f"its options are {has}")
    return len(findings.problems) == before


def _check_circles(questionnaire: Questionnaire, paths: dict[str, Path], findings: Findings) -> None:
    """A step waits for its `requires` and for the option below it; these must form no circle."""
    graph: dict[Requirement, list[Requirement]] = {}
    for practice in questionnaire.practices.values():
        below: list[Requirement] = []
        for option in practice.options:
            reach = Requirement(practice.id, option.rank)
            graph[reach] = [*(b for b in below if b.rank < option.rank), *(option.step.requires if option.step else ())]
            below = [reach]
    for _ in range(MOST_CIRCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = _from_a_requires(questionnaire, error.args[1][:0:-1])
            _note_circle(questionnaire, paths, findings, circle)
            # one of its steps no longer waits, so that the next circle shows
            graph[circle[0]] = [need for need in graph[circle[0]] if need != circle[1]]
        else:
            return


def _from_a_requires(questionnaire: Questionnaire, around: list[Requirement]) -> list[Requirement]:
    """The circle from a step that waits by its `requires`, not for the option below it, and back to that step."""
    for i, at in enumerate(around):
        step = questionnaire.practices[at.practice].option(at.rank).step
        if step and around[(i + 1) % len(around)] in step.requires:
            return [*around[i:], *around[: i + 1]]
    raise AssertionError("options alone form no circle")


def _note_circle(
    questionnaire: Questionnaire, paths: dict[str, Path], findings: Findings, circle: list[Requirement]
) -> None:
    first = circle[0]
    practice = questionnaire.practices[first.practice]
    way = " needs ".join(f"{at.practice}@{questionnaire.point(at.rank).id}" for at in circle)
    path = (*step_path(paths, practice, practice.option(first.rank)), "requires", circle[1].practice)
    findings.error(path, "circle", f"these steps wait for each other: {way}", "leave one `requires` out")
