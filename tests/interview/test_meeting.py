"""The meeting's logic: nobody sees votes before the room has voted, and what was agreed on stays as it was said."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.domain.answers import Agreed, Answer, Answers, Dissent
from cxmaturity.interview.consensus import words
from cxmaturity.interview.consensus.meeting import Item, Meeting, TooManyHandsError
from tests.build import questionnaire_of
from tests.interview.seen import SMALL, Disk, FullError, answered

DAY = datetime.date(2026, 11, 22)
ASKED = questionnaire_of(SMALL)
RANGE = Answer("range", 1, 3)


def meeting(disk: Disk | None = None, *, reveal: bool = False, **answers: Answer) -> Meeting:
    """A meeting about two practices, of which people placed the first anywhere and the second nowhere."""
    practices = [ASKED.practices[id_] for id_ in ("a.one", "b.c.three")]
    counts, groups = {1: 4, 3: 5, 0: 1}, (("Leaders", "Point 3"),)
    first = Item(practices[0], "It moves the stage.", counts, groups, ("“We call.”",))
    items = [first, Item(practices[1], "", counts, groups)]
    given_ = {"a.one": RANGE, "b.c.three": Answer("dk")} | {name.replace("_", "."): a for name, a in answers.items()}
    return Meeting(ASKED, Answers("a.yaml", "", DAY, answers=given_), disk or Disk(), items, reveal=reveal)


def test_votes_stay_hidden_until_all_in_the_room_have_voted() -> None:
    """Who sees the votes first follows them: the meeting would repeat the loudest side."""
    room = meeting()
    room.present = 5
    assert not room.are_votes_shown(room.item)
    assert words.votes(room, room.item) == ()
    assert words.status(room, room.item) == (
        "10 people answered alone. Their votes stay hidden until everybody here has voted."
    )
    room.vote({1: 2, 3: 2})
    assert (room.missing_hands(room.item), room.are_votes_shown(room.item)) == (1, False)
    assert words.votes(room, room.item) == (("In this room", "2 Point 1, 2 Point 3"),)
    assert words.status(room, room.item).endswith("One hand is missing: their votes stay hidden.")
    room.vote({1: 2, 3: 2, 0: 1})
    assert room.are_votes_shown(room.item)
    assert words.votes(room, room.item) == (
        ("In this room", "2 Point 1, 2 Point 3, 1 don't know"),
        ("Alone", "4 Point 1, 5 Point 3, 1 don't know"),
        ("Leaders", "Point 3"),
    )
    room.go(1)
    assert not room.are_votes_shown(room.item)


def test_votes_show_on_demand_or_from_the_start() -> None:
    room = meeting()
    room.show_votes()
    assert [room.are_votes_shown(item) for item in room.items] == [True, False]
    room = meeting(reveal=True)
    assert all(map(room.are_votes_shown, room.items))


def test_there_are_no_more_hands_than_people() -> None:
    disk = Disk()
    room = meeting(disk)
    room.present = 3
    with pytest.raises(TooManyHandsError, match="4 hands of 3 people"):
        room.vote({1: 2, 2: 2})
    assert (disk.saved, room.hands(room.item)) == ([], {})


def test_what_is_agreed_on_keeps_its_reason_its_dissent_and_what_people_said() -> None:
    disk = Disk()
    room = meeting(disk)
    room.vote({2: 4})
    room.agree((2,), " The log shows it. ", [Dissent("leader", " the pilot did more "), Dissent(" ", "nobody")])
    agreed = Agreed("The log shows it.", (Dissent("leader", "the pilot did more"),), (1, 3))
    wanted = Answer("answered", 2, 2, hands={2: 4}, agreed=agreed)
    assert disk.saved[-1].of("a.one") == room.answer(room.item.practice) == wanted
    assert words.agreed(room, room.item) == (
        "Agreed: Point 2, because: The log shows it.",
        "Dissent: leader: the pilot did more",
    )
    room.agree((1, 2), "Two of three brands.")  # settled anew: what people said before the meeting stays
    assert room.answer(room.item.practice).agreed == Agreed("Two of three brands.", (), (1, 3))
    assert words.agreed(room, room.item)[0] == "Agreed: between Point 1 and Point 2, because: Two of three brands."
    room.agree((), "Nobody measures it.")
    assert room.answer(room.item.practice).status == "dk"
    assert words.agreed(room, room.item)[0] == "Agreed: don't know, because: Nobody measures it."


def test_nothing_is_agreed_on_without_a_reason() -> None:
    room = meeting()
    with pytest.raises(ValueError, match="reason"):
        room.agree((2,), " ")
    assert room.settled == 0


def test_an_item_that_is_opened_again_stands_as_people_said_alone() -> None:
    room = meeting(a_one=replaced(RANGE, {1: 1}))
    assert not room.reopen()
    room.agree((2,), "So it is.")
    assert room.reopen()
    assert room.answer(room.item.practice) == replaced(RANGE, {1: 1})
    room.go(1)
    room.agree((3,), "So it is.")
    assert room.reopen()
    assert room.answer(room.item.practice) == Answer("dk")


def replaced(answer: Answer, hands: dict[int, int]) -> Answer:
    return Answer(answer.status, answer.low, answer.high, hands=hands)


def test_the_meeting_goes_round_what_is_open() -> None:
    room = meeting()
    assert (room.position, room.settled, words.end(room)) == (0, 0, "0 of 2 items are settled.")
    assert room.advance()
    assert room.position == 1
    room.agree((1,), "So it is.")
    assert words.listed_items(room) == ("1. Practice one: open", "2. Practice three: Point 1")
    assert room.advance()
    assert room.position == 0
    assert (room.go(0), room.go(-1), room.go(2)) == (False, False, False)
    room.agree((1,), "So it is.")
    assert not room.advance()
    assert (room.settled, words.end(room)) == (2, "All items are settled.")
    assert meeting(a_one=room.answer(room.items[0].practice)).position == 1  # the next time it goes on there


def test_undo_takes_back_votes_and_agreements_one_by_one() -> None:
    room = meeting()
    room.vote({1: 3})
    room.agree((1,), "So it is.")
    room.go(1)
    assert room.undo()
    assert (room.position, room.settled, room.hands(room.item)) == (0, 0, {1: 3})
    assert room.undo()
    assert room.answer(room.item.practice) == RANGE
    assert not room.undo()


def test_a_save_that_fails_changes_nothing() -> None:
    disk = Disk()
    room = meeting(disk)
    disk.error = FullError("full")
    with pytest.raises(FullError):
        room.vote({1: 1})
    with pytest.raises(FullError):
        room.agree((1,), "So it is.")
    assert (room.answers.of("a.one"), room.undoable) == (RANGE, False)


@given(st.lists(st.integers(0, 40), min_size=3, max_size=4), st.sampled_from([" ", ",", ", ", "; "]))
def test_hands_are_read_as_they_are_typed(counts: list[int], between: str) -> None:
    """A hand that is counted for another option would settle on what nobody said."""
    practice = ASKED.practices["a.one"]
    typed = words.hands_typed(between.join(map(str, counts)), practice)
    assert typed == dict(zip((1, 2, 3, 0), counts, strict=False))


@pytest.mark.parametrize("typed", ["1", "1 2", "1 2 3 4 5", "a b c", "-1 2 3", "1.5 2 3", "1000 0 0", "١ 2 3"])
def test_hands_that_say_nothing_are_none(typed: str) -> None:
    practice = ASKED.practices["a.one"]
    assert words.hands_typed(typed, practice) is None
    assert words.no_hands(typed, practice).startswith(f"“{typed}” is not 3 whole numbers")


def test_hands_of_a_practice_without_the_middle_point() -> None:
    practice = ASKED.practices["b.c.three"]
    assert words.hands_typed("2 1", practice) == {1: 2, 3: 1}
    assert words.hands_typed(" ", practice) == {}
    assert (words.numbers(practice), words.example(practice)) == ("1 and 3", "0 3 2")


@pytest.mark.parametrize(("typed", "present"), [("12", 12), (" 1 ", 1), ("0", None), ("1000", None), ("x", None)])
def test_how_many_are_in_the_room(typed: str, present: int | None) -> None:
    assert words.present_typed(typed) == present


def test_a_settled_item_shows_its_votes_again_the_next_time() -> None:
    settled = Answer("answered", 2, 2, agreed=Agreed("So it is."))
    room = meeting(a_one=settled)
    assert room.are_votes_shown(room.items[0])
    assert not room.are_votes_shown(room.items[1])
    assert answered(2).agreed is None


def test_an_answer_changed_in_an_interview_is_no_longer_what_a_meeting_agreed_on() -> None:
    """Else the report would print the reason of one answer beside another."""
    room = meeting()
    practice = room.item.practice
    ways: list[Callable[[], None]] = [
        lambda: room.choose(practice, 3),
        lambda: room.between(practice, 1, 2),
        lambda: room.dont_know(practice),
        lambda: room.clear(practice),
    ]
    for way in ways:
        room.vote({2: 4})
        room.agree((2,), "So it is.")
        way()
        assert (room.answer(practice).agreed, room.answer(practice).hands) == (None, {2: 4})
    room.agree((2,), "So it is.")
    room.note(practice, "a note")
    assert room.answer(practice).agreed is not None
