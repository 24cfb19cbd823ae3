"""From a file of outcomes to what it declares and the answers in the exports that it names."""

import datetime
from pathlib import Path as Folder

import msgspec
from msgspec import Struct

from cxmaturity.domain.language import listed
from cxmaturity.domain.outcomes.sample import Measure, Sample
from cxmaturity.domain.outcomes.stakes import Stakes
from cxmaturity.domain.outcomes.variants import AMBIGUOUS, VARIANTS, Variant
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.outcomes.measures import misfits, scale_of, wanted_of
from cxmaturity.files.outcomes.practices import practices_of
from cxmaturity.files.outcomes.stakes import stakes_of
from cxmaturity.files.outcomes.tally import tallied
from cxmaturity.files.questionnaire.crosswalks import Questionnaires
from cxmaturity.files.shapes.outcomes import MeasureShape, OutcomesShape, ValueShape
from cxmaturity.files.tables.read import read_table
from cxmaturity.files.tables.table import Table
from cxmaturity.files.yaml.decode import in_order, refusal_of, shape_problems
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import Document, Path, read_mended


class Outcomes(Struct, frozen=True):
    """A file of outcomes: whose, of when, the answers to its measures, and what is at stake, if the file says that.

    `warnings` ask whether answers are those that the file takes them for.
    """

    file: str
    organisation: str
    date: datetime.date
    samples: tuple[Sample, ...]
    stakes: Stakes | None
    warnings: tuple[Problem, ...] = ()


def outcomes_of_file(name: str, known: Questionnaires | None = None) -> Outcomes:
    """The outcomes of a file, with what stands in its exports. ProblemsFoundError lists every error in all of them.

    Without `known` no practice that it names is looked up. ModuleNotFoundError where an export is a workbook and the
    library that reads these is not installed.
    """
    return read_outcomes(read_mended(read_source(name)), Folder(name).parent, known)


def read_outcomes(document: Document, folder: Folder, known: Questionnaires | None = None) -> Outcomes:
    """Read outcomes; `folder` is that of their file, in which the exports lie. ProblemsFoundError lists every error."""
    shape, measures, wrong = _decoded(document)
    findings = Findings(document, wrong)
    reader = _Reader(findings, folder, known)
    samples = [sample for i, measure in measures if (sample := reader.sample(i, measure))]
    stakes = stakes_of(shape.value, findings) if shape.value else None
    if not document.data.get("measures") and not document.data.get("value"):
        findings.error(
            (), "nothing", "there is nothing in it", "add `measures:` or `value:`; see cxmaturity new outcomes"
        )
    problems = [*findings.in_order(), *reader.problems]
    if any(problem.severity == "error" for problem in problems):
        raise ProblemsFoundError(problems)
    organisation = (shape.organisation or "").strip()
    return Outcomes(document.name, organisation, shape.date, tuple(samples), stakes, tuple(problems))


def _decoded(document: Document) -> tuple[OutcomesShape, list[tuple[int, MeasureShape]], list[Problem]]:
    """The shape, its measures with their places, and what is wrong: sound measures are read all the same."""
    try:
        shape = msgspec.convert(document.data, OutcomesShape, strict=False)
        return shape, list(enumerate(shape.measures or ())), []
    except msgspec.ValidationError as error:
        problems = shape_problems(document, "outcomes", error)
    given = document.data.get("measures")
    measures = [
        (i, measure) for i, data in enumerate(given if isinstance(given, list) else ()) if (measure := _sound(data))
    ]
    head = {"schema": "cxmaturity/outcomes@1", "date": "2000-01-01"}
    try:
        value = msgspec.convert(document.data.get("value"), ValueShape | None, strict=False)
    except msgspec.ValidationError:
        value = None
    if document.data.get("schema") != head["schema"]:
        raise refusal_of(document, problems) from None
    return OutcomesShape(head["schema"], datetime.date.min, value=value), measures, in_order(problems)  # type: ignore[arg-type]


def _sound(data: object) -> MeasureShape | None:
    try:
        return msgspec.convert(data, MeasureShape, strict=False)
    except msgspec.ValidationError:
        return None


class _Reader:
    """Reads the measures one by one; `problems` are those of the exports, whose rows are no lines of the file."""

    def __init__(self, findings: Findings, folder: Folder, known: Questionnaires | None) -> None:
        self._findings = findings
        self._folder = folder
        self._known = known
        self._tables: dict[str, Table | None] = {}
        self._ids: set[str] = set()
        self.problems: list[Problem] = []

    def sample(self, i: int, shape: MeasureShape) -> Sample | None:
        """The answers to a measure; None where something is wrong, which is noted."""
        at: Path = ("measures", i)
        before = len(self._findings.problems)
        variant = self._variant(shape, at)
        if shape.id in self._ids:
            self._findings.error((*at, "id"), "twice", f"{shape.id} stands here twice", "give each measure its own id")
        self._ids.add(shape.id)
        for path, code, message, hint in misfits(shape, variant) if variant else ():
            self._findings.error((*at, *path), code, message, hint)
        scale = scale_of(shape, variant) if variant else None
        practices = practices_of(shape, self._known, self._findings, at)
        table = self._table(shape.file, (*at, "file"))
        if variant is None or table is None or len(self._findings.problems) > before:
            return None
        measure = Measure(
            id=shape.id,
            variant=variant.name,
            title=(shape.title or "").strip() or shape.id,
            file=shape.file,
            by=tuple(shape.by or ()),
            period=shape.period,
            journey=(shape.journey or "").strip(),
            stage=(shape.stage or "").strip(),
            unit=(shape.unit or "").strip(),
            scale=scale,
            practices=practices,
            at_most=None if shape.at_most is None else float(shape.at_most),
            at_least=None if shape.at_least is None else float(shape.at_least),
        )
        try:
            sample, asked = tallied(table, measure, wanted_of(shape, variant))
        except ProblemsFoundError as error:
            self.problems += error.problems
            return None
        for doubt in asked:
            of_column = f"{shape.file}: {doubt.message}"
            self._findings.warning((*at, "variant"), doubt.code, of_column, doubt.hint)
        return sample

    def _variant(self, shape: MeasureShape, at: Path) -> Variant | None:
        """The formula that a measure names. A name that several share is refused: it says nothing."""
        if variant := VARIANTS.get(shape.variant):
            return variant
        several = AMBIGUOUS.get(shape.variant.strip().casefold())
        if several:
            message = f"{shape.variant} stands for {len(several)} formulas, which give different numbers"
            self._findings.error((*at, "variant"), "ambiguous", message, f"write {listed(several, 'or')}")
        else:
            self._findings.unknown((*at, "variant"), "variant", shape.variant, VARIANTS)
        return None

    def _table(self, name: str, at: Path) -> Table | None:
        """The table in a file beside; each is read once."""
        if name in self._tables:
            return self._tables[name]
        self._tables[name] = None
        try:
            path = (self._folder / name).resolve()
            if not path.is_relative_to(self._folder.resolve()):
                hint = "put it beside the file of outcomes, or in a folder there"
                self._findings.error(at, "elsewhere", f"{name} lies outside the folder of the file of outcomes", hint)
                return None
            self._tables[name] = read_table(str(self._folder / name))
        except ProblemsFoundError as error:
            self.problems += error.problems
        except (OSError, ValueError, RuntimeError) as error:  # the last for links that lead in a circle
            why = getattr(error, "strerror", None) or str(error)
            self._findings.error(at, "unreadable", f"{name} can not be read: {why}")
        return self._tables[name]
