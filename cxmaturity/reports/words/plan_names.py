"""What the goals, stages and steps of a plan are called."""

from cxmaturity.domain.answers import months_before
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import listed, month, say
from cxmaturity.domain.model import walk
from cxmaturity.domain.results.roadmap import Goal, StageRef
from cxmaturity.reports.words.result import Words


class PlanNames:
    """The names in the plan of one assessment."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.questionnaire = assessment.questionnaire
        self.words = Words(assessment)

    def goal(self, goal: Goal) -> str:
        """Where a plan leads to."""
        stage = [self.words.said(goal.stage.rank)] if goal.stage else []
        levels = [say("{dimension} at {level}", dimension=aim.name, level=aim.level.name) for aim in goal.dimensions]
        return listed([*stage, *levels])

    def stage(self, stage: StageRef) -> str:
        """A stage as a sentence has it."""
        return self.words.said(stage.rank)

    def step(self, id_: str) -> str:
        """A step: "Hiring to Align"."""
        practice, point = self._parts(id_)
        return say("{practice} to {point}", practice=practice, point=point)

    def steps(self, ids: tuple[str, ...]) -> str:
        """Steps in a sentence."""
        return listed([self.step(id_) for id_ in ids])

    def standing(self, id_: str) -> str:
        """What holds once a step is done: "Hiring at Align"."""
        practice, point = self._parts(id_)
        return say("{practice} at {point}", practice=practice, point=point)

    def practice(self, id_: str) -> str:
        """The title of a practice."""
        return self.questionnaire.practices[id_].title

    def dimension(self, id_: str) -> str:
        """The name of a dimension."""
        return next(group.name for group in walk(self.questionnaire.dimensions) if group.id == id_)

    def opening(self, months: int) -> str:
        """From when something can begin that waits for so many months."""
        if not months:
            return say("at once")
        return say("from {month}", month=month(months_before(self.assessment.answers.date, -months)))

    def _parts(self, id_: str) -> tuple[str, str]:
        practice, _, point = id_.partition("@")
        return self.practice(practice), next(p.name for p in self.questionnaire.scale if p.id == point)
