"""What a page would show to nobody: each thing that its own policy blocks is told, at the template's line.

A browser says nothing of it: without this, somebody's report would go to a board with a hole where the logo was.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.reports.formats.csp import policy, problems_of_page, with_policy

pytestmark = pytest.mark.fast


def told(page: str, folder: Path) -> list[str]:
    return [problem.message.partition(": ")[2] for problem in problems_of_page(page, folder)]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ('<p style="color: red">', "a style attribute has no effect in a report"),
        ("<p STYLE=x>", "a style attribute has no effect in a report"),
        ('<p onclick="x()">', "the handler onclick does not run in a report"),
        ("<p onMouseOver=x>", "the handler onmouseover does not run in a report"),
        ('<script src="x.js"></script>', "the script x.js is not loaded by a report"),
        ("<script src=''></script>", "the script  is not loaded by a report"),
        ('<link rel="stylesheet" href="x.css">', "x.css is not loaded by a report"),
        ('<link rel="Preload Icon" href=/x.png>', "/x.png is not loaded by a report"),
        ('<img src="https://x.y/z.png">', "the image https://x.y/z.png is not loaded by a report"),
        ('<img srcset="x.png 2x">', "the image x.png 2x is not loaded by a report"),
        ("<svg><image xlink:href='x.png'/></svg>", "the image x.png is not loaded by a report"),
        ("<svg><feImage href='x.png'/></svg>", "the image x.png is not loaded by a report"),
        ('<input type=image src="x.png">', "the image x.png is not loaded by a report"),
        ("<iframe src=x></iframe>", "<iframe> stays empty in a report"),
        ("<object data=x></object>", "<object> stays empty in a report"),
        ("<video src=x></video>", "<video> stays empty in a report"),
        ("<base href=x>", "<base> has no effect in a report"),
        ("<form action=x>", "a form in a report can not be sent"),
        ("<style>a { b: url(x.png) }</style>", "the style loads x.png, which a report does not"),
        ("<style>@import 'x.css';</style>", "the style loads x.css, which a report does not"),
        ("<img src='x&amp;y.png'>", "the image x&y.png is not loaded by a report"),
        (f"<img src='{'x' * 200}'>", f"the image {'x' * 80} is not loaded by a report"),
    ],
)
def test_what_would_be_blocked_is_told(page: str, message: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == [message]


@pytest.mark.parametrize(
    "page",
    [
        "<p>plain</p>",
        '<a href="https://x.y/z" rel="icon">a link is followed, not loaded</a>',
        '<img src="data:image/png;base64,AA">',
        "<svg><use href='#mark'/></svg>",
        '<link rel="canonical" href="https://x.y">',
        "<link rel=icon href='data:image/png;base64,AA'>",
        "<form><input></form>",
        "<!-- <iframe src=x> <p onclick=y> -->",
        "<script>'<iframe>'; document.onclick = f</script>",
        "<style>/* <img src=x> */</style>",
        "<style>a { b: url(#x) }</style>",
        "<p title='style=x onclick=y'>in a value</p>",
        "<p>style=x, onclick=y, src=z</p>",
        "<p data-style=x data-onclick=y>",
    ],
)
def test_what_is_let_through_is_not_told(page: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == []


def test_each_thing_is_told_once_in_the_order_of_the_page(tmp_path: Path) -> None:
    page = "<iframe></iframe>\n<p onclick=x>\n<iframe></iframe>\n<style>a { b: url(x) }</style>"
    lines = [problem.message.partition(" of the page")[0] for problem in problems_of_page(page, tmp_path)]
    assert lines == ["line 4", "line 1", "line 2", "line 3"], "what styles load comes first"


def test_comments_and_scripts_keep_the_lines_of_what_follows(tmp_path: Path) -> None:
    page = "<!-- a\nb\n-->\n<script>\n\n</script>\n<style>\na {}\n</style>\n<iframe>"
    (problem,) = problems_of_page(page, tmp_path)
    assert problem.message.startswith("line 10 of the page: ")


def test_it_is_told_at_the_line_of_the_template_that_holds_it(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    template = tmp_path / "html" / "document.html.j2"
    template.write_text("{% extends 'x' %}\n{% block head %}\n<p onclick=x>\n", encoding="utf-8")
    (problem,) = problems_of_page("<html>\n\n\n<p onclick=x>", tmp_path)
    assert (problem.file, problem.line, problem.code) == (str(template), 3, "blocked")
    assert problem.hint == "listen to the event in a <script> of the page"


# where the policy stands


@pytest.mark.parametrize(
    ("page", "before"),
    [
        ("<p>a</p>", ""),
        ("<!doctype html><p>a</p>", "<!doctype html>"),
        ("<!DOCTYPE html>\n<html lang=en><p>", "<!DOCTYPE html>\n<html lang=en>"),
        ("<html><head><title>x</title></head><body>", "<html><head>"),
        ('<head><meta charset="utf-8"><title>x</title>', '<head><meta charset="utf-8">'),
        ("<html><body><head>", "<html>"),  # what stands in the body is no head
    ],
)
def test_the_policy_stands_before_all_that_it_governs(page: str, before: str) -> None:
    made = with_policy(page)
    assert made.startswith(f'{before}<meta http-equiv="Content-Security-Policy" content="')
    assert made.replace(made[len(before) : made.index('">\n', len(before)) + 3], "") == page


@given(st.text(st.sampled_from("<>/ ='\"abimgscriptyle!-\n"), max_size=80))
def test_any_text_has_a_policy_and_nothing_of_it_can_end_it(page: str) -> None:
    made = policy(page)
    assert made.startswith("default-src 'none'")
    assert '"' not in made
    assert "<" not in made
    assert "\n" not in made
    assert made.endswith("base-uri 'none'; form-action 'none'")


@given(st.text(st.sampled_from("ab{}:;\n\r"), min_size=1, max_size=30))
def test_every_style_is_let_through_by_what_it_holds(style: str) -> None:
    """A style that differs by one letter has another hash, so that nobody's text becomes one of ours."""
    assert policy(f"<style>{style}</style>") != policy(f"<style>{style}x</style>")
    assert policy(f"<style>{style}</style>") == policy(f"<p><style media=print>{style}</style>")
