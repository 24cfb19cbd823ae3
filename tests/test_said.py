"""Every sentence that the program says, read for wrong plurals and for phrases that nobody would say.

A user would lose trust: who writes "1 practices" has not read it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxmaturity.cli.commands import COMMANDS
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import EXAMPLES, NORTHWIND, Cx
from tests.cli.test_assess import typed

NOUNS = (
    "person-day|day|week|month|quarter|year|minute|point|level|stage|step|practice|question|answer|gate|dimension|file"
    "|error|warning|organisation|moment|piece|reason|note|sign|set|draw|drop|assessment|respondent|row"
)
MANY = "two|three|four|five|six|seven|eight|nine|ten"
COUNTED = "step|practice|question|answer|gate|dimension|file|error|warning|organisation|moment|piece|set|assessment"
BAD = {
    "one of many": re.compile(rf"(?<![\d.,–-])\b(?:1|[Oo]ne) (?:{NOUNS})s\b(?! file)"),
    "many of one": re.compile(rf"(?<![\d.,:-])\b(?:0|[2-9]|[1-9]\d{{1,2}}|(?i:{MANY})) (?:{NOUNS})\b(?![-’'])"),
    "none of one": re.compile(rf"\b[Nn]o (?:{COUNTED}) (?:are|have|stand|lie)\b"),
    "is and are": re.compile(rf"(?i)(?<!of )\b(?:1|one) (?:{COUNTED}) (?:are|have|stand|lie|do|hold)\b"),
    "are and is": re.compile(
        rf"(?i)(?<!of )(?<!of the )\b(?:{MANY}|\d\d+) (?:{COUNTED})s (?:is|has|stands|lies|holds)\b"
    ),
    "stiff": re.compile(r"stands? at [A-Z0-9]|gone on with|or below is below|lead to the level|[Ii]ndex [–-] of"),
    "nothing": re.compile(r"\bNone\b(?! of)|\b(?:nan|NaN)\b"),
    "a place left open": re.compile(r"\{[a-z_]+(?:[:|][^}]*)?\}(?!\))"),
    "stops and blanks": re.compile(r"[a-z]\.\.(?!\.|/)| ,|,,|\(\)|;\."),
}
TINY = """\
schema: cxmaturity/questionnaire@1
id: tiny
version: 1
title: Tiny
about: Measures one thing.
minutes: 1
scale: [{id: no, name: No, meaning: It is not there.%s}, {id: "yes", name: Yes or below, meaning: It is there.%s}]
%sdimensions:
  - id: only
    name: Only
    practices:
      - id: one
        title: The one practice
        question: Is it there?
        na: %s
        options:
          - {point: "no", text: It is not there.}
          - point: "yes"
            text: It is there.
            step: {do: Put it there., effort: 1, months: 1, owner: Head of It, measure: It is there.}
