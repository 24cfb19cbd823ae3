"""The line mode: what is typed at each prompt, what it does, and what is said."""

import datetime
import io
import os
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from rich.console import Console

from cxmaturity.domain.answers import Answer, Answers, Evidence, Respondent, Target
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.glossary import answering
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.interview.lines.interview import run
from cxmaturity.interview.session import Session, Spoken
from cxmaturity.reports.sanitise import visible
from cxmaturity.reports.words.plan import RoadmapWords
from cxmaturity.reports.words.result import Words
from tests.build import Case, questionnaire_of, read_case
from tests.reports.hostile import HOSTILE

DAY = datetime.date(2026, 11, 22)
LEFT = "You left. Every answer that was taken is saved."
SMALL: Case = {
    "scale": [1, 2, 3],
    "tree": {
        "a": {"practices": {"one": {}, "two": {"na": True}}},
        "b": {"dimensions": {"c": {"practices": {"three": {"points": [1, 3]}, "four": {}}}}},
    },
}


class RefusedError(Exception):
    """A save that failed."""


def describe(assessment: Assessment) -> Spoken:
    words = Words(assessment)
    target = assessment.result.target
    held = tuple(b.practice for b in target.blockers) if target else ()
    return Spoken(words.stage(), RoadmapWords(assessment).way(), held)


class Held(NamedTuple):
    """An interview that was held: whether it was finished, what was said, the session and all saved answers."""

    finished: bool
    text: str
    session: Session
    saved: list[Answers]
    rest: list[str]

    def of(self, id_: str) -> Answer:
        return self.session.answers.of(id_)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


class Disk:
    """Keeps what is saved; refuses as often as it is told to, from the given save on."""

    def __init__(self, refuses: Sequence[int] = ()) -> None:
        self.saved: list[Answers] = []
        self.calls = 0
        self.refuses = refuses

    def __call__(self, answers: Answers) -> None:
        self.calls += 1
        if self.calls in self.refuses:
            raise RefusedError("the disk is [bold]full[/]\x1b[31m")
        self.saved.append(answers)


def hold(
    typed: Sequence[str],
    questionnaire: Questionnaire | None = None,
    answers: Answers | None = None,
    *,
    quick: bool = False,
    blind: bool = False,
    ask_who: bool = False,
    refuses: Sequence[int] = (),
    width: int = 200,
) -> Held:
    """Hold an interview with these lines as its input."""
    disk = Disk(refuses)
    session = Session(
        questionnaire or questionnaire_of(SMALL), answers or Answers("a.yaml", "", DAY), disk, quick=quick, blind=blind
    )
    rest = list(typed)

    def read() -> str:
        if not rest:
            raise EOFError
        return rest.pop(0)

    out = io.StringIO()
    console = Console(file=out, width=width)
    finished = run(session, describe, visible, console, read, ask_who=ask_who, failures=(RefusedError,))
    return Held(finished, out.getvalue(), session, disk.saved, rest)


def small(**given: object) -> Answers:
    return read_case({**SMALL, "answers": {key.replace("_", "."): value for key, value in given.items()}}).answers


# a whole interview


def test_an_interview_from_the_first_question_to_the_review() -> None:
    held = hold(["1", "x sold", "3", "2", "f"])
    assert held.finished
    assert [held.of(p.id).low for p in held.session.practices] == [1, None, 3, 2]
    assert len(held.saved) == 4
    assert "A, 1 of 2; question 1 of 4" in held.lines
    assert "B: C, 2 of 2; question 4 of 4" in held.lines
    assert "Practice one" in held.lines
    assert "Where does one stand?" in held.lines
    assert "2. Point 2: Behaviour 2" in held.lines
    assert "Not applicable, because: sold." in held.lines
    assert "3 answered, 1 not applicable." in held.lines
    assert held.lines.index("Review") < held.lines.index("3 answered, 1 not applicable.")


@pytest.mark.parametrize("id_", ["organisational", "digital"])
@pytest.mark.parametrize("quick", [False, True])
def test_a_built_in_questionnaire_is_answered_over_a_pipe(id_: str, quick: bool) -> None:
    questionnaire = Catalogue().find(id_)
    assert questionnaire is not None
    lines = ["Northwind", "", "", "", "", *["2"] * len(questionnaire.practices), "f", "f"]
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        pipe.write("".join(f"{line}\r\n" for line in lines))
    disk = Disk()
    session = Session(questionnaire, Answers("a.yaml", "", DAY), disk, quick=quick)
    out = io.StringIO()
    with os.fdopen(reading, encoding="utf-8", newline="") as pipe:

        def read() -> str:
            if not (line := pipe.readline()):
                raise EOFError
            return line.removesuffix("\n")

        finished = run(session, describe, visible, Console(file=out), read, ask_who=True, failures=(RefusedError,))
    assert finished
    assert session.answers.organisation == "Northwind"
    assert {answer.low for answer in session.answers.answers.values()} == {2}
    assert session.finished
    assert quick or not session.open
    assert disk.saved[-1] == session.answers
    assert max(map(len, out.getvalue().splitlines())) <= 80


