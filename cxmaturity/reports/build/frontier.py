"""What effort buys, as blocks: the stages and the index by person-days."""

from collections.abc import Iterator

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import rounded
from cxmaturity.domain.results.roadmap import Frontier
from cxmaturity.reports.build.common import cell, paragraph, row
from cxmaturity.reports.document.blocks import Block, Bullets, Cell, Column, Row, Table
from cxmaturity.reports.words.effort import effort_words
from cxmaturity.reports.words.plan import RoadmapWords


def frontier_facts(frontier: Frontier) -> tuple[tuple[str, str], ...]:
    """What the time limit left open, by its label; nothing where it left nothing."""
    return () if frontier.complete else (("Not done", "The time limit left open the index at higher budgets."),)


def frontier_blocks(assessment: Assessment, frontier: Frontier) -> Iterator[Block | None]:
    """The kinks in sentences, for how many heads the days are, and the table."""
    words = RoadmapWords(assessment)
    kinks = tuple(words.kinks(frontier))
    yield Bullets(kinks) if kinks else None
    yield paragraph(effort_words(assessment), "small")
    columns = (Column("Days", numbers=True), Column("Index", numbers=True), Column("Stage", share=2), Column(""))
    yield Table("frontier-table", "", columns, tuple(_rows(frontier, words)))


def _rows(frontier: Frontier, words: RoadmapWords) -> Iterator[Row]:
    """Index and stage by days; each stage also at its own cost."""
    by_days = {point.days: point.index for point in frontier.index}
    costs = {cost.days: cost for cost in frontier.stages}
    for days in sorted({*by_days, *costs}):
        index = max([by_days.get(days, 0.0), *(p.index for p in frontier.index if p.days <= days)])
        stages = [cost for cost in frontier.stages if cost.days <= days]
        if stages:
            yield row(
                cell(f"{days:,}", days),
                cell(rounded(index), index),
                cell(words.stage(stages[-1].stage)),
                Cell("bought here" if days in costs else "", days in costs),
            )
