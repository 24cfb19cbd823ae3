"""Slips line by line: each is seen on its own line, and the line as it was meant is read.

Who types a file without knowing YAML would otherwise be sent to a line where nothing is wrong.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.files.yaml.slips.lines import slips
from cxmaturity.files.yaml.slips.slip import SPACES, leading, short

pytestmark = pytest.mark.fast

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "slips.yaml").read_text("utf-8")
)


def mended(lines: list[str]) -> list[str]:
    """The lines with each slip as it was meant, again and again: one line can hold several."""
    for _ in range(5):
        lines = list(lines)
        for slip in slips(lines):
            lines[slip.line - 1] = slip.meant
    return lines


@pytest.mark.parametrize("name", CASES)
def test_slips_of_a_file(name: str) -> None:
    seen = slips(CASES[name]["file"].split("\n"))
    assert [[slip.line, slip.code, slip.meant] for slip in seen] == CASES[name]["slips"]


NOT_READ = {
    "a colon without a key",
    "text behind a bracket",
    "brackets left open within",
    "text that starts with a sign",
    "a dash alone",
}
"""Files whose lines, as they were meant, a reader still does not take: what was meant is not sure there."""


@pytest.mark.parametrize("name", sorted(CASES.keys() - NOT_READ))
def test_a_file_as_it_was_meant_is_read(name: str) -> None:
    """What is suggested has to be right: whoever writes it as it is said gets on."""
    lines = CASES[name]["file"].split("\n")
    if not CASES[name]["slips"]:
        assert mended(lines) == lines
    assert slips(mended(lines)) == []
    assert yaml.safe_load("\n".join(mended(lines))) is not None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("two tabs are two steps", {"answers": {"a.one": {"is": "x", "note": "y"}, "a.two": "z"}}),
        ("an answer outside", {"answers": {"a.one": "x", "a.two": "y"}}),
        ("a word in quotes at the start", {"a": '"best" of all', "b": "'so' it is"}),
        ("text behind a quote", {"a": '"x" and more'}),
        ("an apostrophe inside", {"a": "it's so"}),
        ("two commas missing", {"a": {"b": "x", "c": "y", "d": "z"}}),
        ("a path of Windows", {"a": "C:\\users\\x"}),
        ("a bullet", {"list": ["one", "two"]}),
        ("an entry less deep than its keys", {"list": [{"what": "x", "date": "y"}]}),
        ("text of lines that is left too early", {"a": {"b": "x\ny\n", "c": "z"}}),
        ("a slip on every line", {"a": "x", "b": "y", "c": "@z", "d": ["w"], "e": "v"}),
    ],
)
def test_what_was_meant_says_what_somebody_typed(name: str, data: dict[str, Any]) -> None:
    """Nothing of what was typed is lost, and nothing is put in that was not there."""
    assert yaml.safe_load("\n".join(mended(CASES[name]["file"].split("\n")))) == data


WORDS = st.sampled_from(["x", "some words", '"quoted: text"', "'it''s'", "[a, b]", "{a: b, c: d}", "2026-11-22"])


@st.composite
def right(draw: st.DrawFn) -> list[str]:
    """Lines in which nothing is wrong."""
    lines: list[str] = []
    step = draw(st.integers(1, 4))
    for i in range(draw(st.integers(1, 5))):
        form = draw(st.integers(0, 3))
        if form == 0:
            lines.append(f"k{i}: {draw(WORDS)}")
        elif form == 1:
            lines += [f"k{i}:", *(f"{' ' * step}j{j}: {draw(WORDS)}" for j in range(draw(st.integers(1, 3))))]
        elif form == 2:
            lines += [f"k{i}:", *(f"{' ' * step}- {draw(WORDS)}" for _ in range(draw(st.integers(1, 3))))]
        else:
            lines += [f"k{i}: |", f"{' ' * step}free: text, @{i}", ""]
    return lines


@settings(max_examples=50)
@given(right())
def test_where_nothing_is_wrong_nothing_is_said(lines: list[str]) -> None:
    assert yaml.safe_load("\n".join(lines)) is not None
    assert slips(lines) == []


@settings(max_examples=50)
@given(right(), st.data())
def test_a_colon_that_is_lost_is_found_on_its_line(lines: list[str], data: st.DataObject) -> None:
    """Of lines in which nothing is wrong one loses the space behind its colon: that line is told, and no other."""
    able = [i for i, line in enumerate(lines) if line.startswith("k") and ": " in line and line[-1] not in "|'\"]}"]
    if not able:
        return
    at = data.draw(st.sampled_from(able))
    broken = [*lines[:at], lines[at].replace(": ", ":", 1), *lines[at + 1 :]]
    assert [(slip.line, slip.code, slip.meant) for slip in slips(broken)] == [
        (at + 1, "no-space-after-colon", lines[at])
    ]


@settings(max_examples=50)
@given(st.lists(st.text(st.sampled_from("ab:-[]{}'\"#|> \t,"), max_size=12), max_size=6))
def test_whatever_is_typed_is_looked_at_to_its_end(lines: list[str]) -> None:
    """No line is told twice, none that is not there, and the search ends."""
    seen = [slip.line for slip in slips(lines)]
    assert len(seen) == len(set(seen))
    assert all(1 <= line <= len(lines) for line in seen)


def test_a_hint_shows_no_more_than_fits_a_line() -> None:
    assert short("a" * 60) == "a" * 60
    assert short("a" * 61) == "a" * 57 + "..."
    assert leading("  \u00a0x", SPACES) == "  \u00a0"
    assert leading("x", SPACES) == ""


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("one space too many", "indent it by 2 spaces"),
        ("a line that fits nothing above it", "indent lines that belong together alike"),
        ("an answer outside, indented by four elsewhere", "indent it by 4 spaces, as it belongs to `answers`"),
        ("text of lines that is left too early", "indent it by 4 spaces, like the lines above it"),
        ("a quote left open", 'put " at the end of the text'),
        ("a brace left open", "close it with }"),
        ("a path of Windows", "write it twice (\\\\), or put the text between ' quotes"),
        ("text behind a bracket", "put text that starts with a bracket between quotes"),
        ("a bracket too many", "take it out"),
        ("a question mark", 'write dk for don\'t know, or "?" as text'),
    ],
)
def test_a_hint_says_what_would_be_right(name: str, hint: str) -> None:
    assert slips(CASES[name]["file"].split("\n"))[0].hint == hint