def test_the_review_names_answers_that_rest_on_what_does_not_hold() -> None:
    case: Case = {**SMALL, "steps": {"b.c.four": {2: {"requires": {"a.one": 3}}}}}
    said = "Practice four at Point 2 rests on Practice one at Point 3, which the answers put at Point 2."
    held = hold(["2", "2", "3", "2", "f"], questionnaire_of(case))
    assert held.lines[held.lines.index("What does not fit together:") + 1] == said
    assert "What does not fit together:" not in hold(["3", "2", "3", "2", "f"], questionnaire_of(case)).lines


def test_a_finished_file_opens_at_its_review() -> None:
    held = hold(["f"], answers=small(a_one=1, a_two=2, b_c_three=3, b_c_four="dk"))
    assert held.finished
    assert "4 questions, 4 of them done. Every answer is saved at once. ? explains all keys, q leaves." in held.lines
    assert "3 answered, 1 don't know." in held.lines
    assert "Practice one" not in held.lines


def test_resuming_starts_at_the_first_open_question() -> None:
    held = hold(["q"], answers=small(a_one=1))
    assert "A, 1 of 2; question 1 of 4" not in held.lines
    assert "A, 2 of 2; question 2 of 4" in held.lines


# answers


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("2", Answer("answered", 2, 2)),
        (" 2\r", Answer("answered", 2, 2)),
        ("\ufeff2", Answer("answered", 2, 2)),
        ("p2", Answer("answered", 2, 2)),
        ("P2", Answer("answered", 2, 2)),
        ("point 2", Answer("answered", 2, 2)),
        ("2-3", Answer("range", 2, 3)),
        ("3 - 1", Answer("range", 1, 3)),
        ("2 3", Answer("range", 2, 3)),
        ("2, 3", Answer("range", 2, 3)),
        ("p3 p1", Answer("range", 1, 3)),
        ("d", Answer("dk")),
        ("D", Answer("dk")),
    ],
)
def test_answers(typed: str, answer: Answer) -> None:
    held = hold([typed])
    assert held.of("a.one") == answer
    assert held.session.position.id == "a.two"


@pytest.mark.parametrize(
    "typed",
    [
        "0",
        "4",
        "03",
        "2.",
        "22",
        "2-2",
        "2-4",
        "1 2 3",
        "2-",
        "-2",
        "²",
        "9" * 5000,
        "yes",
        "d maybe",
        "f now",
        "[b]",
        "%",
    ],
)
def test_what_is_no_answer_says_so_in_one_line(typed: str) -> None:
    held = hold([typed, "q"])
    assert not held.saved
    said = [line for line in held.lines if line.endswith("is neither an option nor a key here.")]
    assert len(said) == 1
    assert len([line for line in held.lines if line.startswith("Type 1 to 3, ")]) == 2


def test_an_empty_line_is_no_answer() -> None:
    held = hold(["", "  "])
    assert held.lines.count("Nothing was typed.") == 2
    assert not held.saved


def test_a_practice_that_leaves_points_out_keeps_their_numbers() -> None:
    held = hold(["g b.c.three", "2", "p2", "point 2", "1-2", "3"])
    assert any(line.startswith("Type 1 or 3, 1-3 between two, ") for line in held.lines)
    assert held.text.count("is neither an option") == 4
    assert held.of("b.c.three") == Answer("answered", 3, 3)
    assert hold(["g b.c.three", "1 3"]).of("b.c.three") == Answer("range", 1, 3)


def test_not_applicable() -> None:
    assert "applies to everyone" in hold(["x sold"]).text
    assert "applies to everyone" in hold(["x"]).text
    assert not any("x REASON" in line for line in hold([]).lines)
    held = hold(["g 2", "x", "", "x", "sold last year"])
    assert any("x REASON" in line for line in held.lines)
    assert held.of("a.two") == Answer("na", because="sold last year")
    assert len(held.saved) == 1


def test_clearing_an_answer() -> None:
    held = hold(["2", "b", "c"])
    assert held.of("a.one").status == "missing"
    assert "Your answer: 2 Point 2." in held.lines
    assert "The question is open again." in held.lines
    assert "There is no answer to take back." in hold(["c"]).lines


