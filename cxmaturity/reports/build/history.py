"""Assessments over time, as a document: what the last one came to, a picture, and a line for each."""

import datetime
from collections.abc import Iterator

from cxmaturity.domain.assessment import Assessment, stages_of
from cxmaturity.domain.change.history import Entry, History
from cxmaturity.domain.language import day, listed, percent, rounded, say, short_month, signed
from cxmaturity.reports.build.common import cell, paragraph, part, row
from cxmaturity.reports.build.drawing import pictured
from cxmaturity.reports.build.sheet import Sheet
from cxmaturity.reports.document.blocks import Block, Bullets, Column, Document, Part, Picture, Table
from cxmaturity.reports.pictures.over_time import Moment, Scale, over_time
from cxmaturity.reports.pictures.svg import Head
from cxmaturity.reports.view.report import Section
from cxmaturity.reports.words.result import Words

BARS = "▁▂▃▄▅▆▇█"
"""From the lowest index to the highest."""


def history_document(history: History, last: Assessment, *, drawn: bool = True) -> Document:
    """A history of at least one entry; `last` is the assessment of its last.

    Without a picture it has bars of letters, for a terminal.
    """
    words = Words(last)
    first, end = day(history.entries[0].date), day(history.entries[-1].date)
    when = say("from {first} to {last}", first=first, last=end) if first != end else end
    heading, iso = history.organisation or "Self-assessment", history.entries[-1].date
    sheet = Sheet("history", last.questionnaire.title, heading, "Over time", when, iso, _finding(history, words))
    return sheet.document(
        (
            sheet.part("stand", "Over time", _stand(history, last, words, drawn=drawn)),
            sheet.part("assessments", "Each assessment", (_table(history, words, sheet.name),)),
            sheet.part("left_out", "Left out", _left_out(history)),
        )
    )


def over_time_part(section: Section, history: History, last: Assessment) -> Part:
    """Assessments over time, as a part of the annex of a report."""
    words = Words(last)
    blocks = (_picture(history, last, words, section.anchor), _table(history, words, section.anchor))
    return part(section, "over_time", "Over time", blocks)


def _finding(history: History, words: Words) -> str:
    first, last = history.entries[0], history.entries[-1]
    now = words.name(last.stage.rank) if last.stage.claimed else "No stage is claimed"
    if len(history.entries) == 1:
        return say("{now} on {day}, the only assessment.", now=now, day=day(last.date))
    then = words.name(first.stage.rank) if first.stage.claimed else "no stage"
    if then == now:
        return say("{now} on {day}, as on {first}.", now=now, day=day(last.date), first=day(first.date))
    return say(
        "{now} on {day}, after {then} on {first}.", now=now, day=day(last.date), then=then, first=day(first.date)
    )


def _stand(history: History, last: Assessment, words: Words, *, drawn: bool) -> Iterator[Block | None]:
    yield paragraph(_finding(history, words), "headline")
    known = [entry for entry in history.entries if entry.index is not None]
    if drawn:
        yield _picture(history, last, words, "history")
    elif len(known) > 1:
        yield paragraph(
            say(
                "Index {bars}, from {first} to {last} of 100 in {n} assessments.",
                bars="".join(_bar(entry.index) for entry in known),
                first=rounded(known[0].index),
                last=rounded(known[-1].index),
                n=len(known),
            )
        )


def _bar(index: float | None) -> str:
    return BARS[min(int((index or 0) / 100 * len(BARS)), len(BARS) - 1)]


def _picture(history: History, last: Assessment, words: Words, at: str) -> Picture | None:
    stages = stages_of(last.questionnaire, last.scores)
    ranks = {stage.rank for stage in stages}
    moments = [
        Moment(
            datetime.date.fromisoformat(entry.date),
            short_month(entry.date),
            entry.stage.rank if entry.stage.claimed else None,
            entry.stage.worst,
            entry.stage.best,
        )
        for entry in history.entries
        if entry.stage.worst in ranks and entry.stage.best in ranks
        if entry.stage.worst is not None and entry.stage.best is not None
    ]
    if len(moments) < 2:
        return None
    target = last.result.target.rank if last.result.target else None
    aim = say("target: {stage}", stage=words.name(target)) if target is not None else ""
    title = _index_moved(history) or _finding(history, words)
    says = say("The stage of each assessment: {entries}.", entries=listed([_said(e, words) for e in history.entries]))
    head = Head(f"{at}.over-time", title, says)
    return pictured(head, over_time(head, moments, Scale([(s.rank, s.name) for s in stages], target, aim)))


def _index_moved(history: History) -> str:
    known = [entry.index for entry in history.entries if entry.index is not None]
    if len(known) < 2:
        return ""
    first, last = rounded(known[0]), rounded(known[-1])
    if first == last:
        return say("The index is {last} of 100, as at the beginning", last=last)
    verb = "rose" if known[-1] > known[0] else "fell"
    return say("The index {verb} from {first} to {last} of 100", verb=verb, first=first, last=last)


def _said(entry: Entry, words: Words) -> str:
    stage = words.name(entry.stage.rank) if entry.stage.claimed else "none claimed"
    return say("{stage} on {day}", stage=stage, day=day(entry.date))


def _table(history: History, words: Words, at: str) -> Table:
    columns = (
        Column("Assessed on", share=2),
        Column("Stage", share=3),
        Column("Documented", share=2),
        Column("Answered", numbers=True),
        Column("Index", numbers=True),
        Column("Change", numbers=True),
    )
    rows = []
    before: float | None = None
    for entry in history.entries:
        change = None if before is None or entry.index is None else entry.index - before
        rows.append(
            row(
                cell(day(entry.date), entry.date),
                cell(
                    words.name(entry.stage.rank) if entry.stage.claimed else "not claimed",
                    entry.stage.rank,
                    _between(entry, words),
                ),
                cell(words.name(entry.stage.documented), entry.stage.documented),
                cell(percent(entry.coverage), entry.coverage),
                cell(rounded(entry.index), entry.index),
                cell(signed(change), change),
            )
        )
        before = entry.index if entry.index is not None else before
    return Table(f"{at}.history-table", "", columns, tuple(rows))


def _between(entry: Entry, words: Words) -> str:
    if entry.stage.worst is None or entry.stage.worst == entry.stage.best:
        return ""
    return say("between {worst} and {best}", worst=words.name(entry.stage.worst), best=words.name(entry.stage.best))


def _left_out(history: History) -> Iterator[Block | None]:
    if history.left_out:
        yield paragraph(
            say("{n:Word} {n|version|versions} can not be scored by the questionnaire of now:", n=len(history.left_out))
        )
        yield Bullets(tuple(say("{file}: {why}", file=entry.file, why=entry.why) for entry in history.left_out))
