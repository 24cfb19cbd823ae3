"""What looks ahead, as templates see it: what holds the target back, the steps, what to find out."""

from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from cxmaturity.domain.ahead import influences, unmet
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.model import Questionnaire, Requirement
from cxmaturity.domain.order import earliest_months, needed_first, prerequisites
from cxmaturity.domain.result import Reason
from cxmaturity.reports.making_practices import Practices
from cxmaturity.reports.view import BlockerView, FindOutView, PracticeView, StepView
from cxmaturity.reports.words import Words


class LookingAhead:
    """Makes what looks ahead from one assessment."""

    def __init__(
        self, assessment: Assessment, made: Practices, practices: dict[str, PracticeView], words: Words
    ) -> None:
        self.assessment = assessment
        self.questionnaire: Questionnaire = assessment.questionnaire
        self.result = assessment.result
        self.made = made
        self.practices = practices
        self.words = words

    def blockers(self) -> Iterable[BlockerView]:
        """The practices that hold the target back."""
        for blocker in self.result.target.blockers if self.result.target else ():
            yield self._blocker(blocker.practice, blocker.from_, blocker.to, blocker.why, blocker.unknown)

    def prerequisites(self) -> Iterable[BlockerView]:
        """The practices that steps of blockers require."""
        for found in prerequisites(self.assessment.ahead, self.result.target.blockers if self.result.target else ()):
            made = self._blocker(found.practice, found.from_, found.to, (), found.unknown)
            yield replace(made, needed_by=tuple(self.practices[p].title for p in found.needed_by))

    def _blocker(self, practice: str, from_: int, to: int, why: tuple[Reason, ...], unknown: bool) -> BlockerView:
        option = self.made.option(practice, to)
        target = self.result.target
        return BlockerView(
            practice=self.practices[practice],
            from_name=self.questionnaire.point(from_).name,
            to_name=option.name,
            why=why,
            unknown=unknown,
            to_text=option.text,
            gates=self._gates_of(practice, target.rank if target else 0) if "gate" in why else (),
            needs=tuple(map(self.made.at, dict.fromkeys(needed_first(self.assessment.ahead, practice, to)))),
            needed_by=(),
        )

    def _gates_of(self, practice: str, up_to: int) -> tuple[str, ...]:
        """The names of the stages, up to a rank, whose gates ask for a practice that is not known to hold them."""
        stands = self.assessment.ahead.readings.worst[practice] or 0
        stages = [g.stage for g in self.questionnaire.gates if g.practice == practice and stands < g.stage <= up_to]
        return tuple(self.questionnaire.point(stage).name for stage in stages)

    def find_out(self) -> Iterable[FindOutView]:
        """The practices that nobody has answered, with why they matter."""
        for practice, influence in influences(self.assessment.ahead).items():
            gates = self._gates_of(practice, len(self.questionnaire.scale))
            yield FindOutView(
                practice=self.practices[practice],
                stages=influence.stages,
                index=float(influence.index),
                gates=gates,
                why=self.words.find_out(influence, gates),
            )

    def steps(self) -> Iterable[StepView]:
        """The recommended steps, in order."""
        plan = self.assessment.answers.plan
        marks: dict[tuple[str, int], Literal["ruled out", "under way", "wanted"]] = {
            **{(step.practice, step.rank): "wanted" for step in plan.must},
            **{(step.practice, step.rank): "under way" for step in plan.started},
            **{(step.practice, step.rank): "ruled out" for step in plan.exclude},
        }
        blocking = {blocker.practice for blocker in self.result.target.blockers} if self.result.target else set()
        steps = self.result.recommendations
        earliest = earliest_months(self.assessment.ahead, steps)
        opens = self._opened()
        for step, month in zip(steps, earliest, strict=True):
            yield StepView(
                rank=step.rank,
                practice=self.practices[step.practice],
                from_name=self.questionnaire.point(step.from_).name,
                to_name=self.questionnaire.point(step.to).name,
                towards=step.practice in blocking,
                step=step.step,
                to_text=self.questionnaire.practices[step.practice].option(step.to).text,
                effort_days=step.effort_days,
                months=step.months,
                owner=step.owner,
                measure=step.measure,
                index_gain=step.index_gain,
                unlocks=step.unlocks,
                waits_for=tuple(map(self._needed, step.waits_for)),
                earliest_month=month,
                opens=tuple(opens.get(step.practice, ())),
                mark=marks.get((step.practice, step.to), ""),
            )

    def _opened(self) -> dict[str, list[str]]:
        """By practice: the titles of the practices whose recommended steps rest on its own."""
        found: dict[str, list[str]] = {}
        brought = {step.practice: step.to for step in self.result.recommendations}
        for step in self.result.recommendations:
            option = self.questionnaire.practices[step.practice].option(step.to)
            for need in unmet(option, self.assessment.ahead.readings.worst):
                if need.rank <= brought.get(need.practice, 0):
                    found.setdefault(need.practice, []).append(self.practices[step.practice].title)
        return found

    def _needed(self, reference: str) -> str:
        """A point that a step waits for, in words."""
        id_, _, point = reference.partition("@")
        return self.made.at(Requirement(id_, next(p.rank for p in self.questionnaire.scale if p.id == point)))