def test_the_stage_is_said_when_it_changes_and_only_then() -> None:
    held = hold(["1", "1", "1", "f", "q"])
    said = [line for line in held.lines if line.startswith("The stage now: ")]
    assert said == ["The stage now: Point 1."]
    answered = [i for i, line in enumerate(held.lines) if line == "1 Point 1."]
    assert held.lines[answered[0] + 1] == said[0]


# notes and evidence


def test_notes() -> None:
    held = hold(["n first words", "n", "", "n", "second words", "2", "b", "n"])
    assert held.of("a.one") == Answer("answered", 2, 2, note="second words")
    assert "Note: first words" in held.lines
    assert held.lines.count("Note taken.") == 2
    assert "Note: second words" in held.lines
    held = hold(["n -", "n first", "n -", "n", "third", "n", "-", "n", ""])
    assert held.of("a.one") == Answer("missing")
    assert "There is no note." in held.lines
    assert held.lines.count("Note removed.") == 2


def test_evidence_on_one_line() -> None:
    held = hold(["e report | 2026-11-01 | https://x.example/a|b", "e minutes", "e list | | folder", "e old|2024-01-01"])
    assert held.of("a.one").evidence == (
        Evidence("report", datetime.date(2026, 11, 1), "https://x.example/a|b"),
        Evidence("minutes"),
        Evidence("list", None, "folder"),
        Evidence("old", datetime.date(2024, 1, 1)),
    )
    assert "Evidence taken: 1. report, 2026-11-01, https://x.example/a|b." in held.lines
    assert "Evidence taken: 2. minutes, does not count, as it has no date." in held.lines
    assert "Evidence taken: 4. old, 2024-01-01, does not count, as it is over 12 months old." in held.lines


def test_evidence_piece_by_piece() -> None:
    held = hold(["e", "report", "1.11.2026", "2026-02-30", "2026-12-01", "a folder", "e", "log", "", "", "e", ""])
    assert held.of("a.one").evidence == (Evidence("report", datetime.date(2026, 12, 1), "a folder"), Evidence("log"))
    assert "“1.11.2026” is no date. Write year, month and day, such as 2026-11-22." in held.lines
    assert "“2026-02-30” is no date. Write year, month and day, such as 2026-11-22." in held.lines
    assert "No evidence yet." in held.lines
    assert "1. report, 2026-12-01, a folder, does not count, as it is from after the assessment" in held.lines
    assert len(held.saved) == 2


def test_a_bad_date_of_evidence_is_asked_again() -> None:
    held = hold(["e report | soon | here", "later", "2026-11-01"])
    assert held.of("a.one").evidence == (Evidence("report", datetime.date(2026, 11, 1), "here"),)
    assert "“soon” is no date. Write year, month and day, such as 2026-11-22." in held.lines
    assert hold(["e report | soon", ""]).of("a.one").evidence == (Evidence("report"),)


def test_evidence_is_removed_by_its_number() -> None:
    held = hold(["e one", "e two", "e three", "e -2", "e -3", "e -", "e", "-1"])
    assert held.of("a.one").evidence == (Evidence("three"),)
    assert held.lines.count("Evidence removed.") == 2
    assert "There is no evidence “3” to remove; e lists what there is." in held.lines
    assert "There is no evidence “” to remove; e lists what there is." in held.lines
    held = hold(["e one", "e -1", "e | 2026-11-01"])
    assert held.session.answers.answers == {}
    assert "Say first what it is: e WHAT | DATE | REFERENCE" in held.lines


def test_evidence_is_changed_by_its_number() -> None:
    held = hold(["e one", "e two | 2026-11-01", "e =2 new | 2026-10-01 | here", "e", "=1 first", "", "", "e =3 x"])
    assert held.of("a.one").evidence == (Evidence("first"), Evidence("new", datetime.date(2026, 10, 1), "here"))
    assert "Evidence changed: 2. new, 2026-10-01, here." in held.lines
    assert "There is no evidence “3” to change; e lists what there is." in held.lines
    held = hold(["e one", "e =1", "e =", "e =0 x", "e =x y", "e =1 | 2026-11-01"])
    assert held.of("a.one").evidence == (Evidence("one"),)
    assert held.lines.count("Say first what it is: e WHAT | DATE | REFERENCE") == 2
    assert held.text.count("to change; e lists what there is.") == 3


# taking back


def test_undo_takes_back_the_last_answer_and_asks_again() -> None:
    held = hold(["1", "2", "u", "3"])
    assert asked(held) == [1, 2, 3, 2, 3]
    assert (held.of("a.one").low, held.of("a.two").low) == (1, 3)
    assert "Taken back." in held.lines


