"""Collecting the problems of one document, each with its line."""

from collections.abc import Iterable, Sequence
from typing import Literal

from cxmaturity.domain.model import Point, rank_of
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.suggestions import suggestion
from cxmaturity.files.yaml.tree import Document, Path

MOST_SUGGESTIONS = 100  # a look-up each, among all names: nobody reads more of them


class Findings:
    """The problems found in one document so far."""

    def __init__(self, document: Document, problems: Iterable[Problem] = ()) -> None:
        self.document = document
        self.problems = [*document.slips, *problems]
        self._suggestions = 0

    def error(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """Note an error with the value at a path."""
        self._note(path, code, message, hint, "error")

    def warning(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """Note a warning about the value at a path."""
        self._note(path, code, message, hint, "warning")

    def unknown(self, path: Path, what: str, name: str, known: Iterable[str], otherwise: str = "") -> None:
        """Note that a name stands for nothing, with the one probably meant; `otherwise` is the hint where none is."""
        self._suggestions += 1
        hint = (suggestion(name, known) if self._suggestions <= MOST_SUGGESTIONS else "") or otherwise
        if what == "point":
            self.error(path, "unknown-point", f"{name!r} names no point of the scale", hint)
            return
        message = f"no such {what}" if path[-1:] == (name,) else f"no such {what}: {name}"
        self.error(path, f"unknown-{what.replace(' ', '-')}", message, hint)

    def rank(self, path: Path, text: str, scale: Sequence[Point]) -> int | None:
        """The rank that a point's id or rank says; an unknown one is noted as an error."""
        rank = rank_of(text, scale)
        if rank is None:
            self.unknown_point(path, text, scale)
        return rank

    def unknown_point(
        self, path: Path, text: str, points: Sequence[Point], *others: str, what: str = "point of the scale"
    ) -> None:
        """Note that a text says none of these points; `others` are what else may stand there, `what` a point is here.

        A number says no point where values are not ranks, as it could mean either.
        """
        ids = [*(point.id for point in points), *others]
        if text.lstrip("-+").isdecimal() and not all(point.numbered for point in points):
            message = f"{text} is a number, and this scale's values are not its ranks"
            self.error(path, "bare-number", message, f"write a point's id: {', '.join(ids)}")
        else:
            self._suggestions += 1
            hint = suggestion(text, ids) if self._suggestions <= MOST_SUGGESTIONS else ""
            self.error(path, "unknown-point", f"{text!r} names no {what}", hint)

    def raise_errors(self) -> None:
        """ProblemsFoundError with everything found, in the order of the file, if any of it is an error."""
        if any(problem.severity == "error" for problem in self.problems):
            raise ProblemsFoundError(self.in_order())

    def in_order(self) -> list[Problem]:
        """Everything found, in the order of the file."""
        return sorted(self.problems, key=lambda problem: problem.line or 0)

    def _note(self, path: Path, code: str, message: str, hint: str, severity: Literal["error", "warning"]) -> None:
        document = self.document
        self.problems.append(
            Problem(document.name, document.line(path), document.show(path), code, message, hint, severity)
        )
