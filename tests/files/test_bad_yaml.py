"""Files that are refused before anyone asks what they say: bytes, YAML's own rules, what YAML offers and we do not."""

import io
import json
import os
import sys
import time
from pathlib import Path

import pytest

from cxmaturity.files.yaml.building import MOST_DEPTH, MOST_VALUES
from cxmaturity.files.yaml.source import MOST_BYTES, Source, read_source
from cxmaturity.files.yaml.tree import read_tree
from tests.files.marked import NAME, Expected, hold_equal, of_answers, problems

HEAD = "schema: cxmaturity/answers@1\nquestionnaire: mini@3\ndate: 2026-11-22\n"
START = "start with `schema: ...`"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

REFUSED = {
    "an empty file": ("", [Expected(1, "empty", "", "the file is empty", START)]),
    "comments only": ("# a\n\n# b\n", [Expected(1, "empty", "", "the file is empty", START)]),
    "a start of a document only": ("---\n", [Expected(2, "empty", "", "the file is empty", START)]),
    "null": ("\n\n~\n", [Expected(3, "empty", "", "the file is empty", START)]),
    "text at the top": (
        "# a\nhello\n",
        [Expected(2, "no-mapping", "", "the file does not begin with a key", START)],
    ),
    "a number at the top": ("3", [Expected(1, "no-mapping", "", "does not begin with a key", START)]),
    "a list at the top": ("\n\n- schema: x\n", [Expected(3, "no-mapping", "", "does not begin with a key", START)]),
    "keys that stand twice and three times": (
        "a: 1\nb:\n  c: 1\n  c: 2\na: 3\nb: 4\nd: [{e: 1, e: 2}]\na: 5\n",
        [
            Expected(4, "duplicate-key", "", "the key 'c' stands twice (first on line 3)", "keep one of them"),
            Expected(5, "duplicate-key", "", "the key 'a' stands twice (first on line 1)", "keep one of them"),
            Expected(6, "duplicate-key", "", "the key 'b' stands twice (first on line 2)", "keep one of them"),
            Expected(7, "duplicate-key", "", "the key 'e' stands twice (first on line 7)", "keep one of them"),
            Expected(8, "duplicate-key", "", "the key 'a' stands twice (first on line 1)", "keep one of them"),
        ],
    ),
    "keys that stand twice in collections that stand twice": (
        "a: {x: 1, x: 2}\n" * 4,
        [
            Expected(
                line, "duplicate-key", "", f"the key {key!r} stands twice (first on line {first})", "keep one of them"
            )
            for line in (1, 2, 3, 4)
            for key, first in (("a", 1), ("x", line))
            if key == "x" or line > 1
        ],
    ),
    "a key that is quoted the second time": (
        'a: 1\n"a": 2\n',
        [Expected(2, "duplicate-key", "", "the key 'a' stands twice", "keep one of them")],
    ),
    "anchors and aliases": (
        "a: &x 1\nb: *x\nc: [&y {d: 1}, *y]\n",
        [
            Expected(1, "anchor", "", "&x is not allowed before a value", "leave it out; text that starts with &"),
            Expected(2, "alias", "", "*x is not allowed as a value", "write the value out"),
            Expected(3, "alias", "", "*y is not allowed as a value", "write the value out"),
            Expected(3, "anchor", "", "&y is not allowed before a value", "leave it out; text that starts with &"),
        ],
    ),
    "an anchored key": (
        "&k a: 1\n",
        [Expected(1, "anchor", "", "&k is not allowed before a value", "leave it out; text that starts with &")],
    ),
    "an alias as a key": (
        "a: &x 1\n*x : 2\n",
        [
            Expected(1, "anchor", "", "&x is not allowed before a value", "leave it out"),
            Expected(2, "alias", "", "*x is not allowed as a value", "write the value out"),
        ],
    ),
    "a merge key": (
        "a: &x {b: 1}\nc:\n  <<: *x\n",
        [
            Expected(1, "anchor", "", "&x is not allowed before a value", "leave it out"),
            Expected(3, "alias", "", "*x is not allowed as a value", "write the value out"),
        ],
    ),
    "a billion laughs": (
        BOMB,
        [
            Expected(1, "anchor", "", "&a is not allowed before a value", "leave it out"),
            Expected(2, "alias", "", "*a is not allowed as a value", "write the value out"),
            Expected(2, "alias", "", "*a is not allowed as a value", "write the value out"),
            Expected(2, "anchor", "", "&b is not allowed before a value", "leave it out"),
            Expected(3, "alias", "", "*b is not allowed as a value", "write the value out"),
            Expected(3, "alias", "", "*b is not allowed as a value", "write the value out"),
        ],
    ),
    "tags": (
        "a: !!int 3\nb: ! x\nc: !mine [1]\n",
        [
            Expected(1, "tag", "", "!!int is not allowed before a value", "leave it out"),
            Expected(2, "tag", "", "! is not allowed before a value", "leave it out"),
            Expected(3, "tag", "", "!mine is not allowed before a value", "leave it out"),
        ],
    ),
    "a Python object": (
        "a: !!python/object/apply:os.system ['touch pwned']\n",
        [Expected(1, "tag", "", "!!python/object/apply:os.system is not allowed", "leave it out")],
    ),
    "a second document": (
        f"{HEAD}---\n{HEAD}a: &b 1\n",
        [Expected(4, "second-document", "", "`---` starts a second file here", "put it into a file of its own")],
    ),
    "a list as a key": (
        "a: 1\n? [b, c]\n: 2\n",
        [Expected(2, "no-text-key", "", "a key must be text", "did braces or brackets slip in?")],
    ),
    "a template's braces": (
        "a: 1\n{{ date }}: 2\n",
        [Expected(2, "no-text-key", "", "a key must be text", "did braces or brackets slip in?")],
    ),
    "a template's tags": (
        "a: 1\n{% if x %}\n",
        [Expected(2, "not-readable", "", "this line can not be read", "check its indent")],
    ),
    "a tab that indents": (
        "a:\n\tb: 1\n",
        [Expected(2, "tab", "", "a tab indents this line", "indent with spaces, not with tabs")],
    ),
    "a tab after other lines": (
        "a:\n  b: 1\n\tc: 1\n",
        [Expected(3, "tab", "", "a tab indents this line", "indent with spaces, not with tabs")],
    ),
    "a colon in text": (
        "a: 1\nb: note: two\n",
        [Expected(2, "needs-quotes", "", "text with a colon and a space in it", 'write `b: "note: two"`')],
    ),
    "a bracket left open": (
        "a: 1\nb: [1, 2\n",
        [Expected(2, "open-bracket", "", "the bracket [ that opens here is not closed", "close it with ]")],
    ),
    "a quote left open": (
        'a: "x\nb: 1\n',
        [Expected(1, "open-quotes", "", "the quotes that open here are not closed", 'put " at the end of the text')],
    ),
    "wrong indentation": (
        "a:\n    b: 1\n  c: 1\n",
        [
            Expected(
                3, "indent", "", "indented by 2 spaces, and no line above it is", "indent lines that belong together"
            )
        ],
    ),
    "what was found before the YAML ends": (
        "a: &b 1\na: 2\nc: [\n",
        [
            Expected(1, "anchor", "", "&b is not allowed before a value", "leave it out"),
            Expected(2, "duplicate-key", "", "the key 'a' stands twice", "keep one of them"),
            Expected(3, "open-bracket", "", "the bracket [ that opens here is not closed", "close it with ]"),
        ],
    ),
    "a NUL byte after letters of two bytes": (
        'a: "éééééééé"\nb: 1\nc: x\0y\n',
        [Expected(3, "control-character", "", "the character U+0000 is not allowed here", "UTF-8")],
    ),
    "an escape character": ("a: \x1b[31m\n", [Expected(1, "control-character", "", "U+001B", "remove it")]),
    "nesting just over the limit": (
        "a:\n " + "[" * MOST_DEPTH + "]" * MOST_DEPTH,
        [Expected(2, "too-deep", "", "values are nested more than 50 deep", "flatten them")],
    ),
    "200,000 brackets": (
        "a: " + "[" * 200_000,
        [Expected(1, "too-deep", "", "values are nested more than 50 deep", "flatten them")],
    ),
    "200,000 braces": ("{a: " * 200_000, [Expected(1, "too-deep", "", "nested more than 50 deep", "flatten them")]),
    "200,000 indicators of lists": (
        "- " * 200_000,
        [Expected(1, "too-deep", "", "nested more than 50", "flatten them")],
    ),
    "half of a pair of escapes": (
        'a: "\\ud83d"\nb: [\'\\ud83d\', "x \\ude00\\ud83d"]\n"\\udfff": \\ud83d\n',
        [
            Expected(1, "lone-half", "", "half of a pair of escapes stands alone (\\ud83d)", "write the character"),
            Expected(2, "lone-half", "", "half of a pair of escapes stands alone (\\ude00)", "write the character"),
            Expected(3, "lone-half", "", "half of a pair of escapes stands alone (\\udfff)", "write the character"),
        ],
    ),
    "too many values": (
        "a: [" + "1," * MOST_VALUES + "]\n",
        [Expected(1, "too-many-values", "", "the file has over 200,000 values", "split it")],
    ),
}


