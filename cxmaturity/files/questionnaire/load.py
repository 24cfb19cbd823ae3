"""From a questionnaire file to a questionnaire: every reference resolved, every rule of the format checked."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.model import (
    Action,
    Dimension,
    Gate,
    Option,
    Point,
    Practice,
    Questionnaire,
    Requirement,
    Scoring,
    Term,
    VersionChange,
    rank_of,
)
from cxmaturity.domain.scoring.level import PARTLY
from cxmaturity.files.questionnaire.recovery import decode_questionnaire
from cxmaturity.files.questionnaire.structure import check_structure
from cxmaturity.files.shapes.questionnaire import (
    DimensionShape,
    EffortShape,
    OptionShape,
    PracticeShape,
    QuestionnaireShape,
    StepShape,
)
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Document, Path

EFFORT_DAYS = {"S": 5, "M": 20, "L": 60, "XL": 200}


class ReadQuestionnaire(Struct, frozen=True):
    """A questionnaire with what was found in its file, and where each practice stands there."""

    questionnaire: Questionnaire
    findings: Findings
    paths: dict[str, Path]


def read_questionnaire(document: Document, sha256: str) -> ReadQuestionnaire:
    """Read a questionnaire. ProblemsFoundError lists every error in it."""
    shape, wrong = decode_questionnaire(document)
    findings = Findings(document)
    findings.problems += wrong
    scale = _scale(shape, findings)
    reader = _Reader(scale, findings)
    dimensions = tuple(reader.dimensions(shape.dimensions, ("dimensions",), ""))
    questionnaire = Questionnaire(
        id=shape.id,
        version=int(shape.version),
        title=shape.title,
        about=shape.about or "",
        minutes=int(shape.minutes or 0),
        credits=shape.credits or "",
        licence=shape.licence or "",
        scale=scale,
        scoring=_scoring(shape, findings),
        gates=tuple(_gates(shape, scale, findings)),
        dimensions=dimensions,
        changes=_changes(shape),
        sha256=sha256,
        glossary=tuple(Term(term.term, term.means) for term in shape.glossary or ()),
    )
    check_structure(questionnaire, reader.paths, findings)
    findings.raise_errors()
    return ReadQuestionnaire(questionnaire, findings, reader.paths)


def _scale(shape: QuestionnaireShape, findings: Findings) -> tuple[Point, ...]:
    given = [point.value is not None for point in shape.scale]
    if any(given) and not all(given):
        place: Path = ("scale", given.index(False))
        findings.error(place, "value-missing", "other points give a value, this one does not", "give all or none")
    points: list[Point] = []
    for i, point in enumerate(shape.scale):
        value = Fraction(point.value) if point.value is not None else Fraction(i + 1)
        if points and all(given) and value <= points[-1].value:
            message = f"{point.value} is not above the value of the point before"
            findings.error(("scale", i, "value"), "value-order", message, "values rise from point to point")
        points.append(Point(i + 1, point.id, point.name, point.meaning, value))
    _refuse_repeated([point.id for point in shape.scale], ("scale",), "point", findings)
    numbered = all(point.value == point.rank for point in points)
    return tuple(replace(point, numbered=numbered) for point in points)


def _changes(shape: QuestionnaireShape) -> dict[int, VersionChange]:
    return {
        int(change.version): VersionChange(
            change.what,
            change.renamed or {},
            {old: tuple(new) for old, new in (change.split or {}).items()},
            {new: tuple(old) for new, old in (change.merged or {}).items()},
            change.moved_option or {},
            {practice: tuple(points) for practice, points in (change.ask_again or {}).items()},
        )
        for change in shape.changes or ()
    }


def _refuse_repeated(ids: Sequence[str], path: Path, what: str, findings: Findings) -> None:
    seen: set[str] = set()
    for i, id_ in enumerate(ids):
        if id_ in seen:
            findings.error((*path, i), "repeated-id", f"a {what} {id_} stands here already", "give it another id")
        seen.add(id_)


def _scoring(shape: QuestionnaireShape, findings: Findings) -> Scoring:
    given = shape.scoring
    scoring = Scoring(
        given.rule,
        int(given.most),
        int(given.nearly),
        int(given.coverage_floor),
        int(given.evidence_months),
        int(given.lead),
    )
    if not PARTLY < scoring.most <= scoring.nearly <= 99:
        message = f"most {scoring.most} and nearly {scoring.nearly} do not fit together"
        hint = f"{PARTLY} < most <= nearly <= 99 must hold"
        findings.error(("scoring",), "thresholds", message, hint)
    return scoring


def _gates(shape: QuestionnaireShape, scale: tuple[Point, ...], findings: Findings) -> Iterator[Gate]:
    for i, gate in enumerate(shape.gates or ()):
        rank = findings.rank(("gates", i, "stage"), gate.stage, scale)
        if rank == 1:
            hint = "the lowest stage holds without gates"
            findings.error(("gates", i, "stage"), "gate-on-lowest", "a gate guards no lowest stage", hint)
        if rank:
            yield from (Gate(rank, practice) for practice in gate.practices)


class _Reader:
    """Dimensions and practices of a file as values; `paths` says where each practice, and each option, stands."""

    def __init__(self, scale: tuple[Point, ...], findings: Findings) -> None:
        self.scale = scale
        self.findings = findings
        self.paths: dict[str, Path] = {}

    def dimensions(self, shapes: Sequence[DimensionShape], path: Path, within: str) -> Iterator[Dimension]:
        _refuse_repeated([shape.id for shape in shapes], path, "dimension", self.findings)
        for i, shape in enumerate(shapes):
            here = (*path, i)
            id_ = self._place(within + shape.id, here)
            if bool(shape.practices) == bool(shape.dimensions):
                what = "both practices and dimensions" if shape.practices else "neither practices nor dimensions"
                hint = "a dimension holds either, never both, and at least one"
                self.findings.error(here, "dimension-content", f"this dimension holds {what}", hint)
            yield Dimension(
                id=id_,
                name=shape.name,
                about=shape.about or "",
                weight=int(shape.weight),
                dimensions=tuple(self.dimensions(shape.dimensions or (), (*here, "dimensions"), id_ + ".")),
                practices=tuple(self._practices(shape.practices or (), (*here, "practices"), id_ + ".")),
            )

    def _practices(self, shapes: Sequence[PracticeShape], path: Path, within: str) -> Iterator[Practice]:
        _refuse_repeated([shape.id for shape in shapes], path, "practice", self.findings)
        for i, shape in enumerate(shapes):
            here = (*path, i)
            id_ = self._place(within + shape.id, here)
            yield Practice(
                id=id_,
                title=shape.title,
                question=shape.question,
                help=shape.help or "",
                source=shape.source or "",
                na=shape.na == "true",
                weight=int(shape.weight),
                options=tuple(self._options(shape.options, (*here, "options"), id_)),
            )

    def _place(self, id_: str, here: Path) -> str:
        """Note where something stands; a repeated id gets another one, so that both can be checked."""
        while id_ in self.paths:
            id_ += "#"
        self.paths[id_] = here
        return id_

    def _options(self, shapes: Sequence[OptionShape], path: Path, practice: str) -> Iterator[Option]:
        before = 0
        for i, shape in enumerate(shapes):
            here = (*path, i)
            rank = self.findings.rank((*here, "point"), shape.point, self.scale)
            if rank is None:
                continue
            self.paths[f"{practice}@{rank}"] = here
            if rank <= before:
                self.findings.error(
                    here,
                    "option-order",
                    f"{shape.point} is out of scale order",
                    "lowest point first, each once",
                )
            before = max(rank, before)
            if rank > 1 and shape.step is None:
                hint = "every option above the lowest says how to get there"
                self.findings.error(here, "no-step", f"the option {shape.point} has no step", hint)
            if rank == 1 and shape.step is not None:
                hint = "nobody needs to get there; leave it out"
                self.findings.error((*here, "step"), "step-on-lowest", "the lowest option has a step", hint)
            step = None if shape.step is None else self._step(shape.step, (*here, "step"))
            yield Option(rank, shape.text, step)
        ends = {1, len(self.scale)} - {rank_of(shape.point, self.scale) for shape in shapes}
        for rank in sorted(ends):
            which = "lowest" if rank == 1 else "highest"
            message = f"there is no option for the {which} point, {self.scale[rank - 1].id}"
            self.findings.error(path, "no-end-option", message, "both ends of the scale always have one")

    def _step(self, shape: StepShape, path: Path) -> Action:
        requires = [
            Requirement(practice, rank)
            for practice, point in (shape.requires or {}).items()
            if (rank := self.findings.rank((*path, "requires", practice), point, self.scale)) is not None
        ]
        days, per_head = _effort(shape.effort)
        return Action(shape.do, days, int(shape.months), shape.owner, shape.measure, tuple(requires), per_head)


def _effort(given: str | EffortShape) -> tuple[int, Fraction]:
    """Person-days whatever the size of the organisation, and those that each head adds."""
    if isinstance(given, EffortShape):
        return int(given.days), Fraction(given.per_head)
    return EFFORT_DAYS[given] if given in EFFORT_DAYS else int(given), Fraction(0)
