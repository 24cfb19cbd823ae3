"""From an assessment and what is asked to a roadmap: the plan with its proof, or why there is none.

`plan_of` is the entry: pure, and cheap enough to stand in every output.
"""

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment, stages_of
from cxmaturity.domain.improvement.needs import rank_in
from cxmaturity.domain.results.roadmap import Frontier, IndexPoint, Kink, Roadmap, RunnerUp, StageCost
from cxmaturity.domain.results.ways import Conflict, Raised, Reason, Way, Ways
from cxmaturity.domain.scoring.outcome import ROOT
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.domain.scoring.values import Demand
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.constraints import Condition, Constraints, constraints_of, demands
from cxmaturity.planning.plan.alternatives import Alternatives
from cxmaturity.planning.plan.assembly import assembled
from cxmaturity.planning.plan.cheap import cheap_and_not_needed
from cxmaturity.planning.plan.cheapest import Cheapest
from cxmaturity.planning.plan.optimum import Optimum, optimum, purchase
from cxmaturity.planning.plan.request import Request
from cxmaturity.planning.plan.scored import Scored
from cxmaturity.planning.situation import situation_of
from cxmaturity.planning.solution import OutOfTimeError, Solution, UnreachableError


def plan_of(
    assessment: Assessment,
    request: Request,
    time_limit: float | None = None,
    *,
    full: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> Roadmap:
    """The plan that is asked for with what stands beside it, or why there is none.

    `time_limit` is in seconds; past it the best plan found is given with its bound, and neither a plan nor a reason
    where none was found. `full` adds the runner-up, the room of each estimate, savings by option and the minimal
    sets; `say` is told what is being done.
    """
    planner = Planner(assessment, Clock(time_limit), say)
    try:
        return planner.roadmap(request, full=full)
    except OutOfTimeError:
        return planner.empty(request)


class Planner:
    """Plans for one assessment. `say` is told what is being done; `clock` ends the search."""

    def __init__(self, assessment: Assessment, clock: Clock, say: Callable[[str], None] = lambda _: None) -> None:
        self.assessment = assessment
        self.questionnaire = assessment.questionnaire
        self.clock = clock
        self.say = say
        self.situation = situation_of(assessment.basis)
        self.scored = Scored(assessment, self.situation)

    def roadmap(self, request: Request, *, full: bool = True) -> Roadmap:
        """The plan that is asked for, or why there is none. OutOfTimeError where none was found in time."""
        bare = request.stage is None and not request.dimensions
        roadmap = self.empty(request)
        stages = self.stages() if bare else {}
        constraints = replace(next(iter(stages.values())), budget=request.budget) if bare else self.constraints(request)
        self.say("Looking for the cheapest plan")
        try:
            if bare:
                best: Optimum = purchase(self.situation, stages, request.budget or 0, self.clock)
            else:
                best = optimum(self.situation, constraints, self.clock)
        except UnreachableError:
            self.say("Looking for the reasons why there is none")
            return replace(roadmap, conflict=self.conflict(constraints), prove=self.assessment.result.prove)
        roadmap = self._planned(roadmap, best, request, full)
        return roadmap if bare or not full else replace(roadmap, ways=self.ways(best))

    def _planned(self, roadmap: Roadmap, optimum: Optimum, request: Request, full: bool) -> Roadmap:
        assembly = assembled(self.scored, optimum, request)
        others = Alternatives(self.scored, optimum, self.say)
        days_at_best = others.days_at_best()
        no_way_round = others.no_way_round()
        runner_up: RunnerUp | None = None
        growth: Mapping[int, int | None] = {}
        if full:
            runner_up, growth = others.runner_up(), others.growth()
        find_out = tuple(others.find_out(by_option=full))
        return replace(
            roadmap,
            plan=assembly.plan(days_at_best, no_way_round, growth, others.not_done),
            find_out=find_out,
            prove=self.assessment.result.prove,
            cheap_and_not_needed=tuple(cheap_and_not_needed(self.situation, optimum.solution.taken)),
            runner_up=runner_up,
            only=others.only,
        )

    def frontier(self) -> Roadmap:
        """What effort buys. OutOfTimeError where the time ended before the stages were known."""
        from cxmaturity.planning.program.frontier import budgets, index_points  # noqa: PLC0415  takes long to import

        roadmap = self.empty(Request())
        stages = self.stages()
        self.say("Looking for the cheapest plan to each stage")
        bought = list(self._bought(stages))
        if not bought:
            return replace(roadmap, conflict=self.conflict(next(iter(stages.values()))))
        costs = [
            StageCost(self.scored.stage_ref(stage), solution.days, self.scored.index(solution.taken), solution.optimal)
            for stage, solution in bought
        ]
        self.say("Looking for the highest index that each budget buys")
        free = replace(next(iter(stages.values())), demands=())
        chosen = budgets(solution.days for _, solution in bought)
        points, complete = index_points(self.situation, free, chosen, self.clock)
        return replace(
            roadmap,
            frontier=Frontier(
                tuple(costs),
                tuple(
                    IndexPoint(p.days, self.scored.index(p.taken), self.scored.stage_after(p.taken), p.settled)
                    for p in points
                ),
                tuple(_kinks(costs)),
                complete,
            ),
        )

    def _bought(self, stages: Mapping[int, Constraints]) -> Iterator[tuple[int, Solution]]:
        """The cheapest plan to each stage that steps can reach, lowest first. OutOfTimeError."""
        for stage, constraints in stages.items():
            try:
                yield stage, Cheapest(self.situation, constraints, self.clock).best()
            except UnreachableError:
                return

    def stages(self) -> dict[int, Constraints]:
        """The constraints of every stage from the worst case's on, lowest first."""
        now = self.assessment.result.stage.worst
        top = stages_of(self.questionnaire, self.assessment.scores)[-1].rank
        first = rule_of(self.questionnaire).lowest if now is None else now
        return {
            rank: constraints_of(self.situation, demands(self.situation, rank, {}))
            for rank in range(first, max(top, first) + 1)
        }

    def constraints(self, request: Request) -> Constraints:
        """What a request holds a plan to."""
        asked = demands(self.situation, request.stage, request.dimensions)
        return replace(
            constraints_of(self.situation, asked),
            budget=request.budget,
            quarters=request.quarters,
            capacity=request.capacity,
        )

    def ways(self, optimum: Optimum) -> Ways | None:
        """The minimal sets of steps, None where the time ended the search for them."""
        from cxmaturity.planning.plan.ways import Sets  # noqa: PLC0415  few outputs list them

        self.say("Looking for the minimal sets of steps")
        search = Sets(self.situation, optimum.constraints, self.clock)
        try:
            certain = tuple(search.no_way_round())
            sets, complete = search.minimal()
        except OutOfTimeError:
            return None
        return Ways(tuple(map(self._way, sets)), complete, certain)

    def conflict(self, constraints: Constraints) -> Conflict:
        """Why there is no plan."""
        from cxmaturity.planning.plan.conflict import conflict  # noqa: PLC0415  hardly ever asked for

        conditions, sure = conflict(self.situation, constraints, self.clock)
        return Conflict(tuple(self._reason(condition, constraints) for condition in conditions), sure)

    def empty(self, request: Request) -> Roadmap:
        """What is asked for, and nothing of how to get there."""
        result = self.assessment.result
        bare = request.stage is None and not request.dimensions
        goal = None if bare else self.scored.goal(request)
        return Roadmap("cxmaturity/plan@2", result.questionnaire, result.answers, goal, request.budget)

    def _way(self, taken: frozenset[int]) -> Way:
        practices = {self.situation.steps[i].at.practice: self.situation.steps[i].at.rank for i in sorted(taken)}
        return Way(tuple(self._raised(practices)), len(taken), self.situation.days(taken))

    def _raised(self, practices: Mapping[str, int]) -> Iterator[Raised]:
        for id_, rank in practices.items():
            title = self.questionnaire.practices[id_].title
            yield Raised(id_, title, rank_in(self.situation.start, id_), rank, self.questionnaire.point(rank).name)

    def _reason(self, condition: Condition, constraints: Constraints) -> Reason:
        step, name = condition.step, self.scored.step_id
        match condition.kind:
            case "budget":
                return Reason("budget", amount=constraints.budget)
            case "capacity" | "months" as kind:
                return Reason(kind, amount=constraints.quarters)
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
