"""`assess --consensus`: the meeting about a team's answers, from its file to its report, in lines and on a terminal."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxmaturity.domain.answers import Agreed, Answer, Dissent
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import read_tree
from tests.cli.running import RETAIL, ROOT, TEAM, Cx, surroundings
from tests.cli.test_assess_terminal import DONE, Terminal, terminal

__all__ = ["terminal"]

ALONE = TEAM.with_name("team.yaml")
TYPED = TEAM.with_name("meeting.txt")
FIRST, SECOND = "operations.journey-maps", "governance.coalition"
"""What the agenda of the example starts with."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The example's answers before a meeting."""
    path = tmp_path / "folder" / "f.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(ALONE.read_bytes())
    return path


def answer(path: Path, practice: str) -> Answer:
    source = read_source(str(path))
    return read_answers(read_tree(source), source.sha256, Catalogue()).answers.of(practice)


def test_the_example_is_what_its_meeting_gives(file: Path, cx: Cx) -> None:
    """Who follows the worked example ends with the file that it shows."""
    ran = cx("assess", "--consensus", file, "--lines", stdin=TYPED.read_bytes())
    assert ran.code == 0
    assert file.read_text() == TEAM.read_text()
    assert f"Saved in {file}. Go on with: cxmaturity assess --consensus {file}" in ran.err


def test_the_votes_of_the_people_stay_in_the_file(file: Path, cx: Cx) -> None:
    before = {id_: answer(file, id_) for id_ in (FIRST, SECOND)}
    cx("assess", "--consensus", file, "--lines", stdin=TYPED.read_bytes())
    for id_, was in before.items():
        now = answer(file, id_)
        assert now.agreed is not None
        assert (now.votes, now.agreed.was) == (was.votes, (was.low, was.high))


def test_votes_are_said_after_the_room_has_voted_or_with_reveal(file: Path, cx: Cx) -> None:
    ran = cx("assess", "--consensus", file, "--lines", stdin=b"12\nn\nq\n")
    assert "Alone:" not in ran.out
    assert "38 people answered alone. Their votes stay hidden until everybody here has" in ran.out
    for votes in (ran.out, cx("assess", "--consensus", file, "--lines", "--reveal", stdin=b"\nq\n").out):
        assert ("Leader: Mobilise." in votes) == (votes is not ran.out)


def test_the_meeting_goes_on_where_it_was_left(file: Path, cx: Cx) -> None:
    cx("assess", "--consensus", file, "--lines", stdin=TYPED.read_bytes())
    ran = cx("assess", "--consensus", file, "--lines", stdin=b"\nq\n")
    assert "3 of 21 items are settled." in ran.out
    assert re.search(r"^Item \d+ of 21, 3 settled$", ran.out, re.MULTILINE)
    assert "\nJourney maps\n" not in ran.out


def test_all_that_was_agreed_on_is_in_the_report(cx: Cx) -> None:
    page = " ".join(cx("report", TEAM, "--format", "md").out.split())
    assert "A meeting has settled three of 21 practices to talk about, two with dissent" in page
    assert "Explore: No executive has named the members of the group." in page
    assert "Dissent: leader: the sponsor was named by word of mouth." in page
    assert "38 people answered: front line 17, manager 9, leader 6 and other 6." in page
    assert (
        "Leaders see Closed loop three stages higher than the front line, by the middle answers: Align against Explore."
        in page
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--consensus", RETAIL], 1, "corner-retail.yaml: it holds no votes of several people that differ"),
        (["--consensus", "nowhere.yaml"], 1, "nowhere.yaml: no such file"),
        (["--consensus", str(ROOT)], 1, "this is a folder"),
        (["--consensus", str(ROOT / "README.md")], 1, "README.md"),
        (["digital", "--consensus", str(TEAM)], 2, "it goes with --reveal and --lines only"),
        (["--consensus", str(TEAM), "--blind"], 2, "it goes with --reveal and --lines only"),
        (["--reveal"], 2, "it goes with --consensus FILE"),
    ],
)
def test_what_is_no_meeting_is_refused_and_nothing_is_written(
    arguments: list[str], code: int, says: str, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = TEAM.read_bytes()
    ran = cx("assess", *arguments, "--lines")
    assert (ran.code, ran.out) == (code, "")
    assert says in " ".join(ran.err.split())
    assert list(tmp_path.iterdir()) == []
    assert TEAM.read_bytes() == before


def test_a_meeting_on_a_terminal(terminal: Terminal, file: Path) -> None:
    """The whole flow as a room sees it: hidden, voted, shown, agreed on with dissent, and gone on with."""
    terminal.start("assess", "--consensus", "f.yaml")
    terminal.see("How many people are in the room?")
    terminal.type("4")
    terminal.press("Enter")
    terminal.wait(lambda shown: "How many people" not in shown, "the item")
    shown = terminal.see("Item 1 of 21, 0 settled", "Journey maps", "38 people answered alone.", "v vote")
    assert "█" not in shown
    terminal.type("v")
    terminal.see("The room votes · Journey maps", "Hands for options 1 to 6")
    terminal.type("0 1 2 0 0 0")
    terminal.press("Enter")
    terminal.see("One hand is missing: their votes stay hidden.", "room  2")
    terminal.type("v")
    terminal.see("The room votes")
    terminal.type("0 1 2 0 0 0 1")
    terminal.press("Enter")
    terminal.see("alone 18 ████████████", "alone 16", "room  1", "Don't know")
    terminal.type("s")
    terminal.see("Leader: Mobilise", "Front line: Explore", "20 people at Explore or below")
    terminal.press("Enter")
    terminal.type("3")
    terminal.see("Agree on 3 Mobilise · Journey maps")
    terminal.type("The map has an editor.")
    terminal.press("Enter")
    terminal.type("front line: nobody knows it")
    terminal.press("C-s")
    terminal.see("Item 2 of 21, 1 settled", "CX coalition")
    terminal.type("q")
    terminal.see(f"{DONE}0")
    wanted = Agreed("The map has an editor.", (Dissent("front line", "nobody knows it"),), (2, 3))
    assert answer(file, FIRST).agreed == wanted
    assert answer(file, FIRST).hands == {2: 1, 3: 2, 0: 1}


def test_a_meeting_that_is_killed_has_lost_nothing(file: Path) -> None:
    """A battery that ends during the meeting takes no agreement with it."""
    typed = b"\nv 0 4 7 0 0 0\nmobilise\nThe map has an editor.\nmanager\n\nv 0 7 5 0 0 0\n"
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "cxmaturity", "assess", "--consensus", "f.yaml", "--lines"]
    environment = surroundings()
    with subprocess.Popen(command, cwd=file.parent, env=environment, stdin=pipe, stdout=pipe, stderr=pipe) as running:
        assert running.stdin
        running.stdin.write(typed)
        running.stdin.flush()
        end = time.monotonic() + 30
        while answer(file, SECOND).hands != {2: 7, 3: 5}:
            assert time.monotonic() < end
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    assert answer(file, FIRST).agreed == Agreed("The map has an editor.", (Dissent("manager"),), (2, 3))
    assert answer(file, SECOND).agreed is None
