"""The full screen, driven key by key as a person would: what it shows, what it saves, and what it refuses."""

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, Select, TextArea

from cxmaturity.domain.answers import Answer, Answers, Evidence, Respondent, Target
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.interview.screen.app import Interview, run
from cxmaturity.interview.screen.list import PickList
from cxmaturity.interview.session import Session, Spoken
from cxmaturity.reports.sanitise import visible
from tests.build import Case, questionnaire_of
from tests.interview.seen import (
    DAY,
    LARGE_SCREEN,
    SMALL,
    SMALL_SCREEN,
    Disk,
    FullError,
    answered,
    built_in,
    describe,
    on_screen,
    screen_test,
)
from tests.reports.hostile import HOSTILE

GOLDEN = Path(__file__).parents[1] / "golden" / "interview"
# what is shown


@screen_test
async def test_every_question_and_its_first_option_is_whole_on_a_small_screen() -> None:
    for id_ in ("digital", "organisational"):
        questionnaire = built_in(id_)
        async with on_screen(questionnaire) as seen:
            for practice in seen.session.practices:
                seen.app.go(practice)
                await seen.pilot.pause()
                first = practice.options[0]
                assert seen.shows(practice.question), practice.id
                assert seen.shows(f"1 {questionnaire.point(first.rank).name} {first.text}"), practice.id


@screen_test
async def test_the_cursor_brings_every_option_whole_into_view() -> None:
    questionnaire = built_in("organisational")
    async with on_screen(questionnaire) as seen:
        for practice in seen.session.practices[:4]:
            seen.app.go(practice)
            for option in practice.options:
                await seen.press("down")
                assert seen.shows(f"{option.rank} {questionnaire.point(option.rank).name}")
                assert seen.shows(option.text), (practice.id, option.rank)


@screen_test
async def test_the_stage_follows_the_answers() -> None:
    async with on_screen(size=LARGE_SCREEN) as seen:
        await seen.settle()
        assert seen.shows("[Satisfaction or below · Retention · Loyalty · Advocacy]")
        assert seen.shows("Between 1 and 4. Answered 0.") and seen.shows("4 to raise.")
        assert seen.shows("Held back by: Reach of agent help; Joined self-service channels;")
        for _ in range(7):
            await seen.press("1")
        await seen.settle()
        assert seen.shows("Answered 7.") and not seen.shows("[Satisfaction or below · Retention · Loyalty · Advocacy]")
        await seen.press("s")
        assert seen.shows("The stage so far") and seen.shows("What holds the next stage back:")
        await seen.press("escape")
        await seen.click("Answered 7.")
        assert seen.shows("The stage so far")


@screen_test
async def test_a_sweep_counts_dimensions() -> None:
    case: Case = {
        "scale": [-1, 0, 1],
        "scoring": {"rule": "sweep"},
        "tree": {name: {"practices": {f"{name}1": {}}} for name in "abc"},
    }
    async with on_screen(case, LARGE_SCREEN) as seen:
        await seen.press("3")
        await seen.settle()
        assert seen.shows("0 · [1 · 2 · 3]")
        await seen.press("a", "down", "down", "down", "enter")
        assert seen.session.answers.target.stage == 2


@screen_test
async def test_marks_are_symbols_and_words() -> None:
    async with on_screen(SMALL, LARGE_SCREEN) as seen:
        await seen.press("1", "x")
        await seen.type("not here")
        await seen.press("enter", "down", "r", "down", "enter", "d")
        assert seen.shows("● Practice one") and seen.shows("– Practice two")
        assert seen.shows("◐ Practice three") and seen.shows("? Practice four")
        for word in ("Point 1", "not applicable", "Point 1 to Point 3", "don't know"):
            assert seen.shows(word)
        await seen.press("escape", "?")
        text = seen.app.screen.query_one("VerticalScroll")
        text.scroll_to(y=text.max_scroll_y - 8, animate=False, immediate=True)  # the key "end" scrolls over some time
        await seen.press()
        for line in ("● answered", "◐ between two options", "– not applicable", "? don't know", "○ open"):
            assert seen.shows(line)


