"""What the line mode says and understands, piece by piece: it is all that somebody with a screen reader has.

A prompt that offers a key which can do nothing, or an answer that is said otherwise than it was given, can not be seen
to be wrong there.
"""

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from cxmaturity.domain.answers import Answers, Evidence
from cxmaturity.domain.model import Practice
from cxmaturity.interview.lines import notes
from cxmaturity.interview.lines.prompts import DATE, LeftError, Talk, either, short
from cxmaturity.interview.lines.words import (
    HELP,
    MARKS,
    answer_words,
    evidence_words,
    keyed,
    listed_words,
    named,
    not_an_answer,
    numbers,
    option_name,
    place_of_each,
    prompt,
    review_words,
    words_so_far,
)
from cxmaturity.interview.search import BEFORE, excerpt, search
from cxmaturity.interview.session import Session
from cxmaturity.reports.sanitise import visible
from tests.build import questionnaire_of
from tests.interview.seen import DAY, SMALL, Disk

QUESTIONNAIRE = questionnaire_of(SMALL)


def session(**more: Any) -> Session:
    answers = Answers(file="a.yaml", sha256="", date=DAY, organisation="Harbour Bank")
    return Session(QUESTIONNAIRE, answers, Disk(), **more)


def at(started: Session, name: str) -> Practice:
    return next(practice for practice in started.practices if practice.id.endswith(name))


class Conversation:
    """A conversation with what is typed, line by line; `text` is all that was said."""

    def __init__(self, *typed: str, width: int = 200) -> None:
        self.out = io.StringIO()
        self.typed = list(typed)
        self.talk = Talk(Console(file=self.out, width=width, force_terminal=False), self.read, visible)

    def read(self) -> str:
        if not self.typed:
            raise EOFError
        return self.typed.pop(0)

    @property
    def text(self) -> str:
        return self.out.getvalue()


# practices and answers


def test_a_practice_is_placed_in_its_dimensions() -> None:
    assert place_of_each(QUESTIONNAIRE) == {
        "a.one": "A, 1 of 2",
        "a.two": "A, 2 of 2",
        "b.c.three": "B: C, 1 of 2",
        "b.c.four": "B: C, 2 of 2",
    }


ACTS: list[tuple[Callable[[Session, Practice], None], str, str]] = [
    (lambda s, p: s.choose(p, 2), "2 Point 2", "answered 2 Point 2"),
    (lambda s, p: s.between(p, 3, 2), "between 2 Point 2 and 3 Point 3", "between 2 Point 2 and 3 Point 3"),
    (lambda s, p: s.dont_know(p), "don't know", "don't know"),
    (
        lambda s, p: s.not_applicable(p, "no branches"),
        "not applicable, because: no branches",
        "not applicable, because: no branches",
    ),
    (lambda s, p: s.clear(p), "open", "open"),
]


@pytest.mark.parametrize(("act", "words", "listed"), ACTS)
def test_an_answer_in_words(act: Callable[[Session, Practice], None], words: str, listed: str) -> None:
    started = session()
    practice = at(started, "two")
    act(started, practice)
    assert answer_words(started, practice) == words
    assert listed_words(started, practice) == f"2. Practice two (a.two): {listed}"
    assert named(started, practice) == "2. Practice two (a.two)"


def test_when_blind_an_option_has_a_number_and_no_name() -> None:
    """The name of a stage would decide instead of the option's wording."""
    assert option_name(session(), 2) == "2 Point 2"
    assert option_name(session(blind=True), 2) == "option 2"


