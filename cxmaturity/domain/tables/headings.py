"""Which column of a table holds what: a practice by its id or code, groups and what else it has by name."""

import difflib
from collections.abc import Sequence

from msgspec import Struct

from cxmaturity.domain.codes import Field, field_of, fields_by_code
from cxmaturity.domain.language import listed, say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.problems import Problem
from cxmaturity.domain.tables.cells import DOCUMENTED
from cxmaturity.domain.tables.scored import ROWS, result_names

MOST_NAMED = 20
"""How many problems of a table are named one by one."""
_MOST_LISTED = 5
_CLOSE = 0.8
"""From which likeness on (difflib, 0..1) a heading is taken for a practice's id with a slip in it."""


class Headings(Struct, frozen=True):
    """The names of the columns of answers and of what is documented, by practice; of groups; and of all others.

    `problems` are what can not be told, or stands twice: with any of them the table is refused.
    """

    practices: dict[str, str]
    documented: dict[str, str]
    by: tuple[str, ...]
    others: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def headings(file: str, names: Sequence[str], questionnaire: Questionnaire, by: Sequence[str]) -> Headings:
    """What the columns of a table hold, with the problems of those that hold nothing that can be told."""
    return _Finder(file, questionnaire, tuple(by)).headings(names)


def counted(file: str, problems: Sequence[Problem]) -> list[Problem]:
    """The first problems, and how many more there are."""
    shown = list(problems[:MOST_NAMED])
    if more := len(problems) - len(shown):
        shown.append(Problem(file, None, "", "more", say("and {n} more like these", n=f"{more:,}")))
    return shown


class _Finder:
    def __init__(self, file: str, questionnaire: Questionnaire, by: tuple[str, ...]) -> None:
        self.file = file
        self.questionnaire = questionnaire
        self.by = by
        self.problems: list[Problem] = []
        self._codes = fields_by_code(questionnaire)
        self._places: dict[tuple[str, str], int] = {}

    def headings(self, names: Sequence[str]) -> Headings:
        result = Headings({}, {}, self.by, ())
        others: list[str] = []
        taken = {*result_names(self.questionnaire), *([ROWS] if self.by else [])}
        for place, name in enumerate(names, 1):
            if not name.strip():
                self._wrong("no-name", f"column {place} has no name", "give it one, or take it out")
            elif name in names[: place - 1]:
                self._wrong("duplicate-column", f"two columns are called {name}", "take one out, or rename it")
            elif name in self.by:
                continue
            elif (field := self._field(name)) is not None:
                practice, ending = field
                columns = result.documented if ending else result.practices
                if practice in columns:
                    message = f"the columns {columns[practice]} and {name} both hold {practice}{ending}"
                    self._wrong("duplicate-column", message, "take one out")
                columns[practice] = name
            elif name not in taken and (near := self._near(name)):
                self._wrong("no-practice", f"no practice is called {name}", f"did you mean {near}?")
            else:
                others.append(name)
        self._check_by(names)
        self._check_names([name for name in self.by or others if name in taken])
        if not result.practices and not self.problems:
            first = ", ".join(list(self.questionnaire.practices)[:3])
            message = f"no column holds answers to {self.questionnaire.id}@{self.questionnaire.version}"
            self._wrong("no-answers", message, f"name the columns by practices: {first}, ...")
        return Headings(result.practices, result.documented, self.by, tuple(others), tuple(self.problems))

    def _field(self, name: str) -> tuple[str, str] | None:
        """The practice that a heading names, and `DOCUMENTED` where it ends in that."""
        ending = DOCUMENTED if name.strip().lower().endswith(DOCUMENTED) else ""
        stem = name.strip()[: -len(ending)] if ending else name
        field: Field | None = field_of(stem, self._codes)
        return (field.practice, ending) if field and field.practice and field.part == "answer" else None

    def _near(self, name: str) -> str:
        ending = DOCUMENTED if name.endswith(DOCUMENTED) else ""
        close = difflib.get_close_matches(
            name.strip().lower().removesuffix(ending), self.questionnaire.practices, n=1, cutoff=_CLOSE
        )
        return close[0] + ending if close else ""

    def _check_by(self, names: Sequence[str]) -> None:
        for name in self.by:
            if name not in names:
                close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
                hint = f"did you mean {close[0]}?" if close else f"its columns begin {', '.join(names[:5])}"
                self._wrong("no-column", f"there is no column {name}, which --by names", hint)

    def _check_names(self, taken: Sequence[str]) -> None:
        """A column that is passed on can not be called as one of the result."""
        if taken:
            names = listed([*taken[:_MOST_LISTED], *(["others"] if len(taken) > _MOST_LISTED else [])])
            message = f"the result has columns of its own that are called {names}"
            self._wrong("taken-name", message, "rename those of the table, or take them out")

    def _wrong(self, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, None, "", code, message, hint))
