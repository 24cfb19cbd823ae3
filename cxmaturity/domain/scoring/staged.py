"""The rule of stages: a stage is reached when all its signs are there and the whole is no more than `lead` behind.

| line | meaning |
|---|---|
| `open(k, practice)` | 1 when this gate is open |
| `passed(k)`, `stage` | 1 when stage k is reached; the stage's rank |
| `weakest_dimension`, `rounded_down` | the stage by other common rules, without gates |
"""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.model import STAGED, Point, Questionnaire, Term, rank_of
from cxmaturity.domain.results.result import OtherRules
from cxmaturity.domain.scoring.lines import root
from cxmaturity.domain.scoring.obstacles import below
from cxmaturity.domain.scoring.outcome import ROOT, Outcome, line_name
from cxmaturity.domain.scoring.program import Line
from cxmaturity.domain.scoring.staged_words import StagedWords
from cxmaturity.domain.scoring.values import Demand, Measures, Obstacle, Reading, RuleProblem, Stage, WeightSensitivity
from cxmaturity.domain.scoring.weight_sensitivity import Tree


class Staged(StagedWords):
    """A stage is a point of the scale, guarded by gates."""

    name = STAGED
    lowest = 1
    skips_stages = True
    terms: tuple[Term, ...] = (
        Term("gate", "a sign of a stage: a practice that has to be at that stage's point or above"),
        Term("breadth", "the level at which the whole stands, whatever the gates say"),
    )

    def lines(self, questionnaire: Questionnaire) -> Iterator[Line]:
        """The lines of the stage, and of what other rules would say."""
        passed: list[str] = []
        for point in questionnaire.scale[1:]:
            doors = [gate.practice for gate in questionnaire.gates if gate.stage == point.rank]
            for practice in doors:
                yield Line(f"open({point.id}, {practice})", "stands", (practice,), (point.rank,))
            needs = (f"level({ROOT})", *(f"open({point.id}, {p})" for p in doors), *passed[-1:])
            bounds = (point.rank - questionnaire.scoring.lead, *(1 for _ in needs[1:]))
            passed.append(f"passed({point.id})")
            yield Line(passed[-1], "each", needs, bounds)
        yield Line("stage", "add", tuple(passed), (1,))
        yield from _lines_of_other_rules(questionnaire)

    def stages(self, questionnaire: Questionnaire, dimensions: int) -> tuple[Stage, ...]:
        """The points of the scale."""
        return tuple(map(_stage, questionnaire.scale))

    def stage(self, questionnaire: Questionnaire, rank: int, dimensions: int) -> Stage:
        """The point of a rank."""
        return _stage(questionnaire.point(rank))

    def stage_rank(self, questionnaire: Questionnaire, text: str) -> int | None:
        """The rank that a point's id or rank says."""
        return rank_of(text, questionnaire.scale)

    def stage_hint(self, questionnaire: Questionnaire) -> str:
        """Nothing: the names of the points say more."""
        return ""

    def target_question(self, questionnaire: Questionnaire) -> str:
        """What asks for a target."""
        return "Target stage: " + ", ".join(f"{point.rank} {point.name}" for point in questionnaire.scale)

    def target_refusal(self) -> str:
        """What is said of a text that names no target; it follows that text."""
        return "is no stage here. Type a stage's number, id or name."

    def standing_line(self, dimension: str) -> str:
        """The level of a dimension."""
        return line_name("level", dimension)

    def reached(self, dimension: str, outcome: Outcome) -> int | None:
        """The level of a dimension."""
        return outcome.level(dimension)

    def carrying(
        self,
        questionnaire: Questionnaire,
        reading: Reading,
        outcome: Outcome,
        rank: int,
    ) -> list[str]:
        """The practices at the stage's point or above."""
        return [practice for practice, stands in reading.items() if stands is not None and stands >= rank]

    def obstacles(
        self, questionnaire: Questionnaire, reading: Reading, outcome: Outcome, target: int
    ) -> Iterator[Obstacle]:
        """Gates that are shut, and what keeps the whole below its level."""
        for gate in questionnaire.gates:
            if gate.stage <= target and not outcome.is_open(questionnaire.point(gate.stage).id, gate.practice):
                yield Obstacle(gate.practice, gate.stage, "gate")
        level = target - questionnaire.scoring.lead
        if not outcome.reaches(line_name("level", ROOT), level):
            yield from below(questionnaire, reading, outcome, root(questionnaire), level)

    def demands(self, questionnaire: Questionnaire, reading: Reading, stage: int) -> tuple[Demand, ...]:
        """Its gates, and the level of the whole."""
        gates = (Demand("gate", gate.practice, gate.stage) for gate in questionnaire.gates if gate.stage <= stage)
        return (*gates, Demand("level", ROOT, max(stage - questionnaire.scoring.lead, 1)))

    def harms(self, questionnaire: Questionnaire, rank: int) -> bool:
        """Nothing harms: what stands low only stands low."""
        return False

    def measures(self, outcome: Outcome) -> Measures:
        """The level of the whole, and what other rules would say."""
        others = OtherRules(outcome.count("weakest_dimension"), outcome.count("rounded_down"))
        return Measures(breadth=outcome.level(), other_rules=others)

    def problems(self, questionnaire: Questionnaire) -> Iterator[RuleProblem]:
        """Gates may run ahead of the whole only where every stage has its own: else a stage would come for nothing."""
        guarded = {gate.stage for gate in questionnaire.gates}
        bare = [point.id for point in questionnaire.scale[1:] if point.rank not in guarded]
        if questionnaire.scoring.lead and bare:
            message = f"lead 1 needs a gate at every stage above the lowest, and there is none at {', '.join(bare)}"
            hint = "add gates there, or set `lead: 0`"
            yield RuleProblem("lead-without-gates", message, hint, ("scoring", "lead"))

    def weight_sensitivity(self, questionnaire: Questionnaire, reading: Reading) -> WeightSensitivity:
        """The stage by weights: the level of the whole and the gates, which no weight moves."""
        return _WeightSensitivity(questionnaire, reading)


