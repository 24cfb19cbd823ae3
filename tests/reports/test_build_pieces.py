"""What reports are built of: how much a body holds, how answers and evidence are said, what several say together.

A body that grows past what anybody reads, or a sentence over all questionnaires that counts one of them wrong.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.build import common, several
from cxmaturity.reports.document.blocks import Bullets, Cell, Column, Facts, Move, Paragraph, Row, Span, Table
from cxmaturity.reports.sanitise import INVISIBLE, one_line, safe_json, visible
from cxmaturity.reports.view.practice import EvidenceView, OptionView, PracticeView

# how much a body holds


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("three words here", 3),
        ("", 0),
        ((Span("two words"), Span("one", to="x.y.z")), 3),  # where a link leads is not read
        (Paragraph("four words are here"), 4),
        (Bullets(("one", "two words")), 3),
        (Table("id of it", "A caption", (Column("Title"),), (Row((Cell("two words", value="not read"),)),)), 5),
        (Facts((Fact("Label", "some text", 7, "a note"),)), 5),
        (None, 0),
        (17, 0),
    ],
)
def test_words_are_counted_that_somebody_reads(value: object, words: int) -> None:
    assert common.words_in(value) == words


@pytest.mark.parametrize(
    ("items", "most", "words", "taken", "left"),
    [
        (["a b", "c d", "e f"], 9, 4, 2, 1),
        (["a b", "c d", "e f"], 9, 6, 3, 0),
        (["a b", "c d", "e f"], 2, 99, 2, 1),
        (["a b c d e"], 9, 1, 1, 0),  # one at least, however long it is
        (["a b c d e", "f"], 9, 1, 1, 1),
        ([], 9, 9, 0, 0),
    ],
)
def test_a_body_holds_as_many_as_there_is_room_for(
    items: list[str], most: int, words: int, taken: int, left: int
) -> None:
    held, rest = common.fitting(items, most, words)
    assert (list(held), rest) == (items[:taken], left)


@settings(max_examples=50)
@given(st.lists(st.text("ab ", max_size=20), max_size=8), st.integers(1, 8), st.integers(0, 40))
def test_nothing_is_lost_between_body_and_annex(items: list[str], most: int, words: int) -> None:
    held, left = common.fitting(items, most, words)
    assert len(held) + left == len(items)
    assert len(held) <= most
    assert len(held) >= min(len(items), 1)
    if len(held) > 1:
        assert sum(map(common.words_in, held)) <= words


def test_what_stands_in_the_annex_is_counted() -> None:
    assert common.further(0) is None
    said = [common.further(n) for n in (1, 12)]
    assert [block.words for block in said if isinstance(block, Paragraph)] == [
        "And one more, in the annex.",
        "And 12 more, in the annex.",
    ]


# cells, rows, parts


def test_what_is_empty_is_a_dash_and_has_its_value() -> None:
    assert common.cell("") == Cell("–", "")
    assert common.cell("Point 2", 2) == Cell("Point 2", 2)
    assert common.cell("Point 2") == Cell("Point 2", "Point 2")
    assert common.cell((Span("x"),), "id", "note") == Cell((Span("x"),), "id", "note")
    assert common.row("a", Cell("b", 2), depth=1) == Row((Cell("a", "a"), Cell("b", 2)), depth=1)


SECTION: Any = SimpleNamespace(anchor="digital")


def test_parts_hold_the_blocks_that_there_are() -> None:
    blocks = [Paragraph("a"), None, Paragraph("b")]
    part = common.part(SECTION, "gap", "The gap", blocks)
    assert (part.id, part.title, len(part.blocks)) == ("digital.gap", "The gap", 2)
    assert common.group("Empty", [None]) is None
    made = common.group("Full", blocks, "x")
    assert made is not None
    assert (made.title, made.id, len(made.blocks)) == ("Full", "x", 2)
    assert common.paragraph("") is None
    assert common.paragraph("a", "small") == Paragraph("a", "small")


def test_a_table_without_rows_is_none() -> None:
    columns = [Column("A")]
    assert common.table(SECTION, "t", "Caption", columns, []) is None
    made = common.table(SECTION, "t", "Caption", columns, [common.row("x")])
    assert made is not None
    assert (made.id, len(made.rows)) == ("digital.t", 1)


# answers and evidence in words


def option(rank: int) -> OptionView:
    return OptionView(rank, f"p{rank}", f"Point {rank}", "", "", None, None, "", "", ())


@pytest.mark.parametrize(
    ("status", "chosen", "upper", "said"),
    [
        ("answered", option(2), None, "Point 2"),
        ("range", option(1), option(3), "Point 1 to Point 3"),
        ("dk", None, None, "not known"),
        ("missing", None, None, "not answered"),
        ("na", None, None, "does not apply"),
    ],
)
def test_where_a_practice_stands(status: str, chosen: OptionView | None, upper: OptionView | None, said: str) -> None:
    practice: Any = SimpleNamespace(status=status, chosen=chosen, upper=upper)
    assert common.stands(practice) == said
    assert PracticeView.__struct_fields__.index("chosen") < PracticeView.__struct_fields__.index("upper")


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (EvidenceView("x", "2026-05-01", "", True, "2027-11-01"), "counts until 1 November 2027"),
        (EvidenceView("x", "", "", False, ""), "undated, does not count"),
        (EvidenceView("x", "2026-11-23", "", False, ""), "after the assessment, does not count"),
        (EvidenceView("x", "2020-01-01", "", False, "2021-07-01"), "too old, counted until 1 July 2021"),
    ],
)
def test_whether_evidence_counts(evidence: EvidenceView, said: str) -> None:
    assert common.validity(evidence, "2026-11-22") == said


# several questionnaires together


def section(
    *, claimed: bool = True, months: int | None = None, rank: int = 3, documented: int = 3, owners: tuple[str, ...] = ()
) -> Any:
    """A questionnaire's part of a report; `months` are those of its plan, None where its target is reached."""
    plan = None if months is None else SimpleNamespace(months=months, steps=(object(),))
    stage = SimpleNamespace(claimed=claimed, rank=rank if claimed else None, documented=documented)
    result = SimpleNamespace(plan=plan, stage=stage, prove=(object(),) if documented < rank else ())
    named = owners or (("",) if months else ())
    steps = tuple(SimpleNamespace(owner=owner) for owner in named)
    return SimpleNamespace(result=result, way=SimpleNamespace(steps=steps, moves=(), why_none=""), title="Title")


