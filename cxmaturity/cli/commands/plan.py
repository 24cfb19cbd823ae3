"""`cxmaturity plan`: the cheapest steps to a stage, proven."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cxmaturity.cli.commands.command import Command
from cxmaturity.cli.exit_codes import FINE, UNREACHABLE
from cxmaturity.cli.formats import format_option
from cxmaturity.cli.loading import assess_all, load, named_stage
from cxmaturity.cli.messages import tell
from cxmaturity.cli.numbers import finite
from cxmaturity.cli.planning import MOST_DAYS, MOST_QUARTERS, SECONDS, Quarters, quarters_of, search
from cxmaturity.cli.settings import Settings, put, settings
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.improvement.roadmap import Roadmap
from cxmaturity.domain.model import Questionnaire, rank_of, walk
from cxmaturity.files.suggestions import suggestion

if TYPE_CHECKING:
    from cxmaturity.planning.plan.request import Request


def plan(  # noqa: PLR0917  the options of the command
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="An answers file; - is standard input.")],
    target: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STAGE|DIMENSION=STAGE",
            help="What to reach: a stage, or a dimension's level; may be repeated. Else what the answers file says.",
        ),
    ] = None,
    budget: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            min=0,
            max=MOST_DAYS,
            help="The highest stage, then index, that these person-days buy; with --target or --quarters a limit.",
        ),
    ] = None,
    quarters: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=MOST_QUARTERS, help="Schedule over so many quarters: the soonest, then cheapest."
        ),
    ] = None,
    capacity: Annotated[
        str | None,
        typer.Option(metavar="DAYS", help="Person-days a quarter can carry: one number, or one for each: 80,80,120."),
    ] = None,
    frontier: Annotated[
        bool, typer.Option("--frontier", help="What effort buys: stages and index against person-days.")
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0.01, max=86_400, callback=finite, help="End the search after so long."),
    ] = SECONDS,
    format: Annotated[str, format_option("plan", "How to print the plan; csv has one line a step.")] = "table",
) -> int:
    """Find the cheapest plan to a stage, and prove it.

    Of all sets of steps that reach the target the one with the fewest person-days, given these estimates, with its
    proof, its runner-up and what could change it. Exits with 4 where no steps reach the target, and says why.
    """
    chosen = settings(context)
    if frontier and (target or budget is not None or quarters is not None or capacity is not None):
        raise typer.BadParameter("it looks at every budget and stage, so it takes none", param_hint="--frontier")
    if frontier and format == "csv":
        raise typer.BadParameter("csv lists the steps of a plan, and a frontier has none", param_hint="--format")
    assessment = assess_all(load([file], chosen.catalogue()), None)[0]
    asked = _request(assessment, target or [], budget, quarters_of(quarters, capacity))
    live = sys.stderr.isatty() and not chosen.quiet
    roadmap = search(assessment, None if frontier else asked, time_limit, live=live)
    _put(assessment, roadmap, format, chosen)
    if roadmap.conflict is None:
        return FINE
    from cxmaturity.reports.roadmap import conflict_words

    tell(conflict_words(assessment, roadmap))
    return UNREACHABLE


def _request(
    assessment: Assessment,
    target: list[str],
    budget: int | None,
    quarters: Quarters,
) -> "Request":
    from msgspec.structs import replace

    from cxmaturity.planning.plan.request import Request, goal_of

    if target:
        goal = _targets(assessment.questionnaire, target)
    elif budget is not None and quarters.count is None:
        goal = Request()
    else:
        goal = goal_of(assessment)
    return replace(goal, budget=budget, quarters=quarters.count, capacity=quarters.capacity)


def _targets(questionnaire: Questionnaire, given: list[str]) -> "Request":
    from cxmaturity.planning.plan.request import Request

    stage: int | None = None
    dimensions: dict[str, int] = {}
    names = [group.id for group in walk(questionnaire.dimensions)]
    for text in given:
        id_, equals, level = text.partition("=")
        if not equals:
            if stage is not None:
                raise typer.BadParameter("only one stage can be the target", param_hint="--target")
            stage = named_stage(text, questionnaire, "--target")
            continue
        if id_ not in names:
            hint = suggestion(id_, names)
            raise typer.BadParameter(f"there is no dimension {id_!r}; {hint}", param_hint="--target")
        if id_ in dimensions:
            raise typer.BadParameter(f"{id_} is given twice", param_hint="--target")
        rank = rank_of(level, questionnaire.scale)
        if rank is None:
            hint = suggestion(level, [point.id for point in questionnaire.scale])
            raise typer.BadParameter(f"{questionnaire.id} has no point {level!r}; {hint}", param_hint="--target")
        dimensions[id_] = rank
    return Request(stage, dimensions)


def _put(assessment: Assessment, roadmap: Roadmap, format: str, chosen: Settings) -> None:
    if format == "json":
        from cxmaturity.reports.formats import json

        put(json.text(roadmap).encode())
    elif roadmap.conflict is None:  # else the reasons are no result
        from cxmaturity.cli.printing import put_document
        from cxmaturity.domain.assessment import with_roadmap
        from cxmaturity.reports.build.plan import plan_document
        from cxmaturity.reports.making import view

        made = view([with_roadmap(assessment, roadmap)])
        document = plan_document(assessment, roadmap, full=format != "table")
        put_document(document, format, chosen, made, roadmap)


COMMAND = Command(
    plan,
    (
        "cxmaturity plan answers.yaml",
        "cxmaturity plan answers.yaml --target loyalty --quarters 6 --capacity 80",
        "cxmaturity plan answers.yaml --budget 120",
        "cxmaturity plan answers.yaml --frontier",
    ),
)
