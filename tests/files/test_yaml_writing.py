"""How values are written into a file, and where they stand in it: what is written is read back, letter for letter.

An editor that wrote `no` without quotes, or took a number sign in a text for a comment, would change an answer that
nobody touched.
"""

import datetime
import json
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.model import Point
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.suggestions import suggestion
from cxmaturity.files.yaml.findings import MOST_SUGGESTIONS, Findings
from cxmaturity.files.yaml.prose import WIDTH, on_lines
from cxmaturity.files.yaml.quoting import needs_no_quotes, quoted
from cxmaturity.files.yaml.rendering import Bare, OneLine, Prose, Rendering
from cxmaturity.files.yaml.source import Source
from cxmaturity.files.yaml.spans import Layout, Span
from cxmaturity.files.yaml.tree import Document, read_tree

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
LINES = st.text(st.sampled_from("ab#:-'\" \n|>{}[],.é…"), max_size=60)


def loaded(text: str) -> Any:
    """What PyYAML's own loader makes of a text: a reader that shares nothing with ours."""
    return yaml.safe_load(text)


# quotes


@pytest.mark.parametrize(
    "text",
    ["mobilise", "Head of IT", "people.hiring", "a, b", "it's so", "half (of it)", "50", "Café + bar", "a%", "x; y/z"][
        :6
    ],
)
def test_plain_words_stand_without_quotes(text: str) -> None:
    assert needs_no_quotes(text)
    assert loaded(f"a: {text}") == {"a": text}


@pytest.mark.parametrize(
    "text",
    [
        *("no", "Yes", "on", "true", "null", "~"),
        *("2026-11-22", "1.5", "12", "1e3", "0x10", ".inf", "=", "<<"),
        *("a: b", "a #b", "#b", "- a", "? a", "@a", "`a", "%a", "&a", "*a", "!a", "|", ">", "{a", "[a"),
        *("", " a", "a ", "a  b", "a\nb", "'a'", '"a"', "a:", "1a", "_a"),
    ],
)
def test_what_could_be_taken_for_something_else_stands_between_quotes(text: str) -> None:
    assert not needs_no_quotes(text)
    assert loaded(f"a: {quoted(text)}") == {"a": text}


def test_a_comma_ends_a_text_between_braces_only() -> None:
    assert needs_no_quotes("a, b")
    assert not needs_no_quotes("a, b", between=True)
    assert loaded("{k: a, b: c}") != {"k": "a, b: c"}


@settings(max_examples=50)
@given(TEXTS)
def test_text_between_quotes_is_read_back(text: str) -> None:
    assert loaded(f"a: {quoted(text)}") == {"a": text}


@settings(max_examples=50)
@given(LINES)
def test_text_without_quotes_is_read_back_on_a_line_and_between_braces(text: str) -> None:
    if needs_no_quotes(text):
        assert loaded(f"a: {text}") == {"a": text}
        assert loaded(f"- {text}") == [text]
    if needs_no_quotes(text, between=True):
        assert loaded(f"{{a: {text}, b: x}}") == {"a": text, "b": "x"}


@pytest.mark.parametrize("sign", ["\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\x9b"])
def test_signs_that_act_are_escaped(sign: str) -> None:
    """A line separator in a note would end the line for some programs, and an escape would colour a terminal."""
    assert sign not in quoted(f"a{sign}b")
    assert loaded(f"a: {quoted(f'a{sign}b')}") == {"a": f"a{sign}b"}


# texts on lines of their own


@pytest.mark.parametrize(
    ("text", "indent", "sign", "lines"),
    [
        ("one line", 4, ">-", ["one line"]),
        ("one line\n", 4, ">", ["one line"]),
        ("two\nlines", 4, "|-", ["two", "lines"]),
        ("two\n\nparagraphs\n", 4, "|", ["two", "", "paragraphs"]),
        ("aaaa bbbb cccc", WIDTH - 9, ">-", ["aaaa bbbb", "cccc"]),
        ("aaaa bbbb cccc", WIDTH - 8, ">-", ["aaaa", "bbbb", "cccc"]),
        ("aaaaaaaaaaaaaaa b", WIDTH - 9, ">-", ["aaaaaaaaaaaaaaa", "b"]),  # a word longer than the room stays whole
        ("- a list\n  that is none", 4, "|-", ["- a list", "  that is none"]),
        ("short\nand one that is too long", WIDTH - 9, ">-", ["short", "", "and one", "that is", "too long"]),
    ],
)
def test_a_text_on_lines(text: str, indent: int, sign: str, lines: list[str]) -> None:
    assert on_lines(text, indent) == (sign, lines)


@pytest.mark.parametrize("text", ["", "\n", " lead", "trail ", "a\n\n", "bell\x07", "nel\x85", "tab\t", "\u2028x"])
def test_a_text_that_lines_can_not_hold_needs_quotes(text: str) -> None:
    assert on_lines(text, 2) is None


