"""`cxmaturity form`: a questionnaire for many respondents, as a page of its own or for a survey tool."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.choosing import questionnaire_asked
from cxmaturity.cli.commands import Command
from cxmaturity.cli.options import Asked, Force
from cxmaturity.cli.places import STANDARD_OUTPUT, format_of, settle
from cxmaturity.cli.rendering import with_extra
from cxmaturity.cli.settings import put, settings
from cxmaturity.cli.values import choice
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.files.writing import write_bytes
from cxmaturity.reports.forms.target import TARGETS, Target, targets_of_suffix


def _known(text: str) -> str:
    return choice(TARGETS)(text)


def form(
    context: typer.Context,
    questionnaire: Asked = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="|".join(TARGETS),
            parser=_known,
            autocompletion=lambda: list(TARGETS),
            help="What it is handed out with; else what the ending of FILE says, or html.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write, named after the ID if left out; - is standard output.",
        ),
    ] = None,
    organisation: Annotated[
        str, typer.Option(metavar="NAME", help="Whose form it is: stands on it, and in the files that html saves.")
    ] = "",
    show_points: Annotated[
        bool,
        typer.Option("--show-points", help="With the names of points, which may draw answers; html and text only."),
    ] = False,
    force: Force = False,
) -> None:
    """Hand a questionnaire out to many respondents.

    The HTML form is one file that works without a network: it keeps answers, saves them as an answers file, and asks
    for nobody's name. The others are what LimeSurvey, KoBoToolbox and ODK (xlsform), Qualtrics and Google Forms take,
    and a page of text to print or mail.
    """
    from cxmaturity.reports.forms.content import form_of

    chosen = settings(context)
    format_ = _target(output, target)
    if show_points and not format_.names:
        message = f"answers from {format_.name} are known by the words of their options, to which no name can be added"
        raise typer.BadParameter(message, param_hint="--show-points")
    content = form_of(questionnaire_asked(questionnaire, chosen), organisation, names=show_points)
    data = with_extra(format_.name, format_.extra, lambda: format_.write(content, data_folder("templates")))
    if output == STANDARD_OUTPUT:
        put(data)
        return
    place = output or Path(f"{content.questionnaire.id}-form{format_.suffixes[0]}")
    settle([place], [chosen.questionnaires], force=force)
    write_bytes(place, data)
    chosen.say(f"Wrote {place}. {format_.then}")


def _target(output: Path | None, given: str | None) -> Target:
    """The target that is asked for, or else that the ending of the file says; wrong usage where they do not fit."""
    if output is None or output == STANDARD_OUTPUT:
        return TARGETS[given or "html"]
    meant = [TARGETS[given]] if given else targets_of_suffix(output.suffix)
    if len(meant) > 1:
        *others, last = (target.name for target in meant)
        message = f"{output} can be for {', '.join(others)} or {last}; say which with --for"
        raise typer.BadParameter(message, param_hint="-o")
    endings = {suffix: target.name for target in meant or TARGETS.values() for suffix in target.suffixes}
    return TARGETS[format_of(str(output), given, endings)]


COMMAND = Command(
    form,
    (
        "cxmaturity form digital -o digital.html",
        "cxmaturity form digital --for lime -o digital.txt",
        "cxmaturity form digital --for text -o -",
    ),
)
