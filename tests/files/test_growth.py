"""Large input takes time and memory in proportion to its size: nobody waits for minutes, or runs out of memory."""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.questionnaire.load import ReadQuestionnaire, read_questionnaire
from cxmaturity.files.questionnaire.wording import warn_of_wording
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.tree import Document, read_tree
from tests.cli.running import HEAD, NORTHWIND, QUESTIONNAIRES, ROOT, Cx, process

MIB = 1024
FACTOR = 4
# in proportion the larger takes as many times longer; the square of that is what must not be
MOST_TIMES = FACTOR * 2


def seconds(run: Callable[[], object]) -> float:
    """The time of the processor that something takes, at best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def questionnaire(count: int, word: str = "", *, chain: str = "") -> str:
    """One of `count` practices; with `chain` each needs the one before, and the first what is named."""
    lines = [
        f"schema: cxmaturity/questionnaire@1\nid: big\nversion: 1\ntitle: Big {word}\nabout: Big {word}\nscale:",
        *(f"  - {{id: {id_}, name: {id_}, meaning: {id_} {word}}}" for id_ in ("low", "high")),
        "scoring: {rule: staged, most: 50, nearly: 75, coverage_floor: 70, evidence_months: 12}",
        f"dimensions:\n  - id: all\n    name: All {word}\n    weight: 1\n    practices:",
    ]
    for i in range(count):
        needs = f", requires: {{{chain if i == 0 else f'all.p{i - 1}'}: high}}" if chain else ""
        step = f"{{do: Meet {word}. Go on {word}., effort: S, months: 1, owner: Head, measure: It is {word}{needs}}}"
        lines += [
            f"      - id: p{i}\n        title: Practice {i} {word}\n        question: What is it like {word}?",
            f"        help: Helps {word}\n        source: here\n        na: false\n        options:",
            f"          - {{point: low, text: Nothing is there that anybody could see or name today {word}}}",
            f"          - {{point: high, text: It is in every place that anybody could name {i} {word}, step: {step}}}",
        ]
    return "\n".join(lines) + "\n"


def checked(text: str) -> list[str]:
    """The codes of what `check` finds in a questionnaire."""
    try:
        read = read_questionnaire(read_tree(Source("q.yaml", text, "")), "")
    except ProblemsFoundError as error:
        return [problem.code for problem in error.problems]
    warn_of_wording(read)
    return [problem.code for problem in read.findings.in_order()]


LETTERS = "".join(random.Random(20261122).choices("abcdefghijklmnopqrstuvwxyz", k=20_000))
KINDS: dict[str, tuple[Callable[[int], str], int, str]] = {
    "practices": (questionnaire, 100, ""),
    "chain of prerequisites": (lambda n: questionnaire(n, chain="all.none"), 100, "unknown-practice"),
    "circle of prerequisites": (lambda n: questionnaire(n, chain=f"all.p{n - 1}"), 100, "circle"),
    "long words": (lambda n: questionnaire(3, LETTERS[:n]), 5_000, "length"),
    "long words of two letters": (lambda n: questionnaire(3, "iz" * (n // 2)), 5_000, "length"),
    "long words in capitals": (lambda n: questionnaire(3, LETTERS[:n].upper()), 5_000, "length"),
    "keys that are none": (lambda n: questionnaire(n).replace("effort", "efort"), 60, "unknown-key"),
    "practices that are none": (lambda n: questionnaire(n, chain="x.y").replace("{all.", "{al."), 400, ""),
    "ids that stand there already": (lambda n: re.sub("id: p[0-9]+", "id: p", questionnaire(n)), 100, "repeated-id"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_questionnaires(kind: str) -> None:
    make, size, code = KINDS[kind]
    small, large = make(size), make(size * FACTOR)
    assert not code or code in checked(large)
    assert seconds(lambda: checked(large)) < max(seconds(lambda: checked(small)), 0.01) * MOST_TIMES


def test_options_that_are_nearly_the_same() -> None:
    text = questionnaire(1, "and so on " * 200).replace("Nothing is there that anybody could see or name today", "x")
    text = text.replace("It is in every place that anybody could name 0", "X")
    assert "near-duplicate" in checked(text)


def wrong_answers(count: int, line: str) -> str:
    return HEAD + "answers:\n" + "".join(line.format(i) + "\n" for i in range(count))


@pytest.mark.parametrize("kind", ["names", "evidence"])
def test_answers(kind: str) -> None:
    def read(count: int) -> None:
        text = wrong_answers(count, "  governance.x{}: mobilise")
        if kind == "evidence":
            text = HEAD + "answers:\n  governance.coalition:\n    evidence:\n" + "      - {wat: x}\n" * count
        with pytest.raises(ProblemsFoundError):
            read_answers(read_tree(Source("a.yaml", text, "")), "", Catalogue())

    assert seconds(lambda: read(1500 * FACTOR)) < seconds(lambda: read(1500)) * MOST_TIMES


MEASURED = """
import sys
from pathlib import Path
from cxmaturity.cli.boundary import run

code = run(sys.argv[2:])
found = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
Path(sys.argv[1]).write_text(f"{code} {found}")
"""
"""The system's own figure for a child holds what its parent held before it became another program."""


