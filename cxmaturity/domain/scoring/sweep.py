"""The rule of a sweep: a dimension is won when what adds outweighs what takes away; the stage counts those won.

| line | meaning |
|---|---|
| `won(d)`, `stage` | 1 when the score of a dimension is above 0; in how many it is |
| `harmless(d)`, `free_of_harm` | 1 when nothing in a dimension takes away; in how many nothing does |
| `balance` | 100 times the score of the whole |
"""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire, Term
from cxmaturity.domain.scoring.outcome import ROOT, Outcome, line_name
from cxmaturity.domain.scoring.primitives import Limit
from cxmaturity.domain.scoring.program import Line
from cxmaturity.domain.scoring.sweep_words import SweepWords, won_of
from cxmaturity.domain.scoring.values import Demand, Measures, Obstacle, Reading, RuleProblem, Stage, WeightSensitivity
from cxmaturity.domain.scoring.weight_sensitivity import Tree


class Sweep(SweepWords):
    """A stage is a number of dimensions won."""

    name = "sweep"
    lowest = 0
    skips_stages = False
    terms: tuple[Term, ...] = (
        Term("won", "a dimension in which what adds outweighs what takes away"),
        Term("balance", "100 times the score of the whole"),
        Term("free of harm", "a dimension in which nothing takes away"),
    )

    def lines(self, questionnaire: Questionnaire) -> Iterator[Line]:
        """What is won, what is free of harm, and the balance."""
        first = questionnaire.scale[0].id
        won = tuple(f"won({d.id})" for d in questionnaire.dimensions)
        for d in questionnaire.dimensions:
            yield Line(f"won({d.id})", "bands", (f"total({d.id})", f"standing({d.id}, {first})"), (Limit(0),))
        yield Line("stage", "total", won, tuple(1 for _ in won))
        harmless = next(point.id for point in questionnaire.scale if point.value >= 0)
        for d in questionnaire.dimensions:
            yield Line(f"harmless({d.id})", "whole", (f"standing({d.id}, {harmless})", f"standing({d.id}, {first})"))
        free = tuple(f"harmless({d.id})" for d in questionnaire.dimensions)
        yield Line("free_of_harm", "total", free, tuple(1 for _ in free))
        yield Line("balance", "ratio", (f"total({ROOT})", f"standing({ROOT}, {first})"), (100,))

    def stages(self, questionnaire: Questionnaire, dimensions: int) -> tuple[Stage, ...]:
        """Numbers of dimensions won, from none to all."""
        return tuple(self.stage(questionnaire, rank, dimensions) for rank in range(dimensions + 1))

    def stage(self, questionnaire: Questionnaire, rank: int, dimensions: int) -> Stage:
        """So many dimensions won of all."""
        name = won_of(rank, dimensions)
        short = say("{stage} {n|dimension|dimensions}", stage=name, n=dimensions)
        full = say("{stage} {n|dimension|dimensions} won", stage=name, n=dimensions)
        return Stage(rank, str(rank), name, short, full, str(rank), "")

    def stage_rank(self, questionnaire: Questionnaire, text: str) -> int | None:
        """The number of dimensions that a text says."""
        return next((n for n in range(len(questionnaire.dimensions) + 1) if text == str(n)), None)

    def stage_hint(self, questionnaire: Questionnaire) -> str:
        """What a target can be, where a text names none."""
        return f"it is a number of dimensions, 0 to {len(questionnaire.dimensions)}"

    def target_question(self, questionnaire: Questionnaire) -> str:
        """What asks for a target."""
        return f"Target, the number of dimensions to win, 0 to {len(questionnaire.dimensions)}"

    def target_refusal(self) -> str:
        """What is said of a text that names no target; it follows that text."""
        return "is none of these numbers."

    def standing_line(self, dimension: str) -> str:
        """Whether a dimension is won."""
        return line_name("won", dimension)

    def reached(self, dimension: str, outcome: Outcome) -> int | None:
        """1 where a dimension is won, else 0."""
        return outcome.count("won", dimension)

    def carrying(
        self,
        questionnaire: Questionnaire,
        reading: Reading,
        outcome: Outcome,
        rank: int,
    ) -> list[str]:
        """The practices that add, in the dimensions that are won."""
        won = (d for d in questionnaire.dimensions if self.reached(d.id, outcome))
        return [p.id for d in won for p in d.practices if (outcome.value(p.id) or 0) > 0]

    def obstacles(
        self, questionnaire: Questionnaire, reading: Reading, outcome: Outcome, target: int
    ) -> Iterator[Obstacle]:
        """In the dimensions not won, every practice that does not add."""
        adds = next((point.rank for point in questionnaire.scale if point.value > 0), None)
        if outcome.reaches("stage", target) or adds is None:
            return
        for dimension in questionnaire.dimensions:
            if not self.reached(dimension.id, outcome):
                for practice in dimension.practices:
                    stands = reading[practice.id]
                    if stands is not None and stands < adds:
                        yield Obstacle(practice.id, adds, "share")

    def demands(self, questionnaire: Questionnaire, reading: Reading, stage: int) -> tuple[Demand, ...]:
        """So many dimensions won."""
        return (Demand("won", ROOT, stage),)

    def harms(self, questionnaire: Questionnaire, rank: int) -> bool:
        """What takes away harms as long as it stands."""
        return questionnaire.point(rank).value < 0

    def measures(self, outcome: Outcome) -> Measures:
        """The balance, and in how many dimensions nothing takes away."""
        balance = outcome.of("balance")
        return Measures(balance=None if balance is None else float(balance), free_of_harm=outcome.count("free_of_harm"))

    def problems(self, questionnaire: Questionnaire) -> Iterator[RuleProblem]:
        """No gates, whole values, one of them above 0, and no dimension inside another."""
        if questionnaire.scoring.lead:
            message = f"under the rule {self.name} there are no gates that could lead"
            yield RuleProblem("sweep-lead", message, "leave it out", ("scoring", "lead"))
        if questionnaire.gates:
            yield RuleProblem("sweep-gates", f"the rule {self.name} knows no gates", "leave them out", ("gates",))
        for point in questionnaire.scale:
            if point.value.denominator != 1:
                message = f"the rule {self.name} needs whole values"
                yield RuleProblem("sweep-values", message, "such as -1, 0 and 1", ("scale", point.rank - 1, "value"))
        if all(point.value <= 0 for point in questionnaire.scale):
            message = "no point has a value above 0, so no dimension can be won"
            yield RuleProblem("unreachable-stage", message, "give the highest point a value above 0", ("scale",))
        for dimension in questionnaire.dimensions:
            if dimension.dimensions:
                message = f"under the rule {self.name} dimensions are not nested"
                hint = "give it practices of its own"
                yield RuleProblem("sweep-nested", message, hint, dimension=dimension.id)

    def weight_sensitivity(self, questionnaire: Questionnaire, reading: Reading) -> WeightSensitivity:
        """The dimensions won by weights."""
        return _WeightSensitivity(questionnaire, reading)


class _WeightSensitivity(Tree):
    certain = False

    def __init__(self, questionnaire: Questionnaire, reading: Reading) -> None:
        super().__init__(questionnaire, reading)
        self.values = [point.value.numerator for point in questionnaire.scale]

    def stage(self, weights: Sequence[int]) -> int:
        """How many dimensions have a score above 0."""
        return sum(
            sum(weights[at] * self.values[rank - 1] for at, rank in zip(group.places, group.ranks, strict=True)) > 0
            for group in self.groups
        )
