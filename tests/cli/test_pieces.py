"""Pieces of the command line without a run: lines, names, places, and problems for those who read them by program.

What is printed beside a result is read once, in a hurry, often by a script: it has to be whole and in its place.
"""

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.cli import completion
from cxmaturity.cli.naming import (
    MOST_CANDIDATES,
    named_dimension,
    named_part,
    named_point,
    named_practice,
    named_questionnaire,
    named_stage,
)
from cxmaturity.cli.places import ANSWERS_ENDINGS, format_of, means_folder
from cxmaturity.cli.problem_formats import PROBLEM_FORMATS, as_github, as_json, as_junit, as_sarif
from cxmaturity.cli.wrapping import LEAST, MORE, beside, cells, command_lines, wrapped
from cxmaturity.domain.problems import Problem
from cxmaturity.files.questionnaire.catalogue import Catalogue
from tests.build import questionnaire_of
from tests.cli.running import NORTHWIND

WORDS = st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=12).map(" ".join)

# lines


@pytest.mark.parametrize(
    ("text", "width", "rest", "lines"),
    [
        ("one two three", 7, "", ["one two", "three"]),
        ("one two three", 7, "  ", ["one two", "  three"]),
        ("  one two", 7, "", ["  one", "  two"]),
        ("one\n\ntwo", 7, "", ["one", "", "two"]),
        ("in 5 days", 6, "", ["in", "5 days"]),
        ("in 500 days", 6, "", ["in 500", "days"]),
        ("unbreakable", 4, "", ["unbreakable"]),
        ("", 4, "", [""]),
    ],
)
def test_a_text_in_lines(text: str, width: int, rest: str, lines: list[str]) -> None:
    assert wrapped(text, width, rest=rest) == lines


@settings(max_examples=50)
@given(WORDS, st.integers(9, 60), st.integers(0, 3))
def test_lines_hold_every_word_within_their_width(text: str, width: int, indent: int) -> None:
    lines = wrapped(text, width + indent, rest=" " * indent)
    assert " ".join(" ".join(lines).split()) == text
    assert all(cells(line) <= width + indent for line in lines)
    assert all(line.startswith(" " * indent) for line in lines[1:])


def test_a_command_goes_on_as_a_shell_reads_it_and_options_stay_with_their_values() -> None:
    command = "cxmaturity report northwind.yaml --format html --output report.html"
    lines = command_lines(command, 44)
    assert all(line.endswith(MORE) for line in lines[:-1])
    assert not lines[-1].endswith(MORE)
    assert " ".join(line.removesuffix(MORE).strip() for line in lines) == command
    assert not any(line.removesuffix(MORE).endswith(("--format", "--output")) for line in lines)
    assert command_lines(command, 200) == [command]


def test_labels_stand_beside_what_is_said_of_them_or_above_where_there_is_little_room() -> None:
    rows = [("check", "Find what is wrong."), ("plan", "The cheapest way.")]
    assert beside(rows, 80) == ["  check  Find what is wrong.", "  plan   The cheapest way."]
    narrow = beside(rows, LEAST + 2 + 5 + 1)
    assert narrow == ["  check", "      Find what is wrong.", "  plan", "      The cheapest way."]
    assert beside([], 80) == []


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("中", 2), ("", 0)])
def test_columns_of_a_terminal(text: str, width: int) -> None:
    assert cells(text) == width


# names


QUESTIONNAIRE = questionnaire_of(
    {
        "scale": [1, 2, 3],
        "tree": {
            "people": {"dimensions": {"care": {"practices": {"hiring": {}, "goals": {}}}}},
            "work": {"practices": {"tools": {}, "hiring": {}}},
        },
    }
)
SWEEP = questionnaire_of(
    {
        "scale": [-1, 0, 1],
        "scoring": {"rule": "sweep"},
        "tree": {"a": {"practices": {"x": {}}}, "b": {"practices": {"y": {}}}},
    }
)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("people", "people"),
        ("PEOPLE", "people"),
        ("people.care", "people.care"),
        ("care", "people.care"),
        ("WORK", "work"),
    ],
)
def test_a_dimension_by_its_id_its_name_or_a_part(text: str, id_: str) -> None:
    assert named_dimension(text, QUESTIONNAIRE, "--by") == id_


@pytest.mark.parametrize(
    ("text", "id_"), [("work.tools", "work.tools"), ("tools", "work.tools"), ("Practice goals", "people.care.goals")]
)
def test_a_practice_by_its_id_its_title_or_a_part(text: str, id_: str) -> None:
    assert named_practice(text, QUESTIONNAIRE) == id_


