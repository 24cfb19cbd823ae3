"""A plan, and how sure the stage is, as parts of a report: put into a view that has none."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.roadmap import Plan, Roadmap
from cxmaturity.domain.robustness import robustness
from cxmaturity.reports.making_sure import sure_view
from cxmaturity.reports.plan_view import PhaseView, QuarterView, RoadmapPart, StepLine
from cxmaturity.reports.roadmap import conflict_words, roadmap_view
from cxmaturity.reports.view import View

NEXT_MONTHS = 6
"""Without quarters: what can begin at once is now, within so many months next, and the rest later."""


class Planned(Struct, frozen=True):
    """An assessment with its roadmap, and the command that prints the roadmap in full."""

    assessment: Assessment
    roadmap: Roadmap
    command: str


def with_plans(made: View, planned: Sequence[Planned]) -> View:
    """The view with a roadmap in each of its sections, and how sure the stage is."""
    sections = tuple(
        replace(section, roadmap=_part(one), sure=sure_view(one.assessment, robustness(one.assessment)))
        for section, one in zip(made.sections, planned, strict=True)
    )
    return replace(made, sections=sections)


def _part(planned: Planned) -> RoadmapPart:
    roadmap, plan = planned.roadmap, planned.roadmap.plan
    if plan is None:
        why = tuple(line.removeprefix("- ") for line in conflict_words(planned.assessment, roadmap).splitlines())
        return RoadmapPart("", (), (), (), (), (), "", planned.command, why)
    words = roadmap_view(planned.assessment, roadmap)
    return RoadmapPart(
        headline=words.headline,
        facts=words.facts,
        phases=tuple(_phases(plan, words.steps)),
        quarters=tuple(QuarterView(one.quarter, one.days, one.capacity) for one in plan.quarters),
        find_out=words.find_out,
        ways=words.ways,
        ways_said=words.ways_said,
        command=planned.command,
        why_none=(),
    )


def _phases(plan: Plan, lines: Sequence[StepLine]) -> Iterator[PhaseView]:
    """Now, next and later: the first quarter, the one after it and the rest; without quarters by month."""
    if plan.quarters:
        names = [quarter.quarter for quarter in plan.quarters]
        begins = [names.index(step.first_quarter) if step.first_quarter else 0 for step in plan.steps]
        whens = (names[0], names[1] if len(names) > 1 else "", f"from {names[2]} on" if len(names) > 2 else "")
        limits = (0, 1)
    else:
        begins = [step.starts for step in plan.steps]
        whens = ("can begin at once", f"can begin within {NEXT_MONTHS} months", "after that")
        limits = (0, NEXT_MONTHS)
    inside: tuple[Callable[[int], bool], ...] = (
        lambda at: at <= limits[0],
        lambda at: limits[0] < at <= limits[1],
        lambda at: at > limits[1],
    )
    for name, when, holds in zip(("Now", "Next", "Later"), whens, inside, strict=True):
        found = tuple(line for line, at in zip(lines, begins, strict=True) if holds(at))
        if found:
            yield PhaseView(name, when, sum(line.days for line in found), found)
