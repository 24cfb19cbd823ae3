"""What texts of an answers file name: a practice, one of its options, a step to one."""

import re

from cxmaturity.domain.model import Practice, Questionnaire, Requirement, rank_of
from cxmaturity.domain.naming import Named, meant
from cxmaturity.domain.typed import typed_hint
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Path

_OF_AN_ANSWER = ("is", "because", "note", "evidence")
_UNSPACED = re.compile(r"([^\W_][\w.-]*):(\S.*)$")
MOST_MEANT = 4
"""How many practices are told at most that a text can mean."""


class Resolver:
    """Resolves texts against one questionnaire, and notes those that name nothing, with what was probably meant."""

    def __init__(self, questionnaire: Questionnaire, findings: Findings) -> None:
        self.questionnaire = questionnaire
        self.findings = findings

    def practice(self, id_: str, path: Path) -> Practice | None:
        """The practice with an id; None, and an error, where there is none."""
        practice = self.questionnaire.practices.get(id_)
        if practice is None and (meant_here := self._meant(id_)):
            self.findings.error(path, "unknown-practice", f"{id_!r} is no id of a practice", meant_here)
        elif practice is None:
            self.findings.unknown(path, "practice", id_, self.questionnaire.practices)
        return practice

    def _meant(self, text: str) -> str:
        """What would be right for a text that is no id of a practice: the id of the one that it names another way."""
        if text in _OF_AN_ANSWER:
            return "indent it by 2 more spaces where it belongs to the answer above it"
        if match := _UNSPACED.match(text):
            return f"write a space after the colon: `{match[1]}: {match[2]}`"
        named = [Named(id_, practice.title) for id_, practice in self.questionnaire.practices.items()]
        ids = meant(text, named) if text.strip() else []
        return f"write {' or '.join(ids)}" if 0 < len(ids) <= MOST_MEANT else ""

    def option(self, practice: Practice, text: str, path: Path, *others: str) -> int | None:
        """The rank of the option that a point's id or rank says; None, and an error, where there is none.

        `others` are what else may stand there.
        """
        points = [self.questionnaire.point(option.rank) for option in practice.options]
        rank = rank_of(text, points)
        if rank is None:
            self.unknown_option(practice, text, path, *others)
        return rank

    def unknown_option(self, practice: Practice, text: str, path: Path, *others: str) -> None:
        """Note that a text names no option of a practice, and what was probably meant; `others` may stand there too."""
        points = [self.questionnaire.point(option.rank) for option in practice.options]
        if rank_of(text, self.questionnaire.scale):
            hint = f"its options are {', '.join(point.id for point in points)}"
            self.findings.error(path, "no-option", f"{practice.id} has no option {text}", hint)
        elif others and (hint := typed_hint(text, practice, self.questionnaire)):
            self.findings.error(path, "unknown-point", f"{text!r} names no option", hint)
        else:
            self.findings.unknown_point(path, text, points, *others, what="option")

    def step(self, practice: Practice, point: str, path: Path) -> Requirement | None:
        """The step that brings a practice to a point; None, and an error, where none does."""
        rank = self.option(practice, point, path)
        if rank == 1:
            hint = "name a point above it"
            self.findings.error(path, "no-step", "no step leads to the lowest point", hint)
            return None
        return None if rank is None else Requirement(practice.id, rank)
