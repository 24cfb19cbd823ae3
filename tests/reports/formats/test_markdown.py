"""Whether any document stays readable as Markdown: links lead somewhere, tables stay tables, texts stay texts."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.reports.document.blocks import (
    Bullets,
    Cell,
    Chapter,
    Column,
    Document,
    Notice,
    Paragraph,
    Part,
    Picture,
    Row,
    Span,
    Table,
)
from cxmaturity.reports.formats.format import FORMATS, Setting
from tests.conftest import Needs
from tests.reports.conftest import Tool
from tests.reports.formats.sample import document
from tests.reports.hostile import HOSTILE, made
from tests.reports.test_markdown_lint import linted

SETTING = Setting(data_folder("templates"))


def markdown(what: Document, setting: Setting = SETTING) -> str:
    return FORMATS["md"].write(what, setting).decode()


def of_blocks(*blocks: Any) -> Document:
    """The sample with one part of these blocks alone."""
    chapter = Chapter("only", "Only", (Part("stand", "only.stand", "Where we stand", blocks),), ())
    return replace(document(), chapters=(chapter,))


def tokens(text: str) -> list[Any]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def anchors(text: str) -> list[str]:
    """The anchors that GitHub gives the headings: what is in brackets of a link is its text."""
    made_: list[str] = []
    parsed = tokens(text)
    for opening, inside in pairwise(parsed):
        if opening.type == "heading_open":
            words = "".join(child.content for child in inside.children)
            made_.append(re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-"))
    return made_


def links(text: str) -> list[str]:
    """Where links within the document lead."""
    inline = [token for token in tokens(text) if token.type == "inline"]
    hrefs = [str(child.attrGet("href")) for token in inline for child in token.children if child.type == "link_open"]
    return [href.removeprefix("#") for href in hrefs if href.startswith("#")]


@pytest.mark.parametrize("several", [False, True])
def test_links_lead_to_headings_of_their_own(several: bool) -> None:
    """A reader who follows a link would else land on a heading of the same name, or nowhere."""
    text = markdown(document(several=several))
    there = anchors(text)
    assert len(set(there)) == len(there)
    assert links(text)
    assert set(links(text)) <= set(there)
    assert "hiring-for-empathy" in links(text)


def test_what_has_no_heading_is_found_below_the_one_above() -> None:
    rows = (Row((Cell("Hiring"),), "only.row"),)
    table = Table("only.table", "", (Column("Practice"),), rows)
    text = markdown(of_blocks(table, Paragraph((Span("look", to="only.row"), Span(" and "), Span("here", to="lost")))))
    assert "[look](#where-we-stand) and here" in text


def test_documents_are_clean_whatever_stands_in_them(tmp_path: Path, tool: Tool, needs: Needs) -> None:
    """By every rule of markdownlint, links and headings that differ included."""
    for index, name in enumerate(HOSTILE):
        for several in (False, True):
            what = document(lambda word, name=name: made(name, word), several=several)  # type: ignore[misc]
            (tmp_path / f"{index}-{several}.md").write_text(markdown(what))
    assert linted(tmp_path, tool, needs) == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_texts_stay_texts(name: str) -> None:
    """Nothing that a file says makes a heading, a list, a table or a line of HTML."""
    shape = [token.type for token in tokens(markdown(replace(document(lambda word: word), about="")))]
    hostile = markdown(replace(document(lambda word: made(name, word)), about=""))
    assert [token.type for token in tokens(hostile)] == shape
    assert "html_block" not in shape


def test_annex_has_one_heading_after_every_body() -> None:
    text = markdown(document(several=True))
    headings = re.findall(r"^(#+) (.*)$", text, re.MULTILINE)
    assert [title for mark, title in headings if mark == "##"] == ["Organisational", "Digital", "Annex"]
    body, annex = text.split("\n## Annex\n")
    assert "\n### Where we stand\n" in body
    assert "\n### Organisational (Annex)\n\n#### Profile\n" in annex
    assert "\n#### Profile" not in body


def test_cells_say_what_is_shaded_and_marked() -> None:
    """Colour says it elsewhere; Markdown has none."""
    cells = (
        Cell("Governance"),
        Cell("100", 100, shade="F", framed=True),
        Cell("12.5", 12.5, note="one of 8", shade="N"),
    )
    columns = (Column("Dimension"), Column("Ignore", numbers=True), Column("Explore", numbers=True))
    row = Row(cells, depth=1)
    text = markdown(
        of_blocks(Table("t", "Shares", columns, (row, Row((Cell("All"), Cell(""), Cell("3")), total=True))))
    )
    lines = text[text.index("| Dim") :].splitlines()
    assert lines[:4] == [
        "| Dimension | Ignore | Explore |",
        "| --- | ---: | ---: |",
        "| – Governance | 100 F ✓ | 12.5 N (one of 8) |",
        "| **All** | | **3** |",
    ]


def test_picture_is_its_text_and_its_table() -> None:
    table = Table("t", "", (Column("Step"), Column("Days", numbers=True)), (Row((Cell("one"), Cell("12", 12))),))
    text = markdown(of_blocks(Picture("p", "Three end before 2028", "A bar for each.", "<svg/>", "<svg/>", (), table)))
    assert "**Three end before 2028.** A bar for each.\n\n| Step | Days |" in text
    assert "svg" not in text


def test_notice_and_lists() -> None:
    text = markdown(of_blocks(Notice("Said, not done", ("one", "two"), "Ask."), Bullets(("1. a", "b"), ordered=True)))
    assert "**Said, not done.**\n\n- one\n- two\n\nAsk.\n\n1. 1\\. a\n2. b\n" in text


class TestOwnTemplates:
    """Users' own Markdown replaces a part by its name, and keeps the rest."""

    @staticmethod
    def made(tmp_path: Path, template: str) -> str:
        folder = tmp_path / "own" / "markdown"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "document.md.j2").write_text(template)
        return markdown(document(), replace(SETTING, own=folder.parent))

    def test_replaces_a_part(self, tmp_path: Path) -> None:
        head = '{% extends "builtin/markdown/document.md.j2" %}{% block way %}'
        text = self.made(tmp_path, head + "Ask {{ document.heading }}: {{ part.title }}.{% endblock %}")
        assert "### What to do\n\nAsk Northwind Telecom: What to do.\n\n## Annex" in text
        assert "### Where we stand\n" in text

    def test_adds_to_a_part(self, tmp_path: Path) -> None:
        head = '{% extends "builtin/markdown/document.md.j2" %}{% block way %}'
        text = self.made(tmp_path, head + "First *this*.\n\n{{ super() }}{% endblock %}")
        assert "### What to do\n\nFirst *this*.\n\nThe steps of the plan in their order\n" in text

    def test_text_of_files_is_no_markup(self, tmp_path: Path) -> None:
        text = self.made(tmp_path, '{{ "*" ~ document.heading ~ "*" }}')
        assert text == "\\*Northwind Telecom\\*\n"

    def test_error_names_template_and_line(self, tmp_path: Path) -> None:
        with pytest.raises(ProblemsFoundError) as caught:
            self.made(tmp_path, "one\n{{ nothing }}")
        problem = caught.value.problems[0]
        assert problem.line == 2
        assert "'nothing' is undefined" in problem.message
