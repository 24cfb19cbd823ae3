"""`cxmaturity plan`, as its users meet it. `CXMATURITY_GOLDEN=write` writes the golden files anew."""

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from msgspec.structs import replace

from cxmaturity.cli.loading import assess_all, load
from cxmaturity.domain.assessment import with_roadmap
from cxmaturity.domain.results.roadmap import Proof
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.planning.plan.planner import plan_of
from cxmaturity.planning.plan.request import goal_of
from cxmaturity.planning.plan.scored import Scored
from cxmaturity.reports.build.way import way_forward
from tests.cli.running import EXAMPLES, HEAD, NORTHWIND, RETAIL, ROOT, Cx, Ran, process
from tests.reports.hostile import made as hostile
from tests.reports.hostile import write

GOLDEN = ROOT / "tests" / "golden" / "plan"
NAMES: dict[str, tuple[str, ...]] = {
    "northwind-telecom.txt": ("northwind-telecom",),
    "northwind-telecom.json": ("northwind-telecom", "--format", "json"),
    "northwind-telecom.quarters.txt": ("northwind-telecom", "--quarters", "6", "--capacity", "120"),
    "northwind-telecom.quarters.md": ("northwind-telecom", "--quarters", "6", "--capacity", "120", "--format", "md"),
    "northwind-telecom.csv": ("northwind-telecom", "--quarters", "6", "--capacity", "120", "--format", "csv"),
    "northwind-telecom.frontier.txt": ("northwind-telecom", "--frontier"),
    "northwind-telecom.budget.txt": ("northwind-telecom", "--budget", "300"),
    "corner-retail.txt": ("corner-retail",),
    "harbour-bank.txt": ("harbour-bank",),
}


def planned(cx: Cx, *arguments: str, stdin: bytes = b"") -> dict[str, Any]:
    ran = cx("plan", *arguments, "--format", "json", stdin=stdin)
    assert ran.code == 0, ran.err
    made: dict[str, Any] = json.loads(ran.out)
    return made


