"""How far we agree: sentences for the first screen, a part with one picture for the body, tables for the annex."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import NOTHING, capital, say
from cxmaturity.reports.build.common import cell, fitting, further, group, linked, paragraph, place, row
from cxmaturity.reports.build.drawing import head_of, pictured
from cxmaturity.reports.document.blocks import Block, Bullets, Column, Key, Picture, Span, Table, Words
from cxmaturity.reports.pictures.agreement import Mark, Votes, agreement
from cxmaturity.reports.view.agreement import AgendaView, VotesView
from cxmaturity.reports.view.report import Section

TITLE = "How far we agree"
MOST_PICTURED = 8
"""How many practices the picture in the body shows: those to talk about first; the annex has all as a table."""
MOST_POINTS = 7
"""With more points than this no shades tell them apart, and there is no picture."""
AGENDA = (4, 120)
"""How many practices of the agenda a body names, and in how many words."""


def first(section: Section) -> Block | None:
    """How many answered, of which levels, and how far they agree: for the first screen; none for one person."""
    found = section.agreement
    return paragraph(" ".join(filter(None, [found.who, found.agree]))) if found else None


def agreed(section: Section) -> Iterator[Block | None]:
    """The part of the body: the gap for the board, the picture, and what to talk about first."""
    found = section.agreement
    if found is None:
        return
    yield paragraph(found.gap or found.agree, "lead")
    yield _picture(section, found.practices, found.agenda)
    yield paragraph(found.settled)
    named, left = fitting([_named(section, one) for one in found.agenda if not one.settled], *AGENDA)
    if named:
        yield paragraph("To talk about first, by what settling it would do to the stage:", "lead")
        yield Bullets(tuple(named), ordered=True)
        yield further(left)
    to = place(section, "votes")
    yield paragraph((Span("How every practice was answered is in the annex.", to=to),), "small")


def _named(section: Section, one: AgendaView) -> Words:
    return (linked(section, one.practice, one.title), Span(f": {one.why}"))


def votes(section: Section) -> Iterator[Block | None]:
    """The part of the annex: the votes on every practice, where each group sees it, and the agenda with each side."""
    found = section.agreement
    if found is None:
        return
    yield _counts(section, "votes-table", "How many people chose each point", found.practices)
    yield _groups(section, found.practices)
    columns = (
        Column("Practice", share=2),
        Column("Why", share=3),
        Column("Each side", share=5),
        Column("Agreed", share=3),
    )
    rows = [
        row(
            cell((linked(section, one.practice, one.title),), one.practice),
            cell(capital(one.why)),
            cell(" ".join(one.sides)),
            cell(one.settled or "open", bool(one.settled)),
        )
        for one in found.agenda
    ]
    agenda = Table(place(section, "agenda"), "What to talk about, in this order", columns, tuple(rows))
    yield group("The agenda of the meeting", [agenda]) if rows else None


def _counts(section: Section, name: str, caption: str, practices: Sequence[VotesView]) -> Table:
    columns = (
        Column("Practice", share=3),
        *(Column(point.name, numbers=True) for point in section.scale),
        Column("Not known", numbers=True),
        Column("Agreement (rwg)", numbers=True),
    )
    rows = (
        row(
            cell((linked(section, one.practice, one.title),), one.practice),
            *(cell(str(count), count) for count in one.counts),
            cell(str(one.unknown), one.unknown),
            cell(one.agreement_said, one.agreement),
        )
        for one in practices
    )
    return Table(place(section, name), caption, columns, tuple(rows))


def _groups(section: Section, practices: Sequence[VotesView]) -> Table:
    names = list(dict.fromkeys(each.group for one in practices for each in one.groups))
    columns = (
        Column("Practice", share=2),
        Column("Middle half of all", share=2),
        *(Column(capital(name)) for name in names),
    )
    rows = []
    for one in practices:
        medians = {each.group: each for each in one.groups}
        cells = (
            cell(medians[name].median_name, medians[name].median) if name in medians else cell(NOTHING)
            for name in names
        )
        title = cell((linked(section, one.practice, one.title),), one.practice)
        rows.append(row(title, cell(one.stands_said, one.median), *cells))
    caption = "Where each group sees every practice: the median of its votes, the lower of two"
    return Table(place(section, "groups-table"), caption, columns, tuple(rows))


def _picture(section: Section, practices: Sequence[VotesView], agenda: Sequence[AgendaView]) -> Picture | None:
    """The practices to talk about first, in the order of the questionnaire where nothing is to be talked about."""
    points = section.scale
    by_id = {one.practice: one for one in practices}
    shown = [by_id[one.practice] for one in agenda if one.practice in by_id][:MOST_PICTURED] or practices[
        :MOST_PICTURED
    ]
    shown = [one for one in shown if sum(one.counts)]
    if not shown or len(points) > MOST_POINTS:
        return None
    marked = {one.practice: [each for each in one.groups if each.letter] for one in shown}
    letters = {each.letter: each.group for some in marked.values() for each in some}
    shades = [f"shade-{round(1 + 7 * i / max(len(points) - 1, 1))}" for i in range(len(points))]
    rows = [
        Votes(
            one.title,
            one.counts,
            one.unknown,
            tuple(Mark(each.letter, each.median - 1) for each in marked[one.practice]),
        )
        for one in shown
    ]
    title, says = _finding(shown), _says(shown)
    head = head_of(section, "agreement-picture", title, says)
    legend = (
        *(Key(shade, "", point.name) for shade, point in zip(shades, points, strict=True)),
        Key("unsure", "", "not known"),
        *(Key("ring", letter, say("median of {group}", group=name)) for letter, name in letters.items()),
    )
    table = _counts(section, "agreement-table", "The practices in the picture", shown)
    return pictured(head, agreement(head, rows, shades), legend, table)


def _finding(shown: Sequence[VotesView]) -> str:
    """What the picture shows: the practice on which people are furthest apart, and how far."""
    most = max(shown, key=lambda one: ((one.high or 0) - (one.low or 0), _apart(one)))
    if most.low == most.high:
        return "The middle half of all chose the same point everywhere"
    return say("Furthest apart on {practice}: {stands}", practice=most.title, stands=most.stands_said)


def _says(shown: Sequence[VotesView]) -> str:
    """What the picture shows, for those who do not see it: the marked groups where they differ most."""
    most = max(shown, key=_apart)
    said = "How many people chose each point of the practices to talk about first; the annex has all as a table."
    if not _apart(most):
        return said
    low, high = sorted((one for one in most.groups if one.letter), key=lambda one: one.median)
    medians = say(
        "The medians of {high} and {low} are marked: {above} and {below} for {practice}.",
        high=high.group,
        low=low.group,
        above=high.median_name,
        below=low.median_name,
        practice=most.title,
    )
    return f"{said} {medians}"


def _apart(one: VotesView) -> int:
    medians = [each.median for each in one.groups if each.letter]
    return max(medians, default=0) - min(medians, default=0)
