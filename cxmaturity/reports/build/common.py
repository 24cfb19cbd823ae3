"""What the parts of a report share: where links lead, how an answer stands in words, and how much a body holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.language import NOTHING, day, say
from cxmaturity.reports.document.blocks import Block, Cell, Column, Group, Paragraph, Part, Raw, Row, Span, Table, Words
from cxmaturity.reports.view.practice import EvidenceView, PracticeView
from cxmaturity.reports.view.report import Section

T = TypeVar("T")
MOST_NAMES, NAME_WORDS = 12, 120
"""How many names a sentence or a list of a body has, and in how many words."""
_STATUS = {"dk": "not known", "missing": "not answered", "na": "does not apply"}


def place(section: Section, name: str) -> str:
    """The id of a part or of a practice in the chapter of a section."""
    return f"{section.anchor}.{name}"


def part(section: Section, name: str, title: str, blocks: Iterable[Block | None]) -> Part:
    """A part of a section's chapter, of those blocks that there are."""
    return Part(name, place(section, name), title, tuple(block for block in blocks if block is not None))


def group(title: str, blocks: Iterable[Block | None], id_: str = "") -> Group | None:
    """Blocks under a heading; none where there are none."""
    there = tuple(block for block in blocks if block is not None)
    return Group(title, there, id_) if there else None


def paragraph(words: Words, style: str = "") -> Paragraph | None:
    """A paragraph; none without words."""
    return Paragraph(words, style) if words else None  # type: ignore[arg-type]  # a style of the block's


def linked(section: Section, practice: str, title: str) -> Span:
    """A practice's title, which leads to its answer in full."""
    return Span(title, to=place(section, practice))


def cell(words: Words, value: Raw = None, note: str = "") -> Cell:
    """A cell; what is empty is a dash."""
    return Cell(words or NOTHING, words if value is None and isinstance(words, str) else value, note)


def row(*cells: Cell | str, **more: object) -> Row:
    """A row of cells or of plain texts."""
    return Row(tuple(content if isinstance(content, Cell) else cell(content) for content in cells), **more)  # type: ignore[arg-type]


def stands(practice: PracticeView) -> str:
    """Where a practice stands, in words: a point, two points, or why there is none."""
    if practice.chosen is None:
        return _STATUS[practice.status]
    if practice.upper is None:
        return practice.chosen.name
    return say("{low} to {high}", low=practice.chosen.name, high=practice.upper.name)


def validity(evidence: EvidenceView, today: str) -> str:
    """Whether evidence counts, and until when, in words."""
    if evidence.valid:
        return say("counts until {day}", day=day(evidence.valid_until))
    if not evidence.date:
        return "undated, does not count"
    if evidence.date > today:
        return "after the assessment, does not count"
    return say("too old, counted until {day}", day=day(evidence.valid_until))


def table(section: Section, name: str, caption: str, columns: Iterable[Column], rows: Iterable[Row]) -> Table | None:
    """A table of a section's chapter; none where it has no rows."""
    there = tuple(rows)
    return Table(place(section, name), caption, tuple(columns), there) if there else None


MOST_COLUMNS = 14
"""How many columns of points stand beside the first one on paper."""


def parted(whole: Table) -> Iterator[Table]:
    """A table, or where paper is too narrow for it several, each with the first column."""
    beside = range(1, len(whole.columns))
    parts = -(-len(beside) // MOST_COLUMNS)
    each = -(-len(beside) // max(parts, 1))
    for number, start in enumerate(beside[::each]):
        kept = (0, *range(start, min(start + each, len(whole.columns))))
        yield replace(
            whole,
            id=f"{whole.id}-{number + 1}" if number else whole.id,
            caption=say("{caption}, {n} of {all}", caption=whole.caption, n=number + 1, all=parts)
            if parts > 1
            else whole.caption,
            columns=tuple(whole.columns[i] for i in kept),
            rows=tuple(replace(line, cells=tuple(line.cells[i] for i in kept)) for line in whole.rows),
        )


UNREAD = frozenset(
    {
        "id",
        "to",
        "style",
        "value",
        "name",
        "kind",
        "saves",
        "shade",
        "framed",
        "mark",
        "wide",
        "narrow",
        "depth",
        "total",
    }
)
"""Fields of blocks that are no text for people."""


def words_in(value: object) -> int:
    """How many words a text, a block or a part of one holds."""
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, Struct):
        return sum(words_in(getattr(value, name)) for name in value.__struct_fields__ if name not in UNREAD)
    return sum(map(words_in, value)) if isinstance(value, Sequence) else 0


def fitting(items: Sequence[T], most: int, words: int, lists: int = 100) -> tuple[Sequence[T], int]:
    """As many of the first items as a body holds, at least one, and how many are left to the annex.

    `lists` is how many per cent of the items and words there is room for.
    """
    held = taken = 0
    for item in items[: max(most * lists // 100, 1)]:
        held += words_in(item)
        if taken and 100 * held > words * lists:
            break
        taken += 1
    return items[:taken], len(items) - taken


def further(left: int) -> Block | None:
    """That so many more stand in the annex; nothing where none do."""
    return paragraph(say("And {n:word} more, in the annex.", n=left) if left else "", "small")


def at_point(section: Section, practice: PracticeView) -> Words:
    """A practice with where it stands."""
    return (linked(section, practice.id, practice.title), Span(f": {stands(practice)}"))


def titled(
    section: Section, titles: Mapping[str, str], lists: int = 100, most: int = MOST_NAMES, words: int = NAME_WORDS
) -> tuple[Span, ...]:
    """Practices in a sentence, and how many more there are."""
    links = [linked(section, practice, title) for practice, title in titles.items()]
    shown, left = fitting(links, most, words, lists)
    spans: list[Span] = []
    for link in shown:
        spans += [Span("; "), link] if spans else [link]
    return (*spans, *([Span(say("; and {n:word} more", n=left))] if left else []))
