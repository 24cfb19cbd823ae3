"""`cxmaturity import`: what survey tools export, taken back as answers files."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.commands import Command
from cxmaturity.cli.completion import questionnaires
from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.cli.settings import Settings, settings
from cxmaturity.cli.surveys import asked_choices, installed
from cxmaturity.cli.values import choice
from cxmaturity.domain.language import say
from cxmaturity.files.answers.written import answers_text
from cxmaturity.files.survey.dates import ORDERS
from cxmaturity.files.survey.read import Survey, read_survey
from cxmaturity.files.writing import NotWrittenError, make_folder, write_text

KEEPS = ("first", "last")


def import_survey(  # noqa: PLR0917  the options of the command
    context: typer.Context,
    export: Annotated[str, typer.Argument(metavar="EXPORT", help="A survey tool's export: CSV, TSV or XLSX.")],
    questionnaire: Annotated[
        str,
        typer.Option(
            "--questionnaire", metavar="ID", autocompletion=questionnaires, help="The questionnaire that was answered."
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="A new or empty folder: an answers file a respondent.")
    ],
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of all answers, as 2026-11-22; else each row's own.")
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option(metavar="|".join(ORDERS), parser=choice(ORDERS), help="Whether day or month comes first."),
    ] = None,
    role: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column of roles: its heading or letter.")
    ] = None,
    level: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of levels.")] = None,
    function: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of functions.")] = None,
    organisation: Annotated[
        str, typer.Option(metavar="NAME", help="Whose answers they are; it stands in the files.")
    ] = "",
    keep: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(KEEPS), parser=choice(KEEPS), help="Which answer of a person counts, of several."
        ),
    ] = None,
    unfinished: Annotated[bool, typer.Option("--unfinished", help="Take answers left half-way, too.")] = False,
    map: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A file that says what columns and texts mean; written where there is none."),
    ] = None,
) -> None:
    """Take answers back from a survey tool.

    Columns are known by their codes, titles or questions, and by the options in their cells; whatever is not understood
    is an error with its row and column, and nothing is guessed or written then. The files hold nobody's name.
    """
    chosen = settings(context)
    asked = named_questionnaire(questionnaire, chosen.catalogue())
    _refuse_filled(output)
    columns = {part: text for part, text in (("role", role), ("level", level), ("function", function)) if text}
    choices = asked_choices(asked, chosen, date=date, dates=dates, columns=columns, keep=keep, mapping=map)
    from msgspec.structs import replace

    choices = replace(choices, unfinished=unfinished, organisation=organisation)
    with installed(export):
        survey = read_survey(export, asked, chosen.catalogue(), choices)
    _write(survey, output)
    if map is not None and not map.exists():
        _keep_mapping(survey, map)
    _tell(survey, output, chosen)


def _refuse_filled(folder: Path) -> None:
    try:
        filled = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise NotWrittenError(f"{folder} can not be looked into: {error.strerror or error}") from None
    if filled:
        raise NotWrittenError(f"{folder} is not empty, and was left as it is; name a new or an empty folder with -o")


def _write(survey: Survey, folder: Path) -> None:
    """All files, or none: they are written beside, and get their folder's name at the end."""
    make_folder(folder.absolute().parent)
    try:
        beside = tempfile.TemporaryDirectory(prefix=f".{folder.name[:40]}.", dir=folder.absolute().parent)
    except OSError as error:
        raise NotWrittenError(f"{folder} can not be written: {error.strerror or error}") from None
    with beside as place:
        answers_folder = Path(place) / "answers"
        answers_folder.mkdir()
        digits = max(4, len(str(len(survey.respondents))))
        try:
            for i, answers in enumerate(survey.respondents, 1):
                text = answers_text(answers, survey.questionnaire)
                (answers_folder / f"{i:0{digits}}.yaml").write_text(text, encoding="utf-8", newline="\n")
            answers_folder.replace(folder)
        except OSError as error:
            raise NotWrittenError(f"{folder} can not be written: {error.strerror or error}") from None


def _keep_mapping(survey: Survey, path: Path) -> None:
    from cxmaturity.files.survey.mapping import written_mapping
    from cxmaturity.files.yaml.splicing import spliced

    data = written_mapping(survey.questionnaire, survey.columns)
    head = f"schema: {data['schema']}\nquestionnaire: {data['questionnaire']}\n"
    write_text(path, spliced(head, data), replace=False)


def _tell(survey: Survey, folder: Path, chosen: Settings) -> None:
    for notice in survey.notices:
        chosen.say(f"{notice}.")
    sentence = "{n:Word} {n|respondent|respondents} in {folder}. Next: cxmaturity team {folder}"
    chosen.say(say(sentence, n=len(survey.respondents), folder=str(folder)))


COMMAND = Command(
    import_survey,
    (
        "cxmaturity import survey.csv --questionnaire digital -o people",
        "cxmaturity import survey.csv --questionnaire digital -o people --keep last",
    ),
)