def peak(folder: Path, *arguments: object) -> tuple[int, float]:
    """The exit code of a run of the program, and the most memory it held, in MiB."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the system does not say how much memory a process held")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = folder / "peak"
    command = [sys.executable, "-c", MEASURED, str(told), *map(str, arguments)]
    null = subprocess.DEVNULL
    subprocess.run(command, env=environment, stdin=null, stdout=null, stderr=null, check=True)
    code, kilobytes = told.read_text().split()
    return int(code), int(kilobytes) / MIB


def many(folder: Path, count: int) -> list[Path]:
    """Answers files of as many organisations."""
    folder.mkdir()
    text = Path(NORTHWIND).read_text()
    for i in range(count):
        (folder / f"{i:04}.yaml").write_text(re.sub("(?m)^organisation: .*$", f"organisation: Company {i}", text))
    return sorted(folder.iterdir())


@pytest.mark.parametrize("layout", ["json", "table", "md"])
def test_results_stream(layout: str, tmp_path: Path) -> None:
    files = many(tmp_path / "in", 240)
    few, more = (peak(tmp_path, "score", "--no-plan", "--format", layout, *files[:count]) for count in (40, 240))
    assert few[0] == more[0] == 0
    assert more[1] < 100
    assert more[1] - few[1] < 8, "every result is kept"


def test_a_folder_of_reports(tmp_path: Path) -> None:
    many(tmp_path / "in", 60)
    code, most = peak(tmp_path, "report", tmp_path / "in", "-o", tmp_path / "out", "--format", "md")
    assert (code, most < 100) == (0, True)


def test_wrong_evidence(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "answers:\n  governance.coalition:\n    evidence:\n" + "      - {wat: x}\n" * 90_000)
    code, most = peak(tmp_path, "check", path)
    assert (code, most < 200) == (1, True)


def test_a_list_of_results_is_json(cx: Cx, tmp_path: Path) -> None:
    """Written one by one, and the same as if it had been written at once."""
    files = many(tmp_path / "in", 3)
    out = cx("score", "--no-plan", "--format", "json", *files).out
    assert out == msgspec.json.format(out, indent=2) + "\n"
    assert json.loads(out) == [json.loads(cx("score", "--no-plan", "--format", "json", file).out) for file in files]


def test_all_files_are_looked_at_first(cx: Cx, tmp_path: Path) -> None:
    files = many(tmp_path / "in", 3)
    files[1].write_text("a: [")
    files[2].write_text("b: [")
    ran = cx("score", *files)
    assert (ran.code, ran.out) == (1, "")
    assert list(dict.fromkeys(line.partition(",")[0] for line in ran.err.splitlines())) == [
        str(files[1]),
        str(files[2]),
    ]


def test_lists_of_problems_end(cx: Cx, tmp_path: Path) -> None:
    for name, count in (("a.yaml", 412), ("b.yaml", 100), ("c.yaml", 101)):
        (tmp_path / name).write_text(wrong_answers(count, "  governance.x{}: mobilise"))
    files = [tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml")]
    for told in (cx("check", *files).out, cx("score", *files).err):
        lines = told.splitlines()
        assert len(lines) == 101 + 100 + 101
        assert lines[100] == f"{files[0]}: ... and 312 more"
        assert lines[-1] == f"{files[2]}: ... and 1 more"


def test_only_questionnaires_that_are_named_are_loaded(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others in the folder may be wrong, and cost nothing."""
    own = tmp_path / "own"
    own.mkdir()
    text = QUESTIONNAIRES[-1].read_text()
    for i in range(5):
        named = re.sub("(?m)^id: .*$", f"id: own-{i}", text)
        (own / f"{i}.yaml").write_text(named if i == 3 else named + "wrong: key\n")
    answers = tmp_path / "a.yaml"
    version = re.findall("(?m)^version: (.*)$", text)[0]
    answers.write_text(f"schema: cxmaturity/answers@1\nquestionnaire: own-3@{version}\ndate: 2026-11-22\n")
    parsed: list[str] = []

    def noted(document: Document, sha256: str) -> ReadQuestionnaire:
        if Path(document.name).parent == own:
            parsed.append(document.name)
        return read_questionnaire(document, sha256)

    monkeypatch.setattr("cxmaturity.files.questionnaire.load.read_questionnaire", noted)
    assert cx("--questionnaires", own, "score", "--no-plan", answers).code == 0
    assert parsed == [str(own / "3.yaml")]
    assert cx("--questionnaires", own, "score", "--no-plan", NORTHWIND).code == 0
    ran = cx("--questionnaires", own, "show", "own-9")
    assert ran.code == 2
    assert "did you mean own-" in ran.err  # looking for a title reads all, and tells of no error in them
    assert "no such key" not in ran.err
    # what is named is told, once for each file, and all of it where all are listed
    answers.write_text(answers.read_text().replace("own-3", "own-4"))
    assert cx("--questionnaires", own, "score", answers).err.startswith(f"{own / '4.yaml'}, line ")
    parsed.clear()
    assert len(cx("--questionnaires", own, "list").err.splitlines()) == 4
    assert len(parsed) == 5


def test_two_questionnaires_of_one_id(cx: Cx, tmp_path: Path) -> None:
    text = re.sub("(?m)^id: .*$", "id: mine", QUESTIONNAIRES[-1].read_text())
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(text)
    for arguments in (["show", "mine"], ["list"]):
        ran = cx("--questionnaires", tmp_path, *arguments)
        assert ran.code == 1
        assert f"{tmp_path / 'b.yaml'}: id: the id mine belongs to {tmp_path / 'a.yaml'}" in ran.err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: {id: no}\nid: yes-it-is\nb: [", True),
        ('{"a": [{"id": "no"}], "id": "yes-it-is"}', True),
        ("- id: no\n", False),
        ("a:\n  id: no\n", False),
        ("id: [no]\n", False),
        ("id", False),
        ("[" * 100_000, False),
        ("a: [", False),
        ("", False),
    ],
)
def test_the_id_that_a_file_says(text: str, found: bool, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text)
    assert ("yes-it-is" in Catalogue(tmp_path).names()) == found


def test_a_pipe_among_questionnaires(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert process("--questionnaires", tmp_path, "list").code == 0
