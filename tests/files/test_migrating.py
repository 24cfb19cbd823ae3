"""Answers to an older version are moved to the one of now: nothing is guessed, nothing that people wrote is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.answers.migrating import Migrated, migrated
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.files.yaml.source import Source, read_source
from cxmaturity.files.yaml.tree import read_tree
from tests.cli.running import ROOT

VERSIONS = sorted((ROOT / "tests" / "cases" / "versions").glob("*-1.yaml"))
POINTS = ("low", "middle", "high")
STEP = {"do": "Meet. Write.", "effort": "S", "months": 1, "owner": "Owner", "measure": "Measure"}


def practice(id_: str) -> dict[str, Any]:
    options = [
        {"point": point, "text": f"{id_} at {point}", **({"step": STEP} if i else {})} for i, point in enumerate(POINTS)
    ]
    return {"id": id_, "title": f"Title of {id_}", "question": "Where?", "options": options}


def own(folder: Path, change: dict[str, Any], version: int = 2) -> Catalogue:
    """A catalogue with a questionnaire of the user's, with practices new, first, second and kept."""
    data = {
        "schema": "cxmaturity/questionnaire@1",
        "id": "mine",
        "version": version,
        "title": "Mine",
        "scale": [{"id": point, "name": point.title(), "meaning": "."} for point in POINTS],
        "dimensions": [{"id": "d", "name": "D", "practices": list(map(practice, ("new", "first", "second", "kept")))}],
        "changes": [{"version": 2, "what": "much", **change}],
    }
    folder.mkdir(exist_ok=True)
    (folder / "mine.yaml").write_text(json.dumps(data, indent=1))
    return Catalogue(folder)


def moved(catalogue: Catalogue, text: str, version: int = 1) -> Migrated:
    head = f"schema: cxmaturity/answers@1\nquestionnaire: mine@{version}   # of 2025\ndate: 2025-11-22\n"
    result = migrated(read_tree(Source("a.yaml", head + text, "")), catalogue)
    assert result is not None
    read_answers(read_tree(Source("a.yaml", result.text, "")), "", catalogue)  # it is what `score` takes
    assert "questionnaire: mine@2   # of 2025\n" in result.text
    return result


def answers_of(result: Migrated) -> dict[str, Any]:
    data = yaml.safe_load(result.text)["answers"]
    assert isinstance(data, dict)
    return data


def test_a_renamed_practice_keeps_its_answer_and_its_comments(tmp_path: Path) -> None:
    catalogue = own(tmp_path, {"renamed": {"d.old": "d.new"}})
    text = (
        "weights:\n    d.old:  3   # agreed\nplan:\n  effort: {d.old: {high: 7}}\n"
        "  exclude: [d.old@high, d.kept@high]\nanswers:\n    # the one that matters\n"
        "    d.old:   # renamed in 2026\n        is: middle\n        note: a # b\n"
    )
    result = moved(catalogue, text)
    assert result.text.endswith(text.replace("d.old", "d.new"))
    assert (result.asked, result.notes) == ((), ())


def test_a_split_practice_is_asked_again_in_every_part_with_its_note_and_evidence(tmp_path: Path) -> None:
    catalogue = own(tmp_path, {"split": {"d.old": ["d.first", "d.second"]}})
    text = (
        "weights: {d.old: 2}\nplan: {must: [d.old@high]}\nanswers:\n  d.old:\n    is: high\n    note: seen\n"
        "    evidence:\n    - {what: minutes, date: 2025-10-01}   # page 3\n  d.kept: low\n"
    )
    result = moved(catalogue, text)
    answers = answers_of(result)
    assert "d.old" not in answers
    assert answers["d.kept"] == "low"
    for part in ("d.first", "d.second"):
        assert (answers[part]["is"], answers[part]["note"]) == ("dk", "seen")
        assert answers[part]["evidence"][0]["what"] == "minutes"
    assert [(one.practice, one.said) for one in result.asked] == [("d.first", "high"), ("d.second", "high")]
    assert [note.split(":")[0] for note in result.notes] == ["weights", "plan.must"]
    assert "# page 3" in result.text


