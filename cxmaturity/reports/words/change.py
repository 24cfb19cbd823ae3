"""The sentences that say what moved between two assessments of one organisation. Plain text, never markup."""

from collections import Counter
from collections.abc import Iterator, Sequence

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.change.comparison import Comparison, PlanMovement
from cxmaturity.domain.change.index import Kind
from cxmaturity.domain.change.steps import State, TargetChange
from cxmaturity.domain.language import day, listed, rounded, say
from cxmaturity.domain.results.result import StageResult
from cxmaturity.reports.words.result import Words

TERMS: dict[Kind, str] = {
    "questionnaire": "The questionnaire itself changed",
    "no_longer_known": "Practices that were known, and are not any more",
    "practice": "Practices known in both",
    "newly_known": "Practices that are known only now",
    "weights": "Weights",
}
"""What the kinds of terms are called where a term is of no practice."""
STATES: dict[State, str] = {
    "done": "done",
    "under way": "under way",
    "not begun": "not begun",
    "not known": "not known",
    "does not apply": "does not apply any more",
}
BECAME: dict[State, str] = {
    "done": "{n:word} {n|is|are} done",
    "under way": "{n:word} {n|is|are} under way",
    "not begun": "{n:word} {n|is|are} not begun",
    "not known": "of {n:word} it is not known",
    "does not apply": "{n:word} {n|does|do} not apply any more",
}
"""How many steps have become what, as parts of a sentence."""
IS: dict[State, str] = {
    "done": "is done",
    "under way": "is under way",
    "not begun": "is not begun",
    "not known": "is not known to be done",
    "does not apply": "does not apply any more",
}
"""What one step alone has become, as the end of a sentence."""
MOST_NAMED = 5
"""How many practices a sentence names."""


