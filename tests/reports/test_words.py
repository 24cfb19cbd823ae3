"""The strongest and the weakest dimensions in words: all that tie, and none that is both."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.scoring.rule import rule_of
from tests.build import assess_case


def assessed(ranks: list[int | str], values: tuple[int, ...] = (1, 2, 3, 4)) -> Assessment:
    """Dimensions A, B and so on of one practice each, at these ranks; under sweep where the lowest value is below 0."""
    names = "abcdef"[: len(ranks)]
    return assess_case(
        {
            "scale": list(values),
            "scoring": {"rule": "sweep" if values[0] < 0 else "staged"},
            "tree": {name: {"practices": {"one": {}}} for name in names},
            "answers": {f"{name}.one": rank for name, rank in zip(names, ranks, strict=True) if rank != "open"},
        }
    )


def extremes(assessment: Assessment) -> tuple[str, str]:
    """The strongest and the weakest dimensions in words; empty where none are named."""
    facts = rule_of(assessment.questionnaire).extremes(assessment)
    return (facts[0].text, facts[1].text) if facts else ("", "")


@pytest.mark.parametrize(
    ("ranks", "strongest", "weakest"),
    [
        ([4, 2, 1], "A (Point 4, index 100)", "C (Point 1, index 0)"),
        ([4, 2, 4], "A and C (Point 4, index 100)", "B (Point 2, index 33.3)"),
        ([4, 1, 1, 1], "A (Point 4, index 100)", "B, C and D (Point 1, index 0)"),
        ([2, 2, 2], "", ""),
        ([2], "", ""),  # one dimension is neither
        ([2, "open"], "", ""),  # nor is one where no stage is claimed
        ([3, "open", 3], "", ""),
        (["open", "open"], "", ""),
    ],
)
def test_strongest_and_weakest(ranks: list[int | str], strongest: str, weakest: str) -> None:
    assert extremes(assessed(ranks)) == (strongest, weakest)


@pytest.mark.parametrize(
    ("ranks", "strongest", "weakest"),
    [
        ([3, 1, 1], "A (index 100)", "B and C (index 0): Practice one and Practice one take away"),
        ([3, 2, 3], "A and C (index 100)", "B (index 50)"),
        ([1, 1], "", ""),
    ],
)
def test_strongest_and_weakest_of_a_sweep(ranks: list[int | str], strongest: str, weakest: str) -> None:
    assert extremes(assessed(ranks, (-1, 0, 1))) == (strongest, weakest)


@given(st.lists(st.integers(1, 3), min_size=1, max_size=6), st.sampled_from([(1, 2, 3), (-1, 0, 1)]))
def test_no_dimension_is_strongest_and_weakest_at_once(ranks: list[int], values: tuple[int, ...]) -> None:
    strongest, weakest = (
        set(re.findall(r"\b[A-F]\b", said.partition(" (")[0])) for said in extremes(assessed([*ranks], values))
    )
    assert not strongest & weakest
    if len(ranks) > 1:
        assert len(strongest) == (ranks.count(max(ranks)) if len(set(ranks)) > 1 else 0)
        assert len(weakest) == (ranks.count(min(ranks)) if len(set(ranks)) > 1 else 0)
