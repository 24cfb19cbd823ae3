"""Claims that customers do not bear out: `check` warns of them as of two answers that do not fit together, and
`explained` silences them the same way.

Who only runs `check` would else learn of it from the board; and who has a reason would read the reproach for ever.
"""

import json
from pathlib import Path

import pytest

from tests.cli.running import HEAD, Cx

LOOP = "insight.closed-loop"
WHY = "Has it not reached these customers yet, or is the answer too high?"
RULE = "outcomes/not-called"
MEASURES = f"""\
measures:
  - id: not-called
    variant: share
    title: Nobody called
    file: exports/calls.csv
    column: Called
    values: {{"No": "yes", "Yes": "no"}}
    practices: [organisational/{LOOP}@operationalise]
    at_most: 0.10
  - {{id: recommend, variant: nps, file: exports/calls.csv, column: NPS}}
"""


def answers(path: Path, *lines: str, organisation: str = "Firm", explained: str = "") -> Path:
    marks = "".join(f"  {line}\n" for line in lines or (f"{LOOP}: operationalise",))
    path.write_text(f"{HEAD}organisation: {organisation}\n{explained}answers:\n{marks}")
    return path


def outcomes(path: Path, organisation: str = "Firm", uncalled: int = 40) -> Path:
    """Outcomes by which so many of a hundred detractors were not called."""
    (path.parent / "exports").mkdir(parents=True, exist_ok=True)
    rows = "".join(f"{'No' if i < uncalled else 'Yes'},{i % 7}\n" for i in range(100))
    (path.parent / "exports" / "calls.csv").write_text(f"Called,NPS\n{rows}")
    of = f"organisation: {organisation}\n" if organisation else ""
    path.write_text(f"schema: cxmaturity/outcomes@1\n{of}date: 2026-11-22\n{MEASURES}")
    return path


def reason(rule: str) -> str:
    return f"explained: [{{rule: {rule}, because: A partner <calls>.}}]\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Answers that claim a closed loop."""
    return answers(tmp_path / "answers.yaml")


def test_check_warns_at_the_answer_with_the_figure_its_file_and_why(file: Path, cx: Cx) -> None:
    beside = outcomes(file.parent / "outcomes.yaml")
    for command in (("check", file), ("check", file, beside), ("check", beside, file)):
        ran = cx(*command)
        (line,) = ran.out.splitlines()
        assert ran.code == 0 and ran.err.splitlines()[-1].endswith("0 errors, 1 warning")
        assert line.startswith(f"{file}, line 6: warning: answers.{LOOP}: Closed loop at Operationalise (")
        where = f"{file.parent / 'exports' / 'calls.csv'} ({beside}, line 5)"
        figure = "Nobody called at 40 % (30.9 % to 49.8 %) (At most 10 % goes with the claim.)"
        assert f"stands beside {figure} in {where}; {WHY}" in line
        assert line.endswith(f"say why under explained, rule {RULE}.")
        assert cx(command[0], "--strict", *command[1:]).code == 1


def test_pipelines_get_it_at_the_line_of_the_answer(file: Path, cx: Cx) -> None:
    outcomes(file.parent / "outcomes.yaml")
    (problem,) = json.loads(cx("check", file, "--format", "json").out)["problems"]
    assert (problem["line"], problem["code"], problem["severity"]) == (6, "tension", "warning")
    (result,) = json.loads(cx("check", file, "--format", "sarif").out)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 6}
    assert WHY in result["message"]["text"]


@pytest.mark.parametrize(
    ("organisation", "uncalled", "line"),
    [("Another", 40, ""), ("Firm", 12, ""), ("Firm", 40, f"{LOOP}: mobilise"), ("Firm", 40, f"{LOOP}: 2-4")],
    ids=["of others", "by chance", "no claim", "not in the worst case"],
)
def test_nothing_is_said_where_nothing_clashes(organisation: str, uncalled: int, line: str, file: Path, cx: Cx) -> None:
    beside = outcomes(file.parent / "outcomes.yaml", organisation, uncalled)
    answers(file, *filter(None, [line]))
    assert cx("check", "--strict", file, beside).out == ""


