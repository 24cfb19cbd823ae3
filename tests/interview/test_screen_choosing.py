"""Choosing on the full screen: what stays, what goes on, what a key pressed too often must not do."""

import datetime

import pytest
from textual.widgets import Input

from cxmaturity.domain.answers import Answer, Answers, Evidence, Target
from cxmaturity.domain.glossary import answering
from cxmaturity.interview.preferences import Preferences
from cxmaturity.interview.screen.forms import WhoForm
from tests.build import Case
from tests.interview.seen import (
    DAY,
    LARGE_SCREEN,
    SMALL,
    SMALL_SCREEN,
    FullError,
    answered,
    built_in,
    on_screen,
    screen_test,
)

SIZES = pytest.mark.parametrize("size", [SMALL_SCREEN, (100, 30), (140, 45)])


# staying and going on


@screen_test
async def test_enter_where_nothing_was_chosen_answers_nothing() -> None:
    async with on_screen(SMALL, move_on=False) as seen:
        await seen.press("enter", "enter", "enter", "space")
        assert seen.here == "a.one" and not seen.disk.saved
        assert seen.shows("Nothing is chosen yet: type an")
        await seen.press("2", "enter", "enter", "enter")
        assert seen.here == "a.two" and len(seen.disk.saved) == 1


@pytest.mark.parametrize("key", ["enter", "right"])
@screen_test
async def test_a_choice_stays_until(key: str) -> None:
    async with on_screen(SMALL, move_on=False) as seen:
        await seen.press("3")
        assert seen.answer("a.one") == answered(3) == seen.disk.saved[-1].of("a.one")  # on the disk at once
        assert seen.here == "a.one" and seen.shows("● 3")
        await seen.press("n")
        await seen.type("of the first")
        await seen.press("ctrl+s", key)
        assert seen.here == "a.two" and seen.answer("a.one").note == "of the first"


@screen_test
async def test_a_choice_can_be_changed_before_one_goes_on() -> None:
    async with on_screen(SMALL, move_on=False) as seen:
        await seen.press("3", "1", "up", "down", "space")
        assert seen.here == "a.one" and seen.answer("a.one") == answered(2)
        await seen.press("down", "enter")
        assert seen.here == "a.two" and seen.answer("a.one") == answered(3)


@screen_test
async def test_a_click_chooses_and_stays() -> None:
    async with on_screen(SMALL, LARGE_SCREEN, move_on=False) as seen:
        await seen.click("Behaviour 2")
        assert seen.here == "a.one" and seen.answer("a.one") == answered(2)
        await seen.click("Enter go on")
        assert seen.here == "a.two"


@screen_test
async def test_not_knowing_not_applicable_and_between_stay_too() -> None:
    async with on_screen(SMALL, move_on=False) as seen:
        await seen.press("d")
        assert seen.here == "a.one" and seen.shows("? don't know")
        await seen.press("enter", "x")
        await seen.type("sold")
        await seen.press("enter")
        assert seen.here == "a.two" and seen.shows("Not applicable because: sold")
        await seen.press("enter", "3", "r", "1")
        assert seen.here == "b.c.three" and seen.answer("b.c.three") == Answer("range", 1, 3)
        await seen.press("enter")
        assert seen.here == "b.c.four"


@screen_test
async def test_between_needs_an_option_to_begin_with() -> None:
    async with on_screen(SMALL, move_on=False) as seen:
        await seen.press("r")
        assert seen.shows("Choose the first of the two") and not seen.disk.saved
        await seen.press("1")
        assert seen.answer("a.one") == answered(1)


@screen_test
async def test_the_last_enter_offers_the_end() -> None:
    answers = {p: answered(1) for p in ("a.two", "b.c.three", "b.c.four")}
    async with on_screen(SMALL, move_on=False, answers=answers) as seen:
        await seen.press("2")
        assert not seen.shows("Finish?")
        await seen.press("enter")
        assert seen.shows("Every question is answered.")


# settings


@screen_test
async def test_what_the_user_likes_is_kept() -> None:
    kept: list[Preferences] = []
    async with on_screen(SMALL, move_on=False, keep=kept.append) as seen:
        await seen.press("m")
        assert seen.shows("A choice now moves on to the next")
        await seen.press("1")
        assert seen.here == "a.two"
        await seen.press("t", "m")
        assert seen.shows("A choice now stays until Enter or →.")
        assert not seen.app.current_theme.dark
    assert kept == [Preferences("dark", True), Preferences("light", True), Preferences("light", False)]


@screen_test
async def test_settings_that_can_not_be_kept_are_told_and_hold_for_now() -> None:
    def keep(_: Preferences) -> None:
        raise FullError("the folder is full")

    async with on_screen(SMALL, move_on=False, keep=keep) as seen:
        await seen.press("m")
        assert seen.app.preferences.move_on
        await seen.press("t")
        assert seen.shows("Not kept for the next time") and not seen.app.current_theme.dark


# boxes that say what they are for


