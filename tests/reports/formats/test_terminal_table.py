"""Tables on a terminal at every width: nothing is left out, nothing is wider than the terminal, no word is broken.

Someone with a narrow window would lose a column, or read a number under the wrong heading.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from cxmaturity.reports.document.blocks import Cell, Column, Row, Span, Table
from cxmaturity.reports.formats.terminal_table import table_lines
from cxmaturity.reports.formats.terminal_text import (
    BETWEEN,
    JOIN,
    joined,
    lines_of,
    longest_word,
    run_in,
    text_of,
)

pytestmark = pytest.mark.fast

WORD = st.text("abcdef", min_size=1, max_size=9)
NOTES = st.sampled_from(["", "aside"])
PHRASE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)


def shown(table: Table, width: int) -> list[str]:
    return [line.plain.replace(JOIN, " ").rstrip() for line in table_lines(table, width)]


def table(columns: list[Column], *rows: Row) -> Table:
    return Table("t", "A caption", tuple(columns), tuple(rows))


def row(*texts: str, **more: object) -> Row:
    return Row(tuple(Cell(text) for text in texts), **more)  # type: ignore[arg-type]


NAMES, NUMBER = Column("Name"), Column("Index", numbers=True)


def test_columns_stand_side_by_side_and_numbers_to_the_right() -> None:
    both = table([NAMES, NUMBER], row("People", "7"), row("Work", "33.3"))
    assert shown(both, 40) == ["Name    Index", "People      7", "Work     33.3"]


def test_a_table_without_rows_is_no_table() -> None:
    assert shown(table([NAMES, NUMBER]), 40) == []


def test_titles_that_are_empty_take_no_line() -> None:
    assert shown(table([Column(""), Column("")], row("a", "b")), 80) == ["a  b"]


def test_a_depth_indents_a_name_and_a_total_changes_no_word() -> None:
    nested = table([NAMES, NUMBER], row("All", "5", total=True), row("Part", "3", depth=1), row("Deep", "2", depth=2))
    assert shown(nested, 40) == ["Name      Index", "All           5", "  Part        3", "    Deep      2"]


def test_a_level_that_is_reached_has_its_mark_and_the_others_its_room() -> None:
    """Columns stay straight: what is not reached is as wide as what is."""
    levels = table(
        [NAMES, Column("2", numbers=True)],
        Row((Cell("People"), Cell("L", framed=True))),
        Row((Cell("Work"), Cell("N"))),
    )
    lines = shown(levels, 40)
    assert "L ✓" in lines[1]
    assert lines[2].index("N") == lines[1].index("L")


def test_too_many_numbers_go_on_in_a_table_below_with_the_names_again() -> None:
    wide = table([NAMES, *(Column(f"C{i}", numbers=True) for i in range(4))], row("People", "11", "22", "33", "44"))
    lines = shown(wide, 16)
    assert lines == ["Name    C0  C1", "People  11  22", "Name    C2  C3", "People  33  44"]


def test_a_row_of_texts_on_a_narrow_terminal_stands_on_lines_of_its_own() -> None:
    texts = table([NAMES, Column("Owner"), Column("Why")], row("Hiring", "Head of People", "lifts the index"))
    assert shown(texts, 30) == ["Hiring", "    Owner: Head of People ·", "    Why: lifts the index"]


def test_a_dash_says_nothing_on_lines_of_its_own() -> None:
    texts = table([NAMES, Column("Owner"), Column("Why")], row("Hiring", "–", ""))
    assert shown(texts, 30) == ["Hiring"]


def test_a_note_stands_below_its_cell_and_behind_it_where_rows_have_lines_of_their_own() -> None:
    noted = table([NAMES, Column("Owner")], Row((Cell("Hiring", note="new"), Cell("Head", note="until May"))))
    wide = shown(noted, 70)
    assert wide[1:] == ["Hiring  Head", "  new   until May"]
    assert shown(noted, 20) == ["Hiring: new", "    Owner: Head", "    (until May)"]


def test_a_name_inside_another_keeps_its_word_whole() -> None:
    """Two levels deep it begins after four blanks, which its column has to hold beside the word."""
    columns = [Column("a"), Column("aaaaa", numbers=True), *[Column("a")] * 3]
    deep = Row((Cell("a" * 9), Cell("0"), Cell("a a aaaaaaaa"), Cell("a a a aaaaaa"), Cell("a a a a a a")), depth=2)
    assert any(line.startswith("    aaaaaaaaa ") for line in shown(table(columns, deep), 60))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 4))
    numbers = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    columns = [Column(draw(PHRASE)), *(Column(draw(WORD), numbers=flag) for flag in numbers)]
    rows = [
        Row(
            (
                Cell(draw(PHRASE)),
                *(
                    Cell(
                        str(draw(st.integers(0, 999))) if flag else draw(PHRASE),
                        note=draw(st.sampled_from(["", "aside"])),
                    )
                    for flag in numbers
                ),
            ),
            depth=draw(st.integers(0, 2)),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    return Table("t", "A caption", tuple(columns), tuple(rows))


@settings(max_examples=40)
@given(tables(), st.integers(34, 100))
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(drawn: Table, width: int) -> None:
    """Every word of every cell stands somewhere, whole, as often as it was said at least."""
    lines = shown(drawn, width)
    assert all(cell_len(line) <= width for line in lines)
    words = " ".join(lines).split()
    for each in drawn.rows:
        for cell in each.cells:
            for word in [*str(cell.words).split(), *cell.note.split()]:
                assert any(word in part for part in words), (word, lines)


@settings(max_examples=30)
@given(tables())
def test_on_a_wide_terminal_every_row_has_one_line_or_the_lines_of_its_notes(drawn: Table) -> None:
    noted = sum(any(cell.note for cell in each.cells) for each in drawn.rows)
    assert len(shown(drawn, 400)) == 1 + len(drawn.rows) + noted


# single texts


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("onetwo", 4, ["onet", "wo"]),
        ("in 12 days", 7, ["in", "12 days"]),
        ("in 12 days", 6, ["in 12", "days"]),  # a number leaves its unit only where both have no room
        ("", 5, [""]),
    ],
)
def test_lines_of_a_text(text: str, width: int, lines: list[str]) -> None:
    assert [line.plain.replace(JOIN, " ") for line in lines_of(Text(joined(text)), width)] == lines


def test_further_lines_of_a_text_are_indented() -> None:
    assert [line.plain for line in run_in(Text("one two three"), 7)] == ["one two", "  three"]
    assert [line.plain for line in run_in(Text("one"), 7)] == ["one"]


@given(PHRASE, st.integers(12, 40))
def test_running_in_loses_no_word(text: str, width: int) -> None:
    lines = [line.plain for line in run_in(Text(text), width)]
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= width for line in lines)
    assert all(line.startswith("  ") for line in lines[1:])


def test_the_longest_word_is_measured_in_columns() -> None:
    assert longest_word(Text("a 中中 bbb")) == 4
    assert longest_word(Text("")) == 0


def test_parts_of_a_text_keep_their_blanks_and_their_styles() -> None:
    text = text_of((Span("Stage: ", "soft"), Span("Mobilise", "accent"), Span(" (3)")))
    assert text.plain == "Stage: Mobilise (3)"
    assert [(text.plain[span.start : span.end], str(span.style)) for span in text.spans] == [
        ("Stage: ", "dim"),
        ("Mobilise", "bold cyan"),
    ]


def test_what_stands_for_a_joined_blank_can_not_come_from_a_file() -> None:
    """A title with that character would otherwise print a blank that nobody typed."""
    assert JOIN not in joined(f"a{JOIN}b")
    assert joined("5 days") == f"5{JOIN}days"
    assert BETWEEN.plain.startswith(JOIN)


@pytest.mark.parametrize("acting", ["\x1b[31m", "\x07", "\r", "\u202e", "\x9b"])
def test_nothing_in_a_text_acts_on_the_terminal(acting: str) -> None:
    assert acting not in text_of(f"a{acting}b").plain
    assert acting not in "".join(shown(table([NAMES, NUMBER], row(f"a{acting}b", f"1{acting}")), 60))
