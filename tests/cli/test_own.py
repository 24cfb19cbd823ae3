"""A questionnaire of one's own, and answers to it: what `check`, the interview and the reports say of them."""

import json
from pathlib import Path

import pytest

from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.cli.running import Cx
from tests.cli.test_assess import flat, typed

INSTRUMENT = """\
schema: cxmaturity/questionnaire@1
id: shop
version: 1
title: How the shop is run
scale:
  - {id: low, name: Low, meaning: Nothing is there.}
  - {id: high, name: High, meaning: All of it is there.}
gates: [{stage: high, practices: [floor.stock]}]
dimensions:
  - id: floor
    name: Floor
    practices:
      - id: maps
        title: Maps of the floor
        question: Who draws?
        options:
          - {point: low, text: Nobody.}
          - {point: high, text: All., step: {do: Draw., effort: 10, months: 1, owner: Head of Floor, measure: Maps}}
      - id: redesign
        title: Redesign of shelves
        question: Who moves them?
        options:
          - {point: low, text: Nobody.}
          - point: high
            text: All.
            step: {do: Move., effort: 20, months: 1, owner: Head of Floor, measure: Moves, requires: {floor.maps: high}}
      - id: stock
        title: Stock in view
        question: Who counts?
        options:
          - {point: low, text: Nobody.}
          - {point: high, text: All., step: {do: Count., effort: 5, months: 1, owner: Head of Stock, measure: Counts}}
"""
HEAD = "schema: cxmaturity/answers@1\nquestionnaire: shop@1\norganisation: Corner\ndate: 2026-11-22\n"
RESTS = "Redesign of shelves at High rests on Maps of the floor at High, which the answers put at Low"


class Shop:
    """A folder with the questionnaire, and answers to it."""

    def __init__(self, folder: Path, cx: Cx) -> None:
        self.folder, self.cx = folder, cx
        self.questionnaires, self.path = folder / "own", folder / "answers.yaml"
        self.questionnaires.mkdir()
        self.instrument(INSTRUMENT)
        self.answer("floor.maps: low")

    @property
    def own(self) -> tuple[str, Path]:
        return "--questionnaires", self.questionnaires

    def instrument(self, text: str) -> None:
        (self.questionnaires / "shop.yaml").write_text(text)

    def answer(self, *lines: str, head: str = "") -> None:
        self.path.write_text(f"{HEAD}{head}answers:\n" + "".join(f"  {line}\n" for line in lines))

    def check(self) -> str:
        return self.cx("check", self.path, *self.own).out

    def report(self, layout: str) -> str:
        ran = self.cx("report", self.path, "--format", layout, *self.own)
        assert ran.code == 0, ran.err
        return flat(ran.out)


@pytest.fixture
def shop(tmp_path: Path, cx: Cx) -> Shop:
    return Shop(tmp_path, cx)


def test_an_answer_that_rests_on_what_does_not_hold_is_a_warning(shop: Shop) -> None:
    shop.answer("floor.maps: low", "floor.redesign: high")
    assert shop.check() == f"{shop.path}, line 7: warning: answers.floor.redesign: {RESTS}; look at both answers\n"
    assert shop.cx("check", "--strict", shop.path, *shop.own).code == 1
    shop.answer("floor.maps: high", "floor.redesign: high")
    assert shop.check() == ""


def test_an_answer_that_rests_on_what_does_not_hold_is_in_the_report(shop: Shop) -> None:
    shop.answer("floor.maps: low", "floor.redesign: high")
    for layout in ("md", "html"):
        assert "What does not fit together" in shop.report(layout)
        assert f"{RESTS}." in shop.report(layout)
    (section,) = json.loads(shop.report("json"))["sections"]
    assert section["unsupported"] == [{"practice": "floor.redesign", "said": f"{RESTS}."}]
    shop.answer("floor.redesign: high")
    for layout in ("md", "html"):
        assert "What does not fit together" not in shop.report(layout)


def test_the_interview_s_review_names_answers_that_rest_on_what_does_not_hold(shop: Shop) -> None:
    shop.path.unlink()
    lines = typed("Corner", "2026-11-22", "", "", "", "", "1", "2", "2", "b", "3")
    said = flat(shop.cx("assess", "shop", "-o", shop.path, "--lines", *shop.own, stdin=lines).out)
    assert f"What does not fit together: {RESTS}." in said


GROWING = "effort: {days: 2, per_head: 0.02}"
GROWS = "Steps of Stock in view grow with that number, as the time of all who take part is counted"


