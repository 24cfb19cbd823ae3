"""The security policy: what a finished page holds is let through, and nothing else is."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from cxmaturity.reports.formats.csp import policy, with_policy
from tests.cli.running import NORTHWIND, ROOT, Cx
from tests.cli.test_brand import PNG
from tests.conftest import Needs

END = "; base-uri 'none'; form-action 'none'"


def hashed(*texts: str) -> str:
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts)


# a page, and what its policy lets through
PAGES: dict[str, tuple[str, str]] = {
    "nothing": ("<p>a</p>", ""),
    "a style": ("<style>a {}</style>", f"; style-src {hashed('a {}')}"),
    "two styles": ("<style>a</style><p><style media=print>b</style>", f"; style-src {hashed('a', 'b')}"),
    "the same twice": ("<style>a</style><style>a</style>", f"; style-src {hashed('a')}"),
    "a script": ("<script>a()</script>", f"; script-src {hashed('a()')}"),
    "capitals and blanks": (
        "<STYLE\n>a</STYLE ><Script>b</sCRIPT\n>",
        f"; style-src {hashed('a')}; script-src {hashed('b')}",
    ),
    "letters of any script": ("<style>ü ☃</style>", f"; style-src {hashed('ü ☃')}"),
    "line ends": ("<style>\r\na\rb\r\n</style>", f"; style-src {hashed(chr(10) + 'a' + chr(10) + 'b' + chr(10))}"),
    "a sign in an attribute": ('<style title="a>b">c</style>', f"; style-src {hashed('c')}"),
    "a style in a script": ("<script>'<style>a</style>'</script>", "; script-src " + hashed("'<style>a</style>'")),
    "a script in a style": ("<style>/*<script>*/</style>b</script>", f"; style-src {hashed('/*<script>*/')}"),
    "other elements": ("<styles>a</styles><scripty>b</scripty><p title=style>c</p>", ""),
    "in a comment": ("<!-- <style>a --><style>b</style>", f"; style-src {hashed('b')}"),
    "escaped": ("<p>&lt;script>a&lt;/script></p>", ""),
    "an image": ('<img alt=""\n src="data:image/png;base64,AA">', "; img-src data:"),
    "an image in a picture": ("<svg><image xlink:href='data:image/png;base64,AA'/></svg>", "; img-src data:"),
    "an image in a style": ("<style>a { b: url(data:image/png;base64,AA) }</style>", "STYLE; img-src data:"),
    "a font in a style": ("<style>a { b: url('data:font/woff2;base64,AA') }</style>", "STYLE; font-src data:"),
    "a link to an image": ('<a href="data:image/png;base64,AA">a</a>', ""),
    "a text about an image": ("<p>src=data:image/png</p>", ""),
    "a script of another place": ('<script src="https://evil.example/x.js"></script>', f"; script-src {hashed('')}"),
}


@pytest.mark.parametrize("what", PAGES)
def test_policy(what: str) -> None:
    page, lets = PAGES[what]
    style = re.search("<style>(.*)</style>", page)
    lets = lets.replace("STYLE", f"; style-src {hashed(style[1] if style else '')}")
    assert policy(page) == f"default-src 'none'{lets}{END}"


META = re.compile('<meta http-equiv="Content-Security-Policy" content="[^"]*">\n')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<!DOCTYPE html>\n<html>\n<head lang="en">\n<META charset=utf-8>\n', "<style>a</style></head>"),
        ("<!doctype html><html><head>", "<title>a</title></head><body><meta charset=utf-8>"),
        ("<!DOCTYPE html>\n<html lang='en'>\n", "<body><header>a</header></body>"),
        ("<!DOCTYPE html>", "<title>a</title><p>b"),
        ("", "<p>a part of a page"),
    ],
)
def test_where_it_stands(before: str, after: str) -> None:
    """After the charset, which browsers look for in the first kilobyte; before everything that it governs."""
    made = with_policy(before + after)
    found = META.search(made)
    assert found is not None
    assert (made[: found.start()], made[found.end() :]) == (before, after)


def test_the_built_in_page(cx: Cx) -> None:
    """It has a policy of its own making only, and needs no style attribute and no handler."""
    page = cx("report", NORTHWIND).out
    assert len(META.findall(page)) == 1
    assert META.sub("", page).find("Content-Security-Policy") == -1
    assert not re.search(r"<[^>]*\s(style|on\w+)\s*=", page)
    assert page == with_policy(META.sub("", page))
    for path in (ROOT / "templates" / "html").rglob("*.j2"):
        assert not re.search(r"<[^>{]*\sstyle=|\son[a-z]+=", path.read_text()), path


@pytest.fixture(scope="module")
def browser(needs: Needs) -> Iterator[Browser]:
    chromium = needs("chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


OWN = """{% extends "builtin/html/document.html.j2" %}
{% block style %}
{{ super() }}
#ours { position: fixed; background: url(data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E) }
{% endblock %}
{% block cover %}
<p id="ours">Ours</p>
<script>
document.getElementById("ours").textContent = {{ view.organisation | tojson }} + {{ view.sections | length }};
</script>
<img id="picture" alt="" src="data:image/png;base64,PNG">
{% endblock %}
"""


def test_own_styles_and_scripts_work(cx: Cx, tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "document.html.j2").write_text(OWN.replace("PNG", base64.b64encode(PNG).decode()))
    path = tmp_path / "report.html"
    assert cx("report", NORTHWIND, "--templates", tmp_path, "-o", path).code == 0
    context = browser.new_context()
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(path.as_uri())
    assert page.inner_text("#ours") == "Northwind Telecom1"
    assert page.evaluate("getComputedStyle(document.querySelector('#ours')).position") == "fixed"
    assert page.evaluate("document.querySelector('#picture').naturalWidth") == 1
    assert told == []
    attack = "<script>document.title = 'taken'</script><img src=https://evil.example/x.png></main>"
    path.write_text(path.read_text().replace("</main>", attack))
    page.goto(path.as_uri())
    assert page.title() != "taken"
    assert len([message for message in told if "Content Security Policy" in message]) == 2
    context.close()
