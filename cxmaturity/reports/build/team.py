"""What a team's answers say together as a document: short enough for one screen, or in full."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.agreement.team import Side, Team, TeamPractice, Topic
from cxmaturity.domain.language import rounded, say, signed
from cxmaturity.domain.model import Questionnaire
from cxmaturity.reports.build.common import cell, group, paragraph, row
from cxmaturity.reports.build.untitled import untitled
from cxmaturity.reports.document.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Labelled,
    Labels,
    Part,
    Row,
    Table,
)
from cxmaturity.reports.words.team import TeamWords, band_of, named, statistics_said

FIRST = 3
"""How many practices to talk about one screen names."""
MOST_GAPS = 12
"""How many gaps stand in a table; JSON has all."""


def team_document(questionnaire: Questionnaire, team: Team, *, full: bool, lines: Sequence[Labelled] = ()) -> Document:
    """What a team's answers say together; `lines` end it, such as what to type next.

    The short one fits on a screen of 80 by 24; the full one has every practice, statistic, topic and clear gap.
    """
    words = TeamWords(questionnaire, team)
    parts = [Part(name, name, title, tuple(filter(None, blocks))) for name, title, blocks in _parts(words, full=full)]
    end = [Part("end", "end", "", (Labels(tuple(lines)),))] if lines else []
    there = [part for part in parts if part.blocks]
    return untitled(team.organisation, questionnaire.title, team.date, words.stands(), [*there, *end])


def _parts(words: TeamWords, *, full: bool) -> Iterator[tuple[str, str, Iterator[Block | None]]]:
    yield "stand", "", _stand(words, full=full)
    if full:
        yield "agenda", "To talk about, in this order", _topics(words)
        yield "gaps", "Who sees it differently", _gaps(words)
        yield "practices", "How every practice was answered", iter([_practices(words)])
        yield "statistics", "Statistics", _statistics(words)
    else:
        yield "agenda", "To talk about first", _first(words)
        yield "gap", "The widest gap", iter([paragraph(words.widest())])


def _stand(words: TeamWords, *, full: bool) -> Iterator[Block | None]:
    yield paragraph(words.stands(), "headline")
    beside = [words.who(), words.functions() if full else "", words.agreement(), words.hidden() if full else ""]
    yield Bullets(tuple(filter(None, beside)))


def _first(words: TeamWords) -> Iterator[Block | None]:
    topics = words.team.agenda
    if topics:
        yield Bullets(tuple(words.topic(topic) for topic in topics[:FIRST]), ordered=True)
        left = len(topics) - FIRST
        yield paragraph(say("And {n:word} more.", n=left) if left > 0 else "", "small")
    else:
        yield paragraph("On no practice do more than a quarter of the people stand elsewhere than the rest.")


def _topics(words: TeamWords) -> Iterator[Block | None]:
    for number, topic in enumerate(words.team.agenda, 1):
        title = say("{n}. {title}", n=str(number), title=words.titles[topic.practice])
        yield group(title, [paragraph(_sentence(words.why(topic))), Labels(tuple(_sides(words, topic)))])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _sides(words: TeamWords, topic: Topic) -> Iterator[Labelled]:
    options = words.questionnaire.practices[topic.practice].options
    beyond = ("{point} or below, {n:word} {n|person|people}", "{point} or above, {n:word} {n|person|people}")
    for sentence, end, side in zip(beyond, (options[0], options[-1]), topic.sides, strict=True):
        label = "{point}, {n:word} {n|person|people}" if side.rank == end.rank else sentence
        yield Labelled(say(label, point=words.point(side.rank), n=side.people), _words_of(side))


def _words_of(side: Side) -> str:
    return " ".join([side.text, *(say("“{note}”", note=note) for note in side.notes)])


def _gaps(words: TeamWords) -> Iterator[Block | None]:
    clear = [gap for gap in words.team.gaps if gap.clear]
    yield paragraph(words.widest())
    if not clear:
        return
    columns = (
        Column("What", share=3),
        Column("Higher", share=2),
        Column("Lower", share=2),
        Column("By", numbers=True),
        Column("95 % interval", numbers=True, share=2),
    )
    rows = []
    for gap in clear[:MOST_GAPS]:
        high, low = gap.groups if gap.difference > 0 else gap.groups[::-1]
        ends = (gap.low, gap.high) if gap.difference > 0 else (-gap.high, -gap.low)
        interval = say("{low} to {high}", low=signed(ends[0], 2), high=signed(ends[1], 2))
        rows.append(
            row(
                cell(words.titles[gap.about], gap.about),
                cell(named(gap.by, high), high),
                cell(named(gap.by, low), low),
                cell(rounded(abs(gap.difference), 2), abs(gap.difference)),
                cell(interval),
            )
        )
    yield Table("gaps-table", "", columns, tuple(rows))
    left = len(clear) - MOST_GAPS
    yield paragraph(say("And {n:word} more, which --format json has.", n=left) if left > 0 else "", "small")
    sentence = (
        "Differences of means in points of the scale, with the interval of {draws} bootstrap draws. Of many that are"
        " looked at, one in twenty is there by chance."
    )
    yield paragraph(say(sentence, draws=words.team.draws), "small")


def _practices(words: TeamWords) -> Table:
    points = words.questionnaire.scale
    columns = (
        Column("Practice", share=4),
        *(Column(str(point.rank), numbers=True) for point in points),
        Column("dk", numbers=True),
        Column("Stands", share=3),
        Column("rwg", numbers=True),
        Column("AD", numbers=True),
    )
    caption = say(
        "People by point ({points}), who do not know, where the organisation stands, and agreement",
        points=", ".join(say("{n} {name}", n=str(point.rank), name=point.name) for point in points),
    )
    return Table("practices-table", caption, columns, tuple(_row(words, practice) for practice in words.team.practices))


def _row(words: TeamWords, practice: TeamPractice) -> Row:
    counts = (practice.counts.get(point.rank) for point in words.questionnaire.scale)
    stands = "does not apply" if practice.status == "na" else words.range(practice)
    return Row(
        (
            cell(words.titles[practice.practice], practice.practice),
            *(Cell("" if n is None else str(n), n) for n in counts),
            Cell(str(practice.dk), practice.dk),
            cell(stands),
            Cell(rounded(practice.rwg, 2), practice.rwg, band_of(practice.rwg)),
            Cell(rounded(practice.ad, 2), practice.ad),
        )
    )


def _statistics(words: TeamWords) -> Iterator[Block | None]:
    yield Labels(tuple(Labelled(name, sentence) for name, _, sentence in statistics_said(words.team)))
    yield paragraph("docs/statistics.md has the formula, the source and the limits of each.", "small")
