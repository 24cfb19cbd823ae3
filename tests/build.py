"""Questionnaires and answers from the compact form that the cases in `tests/cases/scoring` use.

Everything goes through files' text and the real loader, so that a case tests what a user would meet.
"""

import json
from typing import Any

from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.answers.load import ReadAnswers, read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.questionnaire.load import ReadQuestionnaire, read_questionnaire
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.tree import Document, read_tree

Case = dict[str, Any]


def document(data: object, name: str = "case.yaml") -> Document:
    """Data as the document of a file."""
    return read_tree(Source(name, json.dumps(data, ensure_ascii=False, default=str), ""))


class OneQuestionnaire(Catalogue):
    """A catalogue that holds one questionnaire."""

    def __init__(self, read: ReadQuestionnaire) -> None:
        super().__init__()
        self.read = read

    def ids(self) -> list[str]:
        return [self.read.questionnaire.id]

    def find(self, id_: str) -> Questionnaire | None:
        return self.read.questionnaire if id_ == self.read.questionnaire.id else None


def questionnaire_data(case: Case) -> dict[str, Any]:
    """The questionnaire file of a case."""
    values = case["scale"]
    steps = case.get("steps", {})
    return {
        "schema": "cxmaturity/questionnaire@1",
        "id": "case",
        "version": 1,
        "title": "A case",
        "scale": [
            {"id": f"p{i}", "name": f"Point {i}", "meaning": f"Meaning {i}", "value": value}
            for i, value in enumerate(values, 1)
        ],
        "scoring": case.get("scoring", {}),
        "gates": [
            {"stage": _point(stage), "practices": practices} for stage, practices in case.get("gates", {}).items()
        ],
        "dimensions": [_dimension(id_, node, "", len(values), steps) for id_, node in case["tree"].items()],
    }


def _dimension(id_: str, node: dict[str, Any], within: str, points: int, steps: dict[str, Any]) -> dict[str, Any]:
    full = within + id_
    made: dict[str, Any] = {"id": id_, "name": id_.upper(), "weight": node.get("weight", 1)}
    if "dimensions" in node:
        inner = node["dimensions"].items()
        made["dimensions"] = [_dimension(i, n, full + ".", points, steps) for i, n in inner]
    else:
        made["practices"] = [
            _practice(i, n or {}, steps.get(f"{full}.{i}", {}), points) for i, n in node["practices"].items()
        ]
    return made


def _practice(id_: str, node: dict[str, Any], steps: dict[int, Any], points: int) -> dict[str, Any]:
    return {
        "id": id_,
        "title": f"Practice {id_}",
        "question": f"Where does {id_} stand?",
        "na": "true" if node.get("na") else "false",
        "weight": node.get("weight", 1),
        "options": [_option(rank, steps.get(rank, {})) for rank in node.get("points", range(1, points + 1))],
    }


def _option(rank: int, given: dict[str, Any]) -> dict[str, Any]:
    option: dict[str, Any] = {"point": f"p{rank}", "text": f"Behaviour {rank}"}
    if rank > 1:
        option["step"] = {
            "do": "Meet. Write it down.",
            "effort": given.get("effort", 5),
            "months": given.get("months", 1),
            "owner": "Owner",
            "measure": "Measure",
            "requires": {practice: f"p{at}" for practice, at in given.get("requires", {}).items()},
        }
    return option


def answers_data(case: Case) -> dict[str, Any]:
    """The answers file of a case."""
    efforts = case.get("plan_effort", {})
    return {
        "schema": "cxmaturity/answers@1",
        "questionnaire": "case@1",
        "organisation": "Case",
        "date": str(case.get("date", "2026-11-22")),
        "weights": case.get("weights", {}),
        "plan": {
            "effort": {p: {f"p{r}": days for r, days in ranks.items()} for p, ranks in efforts.items()},
            **case.get("plan", {}),
        },
        "answers": {practice: _answer(given) for practice, given in case.get("answers", {}).items()},
    }


def _answer(given: object) -> object:
    if isinstance(given, dict):
        evidence = [{"what": "record", "date": str(day)} for day in given.get("evidence", [])]
        return {"is": _point(given["is"]), "evidence": evidence}
    if isinstance(given, list):
        return {"is": _point(given)}
    return {"is": "na", "because": "it does not apply"} if given == "na" else _point(given)


def _point(given: object) -> object:
    """A point, or a range of them, by id: a number would be refused where the scale's values are not its ranks."""
    if isinstance(given, list):
        return [_point(one) for one in given]
    return f"p{given}" if isinstance(given, int) else given


def read_case(case: Case) -> ReadAnswers:
    """The answers of a case with their questionnaire, read as files are."""
    read = read_questionnaire(document(questionnaire_data(case)), "")
    return read_answers(document(answers_data(case)), "", OneQuestionnaire(read))


def assess_case(case: Case) -> Assessment:
    """The assessment of a case."""
    read = read_case(case)
    return assess(read.questionnaire, read.answers, case.get("target"))


def questionnaire_of(case: Case) -> Questionnaire:
    """The questionnaire of a case."""
    return read_questionnaire(document(questionnaire_data(case)), "").questionnaire
