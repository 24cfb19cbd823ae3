"""What a template of somebody else's may take: what it would make is measured before it is made, never too small.

An estimate that is too small lets one line of a template fill the memory of whoever opens a report.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader

from cxmaturity.reports.formats import limits
from cxmaturity.reports.formats.limits import _GROWTH, MOST_BITS, MOST_NESTED, LimitedSandbox, _size
from cxmaturity.reports.formats.resources import LimitError

pytestmark = pytest.mark.fast

TEXT = st.text("ab \t\n", max_size=30)


def rendered(text: str, **seen: Any) -> str:
    sandbox = LimitedSandbox(loader=DictLoader({"main": text}))
    sandbox.limit_filters()
    return sandbox.output("main", **seen)


# estimates, against what is made


@pytest.mark.parametrize("method", ["center", "ljust", "rjust", "zfill"])
@settings(max_examples=50)
@given(text=TEXT, width=st.integers(0, 60))
def test_what_fills_a_width_is_never_longer_than_estimated(method: str, text: str, width: int) -> None:
    assert len(getattr(text, method)(width)) <= len(text) + _GROWTH[method](text, width)


@settings(max_examples=50)
@given(TEXT, st.integers(0, 12))
def test_tabs_become_no_more_blanks_than_estimated(text: str, size: int) -> None:
    assert len(text.expandtabs(size)) <= len(text) + _GROWTH["expandtabs"](text, size)


@settings(max_examples=50)
@given(TEXT, st.text("ab", min_size=1, max_size=2), st.text("xyz", max_size=6))
def test_what_replaces_is_measured(text: str, old: str, new: str) -> None:
    assert len(text.replace(old, new)) <= len(text) + _GROWTH["replace"](text, old, new)


@settings(max_examples=50)
@given(st.lists(TEXT, max_size=6), st.text("-", max_size=9))
def test_what_joins_is_measured_from_either_side(texts: list[str], between: str) -> None:
    made = len(between.join(texts)) - sum(map(len, texts))
    assert made <= _GROWTH["join"](texts, between)
    assert made <= _GROWTH["join"](between, texts)


@settings(max_examples=50)
@given(TEXT, st.dictionaries(st.sampled_from(list(map(ord, "ab"))), st.text("xy", max_size=5), max_size=2))
def test_what_translates_is_measured(text: str, table: dict[int, str]) -> None:
    assert len(text.translate(table)) <= len(text) + _GROWTH["translate"](text, table)


@settings(max_examples=50)
@given(st.one_of(TEXT, st.lists(st.integers(), max_size=8)), st.integers(0, 30))
def test_a_product_is_measured(value: Any, times: int) -> None:
    assert len(value * times) <= _size("*", value, times)
    assert len(times * value) <= _size("*", times, value)
    assert len(value + value) <= _size("+", value, value)


@settings(max_examples=50)
@given(st.integers(0, 2**400), st.integers(0, 400))
def test_a_number_that_grows_too_long_is_told_before_it_is_made(base: int, power: int) -> None:
    """Whatever stays within the bits that are allowed may be made; what does not is as large as too large."""
    bits = base.bit_length() * power
    size = _size("**", base, power)
    if bits <= MOST_BITS:
        assert size <= limits.MOST_TEXT
    if base > 1 and (base.bit_length() - 1) * power > MOST_BITS:
        assert size > limits.MOST_TEXT


# templates


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ 'ab' * 3 }}", "ababab"),
        ("{{ 'a' ~ 1 ~ 'b' }}", "a1b"),
        ("{{ ['a', 'b'] | join('-') }}", "a-b"),
        ("{% for i in range(3) %}{{ i }}{% endfor %}", "012"),
        ("{{ 2 ** 10 }}", "1024"),
        ("{{ '%s and %s' % ('a', 'b') }}", "a and b"),
        ("{{ 'x'.center(5) }}", "  x  "),
        ("{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m('x') }}", "[x]"),
    ],
)
def test_what_templates_do_every_day_is_as_ever(text: str, made: str) -> None:
    assert rendered(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 99999999 }}",
        "{{ 99999999 * 'a' }}",
        "{{ [1] * 99999999 }}",
        "{{ 2 ** 99999 }}",
        "{{ 'a'.center(99999999) }}",
        "{{ 'a'.ljust(99999999) }}",
        "{{ '%99999999d' % 1 }}",
        "{{ '%*d' % (99999999, 1) }}",
        "{{ '{:99999999}'.format(1) }}",
        "{{ '{:{}}'.format(1, 99999999) }}",
        "{{ ('a' * 9999) | replace('a', 'b' * 9999) }}",
        "{{ ('a' * 9999).replace('a', 'b' * 9999) }}",
        "{{ (range(9999) | list) | join('b' * 9999) }}",
        "{{ ('\\n' * 9999) | indent(9999) }}",
        "{{ [1] | batch(99999999, 0) | list }}",
    ],
)
def test_what_would_fill_the_memory_is_told_before(text: str) -> None:
    with pytest.raises(LimitError, match="too large"):
        rendered(text)


def test_loops_are_counted_together_however_they_are_nested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROUNDS", 100)
    assert rendered("{% for i in range(40) %}{{ i }}{% endfor %}").startswith("0123")
    with pytest.raises(LimitError, match="over 100 rounds"):
        rendered("{% for i in range(8) %}{% for j in range(8) %}.{% endfor %}{% endfor %}")
    with pytest.raises(LimitError, match="over 100 rounds"):
        rendered("{% for i in range(30) %}{{ i | string | upper }}{% endfor %}")


def test_what_a_report_comes_to_is_limited_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_OUTPUT", 100)
    with pytest.raises(LimitError, match="of output"):
        rendered("{% for i in range(60) %}ab{% endfor %}")


def test_loops_stand_only_so_deep_in_each_other() -> None:
    def deep(levels: int) -> str:
        return "{% for i in [1] %}" * levels + "x" + "{% endfor %}" * levels

    assert rendered(deep(MOST_NESTED)) == "x"
    with pytest.raises(Exception, match=f"more than {MOST_NESTED} deep"):
        rendered(deep(MOST_NESTED + 1))
    inside = deep(MOST_NESTED).replace("x", "{{ m() }}")
    assert rendered("{% macro m() %}" + deep(MOST_NESTED) + "{% endmacro %}" + inside) == "x"


def test_each_report_has_its_own_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of a hundred reports is not one that takes too much."""
    monkeypatch.setattr(limits, "MOST_ROUNDS", 100)
    sandbox = LimitedSandbox(loader=DictLoader({"main": "{% for i in range(40) %}.{% endfor %}"}))
    assert [sandbox.output("main"), sandbox.output("main")] == ["." * 40] * 2
