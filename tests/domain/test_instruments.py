"""The built-in questionnaires, each with answers whose result `tests/cases/instruments.yaml` works out by hand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.scoring.lines import grip
from cxmaturity.domain.scoring.outcome import ROOT
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.build import document
from tests.domain.test_scoring_cases import close, exact, of_dimension

CATALOGUE = Catalogue()
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "instruments.yaml").read_text())


def answer(given: Any) -> Any:
    if given == "na":
        return {"is": "na", "because": "we have none"}
    if isinstance(given, str) and given.startswith("*"):
        return {"is": given[1:], "evidence": [{"what": "record", "date": "2026-09-30"}]}
    return {"is": given}


def said(questionnaire: Questionnaire, given: Any) -> Any:
    """A rank as the id of its point; other answers as they are."""
    if isinstance(given, list):
        return [said(questionnaire, one) for one in given]
    if isinstance(given, str) and given.startswith("*"):
        return f"*{said(questionnaire, int(given[1:]))}"
    return questionnaire.point(given).id if isinstance(given, int) else given


def assessed(id_: str) -> Assessment:
    case = CASES[id_]
    questionnaire = CATALOGUE.find(id_)
    assert questionnaire is not None
    answers = {
        f"{d}.{p}": answer(said(questionnaire, given))
        for d, inside in case["answers"].items()
        for p, given in inside.items()
    }
    data = {
        "schema": "cxmaturity/answers@1",
        "questionnaire": f"{id_}@{questionnaire.version}",
        "date": "2026-11-22",
        "weights": case.get("weights", {}),
        "answers": answers,
    }
    read = read_answers(document(data), "", CATALOGUE)
    return assess(read.questionnaire, read.answers)


def test_every_instrument_has_a_case() -> None:
    assert sorted(CASES) == sorted(CATALOGUE.ids())


@pytest.mark.parametrize("id_", CASES)
def test_instrument(id_: str) -> None:
    assessment, expect = assessed(id_), CASES[id_]["expect"]
    result, outcome = assessment.result, assessment.scores.answered
    doors: dict[str, list[str]] = {}
    for gate in result.gates:
        if gate.open:
            doors.setdefault(gate.stage, []).append(gate.practice)
    found = {
        "stage": {key: getattr(result.stage, key) for key in expect["stage"]},
        "score": exact(outcome[f"score({ROOT})"]),
        "index": exact(outcome[f"index({ROOT})"]),
        "coverage": close(result.coverage, expect["coverage"]),
        "dimensions": {d: of_dimension(assessment, d, wanted) for d, wanted in expect["dimensions"].items()},
        "other_rules": {key: getattr(result.other_rules, key) for key in expect["other_rules"]},
        "open": doors,
        "target": result.target and result.target.rank,
    }
    assert found == {key: expect[key] for key in found}


def test_grip_on_the_ladder() -> None:
    assessment, wanted = assessed("ladder"), CASES["ladder"]["expect"]["grip"]
    outcome, questionnaire = assessment.scores.answered, assessment.questionnaire
    assert {d.id: exact(grip(d.id, questionnaire, outcome)) for d in questionnaire.dimensions} == wanted


def test_balance_of_the_moments() -> None:
    assessment, expect = assessed("moments"), CASES["moments"]["expect"]
    outcome = assessment.scores.answered
    assert exact(outcome["balance"]) == expect["balance"]
    dimensions = [d.id for d in assessment.questionnaire.dimensions]
    assert [d for d in dimensions if outcome[f"won({d})"] == 1] == expect["won"]
    assert min(dimensions, key=lambda d: outcome[f"score({d})"] or 0) == expect["weakest"]
    values = [outcome[f"value({p})"] for p in assessment.questionnaire.practices]
    assert {value: values.count(value) for value in (1, 0, -1, None)} == expect["values"]
