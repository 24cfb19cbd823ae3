"""What a meeting is told, and what it may type: the same in lines and on the full screen. Plain text."""

import re
from collections.abc import Mapping

from cxmaturity.domain.answers import Answer, Dissent
from cxmaturity.domain.language import counted_plain, listed, say
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.interview.consensus.meeting import DONT_KNOW, Item, Meeting

HIDDEN = "Their votes stay hidden until everybody here has voted."
ORDER = "Hands for options {numbers}, then for don't know, in this order, such as {example}"
NO_HANDS = (
    "“{typed}” is not {n} whole numbers: the hands for each of the options {numbers}, then, if any, for don't know."
)
TOO_MANY = "That is {hands} hands of {present} people. Each has one vote."
PRESENT = "How many people are in the room"
NO_PRESENT = "“{typed}” is no number of people. Type a whole number from 1 to 999."
WHY = "Why is this the answer? Name what shows it"
NEEDS_WHY = "A reason is needed, so that a reader understands what was agreed on."
WHO = "Who dissents: a role or level, then why, as in “front line: calls end at five”"
_MOST_PRESENT = 999


def numbers(practice: Practice) -> str:
    """The numbers of a practice's options: "1 to 6", or "1, 2 and 4" where points are left out."""
    ranks = [option.rank for option in practice.options]
    if len(ranks) > 2 and ranks[-1] - ranks[0] == len(ranks) - 1:
        return f"{ranks[0]} to {ranks[-1]}"
    return listed([str(rank) for rank in ranks])


def example(practice: Practice) -> str:
    """Hands for a practice as they may be typed: "0 3 4 1 0 0 2"."""
    some = (0, 3, 4, 1)
    shown = [str(some[i]) if i < len(some) else "0" for i in range(len(practice.options))]
    return " ".join([*shown, "2"])


def hands_typed(text: str, practice: Practice) -> dict[int, int] | None:
    """The hands that a text names, by rank; None where it does not say them. An empty text takes the votes back."""
    parts = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    ranks = [*(option.rank for option in practice.options), DONT_KNOW]
    if not parts:
        return {}
    if len(parts) not in {len(ranks) - 1, len(ranks)} or not all(re.fullmatch("[0-9]{1,3}", part) for part in parts):
        return None
    return dict(zip(ranks, map(int, parts), strict=False))


def present_typed(text: str) -> int | None:
    """How many people a text says, 1..999; None where it says none."""
    return int(text) if re.fullmatch("[0-9]{1,3}", text.strip()) and 0 < int(text) <= _MOST_PRESENT else None


def dissent_typed(text: str) -> Dissent:
    """Who dissents, and why: "front line: calls end at five"."""
    who, _, because = text.partition(":")
    return Dissent(who.strip(), because.strip())


def no_hands(typed: str, practice: Practice) -> str:
    """Why what was typed names no hands."""
    return say(NO_HANDS, typed=typed, n=len(practice.options), numbers=numbers(practice))


def far(meeting: Meeting) -> str:
    """Where the meeting is, and how much is settled."""
    sentence = "Item {at} of {all}, {settled} settled"
    return say(sentence, at=meeting.position + 1, all=len(meeting.items), settled=meeting.settled)


def status(meeting: Meeting, item: Item) -> str:
    """What stands between the room and the votes: nothing, a vote, or some hands."""
    answered = sum(item.counts.values())
    alone = say("{people} answered alone.", people=_people(answered))
    if meeting.are_votes_shown(item):
        return alone
    missing = meeting.missing_hands(item)
    if meeting.hands(item) and missing:
        more = "{n:Word} {n|hand is|hands are} missing: their votes stay hidden."
        return f"{alone} {say(more, n=missing)}"
    return f"{alone} {HIDDEN}"


def tally(questionnaire: Questionnaire, counts: Mapping[int, int]) -> str:
    """Votes in words, those of each point that has any: "3 Explore, 4 Mobilise, 2 don't know"."""
    parts = [f"{counts[point.rank]} {point.name}" for point in questionnaire.scale if counts.get(point.rank)]
    parts += [f"{counts[DONT_KNOW]} don't know"] if counts.get(DONT_KNOW) else []
    return ", ".join(parts) or "nobody"


def votes(meeting: Meeting, item: Item) -> tuple[tuple[str, str], ...]:
    """Who voted, and how: the room, then what people answered alone, where that may be seen."""
    rows: list[tuple[str, str]] = []
    if meeting.hands(item):
        rows.append(("In this room", tally(meeting.questionnaire, meeting.hands(item))))
    if meeting.are_votes_shown(item):
        rows.append(("Alone", tally(meeting.questionnaire, item.counts)))
        rows += item.groups
    return tuple(rows)


def agreed(meeting: Meeting, item: Item) -> tuple[str, ...]:
    """What was agreed on, why, and who dissents; nothing where the item is open."""
    answer = meeting.answer(item.practice)
    if answer.agreed is None:
        return ()
    sentences = [f"Agreed: {stands(meeting.questionnaire, answer)}, because: {answer.agreed.because}"]
    sentences += [f"Dissent: {dissent_words(voice)}" for voice in answer.agreed.dissent]
    return tuple(sentences)


def dissent_words(dissent: Dissent) -> str:
    """Who dissents, and why where that is said."""
    return f"{dissent.who}: {dissent.because}" if dissent.because else dissent.who


def stands(questionnaire: Questionnaire, answer: Answer) -> str:
    """An answer in words: a point, two, or don't know."""
    if answer.low is None or answer.high is None:
        return "don't know"
    low, high = (questionnaire.point(rank).name for rank in (answer.low, answer.high))
    return low if low == high else f"between {low} and {high}"


def end(meeting: Meeting) -> str:
    """What the meeting came to."""
    if meeting.settled == len(meeting.items):
        return say("{n|The one item is|All items are} settled.", n=len(meeting.items))
    return say("{settled} of {all} items are settled.", settled=meeting.settled, all=len(meeting.items))


def listed_items(meeting: Meeting) -> tuple[str, ...]:
    """Every item with its number and what was agreed on."""
    marks = ((item, meeting.answer(item.practice)) for item in meeting.items)
    return tuple(
        f"{i}. {item.practice.title}: {'open' if answer.agreed is None else stands(meeting.questionnaire, answer)}"
        for i, (item, answer) in enumerate(marks, 1)
    )


def _people(n: int) -> str:
    return counted_plain(n, "person") if n == 1 else f"{n:,} people"