@pytest.mark.parametrize(
    ("head", "heads", "cost"),
    [("", "about 1,000 heads, as the answers say no number", 22), ("plan: {staff: 4200}\n", "4,200 heads", 86)],
)
def test_every_output_says_for_how_many_heads_efforts_are(head: str, heads: str, cost: int, shop: Shop) -> None:
    said = f"Efforts are for {heads}. {GROWS}"
    shop.answer("floor.maps: high", "floor.redesign: high", "floor.stock: low", head=head)
    outputs = [shop.report(layout) for layout in ("md", "html")]
    outputs += [
        flat(shop.cx("score", shop.path, "--full", "--format", layout, *shop.own).out) for layout in ("table", "md")
    ]
    outputs += [flat(shop.cx("plan", shop.path, "--format", layout, *shop.own).out) for layout in ("table", "md")]
    assert not any("Efforts are for" in one for one in outputs), "no step grows"
    shop.instrument(INSTRUMENT.replace("effort: 5", GROWING))
    outputs = [shop.report(layout) for layout in ("md", "html")]
    outputs += [
        flat(shop.cx("score", shop.path, "--full", "--format", layout, *shop.own).out) for layout in ("table", "md")
    ]
    outputs += [flat(shop.cx("plan", shop.path, "--format", layout, *shop.own).out) for layout in ("table", "md")]
    for one in outputs:
        assert said in one
        assert f"{cost} person-day" in one
    assert json.loads(shop.cx("plan", shop.path, "--format", "json", *shop.own).out)["plan"]["days"] == cost


def test_a_plan_for_very_many_heads_is_exact(shop: Shop) -> None:
    growing = INSTRUMENT.replace("effort: 5", "effort: {per_head: 99.999999999}")
    shop.instrument(growing.replace("effort: 20", "effort: {days: 1, per_head: 100}"))
    shop.answer("floor.maps: low", head="plan: {staff: 9999999}\n")
    plan = json.loads(shop.cx("plan", shop.path, "--format", "json", *shop.own).out)["plan"]
    assert plan["days"] == 10 + 999_999_900, "the gate, 99.999999999 x 9,999,999 days, and the cheapest other practice"


def test_show_says_what_each_head_adds(shop: Shop) -> None:
    shop.instrument(INSTRUMENT.replace("effort: 5", GROWING))
    shown = shop.cx("show", "shop", "--format", "md", *shop.own).out
    assert "2 person-days and 0.02 for each head, 1 month at least. Owner: Head of Stock." in shown
    assert "20 person-days, 1 month at least." in shown


def test_owners_are_called_what_the_organisation_calls_them_everywhere(shop: Shop) -> None:
    head = "owners: {Head of Stock: Lagerleitung <x>, Head of Floor: Head of Stock}\n"
    shop.answer("floor.maps: high", "floor.redesign: low", "floor.stock: low", head=head)
    runs: list[tuple[str, ...]] = [("score", "--full", "--format", one) for one in ("table", "md", "json")]
    runs += [("plan", "--format", one) for one in ("table", "md", "json", "csv")]
    runs += [("report", "--format", one) for one in ("md", "html", "json")]
    for command, *options in runs:
        ran = shop.cx(command, shop.path, *options, *shop.own)
        assert ran.code == 0
        text = flat(ran.out).replace("\\u003c", "<").replace("&lt;", "<").replace("\\<", "<")
        assert "Lagerleitung <x" in text, (command, options)
        assert "Head of Floor" not in text, (command, options)
    assert shop.check() == ""


def test_an_owner_that_no_step_has_is_a_warning_with_the_one_that_was_meant(shop: Shop) -> None:
    shop.answer("floor.maps: low", head="owners: {Head of Flor: Shop Manager}\n")
    wanted = "line 5: warning: owners.Head of Flor: no step has this owner; did you mean Head of Floor?\n"
    assert shop.check() == f"{shop.path}, {wanted}"
    assert shop.report("md")


@pytest.mark.parametrize(
    "owners", ["{Head of Floor: }", '{Head of Floor: " "}', '{"": Shop Manager}', "[Head of Floor]"]
)
def test_an_empty_owner_is_an_error(owners: str, shop: Shop) -> None:
    shop.answer("floor.maps: low", head=f"owners: {owners}\n")
    ran = shop.cx("score", shop.path, *shop.own)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{shop.path}, line 5: owners")


TWICE = (
    INSTRUMENT.replace("gates: [{stage: high, practices: [floor.stock]}]\n", "")
    + """\
  - id: sales
    name: Sales
    practices:
      - id: maps
        title: "MAPS of  the floor"
        question: Who draws?
        options:
          - {point: low, text: Nobody.}
          - {point: high, text: All., step: {do: Draw., effort: 9, months: 1, owner: Head of Floor, measure: Maps}}
      - id: goals
        title: Goals in writing
        question: Who sets them?
        options:
          - {point: low, text: Nobody.}
          - {point: high, text: All., step: {do: Draw., effort: 9, months: 1, owner: Head of Floor, measure: Maps}}
"""
)


