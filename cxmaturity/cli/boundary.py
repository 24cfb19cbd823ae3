"""The one place that turns what a command raises into messages and exit codes."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from typing import IO

from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.writing import NotWrittenError

FINE, INPUT, USAGE, FAIL_UNDER, UNREACHABLE, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
MOST_PROBLEMS = 1000


class FailUnderError(Exception):
    """A file stands below the stage that `--fail-under` asks for."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code. Results are flushed, or the failure to do so is told."""
    if sys.stdout is None:
        tell("The result could not be written: standard output is closed")
        return INPUT
    if isinstance(sys.stdout, io.TextIOWrapper):  # results are UTF-8, whatever the machine's own encoding lacks
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader of the output has gone: nobody to tell, and nothing more to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INPUT
    except OSError as error:
        with contextlib.suppress(OSError):
            sys.stdout.close()
        tell(f"The result could not be written: {error.strerror or error}")
        return INPUT
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        return _command(arguments)
    except ProblemsFoundError as error:
        tell_problems(error.problems, sys.stderr)
    except NotWrittenError as error:
        tell(str(error))
    except FailUnderError as error:
        tell(str(error))
        return FAIL_UNDER
    except KeyboardInterrupt:
        tell("Interrupted; nothing was lost.")
        return INTERRUPTED
    except OSError as error:
        if error.filename is None:  # of the streams; `run` tells it, as it does when flushing fails
            raise
        tell(f"{error.filename} can not be used: {error.strerror or error}")
    except Exception as error:
        return _report_bug(error)
    return INPUT


def _command(arguments: Sequence[str]) -> int:
    import typer
    from typer.exceptions import TyperException

    from cxmaturity.cli.app import app, split_global

    try:
        options, rest = split_global(arguments)
        command = typer.main.get_command(app(rest[0] if rest else None))
        result = command.main(args=[*options, *rest], prog_name="cxmaturity", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except TyperException as error:
        context: typer.Context | None = getattr(error, "ctx", None)
        command_path = context.command_path if context else "cxmaturity"
        tell(f"{command_path}: {error.format_message()}\nTry: {command_path} --help")
        return USAGE
    if result == INTERRUPTED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else FINE


def tell(message: str) -> None:
    """Say something on standard error."""
    from cxmaturity.reports.plain import visible

    with contextlib.suppress(OSError):
        print(visible(message), file=sys.stderr)  # noqa: T201


def tell_problems(problems: Sequence[Problem], stream: IO[str]) -> None:
    """Print problems, one a line, and how many there are where they are many."""
    from cxmaturity.reports.plain import one_line

    for problem in problems[:MOST_PROBLEMS]:
        print(one_line(str(problem)), file=stream)
    if len(problems) > MOST_PROBLEMS:
        print(f"... and {len(problems) - MOST_PROBLEMS:,} more", file=stream)


def _report_bug(error: Exception) -> int:
    import tempfile
    import traceback

    lines = "".join(traceback.format_exception(error))
    where = "it could not be written to a file"
    with contextlib.suppress(OSError):
        with tempfile.NamedTemporaryFile("wb", prefix="cxmaturity-bug-", suffix=".txt", delete=False) as file:
            file.write(lines.encode(errors="backslashreplace"))
        where = f"the details are in {file.name}"
    tell(f"This is a bug in cxmaturity, not in your files ({type(error).__name__}); {where}. Please report it.")
    return BUG
