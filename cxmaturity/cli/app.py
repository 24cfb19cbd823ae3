"""The command line's commands and global options."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.check import check
from cxmaturity.cli.demo import demo
from cxmaturity.cli.explain import explain
from cxmaturity.cli.listing import list_, show
from cxmaturity.cli.new import new
from cxmaturity.cli.report import report
from cxmaturity.cli.score import score
from cxmaturity.cli.settings import Settings

INTRODUCTION = """\
cxmaturity: customer-experience maturity as plain text. Answers are files you can read, diff and keep;
every number can be redone by hand; the advice says what to do first, and why.

What to type next:
  cxmaturity demo                                    an example, scored, with its reports
  cxmaturity list                                    the questionnaires
  cxmaturity new organisational -o answers.yaml      a file to fill in; then: cxmaturity score answers.yaml

All commands: cxmaturity --help"""

app = typer.Typer(
    name="cxmaturity",
    help="Customer-experience maturity self-assessment: questionnaires, scores, gap reports.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from cxmaturity import __version__

        typer.echo(f"cxmaturity {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    questionnaires: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder of your own questionnaires, beside the built-in.")
    ] = None,
    no_color: Annotated[
        bool, typer.Option("--no-color", help="No colours; the variable NO_COLOR does the same.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but results and errors.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the global options; without a command, say what to type."""
    context.obj = Settings(questionnaires=questionnaires, color=not no_color, quiet=quiet)
    if context.invoked_subcommand is None:
        sys.stdout.write(INTRODUCTION + "\n")


for command in (demo, show, new, score, report, explain, check):
    app.command()(command)
app.command("list")(list_)

FLAGS = ("--no-color", "--quiet")
WITH_VALUE = "--questionnaires"


def global_first(arguments: list[str]) -> list[str]:
    """The arguments with the global options before the command, so that they may be typed anywhere."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments[:end])
    for argument in waiting:
        if argument in FLAGS or argument.startswith(WITH_VALUE + "="):
            first.append(argument)
        elif argument == WITH_VALUE:
            first += [argument, *(value for value in [next(waiting, None)] if value is not None)]
        else:
            rest.append(argument)
    return first + rest + arguments[end:]
