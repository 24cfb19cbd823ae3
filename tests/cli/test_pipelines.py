"""What pipelines read of `check`, and the files that hooks and actions are run by, as their readers define them."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.cli.running import HEAD, NORTHWIND, ROOT, Cx, process
from tests.repository import commit, git, repository

BAD = sorted((ROOT / "tests" / "cases" / "bad").glob("*.yaml"))
SARIF = json.loads((ROOT / "tests" / "cases" / "sarif-2.1.0.json").read_text())
"""The schema of SARIF 2.1.0 by OASIS, as schemastore.org has it under the Apache licence 2.0."""
HOSTILE = "answers: {'a%\\n::error::x,y:z': explore, \"<b>&\\\"'\": explore}\n"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "a, b%0A ü:'<&\".yaml"
    path.write_text(HEAD + HOSTILE)
    return path


def test_sarif_is_what_its_schema_says_for_every_bad_file(cx: Cx, hostile: Path) -> None:
    ran = cx("-q", "check", *BAD, hostile, NORTHWIND, "--format", "sarif")
    printed = json.loads(ran.out)
    assert ran.code == 1
    assert not [error.message for error in Draft7Validator(SARIF).iter_errors(printed)]
    run = printed["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) > 100
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.startswith("file:///") and " " not in uri


def test_sarif_without_problems_and_with_relative_names(tmp_path: Path) -> None:
    shutil.copy(NORTHWIND, tmp_path / "with space.yaml")
    printed = json.loads(process("-q", "check", "with space.yaml", "--format", "sarif", folder=tmp_path).out)
    assert not list(Draft7Validator(SARIF).iter_errors(printed))
    assert printed["runs"][0]["artifacts"] == [{"location": {"uri": "with%20space.yaml"}}]
    assert all(result["level"] == "warning" for result in printed["runs"][0]["results"])


def test_junit_has_a_case_a_file_and_fails_with_errors_only(cx: Cx, hostile: Path) -> None:
    ran = cx("-q", "check", hostile, NORTHWIND, "--format", "junit")
    suite = ElementTree.fromstring(ran.out.encode()).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    bad, good = suite.findall("testcase")
    assert bad.get("name") == str(hostile)
    failure = bad.find("failure")
    assert failure is not None and len((failure.text or "").splitlines()) == 2
    assert good.find("failure") is None
    assert "warning" in (good.findtext("system-out") or "")


def test_github_gets_one_command_a_problem_whatever_the_text(cx: Cx, hostile: Path) -> None:
    ran = cx("-q", "check", hostile, NORTHWIND, "--format", "github")
    lines = ran.out.splitlines()
    assert all(re.match(r"::(error|warning) file=[^,:]+(,line=\d+)?,title=[a-z-]+::.", line) for line in lines)
    errors = [line for line in lines if line.startswith("::error")]
    assert len(errors) == 2
    assert f"file={str(hostile).replace('%', '%25').replace(':', '%3A').replace(',', '%2C')}" in errors[0]


def test_json_has_every_problem_with_its_place(cx: Cx, hostile: Path) -> None:
    printed = json.loads(cx("-q", "check", hostile, "--format", "json").out)
    assert printed["schema"] == "cxmaturity/problems@1"
    assert [(one["file"], one["line"], one["severity"]) for one in printed["problems"]] == [
        (str(hostile), 4, "error"),
        (str(hostile), 4, "error"),
    ]
    assert all(one["code"] == "unknown-practice" for one in printed["problems"])


def test_other_yaml_is_passed_over_where_that_is_asked(cx: Cx, tmp_path: Path) -> None:
    other, quoted = tmp_path / "compose.yaml", tmp_path / "quoted.yaml"
    other.write_text("services: {web: {image: x}}\n# schema: cxmaturity/answers@1\n")
    quoted.write_text(Path(NORTHWIND).read_text().replace("schema: cx", "'schema': \"cx").replace("s@1", 's@1"', 1))
    ran = cx("check", "--skip-others", other, quoted)
    assert (ran.code, "1 file: 0 errors" in ran.err) == (0, True)
    assert cx("check", other).code == 1
    assert cx("check", "--skip-others", tmp_path / "missing.yaml").code == 1


def test_the_hooks_run_what_they_say(tmp_path: Path) -> None:
    """What a hook enters is run on staged files as pre-commit does: the entry, then the names."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    folder = repository(tmp_path / "r")
    shutil.copy(NORTHWIND, folder / "answers.yaml")
    (folder / "other.yaml").write_text("a: b\n")
    commit(folder, "2026-11-22")

    def hook(id_: str, *names: str) -> int:
        program, *arguments = hooks[id_]["entry"].split()
        assert program == "cxmaturity"
        return process(*arguments, *names, folder=folder).code

    assert hook("cxmaturity-check", "answers.yaml", "other.yaml") == 0
    assert hook("cxmaturity-no-drop", "answers.yaml") == 0
    text = (folder / "answers.yaml").read_text().replace("    is: mobilise\n", "    is: ignore\n")
    (folder / "answers.yaml").write_text(text)
    assert hook("cxmaturity-no-drop", "answers.yaml") == 3
    (folder / "answers.yaml").write_text(text + "nonsense: 1\n")
    assert hook("cxmaturity-check", "answers.yaml", "other.yaml") == 1
    assert git(folder, "status", "--porcelain").strip() == "M answers.yaml"


def test_the_action_checks_scores_and_reports(tmp_path: Path) -> None:
    """The script of the action's last step, run as GitHub does: bash with -e and pipefail, inputs as its variables."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    step = action["runs"]["steps"][-1]
    assert set(step["env"].values()) == {
        f"${{{{ inputs.{name} }}}}" for name in action["inputs"] if name != "python-version"
    }
    shutil.copy(NORTHWIND, tmp_path / "with space.yaml")

    def run(**inputs: str) -> subprocess.CompletedProcess[str]:
        import os
        import sys

        given = {"FILES": "with space.yaml\n\n", "FAIL_UNDER": "", "FAIL_ON_DROP": "", "REPORT": ""} | inputs
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=tmp_path,
            env=os.environ | given | {"PATH": path, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")},
            capture_output=True,
            text=True,
            check=False,
        )

    ran = run(REPORT="report.html", FAIL_UNDER="explore")
    assert ran.returncode == 0, ran.stderr
    assert "::warning file=with space.yaml,line=" in ran.stdout
    assert (tmp_path / "report.html").is_file()
    assert "# Northwind Telecom" in (tmp_path / "summary.md").read_text()
    assert run(FAIL_UNDER="align").returncode == 3


def test_what_publishes_keeps_no_secret() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text())
    jobs = workflow["jobs"]
    assert workflow["permissions"] == {}
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["publish"]["needs"] == "build"
    assert "secrets." not in (ROOT / ".github" / "workflows" / "publish.yml").read_text()


def test_the_page_on_pipelines_holds_what_runs(cx: Cx) -> None:
    """Every snippet is YAML, and every option of ours in it exists."""
    page = (ROOT / "docs" / "pipelines.md").read_text()
    for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
        assert yaml.safe_load(block)
    for name, rest in re.findall(r"cxmaturity (check|score|report) ([^\n`]*)", page):
        shown = cx(name, "--help").out
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in shown
