"""Every case of `tests/cases/scoring`: answers and what the specification makes of them, computed by hand."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.improvement.needs import influences
from cxmaturity.domain.results.result import DimensionResult
from cxmaturity.domain.scoring.outcome import ROOT
from cxmaturity.domain.scoring.primitives import Value
from tests.build import assess_case

pytestmark = pytest.mark.fast
CASES = sorted((Path(__file__).parents[1] / "cases" / "scoring").glob("*.yaml"))


def dimensions(found: tuple[DimensionResult, ...]) -> dict[str, DimensionResult]:
    flat: dict[str, DimensionResult] = {}
    for dimension in found:
        flat |= {dimension.id: dimension, **dimensions(dimension.dimensions)}
    return flat


def exact(value: Value) -> str | None:
    return None if value is None else str(Fraction(value))


def of_dimension(assessment: Assessment, id_: str, wanted: dict[str, Any]) -> dict[str, Any]:
    outcome, result = assessment.scores.answered, dimensions(assessment.result.dimensions)[id_]
    points = [point.id for point in assessment.questionnaire.scale]
    exactly: dict[str, Callable[[], Any]] = {
        "score": lambda: exact(outcome[f"score({id_})"]),
        "index": lambda: exact(outcome[f"index({id_})"]),
        "shares": lambda: [exact(outcome[f"share({id_}, {k})"]) for k in points],
        "ratings": lambda: "".join(rating or "-" for rating in result.ratings),
        "coverage": lambda: close(result.coverage, wanted["coverage"]),
    }
    return {key: exactly[key]() if key in exactly else getattr(result, key) for key in wanted}


def close(found: float | None, wanted: str | None) -> str | None:
    """The wanted fraction where the double found is the nearest to it."""
    return (
        wanted
        if wanted is not None and found == pytest.approx(float(Fraction(wanted)), abs=1e-12)
        else (None if found is None else str(found))
    )


def of_target(assessment: Assessment, wanted: dict[str, Any] | None) -> dict[str, Any] | None:
    target = assessment.result.target
    if target is None:
        return None
    found: dict[str, Any] = {"rank": target.rank}
    if wanted is None or "blockers" in wanted:
        found["blockers"] = [[b.practice, b.from_, b.to, sorted(b.why), b.unknown] for b in target.blockers]
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_scoring_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text())
    expect = case["expect"]
    assessment = assess_case(case)
    result, outcome = assessment.result, assessment.scores.answered
    found: dict[str, Callable[[], Any]] = {
        "stage": lambda: {key: getattr(result.stage, key) for key in expect["stage"]},
        "score": lambda: exact(outcome[f"score({ROOT})"]),
        "index": lambda: exact(outcome[f"index({ROOT})"]),
        "coverage": lambda: (
            result.coverage if expect["coverage"] is None else close(result.coverage, expect["coverage"])
        ),
        "balance": lambda: exact(outcome["balance"]),
        "dimensions": lambda: {id_: of_dimension(assessment, id_, want) for id_, want in expect["dimensions"].items()},
        "gates": lambda: [[gate.stage, gate.practice, gate.open] for gate in result.gates],
        "target": lambda: of_target(assessment, expect["target"]),
        "other_rules": lambda: {key: getattr(result.other_rules, key) for key in expect["other_rules"]},
        "influence": lambda: {
            practice: [found.worst, found.best, found.stages, exact(found.index)]
            for practice, found in influences(assessment.basis).items()
        },
        "find_out": lambda: [found.practice for found in result.find_out],
    }
    wanted = dict(expect)
    if wanted.get("target") and "blockers" in wanted["target"]:
        wanted["target"]["blockers"] = [[p, a, b, sorted(why), u] for p, a, b, why, u in wanted["target"]["blockers"]]
    assert {key: found[key]() for key in expect} == wanted
