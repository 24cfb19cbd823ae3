"""Whether a document can be read on any terminal: nothing runs over, no word is broken, no number left alone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.reports.document.blocks import (
    Cell,
    Chapter,
    Column,
    Document,
    Facts,
    Labelled,
    Labels,
    Move,
    Moves,
    Paragraph,
    Part,
    Picture,
    Row,
    SaidStep,
    Span,
    Table,
)
from cxmaturity.reports.formats.format import FORMATS, Setting
from tests.reports.formats.sample import ARABIC, LETTERS, POINTS, document
from tests.reports.hostile import HOSTILE, made

WIDTHS = (20, 30, 50, 59, 60, 80, 100, 140)


def printed(what: Document, width: int = 80, *, color: bool = False) -> str:
    return FORMATS["table"].write(what, Setting(data_folder("templates"), width=width, color=color)).decode()


def of_blocks(*blocks: Any) -> Document:
    chapter = Chapter("only", "", (Part("stand", "only.stand", "", blocks),), ())
    return replace(document(), heading="Northwind", about="", when="", chapters=(chapter,))


def lines(*blocks: Any, width: int = 80) -> list[str]:
    """The lines of blocks, below the title."""
    return printed(of_blocks(*blocks), width).splitlines()[2:]


def texts(value: object) -> Iterator[str]:
    """Every text of a document that a terminal shows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Picture):
        yield from texts((value.title, value.says, *((value.table.rows,) if value.table else ())))
    elif isinstance(value, Table):  # what names its rows needs no title where they stand on lines of their own
        yield from texts((value.caption, value.columns[1:], value.rows))
    elif isinstance(value, SaidStep):
        yield from texts((value.linked, value.from_name, value.to_name, value.mark, value.step, value.measure))
        yield from texts(value.facts)
    elif isinstance(value, Struct):
        unread = {"id", "to", "style", "value", "name", "wide", "narrow", "legend", "kinds", "shade", "names"}
        unread |= {"eyebrow", "title", "day", "finding", "language"} if isinstance(value, Document) else set()
        for name in value.__struct_fields__:
            if name not in unread:
                yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("word", ["{}", ARABIC, LETTERS, "漢" * 40, "{} {} {}"])
def test_no_line_is_wider_than_the_terminal(width: int, word: str) -> None:
    out = printed(document(lambda text: word.replace("{}", text), several=True, points=9), width)
    assert max(map(cell_len, out.splitlines())) <= width


@pytest.mark.parametrize("width", [30, 50, 60, 80, 140])
def test_no_word_is_broken_that_could_have_a_line(width: int) -> None:
    what = document(several=True, points=9)
    there = printed(what, width).split()
    for word in {word for text in texts(what) for word in text.split()}:
        if len(word) <= width - 12:  # the deepest indent, and a mark before it
            assert any(word in one for one in there), word


@pytest.mark.parametrize("width", [*range(24, 60, 5), 80])
def test_numbers_stay_with_their_units(width: int) -> None:
    said = "It takes 120 person-days and 3 months until 31 December 2027, with 88.9 % of 12 practices known."
    out = "\n".join(lines(Paragraph(said), width=width))
    assert all(one in out for one in ("120 person-days", "3 months", "31 December 2027", "88.9 %", "12 practices"))


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_acts_on_the_terminal(name: str) -> None:
    out = printed(document(lambda word: made(name, word)))
    assert all(letter.isprintable() or letter in "\n\u200d\u2068\u2069" for letter in out)
    assert out.count("\u2068") == out.count("\u2069")  # ours, around names from right to left; a file's are replaced
    assert "\ufdd0" not in out


def test_colours_only_where_they_are_asked_for() -> None:
    plain = printed(document())
    coloured = printed(document(), color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;36m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_points_that_have_no_room_stand_in_a_table_below() -> None:
    """Each with the names of the rows, so that no share is left out."""
    columns = (Column("Dimension"), *(Column(name, numbers=True) for name in POINTS))
    rows = tuple(
        Row((Cell(name), *(Cell(f"{10 * n + place}", shade="F", framed=n < 2) for n in range(9))))
        for place, name in enumerate(("Strategy", "Governance"))
    )
    out = lines(Table("t", "", columns, rows), width=60)
    assert [line.split()[0] for line in out] == ["Dimension", "Strategy", "Governance"] * 2
    assert sorted(re.findall(r"\b\d+\b", "\n".join(out)), key=int) == sorted(
        (f"{10 * n + place}" for n in range(9) for place in range(2)), key=int
    )
    assert out[1].count("✓") == 2
    assert all(name in " ".join(out) for name in POINTS)


def test_total_and_nested_rows() -> None:
    columns = (Column("Step"), Column("Days", numbers=True))
    rows = (
        Row((Cell("one"), Cell("5"))),
        Row((Cell("two"), Cell("12")), depth=1),
        Row((Cell("All"), Cell("17")), total=True),
    )
    assert lines(Table("t", "What it takes", columns, rows)) == [
        "What it takes",
        "Step   Days",
        "one       5",
        "  two    12",
        "All      17",
    ]


def test_rows_become_lines_on_a_narrow_terminal() -> None:
    columns = (Column("Step"), Column("Owner"), Column("Days", numbers=True), Column("After"))
    cells = (Cell((Span("1. Expectation gap", to="x"),), note="Explore to Mobilise"), Cell("Head of Customer Insight"))
    row = Row((*cells, Cell("1,120", 1120), Cell("–")))
    table = Table("t", "", columns, (row,))
    assert lines(table, width=59) == [
        "1. Expectation gap: Explore to Mobilise",
        "    Owner: Head of Customer Insight · Days: 1,120",
    ]
    assert lines(table, width=61) == [
        "Step                   Owner                      Days  After",
        "1. Expectation gap     Head of Customer Insight  1,120  –",
        "  Explore to Mobilise",
    ]


def test_labels_stand_beside_their_texts_where_there_is_room() -> None:
    block = Labels((Labelled("From", "Mobilise"), Labelled("No way round", "Customer feedback")))
    assert lines(block) == ["From          Mobilise", "No way round  Customer feedback"]
    assert lines(block, width=40) == ["From: Mobilise", "No way round: Customer feedback"]
    assert lines(Facts((Fact("Index", "46.7", 46.7, "of 100"),))) == ["Index  46.7 (of 100)"]


def test_moves_hang_below_their_numbers() -> None:
    block = Moves((Move("Expectation gap", "Explore to Mobilise", "Head of Customer Insight, 20 person-days"),))
    assert lines(block, width=60) == [
        "1. Expectation gap: Explore to Mobilise (Head of Customer",
        "   Insight, 20 person-days)",
    ]


def test_headings_lead_to_what_stands_below_them() -> None:
    out = printed(document(several=True))
    assert out.startswith(
        "Northwind Telecom · Organisational maturity · 22 November 2026\n\nOrganisational\n──────────────\n"
    )
    assert out.count("\nAnnex\n─────\n") == 1
    assert out.index("\nDigital\n───────\n") < out.index("\nAnnex\n")
    assert "\n\n\n" not in out