@pytest.mark.fast
@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, cx: Cx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    example, *options = NAMES[name]
    ran = cx("plan", f"examples/{example}.yaml", *options)
    if os.environ.get("CXMATURITY_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes(ran.out.encode())
    assert ran == Ran(0, (GOLDEN / name).read_bytes().decode(), "")


def test_every_golden_file_is_used() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(NAMES)


def test_surroundings_leave_no_trace(tmp_path: Path) -> None:
    """Another folder, language and hash seed."""
    surroundings = {"COLUMNS": "80", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
    ran = process("plan", NORTHWIND, folder=tmp_path, environment=surroundings)
    assert ran == Ran(0, (GOLDEN / "northwind-telecom.txt").read_text(), "")


@pytest.mark.parametrize(
    ("example", "options"),
    [
        *((example, ()) for example in EXAMPLES),
        (Path(RETAIL), ("--quarters", "9")),
        (Path(RETAIL), ("--budget", "100")),
        (Path(RETAIL), ("--frontier",)),
    ],
)
def test_json_is_as_its_schema_says(example: Path, options: tuple[str, ...], cx: Cx) -> None:
    schema = json.loads(cx("check", "--schema", "plan").out)
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(planned(cx, str(example), *options))) == []


def test_the_scoring_engine_agrees_with_the_plan(cx: Cx, tmp_path: Path) -> None:
    """Answers that say what the plan promises are scored at the promised stage, from their file."""
    made = planned(cx, NORTHWIND)
    text = Path(NORTHWIND).read_text()
    for step in made["plan"]["steps"]:
        practice = re.escape(step["practice"])
        block = re.compile(rf"^  {practice}:.*\n(?:    .*\n)*", re.MULTILINE)
        assert block.search(text)
        text = block.sub(f"  {step['practice']}: {step['to']}\n", text)
    path = tmp_path / "planned.yaml"
    path.write_text(text)
    result = json.loads(cx("score", path, "--format", "json").out)
    assert result["stage"]["worst"] == made["plan"]["after"]["stage"]["rank"] == made["goal"]["stage"]["rank"]
    levels = {dimension["id"]: dimension["worst"] for dimension in result["dimensions"]}
    assert all(levels[goal["dimension"]] >= goal["level"]["rank"] for goal in made["goal"]["dimensions"])


def test_a_plan_that_does_not_score_as_promised_is_refused(cx: Cx, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Scored.rescored

    def worse(self: Scored, taken: frozenset[int]) -> Any:
        return real(self, frozenset())

    monkeypatch.setattr(Scored, "rescored", worse)
    ran = cx("plan", NORTHWIND)
    assert (ran.code, ran.out) == (70, "")
    assert "This is a bug" in ran.err


def test_targets(cx: Cx) -> None:
    stage = planned(cx, NORTHWIND, "--target", "mobilise")
    assert (stage["goal"]["stage"]["id"], stage["goal"]["dimensions"], stage["plan"]["days"]) == ("mobilise", [], 0)
    both = planned(cx, NORTHWIND, "--target", "4", "--target", "people=mobilise")
    assert [goal["dimension"] for goal in both["goal"]["dimensions"]] == ["people"]
    alone = planned(cx, NORTHWIND, "--target", "insight=align")
    assert alone["goal"]["stage"] is None
    assert alone["plan"]["days"] < planned(cx, NORTHWIND)["plan"]["days"]


def test_target_already_reached(cx: Cx) -> None:
    ran = cx("plan", NORTHWIND, "--target", "explore")
    assert ran.code == 0
    assert "Explore: reached already, even in the worst case; nothing has to be done." in ran.out


def test_standard_input(cx: Cx) -> None:
    made = planned(cx, "-", stdin=Path(RETAIL).read_bytes())
    assert made["plan"] == planned(cx, RETAIL)["plan"]


def test_choices_of_the_answers_file(cx: Cx, tmp_path: Path) -> None:
    """Efforts of one's own, steps ruled out, under way and wanted change the plan, and are marked in it."""
    choices = (
        "{staff: 4200, effort: {people.hiring: {mobilise: 90}}, exclude: [people.authority@operationalise],"
        " started: [operations.metrics@align], must: [strategy.intent@operationalise]}"
    )
    text = Path(NORTHWIND).read_text().replace("plan: {staff: 4200}", f"plan: {choices}")
    assert choices in text
    path = tmp_path / "answers.yaml"
    path.write_text(text)
    plan = planned(cx, str(path))["plan"]
    marks = {step["id"]: step["mark"] for step in plan["steps"]}
    assert marks["operations.metrics@align"] == "under way"
    assert marks["strategy.intent@operationalise"] == "wanted"
    assert {"people.authority@operationalise", "people.hiring@mobilise"}.isdisjoint(marks)
    assert plan["days"] > planned(cx, NORTHWIND)["plan"]["days"]


def test_a_budget_with_a_target_is_a_limit(cx: Cx) -> None:
    dearest = planned(cx, NORTHWIND)["plan"]["days"]
    assert planned(cx, NORTHWIND, "--target", "operationalise", "--budget", str(dearest))["plan"]["days"] <= dearest
    ran = cx("plan", NORTHWIND, "--target", "operationalise", "--budget", "100")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == (
        "Operationalise can not be reached. These can not hold together:\n"
        "- the gate that asks for Workforce engagement at Operationalise\n"
        "- the budget of 100 person-days\n"
        "Without any one of these it could be reached.\n"
    )


def test_reasons_as_json(cx: Cx) -> None:
    ran = cx("plan", NORTHWIND, "--quarters", "2", "--capacity", "9", "--format", "json")
    assert ran.code == 4
    made = json.loads(ran.out)
    assert made["plan"] is None
    assert {"kind": "capacity", "about": "", "needs": "", "amount": 2} in made["conflict"]["reasons"]


def test_no_budget_at_all(cx: Cx) -> None:
    ran = cx("plan", NORTHWIND, "--budget", "0")
    assert ran.code == 0
    assert "0 person-days buy no step; the stage stays Mobilise." in " ".join(ran.out.split())


def test_nothing_to_score(cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(HEAD)
    assert planned(cx, str(path), "--target", "ignore")["plan"]["steps"] == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--target", "bogus"), "organisational has no stage 'bogus'"),
        (("--target", "people=bogus"), "organisational has no point 'bogus'"),
        (("--target", "peeple=align"), "there is no dimension 'peeple'"),
        (("--target", "align", "--target", "embed"), "only one stage"),
        (("--target", "people=align", "--target", "people=embed"), "people is given twice"),
        (("--capacity", "10"), "it needs --quarters as well"),
        (("--quarters", "3", "--capacity", "1,2"), "2 numbers do not fit 3 quarters"),
        (("--quarters", "3", "--capacity", "-1"), "write whole person-days, for example 80"),
        (("--quarters", "3", "--capacity", "\u0663"), "write whole person-days"),
        (("--quarters", "0"), "--quarters"),
        (("--budget", "-1"), "--budget"),
        (("--frontier", "--budget", "3"), "it looks at every budget"),
        (("--frontier", "--format", "csv"), "a frontier has none"),
        (("--time-limit", "0"), "--time-limit"),
        (("--time-limit", "nan"), "write seconds, for example 300"),
    ],
    ids=" ".join,
)
def test_wrong_usage(options: tuple[str, ...], said: str, cx: Cx) -> None:
    ran = cx("plan", NORTHWIND, *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_what_is_not_proven_is_told() -> None:
    """A search that the time ended says how far it can be from the optimum, and promises nothing."""
    assessment = assess_all(load([NORTHWIND], Catalogue()), None)[0]
    roadmap = plan_of(assessment, goal_of(assessment), full=True)
    plan = roadmap.plan
    assert plan is not None
    bounded = Proof(False, plan.days - 15, 15)
    stopped = replace(roadmap, plan=replace(plan, proof=bounded, not_done=("runner-up",)), runner_up=None, ways=None)
    view = way_forward(with_roadmap(assessment, stopped), "", "")
    assert view is not None
    facts = dict(view.facts)
    said = f"best found, not proven; nothing below {plan.days - 15} days exists"
    assert said in view.headline and "cheapest" not in view.headline
    assert facts["Proof"].startswith("Not proven: the time limit ended the search. A plan may be cheaper by up to 15 ")
    assert "Runner-up" not in facts
    assert facts["Not done"] == "The time limit left open the runner-up and the minimal sets of steps."


@pytest.mark.parametrize(
    "words", [("--help",), ("score", NORTHWIND, "--format", "json"), ("plan", "--help"), ("plan", NORTHWIND)], ids=str
)
def test_only_schedules_wait_for_the_solver(words: tuple[str, ...]) -> None:
    code = "import sys; from cxmaturity.cli.boundary import run; run(sys.argv[1:]); sys.exit('highspy' in sys.modules)"
    assert process(*words, python=("-c", code)).code == 0


def test_the_time_limit_is_told(cx: Cx) -> None:
    """However little time: there is a plan, and it says what was left undone."""
    ran = cx("plan", NORTHWIND, "--time-limit", "0.01", "--format", "json")
    assert ran.code == 0
    plan = json.loads(ran.out)["plan"]
    assert plan["proof"]["gap"] >= 0
    assert plan["proof"]["optimal"] == (plan["proof"]["gap"] == 0)


def test_csv_is_read_back(cx: Cx) -> None:
    out = cx("plan", NORTHWIND, "--quarters", "6", "--format", "csv").out
    assert out.startswith("\ufeff")  # without which a spreadsheet program takes it for another encoding
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert list(rows[0]) == ["title", "description", "owner", "estimate", "dependencies", "quarter"]
    titles = [row["title"] for row in rows]
    assert len(set(titles)) == len(titles)
    for i, row in enumerate(rows):
        assert all(before in titles[:i] for before in row["dependencies"].split("; ") if before)
        assert row["estimate"].isdigit()
        assert re.fullmatch(r"20\d\d Q[1-4]", row["quarter"])


@pytest.mark.parametrize("name", ["formula", "rich markup", "terminal colour", "script", "bar", "row of a table"])
def test_hostile_texts(name: str, cx: Cx, tmp_path: Path) -> None:
    """Whatever a questionnaire says is text: on the terminal, in Markdown and in a spreadsheet."""
    files = write(tmp_path, lambda word: hostile(name, word))
    for answers in files.answers:
        own = ("--questionnaires", files.questionnaires, "plan", answers)
        refused = cx(*own)
        assert refused.code in {0, 4}
        assert refused.code == 0 or len(refused.err.splitlines()) == 4
        table = cx(*own, "--budget", "500")
        assert table.code == 0, table.err
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", table.out + refused.out + refused.err)
        page = MarkdownIt("commonmark").enable("table").render(cx(*own, "--budget", "500", "--format", "md").out)
        assert "<script" not in page
        assert page.count("<table>") == 1
        for row in csv.reader(io.StringIO(cx(*own, "--budget", "500", "--format", "csv").out)):
            assert len(row) == 6
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize("layout", ["html", "md", "json", "pdf"])
def test_a_report_says_why_there_is_no_plan(layout: str, cx: Cx, tmp_path: Path) -> None:
    path = tmp_path / f"report.{layout}"
    options = ["--target", "embed", "--quarters", "2", "--capacity", "10", "-o", path]
    assert cx("report", NORTHWIND, *options).code == 0
    if layout == "json":
        why = json.loads(path.read_text())["sections"][0]["way"]["why_none"]
        assert why[0] == "Embed can not be reached. These can not hold together:"
        assert why[-1] == "Without any one of these it could be reached."
        assert len(why) > 3
    elif layout != "pdf":
        text = path.read_text()
        assert "Embed can not be reached. These can not hold together:" in text
        assert "There is no plan: what can not hold together stands under what holds us back." in text
        assert re.search(r"<li[^>]*>what two quarters can carry</li>|\n- what two quarters can carry\n", text)


def test_a_report_shows_the_same_plan(cx: Cx) -> None:
    plan = json.loads(cx("plan", NORTHWIND, "--format", "json").out)["plan"]
    part = json.loads(cx("report", NORTHWIND, "--format", "json").out)["sections"][0]["way"]
    assert [step["number"] for step in part["steps"]] == list(range(1, len(plan["steps"]) + 1))
    assert sum(step["days"] for step in part["steps"]) == plan["days"]
    assert [step["practice"] for step in part["steps"]] == [step["practice"] for step in plan["steps"]]
    assert [step["starts"] for step in part["steps"]] == [step["starts"] for step in plan["steps"]]
    assert "Optimal" in dict(part["facts"])["Proof"]


def test_quarters_of_a_report_need_a_plan(cx: Cx) -> None:
    ran = cx("report", NORTHWIND, "--no-plan", "--quarters", "3")
    assert (ran.code, ran.out) == (2, "")
    assert "with --no-plan there is no plan to schedule" in ran.err


def test_steps_stand_on_lines_of_their_own_in_a_narrow_terminal(cx: Cx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    told = cx("plan", RETAIL).out
    assert max(map(len, told.splitlines())) <= 40
    steps = planned(cx, RETAIL)["plan"]["steps"]
    for number, step in enumerate(steps, 1):
        way = f"{step['from_name']} to {step['to_name']}"
        assert f"{number}. {step['title']}: {way}" in " ".join(told.split())
        assert re.search(rf"Days:? {step['days']}\b", " ".join(told.split()))
        assert step["owner"] in " ".join(told.split())
