"""The JSON Schemas describe what goes in and what comes out, and refuse what is something else.

`CXMATURITY_GOLDEN=write` writes the shipped ones anew.
"""

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from tests.cli.running import EXAMPLES, NORTHWIND, QUESTIONNAIRES, RETAIL, ROOT, Cx
from tests.reports.hostile import write

Validator = Callable[[str], Draft202012Validator]
KINDS = (
    "questionnaire",
    "answers",
    "crosswalk",
    "brand",
    "mapping",
    "outcomes",
    "result",
    "view",
    "plan",
    "compare",
    "history",
    "benchmark",
    "team",
    "figures",
    "units",
)
BRAND: dict[str, Any] = {
    "schema": "cxmaturity/brand@1",
    "name": "Us",
    "logo": "logo.svg",
    "accent": "#0e5a61",
    "second": {"light": "#7a1f5c", "dark": "#ff88cc"},
}


OUTCOMES: dict[str, Any] = {
    "schema": "cxmaturity/outcomes@1",
    "date": "2026-11-22",
    "measures": [{"id": "m", "variant": "nps", "file": "nps.csv", "column": "NPS", "unfinished": True}],
    "value": {
        "years": 3,
        "discount_rate": 0.1,
        "customers": [90_000, 100_000, 110_000],
        "margin": 120,
        "retention": {"today": 0.85, "uplift": [0.005, 0.01, 0.02]},
    },
}


class TextDates(yaml.SafeLoader):
    """YAML as JSON Schema knows it: a date is text."""


TextDates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> Any:
    return yaml.load(path.read_text(), TextDates)


@pytest.fixture
def validator(cx: Cx) -> Validator:
    """The validator of a kind, of both file kinds for "files"."""

    def made(kind: str) -> Draft202012Validator:
        ran = cx("check", "--schema", *([] if kind == "files" else [kind]))
        assert (ran.code, ran.err) == (0, "")
        schema = json.loads(ran.out)
        Draft202012Validator.check_schema(schema)
        return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))

    return made


def errors(validator: Draft202012Validator, data: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("kind", ["crosswalk", "files"])
def test_crosswalk(kind: str, validator: Validator) -> None:
    assert errors(validator(kind), read(ROOT / "questionnaires" / "crosswalk.yaml")) == []
    assert errors(validator(kind), {"schema": "cxmaturity/crosswalk@1", "title": "T", "facts": [{"id": "a"}]})


@pytest.mark.parametrize("kind", ["questionnaire", "files"])
@pytest.mark.parametrize("path", QUESTIONNAIRES, ids=lambda path: path.stem)
def test_questionnaires(path: Path, kind: str, validator: Validator) -> None:
    assert errors(validator(kind), read(path)) == []


@pytest.mark.parametrize("kind", ["answers", "files"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path, kind: str, validator: Validator) -> None:
    assert errors(validator(kind), read(path)) == []


@pytest.mark.parametrize("command", ["score", "report"])
def test_outputs(command: str, validator: Validator, cx: Cx) -> None:
    kind = {"score": "result", "report": "view"}[command]
    for file in (NORTHWIND, RETAIL):
        assert errors(validator(kind), json.loads(cx(command, file, "--format", "json").out)) == []


def test_outputs_of_both_rules(validator: Validator, cx: Cx, tmp_path: Path) -> None:
    """A sweep has stages that are numbers, and a balance."""
    files = write(tmp_path, str)
    own = ("--questionnaires", files.questionnaires)
    staged, sweep = json.loads(cx(*own, "score", *files.answers, "--format", "json").out)
    assert ("balance" in staged, "balance" in sweep) == (False, True)
    assert errors(validator("result"), staged) == errors(validator("result"), sweep) == []
    assert errors(validator("view"), json.loads(cx(*own, "report", *files.answers, "--format", "json").out)) == []


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("questionnaire", ["version"], "one"),
        ("questionnaire", ["scale", 0, "id"], "dk"),
        ("questionnaire", ["scoring", "most"], 101),
        ("questionnaire", ["dimensions", 0, "practices", 0, "na"], "maybe"),
        ("questionnaire", ["dimensions", 0, "practices", 0, "options", 1, "step", "effort"], "XXL"),
        ("questionnaire", ["unknown"], 1),
        ("answers", ["date"], "22 November"),
        ("answers", ["questionnaire"], "organisational"),
        ("answers", ["answers", "strategy.intent"], [1, 2, 3]),
        ("answers", ["answers", "strategy.intent"], {"is": [1]}),
        ("answers", ["weights"], {"strategy": 0}),
        ("brand", ["name"], None),
        ("brand", ["accent"], "0e5a61"),
        ("brand", ["accent"], None),
        ("brand", ["second", "dark"], "#fff"),
        ("brand", ["colour"], "#0e5a61"),
        ("outcomes", ["measures", 0, "variant"], "ces"),
        ("outcomes", ["measures", 0, "by"], ["a", "b", "c"]),
        ("outcomes", ["measures", 0, "unfinished"], "perhaps"),
        ("outcomes", ["value", "customers"], [1, 2]),
        ("outcomes", ["value", "years"], 0),
        ("outcomes", ["value", "retention"], {"today": 0.9}),
        ("outcomes", ["date"], "22 November"),
        ("result", ["schema"], "cxmaturity/result@1"),
        ("result", ["stage", "claimed"], None),
        ("view", ["sections", 0, "profile", 0, "gap"], "one"),
    ],
    ids=str,
)
def test_something_else_is_refused(
    kind: str, path: list[str | int], value: object, validator: Validator, cx: Cx
) -> None:
    goods: dict[str, Callable[[], Any]] = {
        "questionnaire": lambda: read(ROOT / "questionnaires" / "organisational.yaml"),
        "answers": lambda: read(Path(NORTHWIND)),
        "brand": lambda: BRAND,
        "outcomes": lambda: OUTCOMES,
        "result": lambda: json.loads(cx("score", NORTHWIND, "--format", "json").out),
        "view": lambda: json.loads(cx("report", NORTHWIND, "--format", "json").out),
    }
    good = goods[kind]()
    bad = copy.deepcopy(good)
    inside = bad
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    assert errors(validator(kind), good) == []
    assert errors(validator(kind), bad) != []


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_schemas_are_the_printed_ones(kind: str, cx: Cx) -> None:
    path = ROOT / "schemas" / f"{kind}.schema.json"
    printed = cx("check", "--schema", kind).out
    if os.environ.get("CXMATURITY_GOLDEN") == "write":
        path.write_text(printed)
    assert path.read_text() == printed


def test_nothing_else_is_shipped() -> None:
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{kind}.schema.json" for kind in KINDS}


@pytest.mark.parametrize("given", [["nothing"], ["answers", "view"], ["files"]], ids=" ".join)
def test_no_such_schema(given: list[str], cx: Cx) -> None:
    ran = cx("check", "--schema", *given)
    assert (ran.code, ran.out) == (2, "")
    assert f"--schema takes one of {', '.join(KINDS)}, or nothing" in ran.err
