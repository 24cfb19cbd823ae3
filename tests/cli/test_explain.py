"""`explain`: the arithmetic, redone here by reading it, and held equal to what `score` says."""

import json
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import NORTHWIND, RETAIL, Cx, Ran

FILES = (NORTHWIND, RETAIL)
READINGS = ("answered", "worst", "best", "documented")
NAME = re.compile(r"[A-Za-z][\w.-]*(\([^()]*\))?")
# a name, what it is worked out from, and its value, as a fraction where it has no end in decimals
LINE = re.compile(r"([\w-]+(?:\([^()]*\))?) = (.*) = ([\d./-]+)(?: \(about [\d.-]+\))?")
Numbers = dict[str, float | None]


@cache
def result(file: str, cx: Cx) -> Any:
    return json.loads(cx("score", file, "--format", "json").out)


def redone(name: str, worked: str) -> float | None:
    """The value of a line's arithmetic, nothing for that of nothing."""
    if name.startswith("value("):
        return float(worked.rpartition(" ")[2])
    sign = {" x ": " * ", " and ": " & ", " of ": " == "}
    for word, operator in sign.items():
        worked = worked.replace(word, operator)
    if worked == "nothing" or (re.search(r"(^| )-( |$)(?![0-9])", worked) and not name.startswith("open(")):
        return None
    numbers = NAME.sub("", worked).replace("[", "(").replace("]", ")")
    parts = re.split("[,&]", re.sub(r"(^| )- >=", " 0 >=", numbers.strip()))
    values = [eval(part, {}) for part in parts]
    if name.startswith("rating("):
        assert values == [True] * 3  # what is written holds, in either direction
        return sum(" > " in part or " >= " in part for part in parts)
    return float(all(values)) if len(values) > 1 else float(values[0])


def numbers(text: str) -> Numbers:
    """The value of every line, each line having been redone."""
    found: Numbers = {}
    for line in text.splitlines():
        if not (parts := LINE.fullmatch(line)):
            continue
        name, worked, value = parts.groups()
        found[name] = None if value == "-" else float(Fraction(value))
        again = redone(name, worked)
        assert again == pytest.approx(found[name]) if again is not None else found[name] is None, line
    return found


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)
def test_dimensions(file: str, reading: str, cx: Cx) -> None:
    points = [
        re.sub(r"^\d+ ", "", one) for one in re.findall(r"\d+ [\w-]+(?= \(value)", cx("explain", file, "--trace").out)
    ]
    for dimension in result(file, cx)["dimensions"]:
        id_ = dimension["id"]
        ran = cx("explain", file, id_, "--reading", reading)
        assert (ran.code, ran.err) == (0, "")
        found = numbers(ran.out)
        if dimension["level" if reading == "answered" else reading] is None:  # nothing in it is documented
            assert (found, f"level({id_}) = -" in ran.out.splitlines()) == ({}, True)
            continue
        assert len(found) > 4 * len(points)
        if reading != "answered":
            level = found[f"level({id_})"]
            most = dimension["level"] if reading == "documented" else None  # never above what all answers carry
            assert dimension[reading] == (level if level is None or most is None else min(level, most))
            continue
        assert found[f"level({id_})"] == dimension["level"]
        assert found[f"score({id_})"] == pytest.approx(dimension["score"])
        assert found[f"index({id_})"] == pytest.approx(dimension["index"])
        for point, share, rating in zip(points, dimension["shares"], dimension["ratings"], strict=True):
            assert found[f"share({id_}, {point})"] == pytest.approx(share)
            assert "NPLF"[int(found[f"rating({id_}, {point})"] or 0)] == rating


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)
def test_stage(file: str, reading: str, cx: Cx) -> None:
    ran = cx("explain", file, "--reading", reading)
    said = result(file, cx)
    stage = said["stage"]
    found = numbers(ran.out)
    ranks = {"answered": stage["rank"], **{key: stage[key] for key in READINGS[1:]}}
    alone = found["stage"] if reading == "documented" else None
    if alone is not None:  # what the reading gives, and what is said of it
        assert f"documented = {stage['documented']}: never above the stage as answered" in ran.out
        assert stage["documented"] == min(alone, stage["rank"])
        ranks["documented"] = alone
    assert ran.code == 0
    assert cx("explain", file, "stage", "--reading", reading) == Ran(0, ran.out, "")
    assert ran.err == ""
    assert found["stage"] == ranks[reading]
    lines = re.findall(r"^stage = (\S+) in the reading ([a-z ]+):", ran.out, re.MULTILINE)
    words = ["as answered", "worst case", "best case", "documented"]
    assert [word for _, word in lines] == words
    assert [rank for rank, _ in lines[:3]] == [str(ranks[key]) for key in READINGS[:3]]
    assert lines[3][0] == "-" if stage["documented"] is None else int(lines[3][0]) >= stage["documented"]
    assert f"coverage = {said['answered']} of {said['applicable']} applicable practices; 70 % makes a claim" in ran.out
    if reading == "answered":
        assert found["level(ROOT)"] == stage["breadth"]
        assert found["score(ROOT)"] == pytest.approx(said["score"])
        assert found["index(ROOT)"] == pytest.approx(said["index"])
        gates = {name: value for name, value in found.items() if name.startswith("open(")}
        assert gates == {f"open({gate['stage']}, {gate['practice']})": gate["open"] for gate in said["gates"]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)
def test_every_practice(file: str, cx: Cx) -> None:
    said = result(file, cx)
    gates = [(gate["practice"], gate["open"]) for gate in said["gates"]]
    for practice in (practice for dimension in said["dimensions"] for practice in dimension["practices"]):
        ran = cx("explain", file, practice["id"], "--trace")
        assert (ran.code, ran.err) == (0, "")
        shown = {how: rank for rank, how in re.findall(r"^(?:rank )?(\d+|left out)\b.*?: ([a-z ]+):", ran.out, re.M)}
        wanted = {"as answered": practice["rank"], "worst case": practice["low"], "best case": practice["high"]}
        assert {how: shown[how] for how in wanted} == {
            how: "left out" if rank is None else str(rank) for how, rank in wanted.items()
        }
        if practice["status"] in {"dk", "missing", "na"}:
            assert f"\nanswer: {practice['status']}" in ran.out
        assert re.findall(r"^gate of .*: (open|shut)$", ran.out, re.M) == [
            "open" if is_open else "shut" for id_, is_open in gates if id_ == practice["id"]
        ]


@pytest.mark.parametrize(
    ("what", "hint"),
    [
        ("people.hirring", "did you mean people.hiring?"),
        ("hirinng", "did you mean people.hiring?"),
        ("insigth", "did you mean insight?"),
        ("stages", "did you mean stage?"),
    ],
)
def test_wrong_names(what: str, hint: str, cx: Cx) -> None:
    ran = cx("explain", NORTHWIND, what)
    assert (ran.code, ran.out) == (2, "")
    assert f"there is no practice or dimension '{what}'; {hint}" in ran.err


def test_wrong_reading(cx: Cx) -> None:
    ran = cx("explain", NORTHWIND, "--reading", "median")
    assert (ran.code, ran.out) == (2, "")
    assert all(reading in ran.err for reading in READINGS)
