"""Answers against prerequisites: practices said to stand where what their own steps require does not hold."""

from collections.abc import Iterator

from msgspec import Struct

from cxmaturity.domain.ahead import unmet
from cxmaturity.domain.answers import Reading
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