def test_merged_practices_are_asked_again_as_one_with_all_that_was_noted(tmp_path: Path) -> None:
    catalogue = own(tmp_path, {"merged": {"d.new": ["d.a", "d.b"]}})
    result = moved(catalogue, "answers:\n  d.a: {is: high, note: one}\n  d.b: {is: high, note: two}\n")
    assert answers_of(result) == {"d.new": {"is": "dk", "note": "one\ntwo"}}
    assert [one.practice for one in result.asked] == ["d.new"]


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("middle", "high"),
        ("[low, middle]", ["low", "high"]),
        ("{is: middle, note: n}", {"is": "high", "note": "n"}),
        ("low", "low"),
    ],
)
def test_an_option_that_moved_takes_its_answers_along(tmp_path: Path, said: str, becomes: Any) -> None:
    catalogue = own(tmp_path, {"moved_option": {"d.kept": {"middle": "high"}}})
    text = f"answers:\n  d.kept: {{is: {said}}}\n" if said.startswith("[") else f"answers:\n  d.kept: {said}\n"
    answer = answers_of(moved(catalogue, text))["d.kept"]
    assert (answer["is"] if isinstance(answer, dict) and said.startswith("[") else answer) == becomes


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("high", True),  # its own option means something else
        ("middle", True),  # the one above, which was refused, does
        ("low", False),
        ("2", True),
        ("[low, middle]", True),
        ("dk", False),
    ],
)
def test_an_answer_stands_where_its_option_and_the_next_one_mean_the_same(
    tmp_path: Path, said: str, again: bool
) -> None:
    catalogue = own(tmp_path, {"ask_again": {"d.kept": ["high"]}})
    text = f"answers:\n  d.kept: {{is: {said}, note: kept}}   # by the team\n"
    result = moved(catalogue, text)
    assert [one.practice for one in result.asked] == (["d.kept"] if again else [])
    assert answers_of(result)["d.kept"]["note"] == "kept"
    assert (answers_of(result)["d.kept"]["is"] == "dk") == (again or said == "dk")
    assert "# by the team" in result.text


def test_no_point_named_means_every_point(tmp_path: Path) -> None:
    catalogue = own(tmp_path, {"ask_again": {"d.kept": []}})
    assert moved(catalogue, "answers: {d.kept: low}\n").asked


def test_a_version_that_says_nothing_is_not_guessed_over(tmp_path: Path) -> None:
    catalogue = own(tmp_path, {}, version=3)
    with pytest.raises(ProblemsFoundError) as error:
        moved(catalogue, "answers: {d.kept: low}\n")
    assert "version 3 of mine does not say what it changed; go through the answers again" in str(error.value)


@pytest.mark.parametrize("version", ["2", "3", "x", "", "99999999999999999999"])
def test_nothing_is_moved_that_is_no_older_version(tmp_path: Path, version: str) -> None:
    catalogue = own(tmp_path, {})
    text = f"schema: cxmaturity/answers@1\nquestionnaire: mine@{version}\ndate: 2025-11-22\nanswers: {{}}\n"
    assert migrated(read_tree(Source("a.yaml", text, "")), catalogue) is None


@pytest.mark.parametrize("path", VERSIONS, ids=[path.stem for path in VERSIONS])
def test_built_in_answers_of_version_1_move_to_version_2(path: Path) -> None:
    """Every comment, note and piece of evidence is there still, and each answer stands or is asked again."""
    source, catalogue = read_source(str(path)), Catalogue()
    result = migrated(read_tree(source), catalogue)
    assert result is not None and result.from_version == 1
    read = read_answers(read_tree(Source("a.yaml", result.text, "")), "", catalogue).answers
    then, now = yaml.safe_load(source.text), yaml.safe_load(result.text)
    asked = {one.practice for one in result.asked}
    kept = [id_ for id_ in then["answers"] if id_ not in asked and id_ in now["answers"]]
    assert kept and all(then["answers"][id_] == now["answers"][id_] for id_ in kept)
    assert all(read.of(id_).status == "dk" for id_ in asked)
    comments = [line.strip() for line in source.text.splitlines() if line.strip().startswith("#")]
    assert all(comment in result.text for comment in comments)
    gone = set(then["answers"]) - set(now["answers"])
    assert gone == ({"operations.data-roadmap"} if path.stem.startswith("org") else set())


def test_changes_that_name_what_is_not_there_are_errors(tmp_path: Path) -> None:
    change = {
        "renamed": {"d.old": "d.nwe"},
        "split": {"d.gone": ["d.first", "d.thrid"]},
        "merged": {"d.other": ["d.a"]},
        "moved_option": {"d.kept": {"low": "hihg"}},
        "ask_again": {"d.kept": ["mid"], "d.keep": []},
    }
    with pytest.raises(ProblemsFoundError) as error:
        own(tmp_path, change).find("mine")
    places = {problem.path for problem in error.value.problems}
    assert len(places) == len(error.value.problems) == 6
    assert "did you mean d.new?" in str(error.value)
    assert all(problem.line for problem in error.value.problems)
