"""From answers to the bytes of a report, in any format; the templates are read once for many reports."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from cxmaturity.domain.answers import Answers
from cxmaturity.domain.assessment import Assessment, assess, stage_id
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.questionnaire.catalogue import data_folder
from cxmaturity.files.writing import NotWrittenError, marked
from cxmaturity.reports.view import View

if TYPE_CHECKING:
    from cxmaturity.cli.planning import Quarters
    from cxmaturity.domain.brand import Brand
    from cxmaturity.domain.crosswalk import Crosswalk
    from cxmaturity.reports.render import Renderer

ReportFormat = Literal["html", "md", "pdf", "json"]
ENDINGS: dict[str, ReportFormat] = {".html": "html", ".htm": "html", ".md": "md", ".pdf": "pdf", ".json": "json"}
"""The format that the ending of a report's name says."""


class Case(Struct, frozen=True):
    """Answers to assess; `target` is the rank that the command line asks for, if it does."""

    questionnaire: Questionnaire
    answers: Answers
    target: int | None


class Style(Struct, frozen=True):
    """How all reports of one command are made.

    `plan` says over which quarters plans are scheduled, None for no plans; `asked` are the options besides the target
    with which `cxmaturity plan` prints the same plans.
    """

    format: ReportFormat
    templates: Path | None = None
    brand: "Brand | None" = None
    crosswalk: "Crosswalk | None" = None
    plan: "Quarters | None" = None
    asked: str = ""


class Maker:
    """Makes reports in one style. `tell` is handed what there is to say about a report that could be made."""

    def __init__(self, style: Style, tell: Callable[[str], None]) -> None:
        self._style = style
        self._tell = tell
        self._renderer: Renderer | None = None

    def report(self, cases: Sequence[Case]) -> bytes:
        """The report of answers of one organisation and date. ProblemsFoundError where a template has an error."""
        from cxmaturity.reports.making import view

        targets = [f" --target {stage_id(c.questionnaire, c.target)}" if c.target is not None else "" for c in cases]
        asked = [f"{target}{self._style.asked}" for target in targets]
        made = view(map(self.assessed, cases), self._style.crosswalk, asked)
        if self._style.brand:
            from cxmaturity.reports.brand import branded

            made = branded(made, self._style.brand)
        return marked(self._bytes(made), self._style.format)

    def assessed(self, case: Case) -> Assessment:
        """The assessment that a report of a case shows."""
        assessment = assess(case.questionnaire, case.answers, case.target)
        if self._style.plan is None:
            return assessment
        from cxmaturity.cli.planning import planned
        from cxmaturity.domain.sensitivity.robustness import with_robustness

        return with_robustness(planned(assessment, case.target, self._style.plan, full=True))

    def _bytes(self, made: View) -> bytes:
        style = self._style
        if style.format == "json":
            import msgspec

            from cxmaturity.reports.sanitise import safe_json

            return safe_json(msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n").encode()
        if style.format == "pdf":
            return self._pdf(made)
        if self._renderer is None:
            from cxmaturity.reports.render import Renderer

            self._renderer = Renderer(style.format, data_folder("templates"), style.templates)
        return self._renderer.render(view=made).encode()

    def _pdf(self, made: View) -> bytes:
        from cxmaturity.reports.pdf import pdf

        try:
            return pdf(made, data_folder("templates"), self._style.templates, self._tell)
        except ModuleNotFoundError as error:
            if error.name != "typst":
                raise
            message = 'A PDF is made by Typst, which is not installed; install it with: pip install "cxmaturity[pdf]"'
            raise NotWrittenError(message) from None