def test_undo_takes_back_notes_and_evidence_too() -> None:
    held = hold(["2", "b", "n words", "e report", "u", "u", "u", "u"])
    assert held.session.answers.answers == {}
    assert held.lines.count("Taken back.") == 3
    assert "There is nothing to take back." in held.lines


def test_undo_at_the_review_leads_back_to_the_question() -> None:
    held = hold(["u", "f"], answers=small(a_one=1, a_two=1, b_c_three=1, b_c_four=1))
    assert "There is nothing to take back." in held.lines
    assert held.finished
    held = hold(["1", "u", "2", "f"], answers=small(a_one=1, a_two=1, b_c_three=1))
    assert asked(held) == [4, 4]
    assert held.of("b.c.four").low == 2
    assert held.finished


def test_an_undo_that_fails_is_told() -> None:
    held = hold(["1", "u", "u"], refuses=[2])
    assert held.session.answers.answers == {}
    assert asked(held) == [1, 2, 1]


# without the names of points


def test_blind_names_no_point_and_no_stage() -> None:
    held = hold(["2", "b", "2-3", "b", "l", "p", "d", "1", "1", "1", "f"], blind=True)
    assert held.finished
    assert "2. Behaviour 2" in held.lines
    assert "Your answer: option 2." in held.lines
    assert "Between option 2 and option 3." in held.lines
    assert "The stage is hidden until the end, so that the options' wording decides." in held.lines
    shown = held.text.partition("Where do you aim?")[0]
    assert "Point" not in shown
    assert "The stage now" not in shown


def test_blind_quick_mode_stops_without_naming_the_stage() -> None:
    held = hold(["1", "f", "f"], questionnaire_of(SURE), quick=True, blind=True)
    assert "The stage is settled: no remaining answer can change it." in held.lines
    assert "Point" not in held.text.partition("Where do you aim?")[0]


# names


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("Loyalty", 3, 3),
        ("LOYAL", 3, 3),
        ("advocacy", 4, 4),
        ("satisfaction", 1, 1),
        ("or below", 1, 1),
        ("retention to loyalty", 2, 3),
        ("Loyal and retent", 2, 3),
        ("retention-advocacy", 2, 4),
        ("2, 3", 2, 3),
    ],
)
def test_an_answer_is_named_in_any_case_or_by_a_part(typed: str, low: int, high: int) -> None:
    """Else somebody would have to look up the exact spelling of a point."""
    digital = Catalogue().find("digital")
    answer = hold([typed, "q"], digital).of("agent.channels")
    assert (answer.low, answer.high) == (low, high)


@pytest.mark.parametrize("typed", ["lo", "t", "nothing", "loyalty loyalty", "retention loyalty advocacy"])
def test_what_names_no_answer_is_none(typed: str) -> None:
    held = hold([typed, "q"], Catalogue().find("digital"))
    assert held.of("agent.channels").status == "missing"
    assert f"“{typed}” is neither an option nor a key here." in held.lines


def test_a_target_is_named_in_any_case_or_by_a_part() -> None:
    for typed, rank in (("ADVOC", 4), ("Loyalty", 3), ("2", 2)):
        held = hold(["a", typed, "", "q"], Catalogue().find("digital"))
        assert held.saved[-1].target.stage == rank


# how to answer


def test_the_rule_for_answering_stands_at_the_start_and_in_the_help() -> None:
    rule = answering(questionnaire_of(SMALL))
    assert hold([]).lines.count(rule) == 1
    assert hold(["?"]).lines.count(rule) == 2


def test_the_question_is_asked_again_below_the_keys_and_words_that_scroll_it_away() -> None:
    first = next(iter(questionnaire_of(SMALL).practices.values()))
    lines = hold(["?"]).lines
    assert lines.count(first.question) == 2
    assert "Words" in lines[lines.index(first.question) : -lines[::-1].index(first.question)]


def test_keys_that_can_do_nothing_are_not_offered() -> None:
    held = hold(["2"])
    first, second = (line for line in held.lines if line.startswith("Type 1 to 3"))
    assert ("b back" in first, "u undo" in first) == (False, False)
    assert ("b back" in second, "u undo" in second) == (True, True)


# moving


def asked(held: Held) -> list[int]:
    """The numbers of the questions, in the order in which they were asked."""
    found = [line.partition("; question ")[2] for line in held.lines]
    return [int(line.split()[0]) for line in found if line]


