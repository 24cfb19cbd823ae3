"""What does not fit together, in one questionnaire or between several."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import say
from cxmaturity.reports.build.common import fitting, further, group
from cxmaturity.reports.build.room import WHOLE, Room
from cxmaturity.reports.document.blocks import Block, Bullets, Group, Notice, Span, Words
from cxmaturity.reports.view.comparison import ContradictionView, SideView
from cxmaturity.reports.view.report import Section, View
from cxmaturity.reports.words.customers import MOST_FINDINGS

TITLE = "What does not fit together"
LINES, NOTICES = (6, 150), (3, 300)
"""How many lines and notices a body holds, and in how many words."""


def fit_together(
    view: View, section: Section | None = None, room: Room = WHOLE, *, quoted: int = MOST_FINDINGS
) -> Group | None:
    """What does not fit together: in one questionnaire, or without one between all; none where all fits.

    So many `quoted` findings of what customers say stand beside it: claims that these do not bear out among them.
    """
    lines, notices = _lines(section), _notices(view, section, quoted)
    shown, more = fitting(lines, *LINES, room.lists)
    named, left = fitting(notices, *NOTICES, room.lists)
    blocks: list[Block | None] = [Bullets(tuple(shown)) if shown else None, *named, further(left + more)]
    return group(TITLE, blocks)


def apart_said(contradictions: Sequence[ContradictionView]) -> str:
    """How many pairs of answers do not fit together, and are not explained, in a sentence; nothing for none."""
    met = [misfit for misfit in contradictions if misfit.denial.anchor and not misfit.explained]
    return say("{n:Word} {n|pair|pairs} of answers {n|does|do} not fit together.", n=len(met)) if met else ""


def all_apart(view: View, section: Section | None = None, room: Room = WHOLE) -> Iterator[Block]:
    """The same in full, for the annex: nothing where a body has room for all of it."""
    lines, notices = _lines(section), _notices(view, section, MOST_FINDINGS)
    if fitting(lines, *LINES, room.lists)[1] + fitting(notices, *NOTICES, room.lists)[1]:
        if lines:
            yield Bullets(tuple(lines))
        yield from notices


def _lines(section: Section | None) -> list[Words]:
    if section is None:
        return []
    return [
        (Span(unsupported.said, to=f"{section.anchor}.{unsupported.practice}"),) for unsupported in section.unsupported
    ]


def _notices(view: View, section: Section | None, quoted: int) -> list[Notice]:
    clashes = [misfit for misfit in view.contradictions if not (misfit.denial.anchor or misfit.explained)]
    told = clashes[:quoted] if view.outcomes else []
    anchors = {section.anchor} if section else {section.anchor for section in view.sections}
    return [
        notice(contradiction)
        for contradiction in view.contradictions
        if {contradiction.claim.anchor, contradiction.denial.anchor} & anchors and contradiction not in told
    ]


def notice(conflict: ContradictionView) -> Notice:
    """Two answers that do not fit together."""
    return Notice(conflict.title, (_side(conflict.claim), _side(conflict.denial)), conflict.said)


def _side(side: SideView) -> Words:
    to = ".".join(filter(None, [side.anchor, side.practice])) if side.anchor else ""
    where = Span(f"{side.questionnaire}, {side.title or 'the stage'}", to=to)
    return (where, Span(": "), Span(side.point, "strong"), Span(f". {side.text}" if side.text else ""))
