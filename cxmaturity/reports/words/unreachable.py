"""Why a goal can not be reached, in sentences."""

from collections.abc import Callable

from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import listed, say
from cxmaturity.domain.results.roadmap import Roadmap
from cxmaturity.domain.results.ways import Reason
from cxmaturity.reports.sanitise import one_line
from cxmaturity.reports.words.plan_names import PlanNames

MOST_REASONS = 3
"""How many reasons a sentence names."""
_AS = "{goal} can not be reached, as {reason}."
_ALONE = {
    **dict.fromkeys(("stage", "dimension", "gate"), "{goal} can not be reached, as {reason} is out of reach."),
    **dict.fromkeys(("budget", "capacity", "months"), "{goal} can not be reached, as {reason} can not be kept to."),
}
"""What is said where there is one reason: that of a kind which is no sentence, else `_AS`."""


def unreachable(names: PlanNames, roadmap: Roadmap) -> list[str]:
    """Line by line: the claim, the conditions that can not hold together, and whether all of them are needed."""
    conflict = roadmap.conflict
    if not names.assessment.result.applicable:
        return [say("No practice applies, so there is nothing to plan.")]
    if conflict is None:
        return [say("No plan was found in the time.")]
    goal = _goal(names, roadmap)
    reasons = [_reason(names, reason) for reason in conflict.reasons]
    if len(reasons) == 1:
        return [say(_ALONE.get(conflict.reasons[0].kind, _AS), goal=goal, reason=reasons[0])]
    end = (
        "Without any one of these it could be reached."
        if conflict.irreducible
        else "The time limit ended the search for the fewest reasons; some of these may not be needed."
    )
    return [say("{goal} can not be reached. These can not hold together:", goal=goal), *reasons, say(end)]


def unreachable_in_short(names: PlanNames, roadmap: Roadmap) -> str:
    """The same in a sentence."""
    lines = unreachable(names, roadmap)
    if len(lines) == 1:
        return lines[0]
    reasons = lines[1:-1]
    left = len(reasons) - MOST_REASONS
    named = [*reasons[:MOST_REASONS], say("{n:word} more", n=left)] if left > 1 else reasons
    sentence = "{goal} can not be reached, as these can not hold together: {reasons}."
    return say(sentence, goal=_goal(names, roadmap), reasons=listed(named))


def unreachable_as_text(assessment: Assessment, roadmap: Roadmap) -> str:
    """The same with a line for each condition."""
    first, *rest = (one_line(line) for line in unreachable(PlanNames(assessment), roadmap))
    return "\n".join([first, *(f"- {line}" for line in rest[:-1]), *rest[-1:]])


def _goal(names: PlanNames, roadmap: Roadmap) -> str:
    return names.goal(roadmap.goal) if roadmap.goal else say("Any stage")


def _reason(names: PlanNames, reason: Reason) -> str:
    """A reason as a line of a list has it."""
    amount, about = reason.amount or 0, reason.about
    words: dict[str, Callable[[], str]] = {
        "stage": lambda: names.words.rule.condition_words(names.questionnaire, amount),
        "dimension": lambda: say(
            "the level {level} of {dimension}",
            level=names.questionnaire.point(amount).name,
            dimension=names.dimension(about),
        ),
        "gate": lambda: say("the gate that asks for {standing}", standing=names.standing(about)),
        "ruled out": lambda: say("the step {step} is ruled out", step=names.step(about)),
        "under way": lambda: say("the step {step} is under way", step=names.step(about)),
        "wanted": lambda: say("the step {step} is wanted", step=names.step(about)),
        "requires": lambda: say(
            "{standing} requires {needed}", standing=names.standing(about), needed=names.standing(reason.needs)
        ),
        "budget": lambda: say("the budget of {n} {n|person-day|person-days}", n=amount),
        "capacity": lambda: say("what {n:word} {n|quarter|quarters} can carry", n=amount),
        "months": lambda: say("the months that steps take, in {n:word} {n|quarter|quarters}", n=amount),
    }
    return words[reason.kind]()
