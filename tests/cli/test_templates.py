"""Templates of one's own: what they can replace, what they can not reach, and what is said where they are wrong."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, NORTHWIND, ROOT, Cx, Ran

PAGE, TEXT = "html/document.html.j2", "markdown/document.md.j2"
EXTENDS = '{% extends "builtin/html/document.html.j2" %}\n'


def template(folder: Path, text: str, name: str = PAGE) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def policy_and_style(page: str) -> tuple[str, str]:
    """The hash that the security policy lets through, and that of the style that is there."""
    policy = re.search(r"style-src 'sha256-([^']+)'", page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy is not None
    assert style is not None
    return policy[1], base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()


def test_one_block_is_replaced(cx: Cx, tmp_path: Path) -> None:
    built_in = cx("report", NORTHWIND).out
    template(tmp_path, EXTENDS + "{% block cover %}<p>Ours, {{ view.organisation }}</p>{% endblock %}")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert ran.code == 0
    assert "<p>Ours, Northwind Telecom</p>" in ran.out
    assert 'class="cover"' in built_in
    assert 'class="cover"' not in ran.out
    assert ran.out.partition('<div class="page">')[2] == built_in.partition('<div class="page">')[2] != ""


def test_policy_follows_the_style(cx: Cx, tmp_path: Path) -> None:
    built_in = policy_and_style(cx("report", NORTHWIND).out)
    template(tmp_path, EXTENDS + "{% block style %}{{ super() }}body > p { margin: 7px }{% endblock %}")
    page = cx("report", NORTHWIND, "--templates", tmp_path).out
    ours = policy_and_style(page)
    assert "body > p { margin: 7px }" in page
    assert built_in[0] == built_in[1] != ours[0] == ours[1]


def test_a_part_is_replaced(cx: Cx, tmp_path: Path) -> None:
    """A template that the built-in ones include is looked for in the user's folder first."""
    template(tmp_path, "<p>Our cover</p>", "html/cover.html.j2")
    assert "<p>Our cover</p>" in cx("report", NORTHWIND, "--templates", tmp_path).out


def test_markdown_block_is_replaced(cx: Cx, tmp_path: Path) -> None:
    method = "{% block method %}Ours: {{ view.sections[0].file }}{% endblock %}"
    own = f'{{% extends "builtin/markdown/document.md.j2" %}}{method}'
    template(tmp_path, own, TEXT)
    ran = cx("report", NORTHWIND, "--format", "md", "--templates", tmp_path)
    assert "\nOurs: northwind-telecom.yaml\n" in ran.out
    assert "### Every dimension" in ran.out
    assert "SHA-256" not in ran.out


def test_what_own_templates_print_is_escaped(cx: Cx, tmp_path: Path) -> None:
    template(tmp_path, "{{ view.organisation ~ '<b>&\x1b' }}")
    template(tmp_path, "{{ '# ' ~ view.organisation ~ ' *x*' }}", TEXT)
    policy, _, page = cx("report", NORTHWIND, "--templates", tmp_path).out.partition("\n")
    assert page == "Northwind Telecom&lt;b&gt;&amp;\ufffd\n<!-- cxmaturity report -->\n"
    nothing = "default-src 'none'; base-uri 'none'; form-action 'none'"
    assert policy == f'<meta http-equiv="Content-Security-Policy" content="{nothing}">'
    text = cx("report", NORTHWIND, "--templates", tmp_path, "--format", "md").out
    assert text == "\\# Northwind Telecom \\*x\\*\n\n<!-- cxmaturity report -->\n"


def test_folder_without_the_template_changes_nothing(cx: Cx, tmp_path: Path) -> None:
    assert cx("report", NORTHWIND, "--templates", tmp_path) == cx("report", NORTHWIND)