def test_a_title_that_repeats_is_named_with_its_dimension_everywhere(shop: Shop) -> None:
    shop.instrument(TWICE)
    wanted = "plan: {must: [floor.maps@high, sales.maps@high]}\n"
    shop.answer("floor.maps: low", "floor.redesign: high", "sales.maps: low", head=wanted)
    runs: list[tuple[object, ...]] = [("score", shop.path, "--full", "--format", one) for one in ("table", "md")]
    runs += [("plan", shop.path, "--format", one) for one in ("table", "md", "csv")]
    runs += [("report", shop.path, "--format", one) for one in ("md", "html", "json")]
    runs += [
        ("show", "shop", "--format", "md"),
        ("check", shop.path),
        ("new", "shop", "-o", "-"),
    ]
    for run in runs:
        text = flat(shop.cx(*run, *shop.own).out).replace(": ", " ")  # a diagram's labels have no colon
        assert text.count("Floor Maps of the floor") == text.count("Maps of the floor") > 0, run
        assert text.count("Sales MAPS of the floor") == text.count("MAPS of the floor"), run
    interview = shop.cx("assess", "shop", "-o", shop.path, "--lines", *shop.own, stdin=typed("l", "q")).out
    assert "Floor: Maps of the floor" in flat(interview)
    assert interview.count("Floor: Maps of the floor") == interview.count("Maps of the floor")


def test_the_linter_names_titles_and_names_that_repeat(shop: Shop) -> None:
    path = shop.questionnaires / "shop.yaml"
    path.write_text(TWICE.replace("name: Sales", "name: FLOOR"))
    found = [line for line in shop.cx("check", path).out.splitlines() if " too; " in line]
    hint = "reports put the dimension around it before both"
    assert found == [
        f"{path}, line 33: warning: dimensions.sales.name: floor has this name too; give it another name; {hint}",
        f"{path}, line 36: warning: dimensions.sales.practices.maps.title: floor.maps has this title too; give it"
        f" another title; {hint}",
    ]


def test_a_report_on_a_questionnaire_of_one_s_own_speaks_of_nothing_else(shop: Shop) -> None:
    """Neither of customers nor of the built-in scales, alone and beside others of one's own."""
    other = INSTRUMENT.replace("id: shop", "id: market").replace("How the shop is run", "How the market is run")
    (shop.questionnaires / "market.yaml").write_text(other)
    second = shop.folder / "market.txt"
    second.write_text(shop.path.read_text().replace("shop@1", "market@1"))
    for files in ([shop.path], [shop.path, second]):
        for layout in ("md", "html", "json"):
            text = shop.cx("report", *files, "--format", layout, *shop.own).out.lower()
            assert "corner: maturity self-assessment" in text
            words = ("customer", "loyalty", "crosswalk", "two of the sources", "fit together")
            assert [word for word in words if word in text.replace('"no_conflict"', "")] == [], (len(files), layout)


def test_a_report_on_built_in_questionnaires_is_about_customer_experience(shop: Shop, cx: Cx) -> None:
    built_in, digital = shop.folder / "digital.txt", Catalogue().find("digital")
    assert digital is not None
    head = HEAD.replace("shop@1", f"digital@{digital.version}")
    built_in.write_text(head)
    assert "# Corner: customer experience maturity, 22 November 2026" in cx("report", built_in, "--format", "md").out
    mixed = cx("report", built_in, shop.path, "--format", "md", *shop.own).out
    assert "# Corner: maturity self-assessment, 22 November 2026" in mixed
    assert "Two of the sources" not in mixed
    assert "never added together" in mixed
    built_in.write_text(head.replace("organisation: Corner\n", ""))
    assert "# Customer experience maturity, 22 November 2026" in cx("report", built_in, "--format", "md").out


@pytest.mark.parametrize(("practices", "found"), [(1, 0), (2, 1), (3, 0)])
def test_the_linter_warns_of_a_dimension_of_two(practices: int, found: int, shop: Shop) -> None:
    """A single answer would lose its level; so would a dimension of two dimensions."""
    head, *parts = INSTRUMENT.replace("    name: Floor\n", "    name: Floor\n\n").split("      - id: ")
    text = "      - id: ".join([head, *parts[:practices]]).replace(
        "gates: [{stage: high, practices: [floor.stock]}]\n", ""
    )
    path = shop.questionnaires / "shop.yaml"
    path.write_text(text.replace(", requires: {floor.maps: high}", ""))
    lines = [line for line in shop.cx("check", path).out.splitlines() if " has two " in line]
    said = "dimensions.floor: floor has two practices, so that a single answer can lose its level"
    assert lines == [f"{path}, line 9: warning: {said}; add a third, or merge it with another"] * found
    inner = text.partition("    practices:\n")
    nested = "".join(
        f"      - id: part{n}\n        name: Part {n}\n        practices:\n"
        + "".join(f"    {line}\n" for line in inner[2].splitlines())
        for n in range(practices)
    )
    path.write_text(f"{inner[0]}    dimensions:\n{nested}".replace(", requires: {floor.maps: high}", ""))
    ran = shop.cx("check", path)
    assert ran.code == 0, ran.out
    assert ran.out.count("floor has two dimensions, so that") == found
