"""The one way forward, for the view: what to find out and to prove first, then the steps of the plan."""

from collections.abc import Iterator
from itertools import chain, islice

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import counted_plain, listed, say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.results.result import Result
from cxmaturity.domain.results.roadmap import FindOutSaving
from cxmaturity.reports.build.openings import openings
from cxmaturity.reports.build.steps import raised, said_steps, way_lines
from cxmaturity.reports.document.blocks import Move, SaidStep
from cxmaturity.reports.view.plan import Named, WayForward
from cxmaturity.reports.words.days import late
from cxmaturity.reports.words.plan import RoadmapWords
from cxmaturity.reports.words.unreachable import unreachable

MOVES = 3
"""How many moves a first screen names."""
NAMED = 3
"""How many practices a sentence names before it counts the rest."""


def way_forward(assessment: Assessment, anchor: str, command: str) -> WayForward | None:
    """The way forward of an assessment; None where a plan was not asked for, or no practice applies.

    At the top there is no plan; what is to be found out and to prove is left. `anchor` is that of its section,
    `command` the one that prints the whole plan.
    """
    at_top = assessment.result.target is None and assessment.result.applicable
    return _Maker(assessment, anchor).made(command) if assessment.roadmap or at_top else None


class _Maker:
    def __init__(self, assessment: Assessment, anchor: str) -> None:
        self.assessment = assessment
        self.anchor = anchor
        self.result: Result = assessment.result
        self.questionnaire: Questionnaire = assessment.questionnaire
        self.words = RoadmapWords(assessment)

    def made(self, command: str) -> WayForward:
        roadmap, words = self.assessment.roadmap, self.words
        plan, ways = (roadmap.plan, roadmap.ways) if roadmap else (None, None)
        ways = ways if ways and any(way.steps for way in ways.sets) else None
        steps = tuple(said_steps(self.assessment, words, plan, self.anchor)) if plan else ()
        return WayForward(
            headline=words.way() if plan or not roadmap else "",
            goal=words.goal(roadmap.goal) if roadmap and roadmap.goal else "",
            leads_to_target=bool(roadmap and roadmap.goal and roadmap.goal.stage),
            days_said=counted_plain(plan.days, "person-day") if plan else "",
            advice=" ".join(say("{title}: {says}", title=move.title, says=move.says) for move in self.before()),
            moves=tuple(islice(chain(self.before(), self._first_steps(steps)), MOVES)),
            facts=tuple((label, text) for label, text in words.facts(roadmap, plan) if text)
            if roadmap and plan
            else (),
            find_out=tuple(self._find_out()),
            prove=tuple(self._prove()),
            prove_said=self._prove_said(),
            steps=steps,
            quarters=plan.quarters if plan else (),
            reached=plan.reached or "" if plan else "",
            opens=tuple(openings(self.assessment, plan)) if plan else (),
            raised=tuple(raised(plan)) if plan else (),
            ways=tuple(way_lines(ways)) if ways else (),
            ways_said=words.ways_said(ways) if ways else "",
            cheap=tuple(self._cheap()),
            cheap_said=self._cheap_said(),
            command=command,
            late=late(self.assessment.answers, plan) if plan else "",
            why_none=tuple(unreachable(words, roadmap)) if roadmap and not plan else (),
        )

    def _first_steps(self, steps: tuple[SaidStep, ...]) -> Iterator[Move]:
        """The steps as moves: none where no stage is claimed, as nothing is recommended on what is not known."""
        return map(self._step, steps if self.result.stage.claimed else ())

    def before(self) -> Iterator[Move]:
        """What comes before any step: proving first where most of what carries the stage is not documented."""
        have, all_ = self.result.stage.documented_answers or 0, self.result.stage.carrying_answers or 0
        proving = [self._proving(all_)] if self.result.prove else []
        finding = list(self._finding())
        yield from [*proving, *finding] if 2 * have < all_ else [*finding, *proving]

    def _finding(self) -> Iterator[Move]:
        """To find out what a stage can not be claimed without, and what can make the plan cheaper."""
        savings = list(self._saving())
        titles, most = self._titles([saving.practice for saving in savings]), 0
        short, facts = self._short(), say("hours, not months")
        if savings:
            most = self._saved(savings)
            short = say("{short} Start with {titles}." if short else "{titles}.", short=short, titles=titles)
            facts = say("saves up to {n} {n|person-day|person-days}", n=most)
        short = short or self._lowest_so_far()
        if short:
            yield Move(say("Find out"), short, facts, f"{self.anchor}.left_out", "find_out", most)

    def _saving(self) -> Iterator[FindOutSaving]:
        """What finding out would save, the most first; ranges too."""
        savings = self.assessment.roadmap.find_out if self.assessment.roadmap else ()
        return (saving for saving in savings if saving.saves_at_best)

    def _saved(self, savings: list[FindOutSaving]) -> int:
        """What finding out all of it saves at best, which is more than any one answer does."""
        plan, most = self.result.plan, max(saving.saves_at_best or 0 for saving in savings)
        best = plan.days_at_best if plan else None
        return most if plan is None or best is None else max(most, plan.days - best)

    def _lowest_so_far(self) -> str:
        """What is not known, where no plan says what it would save; nothing where all is, or a plan says."""
        unknown = [practice.practice for practice in self.result.find_out]
        if not unknown or self.result.plan is not None:
            return ""
        sentence = "{titles}: in the worst case {n|it counts|they count} as lowest."
        return say(sentence, titles=self._titles(unknown), n=len(unknown))

    def _short(self) -> str:
        """How many answers are missing to claim a stage, in a sentence; none where one is claimed."""
        result, floor = self.result, self.questionnaire.scoring.coverage_floor
        if result.stage.claimed or not result.applicable:
            return ""
        still = result.applicable - result.answered
        needed = max(-(-floor * result.applicable // 100), 1) - result.answered
        if still == 1:
            sentence = "Answer the one open practice: no stage is claimed below {floor} %."
        elif needed == still:
            sentence = "Answer all {still:word} open practices: no stage is claimed below {floor} %."
        else:
            sentence = (
                "Answer at least {needed:word} of the {still:word} open practices: no stage is claimed below {floor} %."
            )
        return say(sentence, needed=needed, still=still, floor=floor)

    def _proving(self, carrying: int) -> Move:
        bare = len(self.result.prove)
        if carrying == 1:
            sentence = "The one answer that carries the stage has no valid evidence."
        elif bare == carrying:
            sentence = "None of the {all:word} answers that carry the stage has valid evidence."
        elif carrying <= 10:  # a sentence does not mix letters and digits
            sentence = "{n:Word} of the {all:word} answers that carry the stage {n|has|have} no valid evidence."
        else:
            sentence = "{n} of the {all} answers that carry the stage {n|has|have} no valid evidence."
        says = say(sentence, n=bare, all=carrying)
        return Move(say("Prove"), says, say("hours, not months"), f"{self.anchor}.proven", "prove", bare)

    def _step(self, step: SaidStep) -> Move:
        effort = say("{n} {n|person-day|person-days}", n=step.days)
        facts = [step.owner, effort, say("{n} {n|month|months} at least", n=step.months)]
        way = say("{a} to {b}", a=step.from_name, b=step.to_name)
        return Move(step.title, way, ", ".join(filter(None, facts)), step.anchor)

    def _titles(self, practices: list[str]) -> str:
        named = [self.questionnaire.practices[id_].title for id_ in practices[:NAMED]]
        more = len(practices) - NAMED
        return listed([*named, say("{n:word} more", n=more)] if more > 0 else named)

    def _find_out(self) -> Iterator[Named]:
        for saving in self._saving():
            yield Named(saving.practice, self.questionnaire.practices[saving.practice].title, self.words.saved(saving))

    def _prove(self) -> Iterator[Named]:
        for practice in self.result.prove:
            title = self.questionnaire.practices[practice.practice].title
            yield Named(practice.practice, title, self.questionnaire.point(practice.rank).name)

    def _prove_said(self) -> str:
        if not self.result.prove:
            return ""
        sentence = "{n:Word} {n|answer|answers} to prove: dated evidence of what is claimed."
        return say(sentence, n=len(self.result.prove))

    def _cheap(self) -> Iterator[Named]:
        for step in self.result.cheap_and_not_needed:
            title, point = self.questionnaire.practices[step.practice].title, self.questionnaire.point
            sentence = "{a} to {b}, {n} {n|person-day|person-days}"
            says = say(sentence, a=point(step.from_).name, b=point(step.to).name, n=step.person_days)
            yield Named(step.practice, title, says)

    def _cheap_said(self) -> str:
        roadmap = self.assessment.roadmap
        if not self.result.cheap_and_not_needed or roadmap is None or roadmap.goal is None:
            return ""
        return say("Not needed for {goal}, and cheap", goal=self.words.goal(roadmap.goal))