# what is wrong, the line that is named for it, none where it is not known, and a piece of the message
WRONG: dict[str, tuple[str, int | None, str]] = {
    "syntax": ("one\n{% if %}\n", 2, "Expected an expression"),
    "unclosed": ("one\n{% block x %}\n", 2, "Unexpected end of template"),
    "unknown tag": ("{% nothing %}", 1, "unknown tag 'nothing'"),
    "unknown filter": ("one\n\n{{ view | nothing }}", 3, "No filter named 'nothing'"),
    "unknown name": ("one\n{{ nothing }}", 2, "'nothing' is undefined"),
    "unknown attribute": ("one\n{{ view.nothing }}", 2, "has no attribute 'nothing'"),
    "missing include": ('one\n{% include "html/missing.html.j2" %}', 2, "html/missing.html.j2"),
    "missing parent": ('\n\n{% extends "html/missing.html.j2" %}', 3, "html/missing.html.j2"),
    "endless include": ('{% include "html/document.html.j2" %}', 1, "call each other without an end"),
    "endless parent": (
        '\n{% extends "html/document.html.j2" %}',
        2,
        'write {% extends "builtin/html/document.html.j2" %}',
    ),
    "endless macro": ("{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", 2, "call each other without an end"),
    "endless range": ("{% for i in range(10 ** 9) %}{% endfor %}", 1, "too big"),
    "class": ("one\n{{ view.__class__.__mro__ }}", 2, "unsafe"),
    "class by item": ("one\n{{ view['__class__'].mro() }}", 2, "unsafe"),
    "class by format": ("{{ '{0.__class__.__mro__}'.format(view) }}", 1, "unsafe"),
    "class by filter": ("{{ (view | attr('__class__')).mro() }}", 1, "unsafe"),
    "globals of a function": ("{{ view.sections[0].first_steps.__init__.__globals__ }}", 1, "unsafe"),
    "folder above": ('one\n{% include "../secret.txt" %}', 2, "../secret.txt"),
    "folder above, inside": ('{% include "html/../../secret.txt" %}', 1, "secret.txt"),
    "folder above, built-in": ('{% include "builtin/../pyproject.toml" %}', 1, "pyproject.toml"),
    "absolute path": ('{% include "/etc/hostname" %}', 1, "/etc/hostname"),
    "memory": ("{{ 'x' * 10 ** 18 }}", 1, "too large"),
    "number": ("one\n{{ 1 / 0 }}", 2, "division by zero"),
    "kind": ("{{ view.organisation + 1 }}", 1, "str"),
    "call": ("{{ view.date() }}", 1, "not callable"),
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_template(what: str, cx: Cx, tmp_path: Path) -> None:
    text, line, message = WRONG[what]
    (tmp_path / "secret.txt").write_text("secret")
    path = template(tmp_path / "own", text)
    ran = cx("report", NORTHWIND, "--templates", tmp_path / "own", "-o", tmp_path / "report.html")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"{path}, line {line}: the template can not be used: ")
    assert message in ran.err
    assert not (tmp_path / "report.html").exists()


def test_template_that_is_no_text(cx: Cx, tmp_path: Path) -> None:
    template(tmp_path, "").write_bytes(b"\xff")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "the template can not be used: " in ran.err


def test_error_in_a_part_names_the_part(cx: Cx, tmp_path: Path) -> None:
    path = template(tmp_path, "one\n{{ view.nothing }}", "html/cover.html.j2")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert ran.code == 1
    assert ran.err.startswith(f"{path}, line 2: ")


def test_own_templates_know_nothing_of_python(cx: Cx, tmp_path: Path) -> None:
    """Neither environment nor files nor modules: only what Jinja gives every template."""
    template(tmp_path, "{{ self._TemplateReference__context.keys() | list }}")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert ran.code == 1