@screen_test
async def test_boxes_name_their_kind_and_question() -> None:
    async with on_screen(SMALL, answers={"a.one": answered(1)}) as seen:
        for key, kind in (("n", "Note"), ("e", "Evidence"), ("x", "Not applicable")):
            await seen.press(key)
            assert seen.shows(f"{kind} · question 2 · Practice two"), kind
            await seen.press("escape")


@screen_test
async def test_evidence_is_changed() -> None:
    pieces = (Evidence("memo", DAY, "a\x1bb"), Evidence("log"))
    async with on_screen(SMALL, answers={"a.one": Answer("missing", evidence=pieces)}) as seen:
        await seen.press("e", "shift+tab", "enter")
        assert [field.value for field in seen.app.screen.query(Input)][:2] == ["memo", "2026-11-22"]
        assert seen.shows("Enter save the change")
        await seen.type("!")
        await seen.press("enter")
        assert seen.answer("a.one").evidence == (Evidence("memo!", DAY, "a\x1bb"), Evidence("log"))
        await seen.press("shift+tab", "down", "enter", "tab")
        await seen.type("2026-10-01")
        await seen.press("enter")
        assert seen.answer("a.one").evidence[1] == Evidence("log", datetime.date(2026, 10, 1))
        assert len(seen.disk.saved) == 2


@screen_test
async def test_what_is_being_typed_of_evidence_is_not_lost_to_the_list() -> None:
    async with on_screen(SMALL, answers={"a.one": Answer("missing", evidence=(Evidence("memo"),))}) as seen:
        await seen.press("e")
        await seen.type("half")
        await seen.press("shift+tab", "enter")
        assert seen.shows("The fields hold what is not saved yet") and seen.shows("half")
        await seen.press("escape")
        assert seen.shows("This is not saved: Enter saves it")
        await seen.press("escape")
        assert not seen.disk.saved and seen.app.screen is seen.app.screen_stack[0]


@screen_test
async def test_removing_the_only_piece_keeps_the_focus_where_one_types() -> None:
    async with on_screen(SMALL, answers={"a.one": Answer("missing", evidence=(Evidence("memo"),))}) as seen:
        await seen.press("e", "shift+tab", "delete")
        assert seen.answer("a.one").evidence == ()
        await seen.type("another")
        await seen.press("enter")
        assert seen.answer("a.one").evidence == (Evidence("another"),)


# taking back


@screen_test
async def test_undo_takes_back_the_last_answer_and_goes_there() -> None:
    async with on_screen(SMALL, LARGE_SCREEN) as seen:
        assert not seen.shows("u undo")
        await seen.press("u")
        assert seen.shows("There is nothing to take back.")
        await seen.press("2", "d")
        assert seen.here == "b.c.three" and seen.shows("u undo") and seen.shows("A 2/2")
        await seen.press("u")
        assert seen.here == "a.two" and seen.answer("a.two").status == "missing" and seen.shows("A 1/2")
        await seen.press("u")
        assert seen.here == "a.one" and not seen.session.answers.answers and not seen.shows("u undo")


@screen_test
async def test_an_undo_that_is_not_saved_changes_nothing() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("2")
        seen.disk.error = OSError("no")
        await seen.press("u")
        assert seen.shows("Not saved") and seen.answer("a.one") == answered(2)


# where it aims


@screen_test
async def test_the_target_is_asked_at_the_end() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("1", "f", "f")
        assert seen.shows("Where do you aim?") and seen.shows("No target: the plan leads to the next stage")
        await seen.press("down", "down", "tab")
        await seen.type("soon")
        await seen.press("enter")
        assert seen.shows("“soon” is no date") and not seen.session.answers.target.stage
        seen.app.screen.query_one("#by", Input).value = "2027-12-31"
        await seen.press("enter")
    assert seen.app.return_value is True
    assert seen.session.answers.target == Target(2, datetime.date(2027, 12, 31))


@screen_test
async def test_the_question_for_the_target_can_be_left_for_the_questions() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("1", "f", "f", "escape", "2")
        assert seen.answer("a.two") == answered(2)


@screen_test
async def test_a_target_that_is_there_is_not_asked_for_and_can_be_changed() -> None:
    target = Target(2, DAY, {"a": 3})
    async with on_screen(SMALL, given=Answers("a.yaml", "", DAY, target=target)) as seen:
        await seen.press("a", "enter")
        assert seen.session.answers.target == target
        await seen.press("a", "home", "enter")
        assert seen.session.answers.target == Target(dimensions={"a": 3})
        await seen.press("a", "end", "space", "ctrl+s", "f", "f")
    assert seen.app.return_value is True
    assert seen.session.answers.target == Target(3, None, {"a": 3})


# without the names of points


@SIZES
@screen_test
async def test_blind_names_no_point_and_no_stage(size: tuple[int, int]) -> None:
    async with on_screen(SMALL, size, move_on=False, blind=True) as seen:
        for keys in ([], ["2"], ["3", "r", "1"], ["s"], ["v"], ["escape", "e"], ["escape", "/"]):
            await seen.press(*keys)
            assert not seen.shows("Point") and not seen.shows("Between 1"), keys
        await seen.press("escape")
        assert seen.shows("Behaviour 2") and seen.shows("2 Behaviour 2")
        await seen.press("v")
        assert seen.shows("option 1 to option 3")


