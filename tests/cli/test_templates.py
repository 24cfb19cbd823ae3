"""Templates of one's own: what they can replace, what they can not reach, and what is said where they are wrong."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from tests.cli.running import NORTHWIND, Cx

PAGE, TEXT = "html/report.html.j2", "markdown/report.md.j2"
EXTENDS = '{% extends "builtin/html/report.html.j2" %}\n'


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
    own = '{% extends "builtin/markdown/report.md.j2" %}{% block method %}Ours: {{ section.file }}{% endblock %}'
    template(tmp_path, own, TEXT)
    ran = cx("report", NORTHWIND, "--format", "md", "--templates", tmp_path)
    assert "\nOurs: northwind-telecom.yaml\n" in ran.out
    assert "### Profile" in ran.out
    assert "### Method" not in ran.out


def test_what_own_templates_print_is_escaped(cx: Cx, tmp_path: Path) -> None:
    template(tmp_path, "{{ view.organisation ~ '<b>&\x1b' }}")
    template(tmp_path, "{{ '# ' ~ view.organisation ~ ' *x*' }}", TEXT)
    policy, _, page = cx("report", NORTHWIND, "--templates", tmp_path).out.partition("\n")
    assert page == "Northwind Telecom&lt;b&gt;&amp;\ufffd\n"
    nothing = "default-src 'none'; base-uri 'none'; form-action 'none'"
    assert policy == f'<meta http-equiv="Content-Security-Policy" content="{nothing}">'
    text = cx("report", NORTHWIND, "--templates", tmp_path, "--format", "md").out
    assert text == "\\# Northwind Telecom \\*x\\*\n"


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
    "endless include": ('{% include "html/report.html.j2" %}', 1, "recursion"),
    "endless parent": ('{% extends "html/report.html.j2" %}', 1, "recursion"),
    "endless macro": ("{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", 2, "recursion"),
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
    "memory": ("{{ 'x' * 10 ** 18 }}", 1, "MemoryError"),
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