def test_skipped_questions_come_back_once() -> None:
    held = hold(["s", "1", "s", "1", "s", "3", "f"])
    assert asked(held) == [1, 2, 3, 4, 1, 3]
    assert held.finished
    assert held.lines.count("Now the questions that were skipped.") == 1
    assert [p.id for p in held.session.open] == ["a.one"]
    assert "1. Practice one (a.one)" in held.lines


def test_all_skipped_twice_leads_to_the_review_and_back_asks_again() -> None:
    held = hold(["s"] * 8 + ["b", "1", "s", "s", "s", "f"])
    assert asked(held) == [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]
    assert held.finished
    assert held.of("a.one").low == 1
    assert "4 open." in held.lines
    assert "1 answered, 3 open." in held.lines


def test_a_single_question_can_be_skipped() -> None:
    held = hold(["s", "s", ""], answers=small(a_one=1, a_two=1, b_c_three=1))
    assert asked(held) == [4, 4]
    assert held.finished
    assert asked(hold(["s", "b"], answers=small(a_one=1, a_two=1, b_c_three=1))) == [4, 4, 3]


def test_quick_mode_does_not_ask_a_skipped_question_at_once_again() -> None:
    held = hold(["s", "s", "s", "s", "s", "s", "s", "s", "f"], quick=True)
    titles = [line for line in held.lines if line.startswith("Practice ")]
    assert len(titles) == 8
    assert sorted(titles[:4]) == sorted(titles[4:])
    assert len(set(titles[:4])) == 4
    assert held.finished


def test_back_goes_the_way_that_was_come() -> None:
    held = hold(["1", "g 4", "b", "b", "b"])
    assert asked(held) == [1, 2, 4, 2, 1]
    assert "This is the first question." in held.lines
    assert asked(hold(["b", "b", "2"], answers=small(a_one=1, a_two=1))) == [3, 2, 1, 3]


def test_going_to_a_question() -> None:
    assert asked(hold(["g b.c.four"])) == [1, 4]
    assert asked(hold(["g B.C.FOUR"])) == [1, 4]
    assert asked(hold(["g 3"])) == [1, 3]
    assert asked(hold(["g where does four"])) == [1, 4]
    assert asked(hold(["g", "four"])) == [1, 4]
    held = hold(["g", "", "g b.c", "nothing like it", "4"])
    assert asked(held) == [1, 4]
    assert "3. Practice three (b.c.three): open" in held.lines
    assert "2 questions match “b.c”." in held.lines
    assert "No questions match “nothing like it”." in held.lines
    assert asked(hold(["g b.c", "", "2"])) == [1, 2]


def test_a_long_list_of_matches_is_cut() -> None:
    names: dict[str, object] = {f"x{i}": {} for i in range(25)}
    held = hold(["g practice", "25"], questionnaire_of({"scale": [1, 2], "tree": {"d": {"practices": names}}}))
    assert "25 questions match “practice”; the first 20 are listed." in held.lines
    assert asked(held) == [1, 25]


def test_repeating_the_question() -> None:
    assert asked(hold(["r", "r"])) == [1, 1, 1]


# what is told


def test_the_list_says_every_mark_in_words() -> None:
    given = small(a_one=1, a_two="na", b_c_three=[1, 3])
    held = hold(["n words", "e report", "l", "d", "l", "f"], answers=given)
    assert "A, 2 of 2 done" in held.lines
    assert "C, 1 of 2 done" in held.lines
    assert "1. Practice one (a.one): answered 1 Point 1" in held.lines
    assert "2. Practice two (a.two): not applicable, because: it does not apply" in held.lines
    assert "3. Practice three (b.c.three): between 1 Point 1 and 3 Point 3" in held.lines
    assert "4. Practice four (b.c.four): open, a note, 1 piece of evidence (you are here)" in held.lines
    assert held.lines.count("Review") == 1


def test_the_list_works_at_the_review() -> None:
    held = hold(["l", "p", "h", "?", "f"], answers=small(a_one=1, a_two=1, b_c_three=1, b_c_four="dk"))
    assert held.finished
    assert any(line.startswith("4. Practice four (b.c.four): don't know") for line in held.lines)


def test_help_of_the_question_and_of_all_keys() -> None:
    held = hold(["h", "?"])
    assert "There is no further help for this question." in held.lines
    for key in ("d: ", "x REASON: ", "s: ", "b: ", "n TEXT: ", "e WHAT | DATE | REFERENCE: ", "c: ", "g ID", "l: "):
        assert any(line.startswith(key) for line in held.lines), key
    for key in ("h: ", "?: ", "w: ", "p: ", "f: ", "q: ", "r: ", "2-3 or 2 3: "):
        assert any(line.startswith(key) for line in held.lines), key
    digital = Catalogue().find("digital")
    assert digital is not None
    held = hold(["h"], digital, width=500)
    first = next(iter(digital.practices.values()))
    assert " ".join(first.help.split()) in held.lines
    assert f"Source: {first.source}" in held.lines


