"""`cxmaturity score`: non-interactive scoring."""

import datetime
import textwrap
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import typer

from cxmaturity.cli.boundary import FailUnderError
from cxmaturity.cli.loading import Loaded, load, named_stage
from cxmaturity.cli.planning import planned
from cxmaturity.cli.settings import Settings, put, settings
from cxmaturity.domain.assessment import Assessment, assess


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
    targets = [named_stage(target, one.questionnaire, "--target") for one in read]
    floors = [named_stage(fail_under, one.questionnaire, "--fail-under") for one in read]
    below: list[str] = []

    def scored() -> Iterator[Assessment]:  # one at a time, as they can be many
        for one, rank, floor in zip(read, targets, floors, strict=True):
            assessment = assess(one.questionnaire, one.answers, rank)
            if not no_plan:
                assessment = planned(assessment, rank)
            if sure:
                from cxmaturity.domain.sensitivity.robustness import with_robustness

                assessment = with_robustness(assessment)
            if floor is not None:
                below.append(_below(assessment, floor))
            yield assessment

    if format == "json":
        _put_json(scored(), single=len(read) == 1)
    elif format == "md":
        _put_markdown(scored())
    else:
        _print(scored(), chosen)
        _print_contradictions(list(zip(read, targets, strict=True)), chosen)
    if any(below):
        raise FailUnderError("\n".join(filter(None, below)))


def _put_json(scored: Iterable[Assessment], *, single: bool) -> None:
    """One result as an object, several as a list."""
    import msgspec

    from cxmaturity.reports.sanitise import safe_json

    before = "" if single else "[\n"
    for assessment in scored:
        text = safe_json(msgspec.json.format(msgspec.json.encode(assessment.result), indent=2).decode())
        put((before + (text if single else textwrap.indent(text, "  "))).encode())
        before = ",\n"
    put(b"\n" if single else b"\n]\n")


def _put_markdown(scored: Iterable[Assessment]) -> None:
    from cxmaturity.files.questionnaire.catalogue import data_folder
    from cxmaturity.reports.making import view
    from cxmaturity.reports.making_sure import sure_view
    from cxmaturity.reports.render import Renderer

    summary, how_sure = (Renderer(layout, data_folder("templates")) for layout in ("summary", "sure"))
    before = b""
    for assessment in scored:
        put(before + summary.render(view=view([assessment])).encode())
        if robustness := assessment.result.robustness:
            put(b"\n" + how_sure.render(sure=sure_view(assessment, robustness), depth=2).encode())
        before = b"\n"


def _print(scored: Iterable[Assessment], chosen: Settings) -> None:
    from cxmaturity.cli.summary import print_summary
    from cxmaturity.cli.sure import print_sure
    from cxmaturity.reports.making_sure import sure_view

    console = chosen.console()
    for i, assessment in enumerate(scored):
        if i:
            console.print()
        print_summary(console, assessment)
        if robustness := assessment.result.robustness:
            print_sure(console, sure_view(assessment, robustness))


def _print_contradictions(read: Iterable[tuple[Loaded, int | None]], chosen: Settings) -> None:
    """Print what does not fit together among files of one organisation and date, where there are several."""
    groups: dict[tuple[str, datetime.date], list[tuple[Loaded, int | None]]] = {}
    for one in read:
        groups.setdefault((one[0].answers.organisation, one[0].answers.date), []).append(one)
    several = [group for group in groups.values() if len(group) > 1]
    if several:
        from cxmaturity.cli.summary import print_contradictions
        from cxmaturity.reports.making import view

        crosswalk = chosen.catalogue().crosswalk()
        for group in several:
            assessments = [assess(one.questionnaire, one.answers, target) for one, target in group]
            print_contradictions(chosen.console(), view(assessments, crosswalk))


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