def test_what_stands_with_a_question_already() -> None:
    started = session()
    practice = at(started, "one")
    assert words_so_far(started, practice) == ()
    started.note(practice, "asked twice")
    assert words_so_far(started, practice) == ("Note: asked twice",)
    started.choose(practice, 2)
    started.evidence(practice, (Evidence("minutes", DAY, ""),))
    assert words_so_far(started, practice) == (
        "Your answer: 2 Point 2.",
        "Note: asked twice",
        "Evidence: 1 piece of evidence; e lists it.",
    )
    started.evidence(practice, (Evidence("minutes", DAY, ""), Evidence("survey", DAY, "")))
    assert listed_words(started, practice).endswith("answered 2 Point 2, a note, 2 pieces of evidence")


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        (Evidence("minutes", DAY, "p. 4"), "1. minutes, 2026-11-22, p. 4"),
        (Evidence("minutes", None, ""), "1. minutes, does not count, as it has no date"),
        (
            Evidence("minutes", DAY + datetime.timedelta(1), ""),
            "1. minutes, 2026-11-23, does not count, as it is from after the assessment",
        ),
        (
            Evidence("minutes", datetime.date(2020, 1, 1), ""),
            f"1. minutes, 2020-01-01, does not count, as it is over {QUESTIONNAIRE.scoring.evidence_months} months old",
        ),
    ],
)
def test_evidence_says_why_it_does_not_count(piece: Evidence, words: str) -> None:
    assert evidence_words(session(), 1, piece) == words


def test_the_review_counts_every_mark_and_names_what_is_open() -> None:
    started = session()
    started.choose(at(started, "one"), 1)
    started.dont_know(at(started, "three"))
    assert review_words(started) == (
        "1 answered, 1 don't know, 2 open.",
        "Open:",
        "2. Practice two (a.two)",
        "4. Practice four (b.c.four)",
    )
    started.not_applicable(at(started, "two"), "none")
    started.between(at(started, "four"), 1, 2)
    assert review_words(started) == ("1 answered, 1 between two options, 1 not applicable, 1 don't know.",)
    assert list(MARKS) == ["answered", "between", "na", "dk", "open"]


# the prompt, and what is typed at it


def test_the_numbers_of_a_practice() -> None:
    started = session()
    assert numbers(at(started, "one")) == "1 to 3"
    assert numbers(at(started, "three")) == "1 or 3"


def test_a_prompt_offers_only_what_can_be_done() -> None:
    started = session()
    started.go(at(started, "one"))
    first = prompt(started)
    assert first == (
        "Type 1 to 3, 1-2 between two, d don't know, s skip, n note, e evidence, f finish, q save and leave, ? all"
        " keys:"
    )
    started.choose(at(started, "one"), 1)
    started.go(at(started, "two"))
    assert "x REASON not applicable, " in prompt(started)
    assert "b back, " in prompt(started)
    assert "u undo, " in prompt(started)
    started.go(at(started, "three"))
    assert prompt(started).startswith("Type 1 or 3, 1-3 between two, d don't know, s skip, ")


def test_every_key_of_a_prompt_is_on_the_page_of_keys() -> None:
    keys = {line.partition(":")[0].partition(" ")[0] for line in HELP if ":" in line}
    for key in ("d", "x", "s", "b", "n", "e", "u", "f", "q", "?"):
        assert key in keys


@pytest.mark.parametrize(
    ("line", "key", "text"),
    [("n", "n", ""), ("N some words", "n", "some words"), ("  x  a  b ", "x", "a  b "), ("", "", ""), ("2", "2", "")],
)
def test_a_line_is_a_key_and_a_text(line: str, key: str, text: str) -> None:
    assert keyed(line) == (key, text)


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("", "one", "Nothing was typed."),
        ("blue", "one", "“blue” is neither an option nor a key here."),
        ("unsure", "one", "“unsure” is neither an option nor a key here. Type d where nobody here knows."),
        ("n/a", "two", "“n/a” is neither an option nor a key here. Type x and the reason where it does not apply."),
        ("n/a", "one", "“n/a” is neither an option nor a key here. This question applies to everyone."),
        ("b" * 80, "one", f"“{'b' * 59}…” is neither an option nor a key here."),
    ],
)
def test_what_is_no_answer_says_what_would_be(line: str, name: str, said: str) -> None:
    assert not_an_answer(line, at(session(), name)) == said


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["1"], "1"), (["1", "2"], "1 or 2"), (["1", "2", "4"], "1, 2 or 4")]
)
def test_names_to_choose_from(names: list[str], text: str) -> None:
    assert either(names) == text


