"""A document on a terminal, within its width: one layout for every command."""

import io
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from cxmaturity.reports.document.blocks import Chapter, Document, Part
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.formats.terminal_blocks import TerminalBlocks
from cxmaturity.reports.formats.terminal_text import JOIN, lines_of, text_of


def write(document: Document, setting: Setting) -> bytes:
    """The document in lines of `setting.width` columns, with colours where `setting.color` says so."""
    console = Console(
        file=io.StringIO(),
        width=max(setting.width, 1),
        force_terminal=setting.color,
        color_system="standard" if setting.color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as captured:
        whole = Text("\n").join(_lines(document, setting.width))  # printed at once, as each print takes its time
        console.print(whole, no_wrap=True, crop=False, overflow="ignore")
    return captured.get().replace(JOIN, " ").encode()


def _lines(document: Document, width: int) -> Iterator[Text]:
    """The lines of a document: all bodies, then all annexes."""
    blocks = TerminalBlocks(width)
    several = len(document.chapters) > 1
    head = " · ".join(filter(None, [document.heading, document.about, document.when]))
    yield from lines_of(text_of(head, "bold"), width)
    for chapter in document.chapters:
        yield from _titled(chapter, chapter.body, blocks, several=several)
    if any(chapter.annex for chapter in document.chapters):
        if document.names.annex:
            yield Text()
            yield from blocks.chapter(document.names.annex)
        for chapter in document.chapters:
            if chapter.annex:
                yield from _titled(chapter, chapter.annex, blocks, several=several)


def _titled(chapter: Chapter, parts: Iterable[Part], blocks: TerminalBlocks, *, several: bool) -> Iterator[Text]:
    if several and chapter.title:
        yield Text()
        yield from blocks.chapter(chapter.title)
    for part in parts:
        yield Text()
        if part.title:
            yield from blocks.heading(part.title, 0)
        yield from blocks.blocks(part.blocks, 1 if part.title else 0)
