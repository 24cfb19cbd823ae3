"""Search: which practices hold the words, and the text that shows why."""

import pytest

from cxmaturity.interview.search import excerpt, search
from tests.build import questionnaire_of

PRACTICES = tuple(
    questionnaire_of(
        {
            "scale": [1, 2, 3],
            "tree": {
                "a": {"practices": {"one": {}, "two": {"na": True}}},
                "b": {"dimensions": {"c": {"practices": {"three": {"points": [1, 3]}, "four": {}}}}},
            },
        }
    ).practices.values()
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("FOUR", ["b.c.four"]),
        ("b.c.", ["b.c.three", "b.c.four"]),
        ("practice two", ["a.two"]),
        ("two one", []),
        ("behaviour 2", ["a.one", "a.two", "b.c.four"]),
        (" ", []),
    ],
)
def test_practices_hold_all_words(text: str, ids: list[str]) -> None:
    assert [hit.practice.id for hit in search(PRACTICES, text)] == ids


@pytest.mark.parametrize(
    ("text", "shown", "rank"),
    [
        ("behaviour 3", "Behaviour 3", 3),
        ("three behaviour 3", "Behaviour 3", 3),
        ("where does", "Where does one stand?", None),
        ("practice one", "Where does one stand?", None),  # the title shows it already
    ],
)
def test_the_text_that_holds_them_is_shown(text: str, shown: str, rank: int | None) -> None:
    hit = search(PRACTICES, text)[0]
    assert (hit.text, hit.rank) == (shown, rank)


@pytest.mark.parametrize(
    ("text", "sought", "shown"),
    [
        ("a short text", "short", "a short text"),
        ("a text", "absent", "a text"),
        ("word " * 20 + "needle and more", "NEEDLE", "…word word word word word word needle and more"),
        ("two\nlines", "lines", "two lines"),
        ("", "x", ""),
    ],
)
def test_an_excerpt_starts_a_little_before_the_first_word(text: str, sought: str, shown: str) -> None:
    assert excerpt(text, sought) == shown