# a template, and what is said to be near, or missing
NEAR: dict[str, tuple[str, str]] = {
    "attribute": ("{{ view.organization }}", "View has no attribute 'organization'; did you mean organisation?"),
    "attribute, part of a name": ("{{ view.sections[0].names }}", "did you mean"),
    "attribute like nothing": (
        "{{ view.xyz }}",
        "it has schema, organisation, date, version, subject, title, together, contradictions, sections, brand",
    ),
    "number of an entry": ("{{ view.sections[7] }}", "the list has 1 entries, and none numbered 7 (the first is 0)"),
    "attribute of a list": (
        "{{ view.sections.title }}",
        "a list has no attribute 'title'; go through it with {% for %}",
    ),
    "section": ("{{ section.title }}", "go through them with {% for section in view.sections %}"),
    "view": ("{{ veiw.date }}", "'veiw' is undefined; did you mean view?"),
    "attribute of nothing": (
        "{{ view.brand.name }}",
        "there is nothing here that has 'name'; ask with {% if %} before",
    ),
    "attribute of text": ("{{ view.date.year }}", "text has no attribute 'year'"),
    "key": ("{{ {'a': 1}.b }}", "there is no 'b'; it has a"),
    "filter": ("{{ view.date | uper }}", "No filter named 'uper'; did you mean upper"),
    "template": ("{% include 'html/covr.html.j2' %}", "did you mean html/cover.html.j2?"),
    "template without its folder": ("{% include 'cover.html.j2' %}", "did you mean html/cover.html.j2?"),
    "template of another name": ("{% include 'mine.j2' %}", "no such template: mine.j2, looked for in OWN, then among"),
    "built-in template": ("{% include 'builtin/html/x.j2' %}", "builtin/html/x.j2, looked for among the built-in ones"),
    "macro": ("{% from 'html/blocks.html.j2' import fac %}{{ fac(1) }}", "does not export the requested name 'fac'"),
    "macro of a module": (
        "{% import 'html/blocks.html.j2' as m %}{{ m.fac(1) }}",
        "html/blocks.html.j2 has no macro 'fac'; did you mean fact",
    ),
    "inside a macro": (
        "{% from 'html/blocks.html.j2' import fact %}\n{{ fact(1) }}",
        "int has no attribute 'label' (in the built-in html/blocks.html.j2, line",
    ),
}


@pytest.mark.parametrize("what", NEAR)
def test_what_is_near(what: str, cx: Cx, tmp_path: Path) -> None:
    text, message = NEAR[what]
    path = template(tmp_path, text)
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{path}, line {2 if what == 'inside a macro' else 1}: ")
    assert message.replace("OWN", str(tmp_path)) in ran.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ view.organisation | safe }}", "No filter named 'safe'; text from files is always escaped"),
        ("\n{% autoescape false %}{{ view.date }}{% endautoescape %}", "text from files is always escaped; leave"),
        ("{%- autoescape false %}{{ view.date }}{% endautoescape %}", "text from files is always escaped; leave"),
    ],
)
def test_nothing_turns_escaping_off(text: str, message: str, cx: Cx, tmp_path: Path) -> None:
    template(tmp_path, text)
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err


