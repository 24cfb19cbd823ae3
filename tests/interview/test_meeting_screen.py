"""The meeting's screen, as a room sees it and whoever leads it types into it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from cxmaturity.domain.answers import Agreed, Answers, Dissent
from cxmaturity.interview.consensus.meeting import Meeting
from cxmaturity.interview.consensus.screen import Room
from cxmaturity.reports.sanitise import visible
from tests.interview.seen import Disk, FullError, Seen, screen_test
from tests.interview.test_meeting import meeting

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@asynccontextmanager
async def in_the_room(
    size: tuple[int, int] = (80, 24), *, present: str = "", disk: Disk | None = None, room: Meeting | None = None
) -> AsyncIterator[Seen]:
    """The screen of a meeting, once it was said how many there are."""
    disk = disk or Disk()
    app = Room(room or meeting(disk), visible, failures=(FullError,))
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        seen = Seen(cast(Any, app), pilot, disk)
        if not app.meeting.reveal:
            assert seen.shows("How many people are in the room?")
            await seen.press(*present, "enter")
        yield seen


def room_of(seen: Seen) -> Meeting:
    return cast(Room, seen.app).meeting


@SIZES
@screen_test
async def test_votes_show_once_the_room_has_voted(size: tuple[int, int]) -> None:
    """Who sees the votes before raising a hand follows them."""
    async with in_the_room(size, present="5") as seen:
        assert seen.shows("10 people answered alone. Their votes stay hidden until everybody here has voted.")
        assert not seen.shows("alone 5")
        await seen.press("s")
        assert not seen.shows("Alone:")
        await seen.press("v")
        assert seen.shows("Hands for options 1 to 3, then for don't know")
        await seen.type("2 1 1")
        await seen.press("enter")
        assert seen.shows("One hand is missing: their votes stay hidden.")
        assert seen.shows("room 2")
        assert not seen.shows("alone 5")
        await seen.press("v", "backspace")  # what was typed before is marked, and goes
        await seen.type("2 1 1 1")
        await seen.press("enter")
        assert room_of(seen).hands(room_of(seen).item) == {1: 2, 2: 1, 3: 1, 0: 1}
        assert seen.shows("room 2 alone 4")
        await seen.press("s")
        assert seen.shows("Alone: 4 Point 1, 5 Point 3, 1 don't know")
        assert seen.shows("Leaders: Point 3")
        assert seen.shows("“We call.”")


@screen_test
async def test_votes_show_on_demand() -> None:
    async with in_the_room() as seen:
        await seen.press("r")
        assert seen.shows("alone 5")
        await seen.press("right")
        assert not seen.shows("alone 5")
    async with in_the_room(room=meeting(reveal=True)) as seen:
        assert seen.shows("alone 5")


@SIZES
@screen_test
async def test_an_item_is_settled_with_its_reason_and_dissent(size: tuple[int, int]) -> None:
    async with in_the_room(size) as seen:
        await seen.press("2")
        assert seen.shows("Agree on 2 Point 2 · Practice one")
        await seen.press("ctrl+s")
        assert seen.shows("A reason is needed")
        await seen.type("The log shows it.")
        await seen.press("enter")
        await seen.type("leader: the pilot did more\nfront line")
        await seen.press("ctrl+s")
        assert seen.disk.saved[-1].of("a.one").agreed == Agreed(
            "The log shows it.", (Dissent("leader", "the pilot did more"), Dissent("front line")), (1, 3)
        )
        assert seen.shows("Item 2 of 2, 1 settled")
        await seen.press("left")
        assert seen.shows("Agreed: Point 2, because: The log shows it.")
        assert seen.shows("Dissent: leader: the pilot did more")
        await seen.press("c")
        assert seen.shows("Item 1 of 2, 0 settled")
        await seen.press("u")
        assert seen.shows("Item 1 of 2, 1 settled")


@screen_test
async def test_between_two_and_nobody_knows() -> None:
    async with in_the_room() as seen:
        await seen.press("b")
        assert seen.shows("Move to the first of the two")
        await seen.press("down", "b")
        assert seen.shows("Between 1 and … pick the second option")
        await seen.press("1")
        assert seen.shows("Pick a second option")
        await seen.press("3")
        assert seen.shows("Agree on 1 Point 1 to 3 Point 3")
        await seen.type("It differs by brand.")
        await seen.press("ctrl+s", "d")
        assert seen.shows("Agree that nobody knows · Practice three")
        await seen.type("Nobody measures it.")
        await seen.press("ctrl+s")
        saved: Answers = seen.disk.saved[-1]
        assert (saved.of("a.one").low, saved.of("a.one").high, saved.of("b.c.three").status) == (1, 3, "dk")
    assert seen.app.return_value is True  # all is settled: the meeting ends


@screen_test
async def test_options_give_room_to_the_votes_and_come_back() -> None:
    async with in_the_room() as seen:
        assert seen.shows("Behaviour 1")
        await seen.press("r")
        assert not seen.shows("Behaviour 1")
        await seen.press("w")
        assert seen.shows("Behaviour 1")


@screen_test
async def test_what_is_typed_wrongly_is_said_and_changes_nothing() -> None:
    async with in_the_room(present="3") as seen:
        for typed, why in (("9", "“9” is not 3 whole numbers"), ("9 9 9", "That is 27 hands of 3 people.")):
            await seen.press("v")
            await seen.type(typed)
            await seen.press("enter")
            assert seen.shows(why)
            await seen.press("escape", "escape")
        await seen.press("9")
        assert seen.shows("This question has no option 9.")
        for key, why in (("c", "Nothing was agreed on here."), ("u", "There is nothing to take back.")):
            await seen.press(key)
            assert seen.shows(why)
        assert seen.disk.saved == []
        await seen.press("t", "x", "enter")
        assert seen.shows("“x” is no number of people.")


@screen_test
async def test_a_save_that_fails_is_told_and_changes_nothing() -> None:
    disk = Disk()
    disk.error = FullError("the disk is full")
    async with in_the_room(disk=disk) as seen:
        await seen.press("2")
        await seen.type("So it is.")
        await seen.press("ctrl+s")
        assert seen.shows("the disk is full")
        assert seen.shows("Nothing was changed")
        assert not room_of(seen).undoable


@screen_test
async def test_the_list_and_the_keys() -> None:
    async with in_the_room() as seen:
        await seen.press("l")
        assert seen.shows("1. Practice one: open")
        await seen.press("enter", "question_mark")
        assert seen.shows("reveal what people answered alone, before the room has voted")
        await seen.press("enter", "o")
        assert seen.shows("Item 2 of 2")
        await seen.press("q")
    assert seen.app.return_value is False


@screen_test
async def test_keys_typed_faster_than_a_dialog_opens_arrive_in_it() -> None:
    """Whoever leads the meeting knows the keys; a number that is lost would be a vote that is lost."""
    async with in_the_room() as seen:
        await seen.pilot.press("v", "4", "space", "0", "space", "1", "enter")
        await seen.pilot.pause()
        assert room_of(seen).hands(room_of(seen).item) == {1: 4, 3: 1}
