"""What does not show is shown: invisible characters of files stand as their number in everything for a terminal."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from cxmaturity.cli.terminal import one_line, visible
from cxmaturity.domain.answers import Answer, Answers
from cxmaturity.interview.lines import interview as lines
from cxmaturity.interview.session import Session
from tests.build import questionnaire_of
from tests.cli.running import Cx
from tests.interview.test_lines import DAY, SMALL, describe
from tests.reports.hostile import write

HIDDEN = "\u200b\u200e\u200f\u061c\u2060\u2063\u180e\u00ad\u115f\u3164\U000e0041\U000e007f"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200bb", "a<U+200B>b"),
        ("\U000e0041", "<U+E0041>"),
        ("é\u00ad\u3164", "é<U+00AD><U+3164>"),
        ("👩\u200d🔧 می\u200cخواهم ❤\ufe0f", "👩\u200d🔧 می\u200cخواهم ❤\ufe0f"),
        ("\u202e\x1b[31m", "\ufffd\ufffd[31m"),
        ("plain", "plain"),
    ],
    ids=ascii,
)
def test_a_text(text: str, shown: str) -> None:
    assert visible(text) == one_line(text) == shown
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("command", "times"),
    [
        ("score", 5),
        ("score --sure", 5),
        ("explain", 0),
        ("explain first.known", 1),
        ("check", 0),
        ("show", 50),
        ("list", 1),
    ],
)
def test_every_command(command: str, times: int, cx: Cx, tmp_path: Path) -> None:
    files = write(tmp_path, lambda word: f"{word}{HIDDEN}")
    name, *options = command.split()
    for answers in files.answers:
        about: list[object] = [answers.stem] if name == "show" else [answers] * (name != "list")
        ran = cx("--questionnaires", files.questionnaires, name, *about, *options)
        said = "".join((ran.out + ran.err).split())
        assert not set(HIDDEN) & set(said)
        assert said.count("<U+200B>") >= times


def test_the_interview_in_lines() -> None:
    answer = Answer("answered", 1, 1, note=f"a{HIDDEN}b")
    session = Session(questionnaire_of(SMALL), Answers("", "", DAY, answers={"a.one": answer}), lambda _: None)
    out, typed = io.StringIO(), iter(["g 1", "q"])
    lines.run(session, describe, visible, Console(file=out, width=200), lambda: next(typed), ask_who=False, failures=())
    assert "a<U+200B><U+200E>" in out.getvalue()
    assert not set(HIDDEN) & set(out.getvalue())