def refused(act: Any, *arguments: Any) -> str:
    with pytest.raises(typer.BadParameter) as error:
        act(*arguments)
    return str(error.value)


def test_what_can_mean_several_is_not_chosen_from() -> None:
    assert "can mean several; choose from " in refused(named_practice, "hiring", QUESTIONNAIRE)
    many = questionnaire_of({"scale": [1, 2], "tree": {"d": {"practices": {f"x{i}": {} for i in range(12)}}}})
    message = refused(named_practice, "Practice", many)
    assert message.count("d.x") == MOST_CANDIDATES
    assert message.endswith(", ...")


def test_what_means_nothing_says_what_would_be_right() -> None:
    assert "did you mean work.tools?" in refused(named_practice, "work.tols", QUESTIONNAIRE)
    assert "choose from people, people.care, work" in refused(named_dimension, "zzz", QUESTIONNAIRE, "--by")
    assert "no point 'zzz'; choose from p1, p2, p3" in refused(named_point, "zzz", QUESTIONNAIRE, "--to")
    assert "there is no practice or dimension 'zzz'" in refused(named_part, "zzz", QUESTIONNAIRE)


def test_a_dimension_goes_before_what_is_inside_it() -> None:
    assert named_part("people", QUESTIONNAIRE) == "people"
    assert named_part("stage", QUESTIONNAIRE, "stage") == "stage"
    assert named_part("tools", QUESTIONNAIRE) == "work.tools"


@pytest.mark.parametrize(("text", "rank"), [("p2", 2), ("2", 2), ("Point 2", 2), ("point 2", 2), (None, None)])
def test_a_stage_by_its_id_its_rank_or_its_name(text: str | None, rank: int | None) -> None:
    assert named_stage(text, QUESTIONNAIRE, "--target") == rank


@pytest.mark.parametrize(("text", "rank"), [("0", 0), ("2", 2), ("1 of 2", 1), ("1 of 2 dimensions won", 1)])
def test_a_stage_of_a_sweep_as_it_is_printed(text: str, rank: int) -> None:
    assert named_stage(text, SWEEP, "--target") == rank


def test_a_stage_that_is_none_says_what_stages_there_are() -> None:
    assert "has no stage '3'" in refused(named_stage, "3", SWEEP, "--target")
    assert "has no stage 'zzz'; choose from p1, p2, p3" in refused(named_stage, "zzz", QUESTIONNAIRE, "--target")


def test_a_questionnaire_by_its_id_its_version_its_title_or_a_part() -> None:
    catalogue = Catalogue()
    digital = named_questionnaire("digital", catalogue)
    for text in (f"digital@{digital.version}", digital.title, digital.title.upper(), "digit"):
        assert named_questionnaire(text, catalogue) == digital
    assert f"write digital@{digital.version}" in refused(named_questionnaire, "digital@99", catalogue)
    assert "there is no questionnaire 'zzz'" in refused(named_questionnaire, "zzz", catalogue)


# places


ENDINGS = {".html": "html", ".md": "markdown"}


@pytest.mark.parametrize(
    ("name", "given_", "format_"),
    [
        ("a.html", None, "html"),
        ("a.HTML", None, "html"),
        ("a.md", "markdown", "markdown"),
        ("x/a.b.md", None, "markdown"),
    ],
)
def test_a_format_by_the_ending_of_a_name(name: str, given_: str | None, format_: str) -> None:
    assert format_of(name, given_, ENDINGS) == format_


def test_an_ending_that_is_none_or_another_is_wrong_usage() -> None:
    assert refused(format_of, "a.pdf", None, ENDINGS) == "a.pdf does not end in .html or .md"
    assert refused(format_of, "a", None, {".html": "html"}) == "a does not end in .html"
    assert refused(format_of, "a.md", "html", ENDINGS) == "a.md is no name for the format html"
    assert format_of("a.yml", None, ANSWERS_ENDINGS) == "yaml"


def test_a_device_has_no_ending() -> None:
    assert format_of(os.devnull, None, ENDINGS) == "html"
    assert format_of(os.devnull, "markdown", ENDINGS) == "markdown"


@pytest.mark.parametrize(("name", "folder"), [("reports/", True), ("reports", False), ("a.html", False), ("", False)])
def test_a_name_that_ends_in_a_slash_is_a_folder(name: str, folder: bool) -> None:
    assert means_folder(name) == folder


# problems for programs


PROBLEMS = [
    Problem("a, b.yaml", 3, "answers.x", "unknown-point", "no 100 % such: point", "did you mean p2?"),
    Problem("a, b.yaml", None, "", "idle", "says\nnothing", "", "warning"),
    Problem("-", 1, "", "shape", "<&\x00\u202e>", ""),
]
FILES = ["a, b.yaml", "-", "fine.yaml"]