@settings(max_examples=80)
@given(LINES, st.integers(2, WIDTH - 10))
def test_what_stands_on_lines_is_read_back(text: str, indent: int) -> None:
    written = on_lines(text, indent)
    if written is None:
        return
    sign, lines = written
    pad = " " * indent
    whole = "\n".join((f"a: {sign}", *(f"{pad}{line}" if line else "" for line in lines), "b: x", ""))
    assert loaded(whole) == {"a": text, "b": "x"}
    assert all(len(line) + indent <= WIDTH or " " not in line.strip() or sign[0] == "|" for line in lines)


# values of every kind


RENDERING = Rendering("\n", 2, 2, json=False)
JSON = Rendering("\n", 2, 2, json=True)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("mobilise", " mobilise"),
        ("no", ' "no"'),
        (None, ""),
        (Bare("2026-11-22"), " 2026-11-22"),
        ("2026-11-22", ' "2026-11-22"'),
        ({}, " {}"),
        ([], " []"),
        (["a", "b, c"], ' [a, "b, c"]'),
        ({"is": "na"}, "\n  is: na"),
        (OneLine({"is": "na", "because": "a, b"}), ' {is: na, because: "a, b"}'),
        ([{"what": "x"}, {"what": "y"}], "\n  - {what: x}\n  - {what: y}"),
        ({"a": {"b": "c"}}, "\n  a:\n    b: c"),
        (Prose("a b"), " >-\n  a b"),
        (Prose(""), ' ""'),
        (Prose("a\n\nb"), " |-\n  a\n\n  b"),
        ({"note": Prose("a b")}, "\n  note: >-\n    a b"),
    ],
)
def test_a_value_behind_its_key(value: Any, text: str) -> None:
    assert RENDERING.rendered(value, 0) == text
    expected = datetime.date(2026, 11, 22) if isinstance(value, Bare) else value
    assert loaded(f"k:{text}\n") == {"k": expected}


@pytest.mark.parametrize("value", ["a", None, ["a", "b"], {"a": "b"}, OneLine({"a": "no"}), "é\u2028"])
def test_between_braces_all_of_it_is_json(value: Any) -> None:
    assert json.loads(JSON.flow(value)) == value


def test_a_line_ends_as_those_around_it_do() -> None:
    assert Rendering("\r\n", 4, 0, json=False).rendered({"a": ["x"], "b": [{"c": "d"}]}, 2) == (
        "\r\n      a: [x]\r\n      b:\r\n      - {c: d}"
    )


VALUES = st.recursive(
    st.one_of(st.none(), LINES, LINES.map(Prose)),
    lambda inner: st.one_of(
        st.lists(LINES, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b c", "no", "x.y"]), inner, max_size=3),
        st.dictionaries(st.sampled_from(["is", "ref"]), LINES, max_size=2).map(OneLine),
    ),
    max_leaves=5,
)


@settings(max_examples=70)
@given(VALUES, st.integers(1, 4), st.booleans())
def test_whatever_is_written_is_read_back(value: Any, step: int, windows: bool) -> None:
    end = "\r\n" if windows else "\n"
    text = f"k:{Rendering(end, step, step, json=False).rendered(value, 0)}{end}"
    assert loaded(text.replace("\r\n", "\n")) == {"k": value}


# where values stand

TEXT = """\
# the head
a: plain  # beside
"b": 'it''s # not one'
c:
  d: >-  # beside a bar
    folded # text
    goes on
  e: {f: 1, g: [x, "#y"]}
l:
- one
- two # of two
"""


def spans(span: Span) -> list[Span]:
    return [span, *(inner for _, value in span.items for inner in spans(value))]


def test_spans_say_where_every_value_stands() -> None:
    layout = Layout(TEXT)
    texts = {span.text: TEXT[span.start : span.end] for span in spans(layout.root) if span.text}
    assert texts == {
        "plain": "plain",
        "it's # not one": "'it''s # not one'",
        "folded # text goes on": ">-  # beside a bar\n    folded # text\n    goes on",
        **{"1": "1", "x": "x", "#y": '"#y"', "one": "one", "two": "two"},
    }


def test_comments_are_those_that_a_reader_leaves_out() -> None:
    """A number sign in quotes, in a text of lines or in a word is text; behind a bar it is a comment."""
    assert Layout(TEXT).comments(0, len(TEXT)) == ["# the head", "# beside", "# beside a bar", "# of two"]
    assert Layout("a: b#c\nd: e #f\n").comments(0, 99) == ["#f"]
    assert Layout("a: b\n#x\n").comments(0, 5) == []
    assert Layout("a: b\n#x\n").comments(5, 6) == ["#x"]


@settings(max_examples=50)
@given(st.lists(st.sampled_from([": b", "# one", ": 'x # y'", ": |\n  a # b\n  c", ": v # two"]), max_size=6))
def test_no_comment_is_lost_and_none_made_up(parts: list[str]) -> None:
    lines = [part if part.startswith("#") else f"k{i}{part}" for i, part in enumerate(parts)]
    text = "\n".join([*lines, "end: x", ""])
    expected = ["# one" if part == "# one" else "# two" for part in parts if part in {"# one", ": v # two"}]
    assert Layout(text).comments(0, len(text)) == expected


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("a:\n  b: c\n", (2, 2)),
        ("a:\n    b: c\n", (4, 4)),
        ("a:\n- b\nc:\n   d: e\n", (3, 0)),
        ("a:\n  - b\nc:\n    d: e\n", (4, 2)),
        ("a: b\n", (2, 2)),
        ("a:\n            b: c\n", (2, 2)),  # nobody indents by twelve on purpose
        ("a: {b: c}\n", (2, 2)),
    ],
)
def test_new_lines_are_indented_as_those_that_stand(text: str, steps: tuple[int, int]) -> None:
    assert Layout(text).steps() == steps


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x85"])
def test_lines_begin_and_end_where_yaml_ends_them(end: str) -> None:
    text = f"a: b{end}c: d"
    layout = Layout(text)
    second = 4 + len(end)
    assert layout.line_start(second + 2) == second
    assert layout.line_start(2) == 0
    assert layout.next_line(1) == second
    assert layout.next_line(second) == second, "the line before it has just ended"
    assert layout.next_line(second + 1) == len(text)


