"""How far we agree: sentences for the first screen, a part with one picture for the body, tables for the annex."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.language import NOTHING, capital, say
from cxmaturity.reports.build.common import cell, fitting, further, group, linked, paragraph, place, row
from cxmaturity.reports.build.drawing import head_of, pictured
from cxmaturity.reports.build.room import Room
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
    agreement = section.agreement
    return paragraph(" ".join(filter(None, [agreement.who, agreement.agree]))) if agreement else None


def agreed(section: Section, room: Room) -> Iterator[Block | None]:
    """The part of the body: the gap for the board, the picture, and what to talk about first."""
    agreement = section.agreement
    if agreement is None:
        return
    yield paragraph(agreement.gap or agreement.agree, "lead")
    yield _picture(section, agreement.practices, agreement.agenda)
    yield paragraph(agreement.settled)
    named, left = fitting(
        [_named(section, topic) for topic in agreement.agenda if not topic.settled], *AGENDA, room.lists
    )
    if named:
        yield paragraph("To talk about first, by what settling it would do to the stage:", "lead")
        yield Bullets(tuple(named), ordered=True)
        yield further(left)
    to = place(section, "votes")
    yield paragraph((Span("How every practice was answered is in the annex.", to=to),), "small")


def _named(section: Section, topic: AgendaView) -> Words:
    return (linked(section, topic.practice, topic.title), Span(f": {topic.why}"))


def votes(section: Section) -> Iterator[Block | None]:
    """The part of the annex: the votes on every practice, where each group sees it, and the agenda with each side."""
    agreement = section.agreement
    if agreement is None:
        return
    yield _counts(section, "votes-table", "How many people chose each point", agreement.practices)
    yield _groups(section, agreement.practices)
    columns = (
        Column("Practice", share=2),
        Column("Why", share=3),
        Column("Each side", share=5),
        Column("Agreed", share=3),
    )
    rows = [
        row(
            cell((linked(section, topic.practice, topic.title),), topic.practice),
            cell(capital(topic.why)),
            cell(" ".join(topic.sides)),
            cell(topic.settled or "open", bool(topic.settled)),
        )
        for topic in agreement.agenda
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
            cell((linked(section, practice.practice, practice.title),), practice.practice),
            *(cell(str(count), count) for count in practice.counts),
            cell(str(practice.unknown), practice.unknown),
            cell(practice.agreement_said, practice.agreement),
        )
        for practice in practices
    )
    return Table(place(section, name), caption, columns, tuple(rows))


def _groups(section: Section, practices: Sequence[VotesView]) -> Table:
    names = list(dict.fromkeys(each.group for practice in practices for each in practice.groups))
    columns = (
        Column("Practice", share=2),
        Column("Middle half of all", share=2),
        *(Column(capital(name)) for name in names),
    )
    rows = []
    for rated in practices:
        medians = {each.group: each for each in rated.groups}
        cells = (
            cell(medians[name].median_name, medians[name].median) if name in medians else cell(NOTHING)
            for name in names
        )
        title = cell((linked(section, rated.practice, rated.title),), rated.practice)
        rows.append(row(title, cell(rated.stands_said, rated.median), *cells))
    caption = "Where each group sees every practice: the median of its votes, the lower of two"
    return Table(place(section, "groups-table"), caption, columns, tuple(rows))


def _picture(section: Section, practices: Sequence[VotesView], agenda: Sequence[AgendaView]) -> Picture | None:
    """The practices to talk about first, in the order of the questionnaire where nothing is to be talked about."""
    points = section.scale
    by_id = {practice.practice: practice for practice in practices}
    shown = [by_id[topic.practice] for topic in agenda if topic.practice in by_id][:MOST_PICTURED] or practices[
        :MOST_PICTURED
    ]
    shown = [practice for practice in shown if sum(practice.counts)]
    if not shown or len(points) > MOST_POINTS:
        return None
    marked = {practice.practice: [each for each in practice.groups if each.letter] for practice in shown}
    letters = {each.letter: each.group for some in marked.values() for each in some}
    shades = [f"shade-{round(1 + 7 * i / max(len(points) - 1, 1))}" for i in range(len(points))]
    rows = [
        Votes(
            practice.title,
            practice.counts,
            practice.unknown,
            tuple(Mark(each.letter, each.median - 1) for each in marked[practice.practice]),
        )
        for practice in shown
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
    most = max(shown, key=lambda practice: ((practice.high or 0) - (practice.low or 0), _apart(practice)))
    if most.low == most.high:
        return "The middle half of all chose the same point everywhere"
    return say("Furthest apart on {practice}: {stands}", practice=most.title, stands=most.stands_said)


def _says(shown: Sequence[VotesView]) -> str:
    """What the picture shows, for those who do not see it: the marked groups where they differ most."""
    most = max(shown, key=_apart)
    sentence = "How many people chose each point of the practices to talk about first; the annex has all as a table."
    if not _apart(most):
        return sentence
    low, high = sorted((group for group in most.groups if group.letter), key=lambda group: group.median)
    medians = say(
        "The medians of {high} and {low} are marked: {above} and {below} for {practice}.",
        high=high.group,
        low=low.group,
        above=high.median_name,
        below=low.median_name,
        practice=most.title,
    )
    return f"{sentence} {medians}"


def _apart(practice: VotesView) -> int:
    medians = [each.median for each in practice.groups if each.letter]
    return max(medians, default=0) - min(medians, default=0)
