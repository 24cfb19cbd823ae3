"""The sentences that say a roadmap. Plain text, never markup; every plan is "cheapest given these estimates"."""

from collections.abc import Iterator

from msgspec.structs import replace

from cxmaturity.domain.language import listed, rounded, say
from cxmaturity.domain.results.roadmap import Plan, Roadmap
from cxmaturity.domain.results.step import Step
from cxmaturity.reports.words.alternatives import AlternativeWords
from cxmaturity.reports.words.days import ending, late
from cxmaturity.reports.words.unreachable import unreachable_in_short

_NOT_DONE = {
    "best": "what it takes if everything that is not known proves best",
    "no way round": "which steps there is no way round",
    "ties": "whether another plan as cheap has a higher index",
    "runner-up": "the runner-up",
    "growth": "by how much some estimates may grow",
    "finding out": "what finding out would save",
    "ways": "the minimal sets of steps",
}


class RoadmapWords(AlternativeWords):
    """The sentences of one roadmap."""

    def headline(self, roadmap: Roadmap, plan: Plan) -> str:
        """What the plan is, in one sentence or two."""
        if not self.assessment.result.applicable:
            return say("No practice applies, so there is nothing to plan.")
        if roadmap.goal is None:
            return self._bought(roadmap, plan)
        goal = self.goal(roadmap.goal)
        if not plan.steps:
            return say("{goal}: reached already, even in the worst case; nothing has to be done.", goal=goal)
        sentence = (
            "{n:Word} {n|step|steps}, {days} {days|person-day|person-days} to {goal}: cheapest given these estimates."
            if plan.proof.optimal
            else "{n:Word} {n|step|steps}, {days} {days|person-day|person-days} to {goal}: best found, not proven;"
            " nothing below {bound} {bound|day|days} exists."
        )
        total = say(sentence, n=len(plan.steps), days=plan.days, goal=goal, bound=plan.proof.bound)
        return " ".join(filter(None, [total, self._at_best(plan)]))

    def _bought(self, roadmap: Roadmap, plan: Plan) -> str:
        """What a budget buys."""
        stage = self.stage(plan.after.stage) if plan.after.stage else say("nothing")
        if not plan.steps:
            sentence = "{days} {days|person-day buys|person-days buy} no step; the stage stays {stage}."
            return say(sentence, days=roadmap.budget or 0, stage=stage)
        sentence = (
            "{n:Word} {n|step|steps}, {days} {days|person-day|person-days} for {stage}, index {index}: the most that"
            " this budget buys given these estimates."
            if plan.proof.optimal
            else "{n:Word} {n|step|steps}, {days} {days|person-day|person-days} for {stage}, index {index}: best found,"
            " not proven; nothing below {bound} {bound|day|days} exists."
        )
        index, bound = rounded(plan.after.index), plan.proof.bound
        return say(sentence, n=len(plan.steps), days=plan.days, stage=stage, index=index, bound=bound)

    def _at_best(self, plan: Plan) -> str:
        """The other end: what the plan takes if what is not known proves best."""
        best = plan.days_at_best
        if best is None or best == plan.days:
            return ""
        if not best:
            return say("That is from the worst case; none if what is not known proves best.")
        sentence = "That is from the worst case; {n} {n|person-day|person-days} if what is not known proves best."
        return say(sentence, n=best)

    def way(self) -> str:
        """The way forward in a sentence: the plan, why there is none, or that none was made."""
        result, roadmap = self.assessment.result, self.assessment.roadmap
        if not result.applicable:
            return say("No practice applies, so there is nothing to plan.")
        if roadmap is None:
            top = result.target is None
            return self._at_top() if top else say("The plan was left out (--no-plan).")
        if roadmap.plan is not None:
            sentences = self.headline(roadmap, roadmap.plan), late(self.assessment.answers, roadmap.plan)
            return " ".join(filter(None, sentences))
        return unreachable_in_short(self, roadmap)

    def _at_top(self) -> str:
        stage = self.assessment.result.stage
        if stage.worst == stage.rank:
            return say("The highest stage is reached.")
        return say(
            "The highest stage is reached as answered, and {worst} in the worst case.",
            worst=self.words.name(stage.worst),
        )

    def because(self, step: Step) -> str:
        """Why a step is in the plan."""
        because, lead = step.because, "prerequisite of "
        lifted = "dimension target" in because and ("level" in because or "dimension won" in because)
        reasons = {
            "gate": self._gate(step),
            "level": "lifts {dimension}, as its target asks" if lifted else "lifts {dimension}",
            "dimension target": "" if lifted else "serves the target of {dimension}",
            "dimension won": "wins {dimension}, as its target asks" if lifted else "wins {dimension}",
            "index": "lifts the index",
            "under way": "is under way",
            "wanted": "is wanted",
        }
        needed = [self.practice(reason.removeprefix(lead)) for reason in because if reason.startswith(lead)]
        named = [say("is needed first for {practices}", practices=listed(needed))] if needed else []
        asked = [reasons.get(reason, reason) for reason in because if not reason.startswith(lead)]
        return listed([*(say(reason, dimension=step.dimension) for reason in filter(None, asked)), *named])

    def _gate(self, step: Step) -> str:
        """The lowest gate that a step opens, as a sentence of `say`."""
        gates = [gate.stage for gate in self.questionnaire.gates if gate.practice == step.practice]
        opened = [self.questionnaire.point(stage).name for stage in gates if stage >= step.to]
        return say("opens a gate to {stage}", stage=opened[0]) if opened else "opens a gate"

    def facts(self, roadmap: Roadmap, plan: Plan) -> Iterator[tuple[str, str]]:
        """The sentences below the headline, by label."""
        yield "From", self._from(plan)
        yield "By when", ending(self.assessment.answers, roadmap, plan)
        yield "Proof", self._proof(roadmap, plan)
        yield "Runner-up", self._runner_up(roadmap, plan)
        if roadmap.ways is not None:
            practices = [self.practice(id_) for id_ in roadmap.ways.no_way_round]
            yield "No way round", say("{practices}.", practices=listed(practices)) if practices else ""
        raised = [step.practice for step in plan.steps]
        yield "Harm left", self.words.rule.left_sentence(self.assessment, raised) if raised else ""
        yield "Not done", self._not_done(roadmap, plan)

    def _from(self, plan: Plan) -> str:
        before, after = plan.before, plan.after
        if before.stage is None or after.stage is None or not plan.steps:
            return ""
        result = self.assessment.result
        known = result.answered == result.applicable and before.index == result.index
        return say(
            "{start}, index {low}. After the plan: {end}, index {high}."
            if known
            else "{start}, index {low}, the worst case: what is not known counts as lowest. After the plan: {end},"
            " index {high}.",
            start=self.stage(before.stage),
            low=rounded(before.index),
            end=self.stage(after.stage),
            high=rounded(after.index),
        )

    def _proof(self, roadmap: Roadmap, plan: Plan) -> str:
        proof = plan.proof
        if not proof.optimal:
            sentence = (
                "Not proven: the time limit ended the search. A plan may be cheaper by up to"
                " {gap} {gap|person-day|person-days}."
            )
        elif not plan.steps:
            sentence = ""
        elif plan.reached:
            sentence = "Optimal: no plan gets there as soon with fewer than {bound} {bound|person-day|person-days}."
        elif roadmap.goal is None:
            sentence = "Optimal: no plan buys as much with fewer than {bound} {bound|person-day|person-days}."
        else:
            sentence = "Optimal: no plan gets there with fewer than {bound} {bound|person-day|person-days}."
        claim = say(sentence, gap=proof.gap, bound=proof.bound)
        return " ".join(filter(None, [claim, self._reached(roadmap, plan), self._following(plan)]))

    def _reached(self, roadmap: Roadmap, plan: Plan) -> str:
        """Where the plan gets, scored anew."""
        stage = plan.after.stage
        if not plan.steps:
            return ""
        reached = "" if stage is None else self.stage(stage)
        if roadmap.goal is not None and roadmap.goal.dimensions:
            reached = self.goal(replace(roadmap.goal, stage=stage))
        return say("Scored anew, the planned answers come to {reached}.", reached=reached)

    def _following(self, plan: Plan) -> str:
        """What the stage after the one that a budget buys costs."""
        following = plan.proof.next_stage
        if following is None:
            return ""
        sentence = (
            "{stage} takes {n} {n|person-day|person-days}."
            if following.exact
            else "{stage} may take {n} {n|person-day|person-days}."
        )
        return say(sentence, stage=self.stage(following.stage), n=following.days)

    def _runner_up(self, roadmap: Roadmap, plan: Plan) -> str:
        other = roadmap.runner_up
        if other is None:
            if not roadmap.only or not plan.steps:
                return ""
            return say("No other steps get there as soon." if plan.reached else "No other steps get there.")
        if other.more:
            sentence = (
                "The next best plan costs {n} {n|person-day|person-days} more: it leaves out {out}, and takes {in}"
                " instead."
                if other.adds
                else "The next best plan costs {n} {n|person-day|person-days} more: it leaves out {out}."
            )
        elif "ties" in plan.not_done:
            sentence = (
                "The next best plan costs as much: it leaves out {out}, and takes {in} instead."
                if other.adds
                else "The next best plan costs as much: it leaves out {out}."
            )
        else:
            sentence = (
                "The next best plan costs as much: it leaves out {out}, and takes {in} instead; the plan shown has the"
                " higher index, or comes first in the questionnaire."
                if other.adds
                else "The next best plan costs as much: it leaves out {out}; the plan shown has the higher index, or"
                " comes first in the questionnaire."
            )
        return say(sentence, n=other.more, out=self.steps(other.leaves_out), **{"in": self.steps(other.adds)})

    def _not_done(self, roadmap: Roadmap, plan: Plan) -> str:
        left = [_NOT_DONE[name] for name in plan.not_done]
        left += [_NOT_DONE["ways"]] if roadmap.goal is not None and roadmap.ways is None else []
        return say("The time limit left open {parts}.", parts=listed([say(part) for part in left])) if left else ""
