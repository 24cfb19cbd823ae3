"""One organisation among others, and what became of a plan: by brute force over small crowds, and by hand.

A percentile that counts a competitor twice, or a step called done that is not, would be quoted in the next meeting.
"""

import datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cxmaturity.domain.answers import PlanChoices, Target
from cxmaturity.domain.assessment import Assessment, assess
from cxmaturity.domain.change.cohort import LEAST, cohort
from cxmaturity.domain.change.history import LeftOut, history
from cxmaturity.domain.change.index import as_read_now, with_weights_of
from cxmaturity.domain.change.steps import step_changes, target_changes
from cxmaturity.domain.model import Requirement
from cxmaturity.domain.results.roadmap import Plan, Proof, Standing
from tests.build import assess_case, read_case

CASE: dict[str, Any] = {
    "scale": [1, 2, 3, 4, 5],
    "tree": {"a": {"practices": {"x": {}, "y": {"na": True}}}, "b": {"practices": {"z": {}}}},
}


def answered(**given_: Any) -> Assessment:
    return assess_case({**CASE, "answers": {name.replace("_", "."): answer for name, answer in given_.items()}})


def at(rank: int) -> Assessment:
    """An organisation that stands at one point everywhere: its index is 0, 25, 50, 75 or 100."""
    return answered(a_x=rank, a_y=rank, b_z=rank)


BY_RANK = {rank: at(rank) for rank in range(1, 6)}
STAGES = [(rank, f"p{rank}", f"Point {rank}") for rank in range(1, 6)]


