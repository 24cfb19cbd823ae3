"""Efforts that grow with the head count, computed by hand and in another way."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.improvement.needs import days
from cxmaturity.reports.words.effort import effort_words
from tests.build import Case, assess_case


def assessed(effort: object, staff: int | None = None, own: int | None = None) -> Assessment:
    plan: dict[str, Any] = {} if staff is None else {"staff": staff}
    if own is not None:
        plan["effort"] = {"a.training": {"p2": own}}
    case: Case = {
        "scale": [1, 2],
        "tree": {"a": {"practices": {"training": {}, "hiring": {}}}},
        "steps": {"a.training": {2: {"effort": effort}}, "a.hiring": {2: {"effort": 7}}},
        "plan": plan,
    }
    return assess_case(case)


def effort_of(made: Assessment, practice: str = "a.training") -> int:
    return days(made.basis, practice, made.questionnaire.practices[practice].option(2))


@pytest.mark.parametrize(
    ("effort", "staff", "own", "wanted"),
    [
        ({"days": 20, "per_head": "0.02"}, None, None, 40),  # 20 + 0.02 x 1,000
        ({"days": 20, "per_head": "0.02"}, 4200, None, 104),  # 20 + 84
        ({"days": 20, "per_head": "0.02"}, 30, None, 21),  # 20 + 0.6
        ({"days": 20, "per_head": "0.02"}, 50_000, None, 1020),
        ({"days": 20, "per_head": "0.02"}, 25, None, 21),  # a half goes up
        ({"days": 20, "per_head": "0.02"}, 24, None, 20),  # 0.48
        ({"per_head": "0.000000001"}, 10_000_000, None, 0),  # 0.01
        ({"per_head": 100}, 10_000_000, None, 1_000_000_000),
        ({"days": 3, "per_head": 0}, 10_000_000, None, 3),
        ({"days": 20, "per_head": "0.02"}, 4200, 9, 9),  # the organisation's own
        ("M", 4200, None, 20),
        (12, 4200, None, 12),
    ],
)
def test_effort(effort: object, staff: int | None, own: int | None, wanted: int) -> None:
    made = assessed(effort, staff, own)
    assert effort_of(made) == wanted
    assert effort_of(made, "a.hiring") == 7


@given(
    st.integers(0, 100_000),
    st.decimals(0, 100, places=9, allow_nan=False, allow_infinity=False),
    st.one_of(st.none(), st.integers(1, 10_000_000)),
)
def test_effort_is_exact(fixed: int, per_head: Decimal, staff: int | None) -> None:
    made = assessed({"days": fixed, "per_head": f"{per_head:f}"}, staff)
    added = (per_head * (1000 if staff is None else staff)).quantize(Decimal(1), ROUND_HALF_UP)
    assert effort_of(made) == fixed + int(added)


@given(st.integers(1, 10_000_000), st.integers(0, 1000))
def test_more_heads_never_cost_less(staff: int, more: int) -> None:
    effort = {"days": 20, "per_head": "0.02"}
    assert effort_of(assessed(effort, staff)) <= effort_of(assessed(effort, min(staff + more, 10_000_000)))


def test_words() -> None:
    grows = " Steps of Practice training grow with that number, as the time of all who take part is counted;"
    grows += " elsewhere only the time of those who do the work is."
    effort = {"per_head": 1}
    assert effort_words(assessed(effort)) == f"Efforts are for about 1,000 heads, as the answers say no number.{grows}"
    assert effort_words(assessed(effort, 4200)) == f"Efforts are for 4,200 heads.{grows}"
    assert effort_words(assessed("M", 4200)) == "", "nothing grows"
    assert effort_words(assessed({"days": 3, "per_head": 0})) == "", "nothing grows"
