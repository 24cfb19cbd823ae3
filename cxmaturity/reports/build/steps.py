"""From a roadmap to what people read: the same words on the terminal, in Markdown and in spreadsheets."""

from collections.abc import Iterator

from msgspec import Struct

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import counted_plain, listed, say
from cxmaturity.domain.results.roadmap import Frontier, Plan, PlannedStep, QuarterLoad, Roadmap
from cxmaturity.domain.results.ways import Ways
from cxmaturity.reports.sanitise import one_line
from cxmaturity.reports.view.plan import StepLine, WayLine
from cxmaturity.reports.words.effort import effort_words
from cxmaturity.reports.words.plan import RoadmapWords


class FrontierLine(Struct, frozen=True):
    """What a number of days buys: the index, and the stage. `bought` says that the stage is new at this cost."""

    days: int
    index: float
    stage: str
    bought: bool


class RoadmapView(Struct, frozen=True):
    """A roadmap in words: `facts` are labels with sentences; lists are empty where there is nothing to list.

    `effort` says for how many heads the days are, where any of the questionnaire's steps grows with them.
    """

    organisation: str
    title: str
    date: str
    headline: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[StepLine, ...] = ()
    quarters: tuple[QuarterLoad, ...] = ()
    advice: str = ""
    find_out: tuple[str, ...] = ()
    ways: tuple[WayLine, ...] = ()
    ways_said: str = ""
    frontier: tuple[FrontierLine, ...] = ()
    kinks: tuple[str, ...] = ()
    effort: str = ""


def roadmap_view(assessment: Assessment, roadmap: Roadmap, advice: str = "") -> RoadmapView:
    """The view of a plan or of a frontier; `advice` is what comes before any step."""
    words = RoadmapWords(assessment)
    organisation, title = assessment.answers.organisation, assessment.questionnaire.title
    date = assessment.answers.date.isoformat()
    if roadmap.frontier is not None:
        frontier = roadmap.frontier
        return RoadmapView(
            organisation,
            title,
            date,
            "What effort buys, cheapest given these estimates.",
            () if frontier.complete else (("Not done", "The time limit left open the index at higher budgets."),),
            frontier=tuple(_frontier(frontier, words)),
            kinks=tuple(words.kinks(frontier)),
            effort=effort_words(assessment),
        )
    plan = roadmap.plan
    assert plan is not None, "why there is no plan is said by conflict_words"  # noqa: S101
    ways = roadmap.ways if roadmap.ways and any(way.steps for way in roadmap.ways.sets) else None
    return RoadmapView(
        organisation,
        title,
        date,
        words.headline(roadmap, plan),
        tuple((label, text) for label, text in words.facts(roadmap, plan) if text),
        steps=tuple(step_lines(assessment, words, plan)),
        quarters=plan.quarters,
        advice=advice,
        find_out=tuple(words.saving(one) for one in roadmap.find_out if one.savings),
        ways=tuple(way_lines(ways)) if ways else (),
        ways_said=words.ways_said(ways) if ways else "",
        effort=effort_words(assessment),
    )


def conflict_words(assessment: Assessment, roadmap: Roadmap) -> str:
    """Why there is no plan, in a line for each reason."""
    first, *rest = (one_line(line) for line in RoadmapWords(assessment).unreachable(roadmap))
    return "\n".join([first, *(f"- {line}" for line in rest[:-1]), *rest[-1:]])


def step_lines(assessment: Assessment, words: RoadmapWords, plan: Plan) -> Iterator[StepLine]:
    """The steps in words, in their order."""
    numbers = {step.id: i for i, step in enumerate(plan.steps, 1)}
    names = [quarter.quarter for quarter in plan.quarters]
    for step in plan.steps:
        days = {one.quarter: one.days for one in step.days_by_quarter}
        before = [id_ for id_ in step.requires if id_.partition("@")[0] == step.practice]
        first, last = step.first_quarter, step.last_quarter
        runs = "" if last is None else last if first == last else f"{first} to {last}"
        yield StepLine(
            number=numbers[step.id],
            practice=step.practice,
            title=step.title,
            from_name="not known yet" if step.unknown and not before else step.from_name,
            to_name=step.to_name,
            dimension=step.dimension,
            why=words.because(step),
            step=step.step,
            to_text=assessment.questionnaire.practices[step.practice].option(step.to).text,
            measure=step.measure,
            owner=step.owner,
            days=step.days,
            months=step.months,
            starts=step.starts,
            opening=words.opening(step.starts),
            growth=_growth(step),
            growth_said=_growth_said(step),
            mark=step.mark,
            after=tuple(numbers[id_] for id_ in step.requires),
            quarter=step.last_quarter or "",
            runs=runs,
            load=tuple(days.get(name) for name in names),
        )


def way_lines(ways: Ways) -> Iterator[WayLine]:
    """The minimal sets in words."""
    for way in ways.sets:
        raised = tuple(f"{one.title} to {one.to_name}" for one in way.practices)
        yield WayLine(listed(raised), raised, way.steps, way.days)


def _frontier(frontier: Frontier, words: RoadmapWords) -> Iterator[FrontierLine]:
    """Index and stage by days; each stage also at its own cost."""
    by_days = {point.days: point.index for point in frontier.index}
    costs = {cost.days: cost for cost in frontier.stages}
    for days in sorted({*by_days, *costs}):
        index = max([by_days.get(days, 0.0), *(p.index for p in frontier.index if p.days <= days)])
        stages = [cost for cost in frontier.stages if cost.days <= days]
        if stages:
            yield FrontierLine(days, index, words.stage(stages[-1].stage), days in costs)


def _growth(step: PlannedStep) -> str:
    """By how much an estimate may grow before another plan wins."""
    if step.mark:
        return "asked for"
    if step.no_way_round:
        return "no way round"
    if step.may_grow is None:
        return "not computed"
    return f"+{step.may_grow:,}" if step.may_grow else "tied"


def _growth_said(step: PlannedStep) -> str:
    """The same as a note to its effort."""
    if step.mark:
        return "asked for"
    if step.no_way_round:
        return "no way round"
    if step.may_grow is None:
        return ""
    if not step.may_grow:
        return "another step costs as much"
    return say("may grow by {days} before another plan is cheaper", days=counted_plain(step.may_grow, "day"))