def by_hand(values: list[int], share: Fraction) -> float:
    """The quantile of type 7: as far along the sorted values as the share says, between two in proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = ordered[int(place)]
    above = ordered[min(int(place) + 1, len(ordered) - 1)]
    return float(below + (above - below) * (place - int(place)))


@settings(max_examples=60)
@given(st.lists(st.integers(1, 5), min_size=LEAST, max_size=12), st.integers(1, 5))
def test_quartiles_and_percentiles_are_those_of_the_crowd(ranks: list[int], own: int) -> None:
    among = cohort([BY_RANK[rank] for rank in ranks], BY_RANK[own], STAGES)
    values = [25 * (rank - 1) for rank in ranks]
    whole = among.whole
    assert whole.n == among.others == len(ranks)
    quartiles = (whole.lowest, whole.lower_quartile, whole.median, whole.upper_quartile, whole.highest)
    assert quartiles == pytest.approx(tuple(by_hand(values, Fraction(i, 4)) for i in range(5)))
    mine = 25 * (own - 1)
    lower, same = sum(value < mine for value in values), values.count(mine)
    expected = 100 * (lower + same / 2) / len(values)
    assert whole.percentile is not None
    assert (whole.percentile.low, whole.percentile.stands, whole.percentile.high) == pytest.approx((expected,) * 3)
    assert whole.index == mine
    assert [stage.n for stage in among.stages] == [ranks.count(rank) for rank in range(1, 6)]


def test_of_fewer_than_five_nothing_is_said() -> None:
    """Of three others anybody could tell who is who."""
    among = cohort([BY_RANK[2]] * (LEAST - 1), BY_RANK[2], STAGES)
    whole = among.whole
    assert (whole.lowest, whole.median, whole.highest, whole.percentile) == (None,) * 4
    assert whole.n == LEAST - 1


def test_without_answers_of_ones_own_only_the_others_are_shown() -> None:
    among = cohort([BY_RANK[rank] for rank in (1, 2, 3, 4, 5)], None, STAGES)
    assert among.answers is None
    assert (among.whole.index, among.whole.percentile) == (None, None)
    assert among.whole.median == 50


def test_a_dimension_of_which_one_knows_nothing_has_no_percentile() -> None:
    among = cohort([BY_RANK[rank] for rank in (1, 2, 3, 4, 5)], answered(a_x=3, a_y=3), STAGES)
    a, b = among.dimensions
    assert (a.dimension, a.index) == ("a", 50)
    assert a.percentile is not None
    assert b.index is None
    assert b.percentile is not None
    assert (b.percentile.low, b.percentile.stands, b.percentile.high) == (10, None, 90), (
        "from the lowest to the highest"
    )


def test_what_does_not_apply_to_others_is_not_counted_for_them() -> None:
    others = [answered(a_x=rank, a_y="na", b_z=rank) for rank in (1, 2, 3, 4, 5)]
    among = cohort(others, BY_RANK[3], STAGES)
    assert among.whole.n == 5
    assert among.dimensions[0].median == 50


# the history


def test_a_history_is_in_order_with_one_entry_a_day() -> None:
    dated = [
        assess(read.questionnaire, read.answers)
        for read in (
            read_case({**CASE, "date": day, "answers": {"a.x": rank, "a.y": rank, "b.z": rank}})
            for day, rank in (("2026-03-01", 3), ("2025-03-01", 1), ("2026-03-01", 4))
        )
    ]
    told = history(dated, [LeftOut("old.yaml@1", "it can not be read")])
    assert [(entry.date, entry.stage.rank, entry.index) for entry in told.entries] == [
        ("2025-03-01", 1, 0.0),
        ("2026-03-01", 4, 75.0),
    ]
    assert [left.why for left in told.left_out] == ["it can not be read"]
    assert told.organisation == "Case"


# answers of then by the questionnaire of now


def test_an_option_that_is_gone_is_not_known_any_more() -> None:
    old = answered(a_x=2, a_y=3, b_z=5)
    other = {**CASE, "tree": {"a": {"practices": {"x": {"points": [1, 3, 5]}, "new": {}}}, "b": CASE["tree"]["b"]}}
    bare = read_case(other).questionnaire
    assert as_read_now(old, bare) == {"a.x": None, "a.new": None, "b.z": 5}


def test_weights_of_then_count_where_there_is_something_to_weigh() -> None:
    old = assess_case({**CASE, "weights": {"a": 3, "a.y": 2}, "answers": {"a.x": 1}})
    other = {**CASE, "tree": {"a": {"practices": {"x": {}}}, "b": CASE["tree"]["b"]}}
    weighed = with_weights_of(read_case(other).questionnaire, old)
    assert [dimension.weight for dimension in weighed.dimensions] == [3, 1]


# the plan of then


def planned(case: dict[str, Any]) -> Plan:
    """A plan of every step of x from the first point to the third."""
    from cxmaturity.planning.plan.planner import plan_of
    from cxmaturity.planning.plan.request import Request

    plan = plan_of(assess_case(case), Request(3, {})).plan
    assert plan is not None
    return plan


PLANNED = planned({**CASE, "answers": {"a.x": 1, "a.y": "na", "b.z": 3}})


@pytest.mark.parametrize(
    ("now", "started", "states"),
    [
        (1, False, ["not begun", "not begun"]),
        (1, True, ["under way", "under way"]),  # its first step is begun, which the second follows
        (2, False, ["done", "not begun"]),
        (3, False, ["done", "done"]),
        (5, False, ["done", "done"]),
        ("dk", False, ["not known", "not known"]),
        ([1, 3], False, ["not begun", "not begun"]),  # a range counts by its lower end
        ([2, 3], False, ["done", "not begun"]),
    ],
)
def test_what_became_of_each_step(now: Any, started: bool, states: list[str]) -> None:
    new = answered(a_x=now, a_y="na", b_z=3)
    if started:
        choices = PlanChoices(started=(Requirement("a.x", 2),))
        new = replace(new, answers=replace(new.answers, plan=choices))
    steps = [step for step in step_changes(PLANNED, new) if step.practice == "a.x"]
    assert [step.to for step in steps] == [2, 3]
    assert [step.state for step in steps] == states


def test_a_step_of_a_practice_that_is_gone_is_left_out() -> None:
    other = {**CASE, "tree": {"a": {"practices": {"y": {}}}, "b": CASE["tree"]["b"]}}
    new = assess_case({**other, "answers": {"a.y": 3, "b.z": 3}})
    assert [step.practice for step in step_changes(PLANNED, new)] == []


def test_no_steps_become_nothing() -> None:
    nowhere = Standing(None, None)
    assert step_changes(Plan((), 0, None, 0, Proof(True, 0, 0), nowhere, nowhere), at(3)) == ()


# targets of then


@pytest.mark.parametrize(
    ("rank", "by", "state"),
    [
        (3, None, "reached"),
        (2, "2020-01-01", "reached"),  # whenever it was due
        (4, None, "open"),
        (4, "2026-11-22", "open"),  # today is not after its day
        (4, "2026-11-21", "missed"),
    ],
)
def test_a_target_is_reached_missed_or_open(rank: int, by: str | None, state: str) -> None:
    day = None if by is None else datetime.date.fromisoformat(by)
    old = at(1)
    aimed = replace(old, answers=replace(old.answers, target=Target(rank, day, {"b": rank})))
    stage, dimension = target_changes(aimed, at(3))
    assert (stage.dimension, stage.stage.rank, stage.state, stage.by) == (None, rank, state, by)
    assert (dimension.dimension, dimension.stage.name, dimension.state) == ("b", f"Point {rank}", state)


def test_a_target_for_what_is_gone_is_left_out() -> None:
    old = at(1)
    aimed = replace(old, answers=replace(old.answers, target=Target(None, None, {"gone": 2, "a": 2})))
    assert [target.dimension for target in target_changes(aimed, at(3))] == ["a"]
