"""What moved between two assessments, as a document."""

from collections.abc import Iterable, Iterator, Sequence

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.change.comparison import AnswerMovement, Comparison, IndexTerm
from cxmaturity.domain.language import day, rounded, say, signed
from cxmaturity.reports.build.common import cell, group, paragraph, part, row
from cxmaturity.reports.build.sheet import Sheet
from cxmaturity.reports.document.blocks import Block, Bullets, Column, Document, Labelled, Labels, Part, Row, Table
from cxmaturity.reports.view.report import Section
from cxmaturity.reports.words.change import STATES, TERMS, ChangeWords

WHY, BECAME, DIMENSIONS = "Why the index moved", "What became of the plan", "Dimensions then and now"


def change_document(
    comparison: Comparison, old: Assessment, new: Assessment, *, full: bool = True, lines: Sequence[Labelled] = ()
) -> Document:
    """What moved: the stage and why, the index by its terms, what became of the plan, and every answer that changed.

    The short one has a sentence of each, for one screen; `lines` end it, such as what to type next.
    """
    words = ChangeWords(comparison, old, new)
    when = say("from {then} to {now}", then=day(comparison.old.date), now=day(comparison.new.date))
    heading = new.answers.organisation or "Self-assessment"
    title, last = new.questionnaire.title, comparison.new.date
    sheet = Sheet("change", title, heading, "Then and now", when, last, words.stage())
    if not full:
        sentences = filter(None, [*words.beside(), words.plan()])
        blocks = (paragraph(words.stage(), "headline"), Bullets(tuple(sentences)), Labels(tuple(lines)))
        return sheet.document((sheet.part("stand", "What moved", blocks),))
    return sheet.document(
        (
            sheet.part("stand", "What moved", (paragraph(words.stage(), "headline"), Bullets(tuple(words.beside())))),
            sheet.part("index", WHY, _index(comparison, words, sheet.name)),
            sheet.part("kept", BECAME, _plan(comparison, words, sheet.name)),
            sheet.part("profile", DIMENSIONS, _dimensions(comparison, words, sheet.name)),
        ),
        (sheet.part("answers", "Every answer that changed", _answers(comparison, words)),),
    )


def change_part(section: Section, comparison: Comparison, old: Assessment, new: Assessment) -> Part:
    """What moved since an earlier assessment, as a part of the annex of a report."""
    words = ChangeWords(comparison, old, new)
    blocks = (
        paragraph(words.stage(), "lead"),
        Bullets(tuple(words.beside())),
        group(WHY, _index(comparison, words, section.anchor)),
        group(BECAME, _plan(comparison, words, section.anchor)),
        group(DIMENSIONS, _dimensions(comparison, words, section.anchor)),
    )
    return part(section, "change", say("What moved since {day}", day=day(comparison.old.date)), blocks)


def _index(comparison: Comparison, words: ChangeWords, at: str) -> Iterator[Block | None]:
    index = comparison.index
    if index.old is None or index.new is None or not index.terms:
        return
    moved = {answer.practice: answer for answer in comparison.answers}
    columns = (
        Column("What moved", share=4),
        Column("Then", share=2),
        Column("Now", share=2),
        Column("Points", numbers=True),
    )
    rows = [_term(term, moved, words) for term in sorted(index.terms, key=lambda term: -abs(term.change))]
    difference = index.new - index.old
    both = (cell(rounded(index.old), index.old), cell(rounded(index.new), index.new))
    total = row(cell("Together"), *both, cell(signed(difference), difference), total=True)
    yield Table(f"{at}.index-table", "", columns, (*rows, total))
    yield paragraph(
        "Points are those of the index. Each practice has what its own change does while all else stays as it was. What"
        " became known, or is not known any more, other weights, and another questionnaire have lines of their own. But"
        " for rounding, the lines add up.",
        "small",
    )


def _term(term: IndexTerm, moved: dict[str, AnswerMovement], words: ChangeWords) -> Row:
    change = cell(signed(term.change), term.change)
    if term.practice is None:
        return row(cell(TERMS[term.kind], term.kind, _which(term, moved.values(), words)), "", "", change)
    answer = moved[term.practice]
    return row(cell(words.practices([term.practice]), term.practice), *_then_and_now(answer, words), change)


def _which(term: IndexTerm, moved: Iterable[AnswerMovement], words: ChangeWords) -> str:
    """The practices that became known, or are not known any more."""
    if term.kind == "newly_known":
        return words.practices(
            [answer.practice for answer in moved if answer.from_low is None and answer.to_low is not None]
        )
    if term.kind == "no_longer_known":
        return words.practices(
            [answer.practice for answer in moved if answer.from_low is not None and answer.to_low is None]
        )
    return ""


def _then_and_now(answer: AnswerMovement, words: ChangeWords) -> tuple[str, str]:
    return (
        words.standing(answer.from_low, answer.from_high, answer.old),
        words.standing(answer.to_low, answer.to_high, answer.new),
    )


def _plan(comparison: Comparison, words: ChangeWords, at: str) -> Iterator[Block | None]:
    plan = comparison.plan
    if plan is None or not plan.steps:
        return
    yield paragraph(words.plan(), "lead")
    columns = (Column("Step", share=4), Column("Person-days", numbers=True), Column("Now", share=2))
    rows = [
        row(
            cell(say("{title}: to {point}", title=step.title, point=step.to_name), step.practice),
            cell(f"{step.days:,}", step.days),
            cell(STATES[step.state], step.state),
        )
        for step in plan.steps
    ]
    yield Table(f"{at}.kept-table", "", columns, tuple(rows))


def _dimensions(comparison: Comparison, words: ChangeWords, at: str) -> Iterator[Block | None]:
    columns = (
        Column("Dimension", share=3),
        Column("Then", share=2),
        Column("Now", share=2),
        Column("Index then", numbers=True),
        Column("Index now", numbers=True),
    )
    rows = [
        row(
            cell(dimension.name, dimension.id),
            cell(words.reached(dimension.old_reached), dimension.old_reached),
            cell(words.reached(dimension.new_reached), dimension.new_reached),
            cell(rounded(dimension.old_index), dimension.old_index),
            cell(rounded(dimension.new_index), dimension.new_index),
        )
        for dimension in comparison.dimensions
    ]
    yield Table(f"{at}.dimensions-table", "", columns, tuple(rows))


def _answers(comparison: Comparison, words: ChangeWords) -> Iterator[Block | None]:
    if not comparison.answers:
        yield paragraph("No answer changed.")
        return
    columns = (Column("Practice", share=4), Column("Then", share=2), Column("Now", share=2))
    rows = [
        row(cell(words.practices([answer.practice]), answer.practice), *_then_and_now(answer, words))
        for answer in comparison.answers
    ]
    yield Table("answers-table", "", columns, tuple(rows))
