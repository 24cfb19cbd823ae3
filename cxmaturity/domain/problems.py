"""A problem with an input, as a value: where it stands, what is wrong, what would be right."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One thing wrong with one place of one file.

    `line` counts from 1 and is None where the file as a whole is meant; `path` is the dotted way to the
    value (`answers.people.hiring`), empty for the whole file. `hint` says what would be right.
    An `error` stops every command; a `warning` is printed by `check` only.
    """

    file: str
    line: int | None
    path: str
    code: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        what = f"{self.path}: {self.message}" if self.path else self.message
        kind = "warning: " if self.severity == "warning" else ""
        return f"{where}: {kind}{what}" + (f"; {self.hint}" if self.hint else "")


class ProblemsFoundError(Exception):
    """The input has errors; `problems` holds all that could be found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)  # so that it can be sent from one process to another

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
