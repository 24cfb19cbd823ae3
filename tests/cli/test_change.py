"""`compare`, `history`, `benchmark`, `migrate`, `score --fail-on-drop`: what a user types for the second assessment."""

import json
import shlex
import shutil
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import HEAD, NORTHWIND, ROOT, TELECOM, Cx, head
from tests.repository import commit, repository

THEN = str(ROOT / "examples" / "2025" / "northwind-telecom.yaml")
OLD_VERSION = ROOT / "tests" / "cases" / "versions" / "organisational-1.yaml"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def answers(folder: Path, name: str, point: str = "mobilise", **lines: str) -> Path:
    """Answers to organisational in which every practice stands at one point."""
    given = {"organisation": "Firm", "date": "2026-11-22", **lines}
    text = HEAD.replace("date: 2026-11-22\n", "".join(f"{key}: {value}\n" for key, value in given.items()))
    import yaml

    questionnaire = yaml.safe_load((ROOT / "questionnaires" / "organisational.yaml").read_text())
    ids = [f"{d['id']}.{p['id']}" for d in questionnaire["dimensions"] for p in d["practices"]]
    path = folder / name
    path.write_text(text + "answers:\n" + "".join(f"  {id_}: {point}\n" for id_ in ids))
    return path


def test_every_format_says_the_same_movement(cx: Cx, tmp_path: Path) -> None:
    full = ("compare", THEN, NORTHWIND, "--full")
    table, markdown = cx(*full), cx(*full, "--format", "md")
    printed = json.loads(cx("compare", THEN, NORTHWIND, "--format", "json").out)
    page = tmp_path / "new" / "compare.html"
    assert cx("compare", THEN, NORTHWIND, "-o", page).code == 0
    index = printed["index"]
    total = sum(Fraction(term["fraction"]) for term in index["terms"])
    assert float(total) == pytest.approx(index["new"] - index["old"], abs=1e-12)
    for text in (table.out, markdown.out, page.read_text()):
        flat = " ".join(text.split())
        assert f"from {index['old']:.1f} to {index['new']:.1f} of 100" in flat.replace("\N{NO-BREAK SPACE}", " ")
        for step in printed["plan"]["steps"]:
            assert step["title"] in flat


def test_one_screen_first_and_the_command_for_all_of_it(cx: Cx, tmp_path: Path) -> None:
    """What is printed fits 80 by 24, says every sentence of the whole, and ends with what can be typed."""
    spaced = tmp_path / "of 2025.yaml"
    spaced.write_text(Path(THEN).read_text())
    short, full = cx("compare", spaced, NORTHWIND).out, cx("compare", spaced, NORTHWIND, "--full").out
    assert len(short.splitlines()) <= 23
    flat = " ".join(full.split())
    sentences, _, typed = short.partition("All of it")
    assert sentences.count("•") == 7
    for sentence in sentences.split("•")[1:]:
        assert " ".join(sentence.split()) in flat
    command = shlex.join(["cxmaturity", "compare", str(spaced), str(NORTHWIND), "--full"])
    assert "".join(typed.removeprefix(":").split()) == "".join(command.split())