@screen_test
async def test_progress_of_dimensions_follows() -> None:
    async with on_screen(SMALL, LARGE_SCREEN) as seen:
        assert seen.shows("A 0/2") and seen.shows("C 0/2") and seen.shows("0 of 4 answered · 4 open")
        await seen.press("2", "d", "1")
        assert seen.shows("A 2/2") and seen.shows("C 1/2") and seen.shows("2 of 4 answered · 1 open")
        await seen.press("left", "c")
        assert seen.shows("C 0/2") and seen.shows("1 of 4 answered · 2 open")


@screen_test
async def test_light_and_dark() -> None:
    async with on_screen() as seen:
        before = seen.app.current_theme.dark
        await seen.press("t")
        assert seen.app.current_theme.dark is not before
        await seen.press("t")
        assert seen.app.current_theme.dark is before


@screen_test
async def test_it_can_be_resized_at_any_time() -> None:
    async with on_screen(size=LARGE_SCREEN) as seen:
        await seen.press("2")
        practice = seen.session.position
        for width, height in ((200, 60), (40, 12), (5, 3), (103, 31), (104, 32), (80, 24)):
            await seen.pilot.resize_terminal(width, height)
            await seen.pilot.pause(0.02)
            assert len(seen.lines) == height
            assert seen.app.outline.display is True or width < 104
        assert seen.shows(practice.question) and seen.shows(practice.options[0].text)
        for key in ("v", "w", "e", "n"):
            await seen.press(key)
            await seen.pilot.resize_terminal(40, 12)
            await seen.pilot.resize_terminal(80, 24)
            await seen.press("escape")
        assert seen.shows(practice.question)


# answering


@screen_test
@pytest.mark.fast
async def test_a_number_answers_saves_and_goes_on() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("2")
        assert seen.answer("a.one") == answered(2) and seen.here == "a.two"
        assert seen.disk.saved[-1].of("a.one") == answered(2)


@screen_test
async def test_a_number_is_the_point_s_own_also_where_points_are_left_out() -> None:
    async with on_screen(SMALL) as seen:
        seen.app.go(seen.session.questionnaire.practices["b.c.three"])
        await seen.press("2")
        assert seen.shows("This question has no option 2.") and not seen.disk.saved
        await seen.press("3")
        assert seen.answer("b.c.three") == answered(3)


@screen_test
async def test_arrows_and_enter_answer() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("down", "down", "down", "down", "up", "enter")
        assert seen.answer("a.one") == answered(2)
        await seen.press("end", "home", "pagedown", "pageup", "enter")
        assert seen.answer("a.two") == answered(1)


@screen_test
async def test_the_cursor_comes_back_to_the_answer() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("3", "left")
        assert seen.shows("● 3") and seen.app.options.cursor == 2


@screen_test
async def test_after_an_answer_comes_the_next_open_one() -> None:
    async with on_screen(SMALL, answers={"a.two": answered(1)}) as seen:
        await seen.press("1")
        assert seen.here == "b.c.three"


@screen_test
async def test_between_two_options() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("down", "down", "r")
        assert seen.shows("Between 2 and … pick the second option") and seen.shows("◐ 2")
        await seen.press("2")
        assert seen.shows("Pick a second option") and not seen.disk.saved
        await seen.press("1")
        assert seen.answer("a.one") == Answer("range", 1, 2) and seen.here == "a.two"
        await seen.press("left")
        assert seen.shows("◐ 1") and seen.shows("◐ 2") and seen.shows("◐ between two options")


@pytest.mark.parametrize("key", ["r", "escape", "right"])
@screen_test
async def test_between_can_be_given_up(key: str) -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("down", "r", key)
        assert not seen.shows("pick the second option") and not seen.shows("◐ 1")
        await seen.press("2")
        assert [a.status for a in seen.session.answers.answers.values()] == ["answered"]