"""
STAGED = TINY % ("", "", 'gates: [{stage: "yes", practices: [only.one]}]\n', "false")
SWEEP = TINY % (", value: -1", ", value: 1", "scoring: {rule: sweep}\n", "true")


def found(text: str) -> dict[str, list[str]]:
    """What is wrong in a text, by kind, however its lines are broken."""
    flat = " ".join(text.split())
    return {kind: all_ for kind, bad in BAD.items() if (all_ := [m[0] for m in bad.finditer(flat)])}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("There are 1 practices.", "one of many"),
        ("Done (1 steps).", "one of many"),
        ("It takes 12 person-day.", "many of one"),
        ("Two gate are shut.", "many of one"),
        ("One practice are open.", "is and are"),
        ("Two practices is open.", "are and is"),
        ("The whole stands at Trust.", "stiff"),
        ("an existing one is gone on with", "stiff"),
        ("Satisfaction or below is below Retention", "stiff"),
        ("no steps lead to the level No", "stiff"),
        ("Index – of 100", "stiff"),
        ("The stage is None.", "nothing"),
        ("Choose {id}.", "a place left open"),
        ("It is so..", "stops and blanks"),
    ],
)
def test_what_nobody_would_say_is_found(text: str, kind: str) -> None:
    """The tests below can fail: their eyes are open."""
    assert kind in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "1 practice is open, 2 practices are.",
        "One of the two answers is 1.",
        "21 of 28 practices",
        "1.5 points",
        "v1 files",
        "One answers file of a team",
    ],
)
def test_what_one_says_is_not(text: str) -> None:
    assert found(text) == {}


def outputs(cx: Cx, path: Path, *own: object) -> Iterator[tuple[str, str]]:
    """All that is said of an answers file, by the command that says it."""
    for line in (
        "score",
        "score --full --sure",
        "score --no-plan",
        "score --format md --full",
        "plan",
        "explain",
        "check",
        "plan --frontier",
        "plan --budget 1",
        "plan --quarters 1 --capacity 1",
        "report --format md",
        "report --format md --one-page",
    ):
        command, *options = line.split()
        ran = cx(*own, command, path, *options)
        assert ran.code in {0, 1, 4} and "bug" not in ran.err, ran.err
        yield line, ran.out + ran.err


def assert_said_well(said: Iterator[tuple[str, str]]) -> None:
    wrong = {command: bad for command, text in said if (bad := found(text))}
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_all_that_is_said_of_the_examples(file: Path, cx: Cx) -> None:
    assert_said_well(outputs(cx, file))


SIZES = ("", "no", '"yes"', "dk", "{is: na, because: We have none.}", '{is: ["no", "yes"]}')


@pytest.mark.parametrize("answer", SIZES)
@pytest.mark.parametrize("instrument", [STAGED, SWEEP], ids=["staged", "sweep"])
def test_all_that_is_said_of_one_practice(instrument: str, answer: str, cx: Cx, tmp_path: Path) -> None:
    """One practice, one dimension, one gate, one step of one day and one month: where plurals go wrong."""
    own, path = tmp_path / "own", tmp_path / "answers.yaml"
    own.mkdir()
    answer = answer if instrument == SWEEP else answer.replace("na, because", "dk, note")  # a gate is for everyone
    (own / "tiny.yaml").write_text(instrument)
    head = "schema: cxmaturity/answers@1\nquestionnaire: tiny@1\norganisation: One\ndate: 2026-11-22\n"
    path.write_text(head + (f"answers: {{only.one: {answer}}}\n" if answer else ""))
    assert_said_well(outputs(cx, path, "--questionnaires", own))
    for part in ("only", "one", "stage"):
        ran = cx("--questionnaires", own, "explain", path, part)
        assert (ran.code, found(ran.out + ran.err)) == (0, {})
    for line in ("show tiny", "show tiny one", "list", "show --crosswalk"):
        ran = cx("--questionnaires", own, *line.split())
        assert (ran.code, found(ran.out + ran.err)) == (0, {})
    floor = cx("--questionnaires", own, "score", path, "--fail-under", "1" if instrument == SWEEP else "yes")
    assert found(floor.err) == {}


@pytest.mark.slow
@pytest.mark.parametrize("answered", [0, 1, 15])
@pytest.mark.parametrize("rank", [1, 4])
def test_all_that_is_said_of_odd_sizes(answered: int, rank: int, cx: Cx, tmp_path: Path) -> None:
    digital = Catalogue().find("digital")
    assert digital is not None
    path = tmp_path / "answers.yaml"
    head = (
        f"schema: cxmaturity/answers@1\nquestionnaire: digital@{digital.version}\norganisation: One\ndate: 2026-11-22\n"
    )
    lines = "".join(f"  {id_}: {digital.point(rank).id}\n" for id_ in list(digital.practices)[:answered])
    path.write_text(head + (f"answers:\n{lines}" if lines else ""))
    assert_said_well((command, text) for command, text in outputs(cx, path) if command != "plan --frontier")


KEYS = (
    "?",
    "h",
    "p",
    "l",
    "1",
    "n",
    "A note",
    "e",
    "A report",
    "2026-11-01",
    "",
    "e",
    "",
    "u",
    "2-3",
    "b",
    "d",
    "x",
    "s",
    "nonsense",
    "g report",
    "1",
    "",
    "f",
    "b",
    "q",
)


@pytest.mark.parametrize("options", [[], ["--quick"], ["--blind"]], ids=str)
@pytest.mark.parametrize("id_", Catalogue().ids())
def test_all_that_an_interview_says(id_: str, options: list[str], cx: Cx, tmp_path: Path) -> None:
    ran = cx("assess", id_, "-o", tmp_path / "f.yaml", "--lines", *options, stdin=typed(*[""] * 5, *KEYS))
    assert (ran.code, found(ran.out + ran.err)) == (0, {})


def test_all_that_the_help_says(cx: Cx) -> None:
    said = [("welcome", cx().out), ("help", cx("help").out), *((name, cx("help", name).out) for name in COMMANDS)]
    assert_said_well(iter(said))


def test_all_that_is_shown_of_the_questionnaires(cx: Cx) -> None:
    """Their texts are looked at too: a report quotes them."""
    assert_said_well((id_, cx("show", id_).out) for id_ in Catalogue().ids())


ERRORS = (
    "score missing.yaml",
    f"score {NORTHWIND} --target nowhere",
    f"score {NORTHWIND} --fail-under embed",
    f"plan {NORTHWIND} --target nowhere=1",
    f"plan {NORTHWIND} --budget lots",
    f"plan {NORTHWIND} --budget 1 --quarters 1",
    f"explain {NORTHWIND} people.hirring",
    "show digitall",
    "show digital nothing",
    "new",
    "assess",
    "help nothing",
    f"report {NORTHWIND} -o report.xyz",
    f"report {NORTHWIND} {NORTHWIND} -o a.html --format md",
    "check",
    "check --schema x",
)


@pytest.mark.parametrize("line", ERRORS)
def test_all_that_an_error_says(line: str, cx: Cx) -> None:
    ran = cx(*line.split())
    assert ran.code != 0
    assert ran.err and found(ran.err) == {}