def _stage(point: Point) -> Stage:
    return Stage(point.rank, point.id, point.name, point.name, point.name, point.name, point.meaning)


def _lines_of_other_rules(questionnaire: Questionnaire) -> Iterator[Line]:
    levels = tuple(f"level({d.id})" for d in questionnaire.dimensions)
    ones = tuple(1 for _ in levels)
    later = questionnaire.scale[1:]
    yield Line("dimensions", "mass", levels, (1, ones))
    for point in later:
        yield Line(f"dimensions({point.id})", "mass", levels, (point.rank, ones))
        yield Line(f"every({point.id})", "whole", (f"dimensions({point.id})", "dimensions"))
        yield Line(f"above({point.id})", "each", (f"score({ROOT})",), (point.value,))
    yield Line("weakest_dimension", "add", tuple(f"every({p.id})" for p in later), (1,))
    yield Line("rounded_down", "add", tuple(f"above({p.id})" for p in later), (1,))


class _WeightSensitivity(Tree):
    def __init__(self, questionnaire: Questionnaire, reading: Reading) -> None:
        super().__init__(questionnaire, reading)
        self.lead = questionnaire.scoring.lead
        shut = [gate.stage for gate in questionnaire.gates if (reading[gate.practice] or 0) < gate.stage]
        self.top = min((stage - 1 for stage in shut), default=self.points)

    @property
    def certain(self) -> bool:
        """Whether no draw decides a level."""
        return not self.root.inner and not self.root.chances

    def stage(self, weights: Sequence[int]) -> int:
        """The level of the whole with its lead, up to the first gate that is shut."""
        return min(self.level(self.root, weights) + self.lead, self.top)
