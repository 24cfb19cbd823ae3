"""`assess` over a pipe: a whole interview through standard input, every way to leave it, and nothing lost."""

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxmaturity.files.answers.editing import open_answers
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.answers.locking import locked
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import read_tree
from cxmaturity.interview.session import Session
from tests.cli.running import HEAD, Cx, Ran, head, surroundings
from tests.files.test_editing import DAY

DIGITAL = head("digital")
WHO = ["Northwind", "2026-11-22", "Head of CX", "2", ""]
"""Organisation, date, role, level and function."""
AIM = ["3", ""]
"""Target stage and date, asked at the end."""
KILLS = 200


def typed(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_whole_interview(cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    answers = [
        "3",
        "2-3",
        "d",
        "n wiki: searched # daily",
        "e log | 2026-08-31 | https://log",
        "2",
        *["1"] * 11,
        "f",
        *AIM,
    ]
    ran = cx("assess", "digital", "-o", path, "--lines", stdin=typed(*WHO, *answers))
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert flat(f"Your answers are in {path}.") in flat(ran.err)
    assert re.search(rf"The report:? cxmaturity report {path} -o report.html", flat(ran.out))
    assert "Corner" not in ran.out
    assert cx("score", path).out.rstrip() in ran.out  # the summary of `score`
    assert path.read_text().splitlines()[:17] == [
        "schema: cxmaturity/answers@1",
        "questionnaire: digital@2",
        "organisation: Northwind",
        "date: 2026-11-22",
        "respondent:",
        "  role: Head of CX",
        "  level: manager",
        "target:",
        "  stage: loyalty",
        "answers:",
        "  agent.channels: loyalty",
        "  agent.context: {is: [retention, loyalty]}",
        "  agent.guidance: dk",
        "  self-service.coverage:",
        "    note: >-",
        "      wiki: searched # daily",
        "    evidence:",
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["f.yaml"]


@pytest.mark.parametrize("end", [("q",), ()], ids=["q", "end of input"])
def test_leaving_and_going_on(end: tuple[str, ...], cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    ran = cx("assess", "digital", path, "--lines", stdin=typed(*WHO, "3", "s", "2", *end))
    assert ran.code == 0
    assert flat(f"Saved in {path}. Go on with: cxmaturity assess {path}") in flat(ran.err)
    ran = cx("assess", path, "--lines", stdin=typed("4", "q"))
    assert ran.code == 0
    assert "2 of them done" in ran.out
    assert "  agent.channels: loyalty\n  agent.guidance: retention\n  agent.context: advocacy\n" in path.read_text()


def test_a_file_named_twice_is_wrong_usage(cx: Cx, tmp_path: Path) -> None:
    ran = cx("assess", "digital", tmp_path / "a.yaml", "-o", tmp_path / "b.yaml")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "is named twice" in ran.err


def test_an_existing_file_is_not_asked_who(cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(f"{DIGITAL}# mine\nanswers:\n  agent.context: 2 # mine as well\n")
    assert cx("assess", "digital", "-o", path, "--lines", stdin=typed("1", "1", "q")).code == 0
    assert "# mine\n" in path.read_text()
    assert path.read_text().endswith(
        "agent.context: 2 # mine as well\n  agent.channels: satisfaction\n  agent.guidance: satisfaction\n"
    )


def test_quick_mode_says_what_it_spared(cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    ran = cx("assess", "digital", "-o", path, "--lines", "--quick", stdin=typed(*WHO, *["1"] * 15, *["f"] * 2))
    assert ran.code == 0
    assert "Stage only" in ran.out
    assert "That spared you" in flat(ran.out)
    assert flat(f"Your answers are in {path}.") in flat(ran.err)


@pytest.mark.parametrize("command", ["assess", "new", "show"])
def test_without_a_terminal_a_questionnaire_must_be_named(
    command: str, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script would wait for keys that nobody presses, or answer the wrong questions."""
    monkeypatch.chdir(tmp_path)
    ran = cx(command, stdin=typed("1", *WHO, "3", "q"))
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])
    assert "ID: name a questionnaire; choose from digital, effort, ladder, moments, organisational" in ran.err


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "told"),
    [
        (["digitall"], b"", 2, "did you mean digital"),
        ([], b"nothing\n", 2, "name a questionnaire; choose from digital"),
        (["digital", "-o", "bad.yaml/f.yaml"], b"", 1, "can not be made a folder: "),
        (["digital", "-o", "report.html"], b"", 2, "does not end in .yaml or .yml"),
        (["digital", "-o", "."], b"", 1, "folder"),
        (["digital", "-o", "theirs.yaml"], b"", 1, "answers the questionnaire organisational, not digital"),
        (["organisational", "-o", "old.yaml"], b"", 1, "is version"),
        (["-o", "bad.yaml"], b"", 1, "bad.yaml, line 1: "),
    ],
)
def test_what_can_not_be_answered(
    arguments: list[str], stdin: bytes, code: int, told: str, cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {"theirs.yaml": HEAD, "old.yaml": re.sub(r"@\d+\ndate", "@9999\ndate", HEAD), "bad.yaml": "a: [\n"}
    for name, text in texts.items():
        Path(name).write_text(text)
    ran = cx("assess", *arguments, "--lines", stdin=stdin)
    assert (ran.code, ran.out) == (code, "")
    assert told in flat(ran.err)
    assert "bug" not in ran.err
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == texts


def test_help(cx: Cx) -> None:
    ran = cx("assess", "--help")
    assert (ran.code, ran.err) == (0, "")
    assert all(option in ran.out for option in ("--output", "--quick", "--lines", "[ID]"))


@contextlib.contextmanager
def interview(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "cxmaturity", "assess", "digital", "-o", str(path), "--lines"]
    environment = surroundings(PYTHONUNBUFFERED="1")
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment) as running:
        yield running


def test_interrupt(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    with interview(path) as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write(typed(*WHO, "3", "2"))
        running.stdin.flush()
        for line in running.stdout:
            if b"question 3 of" in line:
                break
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, b"Traceback" in out + err) == (130, False)
    assert "nothing was lost" in err.decode()
    assert path.read_text().endswith("answers:\n  agent.channels: loyalty\n  agent.context: retention\n")
    assert [one.name for one in tmp_path.iterdir()] == ["f.yaml"]


def answer_for_ever(path: Path, chance: random.Random, confirm: int) -> None:
    """Answer as fast as it goes; after each answer is saved say which, in two bytes."""
    with locked(path):
        file = open_answers(path, "digital", Catalogue(), DAY)
        session = Session(file.questionnaire, file.answers, file.save)
        while True:
            at = chance.randrange(len(session.practices))
            rank = chance.choice([option.rank for option in session.practices[at].options])
            session.choose(session.practices[at], rank)
            os.write(confirm, bytes([at, rank]))


def killed(path: Path, seed: int, seconds: float) -> bytes:
    """What a process confirmed until it was killed; after its first answer at the earliest, as it starts slowly."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():  # the child uses no thread
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            answer_for_ever(path, random.Random(seed), writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.read(2) if seed % 4 else b""  # every fourth also as it opens the file
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "it ended by itself"
        return first + pipe.read()


def test_killed_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(f"{DIGITAL}# mine\nanswers:\n")
    chance = random.Random(7)
    confirmed: dict[int, int] = {}
    total = 0
    for seed in range(KILLS):
        said = killed(path, seed, chance.uniform(0, 0.07))
        total += len(said) // 2
        confirmed.update(zip(said[::2], said[1::2], strict=True))
        source = read_source(str(path))
        read = read_answers(read_tree(source), source.sha256, Catalogue())
        ranks = [read.answers.of(id_).low for id_ in read.questionnaire.practices]
        # at most the one answer that was on its way stands there without having been confirmed
        wrong = [at for at, rank in confirmed.items() if ranks[at] != rank]
        assert len(wrong) <= 1, (seed, wrong)
        unconfirmed = [at for at, rank in enumerate(ranks) if rank is not None and at not in confirmed]
        assert len(wrong) + len(unconfirmed) <= 1
        confirmed.update({at: rank for at, rank in enumerate(ranks) if rank is not None})
    assert total > KILLS  # it was killed between answers as well as before the first
    assert "# mine\n" in path.read_text()
    with locked(path):
        pass


def test_a_killed_interview_is_gone_on_with(cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    with interview(path) as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write(typed(*WHO, "3"))
        running.stdin.flush()
        for line in running.stdout:
            if b"question 2 of" in line:
                break
        running.kill()
    assert sorted(one.name for one in tmp_path.iterdir()) == [".f.yaml.lock", "f.yaml"]
    ran: Ran = cx("assess", "-o", path, "--lines", stdin=typed("2", "q"))
    assert ran.code == 0
    assert path.read_text().endswith("answers:\n  agent.channels: loyalty\n  agent.context: retention\n")
    assert [one.name for one in tmp_path.iterdir()] == ["f.yaml"]
