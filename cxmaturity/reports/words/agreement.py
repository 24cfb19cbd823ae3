"""What a report and a meeting say of a team's answers beside `words.team`: its gap, its sides, what was settled."""

from collections.abc import Mapping, Sequence

from cxmaturity.domain.agreement.people import FRONT_LINE, LEADERS, key
from cxmaturity.domain.agreement.team import Gap, Topic
from cxmaturity.domain.answers import Answer, Dissent
from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.reports.words.team import TeamWords


def letter(level: str) -> str:
    """The letter that marks a level, by its name; nothing for one that is not marked."""
    return "L" if key(level) in LEADERS else "F" if key(level) in FRONT_LINE else ""


def gap(words: TeamWords, medians: Mapping[str, Mapping[str, int]]) -> str:
    """What leaders and the front line see most differently, in a sentence for a board; nothing where neither is shown.

    `medians` are those of each level, by practice. The first practice of those that are furthest apart is named.
    """
    widest: Gap | None = None
    for practice, by_level in medians.items():
        ends = {letter(name): name for name in by_level}
        if not {"L", "F"} <= set(ends):
            continue
        pair = by_level[ends["L"]], by_level[ends["F"]]
        apart = float(pair[0] - pair[1])
        if apart and (widest is None or abs(apart) > abs(widest.difference)):
            # a file keeps medians and no interval, which the sentence does not say
            widest = Gap("level", (ends["L"], ends["F"]), "practice", practice, apart, apart, apart, pair)
    if widest is None or widest.medians is None:
        return ""
    above, below = (words.point(rank) for rank in sorted(widest.medians, reverse=True))
    sentence = words.gap(widest).removesuffix(".")
    return say("{said}, by the middle answers: {above} against {below}.", said=sentence, above=above, below=below)


def in_brief(questionnaire: Questionnaire, topic: Topic) -> str:
    """How many stand at each side of a topic, for where the options can be read beside it."""
    low, high = _where(questionnaire, topic)
    return say("{low}, {high}.", low=low, high=high)


def noted(answer: Answer) -> str:
    """What people wrote to a practice, where the file has it; nothing where it has not."""
    return say("Notes: {note}", note=answer.note) if answer.note else ""


def sides(questionnaire: Questionnaire, topic: Topic) -> tuple[str, ...]:
    """Both sides of a topic, the lower first: how many there are, and what they say is so."""
    where = _where(questionnaire, topic)
    return tuple(say("{at}: {text}", at=at, text=each.text) for at, each in zip(where, topic.sides, strict=True))


def _where(questionnaire: Questionnaire, topic: Topic) -> tuple[str, str]:
    """How many stand at each side of a topic: at a point, and beyond it where there are options beyond."""
    options = questionnaire.practices[topic.practice].options
    low, high = (
        (each, questionnaire.point(each.rank).name, each.rank == end.rank)
        for each, end in zip(topic.sides, (options[0], options[-1]), strict=True)
    )
    at = "{n} {n|person|people} at {point}"
    below, above = "{n} {n|person|people} at {point} or below", "{n} {n|person|people} at {point} or above"
    return (
        say(at if low[2] else below, n=low[0].people, point=low[1]),
        say(at if high[2] else above, n=high[0].people, point=high[1]),
    )


def settled(questionnaire: Questionnaire, answer: Answer) -> str:
    """What a meeting agreed on, why, and who dissents; nothing where it has not."""
    if answer.agreed is None:
        return ""
    names = [questionnaire.point(rank).name for rank in dict.fromkeys((answer.low, answer.high)) if rank is not None]
    at = say("{low} to {high}", low=names[0], high=names[-1]) if len(names) > 1 else "".join(names) or "Not known"
    dissent = " ".join(say("Dissent: {who}.", who=_dissent(voice)) for voice in answer.agreed.dissent)
    return " ".join(filter(None, [say("{at}: {because}", at=at, because=answer.agreed.because), dissent]))


def _dissent(dissent: Dissent) -> str:
    named = ": ".join(filter(None, (dissent.who, dissent.because)))
    return named.removesuffix(".")


def meeting(answers: Sequence[Answer]) -> str:
    """How much of an agenda a meeting has settled, by the answers of its practices; nothing before there was one."""
    met = [answer.agreed for answer in answers if answer.agreed is not None]
    if not met:
        return ""
    dissenting = sum(bool(meeting.dissent) for meeting in met)
    sentence = "A meeting has settled {n:word} of {of} {of|practice|practices} to talk about"
    sentence_ = say(sentence, n=len(met), of=len(answers))
    dissent = say(", {n:word} with dissent", n=dissenting) if dissenting else ""
    return f"{sentence_}{dissent}; the annex says why."