@settings(max_examples=50)
@given(st.text(max_size=200), st.integers(5, 80))
def test_a_text_in_a_sentence_is_short_and_on_one_line(text: str, most: int) -> None:
    line = short(text, most)
    assert len(line) <= most
    assert "\n" not in line
    assert line == " ".join(text.split()) or line.endswith("…")


# the conversation


def test_whatever_lines_a_text_has_it_is_said_as_one() -> None:
    """A note could otherwise end with a line that reads like a question of ours."""
    talked = Conversation()
    talked.talk.say("a\nb\x1b[31m\n\nType 1:", lead="Note:")
    assert talked.text.count("\n") == 1
    assert "\x1b" not in talked.text
    assert talked.text.startswith("Note: a b")


def test_what_is_typed_is_heard_without_its_blanks_and_its_mark() -> None:
    assert Conversation("\ufeff 2 ").talk.hear("?") == "2"


@pytest.mark.parametrize("typed", [["q"], ["Q "], []])
def test_who_leaves_leaves(typed: list[str]) -> None:
    with pytest.raises(LeftError):
        Conversation(*typed).talk.hear("?")


def test_bytes_that_are_no_text_are_asked_for_again() -> None:
    talked = Conversation("\udcff", "2")
    assert talked.talk.hear("?") == "2"
    assert "which are no text" in talked.text


@pytest.mark.parametrize(
    ("typed", "current", "needed", "answer"),
    [
        ("", "old", False, "old"),
        ("new", "old", False, "new"),
        ("-", "old", False, ""),
        ("-", "old", True, "-"),  # what is needed can not be removed: then it is a name
        ("", "", False, ""),
    ],
)
def test_a_text_is_kept_replaced_or_removed(typed: str, current: str, needed: bool, answer: str) -> None:
    talked = Conversation(typed)
    assert talked.talk.ask("Who", current, needed=needed) == answer
    assert ("- removes it" in talked.text) == (bool(current) and not needed)


def test_a_day_is_asked_for_until_it_is_one() -> None:
    talked = Conversation("22.11.2026", "2026-02-30", "2026-11-22")
    assert talked.talk.ask_for("Day", None, DATE) == DAY
    assert talked.text.count("is no date. Write year, month and day, such as 2026-11-22.") == 2
    assert Conversation("").talk.ask_for("Day", DAY, DATE) == DAY
    assert Conversation("-").talk.ask_for("Day", DAY, DATE) is None


# notes and evidence


def noted(started: Session, text: str, *typed: str) -> str:
    talked = Conversation(*typed)
    notes.note(talked.talk, started, at(started, "one"), _change(talked), text)
    return talked.text


def shown(started: Session, text: str, *typed: str) -> str:
    talked = Conversation(*typed)
    notes.evidence(talked.talk, started, at(started, "one"), _change(talked), text)
    return talked.text


def _change(talked: Conversation) -> Callable[[Callable[[], None], str], bool]:
    def change(act: Callable[[], None], words: str) -> bool:
        act()
        talked.talk.say(words)
        return True

    return change


def test_a_note_is_taken_kept_and_removed() -> None:
    started = session()
    one = at(started, "one")
    assert noted(started, "seen at work") == "Note taken.\n"
    assert noted(started, "", "") == "Note: seen at work\nYour note (Enter keeps it, - removes it):\n"
    assert started.answer(one).note == "seen at work"
    noted(started, "", "-")
    assert started.answer(one).note == ""
    assert noted(started, "-").endswith("There is no note.\n")


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("minutes", [Evidence("minutes", None, "")]),
        ("minutes | 2026-11-22", [Evidence("minutes", DAY, "")]),
        ("minutes | 2026-11-22 | p. 4 | x", [Evidence("minutes", DAY, "p. 4 | x")]),
        ("minutes || p. 4", [Evidence("minutes", None, "p. 4")]),
    ],
)
def test_evidence_on_one_line(typed: str, pieces: list[Evidence]) -> None:
    started = session()
    shown(started, typed, "", "")
    assert list(started.answer(at(started, "one")).evidence) == pieces


