"""Every case of `tests/cases/planning`: the plan, its order and its ends, computed by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from cxmaturity.planning.plan.planner import plan_of
from cxmaturity.planning.plan.request import goal_of
from tests.build import assess_case

CASES = sorted((Path(__file__).parents[1] / "cases" / "planning").glob("*.yaml"))


@pytest.mark.fast
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_plan(path: Path) -> None:
    case = yaml.safe_load(path.read_text())
    assessment = assess_case(case)
    request = goal_of(assessment)
    if "target" in case:
        request = replace(request, stage=case["target"])
    roadmap = plan_of(assessment, request)
    plan = roadmap.plan
    assert plan is not None
    found: dict[str, Callable[[], Any]] = {
        "days": lambda: plan.days,
        "days_at_best": lambda: plan.days_at_best,
        "months": lambda: plan.months,
        "order": lambda: [[step.practice, step.to, step.starts] for step in plan.steps],
        "because": lambda: {step.practice: list(step.because) for step in plan.steps},
        "find_out": lambda: [[one.practice, one.saves_at_best] for one in roadmap.find_out],
    }
    assert {name: found[name]() for name in case["expect"]} == case["expect"]
    assert plan.proof.optimal
