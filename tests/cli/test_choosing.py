"""Choosing a questionnaire with keys: what each asks, how many questions, how long, before one begins.

A new user would lose the way in: without an id there was only a number to type, and nothing to decide by.
"""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.cli.choosing import Choice, Chooser, _by_keys, _by_lines, _choice
from cxmaturity.cli.wrapping import cells
from cxmaturity.files.questionnaire.catalogue import Catalogue

UP, DOWN, ESCAPE, ENTER, HOME, END = "\x1b[A", "\x1b[B", "\x1b", "\r", "\x1b[H", "\x1b[F"
NAMES = ("digital", "effort", "ladder", "moments", "organisational")
CHOICES = tuple(Choice(name, f"Title of {name}", (f"What {name} asks.",)) for name in NAMES)


def pressed(*chunks: str, choices: tuple[Choice, ...] = CHOICES, monkeypatch: pytest.MonkeyPatch) -> str | None:
    monkeypatch.setattr("cxmaturity.cli.choosing.os.get_terminal_size", lambda _: type("Size", (), {"columns": 80}))
    monkeypatch.setattr("sys.stderr.fileno", lambda: 2)
    waiting = iter(chunks)
    return _by_keys(choices, lambda: next(waiting), color=False)


@pytest.mark.parametrize(
    ("keys", "id_"),
    [
        ((ENTER,), "digital"),
        ((DOWN, ENTER), "effort"),
        ((DOWN, DOWN, UP, ENTER), "effort"),
        ((UP, ENTER), "digital"),  # at the ends the cursor stays
        ((*[DOWN] * 9, ENTER), "organisational"),
        ((END, ENTER), "organisational"),
        ((END, HOME, ENTER), "digital"),
        (("\x1bOB", "\n"), "effort"),  # other terminals say it so
        (("3", ENTER), "ladder"),
        (("9", ENTER), "digital"),
        (("m", ENTER), "moments"),
        (("M", "o", ENTER), "moments"),
        (("o", ENTER), "organisational"),
        (("m", "l", ENTER), "ladder"),  # other first letters begin anew
        (("m", "2", ENTER), "effort"),
        (("z", ENTER), "digital"),
        ((DOWN + DOWN + ENTER,), "ladder"),  # typed fast, they come at once
        ((ESCAPE,), None),
        (("q",), None),
        ((DOWN, "\x04"), None),
    ],
)
def test_keys(keys: tuple[str, ...], id_: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pressed(*keys, monkeypatch=monkeypatch) == id_


def test_q_is_a_letter_where_an_id_begins_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    choices = (*CHOICES, Choice("quick-check", "Quick", ()))
    assert pressed("q", ENTER, choices=choices, monkeypatch=monkeypatch) == "quick-check"


def test_nothing_of_it_stays_on_the_screen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pressed(ESCAPE, monkeypatch=monkeypatch)
    shown = capsys.readouterr().err
    assert shown.endswith(f"\x1b[{len(Chooser(CHOICES).lines(80))}A\r\x1b[J")


@pytest.mark.parametrize("id_", NAMES)
def test_each_built_in_questionnaire_says_what_it_asks_and_how_long_it_takes(id_: str) -> None:
    choice = _choice(id_, Catalogue())
    asks, length = choice.about
    assert asks.startswith("Measures ") and asks.endswith(".")
    assert "minutes: " in length and " to read aloud, " in length and " to find evidence." in length
    lines = Chooser((choice,)).lines(80)
    assert all(cells(line) <= 80 for line in lines)
    assert len(lines) + len(NAMES) <= 24  # also with all of them above it


@given(st.integers(1, 40), st.integers(0, 60), st.integers(40, 200))
def test_the_cursor_is_always_in_sight(count: int, downs: int, width: int) -> None:
    """However many questionnaires of one's own there are, and however narrow the terminal is."""
    state = Chooser(tuple(Choice(f"own-{i}", "A title " * 9, ("What it asks. " * 9,)) for i in range(count)))
    for _ in range(downs):
        after = state.after(DOWN)
        assert isinstance(after, Chooser)
        state = after
    lines = state.lines(width)
    assert next(line for line in lines if line.startswith("▸")).split()[1] == str(min(downs, count - 1) + 1)
    assert all(cells(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("typed", "id_"), [("3", "ladder"), ("Moments", "Moments"), ("", None), ("9", "9"), ("digital", "digital")]
)
@pytest.mark.parametrize("width", [40, 80])
def test_line_by_line_it_is_typed(
    typed: str, id_: str | None, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a screen reader: the same facts, no movement, no word cut in two."""
    monkeypatch.setattr("cxmaturity.cli.choosing.os.get_terminal_size", lambda _: type("Size", (), {"columns": width}))
    monkeypatch.setattr("sys.stderr.fileno", lambda: 2)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n" if typed else ""))
    choices = tuple(_choice(name, Catalogue()) for name in NAMES)
    assert _by_lines(choices) == id_
    said = capsys.readouterr().err
    assert all(cells(line) <= width for line in said.splitlines())
    words = " ".join(said.split())
    assert all(" ".join(choice.about) in words and choice.title in words for choice in choices)
    assert words.endswith("Which questionnaire (1 to 5, its id or title)?")
    assert "\x1b" not in said
