"""The sentences that say a roadmap. Plain text, never markup; every plan is "cheapest given these estimates"."""

import calendar
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from cxmaturity.domain.answers import months_before
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import capital, counted, counted_plain, listed, number, rounded, say
from cxmaturity.domain.model import walk
from cxmaturity.domain.results.roadmap import FindOutSaving, Frontier, Goal, Plan, PlannedStep, Roadmap, StageRef
from cxmaturity.domain.results.ways import Reason, Ways
from cxmaturity.reports.words.days import ending, late
from cxmaturity.reports.words.result import Words

_NOT_DONE = {
    "best": "what it takes if everything that is not known proves best",
    "no way round": "which steps there is no way round",
    "ties": "whether another plan as cheap has a higher index",
    "runner-up": "the runner-up",
    "growth": "by how much some estimates may grow",
    "finding out": "what finding out would save",
    "ways": "the minimal sets of steps",
}
_NOTHING = "No practice applies, so there is nothing to plan."


class RoadmapWords:
    """The sentences of one roadmap."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.questionnaire = assessment.questionnaire
        self.words = Words(assessment)

    def goal(self, goal: Goal) -> str:
        """Where a plan leads to."""
        parts = [self.words.said(goal.stage.rank)] if goal.stage else []
        return listed([*parts, *(f"{one.name} at {one.level.name}" for one in goal.dimensions)])

    def stage(self, stage: StageRef) -> str:
        """A stage as a sentence has it."""
        return self.words.said(stage.rank)

    def headline(self, roadmap: Roadmap, plan: Plan) -> str:
        """What the plan is, in one sentence."""
        work = f"{counted(len(plan.steps), 'step')}, {counted_plain(plan.days, 'person-day')}"
        least = f"nothing below {counted_plain(plan.proof.bound, 'day')} exists"
        cheapest = "cheapest given these estimates" if plan.proof.optimal else f"best found, not proven; {least}"
        if not self.assessment.result.applicable:
            return _NOTHING
        if roadmap.goal is not None:
            name = self.goal(roadmap.goal)
            if not plan.steps:
                return f"{name}: reached already, even in the worst case; nothing has to be done."
            return f"{capital(work)} to {name}: {cheapest}.{self._at_best(plan)}"
        after = plan.after.stage
        bought = self.stage(after) if after else "nothing"
        what = "the most that this budget buys given these estimates" if plan.proof.optimal else cheapest
        if not plan.steps:
            budget = roadmap.budget or 0
            said = "{days} {n|buys|buy} no step; the stage stays {stage}."
            return say(said, days=counted_plain(budget, "person-day"), n=budget, stage=bought)
        return f"{capital(work)} for {bought}, index {rounded(plan.after.index)}: {what}."

    def _at_best(self, plan: Plan) -> str:
        """The other end: what the plan takes if what is not known proves best."""
        if plan.days_at_best is None or plan.days_at_best == plan.days:
            return ""
        days = counted_plain(plan.days_at_best, "person-day")
        return (
            f" That is from the worst case; {days if plan.days_at_best else 'none'} if what is not known proves best."
        )

    def way(self) -> str:
        """The way forward in a sentence: the plan, why there is none, or that none was made."""
        result, roadmap = self.assessment.result, self.assessment.roadmap
        if not result.applicable:
            return _NOTHING
        if roadmap is None:
            return "The highest stage is reached." if result.target is None else "The plan was left out (--no-plan)."
        if roadmap.plan is not None:
            said = self.headline(roadmap, roadmap.plan), late(self.assessment.answers, roadmap.plan)
            return " ".join(filter(None, said))
        first, *reasons = self.unreachable(roadmap)
        return first.partition(".")[0] + "; the way forward says why." if reasons else first

    def unreachable(self, roadmap: Roadmap) -> list[str]:
        """Why there is no plan, line by line: the claim, the reasons, and whether all of them are needed."""
        conflict = roadmap.conflict
        if not self.assessment.result.applicable:
            return [_NOTHING]
        if conflict is None:
            return ["No plan was found in the time."]
        goal = self.goal(roadmap.goal) if roadmap.goal else "Any stage"
        reasons = [self.reason(reason) for reason in conflict.reasons]
        if len(reasons) == 1:
            return [f"{goal} can not be reached: no steps lead to {reasons[0]}."]
        end = (
            "Without any one of these it could be reached."
            if conflict.irreducible
            else "The time limit ended the search for the fewest reasons; some of these may not be needed."
        )
        return [f"{goal} can not be reached. These can not hold together:", *reasons, end]

    def because(self, step: PlannedStep) -> str:
        """Why a step is in the plan."""
        gates = [gate.stage for gate in self.questionnaire.gates if gate.practice == step.practice]
        opened = [self.questionnaire.point(stage).name for stage in gates if stage >= step.to]
        said = {
            "gate": f"a gate to {opened[0]}" if opened else "a gate",
            "level": f"lifts {step.dimension}",
            "dimension target": f"the target of {step.dimension}",
            "dimension won": f"wins {step.dimension}",
            "index": "lifts the index",
        }
        because = step.because
        if "dimension target" in because and (lifted := {"level", "dimension won"}.intersection(because)):
            said |= {one: f"{said[one]}, as its target asks" for one in lifted}
            because = tuple(one for one in because if one != "dimension target")
        needed = [one.removeprefix("prerequisite of ") for one in because if one.startswith("prerequisite of ")]
        named = [f"needed first for {listed([self._practice(id_) for id_ in needed])}"] if needed else []
        return listed([*(said.get(one, one) for one in because if not one.startswith("prerequisite of ")), *named])

    def opening(self, months: int) -> str:
        """From when something can begin that waits for so many months."""
        if not months:
            return "at once"
        day = months_before(self.assessment.answers.date, -months)
        return f"from {calendar.month_name[day.month]} {day.year}"

    def facts(self, roadmap: Roadmap, plan: Plan) -> Iterator[tuple[str, str]]:
        """The sentences below the headline, by label."""
        yield "From", self._from(plan)
        yield "By when", ending(self.assessment.answers, roadmap, plan)
        yield "Proof", self._proof(roadmap, plan)
        yield "Runner-up", self._runner_up(roadmap, plan)
        if roadmap.ways is not None:
            names = [self._practice(id_) for id_ in roadmap.ways.no_way_round]
            yield "No way round", listed(names) + ("." if names else "")
        raised = [step.practice for step in plan.steps]
        yield "Harm left", self.words.rule.left_sentence(self.assessment, raised) if raised else ""
        yield "Not done", self._not_done(roadmap, plan)

    def _from(self, plan: Plan) -> str:
        before, after = plan.before, plan.after
        if before.stage is None or after.stage is None or not plan.steps:
            return ""
        start = f"{self.stage(before.stage)}, index {rounded(before.index)}"
        result = self.assessment.result
        known = result.answered == result.applicable and before.index == result.index
        worst = "" if known else ", the worst case: what is not known counts as lowest"
        return f"{start}{worst}. After the plan: {self.stage(after.stage)}, index {rounded(after.index)}."

    def _proof(self, roadmap: Roadmap, plan: Plan) -> str:
        proof = plan.proof
        days = counted_plain(proof.bound, "person-day")
        stage = plan.after.stage
        reached = "" if stage is None else self.stage(stage)
        if roadmap.goal is not None and roadmap.goal.dimensions:
            reached = self.goal(replace(roadmap.goal, stage=stage))
        said = [f"Scored anew, the planned answers stand at {reached}."] if plan.steps else []
        if proof.next_stage is not None:
            following = proof.next_stage
            least = "takes" if following.exact else "may take"
            said.append(f"{self.stage(following.stage)} {least} {counted_plain(following.days, 'person-day')}.")
        again = " ".join(said)
        if proof.optimal:
            there = "gets there as soon" if plan.reached else "buys as much" if roadmap.goal is None else "gets there"
            return f"Optimal: no plan {there} with fewer than {days}. {again}" if plan.steps else again
        gap = counted_plain(proof.gap, "person-day")
        return f"Not proven: the time limit ended the search. A plan may be cheaper by up to {gap}. {again}"

    def _runner_up(self, roadmap: Roadmap, plan: Plan) -> str:
        other = roadmap.runner_up
        if other is None:
            soon = " as soon" if plan.reached else ""
            return f"None: no other steps get there{soon}." if roadmap.only and plan.steps else ""
        more = f"costs {counted_plain(other.more, 'person-day')} more" if other.more else "costs as much"
        adds = f", and takes {self._steps(other.adds)} instead" if other.adds else ""
        why = (
            ""
            if other.more or "ties" in plan.not_done
            else "; the plan shown has the higher index, or comes first in the questionnaire"
        )
        return f"The next best plan {more}: it leaves out {self._steps(other.leaves_out)}{adds}{why}."

    def _steps(self, ids: tuple[str, ...]) -> str:
        return listed([self.step(id_) for id_ in ids])

    def step(self, id_: str) -> str:
        """A step by its name: "Hiring to Align"."""
        practice, _, point = id_.partition("@")
        name = next(p.name for p in self.questionnaire.scale if p.id == point)
        return f"{self._practice(practice)} to {name}"

    def _practice(self, id_: str) -> str:
        return self.questionnaire.practices[id_].title

    def _not_done(self, roadmap: Roadmap, plan: Plan) -> str:
        left = [_NOT_DONE[one] for one in plan.not_done]
        left += [_NOT_DONE["ways"]] if roadmap.goal is not None and roadmap.ways is None else []
        return f"The time limit left open {listed(left)}." if left else ""

    def saving(self, found: FindOutSaving) -> str:
        """What finding out where a practice stands would save."""
        return f"{self._practice(found.practice)}: {self.saved(found)}"

    def saved(self, found: FindOutSaving) -> str:
        """What finding out would save, without the name of the practice."""
        if not found.savings:
            return f"{counted_plain(found.saves_at_best or 0, 'person-day')} less if it proves best."
        last = found.savings[-1]
        sooner = [f"{counted_plain(one.saves, 'day')} at {one.name}" for one in found.savings[:-1]]
        said = f"{counted_plain(last.saves, 'person-day')} less if it stands at {last.name}"
        return said + (f" ({listed(sooner)})." if sooner else ".")

    def ways_said(self, ways: Ways) -> str:
        """How many minimal sets there are."""
        count = len(ways.sets)
        if ways.complete:
            if count == 1:
                return "One minimal set of steps reaches the target; nothing of it can be left out."
            return f"{capital(number(count))} minimal sets of steps reach the target; none of them can do with less."
        return f"There are more than {count} minimal sets of steps; these {count} have the fewest."

    def kinks(self, frontier: Frontier) -> Iterator[str]:
        """What a number of days buys, and where the next stage is."""
        for kink in frontier.kinks:
            name = self.stage(kink.stage)
            start = (
                f"{counted_plain(kink.days, 'day')} {'buys' if kink.days == 1 else 'buy'} {name}"
                if kink.days
                else f"{name} stands already"
            )
            yield f"{start}; nothing more until {kink.until:,}." if kink.until is not None else f"{start}, the highest."

    def reason(self, reason: Reason) -> str:
        """A reason in words."""
        amount, about = reason.amount or 0, reason.about
        said: dict[str, Callable[[], str]] = {
            "stage": lambda: self._level(amount),
            "dimension": lambda: f"the level {self.questionnaire.point(amount).name} of {self._dimension(about)}",
            "gate": lambda: f"the gate that asks for {self._at(about)}",
            "ruled out": lambda: f"the step {self.step(about)} is ruled out",
            "under way": lambda: f"the step {self.step(about)} is under way",
            "wanted": lambda: f"the step {self.step(about)} is wanted",
            "requires": lambda: f"{self._at(about)} requires {self._at(reason.needs)}",
            "budget": lambda: f"the budget of {counted_plain(amount, 'person-day')}",
            "capacity": lambda: f"what {counted(amount, 'quarter')} can carry",
            "months": lambda: f"the months that steps take, in {counted(amount, 'quarter')}",
        }
        return said[reason.kind]()

    def _at(self, id_: str) -> str:
        return " at ".join(self.step(id_).rsplit(" to ", 1))

    def _dimension(self, id_: str) -> str:
        return next(group.name for group in walk(self.questionnaire.dimensions) if group.id == id_)

    def _level(self, rank: int) -> str:
        return self.words.rule.condition_words(self.questionnaire, rank)