def report(*sections: Any, apart: int = 0, explained: int = 0) -> Any:
    answer, customers = SimpleNamespace(anchor="own"), SimpleNamespace(anchor="")
    misfits = [SimpleNamespace(explained="", denial=answer)] * apart
    misfits += [SimpleNamespace(explained="as agreed", denial=answer)] * explained
    misfits += [SimpleNamespace(explained="", denial=customers)]  # no answer of theirs
    return SimpleNamespace(sections=sections, contradictions=misfits)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (report(section(), section()), "Both targets are reached."),
        (report(section(months=6), section()), "One of two targets is reached. The plan takes 6 months at least."),
        (
            report(section(months=6), section(months=6)),
            "None of the two targets is reached yet. The plans take 6 months at least.",
        ),
        (
            report(section(months=1), section(months=9), section()),
            "One of three targets is reached. Their plans take from 1 to 9 months at least.",
        ),
        (report(section(claimed=False), section()), "One of two questionnaires claims a stage."),
        (
            report(section(), section(documented=2)),
            "Both targets are reached. In one questionnaire evidence carries less than is claimed.",
        ),
        (
            report(section(), section(), apart=1, explained=4),
            "Both targets are reached. One pair of answers does not fit together.",
        ),
        (
            report(section(), section(), apart=2),
            "Both targets are reached. Two pairs of answers do not fit together.",
        ),
    ],
)
def test_what_several_questionnaires_come_to(view: Any, said: str) -> None:
    assert several.finding(view) == said


@pytest.mark.parametrize(
    ("plans", "said"),
    [
        ((("COO", "CIO"), ("COO",)), "COO owns steps in both plans."),
        ((("COO", "CIO"), ("CIO", "COO"), ("HR",)), "COO and CIO own steps in two of the three plans."),
        ((("COO",), ("CIO",)), ""),  # nobody is asked from two sides
        ((("COO", "COO"),), ""),
        ((), ""),
    ],
)
def test_who_is_asked_from_several_sides_is_named(plans: tuple[tuple[str, ...], ...], said: str) -> None:
    assert several._owners(report(*(section(owners=owners) for owners in plans))) == said


def test_the_same_move_in_several_questionnaires_is_one() -> None:
    moves = [
        (SimpleNamespace(title="Digital"), Move("Find out", "ask five people", "", saves=3)),
        (SimpleNamespace(title="Effort"), Move("Find out", "ask two people", "", saves=9)),
        (SimpleNamespace(title="Ladder"), Move("Find out", "ask one person", "", saves=1)),
    ]
    both = several._joined(moves)  # type: ignore[arg-type]
    assert both.says.startswith("Effort: ask two people")
    assert both.says.endswith("The same in two other questionnaires, whose pages say where.")
    assert several._joined(moves[:1]).says == "Digital: ask five people"  # type: ignore[arg-type]
    assert "one other questionnaire, " in several._joined(moves[:2]).says  # type: ignore[arg-type]


# text made harmless


@settings(max_examples=50)
@given(st.text())
def test_no_text_acts_wherever_it_is_printed(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text), "a sign stands for each that acts: nothing moves"
    for sign in shown:
        assert sign in "\t\n" or ord(sign) >= 0x20
        assert not 0x7F <= ord(sign) < 0xA0
        assert not 0x202A <= ord(sign) <= 0x202E
        assert not 0x2066 <= ord(sign) <= 0x2069
    assert visible(shown) == shown
    assert "\n" not in one_line(text)


@settings(max_examples=50)
@given(st.text(st.characters(max_codepoint=0x2FF, exclude_characters="\x7f", exclude_categories=["Cc"])))
def test_what_people_write_stays_as_they_wrote_it(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\u200e", "\U000e0041"])
def test_signs_that_do_not_show_are_known(sign: str) -> None:
    assert sign in INVISIBLE


def test_joiners_within_words_are_no_such_signs() -> None:
    """Persian words and families of emoji need them."""
    assert INVISIBLE.isdisjoint("\u200c\u200d\ufe0f")


@settings(max_examples=50)
@given(st.text())
def test_json_says_the_same_without_signs_that_act(text: str) -> None:
    import json

    written = safe_json(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(written) == {"a": text}
    assert "\u202e" not in written
    assert "\u2028" not in written
