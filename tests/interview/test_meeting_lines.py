"""The meeting line by line: what is typed at each prompt, what it does, and what is said."""

import io
from typing import NamedTuple

import pytest
from rich.console import Console

from cxmaturity.domain.answers import Agreed, Dissent
from cxmaturity.interview.consensus.lines import run
from cxmaturity.interview.consensus.meeting import Meeting
from cxmaturity.reports.sanitise import visible
from tests.interview.seen import Disk, FullError
from tests.interview.test_meeting import meeting


class Held(NamedTuple):
    finished: bool
    text: str
    meeting: Meeting
    rest: list[str]


def hold(*lines: str, room: Meeting | None = None) -> Held:
    """Hold a meeting whose input is these lines."""
    room = room or meeting()
    left = list(lines)

    def read() -> str:
        if not left:
            raise EOFError
        return f"{left.pop(0)}\n"

    out = io.StringIO()
    finished = run(room, visible, Console(file=out, width=10_000, no_color=True), read, (FullError,))
    return Held(finished, out.getvalue(), room, left)


def test_a_whole_meeting() -> None:
    held = hold(
        *("5", "v 2 1 2", "2", "The log shows it.", "leader: the pilot did more", ""),
        *("v 1 4", "d", "Nobody measures it.", "", "f"),
    )
    assert held.finished
    assert not held.rest
    first, second = (held.meeting.answer(item.practice) for item in held.meeting.items)
    assert (first.low, first.high, first.hands) == (2, 2, {1: 2, 2: 1, 3: 2})
    assert first.agreed == Agreed("The log shows it.", (Dissent("leader", "the pilot did more"),), (1, 3))
    assert (second.status, second.hands) == ("dk", {1: 1, 3: 4})
    before, _, after = held.text.partition("In this room:")
    assert "Their votes stay hidden until everybody here has voted." in before
    assert "Alone:" not in before
    assert "Alone: 4 Point 1, 5 Point 3, 1 don't know." in after
    assert "“We call.”" in after
    assert "It moves the stage." in before
    assert held.text.endswith(
        "All items are settled.\n1. Practice one: Point 2\n2. Practice three: don't know\n"
        "Type f or Enter to finish, g NUMBER to go back to an item, u undo, q leave:\n"
    )


def test_votes_stay_hidden_while_hands_are_missing() -> None:
    held = hold("5", "v 2 1 1")
    assert "One hand is missing: their votes stay hidden." in held.text
    assert "Alone:" not in held.text
    assert "Alone: 4 Point 1" in hold("5", "v 2 1 1", "r").text


def test_to_leave_keeps_what_was_agreed_on() -> None:
    held = hold("", "2", "So it is.", "", "q")
    assert (held.finished, held.meeting.settled) == (False, 1)
    assert held.text.endswith("You left. 1 of 2 items are settled. All of it is saved.\n")
    assert not hold("", "2", "So it is.", "").finished  # as the end of the input does


def test_nothing_is_agreed_on_without_a_reason() -> None:
    held = hold("", "2", "")
    assert held.meeting.settled == 0
    assert "Nothing was agreed on. A reason is needed" in held.text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "v 1 2",
            "“1 2” is not 3 whole numbers: the hands for each of the options 1 to 3, then, if any, for don't know.",
        ),
        ("v 9 9 9", "That is 27 hands of 5 people. Each has one vote."),
        ("7", "“7” is neither an option nor a key here."),
        ("", "Nothing was typed."),
        ("g 9", "There is no such other item."),
        ("g x", "There is no such other item."),
        ("b", "There is no such other item."),
        ("c", "Nothing was agreed on here."),
        ("u", "There is nothing to take back."),
        ("?", "v HANDS: the room votes, the hands for each option and then for don't know; v alone asks for them"),
        ("l", "1. Practice one: open\n2. Practice three: open"),
    ],
)
def test_a_line_that_changes_nothing_says_why(typed: str, answer: str) -> None:
    held = hold("5", typed)
    assert f"\n{answer}\n" in held.text
    assert not held.meeting.undoable


def test_moving_between_items() -> None:
    text = hold("", "n", "b", "g 2", "n").text
    said = [line for line in text.splitlines() if line.startswith("Item ")]
    assert [line.partition(",")[0] for line in said] == [f"Item {i} of 2" for i in (1, 2, 1, 2, 1)]


def test_taking_back() -> None:
    held = hold("", "1-2", "So it is.", "", "b", "u", "c", "1 3", "It differs by brand.", "", "b", "c")
    assert "Taken back." in held.text
    assert "The item is open again." in held.text
    assert held.meeting.settled == 0
    assert "Agreed: between Point 1 and Point 3, because: It differs by brand." in held.text


def test_after_the_end_an_item_can_be_settled_anew() -> None:
    settled = ("", "1", "So it is.", "", "1", "So it is.", "")
    held = hold(*settled, "x", "g 9", "g 1", "2", "No, so.", "", "")
    assert held.finished
    assert "“x” is no key here." in held.text
    assert held.meeting.answer(held.meeting.items[0].practice).low == 2
    held = hold(*settled, "u", "1", "Yes, so.", "", "f")
    assert held.finished
    assert held.meeting.answer(held.meeting.items[1].practice).agreed == Agreed("Yes, so.")


def test_how_many_are_in_the_room_is_asked_until_it_is_a_number() -> None:
    held = hold("many", "0", "12", "t", "8")
    assert held.text.count("is no number of people. Type a whole number from 1 to 999.") == 2
    assert held.meeting.present == 8


def test_a_save_that_fails_is_told_and_changes_nothing() -> None:
    disk = Disk()
    disk.error = FullError("the disk is full")
    held = hold("", "v 1 1 1", "1", "So it is.", "", room=meeting(disk))
    assert held.text.count("Not saved, nothing has changed: the disk is full") == 2
    assert not held.meeting.undoable
