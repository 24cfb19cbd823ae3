"""The steps of a plan: why each is in, when it can start, in which order they stand; and what stands beside them."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.results.roadmap import CheapStep, Plan
from cxmaturity.planning.plan.planner import plan_of
from cxmaturity.planning.plan.request import Request
from tests.build import Case, assess_case
from tests.planning.small import small_cases, stages

CASE: Case = {
    "scale": [1, 2, 3],
    "gates": {"p2": ["d.a"], "p3": ["d.a"]},
    "scoring": {"lead": 1},
    "tree": {
        "d": {"practices": {"a": {}, "b": {}, "c": {}, "e": {}}},
        "f": {"practices": {"g": {}, "h": {}}},
    },
    "steps": {
        "d.a": {2: {"effort": 10, "months": 2}, 3: {"effort": 10, "months": 6, "requires": {"d.b": 2}}},
        "d.b": {2: {"effort": 30, "months": 3}, 3: {"effort": 10}},
        "d.c": {2: {"effort": 4, "months": 1}, 3: {"effort": 90, "months": 20}},
        "d.e": {2: {"effort": 50, "months": 5}, 3: {"effort": 90}},
        "f.g": {2: {"effort": 7, "months": 12}, 3: {"effort": 9, "months": 1}},
        "f.h": {2: {"effort": 0, "months": 1}, 3: {"effort": 60}},
    },
    "answers": {"d.a": 1, "d.b": 1, "d.c": 1, "d.e": 2, "f.g": "dk", "f.h": 1},
}


def planned(request: Request, **more: Any) -> Plan:
    plan = plan_of(assess_case({**CASE, **more}), request, full=True).plan
    assert plan is not None
    return plan


def reasons(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {step.id: step.because for step in plan.steps}


def test_why_each_step_is_in() -> None:
    """Three of four at the second point make the level of d; the free step is taken for its index."""
    plan = planned(Request(3, {"f": 2}), plan={"started": ["d.c@p2"]})
    assert reasons(plan) == {
        "d.a@p2": ("gate",),
        "d.a@p3": ("gate",),
        "d.b@p2": ("prerequisite of d.a",),
        "d.c@p2": ("under way",),
        "f.g@p2": ("level", "dimension target"),
        "f.h@p2": ("level", "dimension target"),
    }
    assert {step.id: step.mark for step in plan.steps if step.mark} == {"d.c@p2": "under way"}


def test_a_sweep_says_which_steps_win() -> None:
    case: Case = {
        "scale": [-1, 0, 1],
        "scoring": {"rule": "sweep"},
        "tree": {"d": {"practices": {"a": {}}}, "e": {"practices": {"f": {}}}},
        "steps": {"d.a": {2: {"effort": 5}, 3: {"effort": 5}}, "e.f": {2: {"effort": 0}, 3: {"effort": 50}}},
        "answers": {"d.a": 1, "e.f": 1},
    }
    plan = plan_of(assess_case(case), Request(1)).plan
    assert plan is not None
    won = ("dimension won",)
    assert reasons(plan) == {"d.a@p2": won, "d.a@p3": won, "e.f@p2": ("index",)}


def test_when_steps_can_start_and_the_longest_chain() -> None:
    plan = planned(Request(3))
    assert {step.id: step.starts for step in plan.steps} == {
        "f.g@p2": 0, "d.b@p2": 0, "d.a@p2": 0, "d.a@p3": 3, "f.h@p2": 0,
    }  # fmt: skip
    assert plan.months == 12
    assert plan.steps[-1].requires == () and dict(reasons(plan))["d.a@p3"] == ("gate",)


def test_the_longest_chain_of_months_comes_first() -> None:
    """Twelve months of g; then b and a, which take nine together: it may start three months later, a one more."""
    assert [step.id for step in planned(Request(3)).steps] == ["f.g@p2", "d.b@p2", "d.a@p2", "d.a@p3", "f.h@p2"]


def test_what_to_find_out_and_what_it_saves() -> None:
    roadmap = plan_of(assess_case(CASE), Request(3), full=True)
    plan = roadmap.plan
    assert plan is not None
    found = roadmap.find_out
    assert [(one.practice, one.status, one.saves_at_best) for one in found] == [("f.g", "dk", 7)]
    assert [(one.rank, one.saves) for one in found[0].savings] == [(2, 7)]
    assert plan.days_at_best == plan.days - 7


def test_what_to_prove() -> None:
    """Only what stands at the stage's point without evidence."""
    answers = dict.fromkeys(CASE["answers"], 2) | {"d.e": {"is": 2, "evidence": ["2026-11-01"]}}
    assessment = assess_case({**CASE, "answers": answers})
    assert assessment.result.stage.stands == 2
    assert [(one.practice, one.rank) for one in plan_of(assessment, Request(3)).prove] == [
        ("d.a", 2), ("d.b", 2), ("d.c", 2), ("f.g", 2), ("f.h", 2),
    ]  # fmt: skip


def test_what_is_cheap_and_not_needed() -> None:
    """Only next steps of known answers that cost little, whose practices the plan leaves as they are."""
    steps = {**CASE["steps"], "d.b": {2: {"effort": 4}}}
    roadmap = plan_of(assess_case({**CASE, "steps": steps, "answers": {**CASE["answers"], "d.c": 3}}), Request(2))
    assert roadmap.plan is not None
    assert [step.id for step in roadmap.plan.steps] == ["d.a@p2", "f.h@p2"]
    assert roadmap.cheap_and_not_needed == (CheapStep("d.b", 1, 2, 4),)


@settings(max_examples=150, deadline=None)
@given(st.one_of(small_cases(), small_cases(sweep=True)), st.data())
def test_steps_stand_in_an_order_in_which_they_can_be_taken(case: Case, data: st.DataObject) -> None:
    assessment = assess_case(case)
    roadmap = plan_of(assessment, Request(data.draw(st.sampled_from(stages(assessment)))), full=True)
    plan = roadmap.plan
    if plan is None:
        assert roadmap.conflict is not None and roadmap.conflict.irreducible
        return
    seen: dict[str, int] = {}
    for step in plan.steps:
        assert step.because
        assert step.starts == max((seen[before] for before in step.requires), default=0)
        seen[step.id] = step.starts + step.months
    assert plan.months == max(seen.values(), default=0)
    assert plan.days == sum(step.days for step in plan.steps)
    assert plan.proof.optimal and not plan.not_done
    for step in plan.steps:
        if step.because == ("index",):
            assert step.days == 0, "only what costs nothing is taken for the index alone"
    assert roadmap.only == (roadmap.runner_up is None and bool(plan.steps)) or not plan.steps
