"""Why a result is what it is, in a few plain lines: the stage, a dimension or a practice, before any arithmetic."""

from collections.abc import Iterator, Sequence

from cxmaturity.domain.answers import is_valid
from cxmaturity.domain.assessment import Assessment, next_stage
from cxmaturity.domain.language import counted_plain, listed, say
from cxmaturity.domain.model import Dimension, Practice, walk
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.reports.build.common import paragraph
from cxmaturity.reports.build.untitled import untitled
from cxmaturity.reports.document.blocks import Block, Bullets, Document, Part
from cxmaturity.reports.words.effort import step_effort
from cxmaturity.reports.words.plan import RoadmapWords
from cxmaturity.reports.words.result import Words

MOST_NAMED = 3
"""How many practices or dimensions a line names."""


def stage_explained(assessment: Assessment) -> Document:
    """The stage, why it is not higher, which gates are shut, and what would move it."""
    lines = [*_not_higher(assessment), RoadmapWords(assessment).way()]
    return _plain(assessment, Words(assessment).stage(), lines)


def dimension_explained(assessment: Assessment, id_: str) -> Document:
    """Where a dimension stands, what in it is lowest, and what the plan raises in it."""
    dimension = next(dimension for dimension in walk(assessment.questionnaire.dimensions) if dimension.id == id_)
    return _plain(assessment, _standing(assessment, dimension), list(_inside(assessment, dimension)))


def practice_explained(assessment: Assessment, id_: str) -> Document:
    """What is answered to a practice, what that rests on, which stages it guards, and what leads on from there."""
    practice = assessment.questionnaire.practices[id_]
    return _plain(assessment, _answer(assessment, practice), list(_about(assessment, practice)))


def _plain(assessment: Assessment, headline: str, lines: Sequence[str]) -> Document:
    blocks: list[Block | None] = [paragraph(headline, "headline"), Bullets(tuple(filter(None, lines)))]
    part = Part("explained", "explained", "", tuple(block for block in blocks if block is not None))
    return untitled("", assessment.questionnaire.title, "", "", (part,))


# the stage


def _not_higher(assessment: Assessment) -> Iterator[str]:
    """Why the next stage is not reached as answered, or no stage claimed; nothing at the top."""
    following = next_stage(assessment.questionnaire, assessment.scores, assessment.result.stage)
    if not assessment.result.stage.claimed:
        titles = [assessment.questionnaire.practices[unknown.practice].title for unknown in assessment.result.find_out]
        yield say("Answer first: {titles}.", titles=_some(titles)) if titles else ""
    elif following is not None:
        yield from _gates(assessment, following)
        yield from _whole(assessment, following)
        yield from _levels(assessment, following)


def _gates(assessment: Assessment, following: int) -> Iterator[str]:
    """Which gates of the next stage are shut."""
    states = zip(assessment.questionnaire.gates, assessment.result.gates, strict=True)
    shut = [gate.practice for gate, state in states if gate.stage == following and not state.open]
    if shut:
        yield say(
            "{stage} is not reached: {n:word} of its gates {n|is|are} shut, {gates}.",
            stage=Words(assessment).said(following),
            n=len(shut),
            gates=_some([_at(assessment, practice) for practice in shut]),
        )


def _whole(assessment: Assessment, following: int) -> Iterator[str]:
    """The level that the next stage asks of the whole, where that is not reached."""
    questionnaire, rule, scores = assessment.questionnaire, rule_of(assessment.questionnaire), assessment.scores
    for demand in rule.demands(questionnaire, scores.readings.answered, following):
        if demand.kind == "level" and not demand.met(scores.answered):
            yield say(
                "{stage} asks the whole for {condition}; it is not there.",
                stage=Words(assessment).said(following),
                condition=rule.condition_words(questionnaire, demand.rank),
            )


def _levels(assessment: Assessment, following: int) -> Iterator[str]:
    """Which dimensions are as far as the next stage, and which are behind."""
    rule, outcome = rule_of(assessment.questionnaire), assessment.scores.answered
    level = rule.dimension_target(following)
    known = [
        (dimension.name, dimension.id, dimension.level)
        for dimension in assessment.result.dimensions
        if dimension.level is not None
    ]
    if level is None:
        there = [name for name, id_, _ in known if rule.reached(id_, outcome)]
        behind = [name for name, id_, _ in known if not rule.reached(id_, outcome)]
        won = _some(there) if there else say("none")
        yield say("Won: {won}. Not won: {behind}.", won=won, behind=_some(behind)) if behind else ""
        return
    point = assessment.questionnaire.point
    there = [name for name, _, stands in known if stands >= level]
    by_level: dict[int, list[str]] = {}
    for name, _, stands in known:
        by_level.setdefault(stands, []).append(name)
    behind = [
        say("{names} at {level}", names=_some(by_level[stands]), level=point(stands).name)
        for stands in sorted(by_level)
        if stands < level
    ]
    if behind:
        yield say(
            "At {level} or above: {there}. Below it: {behind}.",
            level=point(level).name,
            there=_some(there) if there else say("no dimension"),
            behind="; ".join(behind),
        )


# a dimension