@pytest.mark.fast
@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    text, wanted = REFUSED[name]
    before = time.monotonic()
    hold_equal(problems(lambda: read_tree(Source(NAME, text, ""))), wanted)
    assert time.monotonic() - before < 5


def test_nesting_at_the_limit_is_read() -> None:
    depth = MOST_DEPTH - 1
    document = read_tree(Source(NAME, "a: " + "[" * depth + "]" * depth, ""))
    assert str(document.data["a"]) == "[" * depth + "]" * depth


def test_nothing_of_an_object_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "a: !!python/object/apply:os.system ['touch pwned']\n"
    assert [one.code for one in problems(lambda: read_tree(Source(NAME, text, "")))] == ["tag"]
    assert not list(tmp_path.iterdir())


UTF8 = "save the file with the encoding UTF-8"
GOOD = HEAD + "organisation: Zürich\n"
BYTES = {
    "Latin-1": (GOOD.encode("latin-1"), [Expected(4, "not-utf-8", "", "byte 0xfc is not UTF-8", UTF8)]),
    "UTF-16 with its mark": (GOOD.encode("utf-16"), [Expected(1, "not-utf-8", "", "byte 0xff is not UTF-8", UTF8)]),
    "half a letter at the end": ("a: ü".encode()[:-1], [Expected(1, "not-utf-8", "", "byte 0xc3 is not UTF-8", UTF8)]),
    "a surrogate": (b"a: \xed\xa0\x80", [Expected(1, "not-utf-8", "", "byte 0xed is not UTF-8", UTF8)]),
    "UTF-16 without its mark": (
        HEAD.encode("utf-16-le"),
        [Expected(1, "control-character", "", "the character U+0000 is not allowed here", UTF8)],
    ),
    "over 5 MiB": (
        b"#" * (MOST_BYTES + 1),
        [Expected(None, "too-large", "", "the file is over 5 MiB", "split it, or shorten its notes")],
    ),
    "5 MiB of comment": (b"#" * MOST_BYTES, [Expected(1, "empty", "", "the file is empty", START)]),
}