@screen_test
async def test_not_applicable_needs_a_question_that_allows_it_and_a_reason() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("x")
        assert seen.shows("This question applies to everyone.") and not seen.disk.saved
        await seen.press("right", "x", "enter")
        assert seen.shows("A reason is needed")
        await seen.type("  run by the parent ")
        await seen.press("enter")
        assert seen.answer("a.two") == Answer("na", because="run by the parent") and seen.here == "b.c.three"
        seen.app.go(seen.session.questionnaire.practices["a.two"])
        await seen.press("x")
        assert seen.app.screen.query_one(Input).value == "run by the parent"
        await seen.press("escape")
        assert seen.shows("Not applicable because: run by the parent")
        assert len(seen.disk.saved) == 1


@screen_test
async def test_dont_know_and_clear() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("d")
        assert seen.answer("a.one") == Answer("dk") and seen.here == "a.two"
        await seen.press("left", "c")
        assert seen.answer("a.one").status == "missing" and seen.here == "a.one"
        assert seen.shows("○ open")


@screen_test
async def test_a_note_is_written_changed_and_taken_away() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("n")
        await seen.type("first line\nsecond [bold]line")
        await seen.press("ctrl+s")
        assert seen.answer("a.one").note == "first line\nsecond [bold]line" and seen.here == "a.one"
        assert seen.shows("Note: first line second [bold]line")
        await seen.press("n", "!", "ctrl+s")
        assert seen.answer("a.one").note == "first line\nsecond [bold]line!"
        await seen.press("n")
        seen.app.screen.query_one(TextArea).text = " "
        await seen.press("ctrl+s")
        assert seen.answer("a.one").note == "" and not seen.shows("Note:")


@screen_test
async def test_a_note_that_is_not_saved_is_given_up_at_the_second_escape_only() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("n", "a", "escape")
        assert seen.shows("This is not saved")
        await seen.press("escape")
        assert not seen.disk.saved and seen.app.screen is seen.app.screen_stack[0]
        await seen.press("n", "escape")
        assert seen.app.screen is seen.app.screen_stack[0]


@screen_test
async def test_a_note_of_ten_thousand_characters() -> None:
    note = "Grüße 漢字 " * 1250
    async with on_screen(SMALL) as seen:
        await seen.press("n")
        await seen.type(note)
        await seen.press("ctrl+s")
        assert seen.answer("a.one").note == note.strip()
        assert seen.shows("Note: Grüße 漢字") and seen.shows("…") and seen.shows("Where does one stand?")


@screen_test
async def test_a_note_that_holds_acting_characters_is_kept_as_it_is() -> None:
    note = "a\x1b[31mb\r\nc\u202e"
    async with on_screen(SMALL, answers={"a.one": Answer("missing", note=note)}) as seen:
        await seen.press("n")
        assert seen.app.screen.query_one(TextArea).text == "a�[31mb\nc�"
        await seen.press("ctrl+s")
        assert seen.answer("a.one").note == note and not seen.disk.saved


@screen_test
async def test_keys_act_in_the_order_they_were_typed_however_fast() -> None:
    async with on_screen(SMALL) as seen:
        keys = ["2", "left", "n", *"do", "ctrl+s"]
        for key in keys:  # all at once, where a pilot would wait after each
            seen.app.post_message(Key(key, key if len(key) == 1 else None))
        await seen.pilot.pause(0.3)
        assert seen.answer("a.one") == Answer("answered", 2, 2, note="do") and seen.here == "a.one"
        assert seen.session.answered == (1, 4)


