"""A document on paper: tagged, readable, the same bytes every time; long texts, other scripts and pages hold."""

import itertools
import re
from typing import Any

import pytest

from cxmaturity.reports.document.blocks import (
    Bullets,
    Column,
    Entries,
    Entry,
    Group,
    Labelled,
    Paragraph,
    Picture,
    Table,
)
from cxmaturity.reports.formats.format import Setting
from cxmaturity.reports.formats.pdf import FORMAT
from cxmaturity.reports.sanitise import visible
from tests.cli.running import ROOT
from tests.reports.formats.pages import bare, every, page_of, paper, runs, sheets, small, spaced, tags, text_of, words
from tests.reports.formats.sample import ADDRESS, ARABIC, LETTERS, POINTS, document
from tests.reports.hostile import HOSTILE

ACTING = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/SubmitForm"}
NO_FONT = "\U00016e40"  # Medefaidrin, for which hardly any machine has a font
LEFT, RIGHT = 59, 595 - 59
"""Where the text of a page begins and ends, in points."""

BODY, LEAST = 10, 7
"""How high the text of paragraphs, and any text, is at least, in points."""


def test_what_it_says_of_itself() -> None:
    """Without these a screen reader reads a file's name, in the wrong language."""
    pdf = paper(document())
    assert pdf.metadata.title == "Northwind Telecom, 22 November 2026"
    assert pdf.metadata.author == "Northwind Telecom"
    assert pdf.metadata.subject == "Mobilise is reached by all answers."
    assert pdf.metadata.creation_date.isoformat().startswith("2026-11-22")
    assert pdf.root_object["/Lang"] == "en"
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.root_object["/Metadata"].get_data()
    assert [entry.title for entry in pdf.outline if not isinstance(entry, list)] == [
        "Where we stand",
        "What to do",
        "Annex",
    ]