class ChangeWords:
    """The sentences of one comparison."""

    def __init__(self, comparison: Comparison, old: Assessment, new: Assessment) -> None:
        self.comparison = comparison
        self._then, self._now = Words(old), Words(new)
        self._questionnaire = new.questionnaire
        self._day = day(comparison.old.date)
        self._open = new.result.answered < new.result.applicable

    def stage(self) -> str:
        """The stage of now, and which it was."""
        old, new = self.comparison.stage.old, self.comparison.stage.new
        then, now = self._name(self._then, old), self._name(self._now, new)
        if old.claimed and new.claimed:
            if old.rank == new.rank:
                return say("{now}, as on {day}.", now=now, day=self._day)
            return say("{now}, after {then} on {day}.", now=now, then=then, day=self._day)
        if new.claimed:
            return say("{now}; on {day} no stage was claimed.", now=now, day=self._day)
        if old.claimed:
            return say("No stage is claimed now; on {day} it was {then}.", then=then, day=self._day)
        return say("No stage is claimed, as on {day}.", day=self._day)

    def beside(self) -> Iterator[str]:
        """What stands beside the stage: what explains it, the index, what is documented, targets."""
        yield from self._explained()
        yield from self._gates()
        yield from self._index()
        yield from self._documented()
        yield from self._targets()

    def plan(self) -> str:
        """What became of the plan of then, and what its target costs from now on; nothing without one."""
        plan = self.comparison.plan
        if plan is None or not plan.steps:
            return ""
        states = Counter(step.state for step in plan.steps)
        if len(plan.steps) == 1:
            became = say("The one step of the plan of {day} {is_}.", day=self._day, is_=IS[plan.steps[0].state])
        else:
            parts = [say(BECAME[state], n=n) for state in STATES if (n := states[state])]
            became = say(
                "Of the {n} steps of the plan of {day} {parts}.",
                n=len(plan.steps),
                day=self._day,
                parts=listed(parts),
            )
        return " ".join(filter(None, (became, self._cost(plan))))

    def _cost(self, plan: PlanMovement) -> str:
        if plan.days_now is None:
            return ""
        sentence = (
            "The same target took {then} person-{then|day|days} from there, and takes {now} from here."
            if plan.days_now
            else "The same target took {then} person-{then|day|days} from there, and no step is left."
        )
        if plan.days_now and self._open:
            sentence += " What is not known counts as lowest."
        return say(sentence, then=plan.days_then, now=plan.days_now)

    def practices(self, ids: Sequence[str]) -> str:
        """Practices by their titles, the first few and how many more."""
        titles = [self._questionnaire.practices[id_].title for id_ in ids]
        more = len(titles) - MOST_NAMED
        return listed([*titles[:MOST_NAMED], say("{n:word} more", n=more)] if more > 1 else titles)

    def standing(self, low: int | None, high: int | None, status: str) -> str:
        """Where an answer stood, by the names of points."""
        if low is None or high is None:
            return {"dk": "not known", "missing": "not answered", "na": "does not apply"}[status]
        names = [self._questionnaire.point(rank).name for rank in dict.fromkeys((low, high))]
        return names[0] if len(names) == 1 else say("{low} to {high}", low=names[0], high=names[1])

    def reached(self, reached: int | None) -> str:
        """What a dimension has reached, in a cell."""
        return self._now.rule.reached_words(self._questionnaire, reached)

    @staticmethod
    def _name(words: Words, stage: StageResult) -> str:
        return words.name(stage.rank)

    def _explained(self) -> Iterator[str]:
        stage = self.comparison.stage
        if not (stage.old.claimed and stage.new.claimed):
            return
        if stage.by_rule:
            yield "No answer moved the stage: the weights or the questionnaire did."
        elif stage.by:
            alone = "This change alone explains it: {practices}."
            fewest = "These {n:word} changes explain it, and no fewer do: {practices}."
            bare = "These {n:word} changes explain it, and none can be left out: {practices}."
            sentence = (alone if len(stage.by) == 1 else fewest) if stage.smallest else bare
            yield say(sentence, n=len(stage.by), practices=self.practices(stage.by))

    def _gates(self) -> Iterator[str]:
        by_id = {point.id: point.name for point in self._questionnaire.scale}
        for is_open, sentence in (
            (True, "{n:Word} {n|gate|gates} opened: {gates}."),
            (False, "{n:Word} {n|gate|gates} shut: {gates}."),
        ):
            gates = [
                say("{practice} for {stage}", practice=self.practices([gate.practice]), stage=by_id[gate.stage])
                for gate in self.comparison.stage.gates
                if gate.open == is_open
            ]
            if gates:
                yield say(sentence, n=len(gates), gates=listed(gates))

    def _index(self) -> Iterator[str]:
        index = self.comparison.index
        if index.old is None or index.new is None:
            return
        then, now = _apart(index.old, index.new)
        if index.old == index.new:
            yield say("The index is {now} of 100, as before.", now=now)
        elif index.new > index.old:
            yield say("The index rose from {then} to {now} of 100.", then=then, now=now)
        else:
            yield say("The index fell from {then} to {now} of 100.", then=then, now=now)

    def _documented(self) -> Iterator[str]:
        old, new = self.comparison.stage.old.documented, self.comparison.stage.new.documented
        now = self._now.name(new)
        if old != new and new is None:
            yield "Nothing is documented any more."
        elif old is None and new is not None:
            yield say("What is documented carries {now}; then nothing was documented.", now=now)
        elif old is not None and new is not None and old != new:
            yield say("What is documented carries {now}, and carried {then}.", now=now, then=self._then.name(old))
        stale = self.comparison.stale
        if stale:
            yield say(
                "Evidence of {n:word} {n|answer|answers} has grown too old, and nothing newer stands in its place:"
                " {practices}.",
                n=len(stale),
                practices=self.practices(stale),
            )

    def _targets(self) -> Iterator[str]:
        for state, dated, undated in (
            ("reached", "{n|The target|The targets} of then, {names}, {n|is|are} reached.", ""),
            ("missed", "{n|The target|The targets} of then, {names} by {by}, {n|is|are} missed.", ""),
            (
                "open",
                "{n|The target|The targets} of then, {names} by {by}, {n|is|are} still open.",
                "{n|The target|The targets} of then, {names}, {n|is|are} not reached yet.",
            ),
        ):
            targets = [target for target in self.comparison.targets if target.state == state]
            if targets:
                by = day(targets[0].by or "")
                names = listed([self._target(target) for target in targets])
                yield say(dated if by or not undated else undated, n=len(targets), names=names, by=by)

    def _target(self, target: TargetChange) -> str:
        if target.dimension is None:
            return target.stage.name
        name = next(dimension.name for dimension in self.comparison.dimensions if dimension.id == target.dimension)
        return say("{dimension} at {stage}", dimension=name, stage=target.stage.name)


def _apart(then: float, now: float) -> tuple[str, str]:
    """Two numbers with as many decimals as it takes to tell them apart."""
    return next(
        (pair for digits in range(1, 9) if (pair := (rounded(then, digits), rounded(now, digits)))[0] != pair[1]),
        (rounded(then), rounded(now)),
    )