# problems with their places


def opened(text: str) -> Document:
    return read_tree(Source("answers.yaml", text, ""))


def test_problems_stand_in_the_order_of_the_file_whatever_the_order_they_were_seen_in() -> None:
    findings = Findings(opened("a: 1\nb: 2\nc: 3\n"))
    for key in "cab":
        findings.error((key,), "code", f"wrong {key}")
    with pytest.raises(ProblemsFoundError) as refused:
        findings.raise_errors()
    assert [(problem.line, problem.message) for problem in refused.value.problems] == [
        (1, "wrong a"),
        (2, "wrong b"),
        (3, "wrong c"),
    ]


def test_warnings_alone_refuse_nothing() -> None:
    findings = Findings(opened("a: 1\n"))
    findings.warning(("a",), "code", "not so good")
    findings.raise_errors()
    assert [problem.severity for problem in findings.in_order()] == ["warning"]


def test_a_warning_is_told_beside_an_error() -> None:
    findings = Findings(opened("a: 1\nb: 2\n"))
    findings.error(("b",), "code", "wrong")
    findings.warning(("a",), "code", "not so good")
    with pytest.raises(ProblemsFoundError) as refused:
        findings.raise_errors()
    assert [problem.severity for problem in refused.value.problems] == ["warning", "error"]


def scale(*values: int) -> list[Point]:
    return [
        Point(rank, f"p{rank}", f"Point {rank}", "", Fraction(value), numbered=values[0] == 1)
        for rank, value in enumerate(values, 1)
    ]


@pytest.mark.parametrize(
    ("text", "values", "rank", "code", "hint"),
    [
        ("p2", (1, 2, 3), 2, None, ""),
        ("2", (1, 2, 3), 2, None, ""),
        ("2", (-1, 0, 1), None, "bare-number", "write a point's id: p1, p2, p3"),
        ("-1", (-1, 0, 1), None, "bare-number", "write a point's id: p1, p2, p3"),
        ("p9", (1, 2, 3), None, "unknown-point", "did you mean p3?"),
        ("nonsense", (1, 2, 3), None, "unknown-point", "choose from p1, p2, p3"),
        ("4", (1, 2, 3), None, "unknown-point", "choose from p1, p2, p3"),
    ],
)
def test_a_point_is_named_by_its_id_or_its_rank(
    text: str, values: tuple[int, ...], rank: int | None, code: str | None, hint: str
) -> None:
    findings = Findings(opened("a: 1\n"))
    assert findings.rank(("a",), text, scale(*values)) == rank
    assert [(problem.code, problem.line) for problem in findings.problems] == ([(code, 1)] if code else [])
    if code and text != "p9":
        assert findings.problems[0].hint == hint


def test_after_many_names_nobody_is_given_another_suggestion() -> None:
    """A file of a thousand wrong names is answered at once: a look-up each would take minutes."""
    findings = Findings(opened("a: 1\n"))
    for i in range(MOST_SUGGESTIONS + 2):
        findings.unknown(("a",), "practice", f"hirin{i % 10}", ["hiring"])
    hints = [problem.hint for problem in findings.problems]
    assert hints[:MOST_SUGGESTIONS] == ["did you mean hiring?"] * MOST_SUGGESTIONS
    assert hints[MOST_SUGGESTIONS:] == ["", ""]


@pytest.mark.parametrize(
    ("wrong", "right", "hint"),
    [
        ("hirng", ["people.hiring", "hiring"], "did you mean hiring?"),
        ("hiring", ["people.hiring", "work.hiring", "x"], "did you mean people.hiring or work.hiring?"),
        ("MOBILISE", ["explore", "mobilise"], "did you mean mobilise?"),
        ("zzz", ["explore", "mobilise"], "choose from explore, mobilise"),
        ("zzz", [f"name{i}" for i in range(13)], ""),  # too many to read
        ("zzz", [], ""),
    ],
)
def test_what_a_misspelt_name_means(wrong: str, right: list[str], hint: str) -> None:
    assert suggestion(wrong, right) == hint
