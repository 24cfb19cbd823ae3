"""`cxmaturity team`: many people's answers put together, and what they disagree on."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.formats import format_option
from cxmaturity.cli.loading import Loaded, expand, load
from cxmaturity.cli.places import ANSWERS_ENDINGS, format_of, settle
from cxmaturity.cli.settings import Settings, settings
from cxmaturity.cli.terminal import one_line
from cxmaturity.cli.values import whole
from cxmaturity.domain.agreement.together import MIN_CELL, Choices, organisation_answers, together, unfit
from cxmaturity.domain.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from cxmaturity.domain.agreement.team import Team
    from cxmaturity.reports.document.blocks import Labelled

SEED = 1


def team(
    context: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...|DIR", help="One answers file a person, or a folder of them.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the organisation's answers, to score and report."),
    ] = None,
    format: Annotated[str, format_option("team", "How to print what they say together.")] = "table",
    full: Annotated[bool, typer.Option("--full", help="Every practice, topic, gap and statistic.")] = False,
    min_cell: Annotated[
        int,
        typer.Option(
            metavar="NUMBER",
            parser=whole("people", MIN_CELL, least=1, most=1000),
            help="Show no group of fewer people, nor what lets one be found out.",
        ),
    ] = MIN_CELL,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="With the notes that people wrote, without saying who.")
    ] = False,
    seed: Annotated[
        int,
        typer.Option(
            metavar="NUMBER", parser=whole("numbers", SEED, least=0, most=999_999), help="For the bootstrap's draws."
        ),
    ] = SEED,
) -> None:
    """Put many people's answers together.

    Says where the organisation stands, how far people agree, what to talk about first, and who sees it differently. No
    group of fewer than five people is shown.
    """
    from cxmaturity.domain.agreement.gaps import Drawing
    from cxmaturity.statistics.bootstrap import DRAWS, intervals

    chosen = settings(context)
    if output is not None:
        format_of(str(output), None, ANSWERS_ENDINGS)
    names = expand(files)
    people = load(names, chosen.catalogue())
    _refuse(names, people, min_cell)
    questionnaire, answers = people[0].questionnaire, [person.answers for person in people]
    result = together(questionnaire, answers, Choices(Drawing(intervals, DRAWS, seed), min_cell, with_text))
    if output is not None:
        from cxmaturity.files.answers.team import team_text
        from cxmaturity.files.writing import write_text

        settle([output], [*names, chosen.questionnaires], force=False)
        text = team_text(questionnaire, organisation_answers(result, answers, with_text=with_text))
        write_text(output, text, replace=output.exists())
    _put(people[0], result, format, chosen, full=full, output=output)
    if output is not None:
        chosen.say(f"Wrote {output}. Then: cxmaturity score {output}")


def _refuse(names: Sequence[str], people: Sequence[Loaded], least: int) -> None:
    """ProblemsFoundError lists whose answers do not go with the others', and whether they are too few."""
    wrong = unfit([(person.questionnaire, person.answers) for person in people])
    wrong += _repeated(names)
    hint = "leave the file out, or mend it"
    problems = [Problem(people[i].answers.file, None, "", "unfit", why, hint) for i, why in wrong]
    if not problems and len(people) < least:
        message = f"there are answers of {len(people)}, and a group of fewer than {least} is not shown"
        hint = f"where all of them agree to it, add --min-cell {len(people)}"
        problems.append(Problem("the team", None, "", "too-few", message, hint))
    if problems:
        raise ProblemsFoundError(problems)


def _repeated(names: Sequence[str]) -> list[tuple[int, str]]:
    """The files that are named again, by whatever name, with what is said of them."""
    places = [os.path.realpath(name) for name in names]
    return [
        (i, "this file is named twice, and one person answers once")
        for i, place in enumerate(places)
        if place in places[:i]
    ]


def _put(first: Loaded, result: "Team", format: str, chosen: Settings, *, full: bool, output: Path | None) -> None:
    if format == "json":
        from cxmaturity.cli.settings import put
        from cxmaturity.reports.formats import json

        put(json.text(result).encode())
        return
    from cxmaturity.cli.printing import put_document
    from cxmaturity.reports.build.team import team_document

    in_full = full or format != "table"
    document = team_document(first.questionnaire, result, full=in_full, lines=() if in_full else _further(output))
    put_document(document, format, chosen, values=result)


def _further(output: Path | None) -> "Sequence[Labelled]":
    """What to type next."""
    from cxmaturity.reports.document.blocks import Labelled, Span

    if output is None:
        return (
            Labelled("All of it", (Span("the same with --full", ""),)),
            Labelled("Next", (Span("the same with -o team.yaml: answers to score, plan and report", ""),)),
        )
    name = one_line(str(output))
    return (
        Labelled("The meeting", (Span(f"cxmaturity assess --consensus {name}", "code"),)),
        Labelled("The report", (Span(f"cxmaturity report {name} -o report.html", "code"),)),
    )


COMMAND = Command(
    team,
    (
        "cxmaturity team answers",
        "cxmaturity team answers -o team.yaml",
        "cxmaturity team answers --full --with-text",
        "cxmaturity team answers --format json --min-cell 8",
    ),
)
