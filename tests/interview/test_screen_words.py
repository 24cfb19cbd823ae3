"""What the full screen says and how it fits it into its room, piece by piece and without a screen.

Someone in a narrow terminal would lose the end of a sentence, the number of an option, or the key that goes on.
"""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from cxmaturity.domain.answers import Answer, Answers, Evidence
from cxmaturity.domain.model import Practice
from cxmaturity.interview.screen.days import day
from cxmaturity.interview.screen.evidence import counts_as
from cxmaturity.interview.screen.keys import HELP, KEYS, applicable, help_page, numbers
from cxmaturity.interview.screen.roll import cut, fitted
from cxmaturity.interview.screen.rows import NARROWEST, Entry, Row, rows_of
from cxmaturity.interview.screen.stage import _cut_to_more, _held, scale_of
from cxmaturity.interview.screen.words import (
    MARKS,
    answer_in_words,
    entry_of,
    flat,
    groups,
    many_lines,
    outline,
    remark_marks,
    unsupported_lines,
)
from cxmaturity.interview.session import Session
from cxmaturity.interview.wrapping import wrapped
from cxmaturity.reports.sanitise import visible
from tests.build import questionnaire_of
from tests.interview.seen import DAY, SMALL, Disk

WIDE = st.text(st.sampled_from("ab 中é・"), max_size=30)


def session(**more: Any) -> Session:
    """An interview of four practices, the third without its second option."""
    questionnaire = questionnaire_of(SMALL)
    answers = Answers(file="a.yaml", sha256="", date=DAY, organisation="Harbour Bank")
    return Session(questionnaire, answers, Disk(), **more)


def practice(started: Session, name: str) -> Practice:
    return next(practice for practice in started.practices if practice.id.endswith(name))


# text in a room


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("ab  ef", 5, "ab…"),  # no blank before the ellipsis
        ("abcdef", 1, "…"),
        ("abcdef", 0, ""),
        ("abcdef", -3, ""),
        ("", 4, ""),
        ("中中中", 6, "中中中"),
        ("中中中", 5, "中中…"),
        ("中中中", 4, "中…"),  # half a letter is none
    ],
)
def test_a_line_that_is_too_long_ends_in_an_ellipsis(text: str, room: int, shown: str) -> None:
    assert cut(text, room) == shown


@settings(max_examples=50)
@given(WIDE, st.integers(-2, 40))
def test_a_line_never_takes_more_than_its_room(text: str, room: int) -> None:
    assert cell_len(cut(text, room)) <= max(room, 0)
    assert cell_len(fitted(text, room)) == max(room, 0)
    assert cut(text, 40) == text or cell_len(text) > 40


CONSOLE = Console(width=200)


def lines_of(text: str, width: int) -> list[str]:
    return [line.plain for line in wrapped(Text(text), CONSOLE, width)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("two words", 5, ["two", "words"]),
        ("it takes 5 days", 9, ["it takes", "5 days"]),  # the number goes with its unit
        ("it takes 5 days", 10, ["it takes", "5 days"]),
        ("in 12 person-days", 6, ["in 12", "person", "-days"]),  # unless both have no room
        ("", 5, [""]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a", 0, ["a"]),
    ],
)
def test_lines_end_between_words_and_not_within_a_number(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["a", "3", "days", "of", "100", "2027", "March"]), max_size=10), st.integers(5, 30))
def test_wrapping_loses_no_word(words: list[str], width: int) -> None:
    lines = lines_of(" ".join(words), width)
    assert " ".join(lines).split() == words
    assert all(len(line) <= width for line in lines)


def test_a_text_of_many_lines_keeps_them_and_loses_what_acts() -> None:
    assert many_lines(visible, "a\r\nb\x1b[31m") == many_lines(visible, "a\nb\x1b[31m")
    assert "\x1b" not in many_lines(visible, "a\x1b[31m")
    assert "\n" not in flat(visible, "a\nb\n\n c")
    assert flat(visible, "a\nb\n\n c") == "a b c"


# entries of lists


def split_at(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)] or [""]


def test_an_entry_in_a_list_of_single_lines_takes_one_line() -> None:
    rows = rows_of(3, Entry("a long title of a practice", lead="● "), 12, split_at, roomy=False)
    assert rows == [Row(3, "● ", "a long title of a practice", "head")]


def test_an_entry_with_room_shows_its_head_and_its_body_in_full_below_its_lead() -> None:
    """Twelve columns less two for the cursor and two for the lead: eight."""
    rows = rows_of(0, Entry("abcdefghij", body="klmnopqrst", lead="● "), 12, split_at, roomy=True)
    assert rows == [
        Row(0, "● ", "abcdefgh", "head"),
        Row(0, "  ", "ij", "head"),
        Row(0, "  ", "klmnopqr", "body"),
        Row(0, "  ", "st", "body"),
    ]


