"""The picture of a plan: a bar a step, what is spent, the load against capacity, the day each stage opens."""

import datetime
from collections.abc import Sequence

from cxmaturity.domain.answers import months_before
from cxmaturity.domain.language import NOTHING, counted_plain, listed, say, short_month, shortened
from cxmaturity.reports.build.drawing import head_of, pictured
from cxmaturity.reports.document.blocks import Key, Picture, SaidStep
from cxmaturity.reports.pictures import timeline
from cxmaturity.reports.view.plan import Opens, WayForward
from cxmaturity.reports.view.report import Section

MOST_BARS = 16
"""How many steps the picture of a plan shows."""
MOST_OPENED = 8
"""How many of the stages that a plan opens are flagged and named: of more the first ones and the last."""
MOST_LETTERS = 28
"""How many letters of a stage's name stand beside the day it opens."""


def plan(section: Section) -> Picture | None:
    """The plan in time: steps, owners, what is spent, the load against capacity, the day each stage opens."""
    way = section.way
    if way is None or not way.steps:
        return None
    steps = way.steps[:MOST_BARS]
    owners = list(dict.fromkeys(step.owner for step in steps))
    shown, says = (_by_quarter if way.quarters else _by_month)(section, way, steps, owners)
    several = len(section.aims) > 1 and way.goal != section.target_said
    reached = "All targets of the plan" if several else way.goal
    title = say(
        "{target} after {months}, {days} of work",
        target=reached or "The plan",
        months=counted_plain(max(step.starts + step.months for step in way.steps), "month"),
        days=way.days_said,
    )
    if way.quarters and way.reached:
        title = say(
            "{target} by the end of {quarter}, {days} of work",
            target=reached or "The plan",
            quarter=way.reached,
            days=way.days_said,
        )
    named, others = owners[: timeline.OWNERS], owners[timeline.OWNERS :]
    legend = [Key(timeline.owner_class(i), "", owner or NOTHING) for i, owner in enumerate(named, 1)]
    legend += [Key(timeline.owner_class(0), "", listed(others))] if others else []
    drawn = timeline.timeline(head_of(section, "timeline", title, says), shown)
    return pictured(head_of(section, "timeline", title, says), drawn, legend)


def _label(step: SaidStep) -> str:
    return f"{step.number}. {step.title}"


def _by_month(
    section: Section, way: WayForward, steps: Sequence[SaidStep], owners: list[str]
) -> tuple[timeline.Timetable, str]:
    """Each step as early as what it rests on allows; what is spent by a tick are the steps that end by then."""
    end = max(step.starts + step.months for step in way.steps)
    every = next((n for n in (1, 3, 6, 12, 24) if end / n <= 7), 12 * -(-end // 72))
    shown = timeline.Timetable(
        float(-(-end // every) * every),
        tuple(
            timeline.Bar(
                _label(step),
                step.starts,
                step.starts + step.months,
                owners.index(step.owner) + 1,
                counted_plain(step.days, "day"),
                mark=step.mark,
            )
            for step in steps
        ),
        tuple(
            timeline.Tick(at, _month(section.day, at), f"{_spent(way, at):,}")
            for at in range(0, -(-end // every) * every + 1, every)
        ),
        _flags(way),
        spent="Person-days spent by then",
    )
    lead = "Each step as early as what it rests on allows; whether people have time for all at once is not asked."
    return shown, " ".join([*_opens(way), lead, "The table of steps has the same."])


def _spent(way: WayForward, at: int) -> int:
    """The person-days of the steps that end by a month."""
    return sum(step.days for step in way.steps if step.starts + step.months <= at)


def _by_quarter(
    section: Section, way: WayForward, steps: Sequence[SaidStep], owners: list[str]
) -> tuple[timeline.Timetable, str]:
    """The schedule: each step in the quarters in which it runs, and what is spent in each of what it can carry."""
    spent, ticks = 0, []
    for i, quarter in enumerate(way.quarters):
        ticks.append(timeline.Tick(i, quarter.quarter, f"{spent:,}"))
        spent += quarter.days
    ticks.append(timeline.Tick(len(way.quarters), "", f"{spent:,}"))
    shown = timeline.Timetable(
        float(len(way.quarters)),
        tuple(
            timeline.Bar(
                _label(step),
                min(i for i, days in enumerate(step.load) if days is not None),
                max(i for i, days in enumerate(step.load) if days is not None) + 1,
                owners.index(step.owner) + 1,
                counted_plain(step.days, "day"),
                mark=step.mark,
            )
            for step in steps
        ),
        tuple(ticks),
        _flags(way),
        tuple(
            timeline.Load(i, i + 1, quarter.days, quarter.capacity, _load(quarter.days, quarter.capacity))
            for i, quarter in enumerate(way.quarters)
        ),
        spent="Person-days spent before",
        load="Spent in the quarter",
    )
    loads = [
        say("{quarter}: {load}", quarter=quarter.quarter, load=_load(quarter.days, quarter.capacity))
        for quarter in way.quarters
    ]
    spent_said = say("Person-days spent in each quarter: {loads}.", loads=listed(loads))
    return shown, " ".join([*_opens(way), "The table of steps says when each runs.", spent_said])


def _flags(way: WayForward) -> tuple[timeline.Opening, ...]:
    """The stages that the plan opens, each with its month or quarter; names that tell apart by their end keep it."""
    sentence = "{stage} opens, {when}"
    return tuple(
        timeline.Opening(opens.at, say(sentence, stage=shortened(opens.stage, MOST_LETTERS), when=opens.when))
        for opens in _named(way)
    )


def _named(way: WayForward) -> Sequence[Opens]:
    """The stages that the plan opens, as far as they are named."""
    return way.opens if len(way.opens) <= MOST_OPENED else (*way.opens[: MOST_OPENED - 1], way.opens[-1])


def _opens(way: WayForward) -> list[str]:
    """The same in a sentence."""
    named = [say("{stage} {when}", stage=opens.stage, when=opens.said) for opens in _named(way)]
    if len(named) < len(way.opens):
        between = say("{n:word} {n|stage|stages} in between", n=len(way.opens) - len(named))
        named = [*named[:-1], between, named[-1]]
    return [say("The plan opens {stages}.", stages=listed(named))] if named else []


def _load(days: int, capacity: int | None) -> str:
    return f"{days:,}" if capacity is None else say("{days} of {capacity}", days=days, capacity=capacity)


def _month(iso: str, later: int) -> str:
    return short_month(months_before(datetime.date.fromisoformat(iso), -later).isoformat())
