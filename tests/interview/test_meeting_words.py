"""What a meeting is told and may type, piece by piece: nothing that would tell the room too early, or count it wrong.

Thirty people wait while one types: what is wrong has to be said at once, and what is right taken at once.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.answers import Answer, Answers, Dissent
from cxmaturity.domain.model import Practice
from cxmaturity.interview.consensus import words
from cxmaturity.interview.consensus.meeting import DONT_KNOW, Item, Meeting
from tests.build import questionnaire_of
from tests.interview.seen import DAY, SMALL, Disk

ASKED = questionnaire_of(SMALL)
ONE, THREE = ASKED.practices["a.one"], ASKED.practices["b.c.three"]


def room(*items: Item, present: int | None = None, **answers: Answer) -> Meeting:
    given_ = {name.replace("_", ".", 1): answer for name, answer in answers.items()}
    meeting = Meeting(ASKED, Answers("a.yaml", "", DAY, answers=given_), Disk(), items or (Item(ONE),))
    meeting.present = present
    return meeting


# what may be typed


def test_the_numbers_of_options_and_an_example() -> None:
    assert words.numbers(ONE) == "1 to 3"
    assert words.numbers(THREE) == "1 and 3"
    assert words.example(ONE) == "0 3 4 2"
    assert words.example(THREE) == "0 3 2"


@pytest.mark.parametrize(
    ("practice", "text", "hands"),
    [
        (ONE, "0 3 4 2", {1: 0, 2: 3, 3: 4, DONT_KNOW: 2}),
        (ONE, "0,3;4", {1: 0, 2: 3, 3: 4}),
        (ONE, "  ", {}),
        (ONE, "1 2", None),
        (ONE, "1 2 3 4 5", None),
        (ONE, "1 2 three", None),
        (ONE, "1 -2 3", None),
        (ONE, "1000 0 0", None),
        (ONE, "1.5 0 0", None),
        (THREE, "5 6", {1: 5, 3: 6}),
        (THREE, "5 6 1", {1: 5, 3: 6, DONT_KNOW: 1}),
    ],
)
def test_hands_as_they_are_typed(practice: Practice, text: str, hands: dict[int, int] | None) -> None:
    assert words.hands_typed(text, practice) == hands


@given(st.lists(st.integers(0, 999), min_size=4, max_size=4), st.sampled_from([" ", ", ", ";", "\t"]))
def test_hands_come_to_what_was_counted(counts: list[int], sign: str) -> None:
    hands = words.hands_typed(sign.join(map(str, counts)), ONE)
    assert hands is not None
    assert sum(hands.values()) == sum(counts)
    assert list(hands.values()) == counts


@pytest.mark.parametrize(
    ("text", "present"), [("1", 1), (" 30 ", 30), ("999", 999), ("0", None), ("1000", None), ("", None), ("-3", None)]
)
def test_how_many_are_in_the_room(text: str, present: int | None) -> None:
    assert words.present_typed(text) == present


@pytest.mark.parametrize(
    ("text", "dissent"),
    [
        ("front line: calls end at five", Dissent("front line", "calls end at five")),
        ("front line", Dissent("front line", "")),
        ("a: b: c", Dissent("a", "b: c")),
    ],
)
def test_who_dissents_and_why(text: str, dissent: Dissent) -> None:
    assert words.dissent_typed(text) == dissent
    assert words.dissent_words(dissent) == text


def test_hands_that_say_nothing_are_told_what_would() -> None:
    said = words.no_hands("x", ONE)
    assert said.startswith("“x” is not 3 whole numbers: ")
    assert "the options 1 to 3" in said


# what is told


def test_votes_in_words_are_in_the_order_of_the_scale_and_leave_out_nobody() -> None:
    assert words.tally(ASKED, {3: 4, 1: 1, DONT_KNOW: 2}) == "1 Point 1, 4 Point 3, 2 don't know"
    assert words.tally(ASKED, {1: 0}) == "nobody"
    assert words.tally(ASKED, {}) == "nobody"


@pytest.mark.parametrize(
    ("counts", "start"),
    [
        ({1: 1}, "1 person answered alone."),
        ({1: 2, 3: 3}, "5 people answered alone."),
        ({1: 1200}, "1,200 people answered alone."),
    ],
)
def test_how_many_answered_alone(counts: dict[int, int], start: str) -> None:
    assert words.status(room(), Item(ONE, counts=counts)).startswith(start)


def test_missing_hands_are_counted_and_keep_votes_hidden() -> None:
    item = Item(ONE, counts={1: 2})
    meeting = room(item, present=4)
    meeting.vote({1: 1})
    assert words.status(meeting, item).endswith("Three hands are missing: their votes stay hidden.")
    assert words.votes(meeting, item) == (("In this room", "1 Point 1"),)
    meeting.vote({1: 3})
    assert words.status(meeting, item).endswith("One hand is missing: their votes stay hidden.")
    meeting.vote({1: 3, 3: 1})
    assert words.status(meeting, item) == "2 people answered alone."
    assert words.votes(meeting, item) == (("In this room", "3 Point 1, 1 Point 3"), ("Alone", "2 Point 1"))


def test_what_was_agreed_on_is_said_with_its_reason_and_its_dissent() -> None:
    meeting = room(Item(ONE), Item(THREE))
    assert words.agreed(meeting, meeting.item) == ()
    meeting.agree((3, 2), "two teams do it", [Dissent("front line", "not on Sundays"), Dissent("legal", "")])
    assert words.agreed(meeting, meeting.item) == (
        "Agreed: between Point 2 and Point 3, because: two teams do it",
        "Dissent: front line: not on Sundays",
        "Dissent: legal",
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("answered", 2, 2), "Point 2"),
        (Answer("range", 1, 3), "between Point 1 and Point 3"),
        (Answer("dk"), "don't know"),
    ],
)
def test_an_answer_in_words(answer: Answer, said: str) -> None:
    assert words.stands(ASKED, answer) == said


def test_how_far_the_meeting_is_and_what_it_came_to() -> None:
    meeting = room(Item(ONE), Item(THREE))
    assert words.far(meeting) == "Item 1 of 2, 0 settled"
    assert words.end(meeting) == "0 of 2 items are settled."
    meeting.agree((2,), "seen")
    meeting.advance()
    assert words.far(meeting) == "Item 2 of 2, 1 settled"
    assert words.listed_items(meeting) == ("1. Practice one: Point 2", "2. Practice three: open")
    meeting.agree((), "nobody measures it")
    assert words.end(meeting) == "All items are settled."
    assert words.listed_items(meeting)[1] == "2. Practice three: don't know"
    alone = room()
    alone.agree((1,), "seen")
    assert words.end(alone) == "The one item is settled."


@given(st.lists(st.integers(0, 3), min_size=3, max_size=3), st.integers(1, 12))
def test_votes_given_alone_are_never_shown_while_hands_are_missing(counts: list[int], present: int) -> None:
    """Whatever is voted: until everybody has raised a hand, no sentence tells how people answered alone."""
    item = Item(ONE, counts={1: 7, 2: 8, 3: 9}, groups=(("Leaders", "Point 3"),), sides=("“We call.”",))
    meeting = room(item, present=present)
    if sum(counts) > present:
        return
    meeting.vote(dict(zip((1, 2, 3), counts, strict=True)))
    told = [who for who, _ in words.votes(meeting, item)]
    everybody = sum(counts) == present
    assert ("Alone" in told) == everybody
    assert ("Leaders" in told) == everybody
    assert meeting.are_votes_shown(item) == everybody
