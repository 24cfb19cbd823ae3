"""Markdown as GitHub reads it: a thin template says in which order the parts stand, the blocks are laid out here."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from cxmaturity.reports.document.blocks import Chapter, Document, Part
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.formats.markdown_blocks import MarkdownBlocks
from cxmaturity.reports.formats.markdown_text import escaped
from cxmaturity.reports.render import _environment

TEMPLATE = "markdown/document.md.j2"


class Markdown:
    """The format `md`."""

    name = "md"
    suffixes = (".md",)
    extra = ""

    def write(self, document: Document, setting: Setting) -> bytes:
        """The document in Markdown. ProblemsFoundError where a template of the user's own has an error."""
        environment = _environment("md", setting.templates, setting.own)
        text = environment.output(TEMPLATE, **_seen(document), view=setting.view)
        # a block that lays nothing out leaves empty lines, of which one says as much as many
        return (re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n").encode()


FORMAT = Markdown()


def _seen(document: Document) -> dict[str, Any]:
    """What the template sees: the document, its head, its contents, and its parts laid out.

    Laid out twice, as links lead to headings further down, too.
    """
    first = MarkdownBlocks({})
    list(_pieces(document, first))
    blocks = MarkdownBlocks(first.anchors_here)
    pieces = list(_pieces(document, blocks))
    head, *parts = pieces
    contents = "\n".join(_contents(document, first.anchors_here)) if document.names.contents else ""
    return {"document": document, "head": head, "contents": _marked(contents), "parts": parts}


def _pieces(document: Document, blocks: MarkdownBlocks) -> Iterator[dict[str, Any]]:
    """The head, then each part with the headings before it: all bodies, then all annexes under one heading."""
    several = len(document.chapters) > 1
    told = document.about in document.title or document.about in {one.title for one in document.chapters}
    head = [blocks.heading(document.title, 1, "", ""), "" if told else escaped(document.about)]
    yield {"text": _marked("\n\n".join(filter(None, head)))}
    for chapter in document.chapters:
        titled = [blocks.heading(chapter.title, 2, chapter.id, chapter.id)] if chapter.title else []
        yield from _parts(chapter, chapter.body, titled, 2 + len(titled), blocks)
    before = [blocks.heading(document.names.annex, 2, "", "")] if any(one.annex for one in document.chapters) else []
    for chapter in document.chapters:
        if chapter.annex:
            titled = [blocks.heading(chapter.title, 3, "", document.names.annex)] if several else []
            yield from _parts(chapter, chapter.annex, [*before, *titled], 4 if several else 3, blocks)
            before = []


def _parts(
    chapter: Chapter, parts: tuple[Part, ...], before: list[str], level: int, blocks: MarkdownBlocks
) -> Iterator[dict[str, Any]]:
    """Parts as the template sees them: `before` is what stands above the first one; the name of a part is a key."""
    if before and not parts:
        yield {"before": _marked("\n\n".join(before)), "text": "", "named": {}}
    for part in parts:
        heading = [blocks.heading(part.title, level, part.id, chapter.id)] if part.title else []
        text = "\n\n".join(filter(None, [*heading, blocks.blocks(part.blocks, level + len(heading), chapter.id)]))
        yield {"before": _marked("\n\n".join(before)), "text": _marked(text), "part": part, "named": {part.name: True}}
        before = []


def _contents(document: Document, anchors: Mapping[str, str]) -> Iterator[str]:
    """A line for each part that has a title, below its chapter where there are several."""
    indent = "  " if len(document.chapters) > 1 else ""
    for chapter in document.chapters:
        if indent:
            yield f"- [{escaped(chapter.title, starts=False)}](#{anchors[chapter.id]})"
        titled = (part for part in (*chapter.body, *chapter.annex) if part.title)
        yield from (f"{indent}- [{escaped(part.title, starts=False)}](#{anchors[part.id]})" for part in titled)


def _marked(text: str) -> Markup:
    return Markup(text)  # noqa: S704  escaped where it was laid out
