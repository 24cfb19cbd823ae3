"""Templates of others are data too: whatever they ask for ends soon, in little memory, with the line that asks."""

import resource
import signal
import time
from pathlib import Path

import pytest

import cxmaturity.reports.formats.limits as limits
import cxmaturity.reports.formats.resources as resources
from tests.cli.running import NORTHWIND, Cx, process

LARGE = "too large (over 16 MiB)"
DEEP = 21
# what is asked for, the line that asks, and a piece of what is said of it
GREEDY: dict[str, tuple[str, int, str]] = {
    "times": ("{{ 'x' * 10 ** 10 }}", 1, LARGE),
    "times, the other way round": ("\n{{ 10 ** 8 * 'x' }}", 2, LARGE),
    "list": ("{{ ([0] * 10 ** 9) | length }}", 1, LARGE),
    "power": ("{{ 10 ** 999999 }}", 1, LARGE),
    "squares": (
        "{% set n = namespace(x=9) %}{% for _ in range(99) %}\n{% set n.x = n.x * n.x %}{% endfor %}",
        2,
        LARGE,
    ),
    "sum": ("{% set n = namespace(x='x') %}{% for _ in range(99) %}\n{% set n.x = n.x + n.x %}{% endfor %}", 2, LARGE),
    "joined": (
        "{% set n = namespace(x='x') %}{% for _ in range(99) %}\n{% set n.x = n.x ~ n.x %}{% endfor %}",
        2,
        LARGE,
    ),
    "center": ("one\n{{ 'x' | center(10 ** 10) }}", 2, LARGE),
    "center, by name": ("{{ 'x' | center(width=10 ** 10) }}", 1, LARGE),
    "center, as a method": ("{{ 'x'.center(10 ** 10) }}", 1, LARGE),
    "ljust": ("{{ 'x'.ljust(10 ** 10) }}", 1, LARGE),
    "zfill": ("{{ '1'.zfill(10 ** 10) }}", 1, LARGE),
    "expandtabs": ("{{ '\t'.expandtabs(10 ** 9) }}", 1, LARGE),
    "format": ("{{ '%1000000000d' | format(1) }}", 1, LARGE),
    "format, by a value": ("{{ '%*d' | format(10 ** 9, 1) }}", 1, LARGE),
    "format, as an operator": ("{{ '%1000000000d' % 1 }}", 1, LARGE),
    "format, as a method": ("{{ '{:1000000000}'.format(1) }}", 1, LARGE),
    "format, as a method by a value": ("{{ '{:{}}'.format(1, 10 ** 9) }}", 1, LARGE),
    "format_map": ("{{ '{a:1000000000}'.format_map({'a': 1}) }}", 1, LARGE),
    "indent": ("{{ 'a\\nb' | indent(10 ** 9) }}", 1, LARGE),
    "replace": ("{{ ('x' * 10000) | replace('x', 'y' * 10000) }}", 1, LARGE),
    "replace, as a method": ("{{ ('x' * 10000).replace('x', 'y' * 10000) }}", 1, LARGE),
    "join": ("{{ range(99999) | join('x' * 10000) }}", 1, LARGE),
    "join, of what comes one by one": ("{{ range(99999) | map('string') | join('x' * 10000) }}", 1, LARGE),
    "join, as a method": ("{{ ('x' * 10000).join(range(99999) | map('string') | list) }}", 1, LARGE),
    "translate": ("{{ ('x' * 10000).translate({120: 'y' * 10000}) }}", 1, LARGE),
    "wordwrap": ("{{ ('x' * 10000) | wordwrap(1, true, 'y' * 10000) }}", 1, LARGE),
    "batch": ("{{ [1] | batch(10 ** 9, 0) | list | length }}", 1, LARGE),
    "slice": ("{{ [1] | slice(10 ** 9) | list | length }}", 1, LARGE),
    "nonsense": ("{{ lipsum(10 ** 9) }}", 1, "'lipsum' is undefined"),
    "many texts": ("{{ range(99999) | map('center', 60000) | list | length }}", 1, "over 256 MiB together"),
    "loops": ("{% for a in range(99999) %}\n{% for b in range(99999) %}{% endfor %}{% endfor %}", 2, "rounds of loops"),
    "calls": (
        "{% macro a(n) %}{% if n %}\n{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}",
        2,
        "rounds of loops",
    ),
    "output": (
        "{% set x = 'x' * 60000 %}{% for a in range(99999) %}\n{{ x }}{% endfor %}",
        2,
        "over 64 MiB of output",
    ),
    "output, of a macro": (
        "{% macro a() %}{% for a in range(99999) %}" + "x" * 1000 + "{% endfor %}{% endmacro %}\n{{ a() }}",
        1,
        "too large (over 64 MiB)",
    ),
    "growing list": (
        "{% set l = [1] %}{% for _ in range(99) %}\n{% if l.extend(l) %}{% endif %}{% endfor %}",
        2,
        "it takes too much memory",
    ),
    "nested list": (
        "{% set n = namespace(x=['x']) %}{% for _ in range(40) %}{% set n.x = [n.x, n.x] %}{% endfor %}\n{{ n.x }}",
        2,
        "it takes too much memory",
    ),
    "nested loops": (
        "{% for a in [1] %}\n" * DEEP + "x" + "{% endfor %}" * DEEP,
        limits.MOST_NESTED + 1,
        "loops stand more than 15 deep in each other; put inner ones into a macro",
    ),
}


