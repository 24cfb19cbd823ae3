"""The practices that act on a measure, as its file names them, and what they claim of it."""

from cxmaturity.domain.outcomes.sample import Acts
from cxmaturity.files.questionnaire.crosswalks import Questionnaires
from cxmaturity.files.shapes.outcomes import MeasureShape
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Path


def practices_of(shape: MeasureShape, known: Questionnaires | None, findings: Findings, path: Path) -> tuple[Acts, ...]:
    """The practices of a measure, each from a point on; errors are noted in the findings.

    Without `known` none of them is looked up.
    """
    practices = tuple(map(_acts, shape.practices or ()))
    if known is not None:
        for i, acts in enumerate(practices):
            _look_up(acts, known, findings, (*path, "practices", i))
    if shape.at_most is not None and shape.at_least is not None:
        findings.error((*path, "at_least"), "two-limits", "there is `at_most` already", "leave one of them out")
    if not practices and (shape.at_most or shape.at_least) is not None:
        key = "at_least" if shape.at_most is None else "at_most"
        hint = "add `practices: [questionnaire/practice@point]`, or leave it out"
        findings.error((*path, key), "no-claim", f"no practice claims `{key}`", hint)
    return practices


def _acts(text: str) -> Acts:
    where, _, point = text.partition("@")
    questionnaire, _, id_ = where.partition("/")
    return Acts(questionnaire, id_, point)


def _look_up(acts: Acts, known: Questionnaires, findings: Findings, path: Path) -> None:
    questionnaire = known.find(acts.questionnaire)
    if questionnaire is None:
        findings.unknown(path, "questionnaire", acts.questionnaire, known.names())
        return
    practice = questionnaire.practices.get(acts.practice)
    if practice is None:
        findings.unknown(path, "practice", acts.practice, list(questionnaire.practices))
        return
    points = [questionnaire.point(option.rank).id for option in practice.options]
    if acts.point and acts.point not in points:
        findings.unknown(path, "point", acts.point, points)
