"""The one place that turns what a command raises into messages and exit codes."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence

from cxmaturity.cli.exit_codes import BUG, FAIL_UNDER, FINE, INPUT, USAGE, FailUnderError
from cxmaturity.cli.messages import tell, tell_problems
from cxmaturity.cli.stopping import INTERRUPTED, stopped
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.writing import NotWrittenError


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code. Results are flushed, or the failure to do so is told."""
    if sys.stdout is None:
        tell("The result could not be written: standard output is closed")
        return INPUT
    for name in ("COLUMNS", "LINES"):  # a size of nothing says nothing
        if not os.environ.get(name, "").strip().strip("0"):
            os.environ.pop(name, None)
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
        code = _command(arguments)
    except KeyboardInterrupt:
        return tell_interrupted()
    except Exception as error:
        # while a library is loaded, an interruption can become any error of it
        return tell_interrupted() if stopped() else _told(error)
    return tell_interrupted() if stopped() else code


def _told(error: Exception) -> int:
    """Tell what ended a command; returns the exit code. OSError of the streams, which `run` tells, is raised."""
    if isinstance(error, ProblemsFoundError):
        tell_problems(error.problems, sys.stderr)
    elif isinstance(error, NotWrittenError | FailUnderError):
        tell(str(error))
        return INPUT if isinstance(error, NotWrittenError) else FAIL_UNDER
    elif isinstance(error, OSError):
        if error.filename is None:
            raise error
        tell(f"{error.filename} can not be used: {error.strerror or error}")
    else:
        return _report_bug(error)
    return INPUT


def _command(arguments: Sequence[str]) -> int:
    import typer

    from cxmaturity.cli.main import app, split_global

    wrong_usage: type[Exception] = typer.BadParameter.__mro__[2]  # of all its errors; some versions do not name it
    try:
        options, rest = split_global(arguments)
        command = typer.main.get_command(app(rest[0] if rest else None))
        result = command.main(args=[*options, *rest], prog_name="cxmaturity", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except wrong_usage as error:
        from cxmaturity.cli.refusals import refused

        tell(refused(error, arguments))
        return USAGE
    if result == INTERRUPTED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else FINE


def tell_interrupted() -> int:
    """Say that the program was interrupted; returns the exit code."""
    if sys.stdout is not None:  # what was said before stands before it
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
    tell("Interrupted; nothing was lost.")
    return stopped() or INTERRUPTED


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