@screen_test
async def test_blind_quick_mode_settles_without_naming_the_stage() -> None:
    async with on_screen(quick=True, blind=True) as seen:
        while not seen.session.settled:
            await seen.press("1")
        assert seen.shows("The stage is settled. Quick mode spared you")


# a small screen


@SIZES
@screen_test
async def test_the_number_of_every_option_is_seen(size: tuple[int, int]) -> None:
    for id_ in ("digital", "organisational"):
        async with on_screen(built_in(id_), size, move_on=False) as seen:
            for practice in seen.session.practices:
                seen.app.go(practice)
                await seen.press("down")
                for option in practice.options:
                    name = seen.session.point_name(option.rank)
                    assert seen.shows(f"{option.rank} {name}"), (practice.id, option.rank)
                await seen.press("end")
                for option in practice.options:
                    name = seen.session.point_name(option.rank)
                    assert seen.shows(f"{option.rank} {name}"), (practice.id, option.rank)


@SIZES
@screen_test
async def test_keys_that_can_do_nothing_are_not_shown(size: tuple[int, int]) -> None:
    async with on_screen(SMALL, size, move_on=False) as seen:
        keys = "\n".join(seen.lines[-2:])
        assert not any(
            word in keys for word in ("n/a", "not applicable", "go on", "undo", "back", "clear", "suggested")
        )
        await seen.press("1", "enter")
        keys = "\n".join(seen.lines[-2:])
        assert all(word in keys for word in ("undo", "back")) and ("n/a" in keys or "not applicable" in keys)
        await seen.press("right")
        assert seen.lines[-2].startswith(" 1 3 choose")
        for word in ("note", "evidence", "search", "review", "finish", "keys", "leave"):
            assert any(word in line for line in seen.lines[-2:]), word


@screen_test
async def test_the_counters_agree() -> None:
    answers = {"a.one": answered(1), "a.two": Answer("na", because="sold"), "b.c.three": Answer("dk")}
    async with on_screen(SMALL, answers=answers) as seen:
        await seen.settle()
        assert seen.shows("1 of 3 answered · 1 open") and seen.shows("Answered 1.")


@screen_test
async def test_notes_and_evidence_are_marked_in_the_lists() -> None:
    async with on_screen(SMALL, LARGE_SCREEN, move_on=False) as seen:
        await seen.press("1", "n")
        await seen.type("words")
        await seen.press("ctrl+s")
        assert seen.shows("Practice one n")
        await seen.press("e")
        await seen.type("report")
        await seen.press("enter", "escape")
        assert seen.shows("Practice one n e")
        await seen.press("v")
        assert seen.shows("n e Point 1")


@screen_test
async def test_search_shows_where_the_words_stand() -> None:
    async with on_screen() as seen:
        await seen.press("/")
        await seen.type("billing keying")
        hit = next(o for p in seen.session.practices for o in p.options if "keying" in o.text)
        assert seen.shows(f"{hit.rank}: ") and seen.shows("keying")


# how to answer


@SIZES
@screen_test
async def test_the_rule_for_answering_stands_at_the_start_and_in_the_help(size: tuple[int, int]) -> None:
    async with on_screen(SMALL, size, ask_who=True, move_on=False) as seen:
        await seen.pilot.pause()
        rule = answering(seen.session.questionnaire)[:60]  # beside its further lines stands the list
        assert seen.shows(rule)
        await seen.press("escape")
        assert seen.shows(rule)
        await seen.press("1")
        assert not seen.shows(rule)
        await seen.press("?")
        assert seen.shows(rule)


@screen_test
async def test_a_dialog_closes_once_however_often_it_is_told_to() -> None:
    """Two impatient Enters, the second before the screen is painted, ended the interview with a bug."""
    async with on_screen(SMALL, ask_who=True, move_on=False) as seen:
        await seen.pilot.pause()
        form = seen.app.screen
        assert isinstance(form, WhoForm)
        for tell in (form.action_save, form.action_save, form.action_close):
            tell()
        await seen.quiet()
        assert len(seen.app.screen_stack) == 1
        await seen.press("1")
        assert seen.answer("a.one").low == 1


@screen_test
async def test_the_rule_for_answering_says_the_months_of_the_questionnaire() -> None:
    """Else somebody would rest an answer on what is too old to count."""
    async with on_screen({**SMALL, "scoring": {"evidence_months": 6}}, ask_who=True, move_on=False) as seen:
        await seen.pilot.pause()
        for key in ("escape", "?"):
            assert seen.shows("and that something from the past 6 months shows.")
            await seen.press(key)
        assert seen.shows("and that something from the past 6 months shows.")


@screen_test
async def test_a_list_without_a_choice_has_no_cursor_to_pick() -> None:
    case: Case = {"scale": [1, 2], "tree": {"a": {"practices": {"one": {}}}}}
    async with on_screen(case, move_on=False) as seen:
        await seen.press("pageup", "up", "home", "enter")
        assert seen.answer("a.one").status == "answered"