def template(folder: Path, text: str) -> Path:
    path = folder / "html" / "document.html.j2"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize("what", GREEDY)
def test_what_takes_too_much(what: str, cx: Cx, tmp_path: Path) -> None:
    text, line, message = GREEDY[what]
    path = template(tmp_path, text)
    start = time.monotonic()
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{path}, line {line}: the template can not be used: ")
    assert message in ran.err
    assert time.monotonic() - start < 30


def test_memory_and_its_limit_afterwards(cx: Cx, tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    template(tmp_path, "{{ 'x' * 10 ** 10 }}")
    cx("report", NORTHWIND, "--templates", tmp_path)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_time(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each round may take long: the clock is looked at in every one."""
    monkeypatch.setattr(resources, "MOST_SECONDS", 0)
    path = template(tmp_path, "one\n{% for a in range(9) %}\n{{ a }}{% endfor %}")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{path}, line 2: ")
    assert "it runs for over 0 seconds" in ran.err


def test_time_of_one_filter(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not look at the clock itself is ended all the same, and the alarm is off afterwards."""
    monkeypatch.setattr(resources, "MOST_SECONDS", 0.5)
    before = signal.getsignal(signal.SIGALRM)
    path = template(tmp_path, "one\n{{ ('x' * 10 ** 7)|wordwrap(1)|length }}")
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{path}, line 2: ")
    assert "it runs for over 0.5 seconds" in ran.err
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_what_is_usual_is_let_through(cx: Cx, tmp_path: Path) -> None:
    """Every operator, filter and method that is measured, in a size that somebody needs."""
    text = """{% set n = namespace(x='') %}{% for a in range(3) %}{% for b in range(2) %}{% set n.x = n.x ~ a * b %}
{%- endfor %}{% endfor %}{{ n.x }} {{ '=' * 3 }}
{{- ' ' }}{{ 'a' | center(5) }} {{ '%05.1f' | format(2.5) }} {{ '{:>4}'.format(7) }}
{{- ' '.join(['a', 'b']) }} {{ ['a', 'b'] | join(', ') }} {{ 'aba' | replace('a', 'c') }} {{ 2 ** 10 }} {{ 7 % 4 }}
{%- for row in [1, 2, 3] | batch(2, 0) %}{{ row }}{% endfor %} {{ 'a\\nb' | indent(2) }} {{ 12000000 * 3 }}
{{- '%s' % ('<b>' | upper) }}
{%- macro bold(x) %}<b>{{ x }}</b>{% endmacro %}{{ bold('&') ~ '<' }}"""
    template(tmp_path, text)
    ran = cx("report", NORTHWIND, "--templates", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    shown = (
        "000102 ===   a   002.5    7a b a, b cbc 1024 3[1, 2][3, 0] a\n  b 36000000&lt;B&gt;<b>&amp;</b>&lt;\n"
        "<!-- cxmaturity report -->\n"
    )
    assert ran.out.partition(">\n")[2] == shown


def test_links_lead_into_folders_of_templates_only(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    own = tmp_path / "own"
    template(own, '{% include "html/part.html.j2" %}')
    part = own / "html" / "part.html.j2"
    part.symlink_to(tmp_path / "secret.txt")
    ran = process("report", NORTHWIND, "--templates", own)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{part}, line 1: ")
    assert "this link leads out of the folders of templates; put a copy there" in ran.err
    part.unlink()
    (own / "other.txt").write_text("ours")
    part.symlink_to("../other.txt")
    assert "ours" in process("report", NORTHWIND, "--templates", own).out
    linked = tmp_path / "linked"
    linked.symlink_to(own)
    assert "ours" in process("report", NORTHWIND, "--templates", linked).out
    # a whole folder that lies elsewhere
    (own / "html").rename(tmp_path / "html")
    (own / "html").symlink_to(tmp_path / "html")
    assert "this link leads out" in process("report", NORTHWIND, "--templates", own).err
