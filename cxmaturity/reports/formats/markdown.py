"""Markdown as GitHub reads it: a thin template says where the parts stand, their blocks are laid out here."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from cxmaturity.reports.document.blocks import Chapter, Document, Part
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.formats.jinja import Layout, renderer
from cxmaturity.reports.formats.markdown_blocks import MarkdownBlocks
from cxmaturity.reports.formats.markdown_text import escaped, linked
from cxmaturity.reports.formats.mermaid import plans

ANNEX = "page.annex"
"""The id of the heading of all annexes."""


class Piece(Struct, frozen=True):
    """A part as the template sees it: the headings from the last part to it, and its blocks laid out."""

    headings: Markup
    text: Markup
    part: Part
    chapter: Chapter


def write(document: Document, setting: Setting) -> bytes:
    """The document in Markdown. ProblemsFoundError where a template of the user's own has an error."""
    view = setting.view
    text = renderer(LAYOUT, setting.templates, setting.own).render(
        **_seen(document, plans(view) if view else {}),
        document=document,
        view=view,
        brand=view.brand if view else None,
        end=document.names.end,
    )
    # what lays nothing out leaves empty lines, of which one says as much as many
    return re.sub(r"\n{3,}", "\n\n", text).encode()


def _text(value: Any) -> Any:
    """Text for Markdown, in which nothing is markup and no line ends; all else a macro or filter has made."""
    return _marked(escaped(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


LAYOUT = Layout("markdown-document", "markdown/document.md.j2", _text)


def _seen(document: Document, diagrams: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The head, the contents and the pieces of a document; laid out twice, as links lead to headings further down."""
    first = MarkdownBlocks({}, diagrams)
    _head(document, first)
    list(_pieces(document, first))
    blocks = MarkdownBlocks(first.anchors_here, diagrams)
    head = _head(document, blocks)
    contents = "\n".join(_contents(document, first.anchors_here)) if document.names.contents else ""
    return {"head": _marked(head), "contents": _marked(contents), "pieces": list(_pieces(document, blocks))}


def _head(document: Document, blocks: MarkdownBlocks) -> str:
    """The title, and what the document is about where neither that nor a chapter's title says it."""
    repeated = document.about in document.title or document.about in {chapter.title for chapter in document.chapters}
    title = blocks.heading(document.title, 1, "", "")
    return title if repeated else f"{title}\n\n{escaped(document.about)}"


def _pieces(document: Document, blocks: MarkdownBlocks) -> Iterator[Piece]:
    """Each part with the headings before it: all bodies, then all annexes under one heading."""
    several = len(document.chapters) > 1
    for chapter in document.chapters:
        titled = [blocks.heading(chapter.title, 2, chapter.id, chapter.id)] if chapter.title else []
        yield from _parts(chapter, chapter.body, titled, 2 + len(titled), blocks)
    annexes = [chapter for chapter in document.chapters if chapter.annex]
    for chapter in annexes:
        titled = [blocks.heading(document.names.annex, 2, ANNEX, "")] if chapter is annexes[0] else []
        titled += [blocks.heading(chapter.title, 3, f"{chapter.id}.annex", document.names.annex)] if several else []
        yield from _parts(chapter, chapter.annex, titled, 4 if several else 3, blocks)


def _parts(
    chapter: Chapter, parts: tuple[Part, ...], titled: list[str], level: int, blocks: MarkdownBlocks
) -> Iterator[Piece]:
    """The parts of a body or an annex; `titled` are the headings above the first one."""
    for index, part in enumerate(parts):
        own = [blocks.heading(part.title, level, part.id, chapter.id)] if part.title else []
        above = titled if index == 0 else []
        text = blocks.blocks(part.blocks, level + len(own), chapter.id)
        yield Piece(_marked("\n\n".join([*above, *own])), _marked(text), part, chapter)


def _contents(document: Document, anchors: Mapping[str, str]) -> Iterator[str]:
    """A line for each part that has a title, below its chapter where there are several, and for what is in the annex.

    The annex on several chapters has a line for each of them.
    """
    several = len(document.chapters) > 1
    for chapter in document.chapters:
        if several:
            yield f"- {linked(chapter.title, anchors[chapter.id])}"
        yield from _links(chapter.body, anchors, "  " if several else "")
    annexes = [chapter for chapter in document.chapters if chapter.annex]
    if annexes:
        yield f"- {linked(document.names.annex, anchors[ANNEX])}"
    for chapter in annexes:
        if several:
            yield f"  - {linked(chapter.title, anchors[f'{chapter.id}.annex'])}"
        else:
            yield from _links(chapter.annex, anchors, "  ")


def _links(parts: tuple[Part, ...], anchors: Mapping[str, str], indent: str) -> Iterator[str]:
    return (f"{indent}- {linked(part.title, anchors[part.id])}" for part in parts if part.title)


def _marked(text: str) -> Markup:
    return Markup(text)  # noqa: S704  escaped where it was laid out
