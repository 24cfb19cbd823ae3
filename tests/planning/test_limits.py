"""Every part of a plan ends: within its time, past the limits of the search, and when somebody presses Ctrl-C."""

import os
import random
import signal
import threading
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.assessment import Assessment
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import constraints_of, demands
from cxmaturity.planning.plan import cheapest as cheapest_plans
from cxmaturity.planning.plan.cheapest import Cheapest
from cxmaturity.planning.plan.planner import plan_of
from cxmaturity.planning.plan.request import Request
from cxmaturity.planning.search import exact, knapsack
from cxmaturity.planning.situation import situation_of
from cxmaturity.planning.solution import OutOfTimeError, UnreachableError
from tests.build import Case, assess_case
from tests.planning.small import small_cases, stages

PRIMES = (999_983, 999_979, 999_961, 999_959, 999_953, 999_931, 999_917, 999_907, 999_883, 999_863, 999_853, 999_809)
SLACK = 3
"""How many seconds a busy machine may take longer."""


def chain(practices: int) -> Assessment:
    """Practices of which each rests on the one before it."""
    draw = random.Random(1)
    ids = [f"d.x{i}" for i in range(practices)]
    steps: dict[str, dict[int, dict[str, Any]]] = {
        id_: {2: {"effort": draw.choice([5, 20, 60]), "requires": {ids[i - 1]: 2} if i else {}}}
        for i, id_ in enumerate(ids)
    }
    tree: dict[str, Any] = {"d": {"practices": {f"x{i}": {} for i in range(practices)}}}
    return assess_case({"scale": [1, 2], "tree": tree, "steps": steps, "answers": dict.fromkeys(ids, 1), "target": 2})


