"""Answers against prerequisites: practices said to stand where what their own steps require does not hold."""

from collections.abc import Iterator

from msgspec import Struct

from cxmaturity.domain.answers import Answers, Reading, readings
from cxmaturity.domain.improvement.needs import unmet
from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire, Requirement


class Unsupported(Struct, frozen=True):
    """A practice that stands at a rank for which others are missing: `lacks` says which, and where they would be."""

    practice: str
    rank: int
    lacks: tuple[Requirement, ...]


def unsupported(questionnaire: Questionnaire, reading: Reading) -> Iterator[Unsupported]:
    """Every practice whose options, up to the one where it stands, require what does not hold.

    What a reading leaves out is neither looked at nor held against another: nobody knows where it stands.
    """
    for practice in questionnaire.practices.values():
        stands = reading[practice.id]
        lacks: dict[str, int] = {}
        for option in practice.options:
            if stands is not None and option.rank <= stands:
                for need in unmet(option, reading):
                    lacks[need.practice] = max(need.rank, lacks.get(need.practice, 0))
        if stands is not None and lacks:
            yield Unsupported(practice.id, stands, tuple(Requirement(id_, rank) for id_, rank in lacks.items()))


def unsupported_words(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[str, str]]:
    """Every practice that rests on what does not hold, as answered, and what it lacks in a sentence.

    As in "Redesign at Operationalise rests on Journey maps at Mobilise, which the answers put at Ignore."; the same
    words wherever it is said.
    """

    def at(practice: str, rank: int) -> str:
        title, point = questionnaire.practices[practice].title, questionnaire.point(rank).name
        return say("{practice} at {point}", practice=title, point=point)

    def lack(need: Requirement) -> str:
        answer = answers.of(need.practice)
        ends = [questionnaire.point(rank).name for rank in (answer.low, answer.high) if rank is not None]
        sentence = (
            "{needed}, which the answers put at {low}"
            if len(set(ends)) == 1
            else "{needed}, which the answers put between {low} and {high}"
        )
        return say(sentence, needed=at(need.practice, need.rank), low=ends[0], high=ends[-1])

    for claim in unsupported(questionnaire, readings(questionnaire, answers).answered):
        lacks = say(", and on ").join(map(lack, claim.lacks))
        yield claim.practice, say("{claim} rests on {lacks}.", claim=at(claim.practice, claim.rank), lacks=lacks)
