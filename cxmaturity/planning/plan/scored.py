"""What the scoring engine says of planned answers, and the names of stages and steps."""

from cxmaturity.domain.assessment import Assessment, dimensions_won_of
from cxmaturity.domain.model import walk
from cxmaturity.domain.results.roadmap import DimensionGoal, Goal, StageRef, Standing
from cxmaturity.domain.scoring.outcome import ROOT, Outcome, line_name
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.planning.constraints import Constraints
from cxmaturity.planning.plan.request import Request
from cxmaturity.planning.situation import Situation
from cxmaturity.planning.solution import DisagreementError


class Scored:
    """The answers of one assessment, and what they score after steps."""

    def __init__(self, assessment: Assessment, situation: Situation) -> None:
        self.assessment = assessment
        self.questionnaire = assessment.questionnaire
        self.situation = situation

    def goal(self, request: Request) -> Goal:
        """Where a request leads to, by name."""
        names = {group.id: group.name for group in walk(self.questionnaire.dimensions)}
        by = self.assessment.answers.target.by
        return Goal(
            stage=None if request.stage is None else self.stage_ref(request.stage),
            dimensions=tuple(
                DimensionGoal(id_, names[id_], self.point_ref(rank)) for id_, rank in request.dimensions.items()
            ),
            by=None if by is None else by.isoformat(),
        )

    def stage_ref(self, rank: int) -> StageRef:
        """A stage by its rank."""
        dimensions = dimensions_won_of(self.questionnaire, self.assessment.scores)
        stage = rule_of(self.questionnaire).stage(self.questionnaire, rank, dimensions)
        return StageRef(rank, stage.id, stage.name)

    def point_ref(self, rank: int) -> StageRef:
        """A point of the scale by its rank."""
        point = self.questionnaire.point(rank)
        return StageRef(rank, point.id, point.name)

    def step_id(self, i: int) -> str:
        """The name of a step: practice@point."""
        at = self.situation.steps[i].at
        return f"{at.practice}@{self.questionnaire.point(at.rank).id}"

    def rescored(self, taken: frozenset[int]) -> Outcome:
        """What the scoring engine says, in the worst case, of the answers as they stand after these steps."""
        basis = self.assessment.basis
        return basis.scores.worst.after(basis.scores.program, self.situation.state(taken))

    def promised(self, taken: frozenset[int], constraints: Constraints) -> None:
        """Refuse a plan whose answers, scored anew, do not meet what it promises. DisagreementError."""
        outcome = self.rescored(taken)
        if not all(demand.met(outcome) for demand in constraints.demands):
            raise DisagreementError("the planned answers, scored anew, do not reach the promised stage")

    def standing(self, outcome: Outcome) -> Standing:
        """The stage and the index of an outcome."""
        stage, index = outcome.stage, outcome.index()
        return Standing(None if stage is None else self.stage_ref(stage), None if index is None else float(index))

    def stage_after(self, taken: frozenset[int]) -> StageRef | None:
        """The stage after some steps."""
        return self.standing(self.rescored(taken)).stage

    def index(self, taken: frozenset[int]) -> float:
        """The index after some steps."""
        return float(self.rescored(taken).counted(line_name("index", ROOT)))
