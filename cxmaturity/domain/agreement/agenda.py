"""What to talk about first: the practices whose settling would move the stage most, and on which people differ most."""

from collections.abc import Iterable, Mapping

from cxmaturity.domain.agreement.distribution import average_deviation
from cxmaturity.domain.agreement.people import Answered
from cxmaturity.domain.agreement.team import Side, TeamPractice, TeamStage, Topic
from cxmaturity.domain.model import Practice, Questionnaire
from cxmaturity.domain.scoring.rule import program_of

Reading = Mapping[str, int | None]


class Stages:
    """The stage of the organisation's answers once practices are settled otherwise than they stand."""

    def __init__(self, questionnaire: Questionnaire, practices: Iterable[TeamPractice]) -> None:
        self._program = program_of(questionnaire).only("stage")
        there = list(practices)
        self.low, self.median, self.high = (
            {practice.practice: None if practice.status == "na" else getattr(practice, end) for practice in there}
            for end in ("low", "median", "high")
        )

    def of(self, reading: Reading, **settled: int) -> int | None:
        """The rank of the stage of a reading, None where there is nothing to score."""
        value = self._program.run({**reading, **settled})["stage"]
        return None if value is None else int(value)

    @property
    def whole(self) -> TeamStage:
        """The stages of all three readings."""
        return TeamStage(self.of(self.low), self.of(self.median), self.of(self.high))


def agenda(
    stages: Stages, practices: Iterable[TeamPractice], answers: Mapping[str, Answered], notes: Mapping[str, list[str]]
) -> tuple[Topic, ...]:
    """The practices on which people differ, in the order in which to talk about them.

    First by how many stages it makes whether one is settled low or high, all others at their median; then by the same
    with all others settled low or all others high, as one practice alone may move nothing; then by how far apart people
    are; else in the order of the questionnaire. `notes` are what each person wrote, by practice, in the order of the
    people; none where they are not to be shown.
    """
    topics = [
        _topic(stages, practice, answers[practice.practice], notes.get(practice.practice, []))
        for practice in practices
        if _open(practice)
    ]
    return tuple(sorted(topics, key=lambda topic: (-topic.moves, -topic.joint, -topic.ad)))


def _open(practice: TeamPractice) -> bool:
    return practice.status == "range"


def _topic(stages: Stages, practice: TeamPractice, given: Answered, notes: list[str]) -> Topic:
    low, high = practice.low or 0, practice.high or 0
    settled_low, settled_high = (stages.of(stages.median, **{practice.practice: rank}) for rank in (low, high))
    joint = sum(
        (stages.of(reading, **{practice.practice: high}) or 0) - (stages.of(reading, **{practice.practice: low}) or 0)
        for reading in (stages.low, stages.high)
    )
    below = [i for i, vote in enumerate(given.votes) if vote is not None and vote <= low]
    above = [i for i, vote in enumerate(given.votes) if vote is not None and vote >= high]
    return Topic(
        practice=practice.practice,
        low=low,
        high=high,
        ad=average_deviation(practice.counts) or 0.0,
        settled_low=settled_low,
        settled_high=settled_high,
        moves=(settled_high or 0) - (settled_low or 0),
        joint=joint,
        sides=(_side(given.practice, low, below, notes), _side(given.practice, high, above, notes)),
    )


def _side(practice: Practice, rank: int, people: list[int], notes: list[str]) -> Side:
    """One side. Its notes stand in the order of the alphabet, as another would say who wrote which."""
    written = sorted({notes[i] for i in people if notes[i]}) if notes else []
    return Side(rank, len(people), practice.option(rank).text, tuple(written))
