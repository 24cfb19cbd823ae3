"""From answers to the bytes of a report, in any format; the templates are read once for many reports."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.answers import Answers
from cxmaturity.domain.assessment import Assessment, assess, stage_id
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.files.writing import NotWrittenError, marked
from cxmaturity.reports.formats.format import Format, Setting
from cxmaturity.reports.view.report import Section, View

if TYPE_CHECKING:
    from cxmaturity.cli.planning import Quarters
    from cxmaturity.domain.brand import Brand
    from cxmaturity.domain.crosswalk import Crosswalk
    from cxmaturity.domain.outcomes.reported import Reported
    from cxmaturity.reports.document.blocks import Document, Part


class Case(Struct, frozen=True):
    """Answers to assess; `target` is the rank that the command line asks for, if it does."""

    questionnaire: Questionnaire
    answers: Answers
    target: int | None


class Style(Struct, frozen=True):
    """How all reports of one command are made.

    `plan` says over which quarters plans are scheduled, None for no plans; `asked` are the options besides the target
    with which `cxmaturity plan` prints the same plans; `one_page` leaves all but the first pages out. `added` makes
    further parts of the annex, and `outcomes` are what is reported beside, both by the file of the answers.
    """

    format: Format
    templates: Path | None = None
    brand: "Brand | None" = None
    crosswalk: "Crosswalk | None" = None
    plan: "Quarters | None" = None
    asked: str = ""
    one_page: bool = False
    added: "Mapping[str, Callable[[Section], tuple[Part, ...]]]" = {}
    outcomes: "Mapping[str, Reported]" = {}


class Maker:
    """Makes reports in one style. `tell` is handed what there is to say about a report that could be made."""

    def __init__(self, style: Style, tell: Callable[[str], None]) -> None:
        self._style = style
        self._tell = tell

    def report(self, cases: Sequence[Case]) -> bytes:
        """The report of answers of one organisation and date. ProblemsFoundError where a template has an error."""
        from cxmaturity.reports.build.view import view

        targets = [f" --target {stage_id(c.questionnaire, c.target)}" if c.target is not None else "" for c in cases]
        asked = [f"{target}{self._style.asked}" for target in targets]
        assessments = list(map(self.assessed, cases))
        content = view(assessments, self._style.crosswalk, asked)
        if reported := self._style.outcomes.get(cases[0].answers.file):
            from cxmaturity.cli.beside import with_outcomes

            content = with_outcomes(content, assessments, self._style.crosswalk, reported)
        if self._style.brand:
            from cxmaturity.reports.build.brand import branded

            content = branded(content, self._style.brand)
        return marked(self._bytes(content, [case.answers.file for case in cases]), self._style.format.name)

    def assessed(self, case: Case) -> Assessment:
        """The assessment that a report of a case shows."""
        assessment = assess(case.questionnaire, case.answers, case.target)
        if self._style.plan is None:
            return assessment
        from cxmaturity.cli.planning import planned
        from cxmaturity.domain.sensitivity.robustness import with_robustness

        return with_robustness(planned(assessment, case.target, self._style.plan, full=True))

    def _bytes(self, content: View, files: Sequence[str]) -> bytes:
        from cxmaturity.reports.build.report import report_document

        style = self._style
        added = {
            section.anchor: style.added[file](section)
            for section, file in zip(content.sections, files, strict=True)
            if file in style.added and not style.one_page
        }
        document = report_document(content, one_page=style.one_page, added=added)
        setting = Setting(
            data_folder("templates"),
            style.templates,
            view=content,
            values=replace(content, document=document),
            tell=self._tell,
        )
        return written(style.format, document, setting)


def written(format: Format, document: "Document", setting: Setting) -> bytes:
    """A document in a format; NotWrittenError says what to install where that is missing."""
    return with_extra(format.name, format.extra, lambda: format.write(document, setting))


def with_extra(name: str, extra: str, make: Callable[[], bytes]) -> bytes:
    """What is made with an optional dependency; NotWrittenError says what to install where that is missing."""
    try:
        return make()
    except ModuleNotFoundError as error:
        if not extra:
            raise
        message = f"{name} needs {error.name}, which is not installed; install it with: "
        raise NotWrittenError(f'{message}pip install "cxmaturity[{extra}]"') from None
