"""A body and a page are as short as a board reads, whatever the input: nothing is so long that it does not fit."""

import io
import random
import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from playwright.sync_api import Browser
from pypdf import PdfReader

from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.reports.build.brief import brief
from cxmaturity.reports.build.common import parted
from cxmaturity.reports.build.report import report_document
from cxmaturity.reports.build.room import ROOMS, TEXTS, columns, ended, held, taken
from cxmaturity.reports.build.schedule import _named
from cxmaturity.reports.document.blocks import Bullets, Cell, Column, Document, Paragraph, Part, Row, Span, Table, Words
from cxmaturity.reports.formats import markdown
from cxmaturity.reports.formats.format import FORMATS, Setting
from cxmaturity.reports.view.plan import Opens
from cxmaturity.reports.view.report import View
from tests.cli.running import CUSTOMERS, EXAMPLES, NORTHWIND, TEAM, Cx
from tests.reports.anything import Anything

MOST_WORDS, MOST_WORDS_OF_SEVERAL, MOST_PAGES = 2200, 6500, 6
MOST_PAGES_TOGETHER = 4
"""How many pages the first chapter on several questionnaires has at most; each of them has one of its own."""
WIDEST = (47,)
"""Seeds of what takes most pages: compound words, many points and many practices."""


def anything(seed: int, questionnaires: int = 1) -> View:
    return Anything(random.Random(seed)).view(questionnaires)


def without_annex(document: Document) -> Document:
    """A document whose annex has its headings only."""
    chapters = (
        replace(chapter, annex=tuple(replace(part, blocks=()) for part in chapter.annex))
        for chapter in document.chapters
    )
    return replace(document, chapters=tuple(chapters))


def body_words(document: Document, view: View) -> int:
    """How many words of it people read before the annex, as the tests of whole reports count them."""
    text = markdown.write(without_annex(document), Setting(data_folder("templates"), view=view)).decode()
    return len(re.sub(r"\]\([^)]*\)", "]", text.partition("\n## Annex")[0]).split())


@given(st.integers(0, 10**9))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_body_is_short_whatever_the_input(seed: int) -> None:
    view = anything(seed)
    assert body_words(report_document(view), view) <= MOST_WORDS


def test_the_body_on_seven_questionnaires_is_short_whatever_they_are(browser: Browser) -> None:
    """A page each, wherever it begins, and what they say together before; five are no longer."""
    view = anything(2, 7)
    document = without_annex(report_document(view))
    assert body_words(document, view) <= MOST_WORDS_OF_SEVERAL
    assert max(_body_pages(document, view, browser)) <= MOST_PAGES_TOGETHER + 7


@pytest.mark.parametrize("seed", WIDEST)
def test_a_body_is_of_six_pages_whatever_the_input(seed: int, browser: Browser) -> None:
    """On paper and as a browser prints it."""
    view = anything(seed)
    assert max(_body_pages(without_annex(report_document(view)), view, browser)) <= MOST_PAGES


def _body_pages(document: Document, view: View, browser: Browser) -> tuple[int, int]:
    """How many pages stand before the annex on paper, and as a browser prints them: the headings of it take one."""
    page = FORMATS["html"].write(document, Setting(data_folder("templates"), view=view))
    pdf = PdfReader(io.BytesIO(_pdf(document)))
    annex: Any = next(entry for entry in pdf.outline if getattr(entry, "title", "") == "Annex")
    number = pdf.get_destination_page_number(annex)
    assert number is not None
    return number, _printed(browser, page.replace(b'class="annex"', b'class="annex" hidden'))


@pytest.mark.parametrize("seed", [0, 19, 40])
def test_one_page_is_one_whatever_the_input(seed: int, browser: Browser) -> None:
    """On paper and as a browser prints it."""
    view = anything(seed)
    document = report_document(view, one_page=True)
    assert len(PdfReader(io.BytesIO(_pdf(document))).pages) == 1
    assert _printed(browser, FORMATS["html"].write(document, Setting(data_folder("templates"), view=view))) == 1


@pytest.mark.parametrize(
    "given_",
    [*([str(path)] for path in [*EXAMPLES, TEAM]), [NORTHWIND, "--outcomes", str(CUSTOMERS)]],
    ids=lambda given_: " ".join(given_).rpartition("/")[2],
)
def test_a_browser_prints_one_page_on_one(given_: Sequence[str], cx: Cx, browser: Browser) -> None:
    """Nor is any text of it cut short: there is room for all that a board decides on."""
    page = cx("report", "--one-page", *given_).out
    assert _printed(browser, page.encode()) == 1
    assert "…" not in re.sub(r"<(svg|style|script)\b.*?</\1>", "", page, flags=re.S)