def test_an_entry_that_is_deep_still_has_room_for_a_word() -> None:
    rows = rows_of(0, Entry("abcdefghijkl", lead=" " * 30), 20, split_at, roomy=True)
    assert [len(row.text) for row in rows] == [NARROWEST, 12 - NARROWEST]


def test_a_heading_is_told_from_a_choice() -> None:
    assert [row.part for row in rows_of(0, Entry("a", heading=True), 20, split_at, roomy=True)] == ["heading"]


@settings(max_examples=50)
@given(st.text("ab ", min_size=1, max_size=40), st.integers(0, 12), st.integers(4, 40), st.booleans())
def test_no_letter_of_an_entry_is_lost(head: str, deep: int, width: int, roomy: bool) -> None:
    rows = rows_of(7, Entry(head, body=head, lead=" " * deep), width, split_at, roomy=roomy)
    assert "".join(row.text for row in rows if row.part == "head") == head
    assert "".join(row.text for row in rows if row.part == "body") == head
    assert {row.entry for row in rows} == {7}


# practices in words


def test_dimensions_come_before_what_is_in_them() -> None:
    dimensions = questionnaire_of(SMALL).dimensions
    assert [(depth, dimension.id) for depth, dimension in groups(dimensions)] == [(0, "a"), (0, "b"), (1, "b.c")]


def test_the_outline_shows_progress_marks_and_remarks() -> None:
    started = session()
    started.choose(practice(started, "one"), 2)
    started.not_applicable(practice(started, "two"), "no branches")
    started.note(practice(started, "one"), "asked twice")
    entries, practices = outline(started, visible)
    assert [(entry.lead, entry.head, entry.aside, entry.tone) for entry in entries] == [
        ("", "A", "2/2", "open"),
        ("● ", "Practice one", "n", "answered"),
        ("– ", "Practice two", "", "na"),
        ("", "B", entries[3].aside, "open"),
        ("", "  C", "0/2", "open"),
        ("  ○ ", "Practice three", "", "open"),
        ("  ○ ", "Practice four", "", "open"),
    ]
    assert [at.id if at else None for at in practices] == [None, "a.one", "a.two", None, None, "b.c.three", "b.c.four"]
    assert [entry.heading for entry in entries] == [at is None for at in practices]


@pytest.mark.parametrize(
    ("act", "words", "mark"),
    [
        (lambda s, p: s.choose(p, 2), "Point 2", "answered"),
        (lambda s, p: s.between(p, 1, 2), "Point 1 to Point 2", "between"),
        (lambda s, p: s.dont_know(p), "don't know", "dk"),
        (lambda s, p: s.clear(p), "open", "open"),
    ],
)
def test_an_answer_in_words(act: Any, words: str, mark: str) -> None:
    started = session()
    at = practice(started, "one")
    act(started, at)
    assert answer_in_words(started, at, visible) == words
    entry = entry_of(started, at, visible, words=True)
    assert (entry.tone, entry.lead.strip(), entry.aside) == (mark, MARKS[entry.tone][0], words)  # type: ignore[index]


def test_remarks_stand_as_the_keys_that_write_them() -> None:
    started = session()
    at = practice(started, "one")
    assert remark_marks(started, at) == ""
    started.choose(at, 1)
    started.evidence(at, (Evidence("minutes", DAY, ""),))
    assert remark_marks(started, at) == "e"
    started.note(at, "seen")
    assert remark_marks(started, at) == "n e"


@pytest.mark.parametrize(
    ("count", "lines", "last"),
    [
        (0, 0, ""),
        (3, 3, "S2."),
        (4, 4, "And 1 more rests on what does not"),
        (6, 4, "And 3 more rest on what does not"),
    ],
)
def test_the_first_answers_without_ground_are_named_and_the_others_counted(count: int, lines: int, last: str) -> None:
    class Told:
        unsupported = tuple(f"S{i}." for i in range(count))

    shown = unsupported_lines(Told(), visible)  # type: ignore[arg-type]
    assert len(shown) == lines
    assert (shown[-1] if shown else "").startswith(last)


# keys


def test_the_numbers_that_choose_an_option_leave_out_what_is_not_there() -> None:
    started = session()
    assert numbers(practice(started, "one")) == "1-3"
    assert numbers(practice(started, "three")) == "1 3"


def test_keys_that_can_do_nothing_are_not_shown() -> None:
    """At the first question, without an answer: nothing to go back to, take back, clear or go on from."""
    started = session()
    started.go(practice(started, "one"))
    missing = {key.action for key in KEYS} - applicable(started)
    assert missing == {"confirm", "take_suggestion", "not_applicable", "undo", "clear", "step(-1)"}