@screen_test
async def test_evidence_is_added_and_removed() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("e", "enter")
        assert seen.shows("Say what it is first.")
        await seen.type("30/09/2026")
        await seen.press("enter")
        assert seen.shows("“30/09/2026” goes under Date") and not seen.disk.saved
        seen.app.screen.query_one("#what", Input).value = ""
        await seen.type("call-back report")
        await seen.press("tab")
        for wrong in ("yesterday", "2026-13-01", "20260930", "2026-W01-1"):
            await seen.type(wrong)
            await seen.press("enter")
            assert seen.shows(f"“{wrong}” is no date") and not seen.disk.saved
            seen.app.screen.query_one("#date", Input).value = ""
        await seen.type("2026-09-30")
        await seen.press("tab")
        await seen.type("[ref] x.pdf")
        await seen.press("enter")
        first = Evidence("call-back report", datetime.date(2026, 9, 30), "[ref] x.pdf")
        assert seen.answer("a.one").evidence == (first,)
        assert seen.shows("2026-09-30 · call-back report · [ref] x.pdf") and seen.shows("counts")
        await seen.type("memo")
        await seen.press("enter")
        assert seen.answer("a.one").evidence == (first, Evidence("memo")) and seen.shows("undated, does not count")
        await seen.press("shift+tab", "home", "delete")
        assert seen.answer("a.one").evidence == (Evidence("memo"),)
        await seen.press("escape")
        assert seen.shows("Evidence: memo") and seen.here == "a.one"


@screen_test
async def test_evidence_says_what_counts() -> None:
    evidence = (Evidence("late", datetime.date(2026, 11, 23)), Evidence("old", datetime.date(2025, 11, 21)))
    async with on_screen(SMALL, answers={"a.one": Answer("missing", evidence=evidence)}) as seen:
        await seen.press("e")
        assert seen.shows("late after the assessment") and seen.shows("old over 12 months old")
        await seen.press("shift+tab", "down", "delete", "delete", "delete")
        assert seen.answer("a.one").evidence == ()


# moving


@screen_test
async def test_keys_that_move() -> None:
    async with on_screen(SMALL) as seen:
        for key, there in (
            ("right", "a.two"),
            ("]", "b.c.three"),
            ("left", "a.two"),
            ("[", "a.one"),
            ("left", "a.one"),
            ("o", "a.two"),
        ):
            await seen.press(key)
            assert seen.here == there, key
        assert not seen.disk.saved


@screen_test
async def test_next_open_goes_round_and_says_when_there_is_none() -> None:
    answers = {p: answered(1) for p in ("a.two", "b.c.three", "b.c.four")}
    async with on_screen(SMALL, answers=answers) as seen:
        await seen.press("right", "right", "o")
        assert seen.here == "a.one"
        await seen.press("1", "escape", "o")
        assert seen.shows("No question is open.")


@pytest.mark.parametrize("size", [SMALL_SCREEN, LARGE_SCREEN])
@screen_test
async def test_jump(size: tuple[int, int]) -> None:
    async with on_screen(SMALL, size) as seen:
        await seen.press("j", "down", "down", "enter")
        assert seen.here == "b.c.three"
        await seen.press("3")
        assert seen.here == "b.c.four"
        await seen.press("j", "up", "escape", "1")
        assert seen.answer("b.c.four") == answered(1)


@screen_test
async def test_search() -> None:
    async with on_screen() as seen:
        await seen.press("/")
        await seen.type("no such words")
        assert seen.shows("Nothing holds all these words.")
        await seen.press("enter")
        seen.app.screen.query_one(Input).value = ""
        await seen.type("billing keying")
        assert seen.shows("Joined self-service channels")
        await seen.press("down", "up", "enter")
        assert seen.here == "self-service.joined" or "Joined" in seen.session.position.title
        await seen.press("/", "escape", "2")
        assert len(seen.disk.saved) == 1


@screen_test
async def test_the_mouse() -> None:
    async with on_screen(SMALL, LARGE_SCREEN) as seen:
        await seen.click("Practice three")
        assert seen.here == "b.c.three"
        await seen.click("Behaviour 3")
        assert seen.answer("b.c.three") == answered(3) and seen.here == "b.c.four"
        await seen.click("n note")
        assert seen.shows("Ctrl+S save")
        await seen.type("by mouse")
        await seen.click("Ctrl+S save")
        assert seen.answer("b.c.four").note == "by mouse"
        await seen.click("q leave")
    assert seen.app.return_value is False