def _pdf(document: Document) -> bytes:
    pytest.importorskip("typst")
    return FORMATS["pdf"].write(document, Setting(data_folder("templates")))


def _printed(browser: Browser, page: bytes) -> int:
    """How many pages a browser prints."""
    tab = browser.new_page()
    tab.set_content(page.decode())
    pages = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    tab.close()
    return len(pages)


def test_what_is_cut_short_stands_in_full_in_the_annex() -> None:
    view = anything(19)
    document = report_document(view)
    body, annex = ([chapter.body for chapter in document.chapters], [chapter.annex for chapter in document.chapters])
    names = [practice.title for practice in view.sections[0].practices] + [view.organisation]
    texts = str(annex)
    assert all(len(name) > 400 for name in names)
    assert not any(name in str(body) for name in names)
    assert [name for name in names if name not in texts] == []


def test_names_that_begin_and_end_alike_are_told_apart_by_a_number() -> None:
    view = anything(3)
    section = view.sections[0]
    alike = [replace(practice, title=f"{'x y' * 90} {n} {'z' * 90}") for n, practice in enumerate(section.practices)]
    named = brief(replace(view, sections=(replace(section, practices=tuple(alike)),)), 140)
    titles = [practice.title for practice in named.sections[0].practices]
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 90
    assert {practice.id for practice in named.sections[0].practices} == {practice.id for practice in section.practices}


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("as it stands", 3, "as it stands"),
        ("one two three four", 3, "one two three…"),
        ("x" * 100, 2, f"{'x' * 18}…"),
        ("顧客" * 40, 2, f"{'顧客' * 4}顧…"),
        ("", 1, ""),
    ],
)
def test_a_text_ends_at_a_word(text: str, words: int, short: str) -> None:
    assert ended(text, words) == short
    assert columns(short) <= 9 * words + 1


def _part(*words: Words) -> tuple[Part, ...]:
    return (Part("stand", "a.stand", "Title", (Bullets(words), Paragraph("End."))),)


def test_the_first_room_in_which_all_fits_is_taken() -> None:
    """Names are shortened before lists are, and lists before texts."""
    sizes = {room: 300 - 20 * place for place, room in enumerate(ROOMS)}
    for place, room in enumerate(ROOMS):
        body = held(300 - 20 * place + 4, lambda room: _part(*["word"] * (sizes[room] // 2)))
        assert (body.room, body.whole) == (room, ())


def test_texts_are_cut_where_no_room_is_small_enough() -> None:
    long = (Span("first "), Span("word " * 90, to="place"), Span("last", "strong"))
    body = held(60, lambda _: _part(long, "short", "longer " * 50))
    (bullets, end) = body.parts[0].blocks
    assert taken(body.parts) <= 60
    assert isinstance(bullets, Bullets)
    assert isinstance(bullets.items[0], tuple)
    assert bullets.items[0][-1].to == "place"
    assert bullets.items[0][-1].text.endswith("word…")
    assert bullets.items[1] == "short"
    assert end == Paragraph("End.")
    assert body.whole == (f"first {'word ' * 90}last", "longer " * 50)
    assert max(TEXTS) >= 40 >= min(TEXTS)


def test_a_table_wider_than_paper_is_several_with_the_same_first_column() -> None:
    """A scale of 40 points would else be printed beyond the edge."""
    texts = [str(n) for n in range(41)]
    whole = Table("dimensions", "The dimensions", tuple(map(Column, texts)), (Row(tuple(map(Cell, texts))),))
    parts = list(parted(whole))
    assert [len(part.columns) for part in parts] == [15, 15, 13]
    assert len({part.id for part in parts}) == len({part.caption for part in parts}) == 3
    rows = [[str(cell.words) for cell in part.rows[0].cells] for part in parts]
    assert [row[0] for row in rows] == ["0"] * 3
    assert [text for row in rows for text in row[1:]] == texts[1:]
    assert list(parted(replace(parts[0], caption=""))) == [replace(parts[0], caption="")]


def _way(opens: tuple[Opens, ...]) -> Any:
    return SimpleNamespace(opens=opens)


def test_of_many_stages_that_open_the_first_and_the_last_are_named() -> None:
    opens = tuple(Opens(n, str(n), "", "") for n in range(30))
    assert [each.stage for each in _named(_way(opens))] == [*map(str, range(7)), "29"]
    assert _named(_way(opens[:8])) == opens[:8]