def test_outcomes_that_are_named_stand_for_those_that_lie_there(file: Path, cx: Cx) -> None:
    """As in a report with --outcomes: last year's file is not held against this year's answers, too."""
    outcomes(file.parent / "outcomes.yaml")
    named = outcomes(file.parent / "now" / "outcomes.yaml", uncalled=5)
    assert cx("check", "--strict", file, named).out == ""


def test_outcomes_of_nobody_are_of_the_answers_that_they_lie_beside(file: Path, cx: Cx) -> None:
    (file.parent / "b").mkdir()
    other = answers(file.parent / "b" / "answers.yaml", organisation="Other")
    outcomes(file.parent / "outcomes.yaml", organisation="")
    ran = cx("check", file, other)
    assert [line.partition(",")[0] for line in ran.out.splitlines()] == [str(file)]


def test_what_is_wrong_in_outcomes_beside_is_said_once(file: Path, cx: Cx) -> None:
    """`score` would refuse the answers for it."""
    beside = outcomes(file.parent / "outcomes.yaml")
    (file.parent / "exports" / "calls.csv").write_text("Called,NPS\nNo,11\n")
    second = answers(file.parent / "second.yaml")
    for command in (("check", file), ("check", file, second), ("check", file, beside)):
        ran = cx(*command)
        assert ran.code == 1 and len(ran.out.splitlines()) == 1
        assert "calls.csv, line 2: column B (NPS): '11' is no point of nps" in ran.out


def test_what_is_explained_is_silent_and_its_reason_printed(file: Path, cx: Cx) -> None:
    """The same key, the same words and the same place as of two answers."""
    outcomes(file.parent / "outcomes.yaml")
    assert "Closed loop is claimed at Operationalise" in " ".join(cx("score", file, "--no-plan").out.split())
    answers(file, explained=reason(RULE))
    assert cx("check", "--strict", file).out == ""
    assert "is claimed at" not in cx("score", file, "--no-plan").out
    for layout, said in (("md", r"A partner \<calls\>."), ("html", "A partner &lt;calls&gt;.")):
        report = " ".join(cx("report", file, "--no-plan", "--format", layout).out.split())
        assert f"Explained: {said}" in report
        assert WHY not in report and "is claimed at" not in report
    view = json.loads(cx("report", file, "--no-plan", "--format", "json").out)
    assert [(each["id"], each["explained"]) for each in view["contradictions"]] == [(RULE, "A partner <calls>.")]
    assert cx("score", file, "--no-plan", "--format", "json").code == 0


def test_one_reason_is_enough_where_several_questionnaires_claim_the_same(file: Path, cx: Cx) -> None:
    beside = outcomes(file.parent / "outcomes.yaml")
    second = answers(file.parent / "second.yaml", explained=reason(RULE))
    assert cx("check", "--strict", file, second).out == ""
    beside.unlink()
    assert cx("check", "--strict", file, second).out == ""  # which measures there are, nobody knows here


@pytest.mark.parametrize(
    ("rule", "code", "said"),
    [
        (
            "outcomes/not-caled",
            0,
            "warning: explained.1.rule: no such measure in {beside}: outcomes/not-caled; did you",
        ),
        (
            "outcomes/recommend",
            0,
            "warning: explained.1.rule: outcomes/recommend does not speak of organisational; leave",
        ),
        (
            "not-called",
            1,
            "explained.1.rule: no such rule: not-called; a measure of outcomes is written outcomes/not-c",
        ),
    ],
    ids=["no measure", "no practice", "no rule"],
)
def test_an_explanation_of_nothing_is_told(rule: str, code: int, said: str, file: Path, cx: Cx) -> None:
    beside = outcomes(file.parent / "outcomes.yaml")
    answers(file, explained=reason(rule))
    ran = cx("check", file, beside)
    assert ran.code == code
    assert f"{file}, line 5: {said.format(beside=beside)}" in ran.out
    assert cx("score", file, "--no-plan").code == code
