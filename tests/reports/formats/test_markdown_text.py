"""Text in Markdown, as a reader of Markdown takes it: what a file says is text, and nothing of it becomes markup.

Somebody's title with an asterisk would otherwise turn half a report into bold, and one with brackets lead elsewhere.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.reports.document.blocks import Span
from cxmaturity.reports.formats.markdown_text import (
    Headings,
    as_sentence,
    bold,
    escaped,
    inline,
    linked,
    plain,
    unlinked,
)

pytestmark = pytest.mark.fast

SIGNS = st.text(st.sampled_from("ab1 *_`[]()<>|~$&@#+-=.:!\\"), max_size=24)


def unescaped(text: str) -> str:
    """What a reader sees of escaped text: a backslash before a sign shows the sign."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("snake_case", r"snake\_case"),
        ("[x](y)", r"\[x\](y)"),
        ("a | b", r"a \| b"),
        ("<b>", r"\<b\>"),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("$5 and $6", r"\$5 and \$6"),  # GitHub would set it as mathematics
        ("@team", r"\@team"),  # and write to somebody
        ("&amp;", r"\&amp;"),
        ("C:\\x", r"C:\\x"),
        ("`code`", r"\`code\`"),
        ("# no heading", r"\# no heading"),
        ("+ no list", r"\+ no list"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("2) no list", r"2\) no list"),
        ("1.5 is a number", "1.5 is a number"),
        ("a - b # c", "a - b # c"),  # within a line they are no marks
        (":tada: x", r"\:tada: x"),
        ("at 10:30", "at 10:30"),
        ("www.example.org", r"www\.example.org"),
        ("two\nlines", "two lines"),
        ("", ""),
    ],
)
def test_signs_of_a_text_are_no_markup(text: str, written: str) -> None:
    assert escaped(text) == written


def test_a_text_within_a_line_may_begin_as_no_line_may() -> None:
    assert escaped("# 5", starts=False) == "# 5"
    assert escaped("1. x", starts=False) == "1. x"


@settings(max_examples=80)
@given(SIGNS)
def test_a_reader_sees_what_the_file_says(text: str) -> None:
    assert unescaped(escaped(text)) == " ".join(text.split())
    assert unescaped(unlinked(text)) == " ".join(text.split())


@settings(max_examples=80)
@given(SIGNS)
def test_no_sign_of_markup_stands_without_its_backslash(text: str) -> None:
    written = re.sub(r"\\.", "", escaped(text))
    assert not re.search(r"[`*_{}\[\]<>|~$&@]", written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("https://example.org/a_b", "<https://example.org/a_b>"),
        ("see https://example.org/a_b, please", "see <https://example.org/a_b>, please"),
        ("(https://example.org/x)", "(<https://example.org/x>)"),
        ("https://example.org/a|b", "<https://example.org/a%7Cb>"),  # a bar would end the cell of a table
        ("http://a.b and *", r"<http://a.b> and \*"),
    ],
)
def test_addresses_are_links(text: str, written: str) -> None:
    assert escaped(text) == written


def test_the_text_of_a_link_leads_nowhere_else() -> None:
    assert linked("see https://a.b [x]", "steps") == r"[see https\://a.b \[x\]](#steps)"


# parts of a text


ANCHORS = {"one": "step-one"}


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a*b", r"a\*b"),
        ((Span("plain"),), "plain"),
        ((Span("a", "strong"),), "**a**"),
        ((Span("Stage "), Span("Mobilise", "accent")), "Stage **Mobilise**"),
        ((Span("no"), Span("gap", "strong")), "nogap"),  # bold in the middle of a word is none
        ((Span("cx check", "code"),), "`cx check`"),
        ((Span("a`b", "code"),), r"a\`b"),
        ((Span("One", to="one"),), "[One](#step-one)"),
        ((Span("One", to="gone"),), "One"),  # what leads nowhere is text
        ((Span("see "), Span("One", to="one"), Span(", then")), "see [One](#step-one), then"),
        ((Span(""), Span("x")), "x"),
        ((Span("# x"), Span(" y")), r"\# x y"),
        ((), ""),
    ],
)
def test_parts_of_a_text(words: str | tuple[Span, ...], written: str) -> None:
    assert inline(words, ANCHORS) == written


def test_a_text_is_plain_without_its_parts() -> None:
    assert plain((Span("a ", "strong"), Span("b", to="one"))) == "a b"
    assert plain("a") == "a"


def test_nothing_is_not_set_in_bold() -> None:
    """Four asterisks would be read as a line across the page."""
    assert bold("") == ""
    assert bold("x") == "**x**"


@pytest.mark.parametrize(("text", "sentence"), [("x", "x."), ("x.", "x."), ("x?", "x?"), ("x:", "x:"), ("", "")])
def test_a_text_ends_as_a_sentence(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence


# headings and their anchors


def test_headings_of_the_same_text_are_told_apart() -> None:
    headings = Headings()
    assert headings.named("People", "digital") == ("People", "people")
    assert headings.named("People", "digital") == ("People (digital)", "people-digital")
    assert headings.named("People", "digital") == ("People (2)", "people-2")
    assert headings.named("People", "digital") == ("People (3)", "people-3")


def test_headings_that_differ_in_signs_alone_have_anchors_of_their_own() -> None:
    """GitHub leaves signs out of an anchor: two links would lead to the first of both."""
    headings = Headings()
    anchors = [headings.named(text, "")[1] for text in ("A & B", "A / B", "A  B!", "a b")]
    assert len(set(anchors)) == 4


@pytest.mark.parametrize(
    ("title", "text", "anchor"),
    [
        ("How sure are we?", "How sure are we?", "how-sure-are-we"),
        ("It ends.", "It ends", "it-ends"),
        ("Two\nlines", "Two lines", "two-lines"),
        ("Café & Söhne", "Café & Söhne", "caf%C3%A9--s%C3%B6hne"),
        ("snake_case", "snake_case", "snake_case"),
        ("3 of 5", "3 of 5", "3-of-5"),
        ("...", "beside", "beside"),
    ],
)
def test_a_heading_and_its_anchor(title: str, text: str, anchor: str) -> None:
    assert Headings().named(title, "beside") == (text, anchor)


def test_no_heading_is_more_than_one_level_below_the_one_before() -> None:
    headings = Headings()
    assert [headings.at(level, "x") for level in (1, 4, 4, 2, 9, 9, 9, 9, 9, 1)] == [
        f"{'#' * level} x" for level in (1, 2, 3, 2, 3, 4, 5, 6, 6, 1)
    ]


@settings(max_examples=50)
@given(st.lists(st.tuples(SIGNS, SIGNS), max_size=8))
def test_every_heading_has_an_anchor_of_its_own(titles: list[tuple[str, str]]) -> None:
    headings = Headings()
    named = [headings.named(title or "x", beside) for title, beside in titles]
    assert len({anchor for _, anchor in named}) == len(named)