@screen_test
async def test_marks_can_be_clicked_on_a_small_screen() -> None:
    async with on_screen(SMALL) as seen:
        line = seen.lines[1]
        await seen.pilot.click(offset=(line.rindex("○"), 1))
        assert seen.here == "b.c.four"
        await seen.pilot.click(offset=(0, 1))
        assert seen.here == "b.c.four"


@screen_test
async def test_marks_of_many_practices_show_those_around_the_position() -> None:
    case: Case = {"scale": [1, 2], "tree": {"a": {"practices": {f"p{i}": {} for i in range(300)}}}}
    async with on_screen(case) as seen:
        await seen.press("1", "d")
        for at in (2, 150, 299):
            seen.app.go(seen.session.practices[at])
            await seen.pilot.pause()
            assert len(seen.lines[1]) == 80 and "○" in seen.lines[1] and "…" in seen.lines[1]
            assert seen.shows(f"{at + 1} of 300")
        await seen.press("v", "end")
        assert seen.shows("Practice p299")


# who and when


@screen_test
async def test_who_and_when_comes_first_and_may_wait() -> None:
    async with on_screen(SMALL, ask_who=True) as seen:
        await seen.pilot.pause()
        assert seen.shows("Who and when")
        assert seen.app.screen.query_one("#date", Input).value == "2026-11-22"
        await seen.press("escape", "1")
        assert seen.answer("a.one") == answered(1) and seen.session.answers.organisation == ""


@screen_test
async def test_who_and_when_is_saved() -> None:
    async with on_screen(SMALL, ask_who=True) as seen:
        await seen.pilot.pause()
        await seen.type("Harbour [Bank]")
        await seen.press("tab", "tab")
        await seen.type("Head of CX")
        await seen.press("tab", "enter", "down", "down", "enter", "tab")
        await seen.type("marketing")
        await seen.press("enter")
        saved = seen.disk.saved[-1]
        assert saved.organisation == "Harbour [Bank]" and saved.date == DAY
        assert saved.respondent == Respondent("Head of CX", "manager", "marketing")
        assert seen.shows("Harbour [Bank] · 2026-11-22")


@screen_test
async def test_the_date_is_needed_and_must_be_one() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("w")
        date, role = (seen.app.screen.query_one(f"#{name}", Input) for name in ("date", "role"))
        for wrong in ("", "  ", "yesterday", "2026-02-29", "22.11.2026", "2026-11-2", "20261122"):
            date.value = wrong
            role.focus()
            await seen.press("ctrl+s")
            assert seen.shows(f"“{wrong}” is no date" if wrong.strip() else "The date is needed") and date.has_focus
        date.value = " 2026-11-30 "
        assert not seen.disk.saved
        await seen.press("ctrl+s")
        assert seen.session.answers.date == datetime.date(2026, 11, 30)


@screen_test
async def test_who_keeps_what_was_there_and_can_take_it_away() -> None:
    target = Target(2, datetime.date(2027, 1, 1), {"a": 3})
    given = Answers("a.yaml", "", DAY, "Or\x1bg", Respondent("r", "executive", "f"), target)
    async with on_screen(SMALL, given=given) as seen:
        await seen.press("w", "ctrl+s")
        assert seen.session.answers == given
        await seen.press("w")
        for name in ("organisation", "role", "function"):
            seen.app.screen.query_one(f"#{name}", Input).value = ""
        seen.app.screen.query_one("#level", Select).clear()
        await seen.press("ctrl+s")
        assert seen.session.answers == Answers("a.yaml", "", DAY, target=target)


# the end


@screen_test
async def test_leaving() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("1", "q")
    assert seen.app.return_value is False and seen.disk.saved


