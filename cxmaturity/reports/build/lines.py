"""Several results in a line each, before all of them follow one by one."""

from collections.abc import Iterable
from pathlib import PurePath

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import NOTHING, say
from cxmaturity.reports.build.common import row
from cxmaturity.reports.build.untitled import untitled
from cxmaturity.reports.document.blocks import Column, Document, Part, Table
from cxmaturity.reports.words.result import Words


def lines_document(assessments: Iterable[Assessment]) -> Document:
    """The stage of each, and whose it is; the files where that does not tell them apart."""
    results = [
        (_stage(assessment), assessment.answers.organisation or NOTHING, assessment.questionnaire.id, _file(assessment))
        for assessment in assessments
    ]
    apart = len({result[1:3] for result in results}) == len(results)
    columns = (Column("Stage"), Column("Organisation"), Column("Questionnaire"), Column("File"))[: 3 if apart else 4]
    rows = tuple(row(*result[: len(columns)]) for result in results)
    parts = (Part("lines", "lines", "", (Table("lines", "", columns, rows),)),)
    return untitled("", say("{n} files", n=len(rows)), "", "", parts)


def _stage(assessment: Assessment) -> str:
    """The stage, and how far it may be from there; between which ones it lies where none is claimed."""
    stage, name = assessment.result.stage, Words(assessment).name
    if stage.worst is None or stage.best is None:
        return NOTHING
    if not stage.claimed:
        return say("none claimed ({worst} to {best})", worst=name(stage.worst), best=name(stage.best))
    if stage.worst == stage.best:
        return name(stage.rank)
    if stage.worst == stage.rank:
        return say("{stage} (up to {best})", stage=name(stage.rank), best=name(stage.best))
    return say("{stage} ({worst} to {best})", stage=name(stage.rank), worst=name(stage.worst), best=name(stage.best))


def _file(assessment: Assessment) -> str:
    """What an answers file is called: not where it lies."""
    return say("standard input") if assessment.answers.file == "-" else PurePath(assessment.answers.file).name
