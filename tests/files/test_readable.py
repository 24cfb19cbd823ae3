"""What an interview writes is readable: notes on lines of their own, a line an evidence, and no other line touched."""

import difflib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cxmaturity.domain.answers import Evidence
from cxmaturity.files.yaml.prose import WIDTH, on_lines
from cxmaturity.interview.session import Session
from tests.files.interviewed import said
from tests.files.test_editing import DAY, opened, read

FOUR = """\
answers:
    agent.channels:      loyalty   # one
    # after one
    agent.context:       "retention"   # two
    # after two
    agent.guidance:
        note: old        # why
        is: dk
        evidence:
            # first
            - what: a log
              date: 2026-01-01
            # last
        # end of three
    # after three
    self-service.coverage: {is: [satisfaction, retention], note: short} # four
    # after four
    self-service.hand-over:
        note: |  # bar
            kept

            as it is
        # below the note
        is: 'retention'
    # after five
# who
organisation:  Us
date:          2026-11-22
questionnaire: digital@2
schema:        cxmaturity/answers@1
# end"""
"""Four spaces, comments after everything, aligned values, quotes, braces, an unusual order, no final line end."""

LONG = (
    'He said: "no" twice, # and this goes on and on until it does not fit on one line of one hundred columns any more,'
    " as a note of a workshop does."
)


def choose(id_: str, rank: int) -> Callable[[Session], None]:
    return lambda session: session.choose(session.questionnaire.practices[id_], rank)


def note(id_: str, text: str) -> Callable[[Session], None]:
    return lambda session: session.note(session.questionnaire.practices[id_], text)


def evidence(id_: str, *more: Evidence) -> Callable[[Session], None]:
    def add(session: Session) -> None:
        practice = session.questionnaire.practices[id_]
        session.evidence(practice, (*session.answer(practice).evidence, *more))

    return add


LONG_LINES = [
    '+            He said: "no" twice, # and this goes on and on until it does not fit on one line of one',
    "+            hundred columns any more, as a note of a workshop does.",
]
CHANGES: dict[str, tuple[Callable[[Session], None], list[str]]] = {
    "an option, its comment in its column": (
        choose("agent.channels", 4),
        ["-    agent.channels:      loyalty   # one", "+    agent.channels:      advocacy  # one"],
    ),
    "an option between quotes": (
        choose("agent.context", 4),
        ['-    agent.context:       "retention"   # two', '+    agent.context:       "advocacy"    # two'],
    ),
    "an option between other quotes": (
        choose("self-service.hand-over", 4),
        ["-        is: 'retention'", "+        is: 'advocacy'"],
    ),
    "a note to an answer on one line": (
        note("agent.channels", LONG),
        [
            "-    agent.channels:      loyalty   # one",
            *("+    agent.channels:   # one", "+        is: loyalty", "+        note: >-", *LONG_LINES),
        ],
    ),
    "another note": (
        note("agent.guidance", LONG),
        ["-        note: old        # why", "+        note: >-        # why", *LONG_LINES],
    ),
    "another note of lines": (
        note("self-service.hand-over", "first\n  - second: 'x'\n\nthird"),
        [
            *("-        note: |  # bar", "-            kept", "+        note: |-  # bar", "+            first"),
            *("+              - second: 'x'", "-            as it is", "+            third"),
        ],
    ),
    "a note between braces that fits": (
        note("self-service.coverage", "other: x"),
        [
            "-    self-service.coverage: {is: [satisfaction, retention], note: short} # four",
            '+    self-service.coverage: {is: [satisfaction, retention], note: "other: x"} # four',
        ],
    ),
    "a note between braces that does not": (
        note("self-service.coverage", LONG),
        [
            "-    self-service.coverage: {is: [satisfaction, retention], note: short} # four",
            *("+    self-service.coverage: # four", "+        is: [satisfaction, retention]", "+        note: >-"),
            *LONG_LINES,
        ],
    ),
    "one more piece of evidence": (
        evidence("agent.guidance", Evidence("a report", DAY)),
        ["+            - {what: a report, date: 2026-11-22}"],
    ),
    "the first evidence": (
        evidence("agent.context", Evidence("a report", DAY), Evidence("a folder", None, "x: y")),
        [
            *('-    agent.context:       "retention"   # two', "+    agent.context:   # two", "+        is: retention"),
            *("+        evidence:", "+            - {what: a report, date: 2026-11-22}"),
            '+            - {what: a folder, ref: "x: y"}',
        ],
    ),
    "a new answer": (choose("self-service.completion", 2), ["+    self-service.completion: retention"]),
}


