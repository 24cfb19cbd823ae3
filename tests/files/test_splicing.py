"""Editing a text in place: what is changed is written anew, and every other line stays as somebody wrote it.

A user who keeps notes in an answers file, or reads its differences in git, would lose both if saving an answer touched
lines that have nothing to do with it.
"""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxmaturity.files.yaml.rendering import Bare, OneLine
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.splicing import spliced
from cxmaturity.files.yaml.tree import read_tree

Data = dict[str, Any]

KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,7}", fullmatch=True).filter(lambda key: key not in {"null", "true", "false"})
VALUES = st.from_regex(r"[a-z][a-z ]{0,10}[a-z]", fullmatch=True).filter(lambda text: text not in {"no", "on", "off"})
COMMENTS = st.from_regex(r"[A-Za-z][A-Za-z:?' ]{0,14}", fullmatch=True).map(str.strip)
BREAKS = st.sampled_from(["\n", "\r\n"])


def read(text: str) -> Data:
    data = read_tree(Source("answers.yaml", text, "")).data
    assert isinstance(data, dict)
    return data


def comments(text: str) -> list[str]:
    """What stands behind a number sign; no value of these tests holds one."""
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]


def block(text: str, key: str) -> list[str]:
    """The lines of a top-level key: its own, and those below it up to the next key."""
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next((i for i in range(start + 1, len(lines)) if lines[i][:1].isalpha()), len(lines))
    return lines[start:end]


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Data]:
    """A file as a person writes it, with comments above and beside, and what it says."""
    data: Data = {}
    lines: list[str] = []
    for key in draw(st.lists(KEYS, min_size=2, max_size=5, unique=True)):
        if draw(st.booleans()):
            lines.append(f"# {draw(COMMENTS)}")
        beside = f"  # {draw(COMMENTS)}" if draw(st.booleans()) else ""
        if draw(st.booleans()):
            data[key] = draw(VALUES)
            lines.append(f"{key}: {data[key]}{beside}")
            continue
        pad = " " * draw(st.sampled_from([1, 2, 4]))
        data[key] = draw(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3))
        lines.append(f"{key}:{beside}")
        for inner, value in data[key].items():
            quoted = draw(st.sampled_from([value, f"'{value}'", f'"{value}"']))
            note = f" # {draw(COMMENTS)}" if draw(st.booleans()) else ""
            lines.append(f"{pad}{inner}: {quoted}{note}")
        if draw(st.booleans()):
            lines.append("")
    line_end = draw(BREAKS)
    return line_end.join([*lines, ""]), data


@given(written())
@settings(max_examples=100, deadline=None)
def test_what_is_the_same_stays_byte_for_byte(given_file: tuple[str, Data]) -> None:
    text, data = given_file
    assert read(text) == data
    assert spliced(text, data) == text


@given(written(), st.data())
@settings(max_examples=150, deadline=None)
def test_one_change_touches_its_own_lines_and_no_other(given_file: tuple[str, Data], draw: st.DataObject) -> None:
    text, data = given_file
    key = draw.draw(st.sampled_from(sorted(data)), label="key")
    if isinstance(data[key], dict):
        inner = draw.draw(st.sampled_from(sorted(data[key])), label="inner key")
        wanted = {**data, key: {**data[key], inner: draw.draw(VALUES, label="value")}}
    else:
        wanted = {**data, key: draw.draw(VALUES, label="value")}
    after = spliced(text, wanted)
    assert read(after) == wanted
    assert comments(after) == comments(text)
    for other in data:
        if other != key:
            assert block(after, other) == block(text, other)
    assert len(after.splitlines()) == len(text.splitlines())
    assert spliced(after, wanted) == after


@given(written(), KEYS, VALUES)
@settings(max_examples=100, deadline=None)
def test_a_new_key_leaves_every_line_there_is(given_file: tuple[str, Data], key: str, value: str) -> None:
    text, data = given_file
    assume(key not in data)
    wanted = {**data, key: value}
    after = spliced(text, wanted)
    assert read(after) == wanted
    left = iter(after.splitlines())
    assert all(line in left for line in text.splitlines() if line.strip()), "the old lines, in their order"


@given(written(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_goes_leaves_its_comments(given_file: tuple[str, Data], draw: st.DataObject) -> None:
    text, data = given_file
    key = draw.draw(st.sampled_from(sorted(data)), label="key")
    wanted = {name: value for name, value in data.items() if name != key}
    after = spliced(text, wanted)
    assert read(after) == wanted
    assert sorted(comments(after)) == sorted(comments(text)), "a note is nobody's to throw away"


@given(written(), written())
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_brought_to_any_data(given_file: tuple[str, Data], other: tuple[str, Data]) -> None:
    text, data = given_file
    there = spliced(text, other[1])
    assert read(there) == other[1]
    assert read(spliced(there, data)) == data


@given(written())
@settings(max_examples=60, deadline=None)
def test_lines_end_as_they_did(given_file: tuple[str, Data]) -> None:
    text, data = given_file
    after = spliced(text, {**data, "added": {"one": "x", "two": ["y", "z"]}})
    assert ("\r\n" in after) == ("\r\n" in text)
    assert "\r\n" not in text or after.count("\r\n") == after.count("\n")


CASES: dict[str, tuple[str, Data, str | None]] = {
    "a value keeps the comment beside it": (
        "a: x  # why\nb: y\n",
        {"a": "z", "b": "y"},
        "a: z  # why\nb: y\n",
    ),
    "a bare answer becomes a mapping": (
        "answers:\n  p: x # first\n  q: y\n",
        {"answers": {"p": {"is": "x", "note": "seen"}, "q": "y"}},
        None,
    ),
    "an answer on one line stays on one": (
        "answers:\n  p: {is: x, note: seen}\n  q: y\n",
        {"answers": {"p": OneLine({"is": "z", "note": "seen"}), "q": "y"}},
        "answers:\n  p: {is: z, note: seen}\n  q: y\n",
    ),
    "a day is written without quotes": (
        "date: 2026-01-01\n",
        {"date": Bare("2026-02-03")},
        "date: 2026-02-03\n",
    ),
    "a text that looks like a number is quoted": (
        "a: x\n",
        {"a": "12"},
        'a: "12"\n',
    ),
    "a text that looks like a truth is quoted": (
        "a: x\n",
        {"a": "no"},
        'a: "no"\n',
    ),
    "the last value of a mapping goes, and the mapping is empty": (
        "a: x\nb:\n  c: y\n",
        {"a": "x"},
        "a: x\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_cases(case: str) -> None:
    text, wanted, expected = CASES[case]
    after = spliced(text, wanted)
    assert read(after) == wanted
    if expected is not None:
        assert after == expected
    assert comments(after) == comments(text)


def test_a_mapping_in_place_of_a_text_keeps_the_lines_around_it() -> None:
    text = "answers:\n  # on strategy\n  p: x\n  # on people\n  q: y\n"
    after = spliced(text, {"answers": {"p": {"is": "x", "note": "seen"}, "q": "y"}})
    lines = after.splitlines()
    assert lines[:2] == ["answers:", "  # on strategy"]
    assert lines[-2:] == ["  # on people", "  q: y"]
