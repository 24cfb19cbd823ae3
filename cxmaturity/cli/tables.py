"""What commands that score a table have in common: its options, the library it needs, and where the results go."""

import contextlib
import glob
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from cxmaturity.cli.completion import questionnaires
from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.cli.places import format_of, settle
from cxmaturity.cli.settings import Settings
from cxmaturity.cli.values import whole
from cxmaturity.domain.language import listed, say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.writing import NotWrittenError, written_beside

if TYPE_CHECKING:
    from cxmaturity.tables.embedded import Scoring

FEWEST = 5
"""How many rows a group has at least that is shown, unless somebody says otherwise: as many as people of a team."""
_MOST_LISTED = 5
_TABLE_ONLY = ("questionnaire", "by", "output", "min_cell", "force", "into", "sql", "keep")
"""The parameters that only a table has a use for."""

Table = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|URL", help="A table in place of files: a row a respondent or unit, a column a practice."
    ),
]
"""`--table`: CSV, Parquet or Arrow, here or where a URL points."""
Asked = Annotated[
    str | None,
    typer.Option("--questionnaire", metavar="ID", autocompletion=questionnaires, help="Of a table: what it answers."),
]
"""`--questionnaire`: what the table answers."""
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="COLUMN", help="Of a table: a result a group of rows, not a row; may be repeated."),
]
"""`--by`: the columns that make groups."""
MinCell = Annotated[
    int | None,
    typer.Option(
        metavar="NUMBER",
        parser=whole("rows", FEWEST, least=1, most=1000),
        help=f"With --by: show no group of fewer rows; {FEWEST} if left out.",
    ),
]
"""`--min-cell`: the least rows of a group."""


def only_of_tables(context: typer.Context, *, table: bool, shared: Sequence[str] = ()) -> None:
    """Wrong usage for options that go with a table only, where there is none, and for all others where there is one.

    `shared` are the parameters that the command takes in both cases.
    """
    named = {str(parameter.name): max(parameter.opts, key=len) for parameter in context.command.params}
    given = [name for name in named if (source := context.get_parameter_source(name)) and source.name == "COMMANDLINE"]
    of_tables = set(_TABLE_ONLY) - set(shared)
    if table:
        wrong = [name for name in given if name not in {*_TABLE_ONLY, *shared, "table"}]
        if "files" in wrong:
            raise typer.BadParameter("a table stands in place of files, so name one or the other", param_hint="--table")
        what = "is about answers files, and a table has rows"
    else:
        wrong, what = [name for name in given if name in of_tables], "goes with --table FILE"
    if wrong:
        raise typer.BadParameter(what, param_hint=named[wrong[0]])


