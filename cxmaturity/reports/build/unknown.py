"""What we do not know: the part of a body, and what of it is left to the annex."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import say
from cxmaturity.reports.build import pictures
from cxmaturity.reports.build.common import at_point, fitting, further, linked, paragraph, stands, titled
from cxmaturity.reports.build.fit import fit_together
from cxmaturity.reports.build.room import Room
from cxmaturity.reports.document.blocks import Block, Bullets, Span, Words
from cxmaturity.reports.view.practice import FindOutView, PracticeView
from cxmaturity.reports.view.report import Section, View

UNKNOWN, RANGES = (8, 200), (8, 120)
"""How many open practices, and answers between two options, a body names, and in how many words."""


def left_out(view: View, section: Section, room: Room, *, several: bool) -> Iterator[Block | None]:
    """What is not known, what lies between two options, what does not apply, and what does not fit together."""
    if section.find_out:
        yield paragraph(
            say(
                "{n:Word} {n|practice is|practices are} not known: lowest in the worst case, highest in the"
                " best.{n|| What matters most comes first.}",
                n=len(section.find_out),
            ),
            "lead",
        )
        shown, left = fitting([_open(section, unknown) for unknown in section.find_out], *UNKNOWN, room.lists)
        yield Bullets(tuple(shown), ordered=True)
        yield further(left)
    between = [practice for practice in section.practices if practice.status == "range"]
    if between:
        lead = "{n:Word} {n|answer lies|answers lie} between two options, and {n|counts|count} as the lower:"
        yield paragraph(say(lead, n=len(between)), "lead")
        named, left = fitting([_between(section, practice) for practice in between], *RANGES, room.lists)
        yield Bullets(tuple(named))
        yield further(left)
    yield pictures.answers(section)
    if section.not_applicable:
        sentence = "{n:Word} {n|practice does|practices do} not apply, and {n|has|have} no weight; the annex says why: "
        titles = {practice.id: practice.title for practice in section.not_applicable}
        yield paragraph((Span(say(sentence, n=len(titles))), *titled(section, titles, room.lists, 5, 40), Span(".")))
    if not section.find_out and not section.not_applicable and not between:
        yield paragraph("Nothing: every practice applies and is answered.")
    yield None if several else fit_together(view, section, room)


def _between(section: Section, practice: PracticeView) -> Words:
    """A practice between two options, and what it saves to know which."""
    saves = {named.practice: named.says for named in (section.way.find_out if section.way else ())}.get(practice.id)
    return (*at_point(section, practice), *([Span(f"; {saves}")] if saves else []))


def not_said(section: Section, room: Room) -> tuple[Sequence[FindOutView], set[str]]:
    """The unknown practices that a body in such a room leaves out, and the ids of all that it does not speak of."""
    between = [practice for practice in section.practices if practice.status == "range"]
    unknown = [_open(section, unknown) for unknown in section.find_out]
    ranges = [_between(section, practice) for practice in between]
    left = section.find_out[len(fitting(unknown, *UNKNOWN, room.lists)[0]) :]
    rest = between[len(fitting(ranges, *RANGES, room.lists)[0]) :]
    return left, {unknown.practice.id for unknown in left} | {practice.id for practice in rest}


def _open(section: Section, unknown: FindOutView) -> Words:
    title = linked(section, unknown.practice.id, unknown.practice.title)
    return (title, Span(f" ({stands(unknown.practice)}): "), Span(unknown.saves or unknown.why))
