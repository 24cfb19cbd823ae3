"""A plan, or what effort buys, as a document."""

from collections.abc import Iterable, Iterator, Sequence

from cxmaturity.domain.assessment import Assessment, with_roadmap
from cxmaturity.domain.language import say
from cxmaturity.domain.results.roadmap import QuarterLoad, Roadmap
from cxmaturity.reports.build.common import cell, group, paragraph, row
from cxmaturity.reports.build.frontier import frontier_blocks, frontier_facts
from cxmaturity.reports.build.untitled import untitled
from cxmaturity.reports.build.way import way_forward
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Labelled,
    Labels,
    Part,
    Row,
    SaidStep,
    StepCards,
    Table,
)
from cxmaturity.reports.view.plan import WayForward, WayLine
from cxmaturity.reports.words.effort import effort_words
from cxmaturity.reports.words.plan import RoadmapWords

MOST_WAYS = 3
"""How many ways to the target a plan names that is not told in full."""


def plan_document(assessment: Assessment, roadmap: Roadmap, *, full: bool = True) -> Document:
    """A plan that there is, or a frontier; why there is none is said by `unreachable_as_text`.

    In full it has what to do in each step, and every way to the target.
    """
    answers, words = assessment.answers, RoadmapWords(assessment)
    way = way_forward(with_roadmap(assessment, roadmap), "", "") if roadmap.plan else None
    if roadmap.frontier:
        finding = "What effort buys, cheapest given these estimates."
        stages = frontier_blocks(assessment, roadmap.frontier)
        parts = _parts(finding, frontier_facts(roadmap.frontier), frontier=stages)
    else:
        assert roadmap.plan is not None and way is not None, "why there is no plan is said by unreachable_as_text"  # noqa: S101
        finding = words.headline(roadmap, roadmap.plan)
        parts = _parts(
            finding,
            way.facts,
            before=(paragraph(way.advice),),
            steps=_steps(way, effort_words(assessment), full=full),
            quarters=_quarters(way),
            find_out=(_find_out(words, roadmap),),
            ways=_ways(way, full=full),
        )
    return untitled(answers.organisation, assessment.questionnaire.title, answers.date.isoformat(), finding, parts)


_TITLES = {
    "before": "Before any step",
    "steps": "Steps",
    "quarters": "Quarters",
    "find_out": "Find out first",
    "ways": "Ways to the target",
    "frontier": "Stages",
}


def _parts(finding: str, facts: Sequence[tuple[str, str]], **parts: Iterable[Block | None]) -> Iterator[Part]:
    """What the plan comes to, then the parts that have anything in them."""
    labels = tuple(Labelled(label, text) for label, text in facts)
    stand = (paragraph(finding, "headline"), Labels(labels) if labels else None)
    for name, blocks in ({"stand": stand} | parts).items():
        present = tuple(block for block in blocks if block is not None)
        if present:
            yield Part(name, name, _TITLES.get(name, ""), present)


def _steps(way: WayForward, effort: str, *, full: bool) -> Iterator[Block | None]:
    if way.steps:
        yield _table_of_steps(way)
        yield paragraph(_about_days(way), "small")
    yield paragraph(effort, "small")
    if way.steps and full:
        yield group("The steps in full", [StepCards(way.steps, "Done when")])


def _find_out(words: RoadmapWords, roadmap: Roadmap) -> Block | None:
    sentences = tuple(words.saving(saving) for saving in roadmap.find_out if saving.savings)
    return Bullets(sentences) if sentences else None


def _table_of_steps(way: WayForward) -> Table:
    scheduled = bool(way.quarters)
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
    for step in way.steps:
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


def _named(step: SaidStep) -> str:
    """A step with where it leads, and whether it is under way or wanted."""
    named = say("{title}: {a} to {b}", title=step.title, a=step.from_name, b=step.to_name)
    return f"{named} ({step.mark})" if step.mark else named


def _about_days(way: WayForward) -> str:
    if way.quarters:
        return (
            "Days are person-days, months the least that a step takes; “may grow” is by how many days an estimate may"
            " grow before another plan that ends as soon is cheaper."
        )
    return (
        "Days are person-days, months the least that a step takes; “may grow” is by how many days an estimate may grow"
        " before another plan is cheaper."
    )


def _quarters(way: WayForward) -> Iterator[Block | None]:
    if not way.quarters:
        return
    rows = [
        Row((cell(f"{step.number}. {_named(step)}", step.practice), *(_days_in(days) for days in step.load)))
        for step in way.steps
    ]
    total = Row((cell("Person-days"), *(cell(_load(quarter), quarter.days) for quarter in way.quarters)), total=True)
    columns = (Column("Step", share=3), *(Column(quarter.quarter, numbers=True) for quarter in way.quarters))
    yield Table("quarters-table", "", columns, (*rows, total))


def _days_in(days: int | None) -> Cell:
    """The days of a step in a quarter; nothing where it does not run."""
    return Cell("" if days is None else f"{days:,}", days)


def _load(quarter: QuarterLoad) -> str:
    """The days of a quarter, and what it can carry where that has a limit."""
    if quarter.capacity is None:
        return f"{quarter.days:,}"
    return say("{days} of {capacity}", days=quarter.days, capacity=quarter.capacity)


def _ways(way: WayForward, *, full: bool) -> Iterator[Block | None]:
    if not way.ways:
        return
    shown = way.ways if full else way.ways[:MOST_WAYS]
    left = len(way.ways) - len(shown)
    yield paragraph(way.ways_said)
    columns = (Column("Practices to raise", share=6), Column("Steps", numbers=True), Column("Days", numbers=True))
    yield Table("ways-table", "", columns, tuple(map(_way, shown)))
    yield paragraph(say("And {n} more; --format md lists them.", n=left) if left else "", "small")


def _way(line: WayLine) -> Row:
    return row(cell(line.practices), cell(str(line.steps), line.steps), cell(f"{line.days:,}", line.days))