@pytest.mark.fast
@pytest.mark.parametrize("shape", ["plain", "crlf", "bom"])
@pytest.mark.parametrize("name", CHANGES)
def test_one_answer_changes_its_own_lines_and_no_other(name: str, shape: str, tmp_path: Path) -> None:
    """A colleague who looks at the difference in git would otherwise see lines changed that nobody answered."""
    change, wanted = CHANGES[name]
    path, end = tmp_path / "answers.yaml", "\r\n" if shape == "crlf" else "\n"
    path.write_bytes((("\ufeff" if shape == "bom" else "") + FOUR.replace("\n", end)).encode())
    _, session = opened(path)
    change(session)
    after = path.read_bytes().decode()
    assert after.startswith("\ufeff") == (shape == "bom")
    assert after.count("\n") == after.count(end)
    before = FOUR.split("\n")
    rows = difflib.unified_diff(before, after.removeprefix("\ufeff").split(end), lineterm="", n=0)
    changed = [row for row in rows if row[:3] not in {"---", "+++", "@@ "}]
    assert sorted(changed) == sorted(wanted)
    assert read(path) == said(session.answers)


@pytest.mark.fast
def test_new_values_stand_where_those_beside_them_stand(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(
        "schema:        cxmaturity/answers@1\nquestionnaire: digital@2\ndate:          2026-11-22\nanswers:\n"
        "  agent.channels:   loyalty\n  agent.guidance:   dk\n"
    )
    _, session = opened(path)
    choose("agent.context", 2)(session)
    assert "\n  agent.context:    retention\n" in path.read_text()


@pytest.mark.fast
@pytest.mark.parametrize("end", ["", "\n"], ids=["no final line end", "one"])
def test_the_last_lines_of_a_file(end: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    head = "schema: cxmaturity/answers@1\nquestionnaire: digital@2\ndate: 2026-11-22\nanswers:\n"
    path.write_text(f"{head}  agent.channels: {{is: dk}}{end}")
    _, session = opened(path)
    note("agent.channels", LONG)(session)
    assert path.read_text().startswith(f"{head}  agent.channels:\n    is: dk\n    note: >-\n      He said: ")
    assert read(path) == said(session.answers)


WORDS = st.sampled_from(
    [
        *("a", "word", '"', "'", ":", "#", "- ", "---", "...", "key: value", " # no comment", "  ", "\n", "\n\n", "\t"),
        *(
            "{",
            "]",
            "*x",
            "&y",
            "!z",
            "| ",
            "> ",
            "%",
            "@",
            "~",
            "null",
            "2026-11-22",
            "x" * 120,
            "👍🏽",
            "שלום",
            "\u202e",
        ),
        *("é", "\u2028", "\x85", "\ufeff", "\x07", "\r", "\\n"),
    ]
)
NOTES = st.lists(WORDS, max_size=40).map("".join) | st.lists(st.sampled_from(["some", "words"]), max_size=60).map(
    " ".join
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NOTES, NOTES)
@example(" leading and trailing ", "one\n  two\n\n\nthree\n")
@example("--- \n- x: y # z", "x" * 300 + " " + "y" * 300)
def test_any_note_is_read_back_as_it_was(tmp_path: Path, first: str, second: str) -> None:
    """Whatever somebody notes, and notes instead, is in the file: on new lines, on old ones and between braces."""
    path = tmp_path / "answers.yaml"
    path.write_text(FOUR)
    _, session = opened(path)
    for id_, texts in (
        *(("agent.channels", (first, second)), ("agent.guidance", (second,))),
        *(("self-service.coverage", (first,)), ("self-service.hand-over", (second, first))),
    ):
        for text in texts:
            note(id_, text)(session)
    assert read(path) == said(session.answers)
    for comment in ("# one", "# why", "# four", "# after four", "# bar", "# below the note", "# end"):
        assert comment in path.read_text()


@given(NOTES, st.integers(2, 20))
def test_lines_are_no_wider_than_their_width(text: str, indent: int) -> None:
    """A wrapped line is wider only where one word is, or where lines that begin with blanks can not be wrapped."""
    written = on_lines(text, indent)
    if written is None or written[0].startswith("|"):
        return
    for line in written[1]:
        assert len(line) + indent <= WIDTH or not re.search("[^ \t] [^ \t]", line)


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("short", ">-"),
        ("one\ntwo", "|-"),
        ("one\ntwo\n", "|"),
        (f"{'word ' * 30}end\nnext", ">-"),
        (f"  {'word ' * 30}", None),
        ("ends \n", None),
        ("a\x07", None),
        ("a\r\nb", None),
        ("", None),
    ],
)
def test_how_a_text_is_led_in(text: str, sign: str | None) -> None:
    written = on_lines(text, 4)
    assert (written and written[0]) == sign