def test_a_piece_of_evidence_is_changed_and_removed_by_its_number() -> None:
    started = session()
    one = at(started, "one")
    for name in ("first", "second"):
        shown(started, f"{name} | 2026-11-22")
    shown(started, "=2 other | 2026-11-22")
    assert [piece.what for piece in started.answer(one).evidence] == ["first", "other"]
    shown(started, "-1")
    assert [piece.what for piece in started.answer(one).evidence] == ["other"]
    assert "There is no evidence “3”" in shown(started, "=3 x")
    assert [piece.what for piece in started.answer(one).evidence] == ["other"]


def test_a_number_that_is_none_removes_nothing() -> None:
    started = session()
    shown(started, "first | 2026-11-22")
    for wrong in ("-2", "-0", "-x"):
        shown(started, wrong)
    assert len(started.answer(at(started, "one")).evidence) == 1


# searching


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", []),
        ("   ", []),
        ("practice", ["a.one", "a.two", "b.c.three", "b.c.four"]),
        ("PRACTICE two", ["a.two"]),
        ("b.c", ["b.c.three", "b.c.four"]),
        ("behaviour 2", ["a.one", "a.two", "b.c.four"]),  # the third has no second option
        ("nothing of this", []),
    ],
)
def test_practices_are_found_by_all_of_their_words(text: str, ids: list[str]) -> None:
    assert [hit.practice.id for hit in search(QUESTIONNAIRE.practices.values(), text)] == ids


@settings(max_examples=50)
@given(st.text("ab c", min_size=1, max_size=200), st.text("abc", min_size=1, max_size=3))
def test_an_excerpt_shows_the_word_and_begins_between_words(text: str, sought: str) -> None:
    line = " ".join(text.split())
    cut = excerpt(text, sought)
    assert line.endswith(cut.removeprefix("…"))
    if sought in line:
        assert sought in cut
        assert cut.removeprefix("…").find(sought) <= BEFORE + max(map(len, line.split()))


def test_evidence_is_listed_with_its_numbers_before_it_is_asked_for() -> None:
    started = session()
    assert shown(started, "", "").startswith("No evidence yet.\n")
    shown(started, "first | 2026-11-22")
    said = shown(started, "", "second", "2026-11-21", "a folder")
    assert "Evidence so far; -1 removes the first, =1 WHAT changes it:\n1. first, 2026-11-22\n" in said
    assert said.endswith("Evidence taken: 2. second, 2026-11-21, a folder.\n")
    assert shown(started, "=2 third | 2026-11-20").endswith("Evidence changed: 2. third, 2026-11-20.\n")


def test_a_date_is_asked_for_only_where_one_was_tried() -> None:
    """On one line without a date nothing is asked; one that is none is asked for until it is one."""
    started = session()
    assert "Its date" not in shown(started, "minutes")
    said = shown(started, "minutes | 22.11.2026", "2026-11-22")
    assert said.count("is no date") == 1
    assert started.answer(at(started, "one")).evidence[-1].date == DAY


@pytest.mark.parametrize("typed", ["=", "=0 x", "=9 x"])
def test_a_number_that_no_evidence_has_changes_nothing(typed: str) -> None:
    started = session()
    shown(started, "first | 2026-11-22")
    assert "There is no evidence" in shown(started, typed)
    assert [piece.what for piece in started.answer(at(started, "one")).evidence] == ["first"]


def test_evidence_without_a_word_is_not_taken() -> None:
    started = session()
    assert shown(started, "| 2026-11-22").endswith("Say first what it is: e WHAT | DATE | REFERENCE\n")
    assert started.answer(at(started, "one")).evidence == ()
