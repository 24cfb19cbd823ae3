"""The guide to one's own reports: every example of it works, and it describes all that templates see."""

import json
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct

from cxmaturity.reports.document.blocks import Document
from cxmaturity.reports.document.names import PARTS
from cxmaturity.reports.formats import html, markdown
from cxmaturity.reports.formats.jinja import renderer
from tests.cli.running import CUSTOMERS, NORTHWIND, ROOT, Cx

GUIDE = (ROOT / "docs" / "templates.md").read_text()
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"^`own/([^`]+)`[^\n]*:\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FORMATS = {"html": "html", "markdown": "md", "typst": "pdf"}


class Example(NamedTuple):
    """A file of the guide, and the heading below which it stands."""

    name: str
    text: str
    heading: str


def examples() -> Iterator[Example]:
    for found in EXAMPLE.finditer(GUIDE):
        before = FENCED.sub("", GUIDE[: found.start()])
        yield Example(found[1], found[2], re.findall(r"^##+ (.*)$", before, re.MULTILINE)[-1])


TEMPLATES = [one for one in examples() if one.heading != "A brand"]
# what shows in the output that an example did its work
SHOWS = {
    ("One part", "html"): ["<p>Assessed by our own team from 24 answers.</p>", "h1 { letter-spacing: -.02em; }"],
    ("One part", "markdown"): ["What our advisers say: begin with What to do"],
    ("The look", "html"): ['<p class="eyebrow">Draft for discussion</p>\n', 'class="cover'],
    ("A whole report", "html"): ["<h1>Northwind Telecom</h1>", "Explore to Mobilise, 5 days</li>"],
    ("A whole report", "markdown"): ["six stages: **Mobilise**\n"],
}


def test_every_example_is_found() -> None:
    assert len(list(examples())) == len(re.findall(r"^```(?!sh$)\w", GUIDE, re.MULTILINE))
    assert [one.heading for one in TEMPLATES] == ["One part"] * 3 + ["The look"] * 2 + ["A whole report"] * 3


@pytest.mark.parametrize("example", TEMPLATES, ids=lambda one: f"{one.heading}, {one.name}")
def test_a_template(example: Example, cx: Cx, tmp_path: Path) -> None:
    folder = example.name.partition("/")[0]
    if folder == "typst":
        pytest.importorskip("typst")
    path = tmp_path / "own" / example.name
    path.parent.mkdir(parents=True)
    path.write_text(example.text)
    made = []
    report = tmp_path / f"report.{FORMATS[folder]}"
    for own in ([], ["--templates", tmp_path / "own"]):
        ran = cx("report", NORTHWIND, "-o", report, "--force", *own)
        assert (ran.code, ran.out, ran.err) == (0, "", f"Wrote {report}\n")
        made.append(report.read_bytes())
    assert made[0] != made[1]
    for shows in SHOWS.get((example.heading, folder), []):
        assert shows in made[1].decode()
        assert shows not in made[0].decode() or shows.startswith("class=")


def test_the_brand(cx: Cx, tmp_path: Path) -> None:
    for one in examples():
        if one.heading == "A brand":
            (tmp_path / one.name).write_text(one.text)
    ran = cx("check", "--strict", tmp_path / "brand.yaml")
    assert (ran.code, ran.out) == (0, "")
    page = cx("report", NORTHWIND, "--brand", tmp_path / "brand.yaml").out
    for shows in ('alt="A rising sun"', "Bright Consulting", "Confidential. For the board only.", "#7a1f5c", "#ffcc55"):
        assert shows in page


def test_the_error_that_it_quotes(cx: Cx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("own/html/cover.html.j2")
    path.parent.mkdir(parents=True)
    path.write_text("\n{{ view.organization }}")
    told = cx("report", NORTHWIND, "--templates", "own").err.strip()
    assert f"`{told}`" in " ".join(GUIDE.split())


def seen_of(value: Any, found: dict[str, type[Struct]]) -> dict[str, type[Struct]]:
    """Every kind of value that a type holds, by name."""
    if isinstance(value, type) and issubclass(value, Struct) and value.__name__ not in found:
        found[value.__name__] = value
        for inner in typing.get_type_hints(value).values():
            seen_of(inner, found)
    for inner in typing.get_args(value):
        seen_of(inner, found)
    return found


SEEN = seen_of(Document, {})


def rows(heading: str) -> dict[str, set[str]]:
    """The rows of a table below a heading: what stands between backticks in the second column, by the first."""
    part = GUIDE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]*) \| ([^|]*) \|", part, re.MULTILINE)
    return {name: set(re.findall(r"`([^`]+)`", fields)) for name, fields in cells}


def test_every_kind_of_block_is_described_with_its_fields() -> None:
    assert rows("What a template sees") == {f"`{name}`": set(kind.__struct_fields__) for name, kind in SEEN.items()}


def test_every_filter_is_described() -> None:
    """And no other: as many as reports have beside Jinja's own."""
    described = {name for cell in rows("Filters") for name in re.findall(r"`([^`]+)`", cell)}
    used: set[str] = set()
    for layout in (html.LAYOUT, markdown.LAYOUT):
        filters = renderer(layout, ROOT / "templates", ROOT / "templates")._environment.filters
        used |= set(filters) - set(SandboxedEnvironment().filters)
    assert described == used


@pytest.mark.parametrize("name", ["html/document.html.j2", "markdown/document.md.j2"])
def test_every_block_and_every_part_is_named(name: str) -> None:
    blocks = set(re.findall(r"{% block (\w+)", (ROOT / "templates" / name).read_text()))
    part = GUIDE.partition("\n### One part\n")[2].partition("\n### ")[0]
    assert blocks | set(PARTS) <= set(re.findall(r"`(\w+)`", part))


BESIDE = {"change", "over_time", "cohort"}
"""The parts that other files are asked for, which no golden file has."""


def test_a_report_has_the_parts_that_are_named_and_no_other(cx: Cx) -> None:
    """Or a block of one's own for a part would be refused, and one for no part would change nothing and say nothing."""
    texts = [path.read_text() for path in (ROOT / "tests" / "golden").glob("*.view.json")]
    texts.append(cx("report", NORTHWIND, "--no-plan", "--format", "json", "--outcomes", CUSTOMERS).out)
    chapters = [one for text in texts for one in json.loads(text)["document"]["chapters"]]
    assert {part["name"] for one in chapters for part in one["body"] + one["annex"]} | BESIDE == set(PARTS)
