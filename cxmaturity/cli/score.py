"""`cxmaturity score`: non-interactive scoring."""

from typing import Annotated, Literal

import typer

from cxmaturity.cli.boundary import FailUnderError
from cxmaturity.cli.loading import assess_all, by_organisation, load, named_stage
from cxmaturity.cli.planning import planned
from cxmaturity.cli.settings import Settings, put, settings
from cxmaturity.domain.assessment import Assessment


def score(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Answers files; - is standard input.")],
    format: Annotated[Literal["table", "json", "md"], typer.Option(help="How to print the result.")] = "table",
    target: Annotated[
        str | None, typer.Option(metavar="STAGE", help="Look ahead to this stage: a point's id, or its rank.")
    ] = None,
    fail_under: Annotated[
        str | None, typer.Option(metavar="STAGE", help="Exit with 3 where a file stands below this stage.")
    ] = None,
    sure: Annotated[
        bool, typer.Option("--sure", help="Say too what would lose the stage, and how often other weights keep it.")
    ] = False,
    no_plan: Annotated[
        bool, typer.Option("--no-plan", help="Without the plan to the target: faster for many files.")
    ] = False,
) -> None:
    """Score answers files.

    Prints the stage with its interval, what is documented, and the cheapest plan to the target.
    """
    chosen = settings(context)
    read = load(files, chosen.catalogue())
    assessments = assess_all(read, target)
    if not no_plan:
        aims = [named_stage(target, one.questionnaire, "--target") for one in read]
        assessments = [planned(one, aim) for one, aim in zip(assessments, aims, strict=True)]
    if sure:
        from cxmaturity.domain.robustness import with_robustness

        assessments = list(map(with_robustness, assessments))
    floors = [named_stage(fail_under, one.questionnaire, "--fail-under") for one in read]
    _put(assessments, format, chosen)
    if format == "table":
        _put_contradictions(assessments, chosen)
    below = [_below(a, floor) for a, floor in zip(assessments, floors, strict=True) if floor is not None]
    if any(below):
        raise FailUnderError("\n".join(filter(None, below)))


def _put(assessments: list[Assessment], format: str, chosen: Settings) -> None:
    if format == "json":
        import msgspec

        from cxmaturity.reports.plain import safe_json

        results = [assessment.result for assessment in assessments]
        encoded = msgspec.json.encode(results[0] if len(results) == 1 else results)
        put(safe_json(msgspec.json.format(encoded, indent=2).decode() + "\n").encode())
    elif format == "md":
        from cxmaturity.files.catalogue import data_folder
        from cxmaturity.reports.making import view
        from cxmaturity.reports.render import render

        for i, assessment in enumerate(assessments):
            if i:
                put(b"\n")
            put(render(view([assessment]), "summary", data_folder("templates")).encode())
            if robustness := assessment.result.robustness:
                from cxmaturity.reports.making_sure import sure_view
                from cxmaturity.reports.render import render_sure

                put(b"\n" + render_sure(sure_view(assessment, robustness), data_folder("templates")).encode())
    else:
        from cxmaturity.cli.summary import print_summary

        console = chosen.console()
        for i, assessment in enumerate(assessments):
            if i:
                console.print()
            print_summary(console, assessment)
            if robustness := assessment.result.robustness:
                from cxmaturity.cli.sure import print_sure
                from cxmaturity.reports.making_sure import sure_view

                print_sure(console, sure_view(assessment, robustness))


def _put_contradictions(assessments: list[Assessment], chosen: Settings) -> None:
    """Print what does not fit together among files of one organisation and date, where there are several."""
    groups = [group for group in by_organisation(assessments) if len(group) > 1]
    if groups:
        from cxmaturity.cli.summary import print_contradictions
        from cxmaturity.reports.making import view

        crosswalk = chosen.catalogue().crosswalk()
        for group in groups:
            print_contradictions(chosen.console(), view(group, crosswalk))


def _below(assessment: Assessment, floor: int) -> str:
    """Why a file is below the stage asked for; nothing where it is not. Unclaimed counts as the worst case."""
    stage = assessment.result.stage
    if stage.stands is not None and stage.stands >= floor:
        return ""
    if stage.stands is None:
        return f"{assessment.answers.file}: there is nothing to score, so {floor} is not reached"
    from cxmaturity.reports.words import Words

    name = Words(assessment).name
    claimed = "" if stage.claimed else " (no stage is claimed, so the worst case counts)"
    return f"{assessment.answers.file}: {name(stage.stands)}{claimed} is below {name(floor)}"