# what a page can not do, the line of the template that is named for it, and what is said
BLOCKED: dict[str, tuple[str, str]] = {
    "script": ('<script src="a.js"></script>', "the script a.js is not loaded by a report; write its text between"),
    "script of another site": ("<script src=https://a.example/a.js></script>", "the script https://a.example/a.js is"),
    "style": (
        '<link rel="stylesheet" href="a.css">',
        "a.css is not loaded by a report; write its text between <style>",
    ),
    "icon": ("<LINK REL=icon HREF=a.png>", "a.png is not loaded by a report"),
    "image": ('<img alt="" src="https://a.example/a.png">', "the image https://a.example/a.png is not loaded"),
    "image in a picture": ('<svg><image href="a.png"/></svg>', "the image a.png is not loaded by a report"),
    "style attribute": ('<p style="color: red">x</p>', "a style attribute has no effect in a report; write a class"),
    "handler": ('<p onclick="x()">x</p>', "the handler onclick does not run in a report; listen to the event"),
    "frame": ('<iframe src="a.html"></iframe>', "<iframe> stays empty in a report; a report loads nothing"),
    "video": ("<video src=a.mp4></video>", "<video> stays empty in a report"),
    "form": ('<form action="https://a.example">', "a form in a report can not be sent; leave the action out"),
    "base": ('<base href="https://a.example">', "<base> has no effect in a report; leave it out"),
    "address in a style": ("<style>a { b: url(a.png) }</style>", "the style loads a.png, which a report does not"),
    "import in a style": ("<style>@import 'a.css';</style>", "the style loads a.css, which a report does not"),
    "address in a style, spelt otherwise": ("<style>a { b: U\\72L(b.png) }</style>", "the style loads b.png"),
    "import in a style, spelt otherwise": ("<style>@IMPORT 'b.css';</style>", "the style loads b.css"),
    "set of images in a style": ("<style>a { b: image-set('c.png' 1x) }</style>", "the style loads image-set"),
    "from the view": ("<p style='{{ view.date }}'>x</p>", "a style attribute has no effect in a report"),
}


@pytest.mark.parametrize("what", BLOCKED)
def test_what_a_report_would_not_show_is_refused(what: str, cx: Cx, tmp_path: Path) -> None:
    text, message = BLOCKED[what]
    path = template(tmp_path, f"{EXTENDS}{{% block cover %}}\n{text}\n{{% endblock %}}")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    known = what != "from the view"
    assert re.match(f"{path}, line 3: " if known else rf"{tmp_path}: line \d+ of the page: ", ran.err)
    assert message in ran.err


def test_all_of_it_at_once(cx: Cx, tmp_path: Path) -> None:
    parts = [text for what, (text, _) in BLOCKED.items() if what != "from the view"]
    template(tmp_path, f"{EXTENDS}{{% block cover %}}\n{chr(10).join(parts)}\n{{% endblock %}}")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert len(ran.err.splitlines()) == len(parts)


def test_what_a_page_may_hold(cx: Cx, tmp_path: Path) -> None:
    address = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E"
    text = f"""
    <a href="https://a.example" id="x">x</a> <a href="data:image/png;base64,AA">y</a> <p title="onclick=1">z</p>
    <img alt="" src="{address}"> <svg><use href="#x"/></svg> <link rel="author" href="https://a.example">
    <style>a {{ b: url(#x); c: url("{address}") }}</style><script>const a = "url(x) onclick=1";</script>
    """
    template(tmp_path, EXTENDS + "{% block cover %}" + text + "{% endblock %}")
    assert cx("report", NORTHWIND, "--templates", tmp_path).code == 0


def test_a_script_can_read_the_view(cx: Cx, tmp_path: Path) -> None:
    text = "<script>const view = {{ view | tojson }}, first = {{ view.sections[0].way.steps | tojson }};</script>"
    template(tmp_path, text)
    page = cx("report", NORTHWIND, "--templates", tmp_path).out
    found = re.search(r"<script>const view = (.*), first = (.*);</script>", page)
    assert found is not None
    assert "<" not in found[1]
    seen = json.loads(cx("report", NORTHWIND, "--format", "json").out)
    assert json.loads(found[1]) == seen | {"document": None}, "which has a name of its own"
    assert json.loads(found[2]) == seen["sections"][0]["way"]["steps"] != []


def test_builtin_means_the_built_in(cx: Cx, tmp_path: Path) -> None:
    """Whatever the user's folder holds."""
    template(tmp_path, "other", "builtin/html/document.html.j2")
    assert cx("report", NORTHWIND, "--templates", tmp_path).out == cx("report", NORTHWIND).out
    template(tmp_path, EXTENDS)
    assert cx("report", NORTHWIND, "--templates", tmp_path).out == cx("report", NORTHWIND).out


