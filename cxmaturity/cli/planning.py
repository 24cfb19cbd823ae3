"""Planning for the commands that need it: what is asked for, and the search with its progress."""

import sys
from typing import TYPE_CHECKING

import typer
from msgspec import Struct

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.results.roadmap import Roadmap
from cxmaturity.files.writing import NotWrittenError

if TYPE_CHECKING:
    from cxmaturity.planning.plan.request import Request

MOST_DAYS = 1_000_000_000
MOST_QUARTERS = 40
SECONDS = 60
"""How long `plan` may search where nothing else is said."""
BESIDE = 5
"""How long a search may take that another command makes beside its own work."""


class Quarters(Struct, frozen=True):
    """Over how many quarters a plan is scheduled, and what each can carry in person-days; None for no limit."""

    count: int | None = None
    capacity: tuple[int, ...] | None = None


NO_QUARTERS = Quarters()


def quarters_of(count: int | None, capacity: str | None) -> Quarters:
    """What --quarters and --capacity say; wrong usage where they do not fit together."""
    if capacity is None:
        return Quarters(count)
    if count is None:
        raise typer.BadParameter("it needs --quarters as well", param_hint="--capacity")
    parts = [part.strip() for part in capacity.split(",")]
    if not all(part.isascii() and part.isdigit() and int(part[:11]) <= MOST_DAYS for part in parts):
        raise typer.BadParameter(
            f"{capacity!r}: write whole person-days, for example 80, or one number for each quarter: 80,80,120",
            param_hint="--capacity",
        )
    if len(parts) not in {1, count}:
        message = f"{len(parts)} numbers do not fit {count} quarters; give one, or one for each"
        raise typer.BadParameter(message, param_hint="--capacity")
    days = tuple(map(int, parts))
    return Quarters(count, days * count if len(days) == 1 else days)


def planned(
    assessment: Assessment, target: int | None, quarters: Quarters = NO_QUARTERS, *, full: bool = False
) -> Assessment:
    """The assessment with the plan to its target; `target` is the rank that the command line asks for, if it does.

    Without a target, at the top, there is no plan. `full` adds the runner-up, the room of each estimate and the
    minimal sets.
    """
    if assessment.result.target is None and not assessment.answers.target.dimensions:
        return assessment
    from msgspec.structs import replace

    from cxmaturity.domain.assessment import with_roadmap
    from cxmaturity.planning.plan.planner import plan_of
    from cxmaturity.planning.plan.request import goal_of
    from cxmaturity.planning.solution import OutOfTimeError

    goal = goal_of(assessment)
    asked = replace(
        goal,
        stage=goal.stage if target is None else target,
        dimensions=goal.dimensions if target is None else {},
        quarters=quarters.count,
        capacity=quarters.capacity,
    )
    try:
        return with_roadmap(assessment, plan_of(assessment, asked, BESIDE, full=full))
    except OutOfTimeError:  # without quarters there always is a plan
        raise NotWrittenError(f"No schedule was found within {BESIDE} s; `cxmaturity plan` can search longer") from None


def search(assessment: Assessment, asked: "Request | None", seconds: float, *, live: bool) -> Roadmap:
    """Search for a plan, or without anything asked for what effort buys; `live` says on a terminal what is done."""
    from cxmaturity.planning.clock import Clock
    from cxmaturity.planning.plan.planner import Planner
    from cxmaturity.planning.solution import OutOfTimeError

    width = 60

    def say(text: str) -> None:
        if live:
            sys.stderr.write(f"\r{text[:width]:<{width}}\r")
            sys.stderr.flush()

    try:
        planner = Planner(assessment, Clock(seconds), say)
        return planner.frontier() if asked is None else planner.roadmap(asked)
    except OutOfTimeError:
        message = f"The time limit of {seconds:g} s ended the search before a plan was found; allow more: --time-limit"
        raise NotWrittenError(message) from None
    finally:
        say("")
