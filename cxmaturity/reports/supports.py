"""Answers that rest on what does not hold, in words."""

from collections.abc import Iterator

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.model import Requirement
from cxmaturity.domain.supports import Unsupported, unsupported
from cxmaturity.reports.view import UnsupportedView


def unsupported_views(assessment: Assessment) -> Iterator[UnsupportedView]:
    """Every answer, as answered, whose own steps require what does not hold."""
    for found in unsupported(assessment.questionnaire, assessment.scores.readings.answered):
        yield UnsupportedView(found.practice, _said(assessment, found))


def _said(assessment: Assessment, found: Unsupported) -> str:
    """As in "Redesign at Operationalise rests on Journey maps at Mobilise, which the answers put at Ignore."."""
    lacks = ", and on ".join(_lack(assessment, need) for need in found.lacks)
    return f"{_at(assessment, Requirement(found.practice, found.rank))} rests on {lacks}."


def _lack(assessment: Assessment, need: Requirement) -> str:
    answer, point = assessment.answers.of(need.practice), assessment.questionnaire.point
    assert answer.low is not None and answer.high is not None, "what is unknown is not lacking"  # noqa: S101
    low, high = point(answer.low).name, point(answer.high).name
    stands = f"at {low}" if low == high else f"between {low} and {high}"
    return f"{_at(assessment, need)}, which the answers put {stands}"


def _at(assessment: Assessment, place: Requirement) -> str:
    questionnaire = assessment.questionnaire
    return f"{questionnaire.practices[place.practice].title} at {questionnaire.point(place.rank).name}"
