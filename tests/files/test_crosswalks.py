"""Crosswalk files: bad ones, whose comments say what is wrong with them, and a user's own beside the built-in one."""

import shutil
from pathlib import Path

import pytest

from cxmaturity.domain.crosswalk import Mark, Place
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.catalogue import Catalogue, data_folder
from cxmaturity.files.questionnaire.crosswalks import read_crosswalk
from cxmaturity.files.questionnaire.load import read_questionnaire
from cxmaturity.files.yaml.source import Source, read_source
from cxmaturity.files.yaml.tree import Document, read_tree
from tests.cli.running import Cx
from tests.files.marked import CASES, NAME, OWN, expected, hold_equal, problems

FILES = sorted((CASES.parent / "crosswalks").glob("*.yaml"))
BUILT_IN = data_folder("questionnaires") / "crosswalk.yaml"
MINE = """\
schema: cxmaturity/crosswalk@1
title: Mine
measures: {mini: what the team does, digital: something else}
facts:
  - id: hiring
    title: Hiring
    fact: People are chosen for it.
    evidence: Score sheets.
    levels:
      - says: It holds for all roles.
        at: [mini/team.hiring@high, organisational/people.hiring@align]
contradictions:
  - id: hired-for-nothing
    title: Hired for it, and not
    kind: contradiction
    claim: mini/team.hiring@high
    denial: organisational/people.hiring@explore
    why: It is one company.
"""


def document(text: str) -> Document:
    return read_tree(Source(NAME, text, ""))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_crosswalk_file(path: Path) -> None:
    text = path.read_text()
    wanted = expected(text)
    assert bool(wanted) == (path.stem != "nothing-but-a-title")
    hold_equal(problems(lambda: read_crosswalk(document(text), "", OWN)), wanted)


def test_references_are_only_looked_at_where_the_questionnaires_are_known() -> None:
    text = (CASES.parent / "crosswalks" / "references.yaml").read_text()
    made = read_crosswalk(document(text), "hash")
    assert (made.title, made.about, made.sha256) == ("References", "", "hash")
    assert made.facts[1].places == (Place("effort", "forgotten.bills"), Place("ladder", "trust.visibility"))
    assert made.conflicts[0].claim == Mark(Place("organisational"), "aligned")
    assert made.conflicts[0].denial == Mark(Place("ladder", "trust"), "below-trust")


def test_a_crosswalk_stands_for_no_answers_and_no_questionnaire() -> None:
    text = BUILT_IN.read_text()
    for read, wanted in (
        (lambda: read_answers(document(text), "", OWN), "name a file with answers here"),
        (lambda: read_questionnaire(document(text), ""), "name a file with a questionnaire here"),
    ):
        (problem,) = problems(read)
        assert (problem.line, problem.code, problem.message) == (2, "wrong-kind", "this file holds a crosswalk")
        assert problem.hint == wanted


def test_the_built_in_crosswalk_is_clean(cx: Cx) -> None:
    assert problems(lambda: read_crosswalk(document(BUILT_IN.read_text()), "", Catalogue())) == ()
    ran = cx("check", "--strict", BUILT_IN)
    assert (ran.code, ran.out) == (0, "")


def test_the_built_in_crosswalk_measures_every_built_in_questionnaire() -> None:
    catalogue = Catalogue()
    assert sorted(catalogue.crosswalk().measures) == sorted(catalogue.ids())


def test_check_lists_what_is_wrong_with_a_crosswalk(cx: Cx) -> None:
    path = CASES.parent / "crosswalks" / "references.yaml"
    ran = cx("check", path, "--questionnaires", CASES / "own")
    wanted = sorted(one.line or 0 for one in expected(path.read_text()))
    assert ran.code == 1
    assert [int(line.split(", line ")[1].split(":")[0]) for line in ran.out.splitlines()] == wanted


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a user's questionnaire and crosswalk."""
    shutil.copy(CASES / "own" / "mini.yaml", tmp_path)
    (tmp_path / "crosswalk.yaml").write_text(MINE)
    return tmp_path


@pytest.mark.parametrize("name", ["crosswalk.yaml", "crosswalk.yml"])
def test_a_crosswalk_of_the_user_joins_the_built_in_one(name: str, own: Path) -> None:
    (own / "crosswalk.yaml").rename(own / name)
    built_in, both = Catalogue().crosswalk(), Catalogue(own).crosswalk()
    assert Catalogue(own).ids() == [*Catalogue().ids(), "mini"]
    assert (both.title, both.sha256) == (built_in.title, read_source(str(BUILT_IN)).sha256)
    assert both.measures == {**built_in.measures, "mini": "what the team does"}
    assert both.facts[:-1] == built_in.facts
    assert both.conflicts[:-1] == built_in.conflicts
    assert (both.facts[-1].id, both.conflicts[-1].id) == ("hiring", "hired-for-nothing")


def test_a_contradiction_of_the_user_is_found(own: Path, tmp_path: Path, cx: Cx) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]  # no .yaml, so no questionnaires of the folder
    for path, id_, answer in zip(files, ("mini@3", "organisational@2"), ("team", "people"), strict=True):
        head = f"schema: cxmaturity/answers@1\nquestionnaire: {id_}\ndate: 2026-11-22\n"
        path.write_text(f"{head}answers: {{{answer}.hiring: {'high' if answer == 'team' else 'ignore'}}}\n")
    ran = cx("check", *files, "--questionnaires", own)
    (line,) = ran.out.splitlines()
    assert line.endswith("It is one company. Where both hold, say why under explained, rule hired-for-nothing.")
    assert cx("check", *files, "--questionnaires", CASES / "own").out == ""


def test_a_tension_without_a_question_is_a_warning(own: Path, cx: Cx) -> None:
    path = own / "crosswalk.yaml"
    assert cx("check", "--strict", path, "--questionnaires", own).out == ""
    path.write_text(MINE.replace("kind: contradiction", "kind: tension"))
    wanted = "contradictions.hired-for-nothing.why: the reason of a tension has no question mark"
    assert f", line 18: warning: {wanted}; end with what one would ask" in cx(
        "check", path, "--questionnaires", own
    ).out.replace(str(path), "")
    path.write_text(path.read_text().replace("It is one company.", "Is it one company?"))
    assert cx("check", "--strict", path, "--questionnaires", own).out == ""


def test_what_is_wrong_with_a_crosswalk_of_the_user_is_said_with_its_line(own: Path) -> None:
    path = own / "crosswalk.yaml"
    path.write_text(MINE.replace("team.hiring@high, org", "team.hirring@high, org"))
    with pytest.raises(ProblemsFoundError) as caught:
        Catalogue(own).crosswalk()
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.code) == (str(path), 11, "unknown-practice")
    assert problem.hint == "did you mean team.hiring?"


def test_other_files_of_the_folder_are_no_crosswalk(own: Path) -> None:
    """Answers under the crosswalk's name are refused; a crosswalk under another name is no questionnaire."""
    (own / "crosswalk.yaml").rename(own / "how-they-relate.yaml")
    with pytest.raises(ProblemsFoundError, match="this file holds a crosswalk; name a file with a questionnaire here"):
        Catalogue(own).ids()
    (own / "how-they-relate.yaml").unlink()
    (own / "crosswalk.yaml").write_text("schema: cxmaturity/answers@1\nquestionnaire: mini@3\ndate: 2026-11-22\n")
    with pytest.raises(ProblemsFoundError, match="this file holds answers; name a file with a crosswalk here"):
        Catalogue(own).crosswalk()
