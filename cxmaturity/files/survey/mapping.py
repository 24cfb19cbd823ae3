"""What a user says of an export whose columns or cells are not recognised: kept in a file, used again the next time."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from cxmaturity.domain.codes import ABOUT, Field
from cxmaturity.domain.model import Questionnaire, rank_of
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.shapes.mapping import MappingShape
from cxmaturity.files.survey.cells import BESIDE, Said, plain
from cxmaturity.files.yaml.decode import in_order, shape_problems
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.source import read_source
from cxmaturity.files.yaml.tree import Document, read_tree


class Mapping_(Struct, frozen=True):  # noqa: N801  `Mapping` is Python's
    """Columns by heading or letter, with what they hold; and by practice what texts in cells mean, as compared."""

    columns: Mapping[str, Field] = {}
    texts: Mapping[str, Mapping[str, Said]] = {}


NO_MAPPING = Mapping_()


def read_mapping(name: str, questionnaire: Questionnaire) -> Mapping_:
    """The mapping in a file. ProblemsFoundError lists every error in it."""
    return mapping_of(read_tree(read_source(name)), questionnaire)


def mapping_of(document: Document, questionnaire: Questionnaire) -> Mapping_:
    """The mapping in a document, for a questionnaire. ProblemsFoundError lists every error in it."""
    try:
        shape = msgspec.convert(document.data, MappingShape, strict=False)
    except msgspec.ValidationError as error:
        raise ProblemsFoundError(in_order(shape_problems(document, "mapping", error))) from None
    findings = Findings(document)
    id_, _, version = shape.questionnaire.partition("@")
    if (id_, int(version)) != (questionnaire.id, questionnaire.version):
        now = f"{questionnaire.id}@{questionnaire.version}"
        message = f"this mapping is for {shape.questionnaire}, and answers are read by {now}"
        findings.error(("questionnaire",), "other-questionnaire", message, "name another file with --map")
    columns: dict[str, Field] = {}
    known = [*questionnaire.practices, *ABOUT]
    for heading, what in (shape.columns or {}).items():
        if what in questionnaire.practices:
            columns[heading] = Field(what, "answer")
        elif what in ABOUT:
            columns[heading] = Field("", what)
        else:
            findings.unknown(("columns", heading), "practice", what, known)
    texts = {id_: _texts(id_, given, questionnaire, findings) for id_, given in (shape.answers or {}).items()}
    findings.raise_errors()
    return Mapping_(columns, texts)


def _texts(id_: str, given: Mapping[str, str], questionnaire: Questionnaire, findings: Findings) -> dict[str, Said]:
    practice = questionnaire.practices.get(id_)
    if practice is None:
        findings.unknown(("answers", id_), "practice", id_, questionnaire.practices)
        return {}
    points = [questionnaire.point(option.rank) for option in practice.options]
    texts: dict[str, Said] = {}
    for text, point in given.items():
        rank = rank_of(point, points)
        if point in BESIDE:
            texts[plain(text)] = BESIDE[point]
        elif rank is None:
            findings.unknown_point(("answers", id_, text), point, points, *BESIDE)
        else:
            texts[plain(text)] = Said("answered", rank)
    return texts


def written_mapping(questionnaire: Questionnaire, columns: Mapping[str, str]) -> dict[str, Any]:
    """A mapping as its file holds it."""
    reference = f"{questionnaire.id}@{questionnaire.version}"
    return {"schema": "cxmaturity/mapping@1", "questionnaire": reference, "columns": dict(columns)}
