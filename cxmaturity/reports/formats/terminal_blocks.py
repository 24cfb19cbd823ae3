"""The blocks of a document in lines on a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from rich.text import Text

from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Entries,
    Entry,
    Facts,
    Group,
    Labels,
    Move,
    Moves,
    Notice,
    Paragraph,
    Picture,
    SaidStep,
    StepCards,
    Table,
)
from cxmaturity.reports.formats.terminal_table import NARROW, table_lines
from cxmaturity.reports.formats.terminal_text import BETWEEN, INDENT, lines_of, longest_word, run_in, text_of

LONGEST_LABEL = 18
"""The columns up to which labels stand beside their texts."""


class TerminalBlocks:
    """Lays blocks out within a width; `depth` counts the headings above, each of which indents what stands below it."""

    def __init__(self, width: int) -> None:
        self._width = width

    def chapter(self, title: str) -> Iterator[Text]:
        """The heading of a chapter, with a line below it."""
        lines = lines_of(text_of(title, "bold"), self._width)
        yield from lines
        yield Text("─" * max(line.cell_len for line in lines), "bold")

    def heading(self, title: str, depth: int) -> Iterator[Text]:
        """The heading of a part or of a group."""
        yield from self._indented(lines_of(text_of(title, "bold"), self._room(depth)), depth)

    def blocks(self, blocks: Sequence[Block], depth: int) -> Iterator[Text]:
        """Blocks below each other, apart from each other but for what belongs together."""
        for index, block in enumerate(blocks):
            if index and not _belong(blocks[index - 1], block):
                yield Text()
            yield from self._indented(self._block(block, depth), depth)

    def _room(self, depth: int) -> int:
        return max(self._width - INDENT * depth, 1)

    @staticmethod
    def _indented(lines: Iterable[Text], depth: int) -> Iterator[Text]:
        for line in lines:
            yield Text(" " * INDENT * depth).append(line) if line.plain else line

    def _block(self, block: Block, depth: int) -> Iterator[Text]:  # noqa: C901, PLR0912  one case a block
        room = self._room(depth)
        match block:
            case Paragraph():
                style = {"headline": "bold", "small": "dim"}.get(block.style, "")
                yield from lines_of(text_of(block.words, style), room)
            case Bullets():
                for number, item in enumerate(block.items, 1):
                    yield from _hanging(f"{number}. " if block.ordered else "• ", text_of(item), room)
            case Facts():
                yield from _labelled([(fact.label, _fact(fact)) for fact in block.items], room)
            case Labels():
                yield from _labelled([(item.label, text_of(item.words)) for item in block.items], room)
            case Moves():
                for number, move in enumerate(block.items, 1):
                    yield from _hanging(f"{number}. ", _move(move), room)
            case Table():
                yield from _table(block, room)
            case Picture():
                yield from _picture(block, room)
            case StepCards():
                yield from _apart(_step(step, block.done_when, room) for step in block.items)
            case Entries():
                yield from _entries(block, room)
            case Notice():
                yield from _notice(block, room)
            case Group():
                yield from lines_of(text_of(block.title, "bold"), room)
                for line in TerminalBlocks(room - INDENT).blocks(block.blocks, 0):
                    yield Text(" " * INDENT).append(line) if line.plain else line
            case _:  # pragma: no cover
                assert_never(block)


def _belong(before: Block, block: Block) -> bool:
    """Whether a block stands right below the one before it: what a paragraph leads to, or what is noted of a table."""
    if isinstance(before, Paragraph) and before.style in {"headline", "lead"}:
        return isinstance(block, Bullets | Labels | Facts | Table)
    return isinstance(block, Paragraph) and block.style == "small" and not isinstance(before, Paragraph | Group)


def _apart(groups: Iterable[Iterator[Text]]) -> Iterator[Text]:
    for index, lines in enumerate(groups):
        if index:
            yield Text()
        yield from lines


def _hanging(mark: str, text: Text, room: int) -> Iterator[Text]:
    """A text behind a mark, its further lines below its first."""
    for index, line in enumerate(lines_of(text, room - len(mark))):
        yield Text(mark if index == 0 else " " * len(mark)).append(line)


def _fact(fact: Fact) -> Text:
    return Text.assemble(text_of(fact.text), _note(fact.note))


def _note(note: str) -> Text:
    """What is said beside a text, in brackets."""
    return Text.assemble(" ", text_of(f"({note})", "dim")) if note else Text()


def _labelled(items: Sequence[tuple[str, Text]], room: int) -> Iterator[Text]:
    """Texts beside their labels, or right behind them where a label is long or room short."""
    labels = [text_of(label, "dim") for label, _ in items]
    longest = max((label.cell_len for label in labels), default=0)
    words = [longest_word(text) for _, text in items]  # none is broken that has room on a line of its own
    fits = all(word <= room - longest - 2 or word > room for word in words)
    beside = 0 < longest <= LONGEST_LABEL and room >= NARROW - 2 * INDENT and fits
    for label, (_, text) in zip(labels, items, strict=True):
        if beside:
            for index, line in enumerate(lines_of(text, room - longest - 2)):
                head = label if index == 0 else Text()
                yield Text.assemble(head, " " * (longest - head.cell_len + 2), line)
        else:
            label.stylize("bold")
            yield from run_in(Text.assemble(label, ": ", text) if label.plain else text, room)


def _move(move: Move) -> Text:
    return Text.assemble(text_of(move.title, "bold"), ": ", text_of(move.says), _note(move.facts))


def _table(table: Table, room: int) -> Iterator[Text]:
    if table.caption:
        yield from lines_of(text_of(table.caption, "dim"), room)
    yield from table_lines(table, room)


def _picture(picture: Picture, room: int) -> Iterator[Text]:
    yield from lines_of(text_of(picture.title, "bold"), room)
    yield from lines_of(text_of(picture.says), room) if picture.says else ()
    yield from table_lines(picture.table, room) if picture.table else ()


def _step(step: SaidStep, done_when: str, room: int) -> Iterator[Text]:
    mark = f" ({step.mark})" if step.mark else ""
    way = f": {step.from_name} → {step.to_name}{mark}"
    number = f"{step.number}. "
    yield from _hanging(number, Text.assemble(text_of(step.linked, "bold"), text_of(way)), room)
    indent = " " * len(number)
    facts = BETWEEN.join([Text.assemble(text_of(f"{fact.label}:", "dim"), " ", _fact(fact)) for fact in step.facts])
    done = Text.assemble(text_of(f"{done_when}:", "dim"), " ", text_of(step.measure)) if step.measure else Text()
    for text in (text_of(step.step), facts, done):
        if text.plain:
            yield from (Text(indent).append(line) for line in lines_of(text, room - len(indent)))


def _entries(group: Entries, room: int) -> Iterator[Text]:
    indent = " " * INDENT * group.depth
    inner = room - len(indent)
    titles = lines_of(text_of(group.title, "bold"), inner) if group.title else []
    about = lines_of(text_of(group.about), inner) if group.about else []
    head = [[*titles, *about]] if titles or about else []
    for line in _apart(iter(lines) for lines in (*head, *(list(_entry(entry, inner)) for entry in group.items))):
        yield Text(indent).append(line) if line.plain else line


def _entry(entry: Entry, room: int) -> Iterator[Text]:
    at = " · ".join(filter(None, [entry.at, entry.aside]))
    yield from lines_of(Text.assemble(text_of(entry.title, "bold"), text_of(f": {at}") if at else ""), room)
    if entry.question:
        yield from lines_of(text_of(entry.question, "dim"), room)
    yield from _labelled([(item.label, text_of(item.words)) for item in entry.items], room)


def _notice(notice: Notice, room: int) -> Iterator[Text]:
    yield from lines_of(text_of(notice.title, "bold"), room)
    for item in notice.lines:
        yield from _hanging("• ", text_of(item), room)
    yield from lines_of(text_of(notice.words, "dim"), room) if notice.words else ()
