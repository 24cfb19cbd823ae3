"""The result on a terminal: the stage as a sentence, the profile, what holds it back, the first steps."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.text import counted_plain
from cxmaturity.domain.tops import no_way_round
from cxmaturity.reports.making import view
from cxmaturity.reports.plain import one_line
from cxmaturity.reports.view import Cell, Section, StepView, View
from cxmaturity.reports.words import counted, listed, percent, reasons, rounded, share, unlocked

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
    console.print(_facts(section, _no_way_round(assessment)))
    if section.result.applicable:
        console.print()
        _print_profile(console, section)
    _print_blockers(console, section)
    _print_steps(console, section)
    _print_find_out(console, section)


def _no_way_round(assessment: Assessment) -> str:
    target = assessment.result.target
    certain = no_way_round(assessment.ahead, target.rank) if target else ()
    return listed([assessment.questionnaire.practices[id_].title for id_ in certain])


def _facts(section: Section, certain: str) -> Table:
    said, result = section.sentences, section.result
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    if section.scoring.rule == "staged":
        before = f"{section.stage_names.level_before_gates}. {said.gates}"
        table.add_row("Level before gates", one_line(before))
    index = f"{rounded(result.index)} of 100"
    table.add_row("Index", index)
    answered = f"{result.answered} of {counted_plain(result.applicable, 'practice')} answered"
    table.add_row("Coverage", f"{percent(result.coverage)}: {answered}")
    sentences = (
        ("Strongest", said.strongest),
        ("Weakest", said.weakest),
        ("Balance", said.balance),
        ("Grip", said.grip),
        ("Documented", said.documented),
        ("Distance", said.way),
        ("Effort", said.effort),
        ("No way round", certain),
    )
    for name, sentence in sentences:
        if sentence:
            table.add_row(name, one_line(sentence))
    if section.scoring.rule == "staged" and result.applicable:
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
        f" (over {limits.most} at it, over {limits.nearly} one below, all two below)."
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


def _print_steps(console: Console, section: Section) -> None:
    steps = section.first_steps[:FIRST_STEPS]
    if not steps:
        return
    console.print()
    console.print(Text("First steps", style="bold"))
    for step in steps:
        mark = f" [{step.mark}]" if step.mark else ""
        way = f"{one_line(step.from_name)} -> {one_line(step.to_name)}"
        head = f"{step.rank}. {one_line(step.practice.title)}: {way}{mark}"
        console.print(Padding(Text(head, style="bold"), (0, 0, 0, 2)))
        console.print(Padding(Text(one_line(step.step)), (0, 0, 0, 5)))
        console.print(Padding(Text(_numbers(step, section.target_name), style="dim"), (0, 0, 0, 5)))


def _numbers(step: StepView, target: str) -> str:
    """The numbers behind a step's place, in one line."""
    parts = [
        one_line(step.owner),
        f"about {counted_plain(step.effort_days, 'person-day')}, {counted_plain(step.months, 'month')} at least",
        f"index +{rounded(step.index_gain)}",
    ]
    if step.unlocks:
        parts.append(f"unlocks {unlocked(step.unlocks)}")
    elif step.towards:
        parts.append(f"a step towards {one_line(target)}")
    if step.waits_for:
        parts.append(f"waits for {listed([one_line(need) for need in step.waits_for])}")
    return " · ".join(parts)


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
