"""What people type in the first ten minutes, in real terminals of three sizes: nothing is lost, nothing is misfiled."""

from collections.abc import Iterator

import pytest

from tests.cli.test_assess_terminal import DONE, Terminal, terminal

__all__ = ["terminal"]

SIZES = pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 45)], ids=["80x24", "100x30", "140x45"])
QUESTION, NEXT = "In which channels", "What does an agent know"


def begun(terminal: Terminal, size: tuple[int, int], *options: str) -> None:
    """Start a new interview and close what it asks first."""
    terminal.start("assess", "digital", "-o", "f.yaml", *options, size=size)
    terminal.see("How to answer: Choose the highest option", "Only the date is needed")
    terminal.press("Escape")
    terminal.wait(lambda shown: "Only the date is needed" not in shown, "the question")


def lines(terminal: Terminal) -> Iterator[str]:
    """The lines of the file below its date."""
    yield from (terminal.folder / "f.yaml").read_text().partition("answers:\n")[2].splitlines()


@SIZES
def test_a_note_goes_with_the_answer_that_was_chosen(size: tuple[int, int], terminal: Terminal) -> None:
    begun(terminal, size)
    terminal.press("Enter", "Enter", "Enter")
    terminal.see("Nothing is chosen yet", QUESTION, "Choose the highest option")
    assert not (terminal.folder / "f.yaml").exists()
    terminal.type("3")
    terminal.see("● 3", "Enter go on", QUESTION)
    terminal.type("n")
    terminal.see("Note · question 1 · Reach of agent help")
    terminal.type("chat only")
    terminal.press("C-s")
    terminal.see("Note: chat only", QUESTION)
    terminal.press("Right")
    terminal.see(NEXT)
    terminal.type("q")
    terminal.see(f"{DONE}0")
    assert list(lines(terminal)) == ["  agent.channels:", "    is: loyalty", "    note: >-", "      chat only"]


@SIZES
def test_undo_and_a_changed_piece_of_evidence(size: tuple[int, int], terminal: Terminal) -> None:
    begun(terminal, size)
    terminal.type("2")
    terminal.press("Enter")
    terminal.see(NEXT)
    terminal.type("u")
    terminal.see("Taken back: Reach of agent help.", QUESTION)
    terminal.type("e")
    terminal.see("Evidence · question 1 · Reach of agent help")
    terminal.type("memo")
    terminal.press("Enter")
    terminal.see("no date · memo")
    terminal.press("BTab", "Enter")
    terminal.see("Enter save the change")
    terminal.type(" of May")
    terminal.press("Enter")
    terminal.see("no date · memo of May")
    terminal.press("BTab", "DC")
    terminal.wait(lambda shown: "memo of May" not in shown, "an empty list")
    terminal.type("log")  # the focus is where one types
    terminal.press("Enter")
    terminal.see("no date · log")
    terminal.press("Escape")
    terminal.see("Evidence: log")
    terminal.type("q")
    terminal.see(f"{DONE}0")
    text = (terminal.folder / "f.yaml").read_text()
    assert "what: log" in text
    assert "memo" not in text
    assert "is:" not in text


@SIZES
def test_settings_are_there_the_next_time(size: tuple[int, int], terminal: Terminal) -> None:
    begun(terminal, size)
    terminal.type("m")
    terminal.see("A choice now moves on")
    terminal.type("1")
    terminal.see(NEXT)
    terminal.type("q")
    terminal.see(f"{DONE}0")
    terminal.close()
    terminal.start("assess", "-o", "f.yaml", size=size)
    terminal.see(NEXT)
    terminal.type("1")
    terminal.see("3 of 15")
    assert sorted(path.name for path in terminal.folder.iterdir())[-1] == "f.yaml"


@SIZES
def test_blind_shows_neither_names_nor_the_stage_before_the_end(size: tuple[int, int], terminal: Terminal) -> None:
    begun(terminal, size, "--blind")
    for _ in range(15):
        shown = terminal.see("choose")
        assert not [name for name in ("Retention", "Loyalty", "Advocacy", "stage") if name in shown]
        terminal.see(" of 15 ·")
        terminal.type("1")
        terminal.see("● 1")
        terminal.press("Enter")
        terminal.wait(lambda shown: "● 1" not in shown, "the next question")
    terminal.see("Every question is answered.")
    terminal.type("f")
    terminal.see("Where do you aim?", "Retention")
    terminal.press("Down", "Down", "Down", "Enter")
    terminal.see(f"{DONE}0")
    assert "  stage: loyalty\n" in (terminal.folder / "f.yaml").read_text()


def test_lines_take_back_and_say_the_rule(terminal: Terminal) -> None:
    terminal.start("assess", "digital", "-o", "f.yaml", "--lines")
    terminal.see("Choose the highest option", "Organisation (")
    for prompt in ("Organisation (", "Date of", "role", "level", "function"):
        terminal.see(prompt)
        terminal.press("Enter")
    terminal.see("question 1 of 15", "? all keys:")
    terminal.type("4")
    terminal.press("Enter")
    terminal.see("question 2 of 15")
    terminal.type("u")
    terminal.press("Enter")
    terminal.see("Taken back.")
    terminal.type("1")
    terminal.press("Enter")
    terminal.see("1 Satisfaction or below.")
    terminal.type("q")
    terminal.press("Enter")
    terminal.see(f"{DONE}0")
    assert list(lines(terminal)) == ["  agent.channels: satisfaction"]