def test_where_the_stage_stands() -> None:
    held = hold(["2", "p"])
    assert "What holds the next stage back:" in held.lines
    assert "b.c.three" in held.lines


# who and when

WHO = ["Northwind", "2026-11-20", "Head of CX", "2", "marketing"]


def test_who_and_when_at_the_start() -> None:
    held = hold(WHO, ask_who=True)
    answers = held.session.answers
    assert answers.organisation == "Northwind"
    assert answers.date == datetime.date(2026, 11, 20)
    assert answers.respondent == Respondent("Head of CX", "manager", "marketing")
    assert answers.target == Target()
    assert len(held.saved) == 1
    assert asked(held) == [1]


def test_all_of_who_may_be_skipped_with_enter() -> None:
    held = hold(["", "", "", "", "", "1"], ask_who=True)
    answers = held.session.answers
    assert (answers.organisation, answers.date, answers.respondent, answers.target) == ("", DAY, Respondent(), Target())
    assert held.of("a.one").low == 1
    assert "Date of the assessment (now 2026-11-22; Enter keeps it):" in held.lines


def test_who_is_kept_with_enter_and_removed_with_a_hyphen() -> None:
    given = replace(
        small(a_one=1),
        organisation="Northwind",
        respondent=Respondent("Head", "board member", "marketing"),
        target=Target(2, DAY, {"a": 3}),
    )
    kept = hold(["w", "", "", "", "", "", "a", "", ""], answers=given).session.answers
    assert kept == replace(given, organisation="Northwind")
    removed = hold(["w", "-", "-", "", "-", "-", "-", "a", "-", "-"], answers=given)
    assert "“-” is no date. Write year, month and day, such as 2026-11-22." in removed.lines
    answers = removed.session.answers
    assert (answers.organisation, answers.date, answers.respondent) == ("", DAY, Respondent())
    assert answers.target == Target(None, None, {"a": 3})


def test_bad_dates_levels_and_stages_are_explained_and_asked_again() -> None:
    typed = [
        "",
        "22.11.2026",
        "2026-02-29",
        "9" * 6000,
        "2026-11-21",
        "",
        "boss",
        "Front-Line",
        "",
    ]
    held = hold(typed, ask_who=True)
    assert held.text.count("is no date. Write year, month and day") == 3
    assert "“boss” is none of these levels. Type 1, 2 or 3, or the word." in held.lines
    answers = held.session.answers
    assert answers.date == datetime.date(2026, 11, 21)
    assert answers.respondent.level == "front line"
    assert not held.rest


def test_a_sweep_aims_at_a_number_of_dimensions() -> None:
    case: Case = {
        "scale": [-1, 0, 1],
        "scoring": {"rule": "sweep"},
        "tree": {"a": {"practices": {"one": {}}}, "b": {"practices": {"two": {}}}},
    }
    held = hold(["a", "3", "0", ""], questionnaire_of(case))
    assert "“3” is none of these numbers." in held.lines
    assert held.session.answers.target == Target(0)
    assert not held.rest


def test_the_target_is_asked_when_the_answers_are_given() -> None:
    held = hold(["1", "1", "1", "1", "f", "7", "point 3", "soon", "2027-12-31"])
    assert held.finished
    assert "“7” is no stage here. Type a stage's number, id or name." in held.lines
    assert "“soon” is no date. Write year, month and day, such as 2026-11-22." in held.lines
    assert held.lines.index("Review") < held.lines.index("Where do you aim? The plan of the report leads there.")
    assert held.session.answers.target == Target(3, datetime.date(2027, 12, 31))
    assert not held.rest


@pytest.mark.parametrize("typed", [[""], ["q"], []])
def test_one_may_finish_without_a_target(typed: list[str]) -> None:
    held = hold(["1", "1", "1", "1", "f", *typed])
    assert held.finished
    assert held.session.answers.target == Target()


def test_a_target_that_is_there_is_not_asked_for_again() -> None:
    held = hold(["f"], answers=replace(small(a_one=1, a_two=2, b_c_three=3, b_c_four="dk"), target=Target(2)))
    assert held.finished
    assert "Where do you aim?" not in held.text
    changed = hold(["a", "p3", "", "q"], answers=replace(small(), target=Target(2, DAY)))
    assert changed.session.answers.target == Target(3, DAY)