def test_a_part_around_the_built_in_one(cx: Cx, tmp_path: Path) -> None:
    template(tmp_path, '<p>Before</p>\n{% include "builtin/html/cover.html.j2" %}', "html/cover.html.j2")
    page = cx("report", NORTHWIND, "--templates", tmp_path).out
    assert page.replace("<p>Before</p>\n", "") == cx("report", NORTHWIND).out


def test_a_misplaced_template_is_told(cx: Cx, tmp_path: Path) -> None:
    template(tmp_path, "other", "cover.html.j2")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert ran.out == cx("report", NORTHWIND).out
    assert f"Nothing in {tmp_path} replaces a built-in template; " in ran.err
    assert f"{tmp_path}/cover.html.j2 would be {tmp_path}/html/cover.html.j2" in ran.err
    template(tmp_path, "mine", "html/mine.html.j2")
    template(tmp_path, EXTENDS)
    assert cx("report", NORTHWIND, "--templates", tmp_path).err == ""


@pytest.fixture
def copied(cx: Cx, tmp_path: Path) -> Path:
    """The built-in templates, copied out."""
    folder = tmp_path / "new" / "own"
    ran = cx("templates", folder)
    assert (ran.code, ran.out) == (0, "")
    assert f"files into {folder / 'html'}\n" in ran.err
    assert f"--templates {folder}\n" in ran.err
    return folder


@pytest.mark.parametrize("layout", ["html", "md", "pdf"])
def test_copied_templates_make_the_same_report(layout: str, copied: Path, cx: Cx, tmp_path: Path) -> None:
    if layout == "pdf":
        pytest.importorskip("typst")
    for example in EXAMPLES[:: 3 if layout == "pdf" else 1]:  # a PDF takes as long as 20 of the others
        for name, own in ((f"a.{layout}", []), (f"b.{layout}", ["--templates", copied])):
            assert cx("report", example, "-o", tmp_path / name, *own) == Ran(0, "", f"Wrote {tmp_path / name}\n")
        assert (tmp_path / f"a.{layout}").read_bytes() == (tmp_path / f"b.{layout}").read_bytes()


def test_all_templates_of_reports_are_copied_and_no_others(copied: Path) -> None:
    """The others belong to commands that look into no folder of the user's."""
    shipped = {
        path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()
    }
    found = {path.relative_to(copied).as_posix() for path in copied.rglob("*") if path.is_file()}
    others = {name for name in shipped if name.startswith("form/")}
    assert others and found == shipped - others


def test_copying_overwrites_nothing(copied: Path, cx: Cx) -> None:
    (copied / "html" / "cover.html.j2").write_text("mine")
    (copied / "html" / "document.css").unlink()
    (copied / "markdown" / "document.md.j2").unlink()
    ran = cx("templates", copied)
    assert ran.code == 0
    assert f"Wrote 1 file into {copied / 'html'}\nWrote 1 file into {copied / 'markdown'}\nKept " in ran.err
    assert (copied / "html" / "cover.html.j2").read_text() == "mine"
    assert (copied / "html" / "document.css").read_bytes() == (
        ROOT / "templates" / "html" / "document.css"
    ).read_bytes()


def test_copying_to_where_nothing_can_be(cx: Cx, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = cx("templates", tmp_path / "file")
    assert ran.code == 1
    assert "can not be made a folder" in ran.err
    assert (tmp_path / "file").read_text() == "x"


def test_a_macro_that_the_built_in_ones_need(cx: Cx, tmp_path: Path) -> None:
    """There is no line of the user's that it came up at, so the built-in one is named."""
    template(tmp_path, "{% macro date(iso) %}{{ iso }}{% endmacro %}", "html/blocks.html.j2")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert ran.code == 1
    assert re.match(r"the built-in html/\w+\.html\.j2, line \d+: ", ran.err)
    assert re.search(r"html/blocks\.html\.j2 has no macro '\w+'; it has date$|did you mean date\?$", ran.err.strip())