def test_tags() -> None:
    """Every kind of block is what it looks like, and every picture has a text in its place."""
    kinds = [tag["/S"] for tag in tags(paper(document(several=True)))]
    assert {"/Title", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link", "/TOC", "/TOCI"} <= set(
        kinds
    )
    figures = [tag for tag in tags(paper(document())) if tag["/S"] == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == ["A bar for each."] * 2
    depths = [int(kind[2:]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
    assert depths[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(depths))


def test_sizes() -> None:
    """Paragraphs can be read, and so can every label of a picture."""
    paragraph = "A paragraph to be read."
    for run in runs(paper(small(Paragraph(paragraph), *document().chapters[0].body[0].blocks))):
        assert run.size >= LEAST - 0.01, run
        assert run.text != paragraph or run.size >= BODY


def test_texts_that_try_to_act() -> None:
    """Every text is there in full, whatever it is, and nothing acts."""
    told: list[str] = []
    blocks = [Group(text, (Paragraph(text), Bullets((f"{text} and {text}",)))) for text in HOSTILE.values()]
    pdf = paper(small(*blocks), tell=told.append)
    # of characters that no font of this machine has there are boxes, which are read as NUL
    lacking = re.findall(r"(.)(?=, |:)", " ".join(told).partition("has ")[2].partition(" boxes")[0])
    boxes = str.maketrans(dict.fromkeys(lacking, "\0"))
    everything = bare(text_of(pdf))
    assert [name for name, text in HOSTILE.items() if bare(visible(text).translate(boxes)) not in everything] == []
    nodes = list(every(pdf.trailer["/Root"]))
    assert not [node for node in nodes if ACTING & set(node)]


def test_links_lead_to_places_in_it_and_to_addresses_only() -> None:
    pdf = paper(document(several=True))
    links = [node for node in every(pdf.trailer["/Root"]) if node.get("/Subtype") == "/Link"]
    assert len(links) > 10
    assert {node["/A"]["/URI"] for node in links if "/URI" in node.get("/A", {})} == {ADDRESS}


@pytest.mark.parametrize("text", [LETTERS, ADDRESS])
def test_long_words_stay_on_the_page(text: str) -> None:
    """A long address or word would push columns off the page, where nobody sees them."""
    pdf = paper(document(lambda _: text, points=9))
    for word in words(pdf):
        assert LEFT - 1 <= word.left < word.right <= RIGHT + 1, word
    read_back = text_of(pdf)
    for column in ("Days", "In all", "Begins", "At least", "1,120", "2027 Q1", "3 months"):
        assert column in read_back


def test_words_are_not_broken() -> None:
    """Where a page has room for a name in a line of its own, it stands in one."""
    pdf = paper(document(points=9))
    assert {*POINTS, "Governance", "Operations", "Measurement"} <= {word.text for word in words(pdf)}


def test_names_end_no_line_and_what_does_not_show_leaves_no_box() -> None:
    """A name on twelve lines would make twelve pages of a body."""
    told: list[str] = []
    text = paper(small(Paragraph("first\nsecond"), Paragraph("zero\u200bwidth\u2060 and")), tell=told.append)
    page = sheets(text)[0]
    assert "first second" in page
    assert "zerowidth and" in page
    assert told == []


def test_numbers_stay_with_their_units() -> None:
    """A line does not end between 70 and %."""
    filler = "".join(f"{'a' * (n % 7 + 1)} 70 % and 3 months, " for n in range(80))
    for page in sheets(paper(small(Paragraph(filler)))):
        assert not re.search(r"\b(70|3)\s*\n\s*(%|months)", page)


def test_other_directions_do_not_tear_lines() -> None:
    """An organisation named in Arabic stands beside its date; the date keeps its order."""
    pdf = paper(small(heading=ARABIC, about=ARABIC))
    dates = [run for run in runs(pdf, 1) if "22 November 2026" in spaced(run.text)]
    assert sorted(round(run.size, 1) for run in dates) == [8.5, 10], "in the footer, and on top of the first page"


@pytest.mark.parametrize("script", ["שלום", "مرحبا", "Привет", "Γειά", "नमस्ते", "œuvre", "✓ → ◆"])
def test_scripts_that_typst_brings_fonts_for(script: str) -> None:
    told: list[str] = []
    paper(small(Paragraph(script), heading=script), tell=told.append)
    assert told == []


def test_characters_without_a_font() -> None:
    """A report is made all the same, and says what it lacks."""
    told: list[str] = []
    pdf = paper(small(Paragraph(NO_FONT)), tell=told.append)
    assert len(told) == 1
    assert f"No font of this machine has {NO_FONT}: boxes stand in their place" in told[0]
    assert b"pdfuaid" not in pdf.root_object["/Metadata"].get_data()
    assert pdf.root_object["/MarkInfo"]["/Marked"]


FILLER = Paragraph("A line of a text that stands above it.")


@pytest.mark.parametrize(
    ("owner", "follows", "first"),
    [
        (Paragraph("An owner line:", "lead"), Bullets(("the first item", "the second item")), "the first item"),
        (Group("An owner line:", (Paragraph("the first item"),)), Paragraph(""), "the first item"),
        (Table("t", "An owner line:", (Column("Step"),), ()), Paragraph("the first item"), "the first item"),
    ],
)
def test_what_leads_in_stays_with_what_follows(owner: Any, follows: Any, first: str) -> None:
    """No page ends with a heading, a lead or a caption."""
    if isinstance(owner, Table):
        rows = document().chapters[0].body[1].blocks[0].rows  # type: ignore[union-attr]
        owner, first = Table("t", owner.caption, document().chapters[0].body[1].blocks[0].columns, rows), "1. Journey"  # type: ignore[union-attr]
    ends = set()
    for lines in range(24, 42):
        pdf = paper(small(*[FILLER] * lines, owner, follows))
        assert page_of(pdf, "An owner line:") == page_of(pdf, first)
        ends.add(page_of(pdf, first))
    assert ends == {1, 2}


def test_long_notes_do_not_each_begin_a_page() -> None:
    """Notes of 2,000 words run on where the page has room."""
    note = "A word of a note. " * 400
    entries = tuple(
        Entry(f"p{n}", f"Practice {n}", "Explore", 2, 2, 5, "", (), "Who?", (Labelled("Note", note),)) for n in range(3)
    )
    pdf = paper(small(annex=(Entries("e", "People", "", 0, entries),)))
    for number in range(3):
        assert page_of(pdf, f"Practice {number}") == page_of(pdf, f"Practice {number} Explore Who? Note A word")
    starts = [next(run for run in runs(pdf) if run.text == f"Practice {n}") for n in range(1, 3)]
    assert all(start.y < 700 for start in starts)
    full = [len(page) for page in sheets(pdf)[1:-1]]
    assert min(full) > 0.7 * max(full)


def test_pictures_have_tables_in_the_annex_only() -> None:
    picture = document().chapters[0].body[0].blocks[2]
    assert isinstance(picture, Picture)
    assert picture.table is not None
    assert picture.table.caption not in text_of(paper(small(picture)))
    assert picture.table.caption in text_of(paper(small(FILLER, annex=(picture,))))


def test_it_says_what_it_is() -> None:
    assert (FORMAT.name, FORMAT.suffixes, FORMAT.extra) == ("pdf", (".pdf",), "pdf")
    assert FORMAT.write(document(), Setting(ROOT / "templates")).startswith(b"%PDF")
