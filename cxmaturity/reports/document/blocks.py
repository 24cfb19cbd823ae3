"""The blocks of a document: finished text with the raw value beside it. A format lays them out and words nothing.

Text is plain: text of files may stand in it, and a format escapes and isolates it. A text is a `Words`: a string, or
spans where a part of it leads somewhere or is set apart. `to` is the `id` of what a link leads to, within the document.
"""

from typing import Literal

from msgspec import Struct

from cxmaturity.domain.results.step import Step
from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.document.names import Names

Raw = str | float | int | bool | None
"""What machines read: unrounded."""


class Span(Struct, frozen=True):
    """A part of a text: plain, strong, accent (the stage of a headline), soft (beside), code; `to` leads to a block."""

    text: str
    style: Literal["", "strong", "accent", "soft", "code", "web"] = ""
    to: str = ""


Words = str | tuple[Span, ...]


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """A paragraph: a headline says the finding, a lead introduces what follows, small print is for the margin."""

    words: Words
    style: Literal["", "headline", "lead", "small"] = ""


class Bullets(Struct, frozen=True, tag="bullets"):
    """A list, in an order that counts where it is `ordered`."""

    items: tuple[Words, ...]
    ordered: bool = False


class Facts(Struct, frozen=True, tag="facts"):
    """Facts side by side."""

    items: tuple[Fact, ...]


class Labelled(Struct, frozen=True):
    """A text under a label."""

    label: str
    words: Words


class Labels(Struct, frozen=True, tag="labels"):
    """Texts one below the other, each under its label."""

    items: tuple[Labelled, ...]


class Move(Struct, frozen=True):
    """One of the first moves: to find out, to prove, or a step of the plan; `facts` says who and how much.

    `saves` are the person-days that it can save, or how many answers it is about, to compare moves of a kind by.
    """

    title: str
    says: str
    facts: str
    to: str = ""
    kind: Literal["find_out", "prove", "step"] = "step"
    saves: int = 0


class Moves(Struct, frozen=True, tag="moves"):
    """The first moves, in their order."""

    items: tuple[Move, ...]


class Column(Struct, frozen=True):
    """A column of a table. `numbers` stand to the right; the first column names its row."""

    title: str
    numbers: bool = False
    share: int = 1
    """How much of the room it wants beside the others."""


class Cell(Struct, frozen=True):
    """A cell: text, the raw value, and a second line beside it.

    `shade` is the rating N, P, L or F of a share, or adds, nothing, takes; `framed` marks the level reached.
    """

    words: Words
    value: Raw = None
    note: str = ""
    shade: str = ""
    framed: bool = False


class Row(Struct, frozen=True):
    """A row; `depth` says how deep its first cell is nested; `id` where links lead to it; `total` sums those above."""

    cells: tuple[Cell, ...]
    id: str = ""
    depth: int = 0
    total: bool = False


class Table(Struct, frozen=True, tag="table"):
    """A table with its caption, which says what it holds."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Key(Struct, frozen=True):
    """An entry of a legend: the class of the mark in the picture, a letter in it, and what it means."""

    mark: str
    letter: str
    text: str


class Picture(Struct, frozen=True, tag="picture"):
    """A picture: SVG for wide and narrow pages, with a title that states the finding and a text that says the same.

    `table` is what it shows, where the text can not say all of it. Colours are classes: a format brings the styles.
    """

    id: str
    title: str
    says: str
    wide: str
    narrow: str
    legend: tuple[Key, ...] = ()
    table: Table | None = None


class SaidStep(Step, frozen=True, kw_only=True):
    """A step of a plan, with the words beside it that every output says.

    `linked` is its title, which leads to its answer in full, and `anchor` the place where the step itself stands in
    full; `from_name` says "not known yet" where nobody knows where the practice stands. `why` says why it is in the
    plan; `opening` from when it can begin. `growth` is by how much its estimate may grow before another plan wins,
    `growth_said` the same as a note; `after` are the numbers of the steps that come before it; `load` its days in each
    quarter of the plan, None where it does not run; `runs` says from which to which; `quarter` is the one in which it
    ends. `facts` are who, how much, from when, and why.
    """

    number: int
    anchor: str
    linked: Words
    why: str
    to_text: str
    opening: str
    growth: str
    growth_said: str
    after: tuple[int, ...]
    quarter: str
    runs: str
    load: tuple[int | None, ...]
    facts: tuple[Fact, ...]


class StepCards(Struct, frozen=True, tag="steps"):
    """Steps in full, in their order; `done_when` leads in what shows that a step is done."""

    items: tuple[SaidStep, ...]
    done_when: str


class Entry(Struct, frozen=True):
    """What is folded up behind its title: `at` says where it stands, `rank` and `upper` of `ranks` show it, `aside`
    what is known of it; `kinds` are what it can be filtered by.
    """

    id: str
    title: str
    at: str
    rank: int
    upper: int
    ranks: int
    aside: str
    kinds: tuple[str, ...]
    question: str
    items: tuple[Labelled, ...]


class Entries(Struct, frozen=True, tag="entries"):
    """Entries of one group, with its name, what it is about, and how deep it is nested."""

    id: str
    title: str
    about: str
    depth: int
    items: tuple[Entry, ...]


class Notice(Struct, frozen=True, tag="notice"):
    """What a reader must not overlook, set apart: a title, lines against each other, and what to make of them."""

    title: str
    lines: tuple[Words, ...]
    words: str


class Group(Struct, frozen=True, tag="group"):
    """Blocks under a heading of their own, which states the finding or names what follows."""

    title: str
    blocks: tuple["Block", ...]
    id: str = ""


Block = Paragraph | Bullets | Facts | Labels | Moves | Table | Picture | StepCards | Entries | Notice | Group


class Part(Struct, frozen=True):
    """A part of a chapter; own templates know it by its `name`, links by its `id`."""

    name: str
    id: str
    title: str
    blocks: tuple[Block, ...]


class Chapter(Struct, frozen=True):
    """The parts on one questionnaire, or on all together; `body` is read to the end, `annex` is looked up."""

    id: str
    title: str
    body: tuple[Part, ...]
    annex: tuple[Part, ...]


class Document(Struct, frozen=True):
    """A document: whose, of when, what about; then its chapters. `finding` says in a sentence what it comes to."""

    eyebrow: str
    title: str
    heading: str
    when: str
    day: str
    about: str
    finding: str
    chapters: tuple[Chapter, ...]
    names: Names
    language: str = "en"
