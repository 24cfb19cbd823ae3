"""Reports, scores and explanations told what customers say: from the file that is named, or that lies beside.

A user would else read of customers of another firm, or of a claim that customers do not bear out nothing at all.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cxmaturity.domain.outcomes.value_words import NOT
from tests.cli.running import CUSTOMERS, NORTHWIND, RETAIL, TELECOM, Cx, process
from tests.test_said import found

VALUE = "value: {years: 1, discount_rate: 0, customers: 1000, margin: 100, retention: {today: 0.8, uplift: 0.01}%s}\n"
HEAD = "schema: cxmaturity/outcomes@1\norganisation: %s\ndate: 2026-11-22\n"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Northwind's answers in a folder of their own."""
    return Path(shutil.copy(NORTHWIND, tmp_path / "answers.yaml"))


def beside(answers: Path, text: str, organisation: str = "Northwind Telecom") -> Path:
    path = answers.parent / "outcomes.yaml"
    path.write_text(HEAD % organisation + text)
    return path


def view(cx: Cx, *arguments: object) -> dict[str, Any]:
    ran = cx("report", *arguments, "--format", "json")
    assert ran.code == 0, ran.err
    result: dict[str, Any] = json.loads(ran.out)
    return result


@pytest.fixture(scope="module")
def northwind() -> dict[str, Any]:
    """The view of the report of the example, made once."""
    from cxmaturity.cli.beside import reported_by, with_outcomes
    from cxmaturity.cli.loading import assess_all, load
    from cxmaturity.cli.planning import planned
    from cxmaturity.cli.settings import Settings
    from cxmaturity.reports.build.report import report_document
    from cxmaturity.reports.build.view import view as view_of
    from cxmaturity.reports.formats.json import text

    chosen = Settings()
    catalogue = chosen.catalogue()
    assessments = [planned(each, None) for each in assess_all(load([NORTHWIND], catalogue), None)]
    crosswalk, told = catalogue.crosswalk(), reported_by(str(CUSTOMERS), chosen)
    made = with_outcomes(view_of(assessments, crosswalk), assessments, crosswalk, told)
    return {"view": json.loads(text(made)), "document": json.loads(text(report_document(made)))}


