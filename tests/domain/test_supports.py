"""Answers that rest on what does not hold: which are found, and what each lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.improvement.prerequisites import unsupported, unsupported_words
from tests.build import Case, assess_case

CASE: Case = {
    "scale": [1, 2, 3],
    "tree": {"a": {"practices": {"maps": {"na": True}, "tools": {}, "redesign": {}}}},
    "steps": {"a.redesign": {2: {"requires": {"a.maps": 2}}, 3: {"requires": {"a.maps": 3, "a.tools": 2}}}},
}
MAPS, TOOLS = "Practice maps at Point ", "Practice tools at Point "


@pytest.mark.parametrize(
    ("maps", "tools", "redesign", "said"),
    [
        (1, 1, 1, None),
        (1, 1, 2, f"Practice redesign at Point 2 rests on {MAPS}2, which the answers put at Point 1."),
        (2, 1, 2, None),
        (
            2,
            1,
            3,
            f"Practice redesign at Point 3 rests on {MAPS}3, which the answers put at Point 2, and on {TOOLS}2,"
            " which the answers put at Point 1.",
        ),
        (2, 2, 3, f"Practice redesign at Point 3 rests on {MAPS}3, which the answers put at Point 2."),
        (3, 2, 3, None),
        (
            [1, 3],
            3,
            2,
            f"Practice redesign at Point 2 rests on {MAPS}2, which the answers put between Point 1 and Point 3.",
        ),
        ([2, 3], 3, 2, None),
        (1, 3, [1, 2], None),
        (1, 3, [2, 3], f"Practice redesign at Point 2 rests on {MAPS}2, which the answers put at Point 1."),
        ("dk", 3, 3, None),
        ("na", 3, 3, None),
        (None, 3, 3, None),
        (1, 1, "dk", None),
        (1, 1, None, None),
    ],
)
def test_what_an_answer_rests_on(maps: object, tools: object, redesign: object, said: str | None) -> None:
    given_ = {"a.maps": maps, "a.tools": tools, "a.redesign": redesign}
    made = assess_case({**CASE, "answers": {p: to for p, to in given_.items() if to is not None}})
    assert list(unsupported_words(made.questionnaire, made.answers)) == ([] if said is None else [("a.redesign", said)])


RANKS = st.one_of(st.none(), st.integers(1, 3))


@given(st.fixed_dictionaries({"a.maps": RANKS, "a.tools": RANKS, "a.redesign": RANKS}))
def test_nothing_is_held_against_what_is_unknown_and_all_lacking_is_named(reading: dict[str, int | None]) -> None:
    questionnaire = assess_case(CASE).questionnaire
    found = {one.practice: one for one in unsupported(questionnaire, reading)}
    for practice in questionnaire.practices.values():
        stands = reading[practice.id] or 0
        reached = [option.step for option in practice.options if option.rank <= stands and option.step]
        short = {n.practice for s in reached for n in s.requires if (reading[n.practice] or n.rank) < n.rank}
        assert {need.practice for need in (found[practice.id].lacks if practice.id in found else ())} == short