@contextlib.contextmanager
def installed() -> Iterator[None]:
    """NotWrittenError says what to install where a table is read and the library for it is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "polars":
            raise
        message = 'to score a table, install: pip install "cxmaturity[tables]"'
        raise NotWrittenError(message) from None


def asked_questionnaire(questionnaire: str | None, chosen: Settings) -> Questionnaire:
    """The questionnaire that a table answers; wrong usage where none is named."""
    if questionnaire is None:
        message = "say what the table answers, for example --questionnaire organisational"
        raise typer.BadParameter(message, param_hint="--questionnaire")
    return named_questionnaire(questionnaire, chosen.catalogue())


def tell_left_out(scoring: "Scoring", chosen: Settings) -> None:
    """Say which practices the table has no column of, and how many groups are too small, once it has been scored."""
    tell_numbers(scoring.without_column, scoring.groups_left_out, scoring.asked.least, chosen)


def tell_numbers(missing: Sequence[str], groups: int, least: int, chosen: Settings) -> None:
    """Say which practices have no column, and how many groups of fewer than `least` rows are too small."""
    if missing:
        named = [*missing[:_MOST_LISTED], *(["others"] if len(missing) > _MOST_LISTED else [])]
        sentence = "{n:word} {n|practice has|practices have} no column, and {n|is|are} missing in every row: {names}"
        chosen.say(say(sentence, n=len(missing), names=listed(named)))
    if groups:
        sentence = "{n:word} {n|group|groups} of fewer than {least} rows {n|is|are} left out; see --min-cell"
        chosen.say(say(sentence, n=groups, least=least))


class TableOptions(Struct, frozen=True):
    """What the command line says of a table: where it is, what it answers, its groups, and the least rows of one."""

    table: str
    questionnaire: str | None
    by: tuple[str, ...]
    min_cell: int | None

    @property
    def least(self) -> int:
        """How many rows a group has at least that is shown."""
        return FEWEST if self.min_cell is None else self.min_cell


def files_of(table: str) -> list[str]:
    """The files that the name of a table stands for: those that its `*` matches, too."""
    return [table, *([] if Path(table).exists() else glob.iglob(table, recursive=True))]  # noqa: PTH207  may be absolute


def score_table(options: TableOptions, output: Path | None, chosen: Settings, *, force: bool) -> None:
    """Score a table and write the results, to standard output as CSV where no file is named."""
    if options.min_cell is not None and not options.by:
        raise typer.BadParameter("it is about groups; name them with --by COLUMN", param_hint="--min-cell")
    with installed():
        from cxmaturity.tables.embedded import ENDINGS

        kind = "csv" if output is None else format_of(str(output), None, ENDINGS)
        asked = asked_questionnaire(options.questionnaire, chosen)
        if output is not None:
            settle([output], [*files_of(options.table), chosen.questionnaires], force=force)
        scoring = scoring_of(options, asked)
        with place_of(output) as place, progress(options.table, place, chosen):
            scoring.write(place, kind)
    tell_left_out(scoring, chosen)
    if output is not None:
        chosen.say(f"Wrote {output}")


def scoring_of(options: TableOptions, asked: Questionnaire) -> "Scoring":
    """The table opened, ready to be scored. ProblemsFoundError where it can not be read or its columns do not fit."""
    from cxmaturity.tables.embedded import Scoring, TableAsked

    return Scoring(TableAsked(options.table, asked, tuple(dict.fromkeys(options.by)), options.least))


@contextlib.contextmanager
def place_of(output: Path | None) -> Iterator[Path]:
    """Where results are written until they are whole: beside the file, or in a folder for what goes to a stream."""
    if output is not None and output.is_dir():
        message = say("{place} is a folder; name a file in it", place=str(output))
        raise NotWrittenError(message)
    if output is not None and (not output.exists() or output.is_file()):
        with written_beside(output) as beside:
            yield beside
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "results")
        yield place
        if output is not None:  # a device or a pipe
            with place.open("rb") as whole_file, output.open("wb") as stream:
                shutil.copyfileobj(whole_file, stream)
            return
        sys.stdout.flush()
        with place.open("rb") as whole_file:
            shutil.copyfileobj(whole_file, sys.stdout.buffer)
        sys.stdout.buffer.flush()


@contextlib.contextmanager
def progress(table: str, place: Path | None, chosen: Settings) -> Iterator[None]:
    """How long it takes and how much is written, on standard error if that is a terminal; it leaves nothing behind."""
    if chosen.quiet or not sys.stderr.isatty():
        yield
        return
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Task as Shown
    from rich.text import Text

    class Size(ProgressColumn):
        """How much is written by now."""

        def render(self, task: Shown) -> Text:
            """In megabytes."""
            size = place.stat().st_size if place and place.exists() else 0
            return Text(say("{n} MB written", n=f"{size // 1_000_000:,}") if size >= 1_000_000 else "")

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), Size(), TimeElapsedColumn())
    with Progress(*columns, console=chosen.console(sys.stderr), transient=True) as bar:
        bar.add_task(say("Scoring {table}", table=Path(table).name), total=None)
        yield
