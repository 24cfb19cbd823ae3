"""The blocks of a document in Markdown, as GitHub reads it: pieces of text between which an empty line stands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Entries,
    Entry,
    Facts,
    Group,
    Labelled,
    Labels,
    Moves,
    Notice,
    Paragraph,
    Picture,
    Row,
    SaidStep,
    Span,
    StepCards,
    Table,
    Words,
)
from cxmaturity.reports.formats.markdown_text import Headings, as_sentence, bold, escaped, inline, plain
from cxmaturity.reports.formats.mermaid import diagram

RATINGS = frozenset("NPLF")
"""The shades of a cell that are letters to read."""
REACHED = "✓"
"""What marks a level that is reached."""


class MarkdownBlocks:
    """Lays blocks out, one after the other; `anchors` are those that the headings of the whole document have, by id.

    `plans` are the lines of the diagrams that stand for pictures, by the picture's id.
    `anchors_here` are those met on the way: what has no heading of its own is found at the heading above it.
    """

    def __init__(self, anchors: Mapping[str, str], plans: Mapping[str, tuple[str, ...]]) -> None:
        self._anchors = anchors
        self._plans = plans
        self._headings = Headings()
        self._anchor = ""
        self.anchors_here: dict[str, str] = {}

    def heading(self, title: str, level: int, id_: str, beside: str) -> str:
        """A heading, which `beside` tells from another of the same text."""
        text, self._anchor = self._headings.named(title, beside)
        self._found_here(id_)
        return self._headings.at(level, text)

    def blocks(self, blocks: Sequence[Block], level: int, beside: str) -> str:
        """Blocks below a heading of the level above; `beside` is the id of their chapter."""
        return "\n\n".join(piece for block in blocks for piece in self._block(block, level, beside) if piece)

    def _found_here(self, id_: str) -> None:
        if id_:
            self.anchors_here.setdefault(id_, self._anchor)

    def _block(self, block: Block, level: int, beside: str) -> Iterator[str]:  # noqa: C901, PLR0912  one case a block
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case Bullets():
                yield self._list(block.items, ordered=block.ordered)
            case Facts():
                yield "\n".join(f"- {self._fact(fact)}" for fact in block.items)
            case Labels():
                yield self._labelled(block.items)
            case Moves():
                yield "\n".join(self._moves(block))
            case Table():
                yield from self._table(block)
            case Picture():
                yield from self._picture(block)
            case StepCards():
                for step in block.items:
                    yield from self._step(step, block.done_when, level, beside)
            case Entries():
                yield from self._entries(block, level, beside)
            case Notice():
                yield from self._notice(block)
            case Group():
                yield self.heading(block.title, level, block.id, beside)
                yield self.blocks(block.blocks, level + 1, beside)
            case _:  # pragma: no cover
                assert_never(block)

    def _inline(self, words: Words, *, starts: bool = False) -> str:
        return inline(words, self._anchors, starts=starts)

    def _paragraph(self, block: Paragraph) -> str:
        if block.style == "headline":
            return bold(escaped(as_sentence(plain(block.words)), starts=False))
        return self._inline(block.words, starts=True)

    def _list(self, items: Sequence[Words], *, ordered: bool = False) -> str:
        marks = [f"{number}." if ordered else "-" for number in range(1, len(items) + 1)]
        return "\n".join(f"{mark} {self._inline(item, starts=True)}" for mark, item in zip(marks, items, strict=True))

    def _fact(self, fact: Fact) -> str:
        note = f" ({escaped(fact.note)})" if fact.note else ""
        return f"{escaped(fact.label)}: {bold(escaped(fact.text, starts=False))}{note}"

    def _labelled(self, items: Sequence[Labelled]) -> str:
        return "\n".join(
            f"- {bold(escaped(item.label, starts=False))}: {self._inline(item.words)}"
            if item.label
            else f"- {self._inline(item.words, starts=True)}"
            for item in items
        )

    def _moves(self, block: Moves) -> Iterator[str]:
        for number, move in enumerate(block.items, 1):
            title = self._inline((Span(move.title, to=move.to),))
            facts = f" ({escaped(move.facts)})" if move.facts else ""
            yield f"{number}. {bold(title)}: {self._inline(move.says)}{facts}"

    def _table(self, table: Table) -> Iterator[str]:
        self._found_here(table.id)
        if table.caption:
            yield escaped(table.caption)
        titles = [escaped(column.title, starts=False) for column in table.columns]
        rules = ["---:" if column.numbers else "---" for column in table.columns]
        yield "\n".join([_line(titles), _line(rules), *(_line(self._row(row)) for row in table.rows)])

    def _row(self, row: Row) -> Iterator[str]:
        self._found_here(row.id)
        for index, cell in enumerate(row.cells):
            text = self._cell(cell)
            nested = f"{'– ' * row.depth}{text}" if index == 0 else text
            yield bold(nested) if row.total and nested else nested

    def _cell(self, cell: Cell) -> str:
        rating = cell.shade if cell.shade in RATINGS else ""
        marks = [self._inline(cell.words), rating, REACHED if cell.framed else ""]
        note = f"({escaped(cell.note)})" if cell.note else ""
        return " ".join(filter(None, [*marks, note]))

    def _picture(self, picture: Picture) -> Iterator[str]:
        self._found_here(picture.id)
        title = bold(escaped(as_sentence(picture.title), starts=False))
        yield " ".join(filter(None, [title, escaped(picture.says, starts=not title)]))
        if bars := self._plans.get(picture.id):
            yield diagram(picture.title, bars)
        if picture.table:
            yield from self._table(picture.table)

    def _step(self, step: SaidStep, done_when: str, level: int, beside: str) -> Iterator[str]:
        mark = f" ({step.mark})" if step.mark else ""
        title = f"{step.number}. {plain(step.linked)}: {step.from_name} → {step.to_name}{mark}"
        yield self.heading(title, level, step.anchor, beside)
        yield escaped(step.step)
        facts = [f"- {self._fact(fact)}" for fact in step.facts]
        done = [f"- {escaped(done_when)}: {escaped(step.measure)}"] if step.measure else []
        yield "\n".join([*facts, *done])

    def _entries(self, group: Entries, level: int, beside: str) -> Iterator[str]:
        inner = level + group.depth
        if group.title:
            yield self.heading(group.title, inner, group.id, beside)
            inner += 1
        if group.about:
            yield escaped(group.about)
        for entry in group.items:
            yield from self._entry(entry, inner, beside)

    def _entry(self, entry: Entry, level: int, beside: str) -> Iterator[str]:
        yield self.heading(entry.title, level, entry.id, beside)
        at = bold(escaped(entry.at, starts=False))
        stands = f"{at} ({escaped(entry.aside)})" if at and entry.aside else at or escaped(entry.aside)
        if entry.question:
            yield escaped(entry.question)
        first = [f"- {stands}"] if stands else []
        yield "\n".join([*first, *([self._labelled(entry.items)] if entry.items else [])])

    def _notice(self, notice: Notice) -> Iterator[str]:
        yield bold(escaped(as_sentence(notice.title), starts=False))
        yield self._list(notice.lines)
        yield escaped(notice.words)


def _line(cells: Iterator[str] | Sequence[str]) -> str:
    return f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|"
