"""Problems for those who read them in a pipeline: JSON, GitHub's workflow commands, SARIF 2.1.0, JUnit.

SARIF: OASIS, Static Analysis Results Interchange Format 2.1.0. GitHub: "Workflow commands for GitHub Actions".
"""

import json
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

import cxmaturity
from cxmaturity.cli.terminal import one_line
from cxmaturity.domain.problems import Problem
from cxmaturity.reports.sanitise import safe_json, visible

SCHEMA = "cxmaturity/problems@1"
_HOME = "https://json.schemastore.org/sarif-2.1.0.json"
_NO_XML = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "\ufffd")

Layout = Callable[[Sequence[str], Sequence[Problem]], str]


def as_json(files: Sequence[str], problems: Sequence[Problem]) -> str:
    """Every problem as an object, in the order of the files."""
    listed = [
        {
            "file": problem.file,
            "line": problem.line,
            "path": problem.path,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return _json({"schema": SCHEMA, "files": list(files), "problems": listed})


def as_github(files: Sequence[str], problems: Sequence[Problem]) -> str:
    """A workflow command for each problem, which GitHub shows at its line."""
    return "".join(
        f"::{problem.severity} file={_property(problem.file)}{f',line={problem.line}' if problem.line else ''}"
        f",title={_property(problem.code)}::{_data(_said(problem))}\n"
        for problem in problems
    )


def as_sarif(files: Sequence[str], problems: Sequence[Problem]) -> str:
    """One run of SARIF 2.1.0; a rule for each kind of problem."""
    codes = sorted({problem.code for problem in problems})
    driver = {
        "name": "cxmaturity",
        "version": cxmaturity.__version__,
        "rules": [{"id": code, "name": code} for code in codes],
    }
    results = [_result(problem, codes.index(problem.code)) for problem in problems]
    run = {
        "tool": {"driver": driver},
        "artifacts": [{"location": {"uri": _uri(name)}} for name in files if name != "-"],
        "results": results,
        "columnKind": "unicodeCodePoints",
    }
    return _json({"$schema": _HOME, "version": "2.1.0", "runs": [run]})


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.file)}}
    if problem.line:
        place["region"] = {"startLine": problem.line}
    location: dict[str, Any] = {"physicalLocation": place}
    if problem.path:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.path}]
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": _said(problem)},
        "locations": [location],
    }


def as_junit(files: Sequence[str], problems: Sequence[Problem]) -> str:
    """A test case for each file, which fails with its errors; warnings stand in its output."""
    by_file: dict[str, list[Problem]] = {name: [] for name in files}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    failing = sum(any(problem.severity == "error" for problem in those) for those in by_file.values())
    cases = "".join(_case(name, those) for name, those in by_file.items())
    counts = f'name="cxmaturity check" tests="{len(by_file)}" failures="{failing}"'
    suite = f"<testsuite {counts}>\n{cases}</testsuite>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n{suite}\n</testsuites>\n'


def _case(name: str, problems: Sequence[Problem]) -> str:
    lines: dict[str, list[str]] = {"error": [], "warning": []}
    for problem in problems:
        lines[problem.severity].append(_xml(one_line(str(problem))))
    failure = ""
    if lines["error"]:
        first = quoteattr(_xml(_said(next(problem for problem in problems if problem.severity == "error"))))
        failure = f"<failure message={first}>{escape(chr(10).join(lines['error']))}</failure>\n"
    warnings = f"<system-out>{escape(chr(10).join(lines['warning']))}</system-out>\n" if lines["warning"] else ""
    return f'<testcase classname="cxmaturity" name={quoteattr(_xml(name))}>\n{failure}{warnings}</testcase>\n'


def _said(problem: Problem) -> str:
    what = f"{problem.path}: {problem.message}" if problem.path else problem.message
    return one_line(f"{what}; {problem.hint}" if problem.hint else what)


def _uri(name: str) -> str:
    """A file's name as a URI, relative where the name is."""
    if name == "-":
        return "stdin"
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _data(text: str) -> str:
    """Text in a workflow command."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property of a workflow command, in which more signs divide."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _xml(text: str) -> str:
    """Text without the characters that XML can not hold."""
    return text.translate(_NO_XML)


def _json(value: Any) -> str:
    return safe_json(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


PROBLEM_FORMATS: dict[str, Layout] = {"json": as_json, "github": as_github, "sarif": as_sarif, "junit": as_junit}
"""How problems can be printed besides plain text, by the name that `--format` takes."""
