"""`cxmaturity plan`: the cheapest steps to a stage, proven."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.completion import targets
from cxmaturity.cli.exit_codes import FINE, UNREACHABLE
from cxmaturity.cli.formats import format_option
from cxmaturity.cli.loading import assess_all, load
from cxmaturity.cli.messages import tell
from cxmaturity.cli.naming import named_dimension, named_point, named_stage
from cxmaturity.cli.planning import MOST_DAYS, MOST_QUARTERS, SECONDS, Quarters, quarters_of, search
from cxmaturity.cli.settings import Settings, put, settings
from cxmaturity.cli.values import seconds, whole
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.results.roadmap import Roadmap

if TYPE_CHECKING:
    from cxmaturity.planning.plan.request import Request


def plan(  # noqa: PLR0917  the options of the command
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="An answers file; - is standard input.")],
    target: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STAGE|DIMENSION=STAGE",
            autocompletion=targets,
            help="What to reach: a stage, or a dimension's level; may be repeated. Else what the answers file says.",
        ),
    ] = None,
    budget: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            parser=whole("person-days", 120, least=0, most=MOST_DAYS),
            help="The highest stage, then index, that these person-days buy; with --target or --quarters a limit.",
        ),
    ] = None,
    quarters: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            parser=whole("quarters", 6, least=1, most=MOST_QUARTERS),
            help="Schedule over so many quarters: the soonest, then cheapest.",
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
        typer.Option(
            metavar="SECONDS", parser=seconds(300, least=0.01, most=86_400), help="End the search after so long."
        ),
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
    from cxmaturity.reports.words.unreachable import unreachable_as_text

    tell(unreachable_as_text(assessment, roadmap))
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
    for text in given:
        name, equals, level = text.partition("=")
        if not equals:
            if stage is not None:
                raise typer.BadParameter("only one stage can be the target", param_hint="--target")
            stage = named_stage(text, questionnaire, "--target")
            continue
        id_ = named_dimension(name, questionnaire, "--target")
        if id_ in dimensions:
            raise typer.BadParameter(f"{id_} is given twice", param_hint="--target")
        dimensions[id_] = named_point(level, questionnaire, "--target")
    return Request(stage, dimensions)


def _put(assessment: Assessment, roadmap: Roadmap, format: str, chosen: Settings) -> None:
    if format == "json":
        from cxmaturity.reports.formats import json

        put(json.text(roadmap).encode())
    elif roadmap.conflict is None:  # else the reasons are no result
        from cxmaturity.cli.printing import put_document
        from cxmaturity.domain.assessment import with_roadmap
        from cxmaturity.reports.build.plan import plan_document
        from cxmaturity.reports.build.view import view

        report_view = view([with_roadmap(assessment, roadmap)])
        document = plan_document(assessment, roadmap, full=format != "table")
        put_document(document, format, chosen, report_view, roadmap)


COMMAND = Command(
    plan,
    (
        "cxmaturity plan organisational.yaml",
        "cxmaturity plan organisational.yaml --target align --target people=mobilise",
        "cxmaturity plan organisational.yaml --budget 120",
        "cxmaturity plan organisational.yaml --quarters 6 --capacity 120",
    ),
)