def parts(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    (chapter,) = document["chapters"]
    return {part["name"]: part for part in [*chapter["body"], *chapter["annex"]]}


def test_the_body_says_what_customers_say_and_what_it_is_worth_where_a_board_looks(northwind: dict[str, Any]) -> None:
    (chapter,) = northwind["document"]["chapters"]
    names = [part["name"] for part in chapter["body"]]
    assert names == ["stand", "customers", "proven", "holds_back", "way", "worth", "left_out"]
    assert [part["name"] for part in chapter["annex"]][:2] == ["customers_figures", "worth_inputs"]
    kinds = [block["type"] for block in parts(northwind["document"])["customers"]["blocks"]]
    assert kinds.count("picture") == 1 and kinds.count("table") == 1
    assert len(northwind["view"]["outcomes"]["findings"]) == 3


def test_a_claim_that_customers_do_not_bear_out_is_said_first_and_does_not_fit_together(
    northwind: dict[str, Any],
) -> None:
    """The issue's own sentence: a closed loop is claimed, and customers say that nobody called."""
    first = northwind["view"]["outcomes"]["findings"][0]
    said = (
        "Closed loop is claimed at Operationalise, which allows at most 10 %; detractors who say that nobody called:"
        " 35.4 % (29.6 % to 41.7 %)."
    )
    assert first == said
    (misfit,) = [each for each in northwind["view"]["contradictions"] if each["id"] == "outcomes/not-called"]
    assert (misfit["kind"], misfit["claim"]["practice"]) == ("tension", "insight.closed-loop")
    assert misfit["denial"]["point"] == "35.4 % (29.6 % to 41.7 %)"
    assert misfit["denial"]["text"] == "At most 10 % goes with the claim."
    assert "What customers say of it" not in json.dumps(parts(northwind["document"])["left_out"])
    assert "Closed loop, and what customers say of it" not in json.dumps(northwind["document"]), "it is said once"


def test_every_number_of_the_value_stands_beside_its_text(northwind: dict[str, Any]) -> None:
    worth = northwind["view"]["worth"]
    value = worth["value"]
    assert value["p10"] <= value["p50"] <= value["p90"]
    facts = next(block for block in parts(northwind["document"])["worth"]["blocks"] if block["type"] == "facts")
    raw = {fact["label"]: (fact["value"], fact["text"]) for fact in facts["items"]}
    assert raw == {
        "P10": (value["p10"], worth["p10_said"]),
        "P50": (value["p50"], worth["p50_said"]),
        "P90": (value["p90"], worth["p90_said"]),
        "Likely": (value["likely"], worth["likely_said"]),
        "Cost of the plan": (value["cost"], worth["cost_said"]),
        "Break-even": (value["break_even"], worth["break_even_said"]),
        "Estimate": (0.004, "0.4 points"),
    }
    assert [(each["input"], each["value_at_low"]) for each in worth["drivers"]] == [
        (each["input"], each["value_at_low"]) for each in value["drivers"]
    ]
    assert worth["value"]["cost"] == 403 * 540 + 1_400_000  # the days are those of the plan
    assert NOT in json.dumps(parts(northwind["document"])["worth"])


def test_every_measure_stands_with_its_number_and_the_practices_that_act_on_it(northwind: dict[str, Any]) -> None:
    table = next(block for block in parts(northwind["document"])["customers"]["blocks"] if block["type"] == "table")
    measures = northwind["view"]["outcomes"]["measures"]
    assert [line["cells"][1]["value"] for line in table["rows"]] == [each["figures"]["value"] for each in measures]
    assert [line["cells"][1]["words"] for line in table["rows"]] == [each["value_said"] for each in measures]
    acting = {each["figures"]["id"]: [practice["practice"] for practice in each["acting"]] for each in measures}
    assert acting["not-called"] == ["insight.closed-loop"]
    assert acting["bills"] == ["insight.expectation-gap"]
    assert acting["relationship"] == []


def test_several_questionnaires_say_it_once_on_their_first_page_with_all_that_acts(cx: Cx) -> None:
    """The crosswalk and the journey's own moments say who can close a gap: a bill is told beforehand, or not."""
    document = view(cx, *TELECOM, "--no-plan", "--outcomes", CUSTOMERS)
    first, *others = document["document"]["chapters"]
    assert [part["name"] for part in first["body"]][:3] == ["together", "customers", "worth"]
    assert not {"customers", "worth"} & {part["name"] for chapter in others for part in chapter["body"]}
    acting = {
        each["figures"]["id"]: {f"{practice['anchor']}.{practice['practice']}" for practice in each["acting"]}
        for each in document["outcomes"]["measures"]
    }
    assert {"moments.use.bill", "effort.forgotten.bills", "ladder.trust.visibility"} <= acting["bills"]
    assert {"moments.consideration.price", "moments.consideration.proof"} <= acting["choosing"]
    assert "moments.inactivity.leaving" in acting["leaving"]


@pytest.mark.parametrize("layout", ["md", "html"])
def test_what_is_found_beside_the_answers_is_told_in_every_format(layout: str, answers: Path, cx: Cx) -> None:
    beside(answers, VALUE % ", plan: {day_rate: 1, days: 500}")
    ran = cx("report", answers, "--format", layout, "--no-plan")
    assert ran.code == 0, ran.err
    page = ran.out.replace("\u00a0", " ").replace("&nbsp;", " ")
    for said in (
        "What it is worth",
        "that is worth 500 over 1 year, discounted at 0 % a year, less what it costs.",
        "It pays if retention rises by 0.5 points, all else as likely.",
    ):
        assert said in page, said
    assert "What customers say" not in ran.out


def test_what_lies_beside_is_of_the_same_organisation_or_is_passed_over(answers: Path, cx: Cx) -> None:
    """A folder of examples holds answers of several firms: the wrong firm's money would stand in a report."""
    beside(answers, VALUE % "", "Somebody Else")
    assert view(cx, answers, "--no-plan")["worth"] is None
    beside(answers, VALUE % "", "northwind  TELECOM")
    assert view(cx, answers, "--no-plan")["worth"]["value"]["likely"] == pytest.approx(1000)


def test_a_named_file_of_another_organisation_is_refused(cx: Cx) -> None:
    ran = cx("report", RETAIL, "--outcomes", CUSTOMERS, "--format", "md", "--no-plan")
    assert (ran.code, ran.out) == (1, "")
    assert "it is of Northwind Telecom, and the answers are of Corner Retail" in ran.err


def test_outcomes_with_errors_say_why_they_are_read_all_at_once(cx: Cx, tmp_path: Path) -> None:
    files = [tmp_path / name / "answers.yaml" for name in ("first", "second")]
    for file in files:
        file.parent.mkdir()
        file.write_bytes(Path(NORTHWIND).read_bytes())
        beside(file, "")
    for command in (["score"], ["report", "--format", "md"]):
        ran = cx(*command, *files)
        assert (ran.code, ran.out) == (1, "")
        reasons = [line for line in ran.err.splitlines() if "because it lies beside" in line]
        assert [str(file) in line for file, line in zip(files, reasons, strict=True)] == [True, True]
    named = cx("score", files[0], "--outcomes", files[0].parent / "outcomes.yaml")
    assert named.code == 1 and "lies beside" not in named.err


def test_outcomes_in_a_folder_are_no_answers(answers: Path, cx: Cx, tmp_path: Path) -> None:
    beside(answers, VALUE % "")
    ran = cx("report", answers.parent, "-o", tmp_path / "out", "--format", "md", "--no-plan")
    assert ran.code == 0, ran.err
    (made,) = (tmp_path / "out").iterdir()
    assert "What it is worth" in made.read_text()


def test_score_carries_both_as_json_in_its_schema(answers: Path, cx: Cx) -> None:
    """The issue's formula at its likely inputs: machines read it where they read the stage."""
    (answers.parent / "nps.csv").write_text("NPS\n" + "9\n8\n3\n10\n" * 5)
    beside(answers, "measures: [{id: all, variant: nps, file: nps.csv, column: NPS}]\n" + VALUE % "")
    result = json.loads(cx("score", answers, "--format", "json", "--no-plan").out)
    Draft202012Validator(json.loads(cx("check", "--schema", "result").out)).validate(result)
    assert [(each["id"], each["value"]) for each in result["measures"]] == [("all", 25.0)]
    assert result["value"]["likely"] == pytest.approx(1000 * (0.81 - 0.8) * 100)
    assert result["value"]["drivers"] == []
    bare = json.loads(cx("score", RETAIL, "--format", "json", "--no-plan").out)
    assert not {"measures", "value"} & set(bare)


def test_the_outcomes_alone_have_the_value_without_the_days_of_a_plan(answers: Path, cx: Cx) -> None:
    path = beside(answers, VALUE % ", plan: {day_rate: 100}")
    result = json.loads(cx("outcomes", path, "--format", "json").out)
    assert result["value"]["cost"] is None
    Draft202012Validator(json.loads(cx("check", "--schema", "figures").out)).validate(result)
    shown = " ".join(cx("outcomes", path).out.split())
    assert "The person-days of the plan are not counted here" in shown
    assert "What it is not" in shown


def test_the_outcomes_alone_are_a_page_too(tmp_path: Path, cx: Cx) -> None:
    """A page with its months and its tornado, for those who own the figures and not the assessment."""
    page = tmp_path / "customers.html"
    ran = cx("outcomes", CUSTOMERS, "-o", page)
    assert ran.code == 0, ran.err
    text = page.read_text()
    assert text.count('class="chart wide') == 2  # the run chart of the relationship, and the tornado
    assert "What the value rests on" in text
    assert cx("outcomes", CUSTOMERS, "-o", CUSTOMERS).code != 0  # nobody's file is written over


def test_explain_value_prints_every_line_with_the_days_of_the_plan(answers: Path, cx: Cx) -> None:
    path = beside(answers, VALUE % ", currency: EUR, plan: {day_rate: 1}")
    ran = cx("explain", answers, "value")
    assert ran.code == 0, ran.err
    assert "year 1: 1,000 x ((0.8 + 0.01)^1 - 0.8^1) = 10, customers kept who would have left" in ran.out
    assert "cost of the plan: 403 x 1 = 403.00" in ran.out
    assert ran.out.startswith("value = EUR 597.00, at the likely inputs\n")
    assert cx("explain", answers, "value", "--outcomes", path).out == ran.out


def test_explain_value_says_what_is_missing(answers: Path, cx: Cx) -> None:
    ran = cx("explain", answers, "value")
    assert (ran.code, ran.out) == (1, "")
    assert "no outcomes say what is at stake; name a file with --outcomes" in ran.err
    wrong = cx("explain", answers, "people", "--outcomes", CUSTOMERS)
    assert wrong.code == 2 and "it goes with value only" in wrong.err


LOOP = "organisational/insight.closed-loop"
WRONG = {
    "years": (VALUE.replace("years: 1", "years: 99") % "", "value.years"),
    "more than all": (VALUE.replace("0.01", "[0, 0.1, 0.21]") % "", "more than all customers"),
    "fewer than none": (VALUE.replace("0.01", "[-0.9, 0.1, 0.2]") % "", "fewer than no customers"),
    "not in order": (VALUE.replace("0.01", "[0.02, 0.01, 0.03]") % "", "these do not rise"),
    "a rate in per cent": (VALUE.replace("today: 0.8", "today: 80") % "", "out of range"),
    "a currency": (VALUE % ", currency: Norwegian crowns of today", "the currency is longer than 12 characters"),
    "nothing claims": ("measures: [%s, at_most: 1}]", "no practice claims `at_most`"),
    "two limits": ("measures: [%s, practices: [digital/agent.context], at_most: 1, at_least: 0}]", "`at_most` already"),
    "no practice": (f"measures: [%s, practices: [{LOOP.replace('-', '')}]}}]", "did you mean insight.closed-loop"),
    "no point": (f"measures: [%s, practices: [{LOOP}@high]}}]", "'high' names no point of the scale"),
    "no questionnaire": (f"measures: [%s, practices: [{LOOP.replace('al/', '/')}]}}]", "did you mean organisational"),
    "no form": ("measures: [%s, practices: [closed-loop]}]", "a practice such as digital/agent.context"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_the_file_is_said_by_check_and_by_the_report(case: str, answers: Path, cx: Cx) -> None:
    """Nothing is written, and nothing is guessed."""
    text, said = WRONG[case]
    (answers.parent / "a.csv").write_text("A\n" + "9\n" * 9)
    path = beside(answers, text.replace("%s", "{id: a, variant: nps, file: a.csv, column: A") + "\n")
    for command in (("check", path), ("report", answers, "--format", "md", "--no-plan")):
        ran = cx(*command)
        assert ran.code == 1
        assert said in ran.out + ran.err, ran.out + ran.err
        assert "outcomes.yaml, line" in ran.out + ran.err


def test_a_board_page_and_one_screen_say_both_in_a_sentence(answers: Path, cx: Cx) -> None:
    """Who reads one page only still sees what it costs and what it may bring."""
    (answers.parent / "a.csv").write_text("A\n" + "9\n" * 9)
    nps = "measures: [{id: a, variant: nps, file: a.csv, column: A, title: NPS of us}]\n"
    beside(answers, nps + VALUE % ", plan: {day_rate: 1, days: 500}")
    board = " ".join(cx("report", answers, "--format", "md", "--one-page", "--no-plan").out.split())
    assert "### What customers say NPS of us: +100, between +43.4 and +100, of 9 answers." in board
    wanted = {
        ("report", answers, "--format", "md", "--one-page", "--no-plan"): (
            "that is worth 500 over 1 year, discounted at 0 % a year, less what it costs. It pays if retention rises by"
            " 0.5 points, all else as likely."
        ),
        ("score", answers, "--no-plan"): (
            "Worth 500 over 1 year at 0 %, if the plan brings what is estimated. It pays if retention rises by"
            " 0.5 points."
        ),
    }
    for command, said in wanted.items():
        assert said in " ".join(cx(*command).out.split())


ROWS = 24


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user who has the example's outcomes beside answers, and types the names of files there."""
    shutil.copytree(CUSTOMERS.parent, tmp_path / "firm", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.chdir(tmp_path / "firm")
    return tmp_path / "firm"


@pytest.mark.parametrize("file", [Path(name).name for name in TELECOM])
def test_one_screen_with_customers_leaves_room_for_the_prompt_and_breaks_no_sum_of_money(
    file: str, example: Path, cx: Cx, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that has scrolled away is not read; "GBP" at the end of one line and its amount on the next neither."""
    shutil.copy(Path(NORTHWIND).with_name(file), "northwind.yaml")
    shown = cx("score", "northwind.yaml").out
    assert "Worth −GBP" in shown and len(shown.splitlines()) <= ROWS - 1
    monkeypatch.setenv("COLUMNS", "60")
    narrow = cx("score", "northwind.yaml").out.splitlines()
    assert max(map(len, narrow)) <= 60
    assert not [line for line in narrow if line.endswith(("GBP", "−", "("))]


def test_the_end_of_an_interview_says_what_customers_say(example: Path, cx: Cx) -> None:
    """Who has just claimed a closed loop reads beside it what customers say of it."""
    shutil.copy(NORTHWIND, "answers.yaml")
    ran = cx("assess", "answers.yaml", "--lines", stdin=b"f\nf\n")
    assert ran.code == 0 and "Closed loop is claimed at Operationalise" in ran.out
    assert ran.out.endswith(cx("score", "answers.yaml").out)
    (example / "journeys.csv").write_text("Expected,Perceived,Journey\n9,1,Bills\n")
    ran = cx("assess", "answers.yaml", "--lines", stdin=b"f\nf\n")
    assert ran.code == 1 and "13 of the 18 answers that carry the stage" in ran.out and "Worth" not in ran.out
    assert "Your answers are in answers.yaml." in ran.err and "journeys.csv, line 2" in ran.err


def test_several_files_say_it_once_with_the_days_of_all_their_plans(answers: Path, cx: Cx) -> None:
    """Five values on one screen, each without the cost of the other plans, would be five promises for one."""
    digital = shutil.copy(NORTHWIND.replace(".yaml", "-digital.yaml"), answers.parent / "digital.yaml")
    beside(answers, VALUE % ", plan: {day_rate: 1}")
    days = [json.loads(cx("score", file, "--format", "json").out)["value"]["cost"] for file in (answers, digital)]
    said = f"Worth {1000 - sum(days):,.0f} over 1 year at 0 %, if the plan"
    assert sum(days) == 403 + 380
    shown = cx("score", answers, digital).out
    assert shown.count("over 1 year") == 1
    whole = view(cx, answers, digital)
    assert whole["worth"]["value"]["cost"] == sum(days)
    assert whole["worth"]["short"].startswith(said) and whole["worth"]["short"] in " ".join(shown.split())
    full = cx("score", answers, digital, "--full", "--no-plan").out
    assert full.count("What it is worth") == 1 and full.count("What the value rests on") == 1


def test_the_example_is_what_its_script_makes(tmp_path: Path) -> None:
    """Whoever changes the script and not the files would show numbers that nobody can make again."""
    folder = tmp_path / "customers"
    shutil.copytree(CUSTOMERS.parent, folder, ignore=shutil.ignore_patterns("*.csv", "__pycache__"))
    process(python=(str(folder / "customers.py"),), folder=tmp_path)
    made = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    assert made == {path.name: path.read_bytes() for path in CUSTOMERS.parent.glob("*.csv")}
    assert len(made) == 3


def test_all_of_it_is_said_well(northwind: dict[str, Any], answers: Path, cx: Cx) -> None:
    """Who reads "1 points" has stopped believing the sum beside it."""
    assert found(json.dumps(northwind["document"]["chapters"][0]["body"])) == {}
    for odd in ("uplift: [0.005, 0.01, 0.02]", "uplift: 0.01"):
        beside(answers, VALUE.replace("uplift: 0.01", odd) % ", plan: {day_rate: 1, days: 1}")
        for line in (("explain", answers, "value"), ("outcomes", answers.parent / "outcomes.yaml")):
            ran = cx(*line)
            assert (ran.code, found(ran.out)) == (0, {})


def test_titles_and_currencies_of_a_file_are_text_and_nothing_else(answers: Path, cx: Cx) -> None:
    """A file that somebody sent must not run in the browser of a board."""
    (answers.parent / "a.csv").write_text("A\n" + "9\n" * 9)
    title = "<script>alert(1)</script> | [x](javascript:y) `z`"
    measure = (
        f'{{id: a, variant: nps, title: "{title}", file: a.csv, column: A, practices: [{LOOP}@explore], at_least: 0}}'
    )
    beside(answers, f"measures: [{measure}]\n" + VALUE % ', currency: "<i>x</i>"')
    page = cx("report", answers, "--no-plan").out
    assert "<script>alert(1)" not in page and "<i>x</i>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "[x](javascript" not in cx("report", answers, "--no-plan", "--format", "md").out


@pytest.mark.parametrize("shape", [("score", NORTHWIND), ("report", NORTHWIND, "--one-page", "--format", "md")])
def test_without_a_plan_the_value_says_that_its_days_are_not_counted(shape: tuple[str, ...], cx: Cx) -> None:
    """A value that lacks the days of the plan is another number, and is not to be taken for the one that has them."""
    missing = "No person-days are counted, as there is no plan here to take them from."
    command = (*shape, "--outcomes", CUSTOMERS)
    assert missing in " ".join(cx(*command, "--no-plan").out.split())
    assert missing not in " ".join(cx(*command).out.split())
