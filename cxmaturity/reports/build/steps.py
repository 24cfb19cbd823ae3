"""From the steps of a plan to what people read: the same words in every format, with the step's own values beside."""

from collections.abc import Iterator

from msgspec.structs import asdict, replace

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import NOTHING, capital, counted_plain, listed, say
from cxmaturity.domain.results.roadmap import Plan
from cxmaturity.domain.results.step import Step
from cxmaturity.domain.results.ways import Ways
from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.document.blocks import SaidStep, Span, Words
from cxmaturity.reports.view.plan import WayLine
from cxmaturity.reports.words.plan import RoadmapWords


def said_steps(assessment: Assessment, words: RoadmapWords, plan: Plan, chapter: str) -> Iterator[SaidStep]:
    """The steps with their words, in their order.

    `chapter` is the chapter of their report, which has every practice in full; a plan alone has none, and its table
    says when, and after which steps.
    """
    numbers = {step.id: i for i, step in enumerate(plan.steps, 1)}
    names = [quarter.quarter for quarter in plan.quarters]
    for step in plan.steps:
        days = {quarter.quarter: quarter.days for quarter in step.days_by_quarter}
        before = [id_ for id_ in step.requires if id_.partition("@")[0] == step.practice]
        number, title = numbers[step.id], step.title
        linked: Words = (Span(title, to=f"{chapter}.{step.practice}"),) if chapter else title
        worded = SaidStep(
            **(asdict(step) | {"from_name": "not known yet" if step.unknown and not before else step.from_name}),
            number=number,
            anchor=f"{chapter}.step-{number}" if chapter else f"step-{number}",
            linked=linked,
            why=words.because(step),
            to_text=assessment.questionnaire.practices[step.practice].option(step.to).text,
            opening=words.opening(step.starts),
            growth=_growth(step),
            growth_said=_growth_said(step),
            after=tuple(numbers[id_] for id_ in step.requires),
            quarter=step.last_quarter or "",
            runs=_runs(step),
            load=tuple(days.get(name) for name in names),
            facts=(),
        )
        yield replace(worded, facts=tuple(_facts(worded) if chapter else _facts_of_plan(worded)))


def _facts(step: SaidStep) -> Iterator[Fact]:
    """Who, how much, from when, and why."""
    after = listed([str(number) for number in step.after])
    yield Fact("Owner", step.owner or NOTHING, step.owner)
    yield Fact("Effort", counted_plain(step.days, "person-day"), step.days, step.growth_said)
    yield Fact("Takes at least", counted_plain(step.months, "month"), step.months, step.runs or step.opening)
    yield Fact("Why", capital(step.why), step.why, say("after {steps}", steps=after) if after else "")


def _facts_of_plan(step: SaidStep) -> Iterator[Fact]:
    """Who and how much, where a table has all else."""
    if step.owner:
        yield Fact("Owner", step.owner, step.owner)
    yield Fact("Effort", counted_plain(step.days, "person-day"), step.days)


def _runs(step: Step) -> str:
    """The quarters in which a step runs; nothing where there is no schedule."""
    first, last = step.first_quarter, step.last_quarter
    if first is None or last is None:
        return ""
    return last if first == last else say("{first} to {last}", first=first, last=last)


def _growth(step: Step) -> str:
    """By how much an estimate may grow before another plan wins."""
    if step.mark:
        return "asked for"
    if step.no_way_round:
        return "no way round"
    if step.may_grow is None:
        return "not computed"
    return f"+{step.may_grow:,}" if step.may_grow else "tied"


def _growth_said(step: Step) -> str:
    """The same as a note to its effort."""
    if step.mark:
        return "asked for"
    if step.no_way_round:
        return "no way round"
    if step.may_grow is None:
        return ""
    if not step.may_grow:
        return "another plan costs as much"
    return say("may grow by {days} before another plan is cheaper", days=counted_plain(step.may_grow, "day"))


def raised(plan: Plan) -> Iterator[str]:
    """What a plan raises, each practice once, as the minimal sets say it."""
    last = {step.practice: step for step in sorted(plan.steps, key=lambda step: step.to)}
    for practice in dict.fromkeys(step.practice for step in plan.steps):
        yield _raised(last[practice].title, last[practice].to_name)


def _raised(practice: str, point: str) -> str:
    return say("{practice} to {point}", practice=practice, point=point)


def way_lines(ways: Ways) -> Iterator[WayLine]:
    """The minimal sets in words."""
    for way in ways.sets:
        practices = tuple(_raised(practice.title, practice.to_name) for practice in way.practices)
        yield WayLine(listed(practices), practices, way.steps, way.days)