@pytest.mark.parametrize("name", BYTES)
def test_refused_bytes(name: str, tmp_path: Path) -> None:
    data, wanted = BYTES[name]
    path = tmp_path / "bad.yaml"
    path.write_bytes(data)
    found = problems(lambda: read_tree(read_source(str(path))))
    hold_equal(found, wanted)
    assert {one.file for one in found} == {str(path)}


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r\n").encode("utf-8-sig"),
        f"%YAML 1.1\n---\n{GOOD}...\n".encode(),
        GOOD.replace(": Z", ":\tZ").encode(),
    ],
    ids=["BOM", "CRLF", "BOM and CRLF", "marks of a document", "a tab before a value"],
)
def test_accepted_bytes(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    path.write_bytes(data)
    assert read_tree(read_source(str(path))).data["organisation"] == "Zürich"


PAIRS = {
    "JSON": (r'{"a": "\ud83d\ude00 \\ud83d \\\uD83D\uDC4b \u00e9"}', "😀 \\ud83d \\👋 é"),
    "a text without quotes": (r"a: \ud83d\ude00", r"\ud83d\ude00"),
    "single quotes": (r"a: '\ud83d\ude00'", r"\ud83d\ude00"),
    "a text of lines": ("a: |-\n  \\ud83d\\ude00\n  x", "\\ud83d\\ude00\nx"),
    "a text in which one stands already": ('{"a": "\ue000\ue000d83d \\ud83d\\ude00"}', "\ue000\ue000d83d 😀"),
    "a pair on two lines": ('a: "\\ud83d\\\n  \\ude00"', "😀"),
}


@pytest.mark.parametrize("name", PAIRS)
def test_escaped_pairs_as_programs_write_them(name: str) -> None:
    """JSON writes a character beyond the first plane as two halves, between double quotes only."""
    text, value = PAIRS[name]
    assert read_tree(Source(NAME, text, "")).data == {"a": value}


def test_any_text_that_a_program_writes_as_json() -> None:
    text = "".join(map(chr, [*range(0x20, 0xD800, 7), *range(0xE000, 0x110000, 97)]))
    assert read_tree(Source(NAME, json.dumps({"a": text}), "")).data == {"a": text}


def test_lines_after_crlf_and_bom(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes((HEAD + "answers:\n  # why\n  team.hirring: 2\n").replace("\n", "\r\n").encode("utf-8-sig"))
    assert [one.line for one in of_answers(path.read_bytes().decode("utf-8-sig"))] == [6]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("missing.yaml", Expected(None, "no-such-file", "", "no such file", "check the name")),
        (".", Expected(None, "is-a-folder", "", "this is a folder", "name a file in it")),
        ("file/below", Expected(None, "unreadable", "", "the file can not be read: Not a directory")),
        ("n" * 300, Expected(None, "unreadable", "", "the file can not be read: File name too long")),
        ("\0", Expected(None, "unreadable", "", "the file can not be read: embedded null byte")),
        ("loop", Expected(None, "unreadable", "", "the file can not be read: Too many levels of symbolic links")),
        ("/dev/zero", Expected(None, "no-file", "", "this is a pipe, a device or a socket", "name a file")),
        ("/dev/null", Expected(None, "no-file", "", "this is a pipe, a device or a socket", "name a file")),
        ("fifo", Expected(None, "no-file", "", "this is a pipe, a device or a socket", "name a file")),
    ],
)
def test_no_file(name: str, wanted: Expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path("loop").symlink_to("loop")
    os.mkfifo("fifo")
    hold_equal(problems(lambda: read_source(name)), [wanted])


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so that the system's refusal is played here."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "secret.yaml").touch()
    monkeypatch.setattr(Path, "open", refuse)
    found = problems(lambda: read_source(str(tmp_path / "secret.yaml")))
    hold_equal(found, [Expected(None, "unreadable", "", "the file can not be read: Permission denied")])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_no_permission_for_real(tmp_path: Path) -> None:
    path = tmp_path / "secret.yaml"
    path.touch(0o000)
    assert [one.code for one in problems(lambda: read_source(str(path)))] == ["unreadable"]


def test_standard_input_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    wanted = Expected(None, "unreadable", "", "the file can not be read: there is no standard input")
    hold_equal(problems(lambda: read_source("-")), [wanted])


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" " * (MOST_BYTES + 1))))
    assert [one.code for one in problems(lambda: read_source("-"))] == ["too-large"]


def test_empty_values_are_nothing() -> None:
    document = read_tree(Source(NAME, "a:\nb: ~\nc: null\nd: ''\ne: \"~\"\nf: 'null'\ng: |\n  null\n", ""))
    assert document.data == {"a": None, "b": None, "c": None, "d": "", "e": "~", "f": "null", "g": "null\n"}


def test_nothing_is_guessed() -> None:
    text = "a: no\nb: 3\nc: 2026-11-22\nd: 0x10\ne: .nan\nf: 1:30\nno: yes\n"
    data = read_tree(Source(NAME, text, "")).data
    assert data == {"a": "no", "b": "3", "c": "2026-11-22", "d": "0x10", "e": ".nan", "f": "1:30", "no": "yes"}