def awkward(practices: int) -> Assessment:
    """One flat dimension whose weights are primes just below a million, so that hardly two sums are the same."""
    draw = random.Random(3)
    inside = {f"x{i}": {"weight": PRIMES[i % len(PRIMES)] - 7 * (i // len(PRIMES))} for i in range(practices)}
    steps = {f"d.{x}": {k: {"effort": draw.randint(1, 1000)} for k in (2, 3, 4)} for x in inside}
    answers = {f"d.{x}": 1 for x in inside}
    return assess_case(
        {"scale": [1, 2, 3, 4], "tree": {"d": {"practices": inside}}, "steps": steps, "answers": answers}
    )


def thorny(practices: int) -> Assessment:
    """Half unknown, in fifty dimensions, every fifth step resting on another one."""
    draw = random.Random(2)
    ids = [f"d{i % 50}.x{i}" for i in range(practices)]
    tree: dict[str, dict[str, Any]] = {f"d{d}": {"weight": draw.randint(1, 3), "practices": {}} for d in range(50)}
    steps: dict[str, dict[int, dict[str, Any]]] = {}
    for i, id_ in enumerate(ids):
        group, _, name = id_.partition(".")
        tree[group]["practices"][name] = {"weight": draw.randint(1, 3)}
        steps[id_] = {k: {"effort": draw.choice([5, 20, 60, 200])} for k in (2, 3, 4)}
        for k in (2, 3, 4):
            if i and draw.random() < 0.2:
                steps[id_][k]["requires"] = {draw.choice(ids[:i]): draw.randint(2, k)}
    answers = {id_: draw.choice(["dk", "dk", 1, 2]) for id_ in ids}
    return assess_case({"scale": [1, 2, 3, 4], "tree": tree, "steps": steps, "answers": answers})


def wide(practices: int) -> Assessment:
    """Nothing rests on anything, so that one plan is easy; its runner-up is one of as many boxes as it has steps."""
    draw = random.Random(4)
    size = 100
    tree: dict[str, dict[str, Any]] = {
        f"d{d}": {"practices": {f"x{i}": {} for i in range(size)}} for d in range(practices // size)
    }
    ids = [f"{d}.{x}" for d, inside in tree.items() for x in inside["practices"]]
    steps = {id_: {k: {"effort": draw.randint(1, 99)} for k in (2, 3)} for id_ in ids}
    return assess_case({"scale": [1, 2, 3], "tree": tree, "steps": steps, "answers": dict.fromkeys(ids, 1)})


def test_the_runner_up_of_a_wide_plan_ends_in_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the plan itself took on this machine: the search for the runner-up asks the clock as it goes."""
    monkeypatch.setattr(cheapest_plans, "SECONDS", 600)
    made = situation_of(wide(2000).basis)
    cheapest = Cheapest(made, constraints_of(made, demands(made, 3, {})), Clock(600))
    best = cheapest.best()
    assert best.optimal and not cheapest.hard
    cheapest.clock = cheapest.exact.whole = Clock(0.05)
    started = time.monotonic()
    with pytest.raises(OutOfTimeError):
        cheapest.runner_up(best)
    assert time.monotonic() - started < SLACK


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(
    ("made", "target", "seconds"),
    [
        (chain(300), 2, 2.0),
        (awkward(24), 3, 1.0),
        (awkward(60), 3, 1.0),
        (thorny(200), 3, 1.0),
        (thorny(600), 3, 0.3),
    ],
    ids=["chain", "awkward 24", "awkward 60", "thorny 200", "thorny 600"],
)
def test_a_plan_ends_in_its_time(made: Assessment, target: int, seconds: float, full: bool) -> None:
    """Whatever is asked: there is a plan, it says how far from the best it can be, and what was not done."""
    started = time.monotonic()
    plan = plan_of(made, Request(target), seconds, full=full).plan
    assert time.monotonic() - started < seconds + SLACK
    assert plan is not None
    assert plan.proof.optimal == (plan.proof.gap == 0)
    assert plan.proof.bound == plan.days - plan.proof.gap
    assert plan.after.stage is not None and plan.after.stage.rank >= target
    assert plan.days_at_best is not None or "best" in plan.not_done


def test_without_any_time_there_is_a_plan() -> None:
    made = thorny(100)
    plan = plan_of(made, Request(3), 0.0).plan
    assert plan is not None and plan.steps and not plan.proof.optimal
    assert "ties" in plan.not_done


@settings(max_examples=40, deadline=None)
@given(st.one_of(small_cases(), small_cases(sweep=True)), st.data())
def test_past_its_limits_the_integer_program_finds_the_same(case: Case, data: st.DataObject) -> None:
    assessment = assess_case(case)
    made = situation_of(assessment.basis)
    held = constraints_of(made, demands(made, data.draw(st.sampled_from(stages(assessment))), {}))
    try:
        found = Cheapest(made, held, Clock()).best()
    except UnreachableError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(knapsack, "MOST_STATES", -1)
        patch.setattr(exact, "MOST_NODES", -1)
        other = Cheapest(made, held, Clock())
        again = other.best()
        assert (again.days, again.optimal) == (found.days, True)
        if again.settled:
            assert again.taken == found.taken
        for step in sorted(found.taken - set(held.forced))[:2]:
            left, expected = other.without(step), Cheapest(made, held, Clock()).without(step)
            assert (None if left is None else left.days) == (None if expected is None else expected.days)


def test_ctrl_c_ends_the_search() -> None:
    made = thorny(600)
    timer = threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        plan_of(made, Request(3), 60)
    assert time.monotonic() - started < 10


@settings(max_examples=100, deadline=None)
@given(small_cases(), st.data())
def test_more_answers_never_leave_the_interval(case: Case, data: st.DataObject) -> None:
    """Whatever turns out to be so: the plan costs no more than now, and no less than at best."""
    assessment = assess_case(case)
    if assessment.result.stage.worst is None:
        return
    request = Request(data.draw(st.sampled_from(stages(assessment))))
    plan = plan_of(assessment, request).plan
    answers = dict(case["answers"])
    for id_, practice in assessment.questionnaire.practices.items():
        if assessment.answers.of(id_).unknown and data.draw(st.booleans()):
            answers[id_] = data.draw(st.sampled_from([option.rank for option in practice.options]))
    then = plan_of(assess_case({**case, "answers": answers}), request).plan
    if plan is not None:
        assert then is not None and plan.days_at_best is not None
        assert plan.days_at_best <= then.days <= plan.days