@pytest.mark.parametrize("key", ["n", "v"])
@screen_test
async def test_control_c_leaves_from_anywhere(key: str) -> None:
    async with on_screen(SMALL) as seen:
        await seen.press(key, "ctrl+c")
    assert seen.app.return_value is False


@screen_test
async def test_review_shows_all_answers_and_goes_to_one() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("2", "v")
        assert seen.shows("Still open, marked ○: 3 questions.")
        assert seen.shows("● Practice one Point 2") and seen.shows("○ Practice two open")
        await seen.press("up", "enter")
        assert seen.here == "a.one"
        await seen.press("v", "g", "v")
        assert seen.app.screen is seen.app.screen_stack[0]


@pytest.mark.parametrize(("count", "more"), [(1, ""), (3, ""), (4, "And 1 more rests on"), (5, "And 2 more rest on")])
@screen_test
async def test_review_names_the_first_answers_that_rest_on_what_does_not_hold(count: int, more: str) -> None:
    names = [f"p{n}" for n in range(1, count + 1)]
    case: Case = {
        "scale": [1, 2],
        "tree": {"a": {"practices": {key: {} for key in ["base", *names, "last"]}}},
        "steps": {f"a.{name}": {2: {"requires": {"a.base": 2}}} for name in names},
    }
    answers = {f"a.{name}": Answer("answered", 2, 2) for name in names} | {"a.base": Answer("answered", 1, 1)}
    async with on_screen(case, answers=answers) as seen:
        await seen.press("v")
        assert [n for n in names if seen.shows(f"Practice {n} at Point 2 rests on Practice base")] == names[:3]
        assert seen.shows(more) and seen.shows("○ Practice last open")
        assert seen.shows("more rest") == bool(more)


@screen_test
async def test_finishing_with_open_questions_reviews_them_first() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("2", "f")
        assert seen.shows("Finish?") and seen.app.is_running
        await seen.press("escape", "f", "enter")
        assert seen.here == "a.two"
        await seen.press("f", "f", "enter")
    assert seen.app.return_value is True


@screen_test
async def test_the_last_answer_offers_the_end_once() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("1", "1", "1", "1")
        assert seen.shows("Finish?") and seen.shows("Every question is answered.")
        await seen.press("escape", "2")
        assert seen.shows("Nothing is left to ask") and not seen.shows("Finish?")
        await seen.press("c", "2")
        assert seen.shows("Finish?")
        await seen.press("f", "enter")
    assert seen.app.return_value is True


@screen_test
async def test_mending_a_finished_file_does_not_end_it() -> None:
    answers = {p: answered(1) for p in ("a.one", "a.two", "b.c.three", "b.c.four")}
    async with on_screen(SMALL, answers=answers) as seen:
        await seen.press("2")
        assert seen.answer("a.one") == answered(2) and not seen.shows("Finish?")


@screen_test
async def test_quick_mode_stops_when_the_stage_is_settled_and_offers_the_full_picture() -> None:
    async with on_screen(quick=True) as seen:
        assert seen.shows("stage only")
        for _ in range(15):
            if not seen.session.settled:
                await seen.press("1")
        spared = seen.session.spared
        assert spared > 1 and seen.shows(f"Quick mode spared you {spared} questions.")
        assert seen.shows("The stage is settled: Satisfaction or below.")
        await seen.press("g")
        assert not seen.session.quick and not seen.shows("stage only")
        assert seen.session.mark(seen.session.position) == "open"
        for _ in range(spared):
            await seen.press("1")
        assert not seen.session.open and seen.shows("Every question is answered.")


@screen_test
async def test_quick_mode_can_finish_at_once() -> None:
    answers = dict.fromkeys([p.id for p in built_in("digital").practices.values()][:-1], answered(1))
    async with on_screen(quick=True, answers=answers) as seen:
        await seen.press("f", "f", "enter")
    assert seen.app.return_value is True


# what goes wrong


