"""A plan put together: its steps in order, why each is in, its proof, and its quarters."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from cxmaturity.domain.model import walk
from cxmaturity.domain.results.roadmap import (
    Plan,
    Proof,
    QuarterLoad,
    StageCost,
    Unfinished,
)
from cxmaturity.domain.results.step import QuarterDays, Step
from cxmaturity.planning.constraints import MONTHS_A_QUARTER
from cxmaturity.planning.plan.optimum import Optimum, Purchase
from cxmaturity.planning.plan.request import Request
from cxmaturity.planning.plan.scored import Scored
from cxmaturity.planning.plan.steps import Reasons, by_latest_start, chains, in_order
from cxmaturity.planning.solution import Solution

if TYPE_CHECKING:
    from cxmaturity.domain.improvement.quarters import Quarter
    from cxmaturity.planning.program.timetable import Slot


def _quarters(scored: Scored, count: int) -> "tuple[Quarter, ...]":
    from cxmaturity.domain.improvement.quarters import quarters_after  # noqa: PLC0415  few plans are scheduled

    return quarters_after(scored.assessment.answers.date, count)


def assembled(scored: Scored, optimum: Optimum, request: Request) -> "Assembly":
    """The assembly of an optimum, with its timetable.

    DisagreementError where its answers, scored anew, are not what it promises.
    """
    scored.promised(optimum.solution.taken, optimum.constraints)
    return Assembly(scored, optimum, request, optimum.slots())


class Assembly:
    """Makes the plan of an optimum. `slots` say when each step runs; there are none without quarters."""

    def __init__(self, scored: Scored, optimum: Optimum, request: Request, slots: "Mapping[int, Slot]") -> None:
        self.scored = scored
        self.optimum = optimum
        self.request = request
        self.situation = scored.situation
        self.solution = optimum.solution
        self.quarters = _quarters(scored, request.quarters) if request.quarters else ()
        self.slots = slots
        self.chains = chains(self.situation, self.solution.taken)
        self.reasons = Reasons(optimum.cheapest.ground, optimum.constraints, self.solution.taken)
        self.dimensions = {p.id: d.name for d in walk(self.scored.questionnaire.dimensions) for p in d.practices}

    def plan(
        self,
        days_at_best: int | None,
        no_way_round: Collection[int],
        growth: Mapping[int, int | None],
        not_done: Collection[Unfinished],
    ) -> Plan:
        """The plan, with what is known of its steps."""
        by = self.optimum.by
        return Plan(
            steps=tuple(self._step(i, no_way_round, growth) for i in self._order(no_way_round)),
            days=self.solution.days,
            days_at_best=days_at_best,
            months=self.chains.months,
            proof=self._proof(),
            before=self.scored.standing(self.scored.assessment.scores.worst),
            after=self.scored.standing(self.scored.rescored(self.solution.taken)),
            quarters=tuple(self._loads()),
            reached=self.quarters[by - 1].name if by else None,
            not_done=tuple(dict.fromkeys(not_done)),
        )

    def _order(self, no_way_round: Collection[int]) -> list[int]:
        """By quarter where there are quarters, what is under way first; else by latest start."""
        if not self.slots:
            return by_latest_start(self.situation, self.chains, no_way_round)

        def rank(i: int) -> tuple[int, int, bool, int]:
            slot = self.slots[i]
            return slot.starts, slot.ends, i not in self.situation.under_way, i

        return in_order(self.chains.before, rank)

    def _proof(self) -> Proof:
        solution, purchase = self.solution, self.optimum
        following = purchase.next if isinstance(purchase, Purchase) else None
        proven = solution.optimal and (following is None or following[1].bound > (self.request.budget or 0))
        return Proof(
            optimal=proven,
            bound=solution.bound,
            gap=solution.days - solution.bound,
            next_stage=None if following is None else self.cost(*following),
        )

    def cost(self, stage: int, solution: Solution) -> StageCost:
        """What a stage costs."""
        return StageCost(
            self.scored.stage_ref(stage), solution.days, self.scored.index(solution.taken), solution.optimal
        )

    def _loads(self) -> Iterator[QuarterLoad]:
        """The quarters up to the last in which something runs."""
        last = max((slot.ends for slot in self.slots.values()), default=0)
        capacity = self.optimum.constraints.capacity
        for t, quarter in enumerate(self.quarters[:last], 1):
            days = sum(slot.days[t - slot.starts] for slot in self.slots.values() if slot.starts <= t <= slot.ends)
            yield QuarterLoad(quarter.name, days, None if capacity is None else capacity[t - 1])

    def _step(self, i: int, no_way_round: Collection[int], growth: Mapping[int, int | None]) -> Step:
        step, questionnaire, situation = self.situation.steps[i], self.scored.questionnaire, self.situation
        id_, slot = step.at.practice, self.slots.get(i)
        earliest = self.chains.earliest[i]
        return Step(
            practice=id_,
            from_=step.from_,
            to=step.at.rank,
            step=step.action.do,
            days=step.days,
            months=step.months,
            starts=max(earliest, MONTHS_A_QUARTER * (slot.starts - 1)) if slot else earliest,
            owner=step.action.owner,
            measure=step.action.measure,
            because=self.reasons.of(i),
            requires=tuple(map(self.scored.step_id, self.chains.before[i])),
            id=self.scored.step_id(i),
            title=questionnaire.practices[id_].title,
            dimension=self.dimensions[id_],
            from_name=questionnaire.point(step.from_).name,
            to_name=questionnaire.point(step.at.rank).name,
            unknown=self.scored.assessment.answers.of(id_).unknown,
            mark="under way" if i in situation.under_way else "wanted" if i in situation.wanted else "",
            no_way_round=i in no_way_round or (i in growth and growth[i] is None),
            may_grow=growth.get(i),
            first_quarter=self.quarters[slot.starts - 1].name if slot else None,
            last_quarter=self.quarters[slot.ends - 1].name if slot else None,
            days_by_quarter=tuple(
                QuarterDays(self.quarters[t - 1].name, days) for t, days in enumerate(slot.days, slot.starts)
            )
            if slot
            else (),
        )
