"""From an assessment and what is asked to a roadmap: the plan with its proof, or why there is none."""

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment, dimensions_won_of
from cxmaturity.domain.roadmap import (
    Conflict,
    Frontier,
    Goal,
    IndexPoint,
    Kink,
    Raised,
    Reason,
    Roadmap,
    StageCost,
    Way,
    Ways,
)
from cxmaturity.domain.scoring import ROOT
from cxmaturity.domain.tops import no_way_round
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.found import OutOfTimeError, UnreachableError
from cxmaturity.planning.plan.assembly import Assembly
from cxmaturity.planning.plan.conflict import conflict
from cxmaturity.planning.plan.optimum import Optimum, Purchase
from cxmaturity.planning.plan.scored import Scored
from cxmaturity.planning.plan.ways import minimal_sets
from cxmaturity.planning.program.frontier import budgets, index_points, stage_costs
from cxmaturity.planning.request import Request
from cxmaturity.planning.situation import situation
from cxmaturity.planning.terms import Condition, Demand, Terms, demands, terms


class Planner:
    """Plans for one assessment. `say` is told what is being done; `clock` ends the search."""

    def __init__(self, assessment: Assessment, clock: Clock, say: Callable[[str], None] = lambda _: None) -> None:
        self.assessment = assessment
        self.questionnaire = assessment.questionnaire
        self.clock = clock
        self.say = say
        self.situation = situation(assessment.ahead)
        self.scored = Scored(assessment, self.situation)

    def roadmap(self, request: Request) -> Roadmap:
        """The plan that is asked for, or why there is none. OutOfTimeError where none was found in time."""
        bare = request.stage is None and not request.dimensions
        made = self._empty(None if bare else self.scored.goal(request), request.budget)
        stages = self.stages()
        held = replace(next(iter(stages.values())), budget=request.budget) if bare else self.held(request)
        self.say("Looking for the cheapest plan")
        try:
            if bare:
                optimum: Optimum = Purchase(self.situation, stages, request.budget or 0, self.clock)
            else:
                optimum = Optimum(self.situation, held, self.clock)
        except UnreachableError:
            self.say("Looking for the reasons why there is none")
            return replace(made, conflict=self.conflict(held))
        if not bare:
            made = replace(made, ways=self.ways(request, held))
        return replace(made, plan=Assembly(self.scored, optimum, request, self.clock, self.say).plan())

    def frontier(self) -> Roadmap:
        """What effort buys. OutOfTimeError where the time ended before the stages were known."""
        made = self._empty(None, None)
        stages = self.stages()
        self.say("Looking for the cheapest plan to each stage")
        bought = stage_costs(self.situation, stages, self.clock)
        if not bought:
            return replace(made, conflict=self.conflict(next(iter(stages.values()))))
        costs = [
            StageCost(
                self.scored.stage_ref(b.stage or 0), b.found.days, self.scored.index(b.found.taken), b.found.optimal
            )
            for b in bought
        ]
        self.say("Looking for the highest index that each budget buys")
        free = replace(next(iter(stages.values())), demands=())
        found, complete = index_points(self.situation, free, budgets(bought), self.clock)
        points = [
            IndexPoint(
                b.found.days, self.scored.index(b.found.taken), self.scored.stage_after(b.found.taken), b.found.settled
            )
            for b in found
        ]
        return replace(made, frontier=Frontier(tuple(costs), tuple(points), tuple(_kinks(costs)), complete))

    def stages(self) -> dict[int, Terms]:
        """The terms of every stage from the worst case's on, lowest first."""
        now = self.assessment.result.stage.worst
        sweep = self.questionnaire.scoring.rule == "sweep"
        top = dimensions_won_of(self.questionnaire, self.assessment.scores) if sweep else len(self.questionnaire.scale)
        first = (0 if sweep else 1) if now is None else now
        return {
            rank: terms(self.situation, demands(self.situation, rank, {})) for rank in range(first, max(top, first) + 1)
        }

    def held(self, request: Request) -> Terms:
        """What a request holds a plan to."""
        asked = demands(self.situation, request.stage, request.dimensions)
        return replace(
            terms(self.situation, asked),
            budget=request.budget,
            quarters=request.quarters,
            capacity=request.capacity,
        )

    def ways(self, request: Request, held: Terms) -> Ways | None:
        """The minimal sets of steps, None where the time ended the search for them."""
        self.say("Looking for the minimal sets of steps")
        try:
            sets, complete = minimal_sets(self.situation, held, self.clock)
        except OutOfTimeError:
            return None
        certain = no_way_round(self.assessment.ahead, request.stage, request.dimensions)
        return Ways(tuple(map(self._way, sets)), complete, certain)

    def conflict(self, held: Terms) -> Conflict:
        """Why there is no plan."""
        found, sure = conflict(self.situation, held, self.clock)
        return Conflict(tuple(self._reason(condition, held) for condition in found), sure)

    def _empty(self, goal: Goal | None, budget: int | None) -> Roadmap:
        result = self.assessment.result
        return Roadmap("cxmaturity/plan@1", result.questionnaire, result.answers, goal, budget)

    def _way(self, taken: frozenset[int]) -> Way:
        practices = {self.situation.steps[i].at.practice: self.situation.steps[i].at.rank for i in sorted(taken)}
        return Way(tuple(self._raised(practices)), len(taken), self.situation.days(taken))

    def _raised(self, practices: Mapping[str, int]) -> Iterator[Raised]:
        for id_, rank in practices.items():
            title = self.questionnaire.practices[id_].title
            yield Raised(id_, title, self.situation.start[id_] or 0, rank, self.questionnaire.point(rank).name)

    def _reason(self, condition: Condition, held: Terms) -> Reason:
        step, name = condition.step, self.scored.step_id
        match condition.kind:
            case "budget":
                return Reason("budget", amount=held.budget)
            case "capacity" | "months" as kind:
                return Reason(kind, amount=held.quarters)
            case "requires":
                return Reason("requires", name(step), name(condition.need))
            case "ruled out":
                return Reason("ruled out", name(step))
            case "forced":
                return Reason("under way" if step in self.situation.under_way else "wanted", name(step))
            case _:
                assert condition.demand is not None  # noqa: S101  no other kind is left
                return self._asked(condition.demand)

    def _asked(self, demand: Demand) -> Reason:
        if demand.kind == "gate":
            return Reason("gate", f"{demand.about}@{self.questionnaire.point(demand.rank).id}")
        if demand.about == ROOT:
            return Reason("stage", amount=demand.rank)
        return Reason("dimension", demand.about, amount=demand.rank)


def _kinks(costs: list[StageCost]) -> Iterator[Kink]:
    """The highest stage at each cost, and where the next one is."""
    for i, cost in enumerate(costs):
        after = costs[i + 1] if i + 1 < len(costs) else None
        if after is None or after.days > cost.days:
            yield Kink(cost.days, cost.stage, None if after is None else after.days)