def test_keys_follow_the_answers_and_the_place() -> None:
    started = session()
    started.go(practice(started, "four"))
    started.choose(practice(started, "four"), 2)
    keys = applicable(started)
    assert {"confirm", "undo", "clear", "step(-1)", "next_open", "stage"} <= keys
    assert "step(1)" not in keys
    for name in ("one", "two", "three"):
        started.choose(practice(started, name), 1)
    assert "next_open" not in applicable(started)
    started.go(practice(started, "two"))
    assert "not_applicable" in applicable(started)


def test_a_hidden_stage_has_no_key() -> None:
    assert "stage" not in applicable(session(blind=True))


def test_every_key_is_on_the_page_of_all_keys() -> None:
    """Whoever looks for a key finds it: each is the first sign of a line, or one of its signs."""
    page = " ".join(key for key, _ in HELP)
    assert [key.key for key in KEYS if key.key not in page and key.key not in {"{}", "Enter", "?"}] == []
    assert len({key.needed for key in KEYS}) == len(KEYS), "two keys would give way at once"


def test_the_page_of_keys_starts_with_what_the_questionnaire_says_and_ends_with_its_terms() -> None:
    page = help_page("Answer for all.", "What is so counts.", [("gate", "what a stage asks for")]).plain
    assert page.startswith("Answer for all.\n\nHow to answer\nWhat is so counts.\n")
    assert page.endswith("Words\ngate: what a stage asks for")
    assert help_page("", "What is so counts.", []).plain.startswith("How to answer\n")


# the stage


@pytest.mark.parametrize(
    ("holds_back", "room", "line"),
    [
        ((), 80, ""),
        (("hiring", "training"), 80, "Held back by: hiring; training"),
        (("hiring", "training"), 30, "Held back by: hiring; training"),
        (("hiring", "training"), 29, "Held back by: hi…; 1 more (s)"),
        (("hiring", "training", "goals"), 36, "Held back by: hiring; 2 more (s)"),
    ],
)
def test_what_holds_the_stage_back_is_named_as_far_as_there_is_room(
    holds_back: tuple[str, ...], room: int, line: str
) -> None:
    shown = _held(holds_back, room)
    assert cell_len(shown) <= room
    assert shown == line


def test_what_is_cut_says_where_the_rest_is() -> None:
    assert _cut_to_more("abcdefghij", 10) == "abcdefghij"
    assert _cut_to_more("abcdefghij", 9) == "abcd… (s)"


@settings(max_examples=50)
@given(st.lists(st.text("ab ", min_size=1, max_size=20), max_size=5), st.integers(24, 80))
def test_however_many_hold_it_back_the_line_fits(names: list[str], room: int) -> None:
    assert cell_len(_held(names, room)) <= room


def test_the_scale_brackets_what_the_stage_can_still_be() -> None:
    started = session()
    assert scale_of(started, visible) == "[Point 1 · Point 2 · Point 3]"
    for at in started.practices:
        started.choose(at, 3)
    assert scale_of(started, visible) == "Point 1 · Point 2 · [Point 3]"


# days and evidence


@pytest.mark.parametrize(("text", "date"), [("", None), ("  ", None), (" 2026-11-22 ", datetime.date(2026, 11, 22))])
def test_a_day_is_typed_one_way(text: str, date: datetime.date | None) -> None:
    assert day(text) == date


@pytest.mark.parametrize("text", ["20261122", "2026-W47-7", "22.11.2026", "2026-13-01", "2026-11-31", "today", "2026"])
def test_what_is_no_day_is_refused(text: str) -> None:
    """The library would read the first two, and nobody else would know which day that is."""
    with pytest.raises(ValueError, match=r"."):
        day(text)


@settings(max_examples=50)
@given(st.dates())
def test_every_day_can_be_typed(date: datetime.date) -> None:
    assert day(date.isoformat()) == date


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (None, "undated, does not count"),
        (DAY, "counts"),
        (datetime.date(2026, 11, 23), "after the assessment"),
        (datetime.date(2020, 1, 1), "over 12 months old"),
        (datetime.date(2025, 11, 22), "counts"),  # twelve months to the day
        (datetime.date(2025, 11, 21), "over 12 months old"),
    ],
)
def test_whether_a_piece_of_evidence_counts_is_said(date: datetime.date | None, words: str) -> None:
    started = session()
    questionnaire = started.questionnaire
    scoring = replace(questionnaire.scoring, evidence_months=12)
    says = counts_as(started.answers, replace(questionnaire, scoring=scoring))
    assert says(Evidence("minutes", date, "")) == words


def test_an_answer_that_is_chosen_stays_one_answer() -> None:
    """Whatever is shown of it, what is saved is the rank that was chosen."""
    started = session()
    at = practice(started, "three")
    started.choose(at, 3)
    assert started.answer(at) == Answer("answered", 3, 3)