@pytest.mark.parametrize("error", [OSError(28, "No space left\x1b[31m on [device]"), FullError("full \x1b[31m[x]")])
@screen_test
async def test_a_failing_save_is_told_and_changes_nothing(error: Exception) -> None:
    async with on_screen(SMALL) as seen:
        seen.disk.error = error
        for keys in (["1"], ["down", "enter"], ["d"], ["r", "2"]):
            await seen.press(*keys)
            assert seen.shows("Not saved") and seen.shows("�[31m") and seen.shows("Nothing was changed")
            assert seen.here == "a.one" and not seen.session.answers.answers
            await seen.press("enter")
        seen.disk.error = None
        await seen.press("escape", "1")
        assert seen.answer("a.one") == answered(1)


@screen_test
async def test_what_was_typed_survives_a_failing_save() -> None:
    async with on_screen(SMALL) as seen:
        await seen.press("right", "n")
        await seen.type("precious")
        seen.disk.error = OSError("no")
        await seen.press("ctrl+s", "enter")
        assert seen.shows("precious") and not seen.answer("a.two").note
        seen.disk.error = None
        await seen.press("ctrl+s")
        assert seen.answer("a.two").note == "precious"
        for key, field in (("x", None), ("e", "what"), ("w", "organisation")):
            seen.disk.error = OSError("no")
            await seen.press(key)
            entry = seen.app.screen.query_one(f"#{field}" if field else "Input", Input)
            entry.value = "kept"
            await seen.press("enter")
            assert seen.shows("Not saved")
            await seen.press("enter")
            assert entry.value == "kept"
            seen.disk.error = None
            await seen.press("escape")
            assert seen.shows("This is not saved: Enter saves it, Esc again gives it up.")
            await seen.press("escape")
        assert len(seen.disk.saved) == 1


ACTING = {"all at once": [*HOSTILE], "markup": ["rich markup"]}


@pytest.mark.parametrize("name", ACTING)
@screen_test
async def test_hostile_texts_are_only_text(name: str) -> None:
    text = " ".join(HOSTILE[one] for one in ACTING[name])
    note = Answer("na", because=text, note=text, evidence=(Evidence(text, DAY, text),))
    questionnaire = hostile(questionnaire_of(SMALL), text)
    given = Answers("a.yaml", "", DAY, text, Respondent(text, text, text), Target(2))

    def words(_: Assessment) -> Spoken:
        return Spoken(text, text, (text, text))

    options: dict[str, Any] = {"given": given, "describe": words, "help_text": text, "answers": {"a.two": note}}
    async with on_screen(questionnaire, **options) as seen:
        await seen.pilot.pause(0.03)
        for key in ("right", "?", "s", "w", "a", "e", "n", "x", "v", "/"):
            await seen.press(key)
            if key == "/":
                await seen.type("e")
            drawn = "".join(seen.lines)
            assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u202d\u2066\ufeff" for c in drawn), key
            if key != "right":
                await seen.press("escape")
        await seen.pilot.resize_terminal(*LARGE_SCREEN)
        await seen.press("1", "d")
        if name == "markup":
            assert seen.shows("[bold red]x[/] [link=http://evil.example]y[/link] [/]")
        assert len(seen.disk.saved) == 2


def hostile(questionnaire: Questionnaire, text: str) -> Questionnaire:
    """The questionnaire with a text in the place of every text."""

    def practice(of: Practice) -> Practice:
        options = tuple(replace(option, text=text) for option in of.options)
        return replace(of, title=text, question=text, help=text, options=options)

    def dimension(of: Any) -> Any:
        inner = tuple(map(dimension, of.dimensions))
        return replace(of, name=text, dimensions=inner, practices=tuple(map(practice, of.practices)))

    scale = tuple(replace(point, name=text, meaning=text) for point in questionnaire.scale)
    dimensions = tuple(map(dimension, questionnaire.dimensions))
    return replace(questionnaire, title=text, scale=scale, dimensions=dimensions)


