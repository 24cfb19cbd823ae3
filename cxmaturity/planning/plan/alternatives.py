"""What could change a plan: other steps, other estimates, other answers. Each is the same search, asked again."""

from collections.abc import Callable, Iterator

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.improvement.needs import rank_in
from cxmaturity.domain.results.roadmap import FindOutSaving, RunnerUp, Saving, Unfinished
from cxmaturity.planning.plan.optimum import Optimum, Purchase
from cxmaturity.planning.plan.scored import Scored
from cxmaturity.planning.solution import OutOfTimeError, Solution


class Alternatives:
    """What could change the plan of an optimum; `not_done` is what the time limit left open."""

    def __init__(self, scored: Scored, optimum: Optimum, say: Callable[[str], None]) -> None:
        self.scored = scored
        self.optimum = optimum
        self.say = say
        self.solution = optimum.solution
        situation = scored.situation
        self.free = sorted(self.solution.taken - {*situation.under_way, *situation.wanted})
        self.not_done: list[Unfinished] = [] if self.solution.settled else ["ties"]
        self.known: list[Solution] = []
        self.only = False

    def days_at_best(self) -> int | None:
        """The days of the cheapest plan if everything that is not known proves best."""
        if isinstance(self.optimum, Purchase):
            return None
        start, best = self.scored.situation.start, self.scored.assessment.scores.readings.best
        raised = {id_: high for id_, high in best.items() if high is not None and high > rank_in(start, id_)}
        if not raised:
            if self.solution.optimal:
                return self.solution.days
            self.not_done.append("best")
            return None
        try:
            solution = self.optimum.from_(raised)
        except OutOfTimeError:
            self.not_done.append("best")
            return None
        return None if solution is None else solution.days

    def no_way_round(self) -> set[int]:
        """The steps that no plan does without, whatever it costs; not those that the answers file asks for."""
        needed = set[int]()
        for i in self.free:
            if not self.optimum.clock.left():
                self.not_done.append("no way round")
                break
            if not self.optimum.cheapest.reachable(without=i):
                needed.add(i)
        return needed

    def runner_up(self) -> RunnerUp | None:
        """The cheapest plan that leaves out a step of this one; None where there is none (`only`), or no time."""
        self.say("Looking for the runner-up")
        try:
            other = self.optimum.runner_up() if self.solution.taken else None
        except OutOfTimeError:
            self.not_done.append("runner-up")
            return None
        if other is None:
            self.only = True
            return None
        self.known.append(other)
        return RunnerUp(
            days=other.days,
            more=other.days - self.solution.days,
            leaves_out=tuple(map(self.scored.step_id, sorted(self.solution.taken - other.taken))),
            adds=tuple(map(self.scored.step_id, sorted(other.taken - self.solution.taken))),
        )

    def growth(self) -> dict[int, int | None]:
        """For each step that can be left out: by how much it may grow; None where no plan does without it.

        A plan that leaves out a step leaves out one of all, so none is cheaper than the runner-up: where a known
        plan as cheap as that does without a step, nothing has to be searched.
        """
        self.say("Looking for the room of each estimate")
        growth: dict[int, int | None] = {}
        for i in self.free:
            costs = [other.days for other in self.known if i not in other.taken]
            if costs and min(costs) == self.known[0].days:
                growth[i] = min(costs) - self.solution.days
                continue
            try:
                other = self.optimum.without(i)
            except OutOfTimeError:
                self.not_done.append("growth")
                break
            growth[i] = None if other is None else other.days - self.solution.days
            if other is not None and self.known:
                self.known.append(other)
        return growth

    def find_out(self, by_option: bool) -> list[FindOutSaving]:
        """What to find out: every unknown answer, and the ranges that would save something; the largest saving first.

        `by_option` says to look at every option of each, not at the best one alone.
        """
        self.say("Looking for what finding out would save")
        savings = list(self._find_out(by_option))
        return sorted(savings, key=lambda saving: -(saving.saves_at_best or 0))

    def _find_out(self, by_option: bool) -> Iterator[FindOutSaving]:
        late = isinstance(self.optimum, Purchase)
        for id_ in to_find_out(self.scored.assessment):
            status = self.scored.assessment.answers.of(id_).status
            best = rank_in(self.scored.assessment.scores.readings.best, id_)
            saves: int | None = None
            savings: tuple[Saving, ...] = ()
            if not late:
                try:
                    saves = self._saved(id_, best)
                    savings = self._savings(id_, best, saves) if by_option and saves else ()
                except OutOfTimeError:
                    self.not_done.append("finding out")
                    late = True
            if status == "dk" or status == "missing" or (status == "range" and saves):  # noqa: PLR1714  for mypy
                yield FindOutSaving(id_, status, saves, savings)

    def _savings(self, id_: str, best: int, most: int) -> tuple[Saving, ...]:
        """What it would save if a practice stood higher: at each option up to the one that saves the most."""
        low = rank_in(self.scored.situation.start, id_)
        savings: list[Saving] = []
        for rank in [o.rank for o in self.scored.questionnaire.practices[id_].options if low < o.rank <= best]:
            saves = most if rank == best else self._saved(id_, rank)
            if saves > (savings[-1].saves if savings else 0):
                point = self.scored.questionnaire.point(rank)
                savings.append(Saving(rank, point.id, point.name, saves))
            if saves == most:
                break
        return tuple(savings)

    def _saved(self, id_: str, rank: int) -> int:
        solution = self.optimum.from_({id_: rank})
        return 0 if solution is None else self.solution.days - solution.days


def to_find_out(assessment: Assessment) -> list[str]:
    """The practices whose answers are unknown or ranges, those that can move the stage the most first."""
    first = [unknown.practice for unknown in assessment.result.find_out]
    ranges = [id_ for id_, answer in assessment.answers.answers.items() if answer.status == "range"]
    return [*first, *(id_ for id_ in assessment.questionnaire.practices if id_ in set(ranges))]
