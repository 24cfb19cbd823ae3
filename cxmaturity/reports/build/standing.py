"""Where an organisation stands, and how sure that is: the stage, its numbers, and the first moves."""

from collections.abc import Iterator

from cxmaturity.domain.language import counted_plain, day, rounded, say
from cxmaturity.domain.scoring.known import coverage_text, of_few
from cxmaturity.domain.scoring.rule_words import Fact
from cxmaturity.reports.build import agreement, pictures, profile
from cxmaturity.reports.build.common import (
    fitting,
    group,
    paragraph,
)
from cxmaturity.reports.build.room import Room
from cxmaturity.reports.document.blocks import (
    Block,
    Facts,
    Moves,
    Span,
    Words,
)
from cxmaturity.reports.view.report import Section

SENTENCE_WORDS = 200


def opening(section: Section) -> Iterator[Block | None]:
    """The stage as a finding, its picture, and the first moves."""
    yield paragraph(headline(section), "headline")
    yield paragraph(section.sentences.documented)
    yield agreement.first(section)
    yield pictures.stage(section)
    yield moves(section)


def headline(section: Section) -> Words:
    """The stage in a sentence, its name set apart."""
    name, stage = section.stage_names.stage, section.sentences.stage
    if not section.result.stage.claimed or not stage.startswith(name):
        return stage
    return (Span(name, "accent"), Span(stage.removeprefix(name)))


def moves(section: Section) -> Block | None:
    """The first moves, under their heading."""
    first = section.way.moves if section.way else ()
    return group("The first moves", [Moves(first)]) if first else None


def facts(section: Section) -> Facts | None:
    """The numbers of a result side by side."""
    result, names, stage = section.result, section.stage_names, section.result.stage
    if stage.worst is None:
        return None
    possible = names.worst if stage.worst == stage.best else say("{a} to {b}", a=names.worst, b=names.best)
    answered = say("{answered} of {practices}", answered=result.answered, practices=_practices(section))
    return Facts(
        (
            Fact("Claimed", names.stage if stage.claimed else "none", stage.rank),
            *((Fact("Possible", possible, f"{stage.worst}..{stage.best}"),) if stage.worst != stage.best else ()),
            Fact("Documented", names.documented, stage.documented),
            *((Fact("Target", section.target_name, result.target.rank, _of_target(section)),) if result.target else ()),
            *section.rule_facts,
            Fact("Index", rounded(result.index), result.index, _of_what(section)),
            Fact("Answered", coverage_text(result, section.scoring), result.coverage, answered),
        )
    )


def _of_target(section: Section) -> str:
    """By when the target is set; or that the plan leads to those of dimensions only."""
    if section.way is not None and section.way.goal and not section.way.leads_to_target:
        return say("the next stage; the plan leads elsewhere")
    return say("by {day}", day=day(section.target_by)) if section.target_by else ""


def _of_what(section: Section) -> str:
    """What the index counts up to; and from how little it comes where too little is answered to claim a stage."""
    result = section.result
    if result.index is None or result.stage.claimed:
        return "" if result.index is None else "of 100"
    return f"of 100, {of_few(result)}"


def _practices(section: Section) -> str:
    return counted_plain(section.result.applicable, "practice")


def stand(section: Section, room: Room) -> Iterator[Block | None]:
    """The opening, the numbers side by side, what stands out, and the picture of the dimensions."""
    yield from opening(section)
    yield facts(section)
    sentences = [*section.rule_sentences, "" if profile.names_ends(section) else section.sentences.extremes]
    for sentence in fitting(sentences, len(sentences), SENTENCE_WORDS, room.lists)[0]:
        yield paragraph(sentence)
    sure = section.sure
    if sure is not None and section.result.stage.claimed:
        yield paragraph(" ".join(filter(None, [sure.fewest, sure.weights])))
    yield profile.profile(section)
    role = section.respondent
    who = ", ".join(filter(None, [role.role, role.level, role.function]))
    yield paragraph(say("Answered by one person: {who}.", who=who) if who else "", "small")
