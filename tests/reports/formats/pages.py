"""Reading a PDF back: its dictionaries, its text with sizes and places, and documents small enough to read."""

import html
import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from cxmaturity.reports.document.blocks import Block, Chapter, Document, Part
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.formats.pdf import FORMAT
from tests.cli.running import ROOT
from tests.conftest import needed
from tests.reports.formats.sample import document

TEMPLATES = ROOT / "templates"


class Run(NamedTuple):
    """Text that is drawn in one go: on which page, where from the left and from below, and how high, in points."""

    page: int
    text: str
    x: float
    y: float
    size: float


def paper(made: Document, **more: Any) -> Any:
    """The PDF of a document."""
    return PdfReader(io.BytesIO(FORMAT.write(made, Setting(TEMPLATES, **more))))


def small(*blocks: Block, annex: tuple[Block, ...] = (), **more: Any) -> Document:
    """A document of one part, and one in the annex where it holds blocks."""
    parts = (Part("method", "a.method", "Method", annex),) if annex else ()
    chapter = Chapter("a", "Organisational", (Part("stand", "a.stand", "Where we stand", blocks),), parts)
    return msgspec.structs.replace(document(), chapters=(chapter,), **more)


def runs(pdf: Any, pages: int | None = None) -> Iterator[Run]:
    """Every text of a PDF, or of its first pages, in the order in which it is drawn. Reading takes long."""
    for number, page in enumerate(pdf.pages[:pages], 1):
        on_page: list[Run] = []

        def see(text: str, cm: list[float], tm: list[float], _: Any, size: float, page: int = number) -> None:
            if text.strip():
                scale = abs((tm[0] * tm[3] - tm[1] * tm[2]) * (cm[0] * cm[3] - cm[1] * cm[2])) ** 0.5
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                on_page.append(Run(page, text.strip(), x, y, size * scale))  # noqa: B023  read before the next page

        page.extract_text(visitor_text=see)
        yield from on_page


class Word(NamedTuple):
    """A word as it is drawn: on which page, and its edges from the left and from above, in points."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


_BOX = re.compile(r'<(?:page|word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word)')


def words(pdf: Any) -> list[Word]:
    """Every word of a PDF."""
    page, drawn = 0, []
    for box in _BOX.finditer(_poppler(pdf, "-bbox")):
        *edges, text = box.groups()
        if text is None:
            page += 1
        else:
            drawn.append(Word(page, html.unescape(text), *map(float, edges)))
    return drawn


def sheets(pdf: Any) -> list[str]:
    """The text of every page in the order in which it is drawn: by poppler, in a tenth of the time that pypdf takes."""
    return _poppler(pdf, "-raw").split("\f")[:-1]


def _poppler(pdf: Any, *options: str) -> str:
    command = [needed("pdftotext"), *options, "-", "-"]
    written: bytes = pdf.stream.getvalue()
    return subprocess.run(command, input=written, capture_output=True, check=True).stdout.decode()


def page_of(pdf: Any, text: str) -> int:
    """The first page that holds a text."""
    return next(number for number, page in enumerate(sheets(pdf), 1) if spaced(text) in spaced(page))


def spaced(text: str) -> str:
    """Text with single blanks between its words."""
    return " ".join(text.split())


def every(node: Any, seen: set[int] | None = None) -> Iterator[Any]:
    """Every dictionary below a node of a PDF."""
    seen = set() if seen is None else seen
    if isinstance(node, IndirectObject):
        if node.idnum in seen:
            return
        seen.add(node.idnum)
        node = node.get_object()
    if isinstance(node, DictionaryObject):
        yield node
    if isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from every(child, seen)


def tags(pdf: Any) -> list[Any]:
    """The tags of a PDF in the order in which a screen reader goes through them."""

    def below(node: Any) -> Iterator[Any]:
        node = node.get_object()
        for child in node if isinstance(node, list) else [node]:
            tag = child.get_object()
            if isinstance(tag, DictionaryObject):
                if "/S" in tag:
                    yield tag
                if "/K" in tag:
                    yield from below(tag["/K"])

    return list(below(pdf.root_object["/StructTreeRoot"]))


def text_of(pdf: Any) -> str:
    """All its text, with single blanks between words."""
    return spaced("\n".join(sheets(pdf)))


def bare(text: str) -> str:
    """Letters without line ends, and without what is not read back: signs with marks, or without a font."""
    kept = (
        letter
        for letter in re.sub(r"[\s\u00ad\u2010-]", "", text)
        if unicodedata.category(letter) not in {"Mn", "So", "Cf", "Cc"}
    )
    return re.sub(r"(.)\1+", r"\1", "".join(kept))


def read(path: Path) -> Any:
    """A PDF from a file."""
    return PdfReader(path)
