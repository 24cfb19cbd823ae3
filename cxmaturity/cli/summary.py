"""The result on a terminal: the stage as a sentence, the profile, what holds it back, the first steps."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cxmaturity.cli.terminal import one_line
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import counted, counted_plain, percent, rounded
from cxmaturity.reports.making import view
from cxmaturity.reports.plan_view import StepLine
from cxmaturity.reports.view import Cell, Section, View
from cxmaturity.reports.words import reasons, share

FIRST_STEPS = 5
BLOCKERS = 10
NAME_WIDTH = 18
CELL_WIDTH = 5


def print_summary(console: Console, assessment: Assessment) -> None:
    """Print the summary of one assessment."""
    made = view([assessment])
    section = made.sections[0]
    title = [section.title, made.date]
    console.print(Text(" · ".join(one_line(part) for part in [made.organisation, *title] if part), style="bold"))
    console.print()
    console.print(Text(one_line(section.sentences.stage), style="bold cyan"))
    console.print(_facts(section))
    if section.result.applicable:
        console.print()
        _print_profile(console, section)
    _print_blockers(console, section)
    _print_way(console, section)
    _print_find_out(console, section)


def _facts(section: Section) -> Table:
    said, result = section.sentences, section.result
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    if section.scoring.rule == "staged" and result.stage.claimed:
        table.add_row("Breadth", one_line(f"{section.stage_names.breadth}. {said.breadth}"))
    index = rounded(result.index) if result.index is None else f"{rounded(result.index)} of 100"
    table.add_row("Index", index)
    answered = f"{result.answered} of {counted_plain(result.applicable, 'practice')} answered"
    table.add_row("Coverage", f"{percent(result.coverage)}: {answered}")
    sentences = (
        ("Strongest", said.strongest),
        ("Weakest", said.weakest),
        ("Balance", said.balance),
        ("Grip", said.grip),
        ("Documented", said.documented),
        ("Way", said.way),
        ("Effort", said.effort),
    )
    for name, sentence in sentences:
        if sentence:
            table.add_row(name, one_line(sentence))
    if section.scoring.rule == "staged" and result.stage.claimed:
        names = section.stage_names
        others = f"weakest dimension {names.weakest_dimension}, average rounded down {names.rounded_down}"
        table.add_row("Other rules", one_line(others))
    return table


def _print_profile(console: Console, section: Section) -> None:
    if section.scoring.rule == "sweep":
        console.print(_won(section))
        return
    room = console.width - NAME_WIDTH
    points = list(range(len(section.scale)))
    while points:
        # as many points side by side as the terminal takes, the others in a table below: none is left out
        widths = [max(len(one_line(section.scale[i].name)), CELL_WIDTH) + 2 for i in points]
        fit = max(sum(sum(widths[:n]) <= room for n in range(1, len(points) + 1)), 1)
        console.print(_heat_map(section, points[:fit]))
        points = points[fit:]
    console.print(Text(_legend(section), style="dim"))


def _heat_map(section: Section, points: list[int]) -> Table:
    table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
    table.add_column("", overflow="fold", max_width=NAME_WIDTH)
    for i in points:
        table.add_column(one_line(section.scale[i].name), justify="right", overflow="fold")
    for dimension in section.profile:
        name = Text("  " * dimension.depth + one_line(dimension.name))
        table.add_row(name, *(_cell(dimension.cells[i], section) for i in points))
    return table


def _won(section: Section) -> Table:
    table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
    for heading in ("", "Score", "Index", "Won"):
        table.add_column(heading, overflow="fold", justify="right" if heading in {"Score", "Index"} else "left")
    for row in section.profile:
        won = "–" if row.score is None else "yes" if row.won else "no"
        table.add_row(Text(one_line(row.name)), rounded(row.score), rounded(row.index), won)
    return table


def _cell(cell: Cell, section: Section) -> Text:
    """The share reached; a reached level is marked with a tick, so that colour says nothing alone."""
    if cell.share is None:
        return Text("–", style="dim")
    styles = {"F": "green", "L": "cyan", "P": "yellow", "N": "dim"}
    mark = " ✓" if cell.reached else "  "
    return Text(share(cell.share, section.scoring, 0) + mark, style=styles[cell.rating or "N"])


def _legend(section: Section) -> str:
    limits = section.scoring
    return (
        f"Share of each dimension that stands at a point or above, in per cent; ✓ level reached"
        f" (over {limits.most} at it, at least {limits.nearly} one below, all two below)."
    )


def _print_blockers(console: Console, section: Section) -> None:
    if not section.blockers:
        return
    console.print()
    console.print(Text(f"What holds {one_line(section.target_name)} back", style="bold"))
    for blocker in section.blockers[:BLOCKERS]:
        line = Text(f"{one_line(blocker.practice.title)}: ")
        line.append("not known yet" if blocker.unknown else one_line(blocker.from_name))
        line.append(f" -> {one_line(blocker.to_name)}")
        line.append(f" ({reasons(blocker.why)})", style="dim")
        console.print(Padding(line, (0, 0, 0, 2)))
    more = len(section.blockers) - BLOCKERS
    if more > 0:
        console.print(
            Text(f"  and {counted(more, 'more practice', 'more practices')}; the report lists them", style="dim")
        )


def _print_way(console: Console, section: Section) -> None:
    """What comes first, then every step of the plan in its order."""
    way = section.way
    if way is None or not (way.advice or way.steps or way.why_none):
        return
    console.print()
    console.print(Text("The way forward", style="bold"))
    for sentence in filter(None, [*way.why_none, way.advice]):
        console.print(Padding(Text(one_line(sentence)), (0, 0, 0, 2)))
    for step in way.steps:
        mark = f" [{step.mark}]" if step.mark else ""
        head = f"{step.number}. {one_line(step.title)}: {one_line(step.from_name)} to {one_line(step.to_name)}{mark}"
        console.print(Padding(Text(head, style="bold" if step.number <= FIRST_STEPS else ""), (0, 0, 0, 2)))
        if step.number <= FIRST_STEPS:
            console.print(Padding(Text(one_line(step.step)), (0, 0, 0, 5)))
        console.print(Padding(Text(_facts_of(step), style="dim"), (0, 0, 0, 5)))
    if way.cheap:
        console.print(Padding(Text(f"{way.cheap_said}:", style="bold"), (0, 0, 0, 2)))
        for one in way.cheap[:FIRST_STEPS]:
            console.print(Padding(Text(f"{one_line(one.title)}: {one_line(one.says)}"), (0, 0, 0, 5)))


def _facts_of(step: StepLine) -> str:
    """Who, how much, from when and why, in one line."""
    months = f"{counted_plain(step.months, 'month')} at least"
    parts = [step.owner, counted_plain(step.days, "person-day"), months, step.runs or step.opening, step.why]
    return " · ".join(one_line(part) for part in parts if part)


def print_contradictions(console: Console, made: View) -> None:
    """Print what does not fit together and is not explained, with both answers; nothing where there is nothing."""
    found = [one for one in made.contradictions if not one.explained]
    if not found:
        return
    console.print()
    console.print(Text("What does not fit together", style="bold"))
    for one in found:
        console.print(Padding(Text(one_line(one.title), style="bold"), (0, 0, 0, 2)))
        for side in (one.claim, one.denial):
            what = side.title or "the stage"
            said = f"{one_line(side.questionnaire)}, {one_line(what)} at {one_line(side.point)}"
            console.print(Padding(Text(f"{said}: {one_line(side.text)}" if side.text else said), (0, 0, 0, 4)))
        console.print(Padding(Text(one_line(one.said), style="dim"), (0, 0, 0, 4)))


def _print_find_out(console: Console, section: Section) -> None:
    if not section.unanswered:
        return
    console.print()
    console.print(Text("Find out", style="bold"))
    for practice in section.unanswered[:FIRST_STEPS]:
        status = "don't know" if practice.status == "dk" else "not answered"
        console.print(
            Padding(Text(f"{one_line(practice.question)} ({one_line(practice.title)}: {status})"), (0, 0, 0, 2))
        )
    more = len(section.unanswered) - FIRST_STEPS
    if more > 0:
        console.print(Text(f"  and {counted(more, 'more', 'more')}", style="dim"))
