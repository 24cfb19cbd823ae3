"""One page on one questionnaire: the stage, its proof, the first moves, cost and time, and what a board decides."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import counted_plain, say
from cxmaturity.reports.build import agreement, pictures
from cxmaturity.reports.build.common import group, paragraph, part
from cxmaturity.reports.build.fit import apart_said, fit_together
from cxmaturity.reports.build.room import WHOLE, Room
from cxmaturity.reports.build.standing import aim, facts, headline, moves
from cxmaturity.reports.document.blocks import Block, Bullets, Part
from cxmaturity.reports.view.report import Section, View

LITTLE, LEAST = 40, 25
"""From how little room for lists on a page has nothing of what stands out, and no picture."""


def page(view: View, section: Section, room: Room, *, several: bool) -> Part:
    """The page of a section."""
    return part(section, "stand", "Where we stand", _blocks(view, section, room, several=several))


def _blocks(view: View, section: Section, room: Room, *, several: bool) -> Iterator[Block | None]:
    yield paragraph(headline(section), "headline")
    yield paragraph(" ".join(filter(None, [aim(section), section.sentences.documented])))
    yield agreement.first(section)
    yield pictures.stage(section) if room.lists > LEAST else None
    yield facts(section)
    for sentence in _outstanding(section, room):
        yield paragraph(sentence)
    yield moves(section)
    yield group("What it costs, and how long it takes", [paragraph(section.sentences.way)])
    if view.worth and not several:
        worth = [
            paragraph(
                " ".join(filter(None, [view.worth.headline, view.worth.pays, view.worth.risk, view.worth.uncounted]))
            )
        ]
        yield group("What it is worth", worth)
    decisions = tuple(_decisions(section))
    yield group("What we ask the board to decide", [Bullets(decisions, ordered=True)]) if decisions else None
    if not several:
        yield fit_together(view, section) if room.lists == WHOLE.lists else paragraph(apart_said(view.contradictions))


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
        yield say("Who answers the {n} open {n|practice|practices}, and by when.", n=len(section.find_out))
        return
    if plan is not None and plan.steps:
        if section.target_said:  # at the top there are targets of dimensions only
            yield say("Whether {target} is the target{by}.", target=section.target_said, by=section.by_said)
        yield say(
            "Whether {days} are given to it, and that the owners of the steps have this time.", days=plan.days_said
        )
    if plan is not None and plan.find_out:
        yield "Who finds out first what is not known, as the plan may then cost less."
    if result.prove:
        yield say(
            "Who documents {answers} to prove, so that the stage stands on evidence.",
            answers=counted_plain(len(result.prove), "answer"),
        )
