"""A plan put together: its steps in order, its proof, its runner-up, and what could change it."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from cxmaturity.domain.ahead import State
from cxmaturity.domain.model import Requirement, walk
from cxmaturity.domain.roadmap import (
    FindOutSaving,
    Plan,
    PlannedStep,
    Proof,
    Quarter,
    QuarterDays,
    QuarterLoad,
    RunnerUp,
    Saving,
    StageCost,
    Unfinished,
    quarters_after,
)
from cxmaturity.planning.clock import Clock
from cxmaturity.planning.found import Found, OutOfTimeError
from cxmaturity.planning.plan.optimum import Optimum, Purchase
from cxmaturity.planning.plan.scored import Scored
from cxmaturity.planning.program.timetable import Slot, timetable
from cxmaturity.planning.request import Request
from cxmaturity.planning.situation import situation
from cxmaturity.planning.terms import demands, terms


class Assembly:
    """Makes the plan of an optimum."""

    def __init__(
        self, scored: Scored, optimum: Optimum, request: Request, clock: Clock, say: Callable[[str], None]
    ) -> None:
        self.scored = scored
        self.say = say
        self.optimum = optimum
        self.request = request
        self.situation = scored.situation
        self.found = optimum.found
        self.free = sorted(self.found.taken - {*self.situation.under_way, *self.situation.wanted})
        self.known: list[Found] = []
        self.not_done: list[Unfinished] = [] if self.found.settled else ["ties"]
        count = request.quarters or 0
        self.quarters: tuple[Quarter, ...] = quarters_after(scored.assessment.answers.date, count)
        self.slots: dict[int, Slot] = timetable(self.situation, optimum.terms, self.found.ends, clock) if count else {}

    def plan(self) -> Plan:
        """The plan. DisagreementError where its answers, scored anew, are not what it promises."""
        self.scored.promised(self.found.taken, self.optimum.terms)
        runner_up, only = self._runner_up()
        growth = self._growth()
        find_out = tuple(self._find_out())
        steps = tuple(self._step(i, growth, only) for i in self._order())
        by = self.optimum.by
        return Plan(
            steps=steps,
            days=self.found.days,
            before=self.scored.standing(self.scored.assessment.scores.worst),
            after=self.scored.standing(self.scored.rescored(self.found.taken)),
            proof=self._proof(),
            runner_up=runner_up,
            only=only,
            find_out=find_out,
            quarters=tuple(self._loads()),
            reached=self.quarters[by - 1].name if by else None,
            not_done=tuple(dict.fromkeys(self.not_done)),
        )

    def _order(self) -> list[int]:
        """The steps, each after what it requires: by quarter, what is under way first, then as in the questionnaire."""
        left, order = set(self.found.taken), list[int]()

        def rank(i: int) -> tuple[int, int, bool, int]:
            slot = self.slots.get(i)
            return slot.starts if slot else 0, slot.ends if slot else 0, i not in self.situation.under_way, i

        while left:
            ready = [i for i in left if not left.intersection(self._before(i))]
            order.append(min(ready, key=rank))
            left.remove(order[-1])
        return order

    def _before(self, i: int) -> list[int]:
        step = self.situation.steps[i]
        return [*step.requires, *([] if step.below is None else [step.below])]

    def _proof(self) -> Proof:
        found, purchase = self.found, self.optimum
        following = purchase.next if isinstance(purchase, Purchase) else None
        sure = found.optimal and (following is None or following[1].bound > (self.request.budget or 0))
        return Proof(
            status="optimal" if sure else "bounded",
            days=found.days,
            bound=found.bound,
            gap=found.days - found.bound,
            next_stage=None if following is None else self._cost(*following),
        )

    def _cost(self, stage: int, found: Found) -> StageCost:
        return StageCost(self.scored.stage_ref(stage), found.days, self.scored.index(found.taken), found.optimal)

    def _runner_up(self) -> tuple[RunnerUp | None, bool]:
        """The runner-up, and whether there is none."""
        self.say("Looking for the runner-up")
        try:
            other = self.optimum.without(self.found.taken) if self.found.taken else None
        except OutOfTimeError:
            self.not_done.append("runner-up")
            return None, False
        if other is None:
            return None, True
        self.known.append(other)
        return RunnerUp(
            days=other.days,
            more=other.days - self.found.days,
            leaves_out=tuple(map(self.scored.step_id, sorted(self.found.taken - other.taken))),
            adds=tuple(map(self.scored.step_id, sorted(other.taken - self.found.taken))),
        ), False

    def _growth(self) -> dict[int, int | None]:
        """For each step that can be left out: by how much it may grow; None where no plan does without it.

        A plan that leaves out a step leaves out one of all, so none is cheaper than the runner-up: where a known
        plan as cheap as that does without a step, nothing has to be solved.
        """
        self.say("Looking for the room of each estimate")
        growth: dict[int, int | None] = {}
        for i in self.free:
            costs = [other.days for other in self.known if i not in other.taken]
            if self.known and costs and min(costs) == self.known[0].days:
                growth[i] = min(costs) - self.found.days
                continue
            try:
                other = self.optimum.without([i])
            except OutOfTimeError:
                self.not_done.append("growth")
                break
            growth[i] = None if other is None else other.days - self.found.days
            if other is not None:
                self.known.append(other)
        return growth

    def _find_out(self) -> Iterator[FindOutSaving]:
        """The answers that would make the plan cheaper, the largest saving first."""
        if isinstance(self.optimum, Purchase):
            return
        self.say("Looking for what finding out would save")
        made: list[FindOutSaving] = []
        try:
            for id_ in self.scored.questionnaire.practices:
                status = self.scored.assessment.answers.of(id_).status
                if status != "answered" and status != "na" and (savings := self._savings(id_)):  # noqa: PLR1714  for mypy
                    title = self.scored.questionnaire.practices[id_].title
                    made.append(FindOutSaving(id_, title, status, savings))
        except OutOfTimeError:
            self.not_done.append("finding out")
        yield from sorted(made, key=lambda one: -one.savings[-1].saves)

    def _savings(self, id_: str) -> tuple[Saving, ...]:
        """What it would save if a practice stood higher: at each option up to the one that saves the most."""
        low = self.situation.start[id_] or 0
        high = self.scored.assessment.scores.readings.best[id_] or 0
        options = [o.rank for o in self.scored.questionnaire.practices[id_].options if low < o.rank <= high]
        most = self._saved(id_, options[-1])
        savings: list[Saving] = []
        for rank in options if most > 0 else []:
            saves = most if rank == options[-1] else self._saved(id_, rank)
            if saves > (savings[-1].saves if savings else 0):
                point = self.scored.questionnaire.point(rank)
                savings.append(Saving(rank, point.id, point.name, saves))
            if saves == most:
                break
        return tuple(savings)

    def _saved(self, id_: str, rank: int) -> int:
        start: State = {**self.situation.start, id_: rank}
        other = situation(self.scored.assessment.ahead, start)
        held = self.optimum.terms
        asked = demands(other, self.request.stage, self.request.dimensions)
        fresh = terms(other, asked)
        found = self.optimum.from_(
            other, replace(held, demands=asked, ruled_out=fresh.ruled_out, forced=fresh.forced, needs=fresh.needs)
        )
        return 0 if found is None else self.found.days - found.days

    def _loads(self) -> Iterator[QuarterLoad]:
        """The quarters up to the last in which something runs."""
        last = max((slot.ends for slot in self.slots.values()), default=0)
        capacity = self.optimum.terms.capacity
        for t, quarter in enumerate(self.quarters[:last], 1):
            days = sum(slot.days[t - slot.starts] for slot in self.slots.values() if slot.starts <= t <= slot.ends)
            yield QuarterLoad(quarter.name, days, None if capacity is None else capacity[t - 1])

    def _step(self, i: int, growth: dict[int, int | None], only: bool) -> PlannedStep:
        step, questionnaire = self.situation.steps[i], self.scored.questionnaire
        at = Requirement(step.at.practice, step.at.rank)
        slot = self.slots.get(i)
        dimension = next(d.name for d in walk(questionnaire.dimensions) for p in d.practices if p.id == at.practice)
        return PlannedStep(
            id=self.scored.step_id(i),
            practice=at.practice,
            title=questionnaire.practices[at.practice].title,
            dimension=dimension,
            from_=step.from_,
            to=at.rank,
            from_name=questionnaire.point(step.from_).name,
            to_name=questionnaire.point(at.rank).name,
            unknown=self.scored.assessment.answers.of(at.practice).unknown,
            step=step.text.do,
            days=step.days,
            months=step.months,
            owner=step.text.owner,
            measure=step.text.measure,
            requires=tuple(self.scored.step_id(need) for need in self._before(i) if need in self.found.taken),
            mark="under way" if i in self.situation.under_way else "wanted" if i in self.situation.wanted else "",
            certain=only or (i in growth and growth[i] is None),
            may_grow=growth.get(i),
            starts=self.quarters[slot.starts - 1].name if slot else None,
            ends=self.quarters[slot.ends - 1].name if slot else None,
            days_by_quarter=tuple(
                QuarterDays(self.quarters[t - 1].name, days) for t, days in enumerate(slot.days, slot.starts)
            )
            if slot
            else (),
        )