def test_json_holds_every_problem_in_its_order() -> None:
    held = json.loads(as_json(FILES, PROBLEMS))
    assert held["schema"] == "cxmaturity/problems@1"
    assert held["files"] == FILES
    assert [(problem["line"], problem["code"], problem["severity"]) for problem in held["problems"]] == [
        (3, "unknown-point", "error"),
        (None, "idle", "warning"),
        (1, "shape", "error"),
    ]
    assert "\u202e" not in as_json(FILES, PROBLEMS), "what turns a line round is escaped"


def test_github_shows_each_problem_at_its_line() -> None:
    lines = as_github(FILES, PROBLEMS).splitlines()
    assert lines[0].startswith("::error file=a%2C b.yaml,line=3,title=unknown-point::answers.x: no 100 %25 such: point")
    assert lines[1].startswith("::warning file=a%2C b.yaml,title=idle::says nothing")
    assert len(lines) == len(PROBLEMS), "no message can begin another command"


def test_sarif_has_a_rule_for_each_kind_and_a_place_for_each_problem() -> None:
    run = json.loads(as_sarif(FILES, PROBLEMS))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({problem.code for problem in PROBLEMS})
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [problem.code for problem in PROBLEMS]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0]["region"] == {"startLine": 3}
    assert "region" not in places[1]
    assert places[0]["artifactLocation"]["uri"] == "a%2C%20b.yaml"
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["a%2C%20b.yaml", "fine.yaml"]


def test_junit_fails_the_files_with_errors_and_no_others() -> None:
    suites = ET.fromstring(as_junit(FILES, PROBLEMS))
    cases = suites.findall(".//testcase")
    assert [(case.get("name"), len(case.findall("failure"))) for case in cases] == [
        ("a, b.yaml", 1),
        ("-", 1),
        ("fine.yaml", 0),
    ]
    assert (suites.get("tests"), suites.get("failures")) == ("3", "2")
    assert "nothing" in (cases[0].findtext("system-out") or ""), "a warning is told, and fails nothing"


@pytest.mark.parametrize("format_", PROBLEM_FORMATS)
def test_no_problems_are_a_result_too(format_: str) -> None:
    text = PROBLEM_FORMATS[format_](["a.yaml"], [])
    if format_ == "github":
        assert text == ""
    elif format_ == "junit":
        assert ET.fromstring(text).get("failures") == "0"
    else:
        assert json.loads(text)


# completion


def context(**params: Any) -> Any:
    """What a shell's request knows: the options that are typed already."""
    root = SimpleNamespace(params={"questionnaires": params.pop("questionnaires", None)})
    args = params.pop("args", [])
    return SimpleNamespace(params=params, args=args, find_root=lambda: root)


def test_ids_of_questionnaires_are_completed() -> None:
    every = completion.questionnaires(context(), "")
    assert set(Catalogue().ids()) <= set(every)
    assert completion.questionnaires(context(), "org") == ["organisational"]
    assert completion.questionnaires(context(), "zzz") == []


def test_practices_are_those_of_the_questionnaire_that_is_typed() -> None:
    digital = Catalogue().find("digital")
    assert digital is not None
    assert completion.practices(context(questionnaire="digital"), "") == list(digital.practices)
    first = next(iter(digital.practices))
    assert completion.practices(context(questionnaire="digital@1"), first) == [first]


def test_parts_and_targets_are_those_of_the_answers_that_are_typed() -> None:
    parts = completion.parts(context(file=NORTHWIND), "")
    assert parts[0] == "stage"
    assert len(parts) == len(set(parts))
    stages = completion.stages(context(files=[NORTHWIND]), "")
    targets = completion.targets(context(args=[NORTHWIND]), "")
    assert targets[: len(stages)] == stages
    dimension = targets[len(stages)].removesuffix("=")
    assert completion.targets(context(args=[NORTHWIND]), f"{dimension}=") == [
        f"{dimension}={stage}" for stage in stages
    ]


def test_a_file_that_can_not_be_read_completes_from_all(tmp_path: Path) -> None:
    """Whoever types a name that is not there yet still gets ids; the command will say what is wrong."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("a: [", encoding="utf-8")
    assert completion.stages(context(files=[str(broken), str(tmp_path / "none.yaml"), "-"]), "")


def test_kinds_of_schemas_are_completed_only_after_their_option() -> None:
    assert "answers" in completion.schema_kinds(context(schema=True), "")
    assert completion.schema_kinds(context(schema=False), "") == []
