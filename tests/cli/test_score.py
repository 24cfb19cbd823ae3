"""`score` and `demo`: what is scored, how it is printed, and what is asked of it."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import CUSTOMERS, HEAD, NORTHWIND, RETAIL, ROOT, Cx
from tests.reports.hostile import write


def test_one_file_is_an_object_and_several_are_a_list(cx: Cx) -> None:
    one = json.loads(cx("score", "--format", "json", NORTHWIND).out)
    other = json.loads(cx("score", "--format", "json", RETAIL).out)
    assert one["answers"]["organisation"] == "Northwind Telecom"
    assert json.loads(cx("score", "--format", "json", NORTHWIND, RETAIL).out) == [one, other]


@pytest.mark.parametrize("layout", ["table", "md"])
def test_several_files_are_printed_one_after_the_other(layout: str, cx: Cx) -> None:
    ones = [cx("score", "--format", layout, file).out for file in (NORTHWIND, RETAIL)]
    lines, _, rest = cx("score", "--format", layout, NORTHWIND, RETAIL).out.partition(ones[0][:20])
    assert ones[0][:20] + rest == "\n".join(ones)
    assert re.search(r"Mobilise \(up to Operationalise\)[ |]+Northwind Telecom[ |]+organisational", lines)
    assert re.search(r"Satisfaction or below[ |]+Corner Retail[ |]+digital", lines)
    assert len(re.findall("Northwind Telecom|Corner Retail", lines)) == 2  # a line each


def test_files_that_say_the_same_of_themselves_are_told_apart_by_their_names(cx: Cx, tmp_path: Path) -> None:
    """Else nobody could say which of two files of one organisation a line speaks of."""
    for name in ("one.yaml", "other.yaml"):
        (tmp_path / name).write_bytes(Path(RETAIL).read_bytes())
    lines = cx("score", tmp_path / "one.yaml", tmp_path / "other.yaml").out.splitlines()
    assert [line.split()[-1] for line in lines[2:5]] == ["File", "one.yaml", "other.yaml"]


def test_a_stage_that_is_not_claimed_is_not_one_in_a_line_of_its_own(cx: Cx) -> None:
    pumps = str(ROOT / "examples" / "kestrel-pumps.yaml")
    lines = cx("score", pumps, RETAIL).out.splitlines()
    assert lines[3].startswith("none claimed (Ignore to Explore)  Kestrel Pumps ")


def test_standard_input(cx: Cx) -> None:
    data = Path(NORTHWIND).read_bytes()
    ran = cx("score", "--format", "json", "-", stdin=data)
    from_file = json.loads(cx("score", "--format", "json", NORTHWIND).out)
    from_file["answers"]["file"] = "-"
    assert ran.code == 0
    assert json.loads(ran.out) == from_file


@pytest.mark.parametrize(("name", "rank"), [("explore", 2), ("align", 5), ("embed", 6)])
def test_target(name: str, rank: int, cx: Cx) -> None:
    by_name = cx("score", "--format", "json", NORTHWIND, "--target", name)
    assert cx("score", "--format", "json", NORTHWIND, "--target", str(rank)) == by_name
    target = json.loads(by_name.out)["target"]
    assert (target["id"], target["rank"]) == (name, rank)
    assert bool(target["blockers"]) == (rank > 2)


def test_target_changes_the_sentences(cx: Cx) -> None:
    for layout in ("table", "md"):
        said = cx("score", NORTHWIND, "--target", "embed", "--full", "--format", layout).out
        assert re.search(r"Embed(\*\*)? \(by 31 December 2027\)", said)
        assert "closer" in said and "could bring Embed" in " ".join(said.split())


def test_fail_under_prints_the_result_all_the_same(cx: Cx) -> None:
    ran = cx("score", NORTHWIND, "--fail-under", "align")
    assert ran.code == 3
    assert ran.out == cx("score", NORTHWIND).out
    assert ran.err == f"{NORTHWIND}: Mobilise, where --fail-under asks for Align\n"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ("", "No stage is claimed: 0 of 28 practices are answered (0 %, 70 % needed)."),
        ("answers: {strategy.intent: embed}", "No stage is claimed: 1 of 28 practices is answered (3.6 %"),
    ],
)
def test_few_answers(answers: str, sentence: str, cx: Cx) -> None:
    ran = cx("score", "-", stdin=f"{HEAD}{answers}\n".encode())
    assert ran.code == 0
    assert sentence in ran.out.replace("\n", " ")


@pytest.mark.parametrize(
    "words", ["A name of a stage that is longer than a line of the terminal takes, so that", "W" * 99]
)
def test_nothing_is_cut_however_long_it_is(words: str, cx: Cx, tmp_path: Path) -> None:
    files = write(tmp_path, lambda word: f"{words} {word}")
    ran = cx("--questionnaires", files.questionnaires, "score", *files.answers)
    assert ran.code == 0
    assert "…" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_demo_scores_and_writes_what_the_commands_would(
    cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = cx("demo", "-o", Path("a") / "b")
    example = ROOT / "examples" / "northwind-telecom.yaml"
    assert ran.code == 0
    screen, _, further = ran.out.partition("\nThe report")
    assert cx("score", example, "--outcomes", CUSTOMERS).out.startswith(screen.rstrip() + "\n")
    assert "Closed loop is claimed at Operationalise" in screen and "Worth −GBP" in screen
    assert len(ran.out.splitlines()) <= 22  # one more says what was written, and one is the prompt
    assert {path.name: path.read_text() for path in (tmp_path / "a" / "b").iterdir()} == {
        "report.html": cx("report", example, "--outcomes", CUSTOMERS).out,
        "report.md": cx("report", example, "--outcomes", CUSTOMERS, "--format", "md").out,
    }
    assert ran.err == f"Wrote {Path('a', 'b', 'report.html')} and {Path('a', 'b', 'report.md')}\n"
    assert "cxmaturity assess digital digital.yaml" in further