def test_the_same_file_twice_has_not_moved(cx: Cx) -> None:
    ran = cx("compare", NORTHWIND, NORTHWIND)
    assert "as on 22 November 2026" in ran.out
    assert "The index is 43.5 of 100, as before." in ran.out
    assert "Why the index moved" not in ran.out
    assert "are done" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([NORTHWIND], "name two files, the older one first, or one with --since"),
        ([NORTHWIND, NORTHWIND, NORTHWIND], "name two files"),
        ([NORTHWIND, NORTHWIND, "--since", "HEAD"], "name one file with --since"),
        (["-", "-"], "standard input (-) can be read once only"),
        ([NORTHWIND, NORTHWIND, "-o", "x.docx"], "does not end in"),
    ],
)
def test_wrong_usage_says_what_is_right(cx: Cx, arguments: list[str], words: str) -> None:
    ran = cx("compare", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_what_can_not_be_compared_is_said(cx: Cx) -> None:
    other = str(TELECOM[1])
    ran = cx("compare", other, NORTHWIND)
    assert ran.code == 1 and "name two files of one questionnaire" in ran.err
    ran = cx("compare", NORTHWIND, THEN)
    assert ran.code == 1 and "name the older file first" in ran.err


def test_problems_of_both_files_come_at_once(cx: Cx, tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(f"{HEAD}answers: {{nonsense.one: explore}}\n")
    second.write_text(f"{HEAD}answers: {{nonsense.two: explore}}\n")
    ran = cx("compare", first, second)
    assert (ran.code, ran.out) == (1, "")
    assert "nonsense.one" in ran.err and "nonsense.two" in ran.err


def test_answers_of_an_older_version_are_moved_and_that_is_said(cx: Cx, tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    old.write_text(OLD_VERSION.read_text().replace("date: 2026-11-22", "date: 2025-11-22"))
    ran = cx("compare", old, NORTHWIND, "--no-plan")
    assert ran.code == 0
    assert "is moved from version 1 to 2" in ran.err


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A repository with five assessments over two years, the last one not committed."""
    folder = repository(tmp_path / "repository")
    for day, point in (("2024-11-20", "ignore"), ("2025-05-20", "explore"), ("2025-11-20", "mobilise")):
        answers(folder, "answers.yaml", point, date=day)
        commit(folder, day)
    (folder / "answers.yaml").write_text("half: written\n")
    commit(folder, "2026-01-10")
    answers(folder, "answers.yaml", "operationalise", date="2026-05-20")
    commit(folder, "2026-05-20")
    answers(folder, "answers.yaml", "explore", date="2026-11-20")
    return folder


@needs_git
def test_history_of_a_file_in_git(cx: Cx, kept: Path) -> None:
    file = kept / "answers.yaml"
    printed = json.loads(cx("history", file, "--format", "json").out)
    assert [(one["date"], one["stage"]["id"]) for one in printed["entries"]] == [
        ("2024-11-20", "ignore"),
        ("2025-05-20", "explore"),
        ("2025-11-20", "mobilise"),
        ("2026-05-20", "operationalise"),
        ("2026-11-20", "explore"),
    ]
    assert len(printed["left_out"]) == 1
    table = cx("history", file).out
    assert "Index ▁▂▄▅▂, from 0 to 20 of 100 in 5 assessments." in table
    assert "Explore on 20 November 2026, after Ignore on 20 November 2024." in table
    page = kept / "history.html"
    assert cx("history", file, "-o", page).code == 0
    assert page.read_text().count('class="here"') == 2 * 5
    assert "▁" not in page.read_text()


@needs_git
def test_compare_since_a_commit(cx: Cx, kept: Path) -> None:
    ran = cx("compare", kept / "answers.yaml", "--since", "HEAD", "--no-plan")
    assert "Explore, after Operationalise on 20 May 2026." in ran.out
    assert cx("compare", kept / "answers.yaml", "--since", "HEAD~1").code == 1


@needs_git
@pytest.mark.parametrize(("ref", "code"), [("HEAD", 3), ("HEAD~3", 0), ("HEAD~4", 0), ("nowhere", 1)])
def test_fail_on_drop_against_git(cx: Cx, kept: Path, ref: str, code: int) -> None:
    ran = cx("score", kept / "answers.yaml", "--no-plan", "--fail-on-drop", ref)
    assert ran.code == code
    assert ("down from Operationalise on 20 May 2026" in ran.err) == (code == 3)


def test_fail_on_drop_against_a_file(cx: Cx, tmp_path: Path) -> None:
    low, high = answers(tmp_path, "low.yaml", "explore"), answers(tmp_path, "high.yaml", "align")
    assert cx("score", low, "--no-plan", "--fail-on-drop", high).code == 3
    assert cx("score", high, "--no-plan", "--fail-on-drop", low).code == 0
    unclaimed = tmp_path / "unclaimed.yaml"
    unclaimed.write_text(f"{HEAD}answers: {{}}\n")
    ran = cx("score", unclaimed, "--no-plan", "--fail-on-drop", low)
    assert ran.code == 3 and "no stage is claimed, so the worst case counts" in ran.err
    assert cx("score", low, high, "--no-plan", "--fail-on-drop", low).code == 2
    other = tmp_path / "digital.yaml"
    other.write_text(head("digital") + "answers: {}\n")
    assert cx("score", low, "--no-plan", "--fail-on-drop", other).code == 2


def test_history_of_a_folder(cx: Cx, tmp_path: Path) -> None:
    answers(tmp_path, "b.yaml", "explore", date="2025-11-22")
    answers(tmp_path, "a.yaml", "mobilise", date="2026-11-22")
    printed = json.loads(cx("history", tmp_path, "--format", "json").out)
    assert [one["stage"]["id"] for one in printed["entries"]] == ["explore", "mobilise"]
    answers(tmp_path, "c.yaml", "explore", organisation="Other")
    ran = cx("history", tmp_path)
    assert ran.code == 1 and "of 2 organisations: Firm, Other" in ran.err


def cohort(folder: Path, points: list[str]) -> Path:
    folder.mkdir()
    for i, point in enumerate(points):
        answers(folder, f"{i}.yaml", point, organisation=f"Firm {i}")
    return folder


def test_benchmark_names_nobody_and_counts_half_of_ties(cx: Cx, tmp_path: Path) -> None:
    folder = cohort(tmp_path / "others", ["ignore", "explore", "mobilise", "mobilise", "align"])
    mine = answers(tmp_path, "mine.yaml", "mobilise", organisation="Us")
    ran = cx("benchmark", folder, mine)
    assert ran.code == 0
    assert "The index of 40 is at percentile 60 of 5 others, whose median is 40." in " ".join(ran.out.split())
    assert "Firm" not in ran.out
    printed = json.loads(cx("benchmark", folder, mine, "--format", "json").out)
    assert printed["whole"]["percentile"] == {"low": 60.0, "stands": 60.0, "high": 60.0}
    assert "Firm" not in json.dumps(printed)
    assert "The median index of 5 others is 40." in cx("benchmark", folder).out


def test_benchmark_leaves_out_oneself_and_says_when_too_few_are_left(cx: Cx, tmp_path: Path) -> None:
    folder = cohort(tmp_path / "others", ["ignore", "explore", "mobilise", "mobilise", "align"])
    ran = cx("benchmark", folder, folder / "0.yaml")
    assert ran.code == 1
    assert "4 of the files in it can be compared, and at least 5 are needed" in ran.err
    assert cx("benchmark", tmp_path / "nowhere").code == 1


def test_migrate_shows_and_writes_beside(cx: Cx, tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    shutil.copy(OLD_VERSION, old)
    shown = cx("migrate", old)
    assert "+questionnaire: organisational@2" in shown.out
    assert "Nothing was written" in shown.err
    new = tmp_path / "new.yaml"
    assert cx("migrate", old, "-o", new).out == shown.out
    assert old.read_text() == OLD_VERSION.read_text()
    assert cx("check", new).code == 0
    assert cx("migrate", new).err.strip().endswith("is in the version that is there now: nothing to move.")
    assert cx("migrate", old, "-o", old).code == 1
    assert "move them: cxmaturity migrate" in cx("score", old).err


@pytest.mark.parametrize("kind", ["compare", "history", "benchmark"])
def test_what_is_printed_is_what_its_schema_says(cx: Cx, tmp_path: Path, kind: str) -> None:
    schema = Draft202012Validator(json.loads(cx("check", "--schema", kind).out))
    folder = cohort(tmp_path / "others", ["ignore", "explore", "mobilise", "mobilise", "align"])
    (tmp_path / "dated").mkdir()
    answers(tmp_path / "dated", "a.yaml")
    arguments = {"compare": (THEN, NORTHWIND), "history": (tmp_path / "dated",), "benchmark": (folder, NORTHWIND)}
    printed = json.loads(cx(kind, *arguments[kind], "--format", "json").out)
    assert not list(schema.iter_errors(printed))
    assert list(schema.iter_errors({**printed, "schema": "else"}))


def test_a_badge_loads_nothing_and_says_the_stage(cx: Cx, tmp_path: Path) -> None:
    badge = cx("score", NORTHWIND, "--no-plan", "--format", "badge").out
    root = ElementTree.fromstring(badge)
    assert root.get("aria-label") == "Organisational CX maturity: Mobilise"
    assert "href" not in badge and "url(" not in badge and "<script" not in badge
    unclaimed = tmp_path / "unclaimed.yaml"
    unclaimed.write_text(f"{HEAD}answers: {{}}\n")
    assert "not claimed" in cx("score", unclaimed, "--no-plan", "--format", "badge").out
    ran = cx("score", NORTHWIND, THEN, "--format", "badge")
    assert ran.code == 2 and "a badge is of one file" in ran.err


def test_a_report_says_what_moved_and_who_stands_where(cx: Cx, tmp_path: Path) -> None:
    """The same as `compare` and `benchmark` print, as parts of the annex."""
    folder = cohort(tmp_path / "others", ["ignore", "explore", "mobilise", "mobilise", "align"])
    ran = cx("report", NORTHWIND, "--since", THEN, "--cohort", folder, "--format", "md")
    assert ran.code == 0, ran.err
    parts = ran.out.partition("## Annex\n")[2]
    assert parts.index("### What moved since 20 November 2025") < parts.index("### Over time")
    assert parts.index("### Over time") < parts.index("### Among others") < parts.index("### Every dimension")
    moved = cx("compare", THEN, NORTHWIND, "--full", "--format", "md").out
    table = moved.partition("### Why the index moved\n")[2].partition("\n### ")[0].strip()
    assert table in parts
    assert "at percentile" in parts and "Firm" not in parts
    plain = cx("report", NORTHWIND, "--format", "md").out
    assert "What moved" not in plain and "Among others" not in plain
    one_page = cx("report", NORTHWIND, "--since", THEN, "--format", "md", "--one-page")
    assert one_page.code == 0 and "What moved" not in one_page.out


@needs_git
def test_a_report_over_time_has_every_version(cx: Cx, kept: Path) -> None:
    ran = cx("report", kept / "answers.yaml", "--since", "HEAD~2", "--format", "md", "--no-plan")
    over_time = ran.out.partition("### Over time\n")[2].partition("\n### ")[0]
    assert over_time.count("\n| ") == 2 + 5
    assert cx("report", kept / "answers.yaml", "--since", "nowhere").code == 1


def test_parts_of_several_questionnaires_stand_with_their_own(cx: Cx, tmp_path: Path) -> None:
    page = tmp_path / "all.html"
    assert cx("report", *TELECOM, "--since", THEN, "-o", page).code == 0
    text = page.read_text()
    assert text.count('id="organisational.change"') == 1
    assert 'id="digital.change"' not in text
    ran = cx("report", TELECOM[1], "--since", THEN)
    assert ran.code == 2 and "none of the files does" in " ".join(ran.err.split())
    assert cx("report", NORTHWIND, "--cohort", tmp_path / "nowhere").code == 1
    assert cx("report", NORTHWIND, "--since", THEN, "-o", THEN).code == 2
