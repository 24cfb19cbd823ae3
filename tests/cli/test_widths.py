"""No word is broken and no number parts from its unit, at every width from 40 to 200 columns.

A user on a narrow terminal would lose words cut in two, and examples that can not be typed.
"""

import io
import re
import shlex
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.cli.commands import COMMANDS
from cxmaturity.cli.helping import help_lines
from cxmaturity.cli.loading import load
from cxmaturity.cli.main import app, introduction
from cxmaturity.cli.messages import tell_problems
from cxmaturity.cli.printing import further
from cxmaturity.cli.settings import Settings
from cxmaturity.cli.wrapping import beside, cells, command_lines, wrapped
from cxmaturity.domain.assessment import assess
from cxmaturity.domain.problems import Problem
from cxmaturity.files.questionnaire.catalogue import Catalogue, data_folder
from cxmaturity.reports.build.summary import summary_document
from cxmaturity.reports.build.view import view
from cxmaturity.reports.formats.format import FORMATS, Setting
from tests.cli.running import EXAMPLES

WIDTHS = range(40, 201)
PARTED = re.compile(
    r"[0-9]\n *(?:person-days?|days?|months?|minutes?|steps?|practices?|questions?|answers?|of [0-9])\b"
)


def words(text: str) -> list[str]:
    """The words of a text, however it is laid out."""
    return text.replace(" \\\n", " ").split()


def assert_whole(text: str, width: int, whole: list[str] | None) -> None:
    """Every line fits, but for one of one word that is longer; with the words as given; numbers with their units."""
    for line in text.splitlines():
        assert cells(line) <= width or len(line.split()) <= 2, line
    if whole is not None:
        assert sorted(words(text)) == sorted(whole)
    assert not PARTED.search(text)


def test_the_welcome() -> None:
    whole = words(introduction(1000))
    for width in WIDTHS:
        assert_whole(introduction(width), width, whole)


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help(name: str | None) -> None:
    group = typer.main.get_command(app(name))
    root = group.make_context("cxmaturity", [], resilient_parsing=True)
    command: Any = group.commands[name] if name else group  # type: ignore[attr-defined]
    context = command.make_context(name, [], parent=root, resilient_parsing=True) if name else root
    whole = words("\n".join(help_lines(command, context, 1000)))
    for width in WIDTHS:
        assert_whole("\n".join(help_lines(command, context, width)), width, whole if name else None)


def test_examples_can_be_typed_at_every_width() -> None:
    line = "  cxmaturity plan organisational.yaml --target align --target people=mobilise --budget 120"
    for width in WIDTHS:
        lines = command_lines(line, width)
        assert all(end.endswith(" \\") for end in lines[:-1])
        assert shlex.split("\n".join(lines).replace("\\\n", "")) == line.split()
        assert not any(re.search(r" --\w+ \\$", end) for end in lines)  # an option stays with its value


class Terminal(io.StringIO):
    """A stream that says it is a terminal of a width."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0


def test_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "names of stages that nobody knows; choose from ignore, explore, mobilise, 2 of 5 answers"
    problem = Problem("answers.yaml", 31, "answers.people.hiring", "x", told, "did you mean 403 person-days?")
    for width in WIDTHS:
        monkeypatch.setattr("cxmaturity.cli.wrapping.width_of", lambda _, width=width: width)
        stream = Terminal()
        tell_problems([problem], stream)
        assert_whole(stream.getvalue(), width, str(problem).split())


def test_a_message_to_a_file_stays_on_one_line() -> None:
    stream = io.StringIO()
    tell_problems([Problem("a.yaml", 1, "", "x", "long " * 50, "")], stream)
    assert len(stream.getvalue().splitlines()) == 1


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_one_screen_of_score(file: object) -> None:
    read = load([str(file)], Catalogue())[0]
    report_view = view([assess(read.questionnaire, read.answers)], Catalogue().crosswalk())
    document = summary_document(report_view, full=False, lines=further("answers.yaml", Settings()))
    texts = {
        width: FORMATS["table"].write(document, Setting(data_folder("templates"), width=width)).decode()
        for width in (*WIDTHS[:60], *WIDTHS[60::20], 1000)
    }
    for width, text in texts.items():
        assert_whole(text, width, None)
        assert set(re.findall(r"\w[\w-]*", text)) == set(re.findall(r"\w[\w-]*", texts[1000]))


@given(st.lists(st.text("ab ", max_size=30), max_size=5), st.integers(1, 60))
def test_wrapping_loses_nothing(lines: list[str], width: int) -> None:
    text = "\n".join(lines)
    made = wrapped(text, width)
    assert " ".join(made).split() == text.split()
    assert all(cells(line) <= width or len(line.split()) == 1 for line in made)


def test_labels_stand_beside_or_above() -> None:
    rows = [("cxmaturity demo", "an example with its reports"), ("--help", "help")]
    assert beside(rows, 80) == ["  cxmaturity demo  an example with its reports", "  --help           help"]
    assert beside(rows, 40)[:2] == ["  cxmaturity demo", "      an example with its reports"]


def test_wide_letters_take_two_columns() -> None:
    assert cells("日本") == 4
    assert cells("e\u0301") == 1
    assert wrapped("日本 日本", 6) == ["日本", "日本"]
