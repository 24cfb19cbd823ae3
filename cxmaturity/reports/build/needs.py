"""What the target needs, as templates see it: what holds the target back, and what to find out."""

from collections.abc import Iterable

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.improvement.needs import influences, needed_first
from cxmaturity.domain.language import listed, say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.results.result import Why
from cxmaturity.reports.build.practices import Practices
from cxmaturity.reports.view.practice import BlockerView, FindOutView, PracticeView
from cxmaturity.reports.words.plan import RoadmapWords
from cxmaturity.reports.words.result import Words


class NeedsView:
    """Makes what the target needs from one assessment."""

    def __init__(
        self, assessment: Assessment, maker: Practices, practices: dict[str, PracticeView], words: Words
    ) -> None:
        self.assessment = assessment
        self.questionnaire: Questionnaire = assessment.questionnaire
        self.result = assessment.result
        self.maker = maker
        self.practices = practices
        self.words = words
        plan = self.result.plan
        self.planned = {step.practice for step in plan.steps} if plan else set()

    def blockers(self) -> Iterable[BlockerView]:
        """The practices that hold the target back."""
        for blocker in self.result.target.blockers if self.result.target else ():
            yield self._blocker(blocker.practice, blocker.from_, blocker.to, blocker.why, blocker.unknown)

    def _blocker(self, practice: str, from_: int, to: int, why: tuple[Why, ...], unknown: bool) -> BlockerView:
        option = self.maker.option(practice, to)
        target = self.result.target
        return BlockerView(
            practice=self.practices[practice],
            from_name=self.questionnaire.point(from_).name,
            to_name=option.name,
            why=why,
            why_said=self._why(practice, why),
            unknown=unknown,
            to_text=option.text,
            gates=self._gates_of(practice, target.rank if target else 0) if "gate" in why else (),
            needs=tuple(map(self.maker.at, dict.fromkeys(needed_first(self.assessment.basis, practice, to)))),
            planned=practice in self.planned,
        )

    def _why(self, practice: str, why: tuple[Why, ...]) -> str:
        """Why a practice keeps the target away, in words."""
        gates = self._gates_of(practice, self.result.target.rank if self.result.target else 0) if "gate" in why else ()
        parts = [say("gate to {stages}", stages=listed(gates))] if gates else []
        parts += [say("keeps {dimension} back", dimension=self.practices[practice].dimension)] if "share" in why else []
        return "; ".join(parts)

    def _gates_of(self, practice: str, up_to: int) -> tuple[str, ...]:
        """The names of the stages, up to a rank, whose gates ask for a practice that is not known to hold them."""
        stands = self.assessment.basis.scores.readings.worst[practice] or 0
        stages = [g.stage for g in self.questionnaire.gates if g.practice == practice and stands < g.stage <= up_to]
        return tuple(self.questionnaire.point(stage).name for stage in stages)

    def find_out(self) -> Iterable[FindOutView]:
        """The practices that nobody has answered, with why they matter, in the order of the result."""
        moves = influences(self.assessment.basis)
        roadmap = self.assessment.roadmap
        savings = [unknown for unknown in roadmap.find_out if unknown.saves_at_best] if roadmap else []
        saves = {saving.practice: RoadmapWords(self.assessment).saved(saving) for saving in savings}
        for practice in (unknown.practice for unknown in self.result.find_out):
            influence = moves[practice]
            gates = self._gates_of(practice, len(self.questionnaire.scale))
            yield FindOutView(
                practice=self.practices[practice],
                stages=influence.stages,
                index=float(influence.index),
                gates=gates,
                why=self.words.find_out(influence, gates),
                saves=saves.get(practice, ""),
            )
