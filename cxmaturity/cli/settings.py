"""What the global options say, and the consoles that follow them."""

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer
from msgspec import Struct

from cxmaturity.cli.messages import tell
from cxmaturity.files.questionnaire.catalogue import Catalogue

if TYPE_CHECKING:
    from rich.console import Console


class Settings(Struct, frozen=True):
    """The global options of one run."""

    questionnaires: Path | None = None
    color: bool = True
    quiet: bool = False
    pager: bool = True

    @property
    def colored(self) -> bool:
        """Whether colours may be used where there is a terminal."""
        return self.color and not os.environ.get("NO_COLOR")

    def catalogue(self) -> Catalogue:
        """The questionnaires of this run."""
        return Catalogue(self.questionnaires)

    def console(self, stream: IO[str] | None = None) -> "Console":
        """A console for people. Text from files goes in as `Text`, or escaped, never as markup."""
        from rich.console import Console

        return Console(file=stream or sys.stdout, no_color=not self.colored, highlight=False, markup=False, emoji=False)

    def typed(self, *words: object) -> str:
        """A command to type next: words that a shell would take apart between quotes, own questionnaires with them."""
        from shlex import quote

        from cxmaturity.cli.terminal import one_line

        own = () if self.questionnaires is None else ("--questionnaires", self.questionnaires)
        return " ".join(["cxmaturity", *(quote(one_line(str(word))) for word in (*words, *own))])

    def say(self, message: str) -> None:
        """Say something on standard error that is neither result nor error; nothing under --quiet."""
        if not self.quiet:
            tell(message)


def settings(context: typer.Context) -> Settings:
    """The settings of a run."""
    chosen = context.obj
    assert isinstance(chosen, Settings)  # noqa: S101  set before any command runs
    return chosen


def put(data: bytes) -> None:
    """Write a result to standard output, always as UTF-8."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
