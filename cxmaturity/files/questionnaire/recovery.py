"""Decoding a questionnaire: where its shape is wrong in places, the rest is checked all the same."""

import copy
from typing import Any

import msgspec

from cxmaturity.domain.problems import Problem
from cxmaturity.files.shapes.questionnaire import QuestionnaireShape
from cxmaturity.files.yaml.decode import in_order, refusal_of, shape_problems
from cxmaturity.files.yaml.tree import Document, Path, Tree

_FILLERS: dict[str, Any] = {
    **dict.fromkeys(("title", "name", "meaning", "question", "text", "do", "owner", "measure", "what"), "-"),
    **dict.fromkeys(("about", "help", "source", "credits", "licence", "minutes", "changes"), None),
    **dict.fromkeys(("version", "months", "weight"), "1"),
    "effort": "S",
    **dict.fromkeys(("days", "per_head"), "0"),
    "na": "false",
    "most": "50",
    "nearly": "75",
    "coverage_floor": "70",
    "evidence_months": "12",
}
"""For the keys of a questionnaire on whose value no other check rests, a value that is right."""


def decode_questionnaire(document: Document) -> tuple[QuestionnaireShape, list[Problem]]:
    """A questionnaire with every place whose shape is wrong, those places filled in so that the rest can be checked.

    ProblemsFoundError where nothing can be told of the rest.
    """
    try:
        return msgspec.convert(document.data, QuestionnaireShape, strict=False), []
    except msgspec.ValidationError as error:
        problems = shape_problems(document, "questionnaire", error)
    try:
        return msgspec.convert(_filled_in(document.data, problems), QuestionnaireShape, strict=False), in_order(
            problems
        )
    except (msgspec.ValidationError, LookupError):
        raise refusal_of(document, problems) from None


def _filled_in(data: Tree, problems: dict[tuple[Path, str], Problem]) -> Tree:
    """A questionnaire with something in the wrong places on which no check of the rest depends.

    LookupError for a place that everything depends on, such as an id or a point.
    """
    filled = copy.deepcopy(data)
    for (path, _), problem in problems.items():
        missing = problem.code == "missing-key"
        inside: Any = filled
        for key in path if missing else path[:-1]:
            inside = inside[key]
        if problem.code == "unknown-key":
            inside.pop(path[-1], None)
        else:
            key = problem.message.split("`")[1] if missing else str(path[-1])
            inside[key] = _FILLERS[key]
    return filled
