"""One page on one questionnaire: the stage, its proof, the first moves, cost and time, and what a board decides."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import say
from cxmaturity.reports.build import agreement, pictures
from cxmaturity.reports.build.common import group, paragraph, part
from cxmaturity.reports.build.fit import apart_said, fit_together
from cxmaturity.reports.build.room import WHOLE, Room
from cxmaturity.reports.build.standing import facts, headline, moves
from cxmaturity.reports.document.blocks import Block, Bullets, Part
from cxmaturity.reports.view.plan import WayForward
from cxmaturity.reports.view.report import Section, View
from cxmaturity.reports.words.customers import CUSTOMERS

SOME, LITTLE, LEAST = 60, 40, 25
"""From how little room for lists on a page has one finding of customers, nothing that stands out, and no picture."""


def page(view: View, section: Section, room: Room, *, several: bool) -> Part:
    """The page of a section."""
    return part(section, "stand", "Where we stand", _blocks(view, section, room, several=several))


def _blocks(view: View, section: Section, room: Room, *, several: bool) -> Iterator[Block | None]:
    yield paragraph(headline(section), "headline")
    yield paragraph(section.sentences.documented)
    yield agreement.first(section)
    yield pictures.stage(section) if room.lists > LEAST else None
    yield facts(section)
    for sentence in _outstanding(section, room):
        yield paragraph(sentence)
    yield moves(section)
    yield None if several else _customers(view, room)
    yield _costs(view, section, several=several)
    decisions = tuple(_decisions(section))
    yield group("What we ask the board to decide", [Bullets(decisions, ordered=True)]) if decisions else None
    if not several:
        whole = room.lists == WHOLE.lists
        yield fit_together(view, section, quoted=1) if whole else paragraph(apart_said(view.contradictions))


def _customers(view: View, room: Room) -> Block | None:
    """The first of the findings, as one screen quotes it, and where there is room how the first measure stands."""
    if view.outcomes is None:
        return None
    told, first = view.outcomes, view.outcomes.findings[:1]
    lead = (told.lead,) if room.lists > SOME or not first else ()
    return group(CUSTOMERS, [paragraph(" ".join([*lead, *first]))])


def _costs(view: View, section: Section, *, several: bool) -> Block | None:
    """What the plan costs, and what it is worth where that is given."""
    cost = paragraph(section.sentences.way)
    if view.worth is None or several:
        return group("What it costs, and how long it takes", [cost])
    worth = (view.worth.headline, view.worth.pays, view.worth.risk, view.worth.uncounted)
    return group("What it costs, and what it is worth", [cost, paragraph(" ".join(filter(None, worth)))])


def left_out(section: Section, room: Room) -> Sequence[str]:
    """What stands out, and has no room on the page."""
    there = _outstanding(section, room)
    return [sentence for sentence in _outstanding(section, WHOLE) if sentence and sentence not in there]


def _outstanding(section: Section, room: Room) -> Sequence[str]:
    """What stands out, as far as there is room: the facts and the plan come first."""
    if room.lists <= LITTLE:
        return ()
    return section.rule_sentences if room.lists < WHOLE.lists else (*section.rule_sentences, section.sentences.extremes)


def _decisions(section: Section) -> Iterator[str]:
    """What the plan needs a decision on: the target, what is done before it, and who is given the time."""
    plan, result = section.way, section.result
    if not result.applicable:
        return
    if not result.stage.claimed:
        yield say("Who answers the open {n|practice|practices}, and by when.", n=len(section.find_out))
        return
    if plan is not None:
        yield from _of_plan(section, plan)
    if plan is not None and plan.find_out:
        yield "Who finds out first what is not known, as the plan may then cost less."
    elif plan is not None and section.find_out and not plan.steps:
        yield "Who finds out what is not known."
    if result.prove:
        documents = "Who documents the {n:word} {n|answer|answers} to prove, so that the stage stands on evidence."
        yield say(documents if len(result.prove) > 1 else _ONE, n=len(result.prove))


_WHICH = "Which of what can not hold together gives way."
_ONE = "Who documents the answer to prove, so that the stage stands on evidence."


def _of_plan(section: Section, plan: WayForward) -> Iterator[str]:
    """The target, what gives way where that can not be kept to, and who is given the time."""
    if plan.why_none:
        yield "What gives way, so that there is a plan." if len(plan.why_none) == 1 else _WHICH
    elif plan.steps:
        yield say("Whether the target is {goal}{by}.", goal=plan.goal, by="" if plan.late else section.by_said)
        if plan.late:
            day = section.by_said.removeprefix(", by ")
            yield say("What gives way, the day or the target, as the plan ends after {day}.", day=day)
        days = "Whether {days} are given to it, and that the owners of the steps have this time."
        of_one = "Whether {days} is given to it, and that the owner of the step has this time."
        single = len(plan.steps) == 1 and plan.steps[0].days == 1
        yield say(of_one if single else days, days=plan.days_said)