def test_a_target_that_is_not_saved_can_be_saved_again() -> None:
    held = hold(["a", "p3", "", ""], refuses=[1])
    assert held.session.answers.target == Target(3)


def test_nobody_is_asked_for_a_name() -> None:
    held = hold(["", "", "", "", "", ""], ask_who=True)
    assert not [line for line in held.lines if line.endswith(":") and "name" in line.lower().split()]


# quick mode

SURE: Case = {"scale": [1, 2], "gates": {"p2": ["d.door"]}, "tree": {"d": {"practices": {"one": {}, "door": {}}}}}


def test_quick_mode_stops_and_offers_to_go_on() -> None:
    held = hold(["1", "maybe", "f", "f"], questionnaire_of(SURE), quick=True)
    assert held.finished
    assert "Stage only: you are asked until no remaining answer can change the stage." in held.lines
    assert "D, 1 of 2; stage only, at most 2 to go" in held.lines
    assert "The stage is settled: no remaining answer can change it." in held.lines
    assert "That spared you 1 question." in held.lines
    assert "“maybe” is no key here." in held.lines
    assert len(held.saved) == 1


def test_quick_mode_goes_on_for_the_full_picture() -> None:
    held = hold(["1", "y", "2", "f"], questionnaire_of(SURE), quick=True)
    assert held.finished
    assert not held.session.quick
    assert not held.session.open
    assert "1. Point 1: Behaviour 1" in held.lines
    assert len(asked(held)) == 1


def test_a_settled_file_opens_with_the_offer() -> None:
    answers = read_case({**SURE, "answers": {"d.door": 1}}).answers
    held = hold(["", "b", "c", "q"], questionnaire_of(SURE), answers, quick=True)
    assert held.lines.count("That spared you 1 question.") == 1
    assert "D, 1 of 2; stage only, at most 1 to go" in held.lines
    assert not held.finished


def test_quick_mode_that_has_asked_all_offers_nothing() -> None:
    held = hold(["2", "2", "f"], questionnaire_of(SURE), quick=True)
    assert held.finished
    assert "The stage is settled" not in held.text


# the end


def test_finishing_early_names_what_is_open() -> None:
    held = hold(["1", "f", "nonsense", "f now", "g four", "2", "b", "f", ""])
    assert held.finished
    assert asked(held) == [1, 2, 4, 2, 4]
    assert "1 answered, 3 open." in held.lines
    assert "3. Practice three (b.c.three)" in held.lines
    assert "“nonsense” is no key here." in held.lines


def test_back_from_a_full_review_goes_to_the_last_question() -> None:
    held = hold(["1", "1", "1", "1", "b", "2", "g", "", "g nothing", "", "f"])
    assert asked(held) == [1, 2, 3, 4, 4]
    assert held.of("b.c.four").low == 2
    assert held.finished


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["1"],
        ["n"],
        ["e"],
        ["e", "what"],
        ["e", "what", "2026-11-01"],
        ["e what | soon"],
        ["g"],
        ["g b.c"],
        ["g 2", "x"],
        ["w"],
        ["w", "Northwind"],
        ["w", "", "soon"],
        ["f"],
    ],
)
@pytest.mark.parametrize("last", [[], ["q"], ["Q"]])
def test_leaving_anywhere_loses_nothing_and_finishes_nothing(typed: list[str], last: list[str]) -> None:
    held = hold([*typed, *last])
    assert not held.finished
    assert held.lines[-1] == LEFT
    assert held.session.answers.answers == ({"a.one": Answer("answered", 1, 1)} if typed == ["1"] else {})
    assert held.session.answers.organisation == ""


@pytest.mark.parametrize("typed", [["1"], ["1", "y", "2"]])
def test_leaving_at_the_end_is_not_finishing(typed: list[str]) -> None:
    assert not hold(typed, questionnaire_of(SURE), quick=True).finished


# failing saves


@pytest.mark.parametrize("typed", ["2", "1-3", "d", "n words", "e report", "n"])
def test_a_save_that_fails_is_told_and_asked_again(typed: str) -> None:
    more = ["words"] if typed == "n" else []
    held = hold([typed, *more, "3"], refuses=[1])
    assert "Not saved, nothing has changed: the disk is [bold]full[/]\N{REPLACEMENT CHARACTER}[31m" in held.lines
    assert held.session.answers.answers == {"a.one": Answer("answered", 3, 3)}
    assert asked(held) == [1, 2]


def test_a_save_that_fails_at_other_keys() -> None:
    assert hold(["g 2", "x", "sold", "x sold"], refuses=[1]).of("a.two").status == "na"
    assert hold(["2", "b", "c", "c"], refuses=[2]).of("a.one").status == "missing"
    assert hold(["2", "b", "c"], refuses=[2]).of("a.one").status == "answered"
    assert hold(["e one", "e -1"], refuses=[2]).of("a.one").evidence == (Evidence("one"),)


