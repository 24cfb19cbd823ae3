"""Explanations that can explain nothing, as warnings of `check`."""

from collections.abc import Iterator, Sequence

from cxmaturity.cli.checked import ReadOutcomes
from cxmaturity.domain.answers import OUTCOMES
from cxmaturity.domain.claims import acting, rule_of_measure
from cxmaturity.domain.crosswalk import Crosswalk
from cxmaturity.domain.problems import Problem
from cxmaturity.files.answers.load import ReadAnswers
from cxmaturity.files.suggestions import suggestion
from cxmaturity.files.yaml.tree import Path


def idle(read: ReadAnswers, outcomes: Sequence[ReadOutcomes], crosswalk: Crosswalk) -> Iterator[Problem]:
    """A warning for every explanation of what does not speak of the questionnaire, or of no measure of the outcomes.

    Without outcomes nothing is known of an explanation of what customers say, and nothing is said of it.
    """
    document = read.findings.document
    for i, rule in enumerate(read.answers.explained):
        of_measure = rule.startswith(OUTCOMES)
        wrong = _of_measure(rule, read, outcomes, crosswalk) if of_measure else _of_rule(rule, read, crosswalk)
        if wrong is not None:
            path: Path = ("explained", i, "rule")
            line, place = document.line(path), document.show(path)
            yield Problem(document.name, line, place, "idle-explanation", *wrong, "warning")


def _of_rule(rule: str, read: ReadAnswers, crosswalk: Crosswalk) -> tuple[str, str] | None:
    """What is wrong with explaining a rule here, and what would be right; None where nothing is."""
    conflict = next(conflict for conflict in crosswalk.conflicts if conflict.id == rule)
    return _silent(rule, read, {conflict.claim.place.questionnaire, conflict.denial.place.questionnaire})


def _of_measure(
    rule: str, read: ReadAnswers, outcomes: Sequence[ReadOutcomes], crosswalk: Crosswalk
) -> tuple[str, str] | None:
    """The same of a measure."""
    measures = {rule_of_measure(sample.measure.id): sample.measure for o in outcomes for sample in o.outcomes.samples}
    if not outcomes:
        return None
    if rule not in measures:
        files = " or ".join(each.document.name for each in outcomes)
        return f"no such measure in {files}: {rule}", suggestion(rule, measures)
    speaks_of = {place.questionnaire for place in acting(measures[rule], [read.questionnaire], crosswalk)}
    return _silent(rule, read, speaks_of)


def _silent(rule: str, read: ReadAnswers, speaks_of: set[str]) -> tuple[str, str] | None:
    id_ = read.questionnaire.id
    if id_ in speaks_of:
        return None
    others = " or ".join(sorted(speaks_of))
    return f"{rule} does not speak of {id_}", f"explain it in the answers to {others}" if others else "leave it out"
