"""From answers to the bytes of a report, in any format; the templates are read once for many reports."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.answers import Answers
from cxmaturity.domain.assessment import Assessment, assess, stage_id
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.catalogue import data_folder
from cxmaturity.files.writing import NotWrittenError
from cxmaturity.reports.view import View

if TYPE_CHECKING:
    from cxmaturity.cli.planning import Quarters
    from cxmaturity.domain.brand import Brand
    from cxmaturity.domain.crosswalk import Crosswalk
    from cxmaturity.reports.render import Renderer

ReportFormat = Literal["html", "md", "pdf", "json"]


class Case(Struct, frozen=True):
    """Answers to assess; `target` is the rank that the command line asks for, if it does."""

    questionnaire: Questionnaire
    answers: Answers
    target: int | None


class Style(Struct, frozen=True):
    """How all reports of one command are made."""

    format: ReportFormat
    templates: Path | None = None
    brand: "Brand | None" = None
    crosswalk: "Crosswalk | None" = None
    plan: "Quarters | None" = None


class Maker:
    """Makes reports in one style. `tell` is handed what there is to say about a report that could be made."""

    def __init__(self, style: Style, tell: Callable[[str], None]) -> None:
        self._style = style
        self._tell = tell
        self._renderer: Renderer | None = None

    def report(self, cases: Sequence[Case]) -> bytes:
        """The report of answers of one organisation and date. ProblemsFoundError where a template has an error."""
        from cxmaturity.reports.making import view

        assessments = [assess(case.questionnaire, case.answers, case.target) for case in cases]
        made = view(assessments, self._style.crosswalk)
        if self._style.plan:
            made = self._planned(made, cases, assessments, self._style.plan)
        if self._style.brand:
            from cxmaturity.reports.brand import branded

            made = branded(made, self._style.brand)
        return self._bytes(made)

    def _planned(
        self, made: View, cases: Sequence[Case], assessments: Sequence[Assessment], quarters: "Quarters"
    ) -> View:
        from cxmaturity.cli.planning import SECONDS, search
        from cxmaturity.planning.plan.request import goal_of
        from cxmaturity.reports.making_plan import Planned, with_plans

        planned = []
        for case, assessment, section in zip(cases, assessments, made.sections, strict=True):
            goal = goal_of(assessment)
            asked = replace(
                goal,
                stage=goal.stage if case.target is None else case.target,
                dimensions=goal.dimensions if case.target is None else {},
                quarters=quarters.count,
                capacity=quarters.capacity,
            )
            roadmap = search(assessment, asked, SECONDS, live=False)
            planned.append(Planned(assessment, roadmap, _command(section.file, case, assessment, quarters)))
        return with_plans(made, planned)

    def _bytes(self, made: View) -> bytes:
        style = self._style
        if style.format == "json":
            import msgspec

            from cxmaturity.reports.plain import safe_json

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


def _command(file: str, case: Case, assessment: Assessment, quarters: "Quarters") -> str:
    """The command that prints the plan of a report in full."""
    parts = ["cxmaturity plan", file]
    if case.target is not None:
        parts.append(f"--target {stage_id(assessment.questionnaire, case.target)}")
    if quarters.count is not None:
        parts.append(f"--quarters {quarters.count}")
    if quarters.capacity is not None:
        days = map(str, dict.fromkeys(quarters.capacity) if len(set(quarters.capacity)) == 1 else quarters.capacity)
        parts.append(f"--capacity {','.join(days)}")
    return " ".join(parts)
