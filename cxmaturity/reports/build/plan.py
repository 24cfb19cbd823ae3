"""A plan, or what effort buys, as a document."""

from collections.abc import Iterable, Iterator

from cxmaturity.domain.assessment import Assessment, with_roadmap
from cxmaturity.domain.language import counted_plain, rounded, say
from cxmaturity.domain.results.roadmap import QuarterLoad, Roadmap
from cxmaturity.reports.build.common import cell, group, paragraph, row
from cxmaturity.reports.build.plain import untitled
from cxmaturity.reports.build.steps import RoadmapView, roadmap_view
from cxmaturity.reports.build.way import before_any_step
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Labelled,
    Labels,
    Part,
    Row,
    StepCard,
    StepCards,
    Table,
)
from cxmaturity.reports.view.plan import StepLine, WayLine

MOST_WAYS = 3
"""How many ways to the target a plan names that is not told in full."""


def plan_document(assessment: Assessment, roadmap: Roadmap, *, full: bool = True) -> Document:
    """A plan that there is, or a frontier; why there is none is said by `roadmap.conflict_words`.

    In full it has what to do in each step, and every way to the target.
    """
    advice = before_any_step(with_roadmap(assessment, roadmap)) if roadmap.plan else ""
    said = roadmap_view(assessment, roadmap, advice)
    return untitled(said.organisation, said.title, said.date, said.headline, _parts(said, full=full))


def _parts(said: RoadmapView, *, full: bool) -> Iterator[Part]:
    facts = tuple(Labelled(label, text) for label, text in said.facts)
    parts: Iterable[tuple[str, str, Iterable[Block | None]]] = (
        ("stand", "", (paragraph(said.headline, "headline"), Labels(facts) if facts else None)),
        ("before", "Before any step", (paragraph(said.advice),)),
        ("steps", "Steps", _steps(said, full=full)),
        ("quarters", "Quarters", _quarters(said)),
        ("find_out", "Find out first", (Bullets(said.find_out) if said.find_out else None,)),
        ("ways", "Ways to the target", _ways(said, full=full)),
        ("frontier", "Stages", _frontier(said)),
    )
    for name, title, blocks in parts:
        there = tuple(block for block in blocks if block is not None)
        if there:
            yield Part(name, name, title, there)


def _steps(said: RoadmapView, *, full: bool) -> Iterator[Block | None]:
    if said.steps:
        yield _table_of_steps(said)
        yield paragraph(_about_days(said), "small")
        yield paragraph(said.effort, "small")
        yield group("The steps in full", [_cards(said.steps)]) if full else None
    elif not said.frontier:
        yield paragraph(said.effort, "small")


def _table_of_steps(said: RoadmapView) -> Table:
    scheduled = bool(said.quarters)
    when = (Column("Quarters", share=2),) if scheduled else ()
    columns = (
        Column("Step", share=4),
        Column("Days", numbers=True),
        Column("Months", numbers=True),
        Column("Owner", share=2),
        Column("After"),
        Column("May grow"),
        *when,
    )
    rows = []
    for step in said.steps:
        cells = (
            cell(f"{step.number}. {_named(step)}", step.practice),
            cell(f"{step.days:,}", step.days),
            cell(str(step.months), step.months),
            cell(step.owner),
            cell(", ".join(map(str, step.after))),
            cell(step.growth),
        )
        rows.append(row(*cells, *((cell(step.runs),) if scheduled else ())))
    return Table("steps-table", "", columns, tuple(rows))


def _named(step: StepLine) -> str:
    """A step with where it leads, and whether it is under way or wanted."""
    named = say("{title}: {a} to {b}", title=step.title, a=step.from_name, b=step.to_name)
    return f"{named} ({step.mark})" if step.mark else named


def _about_days(said: RoadmapView) -> str:
    if said.quarters:
        return (
            "Days are person-days, months the least that a step takes; “may grow” is by how many days an estimate may"
            " grow before another plan that ends as soon is cheaper."
        )
    return (
        "Days are person-days, months the least that a step takes; “may grow” is by how many days an estimate may grow"
        " before another plan is cheaper."
    )


def _cards(steps: Iterable[StepLine]) -> StepCards:
    return StepCards(
        tuple(
            StepCard(
                f"step-{step.number}",
                step.number,
                step.title,
                step.from_name,
                step.to_name,
                step.mark,
                step.step,
                step.measure,
                (
                    *((Fact("Owner", step.owner, step.owner),) if step.owner else ()),
                    Fact("Effort", counted_plain(step.days, "person-day"), step.days),
                ),
            )
            for step in steps
        ),
        "Done when",
    )


def _quarters(said: RoadmapView) -> Iterator[Block | None]:
    if not said.quarters:
        return
    rows = [
        Row((cell(f"{step.number}. {_named(step)}", step.practice), *(_days_in(days) for days in step.load)))
        for step in said.steps
    ]
    total = Row((cell("Person-days"), *(cell(_load(quarter), quarter.days) for quarter in said.quarters)), total=True)
    columns = (Column("Step", share=3), *(Column(quarter.quarter, numbers=True) for quarter in said.quarters))
    yield Table("quarters-table", "", columns, (*rows, total))


def _days_in(days: int | None) -> Cell:
    """The days of a step in a quarter; nothing where it does not run."""
    return Cell("" if days is None else f"{days:,}", days)


def _load(quarter: QuarterLoad) -> str:
    """The days of a quarter, and what it can carry where that has a limit."""
    if quarter.capacity is None:
        return f"{quarter.days:,}"
    return say("{days} of {capacity}", days=quarter.days, capacity=quarter.capacity)


def _ways(said: RoadmapView, *, full: bool) -> Iterator[Block | None]:
    if not said.ways:
        return
    shown = said.ways if full else said.ways[:MOST_WAYS]
    left = len(said.ways) - len(shown)
    yield paragraph(said.ways_said)
    columns = (Column("Practices to raise", share=6), Column("Steps", numbers=True), Column("Days", numbers=True))
    yield Table("ways-table", "", columns, tuple(map(_way, shown)))
    yield paragraph(say("And {n} more; --format md lists them.", n=left) if left else "", "small")


def _way(way: WayLine) -> Row:
    return row(cell(way.practices), cell(str(way.steps), way.steps), cell(f"{way.days:,}", way.days))


def _frontier(said: RoadmapView) -> Iterator[Block | None]:
    if not said.frontier:
        return
    yield Bullets(said.kinks) if said.kinks else None
    yield paragraph(said.effort, "small")
    columns = (Column("Days", numbers=True), Column("Index", numbers=True), Column("Stage", share=2), Column(""))
    rows = [
        row(
            cell(f"{line.days:,}", line.days),
            cell(rounded(line.index), line.index),
            cell(line.stage),
            Cell("bought here" if line.bought else "", line.bought),
        )
        for line in said.frontier
    ]
    yield Table("frontier-table", "", columns, tuple(rows))
