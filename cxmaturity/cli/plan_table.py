"""A plan on a terminal: the sentence, its proof, the steps, the timeline, what to find out; or what effort buys."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cxmaturity.cli.terminal import one_line
from cxmaturity.domain.improvement.roadmap import QuarterLoad
from cxmaturity.domain.language import counted_plain, rounded
from cxmaturity.reports.plan_view import StepLine
from cxmaturity.reports.roadmap import RoadmapView

MOST_WAYS = 3
NARROW = 60
"""The columns below which steps stand on lines of their own."""
NAME_WIDTH = 34
BAR = 40


def print_roadmap(console: Console, roadmap: RoadmapView) -> None:
    """Print a plan, or a frontier."""
    title = [roadmap.organisation, roadmap.title, roadmap.date]
    console.print(Text(" · ".join(one_line(part) for part in title if part), style="bold"))
    console.print()
    console.print(Text(one_line(roadmap.headline), style="bold cyan"))
    if roadmap.facts:
        facts = Table.grid(padding=(0, 2))
        facts.add_column(style="dim", no_wrap=True)
        facts.add_column(overflow="fold")
        for label, text in roadmap.facts:
            facts.add_row(label, Text(one_line(text)))
        console.print(facts)
    if roadmap.advice:
        _print_list(console, "Before any step", [roadmap.advice])
    if roadmap.steps:
        _print_steps(console, roadmap.steps, bool(roadmap.quarters))
    if roadmap.quarters:
        _print_timeline(console, roadmap)
    if roadmap.effort:
        console.print(Text(one_line(roadmap.effort), style="dim"))
    _print_list(console, "Find out first", roadmap.find_out)
    _print_ways(console, roadmap)
    _print_list(console, "Stages", roadmap.kinks)
    if roadmap.frontier:
        _print_frontier(console, roadmap)


def _print_steps(console: Console, steps: Sequence[StepLine], scheduled: bool) -> None:
    console.print()
    if console.width < NARROW:
        for step in steps:
            _print_step(console, step, scheduled)
    else:
        console.print(_table_of_steps(steps, scheduled))
    other = "another plan that ends as soon" if scheduled else "another plan"
    said = f"Days are person-days; may grow: by how many an estimate may grow before {other} is cheaper."
    console.print(Text(said, style="dim"))


def _print_step(console: Console, step: StepLine, scheduled: bool) -> None:
    """A step on lines of its own, where a table has no room."""
    console.print(Padding(Text(f"{step.number}. {_named(step)}"), (0, 0, 0, 2)))
    after = f"after {', '.join(map(str, step.after))}" if step.after else ""
    facts = [counted_plain(step.days, "day"), f"may grow: {step.growth}", after, step.runs if scheduled else step.owner]
    console.print(Padding(Text(one_line(" · ".join(filter(None, facts))), style="dim"), (0, 0, 0, 5)))


def _named(step: StepLine) -> str:
    return one_line(f"{step.title}: {step.from_name} to {step.to_name}" + (f" [{step.mark}]" if step.mark else ""))


def _table_of_steps(steps: Sequence[StepLine], scheduled: bool) -> Table:
    table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
    for heading, justify in (("", "right"), ("Step", "left"), ("Days", "right"), ("May grow", "right")):
        table.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]  # a word of the four
    table.add_column("After", overflow="fold", max_width=9)
    table.add_column("Quarters" if scheduled else "Owner", overflow="fold")
    for step in steps:
        table.add_row(
            str(step.number),
            Text(_named(step)),
            f"{step.days:,}",
            step.growth,
            ", ".join(map(str, step.after)),
            Text(one_line(step.runs if scheduled else step.owner)),
        )
    return table


def _print_timeline(console: Console, roadmap: RoadmapView) -> None:
    """The days of each step by quarter: as many quarters side by side as the terminal takes."""
    room = max((console.width - NAME_WIDTH) // 9, 1)
    for first in range(0, len(roadmap.quarters), room):
        shown = range(first, min(first + room, len(roadmap.quarters)))
        table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
        table.add_column("", overflow="fold", max_width=NAME_WIDTH)
        for t in shown:
            table.add_column(roadmap.quarters[t].quarter, justify="right")
        for step in roadmap.steps:
            cells = [_cell(step.load[t]) for t in shown]
            if any(step.load[t] is not None for t in shown):
                table.add_row(Text(one_line(f"{step.number}. {step.title}")), *cells)
        loads = [_load(roadmap.quarters[t]) for t in shown]
        table.add_row(Text("Person-days", style="dim"), *loads)
        console.print()
        console.print(table)


def _cell(days: int | None) -> Text:
    return Text("") if days is None else Text(f"▐{days:,}", style="cyan")


def _load(quarter: QuarterLoad) -> Text:
    of = "" if quarter.capacity is None else f"/{quarter.capacity:,}"
    return Text(f"{quarter.days:,}{of}", style="dim")


def _print_list(console: Console, heading: str, sentences: Sequence[str]) -> None:
    if not sentences:
        return
    console.print()
    console.print(Text(heading, style="bold"))
    for sentence in sentences:
        console.print(Padding(Text(one_line(sentence)), (0, 0, 0, 2)))


def _print_ways(console: Console, roadmap: RoadmapView) -> None:
    if not roadmap.ways:
        return
    shown = [
        f"{way.practices} ({counted_plain(way.steps, 'step')}, {counted_plain(way.days, 'day')})"
        for way in roadmap.ways[:MOST_WAYS]
    ]
    more = len(roadmap.ways) - MOST_WAYS
    _print_list(console, "Ways to the target", [roadmap.ways_said, *shown])
    if more > 0:
        console.print(Text(f"  and {more} more; --format md lists them", style="dim"))


def _print_frontier(console: Console, roadmap: RoadmapView) -> None:
    table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
    table.add_column("Days", justify="right")
    table.add_column("Index", justify="right")
    table.add_column("")
    table.add_column("Stage", overflow="fold")
    for line in roadmap.frontier:
        bar = Text("█" * round(line.index * BAR / 100), style="cyan")
        stage = Text(one_line(line.stage), style="bold" if line.bought else "dim")
        table.add_row(f"{line.days:,}", rounded(line.index), bar, stage if line.bought else Text(""))
    console.print()
    console.print(table)