@screen_test
async def test_a_question_that_has_no_room_scrolls() -> None:
    long = hostile(questionnaire_of(SMALL), "word " * 400 + "end")
    async with on_screen(long) as seen:
        assert seen.shows("▸ 1".replace("▸ ", ""))
        before = seen.text
        await seen.press("shift+down", "shift+down")
        assert seen.text != before and seen.app.question.scroll_offset.y == 2
        await seen.press("shift+up", "down", "down")
        assert seen.app.question.scroll_offset.y == 1
        assert seen.app.options.scroll_offset.y > 0 and seen.app.options.cursor == 0  # an option in several pages


@screen_test
async def test_one_answer_repaints_lines_and_lays_out_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    case: Case = {
        "scale": [1, 2],
        "tree": {f"d{i}": {"practices": {f"p{j}": {} for j in range(20)}} for i in range(15)},
    }
    async with on_screen(case, LARGE_SCREEN) as seen:
        laid_out: list[str | None] = []
        whole = PickList.set_entries

        def told(self: PickList, *args: Any, **kwargs: Any) -> None:
            laid_out.append(self.id)
            whole(self, *args, **kwargs)

        monkeypatch.setattr(PickList, "set_entries", told)
        assert seen.app.outline.virtual_size.height == 315
        await seen.press("2", "down", "1")
        assert set(laid_out) == {"options"}
        assert seen.shows("● Practice p0") and seen.shows("D0 2/20")


# the function


def typing(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    """Let `run` take place without a terminal, with these keys pressed."""

    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await pilot.press(*keys)

    monkeypatch.setattr(Interview, "run", lambda self: App.run(self, headless=True, size=(80, 24), auto_pilot=press))


@pytest.mark.parametrize(
    ("keys", "finished"), [(["1", "f", "f", "enter"], True), (["1", "q"], False), (["ctrl+c"], False)]
)
def test_run_says_whether_it_was_finished(monkeypatch: pytest.MonkeyPatch, keys: list[str], finished: bool) -> None:
    typing(monkeypatch, *keys)
    session = Session(questionnaire_of(SMALL), Answers("a.yaml", "", DAY), Disk())
    assert run(session, describe, visible, ask_who=False, help_text="") is finished


def test_run_raises_what_it_does_not_know(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typing(monkeypatch, "1")
    disk = Disk()
    disk.error = FullError("not among the failures")
    session = Session(questionnaire_of(SMALL), Answers("a.yaml", "", DAY), disk)
    with pytest.raises(FullError):
        run(session, describe, visible, ask_who=False)
    assert capsys.readouterr() == ("", "")


# pictures


PICTURES: dict[str, list[str]] = {
    "start": [],
    "under-way": ["2", "enter", "3", "enter", "2", "enter", "down", "down", "r", "3", "enter", "d"],
    "between": ["2", "enter", "3", "r"],
    "chosen": ["3", "n", *"desk", "ctrl+s"],
    "aim": ["a"],
    "who": ["w"],
    "help": ["?"],
    "review": ["2", "enter", "3", "n", *"desk", "ctrl+s", "enter", "d", "v"],
    "evidence": ["e", *"memo", "enter"],
    "note": ["n", *"note"],
    "search": ["/", *"billing"],
    "stage": ["2", "s"],
}


@pytest.mark.parametrize("size", [SMALL_SCREEN, LARGE_SCREEN], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", PICTURES)
@screen_test
async def test_pictures(name: str, size: tuple[int, int]) -> None:
    given = Answers("a.yaml", "", DAY, "Harbour Bank")
    async with on_screen(
        size=size, given=given, move_on=False, help_text="The answers are saved in harbour.yaml."
    ) as seen:
        await seen.press(*PICTURES[name])
        await seen.settle()
        golden = GOLDEN / f"{name}-{size[0]}x{size[1]}.txt"
        if os.environ.get("CXMATURITY_GOLDEN") == "write":
            golden.write_text(seen.text, encoding="utf-8")
        assert seen.text == golden.read_text(encoding="utf-8")