def _standing(assessment: Assessment, dimension: Dimension) -> str:
    """Where a dimension stands, by what its rule knows of it beside the shares."""
    profile = rule_of(assessment.questionnaire).profile(assessment)
    points = {point.id for point in assessment.questionnaire.scale}
    row = next((row for row in profile.rows if row.id == dimension.id), None)
    if row is None:
        return dimension.name
    cells = [
        say("{what} {value}", what=column.name.lower(), value=cell.text)
        for column, cell in zip(profile.columns, row.cells, strict=True)
        if column.id not in points
    ]
    return say("{name}: {facts}.", name=dimension.name, facts=", ".join(cells))


def _inside(assessment: Assessment, dimension: Dimension) -> Iterator[str]:
    practices = [practice for group in walk((dimension,)) for practice in group.practices]
    ranks = {practice.id: assessment.scores.readings.answered[practice.id] for practice in practices}
    for rank in sorted({rank for rank in ranks.values() if rank is not None}, reverse=True):
        titles = [practice.title for practice in practices if ranks[practice.id] == rank]
        yield say("At {point}: {titles}.", point=assessment.questionnaire.point(rank).name, titles=listed(titles))
    open_ = [practice.title for practice in practices if assessment.answers.of(practice.id).unknown]
    if open_:
        yield say("Not known: {titles}.", titles=listed(open_))
    yield _planned(assessment, [practice.id for practice in practices], dimension.name)
    yield rule_of(assessment.questionnaire).level_words(assessment.questionnaire)


def _planned(assessment: Assessment, practices: Sequence[str], where: str) -> str:
    """What the plan raises of some practices."""
    plan = assessment.result.plan
    if plan is None:
        return ""
    words, steps = RoadmapWords(assessment), [step for step in plan.steps if step.practice in practices]
    if not steps:
        return say("The plan leaves {where} as it is.", where=where)
    point = assessment.questionnaire.point
    named = [words.step(f"{step.practice}@{point(step.to).id}") for step in steps]
    days = counted_plain(sum(step.days for step in steps), "person-day")
    return say("The plan raises {steps}: {days}.", steps=_some(named), days=days)


# a practice


def _answer(assessment: Assessment, practice: Practice) -> str:
    """What is answered to a practice."""
    answer, point = assessment.answers.of(practice.id), assessment.questionnaire.point
    if answer.low is None or answer.high is None:
        status = {"dk": "nobody here knows", "na": "does not apply", "missing": "not answered yet"}[answer.status]
        because = say(", because {why}", why=answer.because.removesuffix(".")) if answer.because else ""
        return say("{title}: {said}{because}.", title=practice.title, said=status, because=because)
    low = point(answer.low).name
    if answer.low == answer.high:
        return say("{title} is at {point}.", title=practice.title, point=low)
    return say("{title} is between {low} and {high}.", title=practice.title, low=low, high=point(answer.high).name)


def _about(assessment: Assessment, practice: Practice) -> Iterator[str]:
    answer, questionnaire = assessment.answers.of(practice.id), assessment.questionnaire
    if answer.low is not None:
        yield practice.option(answer.low).text
        yield _evidence(assessment, practice)
    gates = [
        say("{stage} ({state})", stage=questionnaire.point(gate.stage).name, state="open" if state.open else "shut")
        for gate, state in zip(questionnaire.gates, assessment.result.gates, strict=True)
        if gate.practice == practice.id
    ]
    if gates:
        yield say("It is a gate to {stages}.", stages=listed(gates))
    above = None if answer.status == "na" else practice.next_option(answer.low or practice.options[0].rank)
    if above is not None and above.step is not None:
        yield say("Next is {point}: {text}", point=questionnaire.point(above.rank).name, text=above.text)
        yield say(
            "The step there: {effort}, {months} at least.",
            effort=step_effort(above.step),
            months=counted_plain(above.step.months, "month"),
        )
    yield _planned(assessment, [practice.id], practice.title)


def _evidence(assessment: Assessment, practice: Practice) -> str:
    """How much of the evidence of an answer counts."""
    months = assessment.questionnaire.scoring.evidence_months
    pieces = assessment.answers.of(practice.id).evidence
    if not pieces:
        return "No evidence is given for it."
    valid = sum(is_valid(piece, assessment.answers.date, months) for piece in pieces)
    kind = say("dated, and from the {months} before the assessment", months=counted_plain(months, "month"))
    if len(pieces) == 1:
        sentence = "The one piece of evidence counts: {kind}." if valid else "Its one piece of evidence is not {kind}."
        return say(sentence, kind=kind)
    return say("{valid} of {n} pieces of evidence {valid|counts|count}: {kind}.", valid=valid, n=len(pieces), kind=kind)


# naming


def _at(assessment: Assessment, practice: str) -> str:
    """A practice with where it stands as answered."""
    rank = assessment.scores.readings.answered[practice]
    title = assessment.questionnaire.practices[practice].title
    where = say("not known") if rank is None else assessment.questionnaire.point(rank).name
    return say("{title} ({where})", title=title, where=where)


def _some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    if len(names) <= MOST_NAMED + 1:
        return listed(names)
    return say("{names} and {n:word} more", names=", ".join(names[:MOST_NAMED]), n=len(names) - MOST_NAMED)
