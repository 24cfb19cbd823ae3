"""From a crosswalk file to a crosswalk: every questionnaire, practice and point in it resolved."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from cxmaturity.domain.crosswalk import ConflictRule, Crosswalk, Fact, Level, Mark, Place, rank_at
from cxmaturity.domain.model import Questionnaire, walk
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.scoring.values import Stage
from cxmaturity.files.shapes.crosswalk import ConflictShape, CrosswalkShape, LevelShape
from cxmaturity.files.yaml.decode import refusal_of, shape_problems
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Document, Path


class Questionnaires(Protocol):
    """The questionnaires that a crosswalk can speak of."""

    def names(self) -> list[str]:
        """Their ids."""

    def find(self, id_: str) -> Questionnaire | None:
        """The questionnaire of an id, None where there is none."""


def read_crosswalk(document: Document, sha256: str, known: Questionnaires | None = None) -> Crosswalk:
    """Read a crosswalk. ProblemsFoundError lists every error in it; without `known` none of its references."""
    try:
        shape = msgspec.convert(document.data, CrosswalkShape, strict=False)
    except msgspec.ValidationError as error:
        raise refusal_of(document, shape_problems(document, "crosswalk", error)) from None
    if known is None:
        Findings(document).raise_errors()
    else:
        _Checker(known, Findings(document)).check(shape)
    return Crosswalk(
        title=shape.title,
        about=shape.about or "",
        measures=shape.measures or {},
        equivalents=_levels(shape.equivalents or ()),
        facts=tuple(Fact(f.id, f.title, f.fact, f.evidence, _levels(f.levels)) for f in shape.facts or ()),
        conflicts=tuple(
            ConflictRule(c.id, c.title, c.kind, _mark(c.claim), _mark(c.denial), c.why)
            for c in shape.contradictions or ()
        ),
        sha256=sha256,
    )


def _levels(shapes: Iterable[LevelShape]) -> tuple[Level, ...]:
    return tuple(Level(shape.says, tuple(map(_mark, shape.at))) for shape in shapes)


def _mark(text: str) -> Mark:
    """A mark as files write it: organisational@align is a stage, digital/agent.context@loyalty a practice."""
    where, _, point = text.rpartition("@")
    questionnaire, _, id_ = where.partition("/")
    return Mark(Place(questionnaire, id_), point)


class _Checker:
    def __init__(self, known: Questionnaires, findings: Findings) -> None:
        self.known = known
        self.findings = findings

    def check(self, shape: CrosswalkShape) -> None:
        """ProblemsFoundError lists every reference that stands for nothing."""
        for id_ in shape.measures or ():
            self._questionnaire(id_, ("measures", id_))
        self._levels(shape.equivalents or (), ("equivalents",), wanted="stage")
        for i, fact in enumerate(shape.facts or ()):
            self._levels(fact.levels, ("facts", i, "levels"), wanted="practice")
        for i, conflict in enumerate(shape.contradictions or ()):
            self._conflict(conflict, ("contradictions", i))
        for key, ids in (("facts", shape.facts or ()), ("contradictions", shape.contradictions or ())):
            self._repeated([item.id for item in ids], (key,))
        self.findings.raise_errors()

    def _levels(self, levels: Iterable[LevelShape], path: Path, *, wanted: str) -> None:
        reached: dict[Place, int] = {}
        for i, level in enumerate(levels):
            for j, text in enumerate(level.at):
                here = (*path, i, "at", j)
                rank, mark = self._mark(text, here), _mark(text)
                if rank is None:
                    continue
                if bool(mark.place.id) != (wanted == "practice"):
                    hint = "write questionnaire/practice@point" if wanted == "practice" else "write questionnaire@stage"
                    self.findings.error(here, "wrong-place", f"{text} names no {wanted}", hint)
                elif rank <= reached.get(mark.place, -1):
                    message = f"{text} does not stand above the level before"
                    self.findings.error(here, "level-order", message, "levels rise: lowest first")
                reached[mark.place] = rank

    def _conflict(self, conflict: ConflictShape, path: Path) -> None:
        """A side that every answer takes, or two that one answer takes at once, contradict nothing."""
        claim = self._mark(conflict.claim, (*path, "claim"))
        denial = self._mark(conflict.denial, (*path, "denial"))
        if claim is not None and claim == self._ranks(conflict.claim)[0]:
            message = f"every answer claims {conflict.claim}, which is the lowest"
            self.findings.error((*path, "claim"), "always", message, "name a point above it")
        if denial is not None and denial == self._ranks(conflict.denial)[-1]:
            message = f"no answer is above {conflict.denial}, which is the highest"
            self.findings.error((*path, "denial"), "always", message, "name a point below it")
        same = _mark(conflict.claim).place == _mark(conflict.denial).place
        if same and claim is not None and denial is not None and claim <= denial:
            message = f"one answer is both {conflict.claim} or above and {conflict.denial} or below"
            self.findings.error((*path, "denial"), "one-answer", message, "name another practice, dimension or stage")

    def _ranks(self, text: str) -> list[int]:
        """The ranks at which the place of a mark can stand, lowest first."""
        place = _mark(text).place
        questionnaire = self.known.find(place.questionnaire)
        assert questionnaire is not None, "the mark has been resolved"  # noqa: S101  callers have its rank
        if practice := questionnaire.practices.get(place.id):
            return [option.rank for option in practice.options]
        return [point.rank for point in (questionnaire.scale if place.id else _stages(questionnaire))]

    def _mark(self, text: str, path: Path) -> int | None:
        """The rank that a mark means; None, and an error, where it means none."""
        mark = _mark(text)
        place = mark.place
        questionnaire = self._questionnaire(place.questionnaire, path)
        if questionnaire is None:
            return None
        points = [point.id for point in questionnaire.scale]
        if not place.id:
            points = [stage.id for stage in _stages(questionnaire)]
        practice = questionnaire.practices.get(place.id)
        dimensions = [dimension.id for dimension in walk(questionnaire.dimensions)]
        if place.id and practice is None and (place.id not in dimensions or path[0] == "facts"):
            names = [*questionnaire.practices, *(() if path[0] == "facts" else dimensions)]
            self.findings.unknown(path, "practice", place.id, names)
            return None
        if practice is not None:
            points = [questionnaire.point(option.rank).id for option in practice.options]
        if mark.point not in points:
            self.findings.unknown(path, "point", mark.point, points)
            return None
        return rank_at(questionnaire, mark)

    def _questionnaire(self, id_: str, path: Path) -> Questionnaire | None:
        questionnaire = self.known.find(id_)
        if questionnaire is None:
            self.findings.unknown(path, "questionnaire", id_, self.known.names())
        return questionnaire

    def _repeated(self, ids: Sequence[str], path: Path) -> None:
        seen: set[str] = set()
        for i, id_ in enumerate(ids):
            if id_ in seen:
                message = f"{id_} stands here already"
                self.findings.error((*path, i, "id"), "repeated-id", message, "give it another id")
            seen.add(id_)


def _stages(questionnaire: Questionnaire) -> tuple[Stage, ...]:
    """Every stage that answers to a questionnaire can have."""
    return rule_of(questionnaire).stages(questionnaire, len(questionnaire.dimensions))
