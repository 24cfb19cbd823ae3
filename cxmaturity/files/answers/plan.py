"""What an answers file says of the plan: steps ruled out, begun or wanted, and efforts of its own."""

from collections.abc import Iterator

from cxmaturity.domain.answers import PlanChoices
from cxmaturity.domain.model import Requirement
from cxmaturity.files.answers.resolving import Resolver
from cxmaturity.files.shapes.answers import PlanShape
from cxmaturity.files.yaml.tree import Path


class PlanReader:
    """Reads the choices for a plan."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.findings = resolver.findings

    def choices(self, shape: PlanShape | None) -> PlanChoices:
        """The choices, with an error for each that can not be taken, or that contradicts another."""
        if shape is None:
            return PlanChoices()
        exclude, started, must = (
            dict(self._steps(getattr(shape, name) or [], ("plan", name))) for name in ("exclude", "started", "must")
        )
        for path, step in must.items():
            if step in exclude.values():
                message = f"{self._named(step)} is ruled out as well"
                self.findings.error(path, "contradiction", message, "keep it in one of both")
        efforts = self._efforts(shape.effort or {})
        staff = None if shape.staff is None else int(shape.staff)
        return PlanChoices(efforts, tuple(exclude.values()), tuple(started.values()), tuple(must.values()), staff)

    def _efforts(self, given: dict[str, dict[str, str]]) -> dict[Requirement, int]:
        efforts: dict[Requirement, int] = {}
        for id_, points in given.items():
            path: Path = ("plan", "effort", id_)
            practice = self.resolver.practice(id_, path)
            if practice is None:
                continue
            for point, days in points.items():
                step = self.resolver.step(practice, point, (*path, point))
                if step in efforts:
                    message = f"the effort of {self._named(step)} stands here already"
                    self.findings.error((*path, point), "repeated-step", message, "keep one of them")
                if step is not None:
                    efforts[step] = int(days)
        return efforts

    def _named(self, step: Requirement) -> str:
        return f"{step.practice}@{self.resolver.questionnaire.point(step.rank).id}"

    def _steps(self, texts: list[str], path: Path) -> Iterator[tuple[Path, Requirement]]:
        for i, text in enumerate(texts):
            id_, at, point = text.partition("@")
            here = (*path, i)
            if not at:
                hint = "write practice@point, such as people.hiring@align"
                self.findings.error(here, "no-step", f"{text} names no step", hint)
            elif (practice := self.resolver.practice(id_, here)) and (
                step := self.resolver.step(practice, point, here)
            ):
                yield here, step