def test_who_can_be_saved_again() -> None:
    held = hold([*WHO, "", ""], ask_who=True, refuses=[1, 2])
    assert held.session.answers.organisation == "Northwind"
    assert len(held.saved) == 1
    assert not hold([*WHO, "q"], ask_who=True, refuses=[1, 2]).saved


def test_other_errors_are_not_hidden() -> None:
    def save(answers: Answers) -> None:
        raise ZeroDivisionError

    session = Session(questionnaire_of(SMALL), Answers("a.yaml", "", DAY), save)
    with pytest.raises(ZeroDivisionError):
        run(session, describe, visible, Console(file=io.StringIO()), lambda: "1", ask_who=False, failures=())


# hostile texts

TEXTS = {
    **HOSTILE,
    "long": "word " * 2000,
    "long word": "x" * 10_000,
    "right to left": "שלום עולם",
    "surrogate": "caf\udce9",
    "nul": "a\x00b",
    "markup end": "[/]",
}


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - {"surrogate"}))
def test_typed_texts_are_kept_as_they_are_and_shown_harmlessly(name: str) -> None:
    typed = TEXTS[name].replace("\n", " ").replace("\r", " ")
    held = hold(
        [f"n .{typed}", f"e .{typed.replace('|', '/')} | 2026-11-01", "n", "", "e", "", "l", "r", f"g {typed}", ""]
    )
    assert held.of("a.one").note == f".{typed}".strip()
    assert harmless(held.text)


def test_bytes_that_are_no_text_are_asked_for_again_and_never_stored() -> None:
    held = hold(["n caf\udce9", "n", "caf\udce9\udca9", "café", "f", "f"])
    assert held.of("a.one").note == "café"
    assert held.text.count("was not taken. Type it anew") == 2


def harmless(text: str) -> bool:
    return visible(text) == text and "\r" not in text


@pytest.mark.parametrize("name", TEXTS)
def test_texts_of_files_are_shown_harmlessly(name: str) -> None:
    text = TEXTS[name]
    questionnaire = questionnaire_of(SMALL)
    practice = replace(questionnaire.practices["a.one"], title=text, question=text, help=text, source=text)
    practice = replace(practice, options=tuple(replace(option, text=text) for option in practice.options))
    dimension = replace(questionnaire.dimensions[0], name=text, practices=(practice,))
    scale = tuple(replace(point, name=text) for point in questionnaire.scale)
    made = replace(questionnaire, title=text, dimensions=(dimension,), scale=scale)
    answer = Answer("range", 1, 2, note=text, because=text, evidence=(Evidence(text, None, text),))
    given = Answers("a.yaml", "", DAY, text, Respondent(text, text, text), answers={"a.one": answer})
    held = hold(
        ["g 1", "h", "l", "n", "", "e", "", "p", "r", "w", *[""] * 5, "a", "", "", "c", "u", "f", "f"], made, given
    )
    assert held.finished or not held.rest
    assert harmless(held.text)
    assert held.of("a.one").note in {text, ""}


@pytest.mark.parametrize("width", [20, 40, 80])
def test_it_fits_the_width_without_boxes_or_colours(width: int) -> None:
    digital = Catalogue().find("digital")
    held = hold([*WHO[:3], "", "", "2", "?", "h", "l", "p", "s", "f", "f"], digital, ask_who=True, width=width)
    assert max(map(len, held.lines)) <= width
    assert not set(held.text) & set("─│┌┐└┘━┃╭╮\x1b")


def test_on_a_terminal_only_weight_is_used() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", width=80)
    lines = iter(["2", "?", "l", "p", "f", "f", ""])
    session = Session(questionnaire_of(SMALL), Answers("a.yaml", "", DAY), Disk())
    assert run(session, describe, visible, console, lambda: next(lines), ask_who=False, failures=())
    codes = {part.split("m")[0] for part in out.getvalue().split("\x1b[")[1:]}
    assert codes == {"0", "1"}


def test_the_reader_is_asked_only_after_the_prompt() -> None:
    out = io.StringIO()
    seen: list[str] = []

    def read() -> str:
        seen.append(out.getvalue().splitlines()[-1])
        return "q"

    session = Session(questionnaire_of(SMALL), Answers("a.yaml", "", DAY), Disk())
    console = Console(file=out, width=200)
    assert not run(session, describe, visible, console, read, ask_who=False, failures=())
    assert seen[0].startswith("Type 1 to 3, ")
