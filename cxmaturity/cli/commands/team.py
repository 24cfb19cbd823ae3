"""`cxmaturity team`: many people's answers put together, and what they disagree on."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.completion import questionnaires
from cxmaturity.cli.formats import format_option
from cxmaturity.cli.loading import Loaded
from cxmaturity.cli.places import ANSWERS_ENDINGS, format_of, settle
from cxmaturity.cli.settings import Settings, settings
from cxmaturity.cli.teams import from_export, from_files, refuse_few
from cxmaturity.cli.values import choice, whole
from cxmaturity.domain.agreement.aggregation import MIN_CELL, Choices, aggregated, organisation_answers

if TYPE_CHECKING:
    from cxmaturity.domain.agreement.team import Team
    from cxmaturity.reports.document.blocks import Labelled

SEED = 1
ORDERS = ("dmy", "mdy", "iso")
KEEPS = ("first", "last")


def team(  # noqa: PLR0917  the options of the command
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...|DIR|EXPORT", help="One answers file a person, a folder of them, or an export."),
    ],
    questionnaire: Annotated[
        str | None,
        typer.Option(metavar="ID", autocompletion=questionnaires, help="What an export of a survey tool answers."),
    ] = None,
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
    date: Annotated[str | None, typer.Option(metavar="DAY", help="Of an export: the day of all answers.")] = None,
    dates: Annotated[
        str | None,
        typer.Option(metavar="|".join(ORDERS), parser=choice(ORDERS), help="Of an export: what comes first in a date."),
    ] = None,
    level: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Of an export: the column of levels, its heading or letter.")
    ] = None,
    function: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Of an export: the column of functions.")
    ] = None,
    keep: Annotated[
        str | None,
        typer.Option(metavar="|".join(KEEPS), parser=choice(KEEPS), help="Of an export: which of several answers."),
    ] = None,
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
    if questionnaire is None:
        if date or dates or level or function or keep:
            raise typer.BadParameter("--date, --dates, --level, --function and --keep are about an export, and need it")
        people = from_files(files, chosen)
    else:
        columns = {"level": level, "function": function}
        people = from_export(files, questionnaire, date, dates, columns, keep, chosen)
    refuse_few(people, min_cell)
    asked, answers = people[0].questionnaire, [person.answers for person in people]
    result = aggregated(asked, answers, Choices(Drawing(intervals, DRAWS, seed), min_cell, with_text))
    if output is not None:
        from cxmaturity.files.answers.written import answers_text
        from cxmaturity.files.writing import write_text

        settle([output], [*files, chosen.questionnaires], force=False)
        text = answers_text(organisation_answers(result, answers, with_text=with_text), asked)
        write_text(output, text, replace=output.exists())
    _put(people[0], result, format, chosen, full=full, output=output)
    if output is not None:
        chosen.say(f"Wrote {output}. Then: {chosen.typed('score', output)}")


def _put(first: Loaded, result: "Team", format: str, chosen: Settings, *, full: bool, output: Path | None) -> None:
    if format == "json":
        from cxmaturity.cli.settings import put
        from cxmaturity.reports.formats import json

        put(json.text(result).encode())
        return
    from cxmaturity.cli.printing import put_document
    from cxmaturity.reports.build.team import team_document

    in_full = full or format != "table"
    lines = () if in_full else _further(output, chosen)
    document = team_document(first.questionnaire, result, full=in_full, lines=lines)
    put_document(document, format, chosen, values=result)


def _further(output: Path | None, chosen: Settings) -> "Sequence[Labelled]":
    """What to type next."""
    from cxmaturity.cli.printing import next_line
    from cxmaturity.reports.document.blocks import Labelled, Span

    if output is None:
        return (
            Labelled("All of it", (Span("the same with --full", ""),)),
            Labelled("Next", (Span("the same with -o team.yaml: answers to score, plan and report", ""),)),
        )
    return (
        next_line("The meeting", chosen.typed("assess", "--consensus", output)),
        next_line("The report", chosen.typed("report", output, "-o", "report.html")),
    )


COMMAND = Command(
    team,
    (
        "cxmaturity team answers",
        "cxmaturity team answers -o team.yaml",
        "cxmaturity team survey.csv --questionnaire digital --min-cell 1",
        "cxmaturity team answers --format json --min-cell 8",
    ),
)
